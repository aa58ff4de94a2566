// Error functions and the gamma family: limits, tails, and the valley of gamma.
#include "functions.hpp"

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

// Digits of OEIS A030169 and A030171: where gamma has its minimum on (0, oo), and the minimum.
constexpr const char* kArgmin = "1.46163214496836234126265954232572132846819620400644629512988409";
constexpr const char* kMinimum = "0.885603194410888700278815900582588733207951533669903448871200165";

Float decimal(const char* digits, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  mpfr_set_str(out.get(), digits, 10, direction);
  return out;
}

Float next_below(Float x, int steps) {
  for (; steps > 0; --steps) mpfr_nextbelow(x.get());
  return x;
}

Float value_of(int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t), double x, mpfr_rnd_t direction) {
  Float out(53);
  f(out.get(), number(x).get(), direction);
  return out;
}

TEST(Gamma, FallsThenRises) {
  EXPECT_TRUE(same(gamma(box(3, 4)), box(2, 6)));
  EXPECT_TRUE(same(gamma(box(0.25, 1)), Interval(number(1), value_of(mpfr_gamma, 0.25, MPFR_RNDU))));
  EXPECT_TRUE(same(gamma(box(2, kInf)), box(1, kInf)));
  EXPECT_TRUE(same(gamma(box(0, 1)), box(1, kInf)));
  EXPECT_TRUE(same(lgamma(box(0, 1)), box(0, kInf)));
  EXPECT_TRUE(same(lgamma(box(2, kInf)), box(0, kInf)));
  EXPECT_TRUE(
      same(lgamma(box(3, 4)), Interval(value_of(mpfr_lngamma, 3, MPFR_RNDD), value_of(mpfr_lngamma, 4, MPFR_RNDU))));
}

TEST(Gamma, LogarithmIsEmptyOnTheLeft) {
  for (const Interval& x : {box(-3, -1), box(-3, 0), point(0), box(-0.75, -0.25), box(-kInf, 0), Interval::empty(53)}) {
    EXPECT_TRUE(lgamma(x).is_empty()) << show(x);
  }
  EXPECT_TRUE(same(lgamma(box(-3, 1)), box(0, kInf)));
}

TEST(Gamma, NegativeZeroIsZero) {
  const Interval x(number(-0.0), number(1)), zero(number(-0.0), number(-0.0));
  EXPECT_TRUE(same(gamma(x), box(1, kInf))) << show(gamma(x));
  EXPECT_TRUE(same(lgamma(x), box(0, kInf))) << show(lgamma(x));
  EXPECT_TRUE(same(digamma(x), digamma(box(0, 1)))) << show(digamma(x));
  EXPECT_TRUE(gamma(zero).is_empty() && lgamma(zero).is_empty() && digamma(zero).is_empty());
}

TEST(Gamma, EnclosesItsMinimumWheneverThePlaceIsInside) {
  for (const Precision bits :
       {Precision{2}, Precision{10}, Precision{24}, Precision{53}, Precision{64}, Precision{128}}) {
    const Float below = decimal(kArgmin, bits, MPFR_RNDD), above = decimal(kArgmin, bits, MPFR_RNDU);
    const Float minimum = decimal(kMinimum, bits, MPFR_RNDD);
    Float log_minimum = decimal(kMinimum, 200, MPFR_RNDN);
    mpfr_log(log_minimum.get(), log_minimum.get(), MPFR_RNDN);
    for (const double left : {0.0, 0x1p-100, 0x1p-30, 0x1p-9, 0.375}) {
      for (const double right : {0.0, 0x1p-110, 0x1p-25, 0x1p-8, 0.5, 100.0}) {
        Float lo = below, hi = above;
        mpfr_sub_d(lo.get(), lo.get(), left, MPFR_RNDD);
        mpfr_add_d(hi.get(), hi.get(), right, MPFR_RNDU);
        const Interval x(lo, hi), value = gamma(x), logarithm = lgamma(x);
        EXPECT_TRUE(value.lo() <= minimum) << show(x) << " gives " << show(value);
        EXPECT_TRUE(next_below(minimum, 1) <= value.lo()) << "width: " << show(x) << " gives " << show(value);
        EXPECT_TRUE(logarithm.lo() <= log_minimum) << show(x) << " gives " << show(logarithm);
        EXPECT_TRUE(next_below(rounded(log_minimum, bits, MPFR_RNDD), 1) <= logarithm.lo())
            << "width: " << show(x) << " gives " << show(logarithm);
        EXPECT_EQ(value.precision(), bits);
      }
    }
  }
}

// Next to the minimum but not across it, the ends decide.
TEST(Gamma, WidthIsThatOfTheEndsBesideTheMinimum) {
  for (const Precision bits : {Precision{24}, Precision{53}, Precision{128}}) {
    const Float below = decimal(kArgmin, bits, MPFR_RNDD), above = decimal(kArgmin, bits, MPFR_RNDU);
    for (const auto& [f, exact] : {std::pair{static_cast<Interval (*)(const Interval&)>(gamma), &mpfr_gamma},
                                   {static_cast<Interval (*)(const Interval&)>(lgamma), &mpfr_lngamma}}) {
      for (const double step : {0x1p-20, 0x1p-6, 0.25}) {
        Float left = below, right = above;
        mpfr_sub_d(left.get(), left.get(), step, MPFR_RNDN);
        mpfr_add_d(right.get(), right.get(), step, MPFR_RNDN);
        Float lo(bits), hi(bits);
        exact(lo.get(), below.get(), MPFR_RNDD);
        exact(hi.get(), left.get(), MPFR_RNDU);
        EXPECT_TRUE(same(f(Interval(left, below)), Interval(lo, hi))) << show(Interval(left, below));
        exact(lo.get(), above.get(), MPFR_RNDD);
        exact(hi.get(), right.get(), MPFR_RNDU);
        EXPECT_TRUE(same(f(Interval(above, right)), Interval(lo, hi))) << show(Interval(above, right));
      }
    }
  }
}

TEST(Gamma, GreaterOfTheTwoEndsAcrossTheMinimum) {
  EXPECT_TRUE(gamma(box(0.5, 3)).hi() == number(2));
  EXPECT_TRUE(gamma(box(0.5, 2)).hi() == value_of(mpfr_gamma, 0.5, MPFR_RNDU));
  EXPECT_TRUE(gamma(box(1, 2)).hi() == number(1));
  EXPECT_TRUE(gamma(box(0, 2)).hi().is_infinite() && gamma(box(1, kInf)).hi().is_infinite());
}

TEST(Digamma, RisesFromMinusInfinity) {
  EXPECT_TRUE(same(digamma(box(0, 1)), Interval(number(-kInf), value_of(mpfr_digamma, 1, MPFR_RNDU))));
  EXPECT_TRUE(same(digamma(box(1, kInf)), Interval(value_of(mpfr_digamma, 1, MPFR_RNDD), number(kInf))));
}

TEST(ErrorFunctions, LimitsAndSymmetry) {
  EXPECT_TRUE(same(erf(Interval::entire(53)), box(-1, 1)));
  EXPECT_TRUE(same(erfc(Interval::entire(53)), box(0, 2)));
  EXPECT_TRUE(same(erfc(box(0, kInf)), box(0, 1)));
  EXPECT_TRUE(same(erf(point(0)), point(0)) && same(erfc(point(0)), point(1)));
  EXPECT_TRUE(same(erf(box(-2, 1)), -erf(box(-1, 2))));
}

TEST(NormalDistribution, ExactValuesAndLimits) {
  EXPECT_TRUE(same(normal_cdf(point(0)), point(0.5)));
  EXPECT_TRUE(same(normal_cdf(Interval::entire(53)), box(0, 1)));
  EXPECT_TRUE(same(normal_cdf(box(-kInf, 0)), box(0, 0.5)));
  EXPECT_TRUE(same(normal_cdf(box(0, kInf)), box(0.5, 1)));
  EXPECT_TRUE(normal_cdf(Interval::empty(53)).is_empty() && normal_density(Interval::empty(53)).is_empty());
  const Interval peak = normal_density(point(0));
  EXPECT_TRUE(same(normal_density(Interval::entire(53)), Interval(number(0), peak.hi())));
  EXPECT_TRUE(same(normal_density(box(-1, 2)), Interval(normal_density(point(2)).lo(), peak.hi())));
  EXPECT_TRUE(same(normal_density(box(1, 2)), Interval(normal_density(point(2)).lo(), normal_density(point(1)).hi())));
}

// Far tails lose twice the exponent of x in bits; the width must not show it.
TEST(NormalDistribution, WidthIsThatOfOneRoundingAtEveryPrecision) {
  Inputs inputs(13);
  for (const Unary& f : unary_functions()) {
    if (!std::string(f.name).starts_with("normal_")) continue;
    for (Precision bits = 10; bits <= 200; ++bits) {
      for (int k = repeats(8); k > 0; --k) {
        const Float x = number((inputs.below(200001) - 100000) * (k % 2 == 0 ? 0x1p-14 : 0x1p-17), bits);
        const Truth exact = truth(f, x, fine(bits));
        const Interval tightest(rounded(exact.lo, bits, MPFR_RNDD), rounded(exact.hi, bits, MPFR_RNDU));
        const Interval value = f.bare(Interval(x, x));
        EXPECT_TRUE(same(value, tightest)) << f.name << " of " << show(x) << " gives " << show(value) << ", seed 13";
      }
    }
  }
}

TEST(NormalDistribution, WidthInTheTails) {
  for (const Precision bits : kPrecisions) {
    for (const double x : {-3.0, -37.5, -1000.25, -20000.125}) {
      for (const Interval& value :
           {normal_cdf(point(x, bits)), normal_density(point(x, bits)), normal_density(point(-x, bits))}) {
        Float room = next_below(value.hi(), 1);
        EXPECT_TRUE(room <= value.lo() && value.lo().sign() > 0) << x << " gives " << show(value);
      }
    }
  }
  // Each end has its own working precision.
  EXPECT_TRUE(
      same(normal_cdf(box(-1000.25, 1)), Interval(normal_cdf(point(-1000.25)).lo(), normal_cdf(point(1)).hi())));
  EXPECT_TRUE(normal_density(box(-1000.25, 1)).lo() == normal_density(point(-1000.25)).lo());
  const Interval vanishing = normal_cdf(point(-1e12));
  EXPECT_TRUE(mpfr_zero_p(vanishing.lo().get()) && vanishing.hi() == smallest_positive(53)) << show(vanishing);
  EXPECT_TRUE(normal_cdf(point(1e12)).hi() == number(1));
}

}  // namespace
}  // namespace certibound::test
