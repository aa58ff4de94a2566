// Powers and roots: the cases where the sign of the base, the parity or the sign of the exponent decide.
#include "inputs.hpp"

#include <certibound/interval/functions.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct IntegerPower {
  double x_lo, x_hi;
  long n;
  double lo, hi;
};

TEST(IntegerPower, Table) {
  const IntegerPower table[] = {
      // 0^0 = 1, and x^0 = 1 everywhere
      {0, 0, 0, 1, 1},
      {-kInf, kInf, 0, 1, 1},
      {2, 3, 0, 1, 1},
      {kNone, kNone, 0, kNone, kNone},
      // positive even
      {-2, 3, 2, 0, 9},
      {-3, 2, 2, 0, 9},
      {-3, -2, 2, 4, 9},
      {2, 3, 4, 16, 81},
      {-kInf, 2, 2, 0, kInf},
      {-kInf, -2, 2, 4, kInf},
      {0, 0, 2, 0, 0},
      // positive odd
      {-2, 3, 3, -8, 27},
      {-3, -2, 3, -27, -8},
      {-kInf, 2, 3, -kInf, 8},
      {-2, 3, 1, -2, 3},
      // negative even
      {2, 4, -2, 0.0625, 0.25},
      {-4, -2, -2, 0.0625, 0.25},
      {-4, 2, -2, 0.0625, kInf},
      {-2, 4, -2, 0.0625, kInf},
      {0, 2, -2, 0.25, kInf},
      {-2, 0, -2, 0.25, kInf},
      {0, 0, -2, kNone, kNone},
      {2, kInf, -2, 0, 0.25},
      {-kInf, -2, -2, 0, 0.25},
      {-kInf, kInf, -2, 0, kInf},
      {0, kInf, -4, 0, kInf},
      // negative odd
      {2, 4, -1, 0.25, 0.5},
      {-4, -2, -1, -0.5, -0.25},
      {-4, 2, -1, -kInf, kInf},
      {0, 2, -1, 0.5, kInf},
      {-2, 0, -1, -kInf, -0.5},
      {-2, 0, -3, -kInf, -0.125},
      {0, 0, -1, kNone, kNone},
      {2, kInf, -3, 0, 0.125},
      {-kInf, -2, -3, -0.125, 0},
      {-kInf, 0, -1, -kInf, 0},
      {-kInf, kInf, -1, -kInf, kInf},
  };
  for (const IntegerPower& row : table) {
    const Interval x = box(row.x_lo, row.x_hi), value = pown(x, row.n);
    EXPECT_TRUE(same(value, box(row.lo, row.hi))) << show(x) << " ^ " << row.n << " gives " << show(value);
  }
}

TEST(IntegerPower, GreatestExponentsStaySoundAndFast) {
  const long least = std::numeric_limits<long>::min(), greatest = std::numeric_limits<long>::max();
  EXPECT_TRUE(same(pown(point(1), least), point(1)));
  EXPECT_TRUE(same(pown(point(-1), greatest), point(-1)));  // odd
  EXPECT_TRUE(same(pown(point(-1), least), point(1)));      // even
  EXPECT_TRUE(same(pown(box(1, 2), greatest), box(1, kInf)));
  const Interval vanishing = pown(box(1, 2), least);
  EXPECT_TRUE(mpfr_zero_p(vanishing.lo().get()) && vanishing.hi() == number(1)) << show(vanishing);
  const Interval exploding = pown(point(0.5), least);
  EXPECT_TRUE(exploding.lo() == largest_finite(53) && exploding.hi().is_infinite()) << show(exploding);
}

struct RealPower {
  double x_lo, x_hi, y_lo, y_hi, lo, hi;
};

TEST(RealPower, Table) {
  const RealPower table[] = {
      {4, 16, 0.5, 0.5, 2, 4},
      {2, 4, 2, 3, 4, 64},
      {2, 4, -3, 2, 0.015625, 16},
      {0.25, 0.5, 2, 3, 0.015625, 0.25},
      {0.25, 0.5, -2, 3, 0.015625, 16},
      {0.5, 2, -1, 3, 0.125, 8},
      {0.5, 4, 2, 3, 0.125, 64},
      // x = 0 with y > 0 is 0; x = 0 with y <= 0 is undefined
      {0, 0, 1, 2, 0, 0},
      {0, 0, -1, 2, 0, 0},
      {0, 0, 0, 0, kNone, kNone},
      {0, 0, -2, 0, kNone, kNone},
      {0, 0, -2, -1, kNone, kNone},
      {0, 2, 0, 0, 1, 1},
      {0, 2, 2, 3, 0, 8},
      {0, 2, -2, -1, 0.25, kInf},
      {0, 2, -1, 1, 0, kInf},
      {0, 2, 0, 1, 0, 2},
      {0, 0.5, 0, 1, 0, 1},
      {0, 0.5, -1, 0, 1, kInf},
      // negative bases are outside the domain, whatever the exponent
      {-2, -1, 2, 2, kNone, kNone},
      {-2, -1, -kInf, kInf, kNone, kNone},
      {-4, 2, 2, 2, 0, 4},
      {-4, 0, 2, 2, 0, 0},
      {-4, 0, 0, 0, kNone, kNone},
      {-4, 2, -1, -1, 0.5, kInf},
      // unbounded
      {1, 1, -kInf, kInf, 1, 1},
      {2, kInf, 0, 0, 1, 1},
      {0, kInf, 0, 0, 1, 1},
      {2, kInf, 1, 2, 2, kInf},
      {2, kInf, -2, -1, 0, 0.5},
      {0, kInf, -1, 1, 0, kInf},
      {0.5, 1, 0, kInf, 0, 1},
      {0.5, 1, -kInf, 0, 1, kInf},
      {1, 2, -kInf, 0, 0, 1},
      {1, 2, 0, kInf, 1, kInf},
      {0.5, 2, 1, kInf, 0, kInf},
      {-kInf, kInf, -kInf, kInf, 0, kInf},
      {2, kInf, -kInf, -1, 0, 0.5},
      // empty
      {kNone, kNone, 1, 2, kNone, kNone},
      {1, 2, kNone, kNone, kNone, kNone},
  };
  for (const RealPower& row : table) {
    const Interval x = box(row.x_lo, row.x_hi), y = box(row.y_lo, row.y_hi), value = pow(x, y);
    EXPECT_TRUE(same(value, box(row.lo, row.hi))) << show(x) << " ^ " << show(y) << " gives " << show(value);
  }
}

TEST(RealPower, NegativeZeroEndsAreZero) {
  const Interval x(number(-0.0), number(2));
  EXPECT_TRUE(same(pow(x, point(-1)), box(0.5, kInf)));
  EXPECT_TRUE(same(pow(x, point(3)), box(0, 8)));
  EXPECT_TRUE(same(pown(x, -1), box(0.5, kInf)));
  EXPECT_TRUE(same(point(1) / x, box(0.5, kInf)));
  EXPECT_TRUE(same(log(Interval(number(-0.0), number(1))), box(-kInf, 0)));
}

TEST(Roots, CutTheDomainOfEvenOnes) {
  EXPECT_TRUE(same(sqrt(box(-1, 4)), box(0, 2)));
  EXPECT_TRUE(same(sqrt(box(4, kInf)), box(2, kInf)));
  EXPECT_TRUE(sqrt(box(-2, -1)).is_empty());
  EXPECT_TRUE(sqrt(box(-kInf, -1)).is_empty());
  EXPECT_TRUE(same(sqrt(box(-1, 0)), point(0)));
  EXPECT_TRUE(same(sqrt(Interval::entire(53)), box(0, kInf)));
  EXPECT_TRUE(same(rootn(box(-16, 81), 4), box(0, 3)));
  EXPECT_TRUE(rootn(box(-16, -1), 4).is_empty());
  EXPECT_TRUE(same(rootn(box(-8, 27), 3), box(-2, 3)));
  EXPECT_TRUE(same(cbrt(box(-kInf, 27)), box(-kInf, 3)));
  EXPECT_TRUE(same(rootn(box(-32, kInf), 5), box(-2, kInf)));
  EXPECT_TRUE(rootn(Interval::empty(53), 3).is_empty() && sqrt(Interval::empty(53)).is_empty());
}

TEST(Roots, ReciprocalRootFallsFromInfinityToZero) {
  EXPECT_TRUE(same(rsqrt(box(4, 16)), box(0.25, 0.5)));
  EXPECT_TRUE(same(rsqrt(box(0, 4)), box(0.5, kInf)) && same(rsqrt(box(-9, 4)), box(0.5, kInf)));
  EXPECT_TRUE(same(rsqrt(box(4, kInf)), box(0, 0.5)) && same(rsqrt(Interval::entire(53)), box(0, kInf)));
  EXPECT_TRUE(same(rsqrt(Interval(number(-0.0), number(4))), box(0.5, kInf)));
  EXPECT_TRUE(rsqrt(box(-2, 0)).is_empty() && rsqrt(point(0)).is_empty() && rsqrt(box(-2, -1)).is_empty());
}

TEST(Hypot, TakesTheNearestAndTheFarthestCorner) {
  EXPECT_TRUE(same(hypot(box(3, 5), box(4, 12)), box(5, 13)));
  EXPECT_TRUE(same(hypot(box(-3, 5), box(-12, -4)), box(4, 13)));
  EXPECT_TRUE(same(hypot(box(-3, 3), box(-4, 4)), box(0, 5)));
  EXPECT_TRUE(same(hypot(box(-kInf, -3), box(4, 4)), box(5, kInf)));
  EXPECT_TRUE(same(hypot(Interval::entire(53), point(0)), box(0, kInf)));
  EXPECT_TRUE(hypot(Interval::empty(53), point(0)).is_empty() && hypot(point(0), Interval::empty(53)).is_empty());
}

TEST(Roots, WidthOfOneRoundingWhereInexact) {
  const Interval root = sqrt(point(2));
  EXPECT_EQ(mpfr_get_d(root.lo().get(), MPFR_RNDN), 0x1.6a09e667f3bccp+0);
  EXPECT_EQ(mpfr_get_d(root.hi().get(), MPFR_RNDN), 0x1.6a09e667f3bcdp+0);
}

}  // namespace
}  // namespace certibound::test
