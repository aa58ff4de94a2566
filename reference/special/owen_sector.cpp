// D. B. Owen, Tables for computing bivariate normal probabilities, Ann. Math. Statist. 27 (1956) 1075-1090.
//
// In polar coordinates about the origin a sector beyond a line at distance w has the mass
//   (1/2pi) int exp(-w^2 / (2 cos^2 phi)) dphi,   and with y = w tan phi the integrals of both functions below.
// Each integrand is positive, so nothing cancels; and each one is taken only on the side where its poles y = +-iw are
// farther away than its interval is long:
//   T(h, a) for a <= 1 on [0, ah],   T(h, a) = Phi(-h)/2 - V(ah, h) for a > 1, where V is at most half of the minuend;
//   V(s, w) for s^2 + w^2 >= 1/4 on [s, oo), s >= 0;   for smaller ones from T,
//     V = Phi(-w)/2 - T(w, s/w) for s <= w,   V = T(s, w/s) - Phi(-s) erf(w / sqrt 2) / 2 for s > w
//     (Owen 1956, (2.3)-(2.5): T(h, a) + T(ah, 1/a) = (Phi(-h) + Phi(-ah))/2 - Phi(-h) Phi(-ah)),
//     whose minuend is at least about twice the subtrahend since V is near to its angle atan(w/s) / 2 pi.
// These remarks decide the width. The formulas themselves hold for all real s, so a thin s may straddle 0.
//
// Rest of an integral cut at y = Y > 0: int_Y^oo exp(-y^2/2) / (w^2 + y^2) dy <= exp(-Y^2/2) / (Y (w^2 + Y^2)).
#include "owen_sector.hpp"

#include "decaying_integral.hpp"
#include "detail.hpp"
#include "mills.hpp"

namespace certibound::detail {
namespace {

Interval two_pi(Precision bits) { return number(2, bits) * Interval::pi(bits); }

// A number with exp(-number) below 2^-target.
Interval enough(Precision target, Precision bits) { return Interval(Rational(7 * target, 10), bits); }

Interval two_to_minus(Precision exponent, Precision bits) { return {power(Rational(2), -exponent), bits}; }

// (a / 2 pi) exp(-h^2/2) int_0^1 exp(-(ah)^2 t^2/2) / (1 + a^2 t^2) dt, the integral of T in y = a h t.
Interval owen_t_by_integral(const Interval& h, const Interval& a, Precision target) {
  const Precision bits = h.precision();
  const Interval end = a * h, most = sqrt(number(2, bits) * enough(target, bits));
  const bool cut = certainly(less(most, end));
  const Interval slope = cut ? point(most.lo()) / h : a;  // the integral goes to y = slope h
  const Interval beta = half(sqr(cut ? point(most.lo()) : end)), delta = sqr(slope);
  Interval value = integral({number(0, bits), beta, number(0, bits), delta}, target);
  if (cut) value = value + from_zero(exp(-beta) / (number(2, bits) * beta * (number(1, bits) + delta)));
  return slope * exp(-half(sqr(h))) * value / two_pi(bits);
}

// With y = s + X t: (w / 2 pi) exp(-d^2/2) (X / d^2) int_0^1 exp(-sX t - X^2 t^2/2) / (1 + (2sX/d^2) t + (X^2/d^2) t^2) dt
// and the rest beyond t = 1. X is where the exponent has fallen far enough; any X > -s is right.
Interval owen_sector_by_integral(const Interval& s, const Interval& w, Precision target) {
  const Precision bits = w.precision();
  const Interval square = sqr(s) + sqr(w), fall = enough(target, bits), two = number(2, bits), one = number(1, bits);
  const Interval x = point((two * fall / (abs(s) + sqrt(sqr(s) + two * fall))).hi());
  const Interval alpha = s * x, beta = half(sqr(x)), gamma = two * alpha / square, delta = sqr(x) / square;
  const Interval rest = exp(-alpha - beta) / ((s + x) * x * (one + gamma + delta));
  const Interval value = integral({alpha, beta, gamma, delta}, target) + from_zero(rest);
  return w * exp(-half(square)) * (x / square) * value / two_pi(bits);
}

// s >= 0, or straddling it.
Interval sector_ahead(const Interval& s, const Interval& w, const Interval& scale, Precision target) {
  const Precision bits = w.precision();
  const Interval square = sqr(s) + sqr(w);
  // The sector lies in half of the half-plane beyond its apex: at most Phi(-d)/2 <= exp(-d^2/2)/4. If s may be negative the
  // bound is that of the half-plane beyond the line.
  const Interval most = s.lo().sign() >= 0 ? half(half(exp(-half(square)))) : half(exp(-half(sqr(w))));
  const Interval bound = from_zero(most);
  if (certainly(less(most, scale * two_to_minus(target, 64))) || exponent(square.lo()) > 32) return bound;
  if (exponent(square.lo()) >= -1) return intersection(owen_sector_by_integral(s, w, target), bound);
  if (certainly(less(w, s))) {
    const Interval other = half(normal_cdf(-s) * erf(w / sqrt(number(2, bits))));
    return intersection(owen_t_by_integral(s, w / s, target) - other, bound);
  }
  return intersection(half(normal_cdf(-w)) - owen_t_by_integral(w, s / w, target), bound);
}

}  // namespace

Interval owen_t(const Interval& h, const Interval& a, Precision target) {
  if (!certainly(less(number(1, h.precision()), a))) return owen_t_by_integral(h, a, target);
  const Interval whole = half(normal_distribution(-h, target));
  return whole - sector_ahead(a * h, h, whole, target);
}

Interval owen_sector(const Interval& s, const Interval& w, const Interval& scale, Precision target) {
  if (w.hi().is_zero()) return {Rational(s.hi().sign() < 0 ? 1 : 0, 2), w.precision()};
  if (s.hi().sign() >= 0) return sector_ahead(s, w, scale, target);
  const Interval whole = normal_distribution(-w, target);
  return whole - sector_ahead(-s, w, max(scale, whole), target);
}

}  // namespace certibound::detail
