// ulp_error and rounding_of against values worked out by hand.
#include <certibound/crosscheck/ulp.hpp>

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace certibound::crosscheck {
namespace {

constexpr Precision kBits = 2200;  // every dyadic number below is exact

Interval exact(const Rational& value) { return Interval(value, kBits); }
Rational two_to(long exponent) { return power(Rational(2), exponent); }

template <class T>
void expect_error(T computed, const Rational& value, const Rational& error) {
  const Interval found = ulp_error(computed, exact(value));
  EXPECT_TRUE(equal(found, exact(error))) << "computed " << hex_float(computed) << ", exact " << to_string(value);
}

TEST(Ulp, CountsUnitsOfTheBinadeOfTheExactValue) {
  expect_error(1.0, 1, 0);
  expect_error(1 + 0x1p-52, 1, 1);
  expect_error(1.5, 1 + two_to(-54), two_to(51) - Rational(1, 4));
  expect_error(-3.0, Rational(-3) - two_to(-53), Rational(1, 4));
  expect_error(1.0F, 1 - two_to(-25), Rational(1, 2));
  expect_error(3.0F, Rational(3) + two_to(-24), Rational(1, 4));
}

TEST(Ulp, HalvesBelowAPowerOfTwo) {
  expect_error(1 - 0x1p-53, 1, Rational(1, 2));       // the unit of 1 is 2^-52
  expect_error(1.0, 1 - two_to(-53), 1);              // the unit of 1 - 2^-53 is 2^-53
  expect_error(0x1.fffffep-1F, 1, Rational(1, 2));
  expect_error(1.0F, 1 - two_to(-24), 1);
}

TEST(Ulp, IsTheSubnormalStepAtTheBottom) {
  expect_error(0.0, 0, 0);
  expect_error(-0.0, 0, 0);
  expect_error(0x1p-1074, 0, 1);
  expect_error(0x1p-1074, two_to(-1075), Rational(1, 2));
  expect_error(0.0, two_to(-1080), two_to(-6));
  expect_error(0x1p-1022, two_to(-1022) - two_to(-1074), 1);
  expect_error(0x1p-1021, two_to(-1021) - two_to(-1074), 1);  // last binade with the subnormal step
  expect_error(0x1p-1021, two_to(-1021) + two_to(-1074), Rational(1, 2));
  expect_error(0x1p-149F, 0, 1);
  expect_error(0.0F, two_to(-152), Rational(1, 8));
  expect_error(0x1p-125F, two_to(-125) - two_to(-149), 1);
}

TEST(Ulp, HasNoLargestExponent) {
  expect_error(std::numeric_limits<double>::max(), two_to(1024), Rational(1, 2));
  expect_error(std::numeric_limits<float>::max(), two_to(128), Rational(1, 2));
}

TEST(Ulp, BoundsNothingForNanAndInfinity) {
  for (const double y : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    EXPECT_TRUE(ulp_error(y, exact(1)).is_entire());
    EXPECT_TRUE(ulp_error(static_cast<float>(y), exact(1)).is_entire());
  }
}

TEST(Ulp, CoversEveryUnitInsideTheEnclosure) {
  // Around 1 the unit is 2^-53 or 2^-52; computed = 1 + 2^-52.
  const Interval around(1 - two_to(-60), 1 + two_to(-60), kBits);
  const Interval error = ulp_error(1 + 0x1p-52, around);
  EXPECT_TRUE(equal(error, Interval(1 - two_to(-8), 2 + two_to(-7), kBits)));
}

TEST(Ulp, ContainsZeroIfTheEnclosureContainsTheComputedNumber) {
  const Interval around(Rational(1, 3), Rational(2, 3), 64);
  EXPECT_TRUE(contains_zero(ulp_error(0.5, around)));
}

TEST(Rounding, KnowsTheNearestNumber) {
  const Interval third(Rational(1, 3), 128);
  EXPECT_EQ(rounding_of(1.0 / 3, third), Rounding::correct);
  EXPECT_EQ(rounding_of(std::nextafter(1.0 / 3, 1.0), third), Rounding::wrong);
  EXPECT_EQ(rounding_of(1.0F / 3, third), Rounding::correct);
  EXPECT_EQ(rounding_of(std::nextafter(1.0F / 3, 0.0F), third), Rounding::wrong);
  EXPECT_EQ(rounding_of(std::numeric_limits<double>::quiet_NaN(), third), Rounding::wrong);
}

TEST(Rounding, IsUnknownWhereTheEnclosureContainsAMidpoint) {
  const Interval around(1 + two_to(-53) - two_to(-70), 1 + two_to(-53) + two_to(-70), kBits);
  EXPECT_EQ(rounding_of(1.0, around), Rounding::unknown);
  EXPECT_EQ(rounding_of(1 + 0x1p-52, around), Rounding::unknown);
  EXPECT_EQ(rounding_of(1 + 0x1p-51, around), Rounding::wrong);
}

TEST(Rounding, TakesTheEvenNeighbourOfAnExactMidpoint) {
  EXPECT_EQ(rounding_of(1.0, exact(1 + two_to(-53))), Rounding::correct);
  EXPECT_EQ(rounding_of(1 + 0x1p-52, exact(1 + two_to(-53))), Rounding::wrong);
}

TEST(HexFloat, ReadsBackExactly) {
  for (const double x : {0.1, -0x1p-1074, 0.0, 1e300}) {
    EXPECT_EQ(std::strtod(hex_float(x).c_str(), nullptr), x);
  }
}

}  // namespace
}  // namespace certibound::crosscheck
