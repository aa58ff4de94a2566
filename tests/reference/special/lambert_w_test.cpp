// Lambert's W: reference decimals, defining equations by overlap, boxes around points.
#include "checks.hpp"

#include <certibound/special/lambert_w.hpp>

namespace certibound::test {
namespace {

// mpmath 1.2.1, mp.dps = 30: lambertw(x, 0), lambertw(x, -1)
TEST(LambertW, EnclosesReferenceValues) {
  expect_decimal(lambert_w0(number("1/10")), "0.0912765271608622642998957214232", "W_0(1/10)");
  expect_decimal(lambert_w0(number("1e50")), "110.424918827313345741844606222", "W_0(1e50)");
  expect_decimal(lambert_wm1(number("-1/10")), "-3.57715206395729721840939196351", "W_-1(-1/10)");
}

TEST(LambertW, InvertsItsEquation) {
  Random random(kSeed);
  for (const Precision bits : {53, 128, 300}) {
    for (int k = 0; k < rounds(300); ++k) {
      const Rational x = random.positive(-60, 80);
      const Interval w = lambert_w0(Interval(x, bits));
      ASSERT_TRUE(contains(w * exp(w), x)) << to_string(x);
      ASSERT_GE(correct_bits(w), bits - 3) << to_string(x);
      const Rational y = -random.fraction() / 3;
      for (const Interval& v : {lambert_w0(Interval(y, bits)), lambert_wm1(Interval(y, bits))}) {
        ASSERT_TRUE(contains(v * exp(v), y)) << to_string(y);
        ASSERT_GE(correct_bits(v), bits - 8) << to_string(y);
      }
      ASSERT_TRUE(certainly(less_equal(lambert_wm1(Interval(y, bits)), Interval(-1L, bits))));
      ASSERT_TRUE(certainly(less_equal(Interval(-1L, bits), lambert_w0(Interval(y, bits)))));
    }
  }
}

TEST(LambertW, BoxesContainTheirPoints) {
  Random random(kSeed + 1);
  for (int k = 0; k < rounds(1000); ++k) {
    const Rational x = random.positive(-20, 20), y = -random.fraction() / 3;
    ASSERT_TRUE(subset(lambert_w0(Interval(x, 160)), lambert_w0(around(random, x, 64)))) << to_string(x);
    ASSERT_TRUE(subset(lambert_w0(Interval(y, 160)), lambert_w0(Interval(y, Rational(y / 2), 64)))) << to_string(y);
    ASSERT_TRUE(subset(lambert_wm1(Interval(y, 160)), lambert_wm1(Interval(y, Rational(y / 2), 64)))) << to_string(y);
  }
}

TEST(LambertW, TheBranchPointIsAnEnd) {
  const Interval e(-exp(Interval(-1L, 128)));  // straddles -1/e
  const Interval upper = lambert_w0(e), lower = lambert_wm1(e);
  EXPECT_TRUE(contains(upper, Rational(-1)));
  EXPECT_TRUE(contains(lower, Rational(-1)));
  EXPECT_GE(correct_bits(upper), 55);
  EXPECT_GE(correct_bits(lower), 55);
  EXPECT_TRUE(lambert_w0(number("-1/2")).is_empty());
  EXPECT_TRUE(lambert_wm1(number("1/2")).is_empty());
  EXPECT_TRUE(lambert_wm1(number("0")).is_empty());
  EXPECT_EQ(to_string(lambert_w0(number("0")), 5), "[0, 0]");
  const Interval half_line = lambert_w0(Interval(Interval(-1L, 64).lo(), Interval::entire(64).hi()));
  EXPECT_EQ(mpfr_cmp_si(half_line.lo().get(), -1), 0);
  EXPECT_TRUE(half_line.hi().is_infinite());
  const Interval to_zero = lambert_wm1(Interval(Rational(-1, 10), Rational(0), 64));
  EXPECT_TRUE(to_zero.lo().is_infinite());
}

}  // namespace
}  // namespace certibound::test
