// Error functions and the gamma family, from the functions MPFR rounds correctly.
#include "detail.hpp"

#include <algorithm>

namespace certibound {
namespace {

int log_gamma(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_lngamma(out, x, direction); }

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

// The working precision for phi and Phi: 10 guard bits keep the inner roundings below the last one, and as the condition
// number of both grows like x^2, twice the exponent of x is added. Beyond |x| = 2^40 both differ from 0 or 1 by less than
// the least Float.
Precision with_guard(const Interval& x) {
  const auto exponent = [](const Float& f) { return f.is_finite() && !f.is_zero() ? mpfr_get_exp(f.get()) : 0; };
  return x.precision() + 10 + 2 * std::clamp<mpfr_exp_t>(std::max(exponent(x.lo()), exponent(x.hi())), 0, 40);
}

}  // namespace

Interval erf(const Interval& x) { return detail::increasing(mpfr_erf, x); }
Interval erfc(const Interval& x) { return detail::decreasing(mpfr_erfc, x); }

// Phi(x) = erfc(-x / sqrt 2) / 2.
Interval normal_cdf(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = with_guard(x);
  const Interval z = -x.at_precision(bits) / sqrt(Interval(2, bits));
  return (erfc(z) / Interval(2, bits)).at_precision(x.precision());
}

Interval normal_density(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = with_guard(x);
  const Interval wide = x.at_precision(bits);
  const Interval root = sqrt(Interval(2, bits) * Interval::pi(bits));
  return (exp(-sqr(wide) / Interval(2, bits)) / root).at_precision(x.precision());
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
