// sup over l >= 0 of g(l) = l t - log E exp(s l X) with s = 1, or s = -1 and -t for the lower tail. g is concave, g(0) = 0.
// With points a < b < c < d such that g(a) <= g(b) and g(c) >= g(d) the maximum lies in [a, d], where g is at most
//   g(b) + (g(b) - g(a))/(b - a) (d - b) right of b,   g(c) + (g(c) - g(d))/(d - c) (c - a) left of c.
// Next to 0, where there is no room for a and b, the chord from (0, 0) to c serves instead: g <= g(c) + max(0, g(c)/c) (d - c)
// right of c. An infinite transform counts as g = -oo; no chord ends there.
#include <certibound/concentration/tail_bounds.hpp>

#include "moments.hpp"

#include <algorithm>
#include <vector>

namespace certibound {

using namespace concentration;

namespace {

class Concave {
 public:
  Concave(const Variable& x, const Rational& t, Side side, Precision bits)
      : x_(x),
        t_(side == Side::upper ? t : Rational(-t), bits),
        sign_(side == Side::upper ? 1 : -1, bits),
        bits_(bits) {}

  // Empty where g = -oo.
  Interval operator()(const Float& l) const {
    const Interval at = Interval(l, l).at_precision(bits_);
    if (l.is_zero()) return {0, bits_};
    const Expectation moment = x_.transform(sign_ * at);
    if (moment.infinite) return Interval::empty(bits_);
    return at * t_ - log(moment.value);
  }

  bool certainly_rises(const Float& a, const Float& b) const {
    const Interval left = (*this)(a), right = (*this)(b);
    return left.is_empty() || certainly(less_equal(left, right));
  }
  // By midpoints, for the search.
  bool seems_to_rise(const Float& a, const Float& b) const {
    const Interval left = (*this)(a), right = (*this)(b);
    if (right.is_empty()) return false;
    return left.is_empty() || mid(left) <= mid(right);
  }

  Precision bits() const { return bits_; }

 private:
  const Variable& x_;
  Interval t_, sign_;
  Precision bits_;
};

Float power_of_two(long exponent, Precision bits) {
  Float out(bits);
  mpfr_set_si_2exp(out.get(), 1, exponent, MPFR_RNDN);
  return out;
}

Float between(const Float& a, const Float& b, double share) {
  Float out(a.precision());
  mpfr_sub(out.get(), b.get(), a.get(), MPFR_RNDN);
  mpfr_mul_d(out.get(), out.get(), share, MPFR_RNDN);
  mpfr_add(out.get(), out.get(), a.get(), MPFR_RNDN);
  return out;
}

constexpr long kFarthest = 200;  // l is sought up to 2^200

// Near the place of the maximum: among powers of 2 first, then by the golden section to about bits/2 digits.
Float search(const Concave& g) {
  long best = 8 - g.bits() / 2;  // below that the first order of g is lost
  while (best < kFarthest && g.seems_to_rise(power_of_two(best, g.bits()), power_of_two(best + 1, g.bits()))) ++best;
  Float lo = power_of_two(best - 1, g.bits()), hi = power_of_two(best + 1, g.bits());
  for (Precision k = 0; k < g.bits() / 2 * 3 / 2; ++k) {
    const Float left = between(lo, hi, 0.382), right = between(lo, hi, 0.618);
    if (g.seems_to_rise(left, right)) {
      lo = left;
    } else {
      hi = right;
    }
  }
  return between(lo, hi, 0.5);
}

// The supremum from above, by points `gap` apart around `near`; unbounded if they do not enclose the maximum.
Interval from_above(const Concave& g, const Float& near, const Interval& gap) {
  const Interval at(near, near), zero(0, g.bits()), two(2, g.bits());
  const auto left = [&](const Interval& by) { return max(at - by, zero).lo(); };
  const auto right = [&](const Interval& by) { return (at + by).hi(); };
  const Float a = left(two * gap), b = left(gap), c = right(gap), d = right(two * gap);
  const Interval entire = Interval::entire(g.bits()), gd = g(d), gc = g(c), gb = g(b), ga = g(a);
  if (gd.is_empty() || gc.is_empty() || !g.certainly_rises(d, c)) return entire;
  const auto point = [](const Float& x) { return Interval(x, x); };
  const Interval falls = (gc - gd) / (point(d) - point(c));
  const Interval left_of_c = gc + max(falls, zero) * (point(c) - point(a));
  if (!g.certainly_rises(a, b)) return entire;
  const Interval rises = (gb - ga) / (point(b) - point(a));
  return max(left_of_c, gb + max(rises, zero) * (point(d) - point(b)));
}

// The same where the maximum is at 0 or next to it.
Interval from_above_next_to_zero(const Concave& g, const Float& near) {
  const Interval c(near, near), two(2, g.bits()), zero(0, g.bits()), d = c * two;
  const Interval gc = g(near), gd = g(d.hi());
  if (gc.is_empty() || gd.is_empty() || !g.certainly_rises(d.hi(), near)) return Interval::entire(g.bits());
  const Interval falls = max((gc - gd) / c, zero), rises = max(gc / c, zero);
  return max(gc + falls * c, gc + rises * c);
}

}  // namespace

Interval cramer_exponent(const Variable& x, const Rational& t, Side side, Precision bits, std::string* why) {
  if (!x.transform) {
    say(why, "the variable has no transform in closed form");
    return Interval::empty(bits);
  }
  const Concave g(x, t, side, 2 * bits + 40);
  const Float near = search(g);
  const Interval zero(0, g.bits()), at = g(near);
  const Interval least = at.is_empty() ? zero : max(at, zero);
  Interval most = Interval::entire(g.bits());
  for (Precision k = bits; k > 2 && !most.is_bounded(); k -= 4) {
    most = from_above(g, near, Interval(near, near) * Interval(power(Rational(2), -k / 2 - 4), g.bits()));
  }
  if (!most.is_bounded()) most = from_above_next_to_zero(g, near);
  const Float lo = least.lo().is_finite() ? least.lo() : zero.lo();
  return Interval(lo, max(most, least).hi()).at_precision(bits);
}

}  // namespace certibound
