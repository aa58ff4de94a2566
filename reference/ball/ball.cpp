#include <certibound/ball/ball.hpp>

#include <algorithm>

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

namespace certibound {
namespace {

using UnaryArb = void (*)(arb_t, const arb_t, slong);
using BinaryArb = void (*)(arb_t, const arb_t, const arb_t, slong);

Ball apply(UnaryArb f, const Ball& x) {
  Ball out(x.precision());
  f(out.get(), x.get(), out.precision());
  return out;
}

Ball apply(BinaryArb f, const Ball& x, const Ball& y) {
  Ball out(std::max(x.precision(), y.precision()));
  f(out.get(), x.get(), y.get(), out.precision());
  return out;
}

// Gamma and log Gamma on a ball of positive numbers that is more than one number. Both are convex, fall up to 1.4616.. and
// rise from there (DLMF 5.4(iii)), so values at exact numbers are enough; next to the minimum the tangent lies below.
// Arb's own bound is not used: that of version 2.23 leaves out the second order and misses values, for instance on
// [z, z + 2^-19], z the place of the minimum.
constexpr long kDenominator = 10'000, kBeforeMinimum = 14'616, kBehindMinimum = 14'617;

Ball convex_with_minimum(UnaryArb f, const Ball& slope_at_middle, const Ball& x) {
  const Precision bits = x.precision() + 30;
  const auto value = [&](const Ball& at) {
    Ball out(x.precision());
    f(out.get(), at.get(), bits);
    return out;
  };
  Ball lo(bits), hi(bits), middle(bits);
  arb_get_lbound_arf(arb_midref(lo.get()), x.get(), bits);
  arb_get_ubound_arf(arb_midref(hi.get()), x.get(), bits);
  arf_set(arb_midref(middle.get()), arb_midref(x.get()));
  const Ball ends = Ball::hull(value(lo), value(hi));
  const bool falls = certainly_positive(Ball(Rational(kBeforeMinimum, kDenominator), bits) - hi);
  const bool rises = certainly_positive(lo - Ball(Rational(kBehindMinimum, kDenominator), bits));
  if (falls || rises) return ends;
  Ball radius(bits), above(bits), below(bits);
  arf_set_mag(arb_midref(radius.get()), arb_radref(x.get()));
  arb_get_ubound_arf(arb_midref(above.get()), ends.get(), bits);
  const Ball tangent = value(middle) - abs(slope_at_middle) * radius;
  arb_get_lbound_arf(arb_midref(below.get()), tangent.get(), bits);
  return Ball::hull(below, above).at_precision(x.precision());
}

bool is_exact(const Ball& x) { return arb_is_exact(x.get()) != 0; }

Ball middle_of(const Ball& x) {
  Ball out(x.precision());
  arb_get_mid_arb(out.get(), x.get());
  return out;
}

}  // namespace

Ball::Ball(const Rational& value, Precision bits) : Ball(bits) {
  fmpq_t q;
  fmpq_init(q);
  fmpq_set_mpq(q, value.backend().data());
  arb_set_fmpq(value_, q, bits);
  fmpq_clear(q);
}

Ball::Ball(const Interval& x) : Ball(x.precision()) {
  if (!x.is_bounded() || x.is_empty()) {
    arb_indeterminate(value_);
  } else if (x.is_point()) {
    arf_set_mpfr(arb_midref(value_), x.lo().get());
  } else {
    arb_set_interval_mpfr(value_, x.lo().get(), x.hi().get(), bits_ + 2);
  }
}

Ball::Ball(const Float& x) : Ball(x.precision()) {
  if (x.is_finite()) {
    arf_set_mpfr(arb_midref(value_), x.get());
  } else {
    arb_indeterminate(value_);
  }
}

Ball Ball::pi(Precision bits) {
  Ball out(bits);
  arb_const_pi(out.value_, bits);
  return out;
}

Ball Ball::indeterminate(Precision bits) {
  Ball out(bits);
  arb_indeterminate(out.value_);
  return out;
}

Ball Ball::hull(const Ball& a, const Ball& b) { return apply(arb_union, a, b); }

Ball Ball::at_precision(Precision bits) const {
  Ball out(bits);
  arb_set_round(out.value_, value_, bits);
  return out;
}

Interval Ball::interval(Precision bits) const {
  if (!is_finite()) return Interval::entire(bits);
  Float lo(bits), hi(bits);
  arb_get_interval_mpfr(lo.get(), hi.get(), value_);  // rounds lo down and hi up, but not into MPFR's range of exponents
  mpfr_check_range(lo.get(), 0, MPFR_RNDD);
  mpfr_check_range(hi.get(), 0, MPFR_RNDU);
  return {lo, hi};
}

void free_thread_caches() {
  flint_cleanup();
  mpfr_free_cache();
}

Ball operator-(const Ball& x) {
  Ball out(x);
  arb_neg(out.get(), out.get());
  return out;
}
Ball operator+(const Ball& x, const Ball& y) { return apply(arb_add, x, y); }
Ball operator-(const Ball& x, const Ball& y) { return apply(arb_sub, x, y); }
Ball operator*(const Ball& x, const Ball& y) { return apply(arb_mul, x, y); }
Ball operator/(const Ball& x, const Ball& y) { return apply(arb_div, x, y); }

Ball fma(const Ball& x, const Ball& y, const Ball& z) {
  Ball out(std::max({x.precision(), y.precision(), z.precision()}));
  arb_fma(out.get(), x.get(), y.get(), z.get(), out.precision());
  return out;
}

Ball sqr(const Ball& x) { return apply(arb_sqr, x); }
Ball pow(const Ball& x, const Ball& y) { return apply(arb_pow, x, y); }
Ball sqrt(const Ball& x) { return apply(static_cast<UnaryArb>(arb_sqrt), x); }
Ball sqrt_of_nonnegative(const Ball& x) { return apply(arb_sqrtpos, x); }

Ball pown(const Ball& x, long n) {
  Ball out(x.precision());
  fmpz_t exponent;
  fmpz_init_set_si(exponent, n);
  arb_pow_fmpz(out.get(), x.get(), exponent, out.precision());
  fmpz_clear(exponent);
  return out;
}

Ball rootn(const Ball& x, unsigned long n) {
  Ball out(x.precision());
  arb_root_ui(out.get(), x.get(), n, out.precision());
  return out;
}

Ball exp(const Ball& x) { return apply(arb_exp, x); }
Ball expm1(const Ball& x) { return apply(arb_expm1, x); }
Ball log(const Ball& x) { return apply(arb_log, x); }
Ball log1p(const Ball& x) { return apply(arb_log1p, x); }
Ball sin(const Ball& x) { return apply(arb_sin, x); }
Ball cos(const Ball& x) { return apply(arb_cos, x); }
Ball tan(const Ball& x) { return apply(arb_tan, x); }
Ball asin(const Ball& x) { return apply(arb_asin, x); }
Ball acos(const Ball& x) { return apply(arb_acos, x); }
Ball atan(const Ball& x) { return apply(arb_atan, x); }
Ball atan2(const Ball& y, const Ball& x) { return apply(arb_atan2, y, x); }
Ball sinh(const Ball& x) { return apply(arb_sinh, x); }
Ball cosh(const Ball& x) { return apply(arb_cosh, x); }
Ball tanh(const Ball& x) { return apply(arb_tanh, x); }
Ball asinh(const Ball& x) { return apply(arb_asinh, x); }
Ball acosh(const Ball& x) { return apply(arb_acosh, x); }
Ball atanh(const Ball& x) { return apply(arb_atanh, x); }

Ball abs(const Ball& x) {
  Ball out(x.precision());
  arb_abs(out.get(), x.get());
  return out;
}
Ball min(const Ball& x, const Ball& y) { return apply(arb_min, x, y); }
Ball max(const Ball& x, const Ball& y) { return apply(arb_max, x, y); }

Ball erf(const Ball& x) { return apply(arb_hypgeom_erf, x); }
Ball erfc(const Ball& x) { return apply(arb_hypgeom_erfc, x); }

Ball normal_cdf(const Ball& x) {
  const Precision bits = x.precision();
  const Ball half_erfc = erfc(-x / sqrt(Ball(2L, bits + 8)));
  Ball out(bits);
  arb_mul_2exp_si(out.get(), half_erfc.get(), -1);
  return out;
}

Ball normal_density(const Ball& x) {
  const Precision bits = x.precision();
  Ball half_square = sqr(x);
  arb_mul_2exp_si(half_square.get(), half_square.get(), -1);
  return exp(-half_square) / sqrt(Ball(2L, bits) * Ball::pi(bits));
}

Ball gamma(const Ball& x) {
  if (is_exact(x) || !x.is_finite()) return apply(arb_gamma, x);
  if (certainly_positive(x)) {
    const Ball middle = middle_of(x);
    return convex_with_minimum(arb_gamma, apply(arb_gamma, middle) * digamma(middle), x);
  }
  if (!certainly_negative(x)) return Ball::indeterminate(x.precision());
  Ball sine(x.precision());  // Gamma(x) = pi/(sin(pi x) Gamma(1 - x))
  arb_sin_pi(sine.get(), x.get(), sine.precision());
  return Ball::pi(x.precision()) / (sine * gamma(Ball(1L, x.precision()) - x));
}

Ball lgamma(const Ball& x) {
  if (is_exact(x) || !certainly_positive(x) || !x.is_finite()) return apply(arb_lgamma, x);
  return convex_with_minimum(arb_lgamma, digamma(middle_of(x)), x);
}
Ball digamma(const Ball& x) { return apply(arb_digamma, x); }

}  // namespace certibound
