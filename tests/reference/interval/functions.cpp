#include "functions.hpp"

#include <algorithm>
#include <cstdlib>

namespace certibound::test {
namespace {

using Mpfr = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using Mpfr2 = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

template <Mpfr f>
void by(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x) {
  f(lo, x, MPFR_RNDD);
  f(hi, x, MPFR_RNDU);
}

template <Mpfr2 f>
void by2(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x, mpfr_srcptr y) {
  f(lo, x, y, MPFR_RNDD);
  f(hi, x, y, MPFR_RNDU);
}

// A periodic function with values in [-range, range] (0: all reals), which the room only promises to enclose by its
// whole range from 2^65536 on; the true value there would cost a reduction by as many bits of pi.
template <Mpfr f, int range>
void periodic(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x) {
  if (!mpfr_zero_p(x) && mpfr_get_exp(x) > 65536) {
    range == 0 ? mpfr_set_inf(lo, -1) : static_cast<void>(mpfr_set_si(lo, -range, MPFR_RNDN));
    range == 0 ? mpfr_set_inf(hi, 1) : static_cast<void>(mpfr_set_si(hi, range, MPFR_RNDN));
  } else {
    by<f>(lo, hi, x);
  }
}

int absolute(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) { return mpfr_abs(out, x, r); }
int negation(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) { return mpfr_neg(out, x, r); }
int inverse(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) { return mpfr_ui_div(out, 1, x, r); }
int signum(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) { return mpfr_set_si(out, mpfr_sgn(x), r); }
int log_gamma(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) {
  int sign = 0;
  return mpfr_lgamma(out, &sign, x, r);
}

// sign(x) floor(|x| + 1/2), rounded once.
int nearest_away(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) {
  const mpfr_exp_t exponent = mpfr_zero_p(x) ? 0 : std::abs(mpfr_get_exp(x));
  if (exponent > 10000 && mpfr_integer_p(x)) return mpfr_set(out, x, r);
  if (exponent > 10000) return mpfr_set_zero(out, 1), 0;
  Float size(mpfr_get_prec(x) + exponent + 2);
  mpfr_abs(size.get(), x, MPFR_RNDN);
  mpfr_add_d(size.get(), size.get(), 0.5, MPFR_RNDN);
  mpfr_floor(size.get(), size.get());
  return mpfr_setsign(out, size.get(), mpfr_signbit(x), r);
}

// sqrt(x^2 + y^2) by squares in the range of exponents that is wide enough, else by the function under test.
void norm(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x, mpfr_srcptr y) {
  const auto large = [](mpfr_srcptr z) { return !mpfr_zero_p(z) && std::abs(mpfr_get_exp(z)) > 2000; };
  if (large(x) || large(y)) return by2<mpfr_hypot>(lo, hi, x, y);
  Float sum(2 * (mpfr_get_prec(x) + mpfr_get_prec(y)) + 8010), square(2 * mpfr_get_prec(y));
  mpfr_sqr(sum.get(), x, MPFR_RNDN);
  mpfr_sqr(square.get(), y, MPFR_RNDN);
  mpfr_add(sum.get(), sum.get(), square.get(), MPFR_RNDN);  // exact
  mpfr_sqrt(lo, sum.get(), MPFR_RNDD);
  mpfr_sqrt(hi, sum.get(), MPFR_RNDU);
}

// Integer powers by the power with a big integer exponent, another route than the code under test.
template <long n>
int power(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) {
  mpz_t exponent;
  mpz_init_set_si(exponent, n);
  const int ternary = mpfr_pow_z(out, x, exponent, r);
  mpz_clear(exponent);
  return ternary;
}

template <unsigned long n>
int root(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t r) {
  return mpfr_rootn_ui(out, x, n, r);
}

template <long n>
Interval pown_of(const Interval& x) {
  return pown(x, n);
}
template <long n>
Decorated pown_of(const Decorated& x) {
  return pown(x, n);
}
template <unsigned long n>
Interval rootn_of(const Interval& x) {
  return rootn(x, n);
}
template <unsigned long n>
Decorated rootn_of(const Decorated& x) {
  return rootn(x, n);
}

// Bits added inside the two bounds below, so that what they lose stays far below the precision asked for.
Precision guarded(mpfr_srcptr bound, mpfr_srcptr x) {
  return mpfr_get_prec(bound) + 64 + 2 * std::clamp<mpfr_exp_t>(mpfr_zero_p(x) ? 0 : mpfr_get_exp(x), 0, 100);
}

// Phi(x) = erfc(-x / sqrt 2) / 2; erfc falls, so that the lower bound takes the upper bound of -x / sqrt 2.
void normal_distribution(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x) {
  Float z(guarded(lo, x)), root(guarded(lo, x));
  const auto bound = [&](mpfr_ptr out, mpfr_rnd_t direction, mpfr_rnd_t opposite) {
    mpfr_set_ui(root.get(), 2, MPFR_RNDN);
    mpfr_sqrt(root.get(), root.get(), mpfr_sgn(x) < 0 ? direction : opposite);
    mpfr_div(z.get(), x, root.get(), direction);
    mpfr_neg(z.get(), z.get(), MPFR_RNDN);
    mpfr_erfc(z.get(), z.get(), direction);
    mpfr_div_2ui(out, z.get(), 1, direction);
  };
  bound(lo, MPFR_RNDD, MPFR_RNDU);
  bound(hi, MPFR_RNDU, MPFR_RNDD);
}

// phi(x) = exp(-x^2 / 2) / sqrt(2 pi).
void normal_bell(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x) {
  Float top(2 * mpfr_get_prec(x) + 2), root(guarded(lo, x));
  const auto bound = [&](mpfr_ptr out, mpfr_rnd_t direction, mpfr_rnd_t opposite) {
    mpfr_const_pi(root.get(), opposite);
    mpfr_mul_2ui(root.get(), root.get(), 1, opposite);
    mpfr_sqrt(root.get(), root.get(), opposite);
    mpfr_sqr(top.get(), x, opposite);  // exact but for the range of exponents
    mpfr_div_si(top.get(), top.get(), -2, direction);
    mpfr_exp(top.get(), top.get(), direction);
    mpfr_div(out, top.get(), root.get(), direction);
  };
  bound(lo, MPFR_RNDD, MPFR_RNDU);
  bound(hi, MPFR_RNDU, MPFR_RNDD);
}

int sign_of(const Float& x) { return mpfr_sgn(x.get()); }
int against(const Float& x, long c) { return mpfr_cmp_si(x.get(), c); }

bool always(const Float&) { return true; }
bool positive(const Float& x) { return sign_of(x) > 0; }
bool nonnegative(const Float& x) { return sign_of(x) >= 0; }
bool nonzero(const Float& x) { return sign_of(x) != 0; }
bool off_poles(const Float& x) { return sign_of(x) > 0 || mpfr_integer_p(x.get()) == 0; }
bool above_minus_one(const Float& x) { return against(x, -1) > 0; }
bool at_least_one(const Float& x) { return against(x, 1) >= 0; }
bool closed_unit(const Float& x) { return against(x, -1) >= 0 && against(x, 1) <= 0; }
bool open_unit(const Float& x) { return against(x, -1) > 0 && against(x, 1) < 0; }
bool everywhere(const Float&, const Float&) { return true; }
bool divisible(const Float&, const Float& y) { return sign_of(y) != 0; }
bool powered(const Float& x, const Float& y) { return sign_of(x) > 0 || (sign_of(x) == 0 && sign_of(y) > 0); }
bool has_angle(const Float& y, const Float& x) { return sign_of(y) != 0 || sign_of(x) != 0; }

}  // namespace

const std::vector<Unary>& unary_functions() {
  constexpr Shape up = Shape::increasing, down = Shape::decreasing, other = Shape::other;
  static const std::vector<Unary> rows = {
      {"neg", operator-, operator-, by<negation>, always, down},
      {"abs", abs, abs, by<absolute>, always},
      {"sqr", sqr, sqr, by<mpfr_sqr>, always},
      {"reciprocal", reciprocal, reciprocal, by<inverse>, nonzero},
      {"pown_0", pown_of<0>, pown_of<0>, by<power<0>>, always},
      {"pown_1", pown_of<1>, pown_of<1>, by<power<1>>, always, up},
      {"pown_2", pown_of<2>, pown_of<2>, by<power<2>>, always},
      {"pown_3", pown_of<3>, pown_of<3>, by<power<3>>, always, up},
      {"pown_10", pown_of<10>, pown_of<10>, by<power<10>>, always},
      {"pown_101", pown_of<101>, pown_of<101>, by<power<101>>, always, up},
      {"pown_minus_1", pown_of<-1>, pown_of<-1>, by<power<-1>>, nonzero},
      {"pown_minus_2", pown_of<-2>, pown_of<-2>, by<power<-2>>, nonzero},
      {"pown_minus_7", pown_of<-7>, pown_of<-7>, by<power<-7>>, nonzero},
      {"pown_minus_10", pown_of<-10>, pown_of<-10>, by<power<-10>>, nonzero},
      {"sqrt", sqrt, sqrt, by<mpfr_sqrt>, nonnegative, up},
      {"cbrt", cbrt, cbrt, by<mpfr_cbrt>, always, up},
      {"rsqrt", rsqrt, rsqrt, by<mpfr_rec_sqrt>, positive, down},
      {"rootn_1", rootn_of<1>, rootn_of<1>, by<root<1>>, always, up},
      {"rootn_2", rootn_of<2>, rootn_of<2>, by<mpfr_sqrt>, nonnegative, up},
      {"rootn_5", rootn_of<5>, rootn_of<5>, by<root<5>>, always, up},
      {"rootn_6", rootn_of<6>, rootn_of<6>, by<root<6>>, nonnegative, up},
      {"exp", exp, exp, by<mpfr_exp>, always, up},
      {"exp2", exp2, exp2, by<mpfr_exp2>, always, up},
      {"exp10", exp10, exp10, by<mpfr_exp10>, always, up},
      {"expm1", expm1, expm1, by<mpfr_expm1>, always, up},
      {"log", log, log, by<mpfr_log>, positive, up},
      {"log2", log2, log2, by<mpfr_log2>, positive, up},
      {"log10", log10, log10, by<mpfr_log10>, positive, up},
      {"log1p", log1p, log1p, by<mpfr_log1p>, above_minus_one, up},
      {"sin", sin, sin, periodic<mpfr_sin, 1>, always},
      {"cos", cos, cos, periodic<mpfr_cos, 1>, always},
      {"tan", tan, tan, periodic<mpfr_tan, 0>, always},
      {"asin", asin, asin, by<mpfr_asin>, closed_unit, up},
      {"acos", acos, acos, by<mpfr_acos>, closed_unit, down},
      {"atan", atan, atan, by<mpfr_atan>, always, up},
      {"sinh", sinh, sinh, by<mpfr_sinh>, always, up},
      {"cosh", cosh, cosh, by<mpfr_cosh>, always},
      {"tanh", tanh, tanh, by<mpfr_tanh>, always, up},
      {"asinh", asinh, asinh, by<mpfr_asinh>, always, up},
      {"acosh", acosh, acosh, by<mpfr_acosh>, at_least_one, up},
      {"atanh", atanh, atanh, by<mpfr_atanh>, open_unit, up},
      {"sign", sign, sign, by<signum>, always, up},
      {"floor", floor, floor, by<mpfr_rint_floor>, always, up},
      {"ceil", ceil, ceil, by<mpfr_rint_ceil>, always, up},
      {"trunc", trunc, trunc, by<mpfr_rint_trunc>, always, up},
      {"round_ties_even", round_ties_even, round_ties_even, by<mpfr_rint_roundeven>, always, up},
      {"round_ties_away", round_ties_away, round_ties_away, by<nearest_away>, always, up},
      {"erf", erf, erf, by<mpfr_erf>, always, up, 30},
      {"erfc", erfc, erfc, by<mpfr_erfc>, always, down, 30},
      {"normal_cdf", normal_cdf, normal_cdf, normal_distribution, always, up, 30},
      {"normal_density", normal_density, normal_density, normal_bell, always, other, 30},
      {"gamma", gamma, gamma, by<mpfr_gamma>, off_poles, other, 12},
      {"lgamma", lgamma, lgamma, by<log_gamma>, positive, other, 12},
      {"digamma", digamma, digamma, by<mpfr_digamma>, off_poles, other, 20},
  };
  return rows;
}

const std::vector<Binary>& binary_functions() {
  static const std::vector<Binary> rows = {
      {"add", operator+, operator+, by2<mpfr_add>, everywhere},
      {"sub", operator-, operator-, by2<mpfr_sub>, everywhere},
      {"mul", operator*, operator*, by2<mpfr_mul>, everywhere},
      {"div", operator/, operator/, by2<mpfr_div>, divisible},
      {"pow", pow, pow, by2<mpfr_pow>, powered},
      {"atan2", atan2, atan2, by2<mpfr_atan2>, has_angle},
      {"min", min, min, by2<mpfr_min>, everywhere},
      {"max", max, max, by2<mpfr_max>, everywhere},
      {"hypot", hypot, hypot, norm, everywhere},
  };
  return rows;
}

Truth truth(const Unary& f, const Float& x, Precision bits) {
  Truth out{Float(bits), Float(bits)};
  f.truth(out.lo.get(), out.hi.get(), x.get());
  return out;
}

Truth truth(const Binary& f, const Float& x, const Float& y, Precision bits) {
  Truth out{Float(bits), Float(bits)};
  f.truth(out.lo.get(), out.hi.get(), x.get(), y.get());
  return out;
}

}  // namespace certibound::test
