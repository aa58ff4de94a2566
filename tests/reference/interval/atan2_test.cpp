// atan2 on boxes: the sign classes of both sides, the origin, the cut, unbounded boxes.
#include "functions.hpp"

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

// k pi / 4 rounded.
Float eighth_turns(long k, Precision bits, mpfr_rnd_t direction) {
  Float exact(bits + 100);
  mpfr_const_pi(exact.get(), MPFR_RNDN);
  mpfr_mul_si(exact.get(), exact.get(), k, MPFR_RNDN);
  mpfr_div_2ui(exact.get(), exact.get(), 2, MPFR_RNDN);
  return rounded(exact, bits, direction);
}

constexpr int kUndefined = 99;

struct Angle {
  double y_lo, y_hi, x_lo, x_hi;
  int lo, hi;  // in units of pi / 4
};

TEST(Atan2, TableOfSignClasses) {
  const Angle table[] = {
      // one quadrant, or an axis
      {1, 1, 1, 1, 1, 1},
      {1, 1, -1, -1, 3, 3},
      {-1, -1, -1, -1, -3, -3},
      {-1, -1, 1, 1, -1, -1},
      {1, 2, 0, 0, 2, 2},
      {-2, -1, 0, 0, -2, -2},
      {0, 0, 1, 2, 0, 0},
      {0, 0, -2, -1, 4, 4},
      // two quadrants
      {1, 1, -1, 1, 1, 3},
      {-1, -1, -1, 1, -3, -1},
      {-1, 1, 1, 1, -1, 1},
      {-1, 1, -1, -1, -4, 4},
      // a side on an axis
      {0, 1, 1, 1, 0, 1},
      {0, 1, -1, -1, 3, 4},
      {-1, 0, 1, 1, -1, 0},
      {-1, 0, -1, -1, -4, 4},  // pi at y = 0, and as near to -pi as one likes
      {1, 1, 0, 1, 1, 2},
      {1, 1, -1, 0, 2, 3},
      {-1, -1, 0, 1, -2, -1},
      {-1, -1, -1, 0, -3, -2},
      // the origin at a corner, on a side, or alone
      {0, 0, 0, 0, kUndefined, kUndefined},
      {0, 1, 0, 0, 2, 2},
      {-1, 0, 0, 0, -2, -2},
      {-1, 1, 0, 0, -2, 2},
      {0, 0, 0, 1, 0, 0},
      {0, 0, -1, 0, 4, 4},
      {0, 0, -1, 1, 0, 4},
      {0, 1, 0, 1, 0, 2},
      {0, 1, -1, 0, 2, 4},
      {0, 1, -1, 1, 0, 4},
      {-1, 0, 0, 1, -2, 0},
      {-1, 0, -1, 0, -4, 4},
      {-1, 0, -1, 1, -4, 4},
      {-1, 1, 0, 1, -2, 2},
      {-1, 1, -1, 0, -4, 4},
      {-1, 1, -1, 1, -4, 4},
      // unbounded
      {1, kInf, 1, 1, 1, 2},
      {1, kInf, -1, -1, 2, 3},
      {-kInf, -1, -1, -1, -3, -2},
      {-kInf, -1, 1, 1, -2, -1},
      {1, 1, 1, kInf, 0, 1},
      {1, 1, -kInf, -1, 3, 4},
      {-1, -1, -kInf, -1, -4, -3},
      {-1, -1, 1, kInf, -1, 0},
      {1, 1, -kInf, kInf, 0, 4},
      {-1, -1, -kInf, kInf, -4, 0},
      {1, kInf, 1, kInf, 0, 2},
      {1, kInf, -kInf, -1, 2, 4},
      {0, 0, -kInf, kInf, 0, 4},
      {0, 0, 0, kInf, 0, 0},
      {0, 0, -kInf, 0, 4, 4},
      {-kInf, kInf, 0, 0, -2, 2},
      {-kInf, kInf, 1, 1, -2, 2},
      {-kInf, kInf, -1, -1, -4, 4},
      {0, kInf, -1, -1, 2, 4},
      {-kInf, 0, 1, 1, -2, 0},
      {-kInf, kInf, -kInf, kInf, -4, 4},
  };
  for (const Precision bits : kPrecisions) {
    for (const Angle& row : table) {
      const Interval y = box(row.y_lo, row.y_hi, bits), x = box(row.x_lo, row.x_hi, bits), value = atan2(y, x);
      const Interval expected =
          row.lo == kUndefined ? Interval::empty(bits)
                               : Interval(eighth_turns(row.lo, bits, MPFR_RNDD), eighth_turns(row.hi, bits, MPFR_RNDU));
      EXPECT_TRUE(same(value, expected)) << "atan2(" << show(y) << ", " << show(x) << ") gives " << show(value);
      EXPECT_EQ(value.precision(), bits);
    }
  }
}

TEST(Atan2, EmptyOperandsGiveTheEmptySet) {
  EXPECT_TRUE(atan2(Interval::empty(53), box(1, 2)).is_empty());
  EXPECT_TRUE(atan2(box(1, 2), Interval::empty(53)).is_empty());
}

TEST(Atan2, NegativeZeroIsZero) {
  const Interval zero(number(-0.0), number(-0.0)), pi = Interval::pi(53);
  EXPECT_TRUE(same(atan2(zero, point(-1)), pi)) << show(atan2(zero, point(-1)));
  EXPECT_TRUE(same(atan2(zero, point(1)), point(0)));
  EXPECT_TRUE(atan2(zero, zero).is_empty());
  EXPECT_TRUE(same(atan2(Interval(number(-0.0), number(1)), point(-1)), atan2(box(0, 1), point(-1))));
  EXPECT_TRUE(same(atan2(point(1), zero), atan2(point(1), point(0))));
  EXPECT_TRUE(same(atan2(-box(0, 0), point(-2)), pi));
}

// The angle of (x, y) and that of (-x, y) add up to pi for y > 0, of (x, -y) to 0: overlap at every precision.
TEST(Atan2, EnclosesItsMirrorImages) {
  Inputs inputs(7);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(100); k > 0; --k) {
      const Interval x = Interval(inputs.below(2001) - 1000, bits) / Interval(37, bits);
      const Interval y = Interval(1 + inputs.below(1000), bits) / Interval(53, bits);
      const Interval sum = atan2(y, x) + atan2(y, -x), zero = atan2(y, x) + atan2(-y, x), pi = Interval::pi(bits);
      EXPECT_TRUE(sum.lo() <= pi.hi() && pi.lo() <= sum.hi()) << show(y) << " " << show(x);
      EXPECT_TRUE(zero.lo().sign() <= 0 && zero.hi().sign() >= 0) << show(y) << " " << show(x);
    }
  }
}

}  // namespace
}  // namespace certibound::test
