// Error functions and the gamma family, from the functions MPFR rounds correctly.
#include "detail.hpp"

#include <algorithm>

namespace certibound {
namespace {

int log_gamma(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_lngamma(out, x, direction); }
int round_to(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_set(out, x, direction); }

// The minimum of Gamma on (0, oo) lies at the zero of digamma: 1.4616321449683623412626595...
// Source: OEIS A030169; the enclosure is certified below by the sign of digamma (which increases) at both ends.
Interval gamma_argmin(Precision bits) {
  Interval around(*parse_rational("1.46163214496836234"), *parse_rational("1.46163214496836235"), bits + 8);
  Float below = around.lo(), above = around.hi(), middle(bits + 8), value(64);
  const auto digamma_sign = [&](const Float& x) {
    mpfr_digamma(value.get(), x.get(), MPFR_RNDN);  // correctly rounded, so the sign is right
    return value.sign();
  };
  if (digamma_sign(below) >= 0 || digamma_sign(above) <= 0) return Interval(1, 2, bits);  // cannot happen; still sound
  for (Precision step = 0; step < bits; ++step) {
    mpfr_add(middle.get(), below.get(), above.get(), MPFR_RNDN);
    mpfr_div_2ui(middle.get(), middle.get(), 1, MPFR_RNDN);
    if (!(below < middle) || !(middle < above)) break;
    (digamma_sign(middle) < 0 ? below : above) = middle;
  }
  return {below, above};
}

Float at_end(detail::UnaryMpfr f, const Float& end, Precision bits, mpfr_rnd_t direction) {
  if (end.is_zero()) return detail::infinite(bits, 1);  // the limit at 0+
  return detail::apply(f, end, bits, direction);
}

// A convex function on (0, oo) with its minimum at gamma_argmin, +oo at both ends.
Interval valley(detail::UnaryMpfr f, const Interval& x) {
  const Interval inside = detail::at_least(x, 0);
  const Precision bits = x.precision();
  if (inside.is_empty() || inside.hi().is_zero()) return Interval::empty(bits);
  // A coarse bracket of the minimum spares most intervals its refinement.
  Interval bottom(Rational(23, 16), Rational(3, 2), bits);
  if (!disjoint(inside, bottom)) bottom = gamma_argmin(bits);
  const Float at_lo_up = at_end(f, inside.lo(), bits, MPFR_RNDU), at_hi_up = at_end(f, inside.hi(), bits, MPFR_RNDU);
  const Float hi = std::max(at_lo_up, at_hi_up);
  if (inside.hi() <= bottom.lo()) return {at_end(f, inside.hi(), bits, MPFR_RNDD), hi};
  if (bottom.hi() <= inside.lo()) return {at_end(f, inside.lo(), bits, MPFR_RNDD), hi};
  // The least value is f at a point within `bottom`. By convexity it is at least f(b) - |f'(b)| wid(bottom) with
  // |f'| <= 1 on bottom (f' changes sign there and f'' < 2), so widening f(b) by the width is enough.
  const Float near_least = detail::apply(f, bottom.lo(), bits + 8, MPFR_RNDD), width = wid(bottom);
  Float lo(bits);
  mpfr_sub(lo.get(), near_least.get(), width.get(), MPFR_RNDD);
  return {lo, hi};
}

// f at one point, correctly rounded. The enclosure has 10 guard bits, and twice the exponent of x more, as the condition
// number of both functions below grows like x^2. If its ends round to different numbers, it is computed once more with
// twice the bits (Ziv); where they differ still, the value lies next to 1 or below the least Float, and the outer one is
// right. REQUIRES: x finite.
Float at_point(Interval (*f)(const Interval&), const Float& x, Precision bits, mpfr_rnd_t direction) {
  const mpfr_exp_t exponent = x.is_zero() ? 0 : mpfr_get_exp(x.get());
  const Precision work = bits + 10 + 2 * std::clamp<mpfr_exp_t>(exponent, 0, 40);
  const auto rounded = [&](const Float& end) { return detail::apply(round_to, end, bits, direction); };
  Interval value = f(Interval(x, x).at_precision(work));
  if (!(rounded(value.lo()) == rounded(value.hi()))) value = f(Interval(x, x).at_precision(2 * work));
  return rounded(direction == MPFR_RNDD ? value.lo() : value.hi());
}

// Phi(x) = erfc(-x / sqrt 2) / 2.
Interval distribution(const Interval& x) {
  const Interval two(2, x.precision());
  return erfc(-x / sqrt(two)) / two;
}

Interval density(const Interval& x) {
  const Interval two(2, x.precision());
  return exp(-sqr(x) / two) / sqrt(two * Interval::pi(x.precision()));
}

}  // namespace

Interval erf(const Interval& x) { return detail::increasing(mpfr_erf, x); }
Interval erfc(const Interval& x) { return detail::decreasing(mpfr_erfc, x); }

Interval normal_cdf(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval limits(0, 1, bits);
  return {x.lo().is_infinite() ? limits.lo() : at_point(distribution, x.lo(), bits, MPFR_RNDD),
          x.hi().is_infinite() ? limits.hi() : at_point(distribution, x.hi(), bits, MPFR_RNDU)};
}

// Even, and falling away from 0.
Interval normal_density(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval distance = abs(x);
  return {distance.hi().is_infinite() ? Interval(0, bits).lo() : at_point(density, distance.hi(), bits, MPFR_RNDD),
          at_point(density, distance.lo(), bits, MPFR_RNDU)};
}

Interval gamma(const Interval& x) { return valley(mpfr_gamma, x); }
Interval lgamma(const Interval& x) { return valley(log_gamma, x); }

Interval digamma(const Interval& x) {
  const Interval inside = detail::at_least(x, 0);
  if (inside.is_empty() || inside.hi().is_zero()) return Interval::empty(x.precision());
  const Float lo = inside.lo().is_zero() ? detail::infinite(x.precision(), -1)
                                         : detail::apply(mpfr_digamma, inside.lo(), x.precision(), MPFR_RNDD);
  return {lo, detail::apply(mpfr_digamma, inside.hi(), x.precision(), MPFR_RNDU)};
}

}  // namespace certibound
