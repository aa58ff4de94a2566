// cancel_minus, cancel_plus and mul_rev_to_pair: what undoes a sum or a product.
#include "inputs.hpp"

#include <certibound/interval/decoration.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

TEST(Cancel, Table) {
  const struct {
    double x_lo, x_hi, y_lo, y_hi, lo, hi;
  } table[] = {
      {1, 4, 0, 1, 1, 3},
      {1, 4, 0, 3, 1, 1},         // the same width
      {1, 4, 0, 4, -kInf, kInf},  // y is wider
      {-5, -1, -2, 1, -3, -2},
      {2, 2, 7, 7, -5, -5},
      {kNone, kNone, 1, 2, kNone, kNone},
      {kNone, kNone, kNone, kNone, kNone, kNone},
      {kNone, kNone, 1, kInf, -kInf, kInf},
      {1, 2, kNone, kNone, -kInf, kInf},
      {1, kInf, 1, 2, -kInf, kInf},
      {1, 2, -kInf, 2, -kInf, kInf},
      {-kInf, kInf, -kInf, kInf, -kInf, kInf},
      {-kInf, kInf, kNone, kNone, -kInf, kInf},
  };
  for (const auto& row : table) {
    const Interval x = box(row.x_lo, row.x_hi), y = box(row.y_lo, row.y_hi), expected = box(row.lo, row.hi);
    EXPECT_TRUE(same(cancel_minus(x, y), expected)) << show(x) << show(y) << " gives " << show(cancel_minus(x, y));
    EXPECT_TRUE(same(cancel_plus(x, -y), expected)) << show(x) << show(y) << " gives " << show(cancel_plus(x, -y));
    EXPECT_EQ(cancel_minus(Decorated(x), Decorated(y)).decoration, Decoration::trv);
    EXPECT_EQ(cancel_plus(Decorated(x), Decorated(y)).decoration, Decoration::trv);
  }
  EXPECT_EQ(cancel_minus(box(1, 2, 24), box(1, 2, 300)).precision(), 300);
}

// Widths that no rounded difference can tell apart.
TEST(Cancel, ComparesWidthsExactly) {
  const Float tiny = smallest_positive(53), huge = scaled(1, 1000000000);
  const Interval from_zero(number(0), huge), from_tiny(tiny, huge);
  EXPECT_TRUE(same(cancel_minus(from_zero, from_tiny), -Interval(number(0), tiny)));
  EXPECT_TRUE(cancel_minus(from_tiny, from_zero).is_entire());
  Float next = tiny;  // tiny and its neighbour differ by less than the smallest number
  mpfr_nextabove(next.get());
  const Interval thin(tiny, next), single(tiny, tiny);
  EXPECT_TRUE(same(cancel_minus(thin, single), Interval(number(0), tiny)));
  EXPECT_TRUE(cancel_minus(single, thin).is_entire());
  EXPECT_TRUE(same(cancel_minus(thin, thin), point(0)));
  const Interval most = hull(Interval(largest_finite(53), largest_finite(53)),  // its width overflows
                             -Interval(largest_finite(53), largest_finite(53)));
  EXPECT_TRUE(same(cancel_minus(most, most), point(0)));
  EXPECT_TRUE(cancel_minus(intersection(most, box(-kInf, 5)), most).is_entire());
}

TEST(Cancel, GivesBackTheOtherSummand) {
  Inputs inputs(31);
  int cancelled = 0;
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(400); k > 0; --k) {
      const Interval x = inputs.interval(bits),
                     y = inputs.below(2) == 0 ? inputs.interval(bits) : Interval(x.lo(), x.lo());
      if (x.is_empty() || y.is_empty() || !x.is_bounded() || !y.is_bounded()) continue;
      const auto moderate = [](const Float& end) { return end.is_zero() || std::abs(mpfr_get_exp(end.get())) < 3000; };
      if (!moderate(x.lo()) || !moderate(x.hi()) || !moderate(y.lo()) || !moderate(y.hi())) continue;
      const Interval z = cancel_minus(x, y);
      const Rational lo = to_rational(x.lo()) - to_rational(y.lo()), hi = to_rational(x.hi()) - to_rational(y.hi());
      if (hi < lo) {
        EXPECT_TRUE(z.is_entire()) << show(x) << show(y) << " gives " << show(z) << ", seed 31";
        continue;
      }
      ++cancelled;
      EXPECT_TRUE(same(z, Interval(lo, hi, bits))) << show(x) << show(y) << " gives " << show(z) << ", seed 31";
      const Interval sum = y + z;
      EXPECT_TRUE(sum.lo() <= x.lo() && x.hi() <= sum.hi()) << show(x) << show(y) << " gives " << show(z);
    }
  }
  EXPECT_GT(cancelled, 200);
}

TEST(MulRevToPair, Table) {
  const struct {
    double f_lo, f_hi, p_lo, p_hi, lo, hi, second_lo, second_hi;
  } table[] = {
      {1, 2, 4, 6, 2, 6, kNone, kNone},
      {-2, -1, 4, 6, -6, -2, kNone, kNone},
      {0, 2, 4, 6, 2, kInf, kNone, kNone},
      {-2, 0, 4, 6, -kInf, -2, kNone, kNone},
      {-2, 4, 4, 8, -kInf, -2, 1, kInf},
      {-2, 4, -8, -4, -kInf, -1, 2, kInf},
      {-2, 4, 0, 8, -kInf, kInf, kNone, kNone},  // 0 t = 0 for every t
      {-2, 4, -8, 0, -kInf, kInf, kNone, kNone},
      {0, 0, 0, 0, -kInf, kInf, kNone, kNone},
      {0, 0, 1, 2, kNone, kNone, kNone, kNone},
      {1, 2, 0, 0, 0, 0, kNone, kNone},
      {-kInf, kInf, 1, 2, -kInf, 0, 0, kInf},
      {-kInf, kInf, 1, kInf, -kInf, 0, 0, kInf},
      {1, kInf, 1, 2, 0, 2, kNone, kNone},
      {kNone, kNone, 1, 2, kNone, kNone, kNone, kNone},
      {-1, 1, kNone, kNone, kNone, kNone, kNone, kNone},
      {0, 0, kNone, kNone, kNone, kNone, kNone, kNone},
  };
  for (const auto& row : table) {
    const Interval factor = box(row.f_lo, row.f_hi), product = box(row.p_lo, row.p_hi);
    const auto [first, second] = mul_rev_to_pair(factor, product);
    EXPECT_TRUE(same(first, box(row.lo, row.hi)) && same(second, box(row.second_lo, row.second_hi)))
        << show(factor) << " " << show(product) << " gives " << show(first) << show(second);
    EXPECT_EQ(mul_rev_to_pair(box(row.f_lo, row.f_hi, 24), product).second.precision(), 53);
  }
}

TEST(MulRevToPair, EnclosesEveryQuotientInAnOrderedPair) {
  Inputs inputs(32);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(60); k > 0; --k) {
      const Interval factor = inputs.interval(bits), product = inputs.interval(bits);
      const auto [first, second] = mul_rev_to_pair(factor, product);
      if (!second.is_empty()) {
        EXPECT_TRUE(first.hi() <= second.lo()) << show(factor) << show(product);
      }
      if (factor.is_empty() || product.is_empty()) continue;
      for (const Float& f : inputs.members(factor)) {
        for (const Float& p : inputs.members(product)) {
          if (f.is_zero()) continue;
          Float below(fine(bits)), above(fine(bits));
          mpfr_div(below.get(), p.get(), f.get(), MPFR_RNDD);
          mpfr_div(above.get(), p.get(), f.get(), MPFR_RNDU);
          const auto inside = [&](const Interval& x) { return !x.is_empty() && x.lo() <= below && above <= x.hi(); };
          ASSERT_TRUE(inside(first) || inside(second))
              << show(factor) << show(product) << " gives " << show(first) << show(second) << "\n  lacks " << show(p)
              << " / " << show(f) << ", seed 32";
        }
      }
    }
  }
}

TEST(MulRevToPair, Decorations) {
  using enum Decoration;
  const auto of = [](double a, double b, double c, double d) {
    const auto [first, second] = mul_rev_to_pair(Decorated(box(a, b)), Decorated(box(c, d)));
    EXPECT_EQ(second.decoration, trv);
    return first.decoration;
  };
  EXPECT_EQ(of(1, 2, 3, 4), com);
  EXPECT_EQ(of(1, 2, 3, kInf), dac);
  EXPECT_EQ(of(-1, 2, 3, 4), trv);
  EXPECT_EQ(of(0, 2, 3, 4), trv);
  EXPECT_EQ(of(-1, 1, -1, 1), trv);
  EXPECT_EQ(of(kNone, kNone, 3, 4), trv);
}

}  // namespace
}  // namespace certibound::test
