// Domains are asked for on the real members of the argument alone. The regions on which Arb evaluates an integrand all
// contain a piece of the real path of integration, and the functions here map real numbers to real numbers; so where the
// imaginary part of an argument contains 0, its real part is checked against the domain of the real function, which for
// all of log, log1p, sqrt, pow, asin, acos, acosh, atanh and the gamma family is also what keeps the argument off the
// branch cut. Where the imaginary part excludes 0 the argument lies off the cut, which is on the real line.
#include <certibound/quadrature/complex_ball.hpp>

#include <certibound/interval/functions.hpp>

#if __has_include(<flint/acb_hypgeom.h>)
#include <flint/acb_hypgeom.h>
#else
#include <acb_hypgeom.h>
#endif

#include <algorithm>

namespace certibound {
namespace {

using UnaryAcb = void (*)(acb_t, const acb_t, slong);
using FlaggedAcb = void (*)(acb_t, const acb_t, int, slong);

ComplexBall like(const ComplexBall& x) {
  return ComplexBall(ComplexBall(x.precision()).get(), x.precision(), x.analytic());
}

ComplexBall joint(const ComplexBall& x, const ComplexBall& y) {
  const Precision bits = std::max(x.precision(), y.precision());
  return {ComplexBall(bits).get(), bits, x.analytic() || y.analytic()};
}

ComplexBall apply(UnaryAcb f, const ComplexBall& x) {
  ComplexBall out = like(x);
  f(out.get(), x.get(), out.precision());
  return out;
}

ComplexBall apply(FlaggedAcb f, const ComplexBall& x) {
  ComplexBall out = like(x);
  f(out.get(), x.get(), x.analytic() ? 1 : 0, out.precision());
  return out;
}

ComplexBall unknown(const ComplexBall& x) { return ComplexBall::indeterminate(x.precision(), x.analytic()); }

arb_srcptr re(const ComplexBall& x) { return acb_realref(x.get()); }
arb_srcptr im(const ComplexBall& x) { return acb_imagref(x.get()); }

bool may_be_real(const ComplexBall& x) { return arb_contains_zero(im(x)) != 0; }
bool is_real(const ComplexBall& x) { return arb_is_zero(im(x)) != 0; }

bool above(arb_srcptr x, long bound) {
  arb_t shifted;
  arb_init(shifted);
  arb_sub_si(shifted, x, bound, ARF_PREC_EXACT);
  const bool out = arb_is_positive(shifted) != 0;
  arb_clear(shifted);
  return out;
}

bool below(arb_srcptr x, long bound) {
  arb_t shifted;
  arb_init(shifted);
  arb_sub_si(shifted, x, bound, ARF_PREC_EXACT);
  const bool out = arb_is_negative(shifted) != 0;
  arb_clear(shifted);
  return out;
}

// |x| <= 1 for a real ball.
bool within_one(arb_srcptr x) {
  arb_t one, rest;
  arb_init(one);
  arb_init(rest);
  arb_one(one);
  arb_abs(rest, x);
  arb_sub(rest, one, rest, ARF_PREC_EXACT);
  const bool out = arb_is_nonnegative(rest) != 0;
  arb_clear(one);
  arb_clear(rest);
  return out;
}

// f where real members of x are greater than the bound.
ComplexBall right_of(long bound, UnaryAcb f, const ComplexBall& x) {
  return may_be_real(x) && !above(re(x), bound) ? unknown(x) : apply(f, x);
}

// The real value of a function at the real x, with the precision and purpose of x.
ComplexBall with_real(const Ball& value, ComplexBall x) {
  acb_set_arb(x.get(), value.get());
  return x;
}

// f on the real members in (-1, 1), or in [-1, 1] where only the real values are asked for: there by way of the ends,
// since Arb's function has no value on a ball that touches an end.
ComplexBall between_ones(UnaryAcb f, Interval (*real)(const Interval&), const ComplexBall& x) {
  if (!may_be_real(x) || (above(re(x), -1) && below(re(x), 1))) return apply(f, x);
  return !x.analytic() && is_real(x) && within_one(re(x)) ? ComplexBall(Ball(real(x.real().interval()))) : unknown(x);
}

// f with its cuts on the imaginary axis beyond +-i.
ComplexBall off_imaginary_cuts(UnaryAcb f, const ComplexBall& x) {
  const bool on_axis = arb_contains_zero(re(x)) != 0;
  const bool near = above(im(x), -1) && below(im(x), 1);
  return on_axis && !near ? unknown(x) : apply(f, x);
}

ComplexBall scaled_by_half(ComplexBall x) {
  acb_mul_2exp_si(x.get(), x.get(), -1);
  return x;
}

// The hull of 0 and a real x, for a continuous function that is 0 at the left end of its domain and increases.
ComplexBall hull_with_zero(const ComplexBall& x) {
  ComplexBall out = like(x);
  acb_union(out.get(), out.get(), x.get(), x.precision());
  return out;
}

// The upper end of a real x.
ComplexBall upper_end(const ComplexBall& x) {
  ComplexBall out = like(x);
  arb_get_ubound_arf(arb_midref(acb_realref(out.get())), re(x), x.precision());
  return out;
}

}  // namespace

ComplexBall ComplexBall::indeterminate(Precision bits, bool analytic) {
  ComplexBall out(ComplexBall(bits).get(), bits, analytic);
  acb_indeterminate(out.value_);
  return out;
}

Ball ComplexBall::real() const {
  Ball out(bits_);
  arb_set(out.get(), acb_realref(value_));
  return out;
}

Ball ComplexBall::imaginary() const {
  Ball out(bits_);
  arb_set(out.get(), acb_imagref(value_));
  return out;
}

ComplexBall constant(const Rational& value, const ComplexBall& like) { return {value, like.precision()}; }
ComplexBall constant(const Interval& value, const ComplexBall& like) {
  return ComplexBall(Ball(value).at_precision(like.precision()));
}

ComplexBall operator-(const ComplexBall& x) {
  ComplexBall out(x);
  acb_neg(out.get(), out.get());
  return out;
}

ComplexBall operator+(const ComplexBall& x, const ComplexBall& y) {
  ComplexBall out = joint(x, y);
  acb_add(out.get(), x.get(), y.get(), out.precision());
  return out;
}

ComplexBall operator-(const ComplexBall& x, const ComplexBall& y) {
  ComplexBall out = joint(x, y);
  acb_sub(out.get(), x.get(), y.get(), out.precision());
  return out;
}

ComplexBall operator*(const ComplexBall& x, const ComplexBall& y) {
  ComplexBall out = joint(x, y);
  acb_mul(out.get(), x.get(), y.get(), out.precision());
  return out;
}

ComplexBall operator/(const ComplexBall& x, const ComplexBall& y) {
  ComplexBall out = joint(x, y);
  acb_div(out.get(), x.get(), y.get(), out.precision());
  return out;
}

ComplexBall sqr(const ComplexBall& x) { return apply(acb_sqr, x); }

ComplexBall pown(const ComplexBall& x, long n) {
  ComplexBall out = like(x);
  if (n < 0) {
    acb_inv(out.get(), x.get(), x.precision());
    acb_pow_ui(out.get(), out.get(), -static_cast<unsigned long>(n), x.precision());
  } else {
    acb_pow_ui(out.get(), x.get(), static_cast<unsigned long>(n), x.precision());
  }
  return out;
}

ComplexBall pow(const ComplexBall& x, const ComplexBall& y) {
  const bool domain = !may_be_real(x) || above(re(x), 0);
  if (!domain) {
    const bool closed = !x.analytic() && !y.analytic() && is_real(x) && is_real(y) && arb_is_nonnegative(re(x)) != 0 &&
                        arb_is_positive(re(y)) != 0;
    if (!closed) return unknown(joint(x, y));
    if (arb_is_zero(re(x)) != 0) return joint(x, y);
    return hull_with_zero(pow(upper_end(x), y));
  }
  ComplexBall out = joint(x, y);
  acb_pow_analytic(out.get(), x.get(), y.get(), out.analytic() ? 1 : 0, out.precision());
  return out;
}

ComplexBall sqrt(const ComplexBall& x) {
  if (!may_be_real(x) || above(re(x), 0)) return apply(acb_sqrt_analytic, x);
  if (x.analytic() || !is_real(x) || arb_is_nonnegative(re(x)) == 0) return unknown(x);
  return apply(static_cast<UnaryAcb>(acb_sqrt), x);
}

ComplexBall sqrt_of_nonnegative(const ComplexBall& x) { return apply(acb_real_sqrtpos, x); }

ComplexBall cbrt(const ComplexBall& x) {
  const ComplexBall third(Rational(1, 3), x.precision());
  if (above(re(x), 0)) return pow(x, third);
  if (below(re(x), 0)) return -pow(-x, third);
  if (x.analytic() || !is_real(x)) return unknown(x);
  return ComplexBall(cbrt(x.real().interval()));  // continuous at 0: by way of the ends
}

ComplexBall exp(const ComplexBall& x) { return apply(acb_exp, x); }
ComplexBall expm1(const ComplexBall& x) { return apply(acb_expm1, x); }
ComplexBall log(const ComplexBall& x) { return right_of(0, acb_log, x); }
ComplexBall log1p(const ComplexBall& x) { return right_of(-1, acb_log1p, x); }
ComplexBall sin(const ComplexBall& x) { return apply(acb_sin, x); }
ComplexBall cos(const ComplexBall& x) { return apply(acb_cos, x); }
ComplexBall tan(const ComplexBall& x) { return apply(acb_tan, x); }
ComplexBall asin(const ComplexBall& x) { return between_ones(acb_asin, asin, x); }
ComplexBall acos(const ComplexBall& x) { return between_ones(acb_acos, acos, x); }
ComplexBall atan(const ComplexBall& x) { return off_imaginary_cuts(acb_atan, x); }
ComplexBall sinh(const ComplexBall& x) { return apply(acb_sinh, x); }
ComplexBall cosh(const ComplexBall& x) { return apply(acb_cosh, x); }
ComplexBall tanh(const ComplexBall& x) { return apply(acb_tanh, x); }
ComplexBall asinh(const ComplexBall& x) { return off_imaginary_cuts(acb_asinh, x); }
ComplexBall acosh(const ComplexBall& x) { return right_of(1, acb_acosh, x); }
ComplexBall atanh(const ComplexBall& x) {
  return may_be_real(x) && !(above(re(x), -1) && below(re(x), 1)) ? unknown(x) : apply(acb_atanh, x);
}

ComplexBall abs(const ComplexBall& x) { return apply(acb_real_abs, x); }
ComplexBall sign(const ComplexBall& x) { return apply(acb_real_sgn, x); }
ComplexBall step(const ComplexBall& x) { return apply(acb_real_heaviside, x); }

ComplexBall min(const ComplexBall& x, const ComplexBall& y) {
  ComplexBall out = joint(x, y);
  acb_real_min(out.get(), x.get(), y.get(), out.analytic() ? 1 : 0, out.precision());
  return out;
}

ComplexBall max(const ComplexBall& x, const ComplexBall& y) {
  ComplexBall out = joint(x, y);
  acb_real_max(out.get(), x.get(), y.get(), out.analytic() ? 1 : 0, out.precision());
  return out;
}

ComplexBall erf(const ComplexBall& x) { return apply(acb_hypgeom_erf, x); }
ComplexBall erfc(const ComplexBall& x) { return apply(acb_hypgeom_erfc, x); }

// Phi(x) = erfc(-x / sqrt 2) / 2.
ComplexBall normal_cdf(const ComplexBall& x) {
  const ComplexBall root(sqrt(Ball(2L, x.precision() + 8)));
  return scaled_by_half(erfc(-(x / root)));
}

ComplexBall normal_density(const ComplexBall& x) {
  const Precision bits = x.precision();
  const ComplexBall root(sqrt(Ball(2L, bits) * Ball::pi(bits)));
  return exp(-scaled_by_half(sqr(x))) / root;
}

// Of real balls the real function decides (ball.cpp says why).
ComplexBall gamma(const ComplexBall& x) {
  return is_real(x) && above(re(x), 0) ? with_real(gamma(x.real()), x) : right_of(0, acb_gamma, x);
}
ComplexBall lgamma(const ComplexBall& x) {
  return is_real(x) && above(re(x), 0) ? with_real(lgamma(x.real()), x) : right_of(0, acb_lgamma, x);
}
ComplexBall digamma(const ComplexBall& x) { return right_of(0, acb_digamma, x); }

}  // namespace certibound
