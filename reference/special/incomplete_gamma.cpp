#include <certibound/special/incomplete_gamma.hpp>

#include "monotone.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <algorithm>

namespace certibound {
namespace {

using special::between;
using special::to_precision;
using special::unbounded_from;

constexpr long kMostTerms = 10'000'000;

// P(a, x) = x^a e^-x / Gamma(a + 1) sum_k t_k, t_k = x^k / ((a + 1) ... (a + k)) (DLMF 8.5.1, 13.2.2), for x < a. The ratio
// x / (a + k + 1) of the terms is below 1 and falls, so what follows t_k is at most t_k times ratio / (1 - ratio).
Ball lower_by_series(const Float& a, const Float& x, Precision p) {
  const Precision exact = p + mpfr_get_prec(a.get()) + mpfr_get_prec(x.get());
  const Ball one(1L, exact), at = Ball(x).at_precision(exact);
  const Ball factor = exp(Ball(a).at_precision(exact) * log(at) - at - lgamma(Ball(a).at_precision(exact) + one));
  Ball sum(1L, p), term(1L, p), below = Ball(a).at_precision(exact);
  for (long k = 1; k <= kMostTerms; ++k) {
    arb_add_ui(below.get(), below.get(), 1, exact);
    arb_mul(term.get(), term.get(), at.get(), p);
    arb_div(term.get(), term.get(), below.get(), p);
    arb_add(sum.get(), sum.get(), term.get(), p);
    if (k % 8 != 0 || mag_cmp_2exp_si(arb_radref(term.get()), 0) > 0) continue;
    const Ball ratio = at / (below + one), room = one - ratio;
    if (!certainly_positive(room)) continue;  // the terms do not fall yet
    const Ball rest = term * ratio / room;
    if (arf_cmpabs_2exp_si(arb_midref(rest.get()), -static_cast<slong>(p)) > 0) continue;
    arb_add_error(sum.get(), rest.get());
    return sum * factor;
  }
  return Ball::indeterminate(p);
}

Ball upper_by_arb(const Float& a, const Float& x, Precision p) {
  Ball out(p);
  arb_hypgeom_gamma_upper(out.get(), Ball(a).get(), Ball(x).get(), 1, p);
  return out;
}

Ball primary(bool upper, const Float& a, const Float& x, Precision p) {
  return upper ? upper_by_arb(a, x, p) : lower_by_series(a, x, p);
}

// P or Q at exact numbers a > 0, x > 0. Below x = a the series is good at P, above it Arb at Q; the other one is what is
// left of 1, unless that has too few digits (Q for a next to 0).
Ball gamma_ball(bool upper, const Float& a, const Float& x, Precision p) {
  const bool by_upper = a <= x;
  const Ball first = primary(by_upper, a, x, p);
  if (upper == by_upper) return first;
  const Ball rest = Ball(1L, p) - first;
  if (arb_rel_accuracy_bits(rest.get()) >= p / 2) return rest;
  const Ball direct = primary(upper, a, x, p);
  const bool better = direct.is_finite() && arb_rel_accuracy_bits(direct.get()) > arb_rel_accuracy_bits(rest.get());
  return better ? direct : rest;
}

// log of the one, by log1p of minus the other where the value is near 1.
Ball log_gamma_ball(bool upper, const Float& a, const Float& x, Precision p) {
  const Ball value = gamma_ball(upper, a, x, p), half(Rational(1, 2), p);
  return certainly_positive(value - half) ? log1p(-gamma_ball(!upper, a, x, p)) : log(value);
}

// At a corner: a = 0 and a = oo stand for the limits. P falls from 1 to 0 as a grows, and rises from 0 to 1 with x.
Interval corner(bool upper, bool logarithm, const Float& a, const Float& x, Precision bits) {
  const bool everything = x.is_infinite() || a.is_zero(), nothing = x.is_zero() || a.is_infinite();
  if (everything || nothing) {
    const bool one = everything != upper;  // at a = 0, x = 0 the hull is taken by the caller's other corner
    if (logarithm) return one ? Interval(0L, bits) : Interval(Interval::entire(bits).lo(), Interval(0L, bits).hi());
    return {one ? 1L : 0L, bits};
  }
  const Interval value = to_precision(
      bits, [&](Precision p) { return logarithm ? log_gamma_ball(upper, a, x, p) : gamma_ball(upper, a, x, p); });
  const Interval range = logarithm ? Interval(Interval::entire(bits).lo(), Interval(0L, bits).hi())
                                   : Interval(Rational(0), Rational(1), bits);
  return intersection(value, range);
}

Interval incomplete(bool upper, bool logarithm, const Interval& shape, const Interval& argument) {
  const Precision bits = std::max(shape.precision(), argument.precision());
  const Interval a = intersection(shape, unbounded_from(0, bits)), x = intersection(argument, unbounded_from(0, bits));
  const bool shape_is_zero = !a.is_empty() && a.hi().is_zero();
  if (a.is_empty() || x.is_empty() || shape_is_zero) return Interval::empty(bits);
  if (x.hi().is_zero()) {
    if (logarithm && !upper) return Interval::empty(bits);  // log 0
    return {upper && !logarithm ? 1L : 0L, bits};
  }
  const Interval less = corner(upper, logarithm, upper ? a.lo() : a.hi(), upper ? x.hi() : x.lo(), bits);
  const Interval more = corner(upper, logarithm, upper ? a.hi() : a.lo(), upper ? x.lo() : x.hi(), bits);
  const bool both_ends_zero = a.lo().is_zero() && x.lo().is_zero();  // P(0+, 0+) may be anything
  if (!both_ends_zero) return between(less, more);
  if (logarithm) return {Interval::entire(bits).lo(), Interval(0L, bits).hi()};
  return {Rational(0), Rational(1), bits};
}

Interval half(const Interval& x) { return x / Interval(2L, x.precision()); }

}  // namespace

Interval gamma_p(const Interval& a, const Interval& x) { return incomplete(false, false, a, x); }
Interval gamma_q(const Interval& a, const Interval& x) { return incomplete(true, false, a, x); }
Interval log_gamma_p(const Interval& a, const Interval& x) { return incomplete(false, true, a, x); }
Interval log_gamma_q(const Interval& a, const Interval& x) { return incomplete(true, true, a, x); }

Interval chi2_cdf(const Interval& k, const Interval& x) { return gamma_p(half(k), half(x)); }
Interval chi2_sf(const Interval& k, const Interval& x) { return gamma_q(half(k), half(x)); }
Interval log_chi2_cdf(const Interval& k, const Interval& x) { return log_gamma_p(half(k), half(x)); }
Interval log_chi2_sf(const Interval& k, const Interval& x) { return log_gamma_q(half(k), half(x)); }

}  // namespace certibound
