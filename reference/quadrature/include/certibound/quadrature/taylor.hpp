// Taylor coefficients f^(k)(x)/k!, k = 0..order, of a function of one variable, enclosed for all x of a box at once; under
// the function names of Interval. Recurrences: R. E. Moore, Interval Analysis, Prentice-Hall 1966, chapter 11; Griewank &
// Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 13.2.
//
// What is certain: if known() > k, the function is defined at every point of the box, is k times continuously
// differentiable on it, and coefficient(j) encloses f^(j)(x)/j! for every x of the box and every j <= k. (known() = 1 says
// no more than: defined, with values in coefficient(0); the function may jump.) So by Taylor's theorem, for x, p in the box
// and known() > n,   f(x) = sum_{j<n} f^(j)(p)/j! (x-p)^j + c (x-p)^n   with some c in coefficient(n).
// Where a function is not defined on the whole box, known() = 0, and nothing computed from it is known either. That is
// unlike Interval, which forgets the part outside the domain. At a kink or at the end of a domain known() = 1.
//
// Two kinds: Taylor over the trusted Interval, QuickTaylor over doubles, for remainders.
#pragma once

#include <certibound/quadrature/quick_interval.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace certibound {

template <typename S>
class BasicTaylor {
 public:
  // The constant function. REQUIRES: order >= 0.
  BasicTaylor(S value, long order) : order_(order), known_(static_cast<std::size_t>(order) + 1) {
    c_.push_back(std::move(value));
  }
  // The first `known` coefficients are known: the stored ones, and 0 for those missing. REQUIRES: stored.size() <= known
  // <= order + 1, and at least one stored if known > 0.
  BasicTaylor(std::vector<S> stored, long order, std::size_t known)
      : c_(std::move(stored)), order_(order), known_(known) {}

  // The function x on the box, that is box + h.
  static BasicTaylor variable(const S& box, long order);
  // The same in units of `step`, box + step t: coefficient k is that of t^k, which keeps high orders near 1 in size.
  static BasicTaylor variable(const S& box, long order, const S& step);

  long order() const { return order_; }
  // How many leading coefficients are known: 0 .. order + 1.
  std::size_t known() const { return known_; }
  bool is_known() const { return known_ > 0; }
  // Coefficient k; entire if not known.
  S coefficient(std::size_t k) const;
  S operator[](std::size_t k) const { return coefficient(k); }
  // The stored ones; those missing up to known() are exactly 0.
  const std::vector<S>& stored() const { return c_; }

 private:
  std::vector<S> c_;
  long order_;
  std::size_t known_;
};

using Taylor = BasicTaylor<Interval>;
using QuickTaylor = BasicTaylor<QuickInterval>;

// A constant of the same kind as `like`, at its precision; an interval stands for each of its members at once.
template <typename S>
BasicTaylor<S> constant(const Rational& value, const BasicTaylor<S>& like);
template <typename S>
BasicTaylor<S> constant(const Interval& value, const BasicTaylor<S>& like);
// The same for plain intervals, so that an integrand is usable with them.
inline Interval constant(const Rational& value, const Interval& like) { return {value, like.precision()}; }
inline Interval constant(const Interval& value, const Interval& like) { return value.at_precision(like.precision()); }

template <typename S>
BasicTaylor<S> operator-(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> operator+(const BasicTaylor<S>& x, const BasicTaylor<S>& y);
template <typename S>
BasicTaylor<S> operator-(const BasicTaylor<S>& x, const BasicTaylor<S>& y);
template <typename S>
BasicTaylor<S> operator*(const BasicTaylor<S>& x, const BasicTaylor<S>& y);
template <typename S>
BasicTaylor<S> operator/(const BasicTaylor<S>& x, const BasicTaylor<S>& y);
template <typename S>
BasicTaylor<S> sqr(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> pown(const BasicTaylor<S>& x, long n);  // 0^0 = 1
template <typename S>
BasicTaylor<S> pow(const BasicTaylor<S>& x, const BasicTaylor<S>& y);  // x > 0, and x = 0 with y > 0
template <typename S>
BasicTaylor<S> sqrt(const BasicTaylor<S>& x);  // x >= 0
template <typename S>
BasicTaylor<S> sqrt_of_nonnegative(const BasicTaylor<S>& x);  // of a function known not to be negative
template <typename S>
BasicTaylor<S> cbrt(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> exp(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> expm1(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> log(const BasicTaylor<S>& x);  // x > 0
template <typename S>
BasicTaylor<S> log1p(const BasicTaylor<S>& x);  // x > -1
template <typename S>
BasicTaylor<S> sin(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> cos(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> tan(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> asin(const BasicTaylor<S>& x);  // -1 <= x <= 1
template <typename S>
BasicTaylor<S> acos(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> atan(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> sinh(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> cosh(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> tanh(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> asinh(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> acosh(const BasicTaylor<S>& x);  // x >= 1
template <typename S>
BasicTaylor<S> atanh(const BasicTaylor<S>& x);  // -1 < x < 1
// Smooth where the sign of x, respectively of x - y, is certain on the box; elsewhere the value alone is known.
template <typename S>
BasicTaylor<S> abs(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> min(const BasicTaylor<S>& x, const BasicTaylor<S>& y);
template <typename S>
BasicTaylor<S> max(const BasicTaylor<S>& x, const BasicTaylor<S>& y);
template <typename S>
BasicTaylor<S> sign(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> step(const BasicTaylor<S>& x);  // 0 for x < 0, 1 for x > 0, a number between at 0
template <typename S>
BasicTaylor<S> erf(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> erfc(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> normal_cdf(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> normal_density(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> gamma(const BasicTaylor<S>& x);  // x > 0
template <typename S>
BasicTaylor<S> lgamma(const BasicTaylor<S>& x);
template <typename S>
BasicTaylor<S> digamma(const BasicTaylor<S>& x);

}  // namespace certibound
