// DoubleRange: what language::Range says, in double arithmetic, some hundred times as fast. Untrusted.
//
// Sums, products, quotients and square roots are rounded outward (by the sign of the exact residual, where neither
// underflow nor overflow spoils it); the other functions come from libm, moved outward by kLibmUlps, which is measured by
// others and proven by nobody. So what follows from a DoubleRange proposes where a bisection would end; it certifies nothing.
// Overloads are found by language::Program and language::Jet, which need the whole arithmetic.
#pragma once

#include <certibound/language/box.hpp>
#include <certibound/language/evaluate.hpp>

#include <limits>
#include <optional>

namespace certibound::prover {

struct DoubleRange {
  double lo = -std::numeric_limits<double>::infinity();
  double hi = std::numeric_limits<double>::infinity();
  bool defined = false;   // has a value everywhere on the box
  bool lo_open = false;   // no value equals lo
  bool hi_open = false;
};

bool certainly_positive(const DoubleRange& x);
bool certainly_nonnegative(const DoubleRange& x);
bool certainly_negative(const DoubleRange& x);
bool certainly_nonpositive(const DoubleRange& x);
bool certainly_zero(const DoubleRange& x);

DoubleRange to_double_range(const Rational& value);
DoubleRange to_double_range(const language::Side& side);

DoubleRange operator-(const DoubleRange& x);
DoubleRange operator+(const DoubleRange& x, const DoubleRange& y);
DoubleRange operator-(const DoubleRange& x, const DoubleRange& y);
DoubleRange operator*(const DoubleRange& x, const DoubleRange& y);
DoubleRange operator/(const DoubleRange& x, const DoubleRange& y);
DoubleRange power(const DoubleRange& x, long n);
DoubleRange real_power(const DoubleRange& x, const DoubleRange& y);
DoubleRange min(const DoubleRange& x, const DoubleRange& y);
DoubleRange max(const DoubleRange& x, const DoubleRange& y);
DoubleRange sqrt(const DoubleRange& x);
DoubleRange cbrt(const DoubleRange& x);
DoubleRange exp(const DoubleRange& x);
DoubleRange log(const DoubleRange& x);
DoubleRange log1p(const DoubleRange& x);
DoubleRange expm1(const DoubleRange& x);
DoubleRange sin(const DoubleRange& x);
DoubleRange cos(const DoubleRange& x);
DoubleRange tan(const DoubleRange& x);
DoubleRange asin(const DoubleRange& x);
DoubleRange acos(const DoubleRange& x);
DoubleRange atan(const DoubleRange& x);
DoubleRange sinh(const DoubleRange& x);
DoubleRange cosh(const DoubleRange& x);
DoubleRange tanh(const DoubleRange& x);
DoubleRange abs(const DoubleRange& x);
DoubleRange erf(const DoubleRange& x);
DoubleRange erfc(const DoubleRange& x);
DoubleRange normal_cdf(const DoubleRange& x);
DoubleRange normal_density(const DoubleRange& x);
DoubleRange gamma(const DoubleRange& x);    // unknown: claims with gamma functions stay with the slow enclosures
DoubleRange lgamma(const DoubleRange& x);   // likewise
DoubleRange digamma(const DoubleRange& x);  // likewise
DoubleRange rhat(const DoubleRange& x);
DoubleRange rhat_derivative(const DoubleRange& x);

// For language::Jet.
DoubleRange scalar(const Rational& value, const DoubleRange& like);
DoubleRange number(long n, const DoubleRange& like);
DoubleRange pi_like(const DoubleRange& like);
DoubleRange unknown_like(const DoubleRange& like);
bool known_nonnegative(const DoubleRange& x);

// For language::Program.
struct DoubleArithmetic {
  DoubleRange literal(const Rational& value) const { return to_double_range(value); }
  DoubleRange pi() const { return pi_like({}); }
  DoubleRange e() const;
  DoubleRange unknown() const { return {}; }
  std::optional<Integer> whole(const DoubleRange&) const { return std::nullopt; }
  DoubleRange call(const language::Call&, const std::vector<DoubleRange>&) const { return {}; }
};

// Whether every operation that the roots need is known here; if not, a DoubleRange only wastes time.
bool has_double_ranges(const language::Program& program);

}  // namespace certibound::prover
