// Values of calls: functions of several variables, duals, integrals. Sums are in evaluate.hpp. TRUSTED.
//
// What the trusted base can enclose it encloses here: binomial coefficients, chi-square laws of a whole number of degrees.
// Everything else is asked of ExternalValues, which rest on Arb; a verdict that leans on them says so.
#pragma once

#include <certibound/language/exact.hpp>
#include <certibound/language/range.hpp>
#include <certibound/language/terms.hpp>

#include <optional>
#include <vector>

namespace certibound::language {

// Enclosures from outside the trusted base. REQUIRES of both functions: operands not empty.
class ExternalValues {
 public:
  virtual ~ExternalValues() = default;
  // Encloses the value for all members of the operands. Entire: nothing is known, also not that there is a value.
  virtual Interval value(const Call& call, const std::vector<Interval>& operands, Precision bits) const = 0;
  // The derivative of a dual in rho; entire where it is unbounded or not known.
  virtual Interval dual_derivative(const Call& call, const std::vector<Interval>& operands, Precision bits) const = 0;
};

// Provides the values for the rest of the process; without them every such value is unknown. `values` must outlive all use.
void use_external_values(const ExternalValues* values);

// Does the term contain a call, here or in a body, whose values come from outside the trusted base?
bool leans_on_external_values(const Terms& terms, NodeId root);

// 0 outside 0 <= k <= n; nothing if n or k is not a whole number, n < 0, n > 10^6 or min(k, n - k) > 10^4.
std::optional<Integer> binomial_coefficient(const Rational& n, const Rational& k);

// The value of any call but `sum`.
//   chi2_cdf(k, x), chi2_sf(k, x): the chi-square law of k > 0 degrees at x >= 0
//   Phi2(a, b, rho): P(X <= a, Y <= b) for standard normals of correlation rho in [-1, 1]
//   binomial(n, k): whole n >= 0 and whole k; else n >= k >= 0, by gamma functions
//   dual(s, rho, q1, q2): -1 <= rho <= 1, variances q1, q2 >= 0
//   integral, expect: defined where the value is known to exist
Range call_value(const Call& call, const std::vector<Range>& operands, Precision bits);
Exact call_value(const Call& call, const std::vector<Exact>& operands);

// Derivatives of call_value in its operands, in their order; unknown where no formula is at hand.
std::vector<Range> call_slopes(const Call& call, const std::vector<Range>& operands, Precision bits);

}  // namespace certibound::language
