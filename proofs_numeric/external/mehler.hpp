// E[f(U) g(V)] for standard normals of correlation r as a Hermite series with certified coefficients.
//
// With a_n = E[f(U) h_n(U)], h_n orthonormal, the value is sum a_n b_n r^n (Mehler's formula; DESIGN.md of the activations'
// room cites it for f = g), and by Cauchy-Schwarz and Bessel's equation the terms n > N are together at most
//   |r|^(N+1) sqrt(E f^2 - sum_{n <= N} a_n^2) sqrt(E g^2 - sum_{n <= N} b_n^2).
// The coefficients are combinations of the moments E[f(U) U^k], each an integral that two routes confirm, taken with so
// many more bits as the combinations cancel. For a polynomial of degree d all is over at n = d. Moments of an odd integrand
// are 0, known to exist where E f^2 is.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/language/terms.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace certibound::external {

// f(scale U) with the coefficients found so far.
class HermiteFunction {
 public:
  // The variables of the term are the captured ones, then that of f. degree: of f, where it is a polynomial.
  HermiteFunction(std::shared_ptr<const language::Lambda> f, std::vector<Interval> captured, Interval scale,
                  std::optional<long> degree, Precision bits);

  // a_n; entire where an integral is not certain. REQUIRES: n <= kLastTerm.
  const Interval& coefficient(long n, const std::function<bool()>& stop);
  // Upper bound of the energy left after the coefficients up to n.
  Interval left(long n, const std::function<bool()>& stop);
  std::optional<long> degree() const { return degree_; }

  static constexpr long kLastTerm = 60;

 private:
  const Interval& moment(long k, const std::function<bool()>& stop);
  const Interval& energy(const std::function<bool()>& stop);
  Interval expectation_of(long power, bool squared, const std::function<bool()>& stop) const;

  std::shared_ptr<const language::Lambda> f_;
  std::vector<Interval> captured_;
  Interval scale_;
  std::optional<long> degree_;
  int parity_;                                           // of f: 1 even, -1 odd, 0 neither or not seen
  Precision bits_;                                       // of the coefficients
  std::vector<Interval> moments_, coefficients_, sums_;  // sums_[n]: of a_k^2, k <= n
  std::optional<Interval> energy_;
};

// To about `bits` bits where kLastTerm terms are enough, else as wide as the remainder; entire where nothing is certain.
Interval mehler_sum(HermiteFunction& f, HermiteFunction& g, const Interval& r, Precision bits, long last,
                    const std::function<bool()>& stop);

}  // namespace certibound::external
