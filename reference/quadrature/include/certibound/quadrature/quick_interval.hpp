// QuickInterval: a closed interval of reals with double end points, for the many coefficients of a remainder term, of
// which a few digits are enough.
//
// Rounding. With IEEE 754 binary64 and any rounding direction, a computed sum, product, quotient or square root p of the
// exact value q satisfies |p - q| <= 2^-52 |p| + 2^-1074: one unit in the last place, or, for a product or quotient below
// the normal range, one subnormal step. So [p - e, p + e] with e = 2^-50 |p| + 2^-1072 contains q also after the two
// roundings of its own ends. No rounding direction is set, and contraction (fused multiply-add) is switched off in every
// user of this room. Assumed: no flushing of subnormal numbers to zero.
//
// An end that overflows is infinite and then stands for "no bound"; NaN does not occur as the end of a result.
// Elementary functions go through the Interval of 53 bits; only + - * / sqr are computed here.
#pragma once

#include <certibound/interval/functions.hpp>

#include <algorithm>
#include <limits>

namespace certibound {

struct QuickInterval {
  double lo = 0, hi = 0;

  QuickInterval() = default;
  QuickInterval(double below, double above) : lo(below), hi(above) {}
  // Encloses every member; the empty set and NaN give the entire line.
  explicit QuickInterval(const Interval& x);

  static QuickInterval entire() {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return {-kInfinity, kInfinity};
  }

  bool is_bounded() const {
    constexpr double kLargest = std::numeric_limits<double>::max();
    return lo >= -kLargest && hi <= kLargest;
  }
  Interval interval() const;  // the same set
};

namespace detail {

// A bound of the two roundings described above.
inline double slack(double x) { return (x < 0 ? -x : x) * 0x1p-50 + 0x1p-1072; }
inline double down(double x) { return x - slack(x); }
inline double up(double x) { return x + slack(x); }

// Infinite ends take part in inf - inf, which is NaN: no information.
inline QuickInterval checked(double lo, double hi) {
  return lo <= hi ? QuickInterval(lo, hi) : QuickInterval::entire();
}

}  // namespace detail

inline QuickInterval operator-(const QuickInterval& x) { return {-x.hi, -x.lo}; }
inline QuickInterval operator+(const QuickInterval& x, const QuickInterval& y) {
  return detail::checked(detail::down(x.lo + y.lo), detail::up(x.hi + y.hi));
}
inline QuickInterval operator-(const QuickInterval& x, const QuickInterval& y) { return x + (-y); }

// A product of an infinite end with 0 is NaN, and so is what min and max make of it or of its neighbours: checked.
inline QuickInterval operator*(const QuickInterval& x, const QuickInterval& y) {
  if (!x.is_bounded() || !y.is_bounded()) return QuickInterval::entire();
  const double a = x.lo * y.lo, b = x.lo * y.hi, c = x.hi * y.lo, d = x.hi * y.hi;
  return detail::checked(detail::down(std::min(std::min(a, b), std::min(c, d))),
                         detail::up(std::max(std::max(a, b), std::max(c, d))));
}

// Entire where y may be 0.
inline QuickInterval operator/(const QuickInterval& x, const QuickInterval& y) {
  if (!x.is_bounded() || !y.is_bounded() || (y.lo <= 0 && y.hi >= 0)) return QuickInterval::entire();
  const double a = x.lo / y.lo, b = x.lo / y.hi, c = x.hi / y.lo, d = x.hi / y.hi;
  return detail::checked(detail::down(std::min(std::min(a, b), std::min(c, d))),
                         detail::up(std::max(std::max(a, b), std::max(c, d))));
}

inline QuickInterval sqr(const QuickInterval& x) {
  QuickInterval out = x * x;
  if (out.lo < 0) out.lo = 0;
  return out;
}

}  // namespace certibound
