// + - * / on intervals: exact rational corners, the division table, overflow and underflow.
#include "inputs.hpp"

#include <certibound/interval/functions.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace certibound::test {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Rational exact(const Float& x) {
  Rational out;
  mpfr_get_q(out.backend().data(), x.get());
  return out;
}

// Bounded intervals of moderate size, with many zeros and equal ends.
Interval moderate(Inputs& inputs, Precision bits) {
  Float a = number(inputs.below(9) - 4, bits), b = a;
  if (inputs.below(3) != 0) {
    mpfr_set_si_2exp(a.get(), inputs.below(2000) - 1000, -inputs.below(20), MPFR_RNDN);
    mpfr_set_si_2exp(b.get(), inputs.below(2000) - 1000, -inputs.below(20), MPFR_RNDN);
    mpfr_div_ui(b.get(), b.get(), 3, MPFR_RNDN);
  }
  return b < a ? Interval(b, a) : Interval(a, b);
}

TEST(Arithmetic, WidthIsThatOfTheExactRationalCorners) {
  Inputs inputs(3);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(300); k > 0; --k) {
      const Interval x = moderate(inputs, bits), y = moderate(inputs, bits);
      const Rational a = exact(x.lo()), b = exact(x.hi()), c = exact(y.lo()), d = exact(y.hi());
      const std::string text = show(x) + " and " + show(y) + ", seed 3";
      EXPECT_TRUE(same(x + y, Interval(Rational(a + c), Rational(b + d), bits))) << text;
      EXPECT_TRUE(same(x - y, Interval(Rational(a - d), Rational(b - c), bits))) << text;
      const auto products = std::minmax({Rational(a * c), Rational(a * d), Rational(b * c), Rational(b * d)});
      EXPECT_TRUE(same(x * y, Interval(products.first, products.second, bits))) << text;
      if (c > 0 || d < 0) {
        const auto quotients = std::minmax({Rational(a / c), Rational(a / d), Rational(b / c), Rational(b / d)});
        EXPECT_TRUE(same(x / y, Interval(quotients.first, quotients.second, bits))) << text;
        EXPECT_TRUE(same(reciprocal(y), Interval(Rational(1 / d), Rational(1 / c), bits))) << text;
      }
      const auto squares = std::minmax({Rational(a * a), Rational(b * b)});
      const bool straddles = a < 0 && b > 0;
      EXPECT_TRUE(same(sqr(x), Interval(straddles ? Rational(0) : squares.first, squares.second, bits))) << text;
    }
  }
}

struct Quotient {
  double x_lo, x_hi, y_lo, y_hi, lo, hi;
};

TEST(Division, TableOfCases) {
  const Quotient table[] = {
      // by an interval without zero
      {1, 2, 4, 8, 0.125, 0.5},
      {-2, -1, 4, 8, -0.5, -0.125},
      {-1, 2, 4, 8, -0.25, 0.5},
      {1, 2, -8, -4, -0.5, -0.125},
      {-1, 2, -8, -4, -0.5, 0.25},
      {-2, -1, -8, -4, 0.125, 0.5},
      {0, 0, 4, 8, 0, 0},
      {0, 1, 4, 8, 0, 0.25},
      {-1, 0, 4, 8, -0.25, 0},
      // zero at an end of the divisor
      {1, 2, 0, 4, 0.25, kInf},
      {1, 2, -4, 0, -kInf, -0.25},
      {-2, -1, 0, 4, -kInf, -0.25},
      {-2, -1, -4, 0, 0.25, kInf},
      {0, 2, 0, 4, 0, kInf},
      {-2, 0, 0, 4, -kInf, 0},
      {0, 2, -4, 0, -kInf, 0},
      {-2, 0, -4, 0, 0, kInf},
      {-1, 1, 0, 4, -kInf, kInf},
      {-1, 1, -4, 0, -kInf, kInf},
      {0, 0, 0, 4, 0, 0},
      {0, 0, -4, 0, 0, 0},
      // zero inside the divisor
      {1, 2, -1, 1, -kInf, kInf},
      {-2, -1, -1, 1, -kInf, kInf},
      {0, 1, -1, 1, -kInf, kInf},
      {0, 0, -1, 1, 0, 0},
      {0, 0, -kInf, kInf, 0, 0},
      // nothing but zero in the divisor
      {1, 2, 0, 0, kNone, kNone},
      {0, 0, 0, 0, kNone, kNone},
      {-kInf, kInf, 0, 0, kNone, kNone},
      // unbounded divisor
      {1, 2, 4, kInf, 0, 0.5},
      {-2, -1, 4, kInf, -0.5, 0},
      {-1, 2, 4, kInf, -0.25, 0.5},
      {1, 2, -kInf, -4, -0.5, 0},
      {-2, -1, -kInf, -4, 0, 0.5},
      {0, 0, 4, kInf, 0, 0},
      {1, 2, 0, kInf, 0, kInf},
      {-2, -1, 0, kInf, -kInf, 0},
      {1, 2, -kInf, 0, -kInf, 0},
      {1, 2, -kInf, kInf, -kInf, kInf},
      // unbounded dividend
      {1, kInf, 4, 8, 0.125, kInf},
      {-kInf, 1, 4, 8, -kInf, 0.25},
      {-kInf, -1, 4, 8, -kInf, -0.125},
      {-kInf, kInf, 4, 8, -kInf, kInf},
      {1, kInf, -8, -4, -kInf, -0.125},
      {-kInf, -1, -8, -4, 0.125, kInf},
      {1, kInf, 4, kInf, 0, kInf},
      {-kInf, -1, 4, kInf, -kInf, 0},
      {-kInf, 1, 4, kInf, -kInf, 0.25},
      {1, kInf, -kInf, -4, -kInf, 0},
      {1, kInf, 0, 4, 0.25, kInf},
      {-kInf, -1, 0, kInf, -kInf, 0},
      {0, kInf, 0, kInf, 0, kInf},
      // empty
      {kNone, kNone, 1, 2, kNone, kNone},
      {1, 2, kNone, kNone, kNone, kNone},
  };
  for (const Quotient& row : table) {
    const Interval x = box(row.x_lo, row.x_hi), y = box(row.y_lo, row.y_hi), expected = box(row.lo, row.hi);
    EXPECT_TRUE(same(x / y, expected)) << show(x) << " / " << show(y) << " gives " << show(x / y);
    EXPECT_TRUE(same((-x) / (-y), expected)) << "negated: " << show(x) << " / " << show(y);
    EXPECT_TRUE(same((-x) / y, -expected)) << "negated dividend: " << show(x) << " / " << show(y);
  }
}

TEST(Multiplication, ZeroTimesUnboundedIsZero) {
  const Interval zero = point(0), entire = Interval::entire(53);
  EXPECT_TRUE(same(zero * entire, zero));
  EXPECT_TRUE(same(entire * zero, zero));
  EXPECT_TRUE(same(box(0, kInf) * zero, zero));
  EXPECT_TRUE(same(box(0, 1) * entire, entire));
  EXPECT_TRUE(same(box(0, 1) * box(2, kInf), box(0, kInf)));
  EXPECT_TRUE(same(box(-1, 0) * box(2, kInf), box(-kInf, 0)));
  EXPECT_TRUE(same(box(0, kInf) * box(-kInf, 0), box(-kInf, 0)));
  EXPECT_TRUE(same(box(-kInf, -2) * box(-kInf, -3), box(6, kInf)));
  EXPECT_TRUE(same(box(1, kInf) * box(-2, 3), box(-kInf, kInf)));
  EXPECT_TRUE(same(Interval::empty(53) * entire, Interval::empty(53)));
}

TEST(Addition, UnboundedAndEmptyOperands) {
  const Interval empty = Interval::empty(53);
  EXPECT_TRUE(same(box(1, kInf) + box(-kInf, 2), box(-kInf, kInf)));
  EXPECT_TRUE(same(box(1, kInf) + box(2, 3), box(3, kInf)));
  EXPECT_TRUE(same(box(1, kInf) - box(2, kInf), box(-kInf, kInf)));
  EXPECT_TRUE(same(box(1, 2) - box(-kInf, 3), box(-2, kInf)));
  EXPECT_TRUE(same(empty + box(1, 2), empty) && same(box(1, 2) + empty, empty));
  EXPECT_TRUE(same(empty - box(1, 2), empty) && same(box(1, 2) - empty, empty));
  EXPECT_TRUE(same(-empty, empty));
  EXPECT_TRUE(same(-box(-kInf, 2), box(-2, kInf)));
}

TEST(Arithmetic, OverflowAndUnderflowStayOutside) {
  const Float tiny = smallest_positive(53), huge = largest_finite(53);
  const Interval small(tiny, tiny), large(huge, huge);
  const Interval half = small * point(0.5), negative_half = small * point(-0.5);
  EXPECT_TRUE(same(half, Interval(number(0), tiny)));
  EXPECT_TRUE(mpfr_zero_p(negative_half.hi().get()) && mpfr_cmpabs(negative_half.lo().get(), tiny.get()) == 0);
  EXPECT_TRUE(same(large + large, Interval(huge, number(kInf))));
  EXPECT_TRUE(same(large * large, Interval(huge, number(kInf))));
  EXPECT_TRUE(same(-large - large, -(large + large)));
  EXPECT_TRUE(same(large / small, Interval(huge, number(kInf))));
  EXPECT_TRUE(same(small / large, Interval(number(0), tiny)));
  EXPECT_TRUE(same(sqr(small), Interval(number(0), tiny)));
  EXPECT_TRUE(same(fma(small, small, point(0)), Interval(number(0), tiny)));
}

TEST(Arithmetic, DependencyIsNotRemovedByObjectIdentity) {
  const Interval x = box(-1, 2);
  EXPECT_TRUE(same(x * x, box(-2, 4)));
  EXPECT_TRUE(same(sqr(x), box(0, 4)));
  EXPECT_TRUE(same(x - x, box(-3, 3)));
  EXPECT_TRUE(same(box(1, 2) / box(1, 2), box(0.5, 2)));
  const Interval y = box(1, 2);
  EXPECT_TRUE(same(y / y, box(0.5, 2)));
}

}  // namespace
}  // namespace certibound::test
