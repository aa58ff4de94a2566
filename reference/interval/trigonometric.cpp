// Trigonometric functions by counting quarter turns, and their inverses.
//
// 2 x / pi is irrational for every floating-point x != 0, so the quadrant floor(2 x / pi) is decided by raising the
// precision of pi until both ends of its enclosure have the same floor.
#include "detail.hpp"

#include <optional>

namespace certibound {
namespace {

constexpr mpfr_exp_t kLargestReducedExponent = 65536;

// floor(2 x / pi), or nothing if x is infinite or too large to reduce.
std::optional<Integer> quadrant(const Float& x) {
  if (x.is_zero()) return Integer(0);
  // |x| < 1 < pi/2. Without this line 2 x / pi could underflow to -0, and the loop below would not end.
  if (x.is_finite() && mpfr_get_exp(x.get()) <= 0) return Integer(x.sign() > 0 ? 0 : -1);
  if (x.is_infinite() || mpfr_get_exp(x.get()) > kLargestReducedExponent) return std::nullopt;
  const Precision whole = std::max<mpfr_exp_t>(mpfr_get_exp(x.get()), 0);
  for (Precision bits = x.precision() + whole + 16;; bits *= 2) {
    const Interval turns = Interval(2, bits) * Interval(x, x) / Interval::pi(bits);
    Integer below, above;
    mpfr_get_z(below.backend().data(), turns.lo().get(), MPFR_RNDD);
    mpfr_get_z(above.backend().data(), turns.hi().get(), MPFR_RNDD);
    if (below == above) return below;
  }
}

// Does an integer j with from < j <= to have j = remainder (mod modulus)?
bool meets_residue(const Integer& from, const Integer& to, long remainder, long modulus) {
  Integer shifted = to - remainder, q;
  mpz_fdiv_q_ui(q.backend().data(), shifted.backend().data(), static_cast<unsigned long>(modulus));
  return q * modulus + remainder > from;
}

// A function with values in [-1, 1], period 4 quarter turns, maximum at quarter `top` and minimum at `top + 2`.
Interval wave(detail::UnaryMpfr f, const Interval& x, long top) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const auto from = quadrant(x.lo()), to = quadrant(x.hi());
  const Interval whole(Rational(-1), Rational(1), bits);
  if (!from || !to || *to - *from >= 4) return whole;
  const Float at_lo_down = detail::apply(f, x.lo(), bits, MPFR_RNDD),
              at_hi_down = detail::apply(f, x.hi(), bits, MPFR_RNDD);
  const Float at_lo_up = detail::apply(f, x.lo(), bits, MPFR_RNDU),
              at_hi_up = detail::apply(f, x.hi(), bits, MPFR_RNDU);
  const Float lo = meets_residue(*from, *to, (top + 2) % 4, 4) ? whole.lo() : std::min(at_lo_down, at_hi_down);
  const Float hi = meets_residue(*from, *to, top, 4) ? whole.hi() : std::max(at_lo_up, at_hi_up);
  return {lo, hi};
}

Float angle(const Float& y, const Float& x, Precision bits, mpfr_rnd_t direction) {
  Float out(bits), zero_free_x = x, zero_free_y = y;
  // A zero end point means +0 on either axis; MPFR would read -0 as the other side of the cut.
  if (y.is_zero()) mpfr_set_zero(zero_free_y.get(), 1);
  if (x.is_zero()) mpfr_set_zero(zero_free_x.get(), 1);
  mpfr_atan2(out.get(), zero_free_y.get(), zero_free_x.get(), direction);
  return out;
}

Float half_pi(Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  mpfr_const_pi(out.get(), direction);
  mpfr_div_2ui(out.get(), out.get(), 1, direction);
  return out;
}

// atan2 on a box with y >= 0, y not just {0}: the angle falls as x grows; in y it grows where x > 0, falls where x < 0.
Interval angle_above(const Interval& y, const Interval& x, Precision bits) {
  const Float lo = x.hi().sign() > 0   ? angle(y.lo(), x.hi(), bits, MPFR_RNDD)
                   : x.hi().sign() < 0 ? angle(y.hi(), x.hi(), bits, MPFR_RNDD)
                                       : half_pi(bits, MPFR_RNDD);
  const Float hi = x.lo().sign() > 0   ? angle(y.hi(), x.lo(), bits, MPFR_RNDU)
                   : x.lo().sign() < 0 ? angle(y.lo(), x.lo(), bits, MPFR_RNDU)
                                       : half_pi(bits, MPFR_RNDU);
  return {lo, hi};
}

// atan2 on the segment y = 0: 0 to the right, pi to the left, undefined at the origin.
Interval angle_on_axis(const Interval& x, Precision bits) {
  Interval out = Interval::empty(bits);
  if (x.hi().sign() > 0) out = hull(out, Interval(0, bits));
  if (x.lo().sign() < 0) out = hull(out, Interval::pi(bits));
  return out;
}

}  // namespace

Interval sin(const Interval& x) { return wave(mpfr_sin, x, 1); }
Interval cos(const Interval& x) { return wave(mpfr_cos, x, 0); }

Interval tan(const Interval& x) {
  if (x.is_empty()) return x;
  const auto from = quadrant(x.lo()), to = quadrant(x.hi());
  if (!from || !to || meets_residue(*from, *to, 1, 2)) return Interval::entire(x.precision());
  return detail::increasing(mpfr_tan, x);
}

Interval asin(const Interval& x) { return detail::increasing(mpfr_asin, detail::within(x, -1, 1)); }
Interval acos(const Interval& x) { return detail::decreasing(mpfr_acos, detail::within(x, -1, 1)); }
Interval atan(const Interval& x) { return detail::increasing(mpfr_atan, x); }

Interval atan2(const Interval& y, const Interval& x) {
  const Precision bits = detail::common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  const Interval above = detail::at_least(y, 0), below = detail::at_least(-y, 0);
  Interval out = Interval::empty(bits);
  if (!above.is_empty()) {
    out = above.hi().is_zero() ? angle_on_axis(x, bits) : angle_above(above, x, bits);
  }
  // Strictly below the axis the angle is minus the mirrored one. The mirrored box is closed at y = 0, which adds at most
  // the limit -pi on the left and 0 on the right, both limits of values really taken.
  if (!below.is_empty() && !below.hi().is_zero()) out = hull(out, -angle_above(below, x, bits));
  return out;
}

}  // namespace certibound
