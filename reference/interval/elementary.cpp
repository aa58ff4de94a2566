// Exponentials, logarithms, hyperbolic functions and the step-like functions: monotone, so ends go to ends.
#include "detail.hpp"

namespace certibound {
namespace {

using detail::at_least;
using detail::increasing;

// The step functions need as many bits as their argument; MPFR's rint family is exact there.
int set_sign(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_set_si(out, mpfr_sgn(x), direction); }
int floor_of(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_floor(out, x, direction); }
int ceil_of(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_ceil(out, x, direction); }
int trunc_of(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_trunc(out, x, direction); }
int round_even_of(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_roundeven(out, x, direction); }
int round_away_of(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_rint_round(out, x, direction); }

// A function undefined at the closed end c of its open domain (c, oo): an interval that is just {c} has no value.
Interval increasing_above(detail::UnaryMpfr f, const Interval& x, long c) {
  const Interval inside = at_least(x, c);
  if (inside.is_empty() || mpfr_cmp_si(inside.hi().get(), c) == 0) return Interval::empty(x.precision());
  return increasing(f, inside);
}

}  // namespace

Interval exp(const Interval& x) { return increasing(mpfr_exp, x); }
Interval exp2(const Interval& x) { return increasing(mpfr_exp2, x); }
Interval exp10(const Interval& x) { return increasing(mpfr_exp10, x); }
Interval expm1(const Interval& x) { return increasing(mpfr_expm1, x); }

Interval log(const Interval& x) { return increasing_above(mpfr_log, x, 0); }
Interval log2(const Interval& x) { return increasing_above(mpfr_log2, x, 0); }
Interval log10(const Interval& x) { return increasing_above(mpfr_log10, x, 0); }
Interval log1p(const Interval& x) { return increasing_above(mpfr_log1p, x, -1); }

Interval sinh(const Interval& x) { return increasing(mpfr_sinh, x); }
Interval cosh(const Interval& x) { return increasing(mpfr_cosh, abs(x)); }
Interval tanh(const Interval& x) { return increasing(mpfr_tanh, x); }
Interval asinh(const Interval& x) { return increasing(mpfr_asinh, x); }
Interval acosh(const Interval& x) { return increasing(mpfr_acosh, at_least(x, 1)); }

Interval atanh(const Interval& x) {
  const Interval inside = detail::within(x, -1, 1);
  if (inside.is_empty() || mpfr_cmp_si(inside.hi().get(), -1) == 0 || mpfr_cmp_si(inside.lo().get(), 1) == 0) {
    return Interval::empty(x.precision());
  }
  return increasing(mpfr_atanh, inside);
}

Interval sign(const Interval& x) { return increasing(set_sign, x); }
Interval floor(const Interval& x) { return increasing(floor_of, x); }
Interval ceil(const Interval& x) { return increasing(ceil_of, x); }
Interval trunc(const Interval& x) { return increasing(trunc_of, x); }
Interval round_ties_even(const Interval& x) { return increasing(round_even_of, x); }
Interval round_ties_away(const Interval& x) { return increasing(round_away_of, x); }

}  // namespace certibound
