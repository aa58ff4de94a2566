// Duals by series: tanh, sigmoid, softplus, silu, mish, softsign. Reference values by mpmath, other functions whose duals
// they determine, Arb's integrator for single coefficients, and widths.
#include <certibound/ball/ball.hpp>

#include "activation_checks.hpp"
#include "gaussian_quadrature.hpp"

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#else
#include <acb_calc.h>
#endif

namespace certibound {
namespace {

const char* const kNames[] = {"tanh", "sigmoid", "softplus", "silu", "mish", "softsign"};
const Rational kCorrelations[] = {{-1},      {-99, 100}, {-1, 2}, {-1, 10},    {0},
                                  {1, 1000}, {1, 3},     {4, 5},  {999, 1000}, {1}};

struct Known {
  const char* name;
  const char *at_half, *at_minus_three_quarters;  // (1/2; 1, 1) and (-3/4; 1/4, 2)
  const char *at_one, *at_minus_one;              // (1; 1, 1) and (-1; 1, 2)
};

// E s(sqrt(q1) u) s(sqrt(q2) (rho u + sqrt(1 - rho^2) v)) in mpmath 1.3 at 30 digits: the trapezoidal rule in u and v on
// |u|, |v| <= 15 with step 1/8, which differs from step 1/10 by less than 1e-28; the last two columns by mpmath's quad on
// [-16, 16] in 32 pieces.
const Known kKnown[] = {{"tanh", "0.186324413203448086106783", "-0.215110749350557467008538",
                         "0.39429449039784117441646", "-0.451077184878603021097908"},
                        {"sigmoid", "0.271428325631705280306087", "0.227166707317374605858349",
                         "0.293379035858092962737649", "0.195645110213686014985149"},
                        {"softplus", "0.780078165206943515574039", "0.526527766061308827645641",
                         "0.921245908859300278677249", "0.412009228350464790701266"},
                        {"silu", "0.183169663088159540824625", "-0.0932979804478005012502771",
                         "0.355775519817352156230794", "-0.17604762199189609567034"},
                        {"mish", "0.235212562573301032905728", "-0.118368216685161430004987",
                         "0.45234219237588277068204", "-0.219455561328224629708131"}};

TEST(Series, AgreesWithReferenceValues) {
  for (const Known& known : kKnown) {
    const auto s = named(known.name);
    EXPECT_TRUE(agrees_with_decimal(s->dual(pair(Rational(1, 2))), known.at_half)) << known.name;
    EXPECT_TRUE(agrees_with_decimal(s->dual(pair(Rational(-3, 4), Rational(1, 4), 2)), known.at_minus_three_quarters))
        << known.name;
    EXPECT_TRUE(agrees_with_decimal(s->dual(pair(1)), known.at_one)) << known.name;
    EXPECT_TRUE(agrees_with_decimal(s->dual(pair(-1, 1, 2)), known.at_minus_one)) << known.name;
  }
  // In polar coordinates, cut at the four zeros of u and Y, by mpmath's quad at 22 digits; E softsign^2 by quad in one.
  const auto softsign = named("softsign");
  EXPECT_TRUE(agrees_with_decimal(softsign->dual(pair(Rational(1, 2))), "0.0863543935499568166"));
  EXPECT_TRUE(agrees_with_decimal(softsign->dual(pair(Rational(-3, 4), Rational(1, 4), 2)), "-0.105431431635813089"));
  EXPECT_TRUE(agrees_with_decimal(softsign->dual(pair(1)), "0.183014021266547499"));
}

PlainActivation plain(const std::string& name) {
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  const auto softplus = [](double x) { return x > 30 ? x : std::log1p(std::exp(x)); };
  if (name == "tanh")
    return {[](double x) { return std::tanh(x); }, [](double x) { return 1 - std::tanh(x) * std::tanh(x); }};
  if (name == "sigmoid") return {sigmoid, [=](double x) { return sigmoid(x) * sigmoid(-x); }};
  if (name == "softplus") return {softplus, sigmoid};
  if (name == "silu")
    return {[=](double x) { return x * sigmoid(x); },
            [=](double x) { return sigmoid(x) + x * sigmoid(x) * sigmoid(-x); }};
  if (name == "mish") {
    return {[=](double x) { return x * std::tanh(softplus(x)); },
            [=](double x) {
              const double t = std::tanh(softplus(x));
              return t + x * (1 - t * t) * sigmoid(x);
            }};
  }
  return {[](double x) { return x / (1 + std::abs(x)); },
          [](double x) { return 1 / ((1 + std::abs(x)) * (1 + std::abs(x))); }};
}

TEST(Series, AgreesWithQuadrature) {
  const std::pair<Rational, Rational> variances[] = {{1, 1}, {Rational(1, 4), Rational(9, 4)}, {Rational(1, 1000), 2}};
  for (const char* name : kNames) {
    const auto s = named(name);
    const PlainActivation f = plain(name);
    for (const auto& [q1, q2] : variances) {
      for (const Rational& rho : kCorrelations) {
        const GaussianPair at = pair(rho, q1, q2, 64);
        const auto [dual, tangent, size] = quadrature(f, to_double(rho), to_double(q1), to_double(q2));
        EXPECT_NEAR(middle(s->dual(at)), dual, 1e-11 * size) << where(name, rho, q1, q2);
        EXPECT_NEAR(middle(s->tangent(at)), tangent, 1e-11 * size) << where(name, rho, q1, q2);
      }
    }
  }
}

// sigmoid(x) = 1/2 + tanh(x/2)/2, softplus' = sigmoid: each has its own strip and its own parts.
TEST(Series, KnowsTheRelationsBetweenItsFunctions) {
  const auto tanh_ = named("tanh"), sigmoid = named("sigmoid"), softplus = named("softplus");
  for (const auto& [q1, q2] : {std::pair<Rational, Rational>{1, 1}, {Rational(1, 3), 3}, {36, 100}}) {
    for (const Rational& rho : kCorrelations) {
      const GaussianPair at = pair(rho, q1, q2, 80), quarter = pair(rho, Rational(q1 / 4), Rational(q2 / 4), 80);
      const Interval s = sigmoid->dual(at), t = exact(Rational(1, 4)) * (exact(1) + tanh_->dual(quarter));
      EXPECT_TRUE(meets(s, t)) << where("sigmoid", rho, q1, q2);
      EXPECT_TRUE(meets(softplus->tangent(at), s)) << where("softplus", rho, q1, q2);
      EXPECT_TRUE(narrower(hull(s, t), -74) && narrower(hull(softplus->tangent(at), s), -74)) << where("", rho, q1, q2);
    }
  }
}

// s(sqrt(q) z) h_n(z) phi(z) by Arb; non-finite where the integrator asks for an analytic value and there is none.
struct Integrand {
  std::string name;
  Rational q;
  long n;
};

void softplus_of(acb_t out, const acb_t z, int analytic, slong bits) {
  acb_exp(out, z, bits);
  acb_add_ui(out, out, 1, bits);
  acb_log_analytic(out, out, analytic, bits);
}

int evaluate(acb_ptr out, const acb_t z, void* param, slong order, slong bits) {
  const Integrand& f = *static_cast<const Integrand*>(param);
  acb_t x, s, before, value, next;
  for (acb_ptr p : {x, s, before, value, next}) acb_init(p);
  const Ball root = sqrt(Ball(f.q, bits));
  acb_mul_arb(x, z, root.get(), bits);
  if (f.name == "tanh") {
    acb_tanh(s, x, bits);
  } else if (f.name == "softplus") {
    softplus_of(s, x, order != 0, bits);
  } else if (f.name == "mish") {
    softplus_of(s, x, order != 0, bits);
    acb_tanh(s, s, bits);
    acb_mul(s, s, x, bits);
  } else {  // sigmoid, silu
    acb_neg(s, x);
    acb_exp(s, s, bits);
    acb_add_ui(s, s, 1, bits);
    acb_inv(s, s, bits);
    if (f.name == "silu") acb_mul(s, s, x, bits);
  }
  acb_one(value);
  for (long k = 0; k < f.n; ++k) {  // He_(k+1) = z He_k - k He_(k-1)
    acb_mul(next, z, value, bits);
    acb_submul_ui(next, before, static_cast<ulong>(k), bits);
    acb_swap(before, value);
    acb_swap(value, next);
  }
  acb_mul(s, s, value, bits);
  acb_mul(x, z, z, bits);
  acb_mul_2exp_si(x, x, -1);
  acb_neg(x, x);
  acb_exp(x, x, bits);
  acb_mul(out, s, x, bits);
  for (acb_ptr p : {x, s, before, value, next}) acb_clear(p);
  return 0;
}

// a_n; the integral over |z| > 20 is below 2^-100: |s| <= 1 + |z| sqrt(q), |He_n| <= sqrt(n!) e^(z^2/4).
Interval coefficient_by_arb(const std::string& name, const Rational& q, long n) {
  constexpr slong bits = 140;
  Integrand f{name, q, n};
  acb_t a, b, value;
  for (acb_ptr p : {a, b, value}) acb_init(p);
  acb_set_si(a, -20);
  acb_set_si(b, 20);
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -70);
  Ball factorial(1L, bits);
  for (long k = 2; k <= n; ++k) factorial = factorial * Ball(k, bits);
  acb_calc_integrate(value, evaluate, &f, a, b, 70, tolerance, nullptr, bits);
  Ball sum(bits);
  arb_set(sum.get(), acb_realref(value));
  sum = sum / sqrt(factorial * Ball(2L, bits) * Ball::pi(bits));
  mag_clear(tolerance);
  for (acb_ptr p : {a, b, value}) acb_clear(p);
  const Interval cut(Rational(-1), Rational(1), bits);
  return sum.interval() + cut * Interval(power(Rational(2), -100), bits);
}

// The n-th derivative at 0 is n! a_n(q1) a_n(q2): own trapezoidal rule in a strip against Arb's adaptive integrator.
TEST(Series, CoefficientsAgreeWithArb) {
  for (const char* name : {"tanh", "sigmoid", "softplus", "silu", "mish"}) {
    const auto s = named(name);
    for (const Rational& q : {Rational(1), Rational(3), Rational(25)}) {  // 25: by transforms, where there are some
      Interval factorial(1L, 128);
      for (long n = 1; n <= 21; ++n) {
        factorial = factorial * exact(n);
        if (n != 1 && n != 2 && (n != 9 || q == 1) && (n != 21 || q != 1)) continue;
        const Interval square = s->derivative(pair(0, q, q, 64), static_cast<int>(n)) / factorial;
        const Interval arb = sqr(coefficient_by_arb(name, q, n));
        EXPECT_TRUE(meets(square, arb)) << name << " " << to_string(q) << " " << n << to_string(square, 20)
                                        << to_string(arb, 20);
      }
    }
    const Interval mean = coefficient_by_arb(name, 1, 0);
    EXPECT_TRUE(meets(sqr(mean), s->dual(pair(0, 1, 1, 64)))) << name;
  }
}

TEST(Series, MorePrecisionStaysInside) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const Rational& rho :
         {Rational(-1), Rational(-3, 5), Rational(1, 7), Rational(999999, 1000000), Rational(1)}) {
      const GaussianPair coarse = pair(rho, Rational(1, 2), 3, 53), fine = pair(rho, Rational(1, 2), 3, 110);
      EXPECT_TRUE(meets(s->dual(coarse), s->dual(fine))) << where(name, rho);
      EXPECT_TRUE(meets(s->tangent(coarse), s->tangent(fine))) << where(name, rho);
      EXPECT_LE(mpfr_cmp(wid(s->dual(fine)).get(), wid(s->dual(coarse)).get()), 0) << where(name, rho);
    }
  }
}

TEST(Series, WidthIsAFewUnitsInTheLastPlace) {
  const Rational at_variances[] = {Rational(1, 4), 4};
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const Precision bits : {53L, 100L}) {
      for (const Rational& rho :
           {Rational(-1), Rational(-3, 4), Rational(1, 1024), Rational(7, 8), Rational(999999, 1000000), Rational(1)}) {
        const GaussianPair at = pair(rho, at_variances[0], at_variances[1], bits);
        EXPECT_GE(correct_bits(s->dual(at)), bits - 3)
            << where(name, rho, at_variances[0], at_variances[1]) << " at " << bits << to_string(s->dual(at), 20);
        EXPECT_GE(correct_bits(s->tangent(at)), bits - 3)
            << where(name, rho, at_variances[0], at_variances[1]) << " at " << bits << to_string(s->tangent(at), 20);
      }
    }
  }
}

// The goal set for tanh: 1e-14 for all |rho| <= 1.
TEST(Series, WidthOfTanhIsBelowOneInTenToTheFourteen) {
  const auto s = named("tanh");
  const Interval goal(power(Rational(10), -14), 64);
  for (int i = -64; i <= 64; ++i) {
    const Interval value = s->dual(pair(Rational(i, 64), 1, 1, 53));
    EXPECT_LE(mpfr_cmp(wid(value).get(), goal.lo().get()), 0) << i;
  }
}

// mpmath 1.3, quad of tanh(10 x)^2 phi(x) in 64 pieces of [0, 16] at 40 digits.
TEST(Series, LargeVariancesKeepTheirDigits) {
  const auto s = named("tanh");
  EXPECT_TRUE(agrees_with_decimal(s->dual(pair(1, 100, 100, 64)), "0.920536863430516671214556749709"));
  for (const char* name : {"tanh", "sigmoid", "softplus", "silu"}) {
    for (const Rational& rho : {Rational(-1), Rational(1, 2), Rational(1)}) {
      EXPECT_GE(correct_bits(named(name)->dual(pair(rho, 100, 100, 64))), 61) << where(name, rho, 100, 100);
      EXPECT_GE(correct_bits(named(name)->tangent(pair(rho, 100, 100, 64))), 61) << where(name, rho, 100, 100);
    }
  }
}

TEST(Series, HasTheParityOfTheFunction) {
  for (const char* odd : {"tanh", "softsign"}) {
    const auto s = named(odd);
    for (const Rational& rho : {Rational(1, 3), Rational(1)}) {
      EXPECT_TRUE(meets(s->dual(pair(rho, 2, 1, 64)), -s->dual(pair(-rho, 2, 1, 64)))) << odd;
      EXPECT_TRUE(equal(s->dual(pair(rho, 2, 1, 64)), s->dual(pair(rho, 1, 2, 64)))) << odd;
    }
    EXPECT_TRUE(equal(s->dual(pair(0, 2, 1, 64)), exact(0))) << odd;
    // Also where the variances are no numbers of the precision.
    EXPECT_TRUE(equal(s->dual(pair(0, Rational(1, 3), Rational(1, 7), 64)), exact(0))) << odd;
    EXPECT_TRUE(equal(s->derivative(pair(0, Rational(1, 3), 1, 64), 2), exact(0))) << odd;
    EXPECT_FALSE(contains_zero(s->derivative(pair(0, Rational(1, 3), 1, 64), 1))) << odd;
  }
  EXPECT_TRUE(equal(named("sigmoid")->dual(pair(0, Rational(1, 3), Rational(1, 7), 64)), exact(Rational(1, 4))));
  // silu(x) - silu(-x) = x: E[s(X) s(Y)] - E[s(X) s(-Y)] = E[s(X) Y] = c/2; softplus likewise.
  for (const char* name : {"silu", "softplus"}) {
    const auto s = named(name);
    const Interval difference = s->dual(pair(Rational(1, 3), 2, 2, 64)) - s->dual(pair(Rational(-1, 3), 2, 2, 64));
    EXPECT_TRUE(contains(difference, Rational(1, 3))) << name << to_string(difference, 20);
  }
}

TEST(Series, CornersHaveValues) {
  const Rational tiny = power(Rational(2), -200), small(1, 1000000), huge = power(Rational(2), 60), large(1000);
  for (const char* name : kNames) {
    const auto s = named(name);
    const Interval zero = s->dual(pair(0, 0, 0, 64));
    EXPECT_TRUE(narrower(zero, -60)) << name;
    for (const Rational& rho : {Rational(-1), Rational(0), Rational(1, 2), Rational(1)}) {
      EXPECT_TRUE(meets(s->dual(pair(rho, 0, 0, 64)), zero)) << where(name, rho, 0, 0);
      EXPECT_TRUE(equal(s->derivative(pair(rho, 0, 1, 64)), exact(0))) << where(name, rho, 0, 1);
      EXPECT_FALSE(s->tangent(pair(rho, 0, 1, 64)).is_empty()) << where(name, rho, 0, 1);
      // |s(x) - s(0)| <= 2 |x| and the root of the tiny variance is 2^-100.
      const Interval beside = hull(s->dual(pair(rho, 0, 1, 64)), s->dual(pair(rho, tiny, 1, 64)));
      EXPECT_TRUE(narrower(beside, -60)) << where(name, rho, 0, 1) << to_string(beside, 20);
      for (const auto& [q1, q2] : {std::pair(tiny, tiny), {tiny, huge}, {huge, huge}, {small, large}}) {
        const GaussianPair at = pair(rho, q1, q2, 64);
        for (const Interval& value : {s->dual(at), s->derivative(at), s->tangent(at), s->derivative(at, 3)}) {
          EXPECT_FALSE(value.is_empty() && !(name == std::string("softsign") && abs(rho) == 1))
              << where(name, rho, q1, q2);
        }
        EXPECT_TRUE(s->dual(at).is_bounded()) << where(name, rho, q1, q2);
      }
    }
    for (const GaussianPair& at : {pair(2), pair(0, -1, 1), pair(0, 1, -1), GaussianPair(Interval::empty(64))}) {
      EXPECT_TRUE(s->dual(at).is_empty() && s->derivative(at).is_empty() && s->tangent(at).is_empty()) << name;
    }
    const GaussianPair everything(Interval::entire(64), Interval::entire(64), Interval::entire(64));
    EXPECT_FALSE(s->dual(everything).is_empty() || s->derivative(everything).is_empty()) << name;
  }
}

TEST(Series, SmallVariancesKeepTheirDigits) {
  const Rational q = power(Rational(2), -60);
  for (const char* odd : {"tanh", "softsign"}) {
    EXPECT_GE(correct_bits(named(odd)->dual(pair(Rational(1, 3), q, q, 64))), 40) << odd;
  }
  EXPECT_GE(correct_bits(named("tanh")->tangent(pair(Rational(1, 3), q, 1, 64))), 60);
}

// Wide variances move the value by at most what the Lipschitz constant allows, and the points are inside.
TEST(Series, WideVariancesEncloseTheirPoints) {
  for (const char* name : kNames) {
    const auto s = named(name);
    const Rational low(7, 8), high(9, 8);
    const GaussianPair wide{exact(Rational(-2, 5), 64), Interval(low, high, 64), Interval(low, Rational(2), 64)};
    for (int order = 0; order <= 2; ++order) {
      const Interval box = s->derivative(wide, order);
      for (const Rational& q : {low, Rational(1), high}) {
        EXPECT_TRUE(meets(box, s->derivative(pair(Rational(-2, 5), q, q, 64), order))) << name << order;
      }
    }
    const GaussianPair narrow{exact(Rational(1, 2), 64),
                              Interval(Rational(1), Rational(1) + power(Rational(2), -50), 64), exact(1, 64)};
    EXPECT_TRUE(narrower(s->dual(narrow), -48)) << name << to_string(s->dual(narrow), 20);
    EXPECT_TRUE(narrower(s->tangent(narrow), -44)) << name << to_string(s->tangent(narrow), 20);
    const GaussianPair from_zero{exact(Rational(1, 2), 64), Interval(Rational(0), Rational(1, 8), 64), exact(1, 64)};
    EXPECT_TRUE(meets(s->dual(from_zero), s->dual(pair(Rational(1, 2), 0, 1, 64)))) << name;
  }
}

TEST(Series, WideCorrelationsEncloseTheirPoints) {
  for (const char* name : kNames) {
    const auto s = named(name);
    const Rational q1(1, 2), q2(5, 3);
    for (int i = -8; i < 8; i += 4) {
      for (const int length : {1, 3, 16}) {
        const Rational lo(i, 8), hi(std::min(i + length, 8), 8);
        const GaussianPair wide{Interval(lo, hi, 64), exact(q1, 64), exact(q2, 64)};
        const Interval dual = s->dual(wide), slope = s->derivative(wide), tangent = s->tangent(wide);
        for (int k = 0; k <= 4; ++k) {
          const Rational rho = lo + (hi - lo) * k / 4;
          const GaussianPair at = pair(rho, q1, q2, 90);
          ASSERT_TRUE(meets(dual, s->dual(at))) << where(name, rho, q1, q2);
          ASSERT_TRUE(meets(slope, s->derivative(at))) << where(name, rho, q1, q2);
          ASSERT_TRUE(meets(tangent, s->tangent(at))) << where(name, rho, q1, q2);
        }
      }
    }
    // Increasing: the ends and no more.
    const GaussianPair all{Interval(Rational(0), Rational(1), 64), exact(1, 64), exact(1, 64)};
    const Interval range = s->dual(all), ends = hull(s->dual(pair(0, 1, 1, 64)), s->dual(pair(1, 1, 1, 64)));
    EXPECT_TRUE(narrower(range - ends, 2) &&
                mpfr_get_d(wid(range).get(), MPFR_RNDU) < mpfr_get_d(wid(ends).get(), MPFR_RNDD) + 1e-15)
        << name;
  }
}

TEST(Series, NeighboursAreToldApart) {
  for (const char* name : kNames) {
    const auto s = named(name);
    const Rational q = Rational(1) + power(Rational(10), -13), rho = Rational(1, 2) + power(Rational(10), -13);
    EXPECT_FALSE(meets(s->dual(pair(Rational(1, 2), 1, 1, 64)), s->dual(pair(Rational(1, 2), q, 1, 64)))) << name;
    EXPECT_FALSE(meets(s->dual(pair(Rational(1, 2), 1, 1, 64)), s->dual(pair(rho, 1, 1, 64)))) << name;
  }
}

TEST(Series, StopsWhenTold) {
  for (const char* name : kNames) {
    std::stop_source stopped;
    stopped.request_stop();
    const auto s = named(name);
    const Interval early = s->dual(pair(Rational(1, 2)), stopped.get_token());
    EXPECT_TRUE(early.is_bounded()) << name;
    EXPECT_TRUE(meets(early, s->dual(pair(Rational(1, 2), 1, 1, 64)))) << name;
  }
}

// sup |mish'| by subdivision, for the comment in smooth.cpp: with w = e^-|x|, mish' = g + x g'.
Interval mish_slope(const Interval& x) {
  const auto n = [&x](long value) { return Interval(value, x.precision()); };
  if (x.lo().sign() >= 0) {
    const Interval w = exp(-x), r = n(1) + n(2) * w + n(2) * sqr(w);
    return (n(1) + n(2) * w) / r + x * n(4) * sqr(w) * (n(1) + w) / sqr(r);
  }
  const Interval w = exp(x), r = n(2) + n(2) * w + sqr(w);
  return w * (w + n(2)) / r + x * n(4) * w * (n(1) + w) / sqr(r);
}

// 3 g'' + x g''' for x > 0: g' = P/R^2, g'' = Q/R^3 with Q = -8w^2 - 12w^3 + 8w^4 + 8w^5, g''' = -w (Q' R - 3 Q R')/R^4.
Interval mish_third(const Interval& x) {
  const auto n = [&x](long value) { return Interval(value, x.precision()); };
  const Interval w = exp(-x), r = n(1) + n(2) * w + n(2) * sqr(w), rs = n(2) + n(4) * w;
  const Interval q = n(8) * pown(w, 5) + n(8) * pown(w, 4) - n(12) * pown(w, 3) - n(8) * sqr(w);
  const Interval qs = n(40) * pown(w, 4) + n(32) * pown(w, 3) - n(36) * sqr(w) - n(16) * w;
  return n(3) * q / pown(r, 3) - x * w * (qs * r - n(3) * q * rs) / pown(r, 4);
}

TEST(Series, LipschitzConstantOfMishIsTheLargestSlope) {
  const Interval bound(Rational("10884/10000"), 64);
  for (int i = -30 * 256; i < 30 * 256; ++i) {
    const Interval x(Rational(i, 256), Rational(i + 1, 256), 64);
    if (i >= 308 && i < 461) {  // 308/256 > 1.2, 461/256 > 1.8
      EXPECT_LT(mish_third(x).hi().sign(), 0) << i;
    } else {
      EXPECT_LT(mpfr_cmp(mag(mish_slope(x)).get(), bound.lo().get()), 0) << i;
    }
  }
  // Beyond: |x g'| <= 30 * 8 e^-30 and 0 <= g <= 1.
  EXPECT_TRUE(agrees_with_decimal(*named("mish")->lipschitz(128), "1.08849816125172786122829362739"));
  EXPECT_TRUE(agrees_with_decimal(*named("silu")->lipschitz(128), "1.09983932012886691695818492432"));
  EXPECT_TRUE(narrower(*named("mish")->lipschitz(128), -120) && narrower(*named("silu")->lipschitz(128), -120));
  EXPECT_TRUE(contains(*named("tanh")->lipschitz(64), Rational(1)) &&
              contains(*named("sigmoid")->lipschitz(64), Rational(1, 4)));
}

}  // namespace
}  // namespace certibound
