// Pairs of maxima: monotonicity, limits, boxes, widths, what is refused.
#include "support.hpp"

#include <certibound/extremes/pair.hpp>

#include <cstdint>
#include <optional>

namespace certibound::test {
namespace {

constexpr const char* kRising[] = {"-1", "-9/10", "-1/2", "-1/100", "0", "1e-6", "3/10", "9/10", "999/1000", "1"};

// The product rises with rho by at most 1 times what rho rises (the derivative is a probability), and the series in rho
// has no negative coefficients, so that for rho >= 0 its slopes rise too.
void expect_rises(std::int64_t n, MaxOver over, Precision bits) {
  std::optional<Interval> last, last_slope;
  Rational last_rho = 0;
  for (const char* text : kRising) {
    const Rational rho = rational(text);
    const MaximumPair value = maximum_pair(n, rho, over, bits);
    if (last) {
      const Interval gap(Rational(rho - last_rho), 100), slope = (value.product - *last) / gap;
      EXPECT_TRUE(possibly(less_equal(*last, value.product))) << show(over) << n << " at " << text;
      EXPECT_TRUE(possibly(less_equal(slope, Interval(1, bits)))) << show(over) << n << " at " << text;
      if (last_rho >= 0) {
        EXPECT_TRUE(!last_slope || possibly(less_equal(*last_slope, slope))) << show(over) << n << " at " << text;
        last_slope = slope;
      }
    }
    last = value.product;
    last_rho = rho;
  }
}

TEST(MaximumPair, RisesWithTheCorrelation) {
  for (const MaxOver over : kBoth) {
    for (const std::int64_t n : {2L, 9L}) expect_rises(n, over, 24);
  }
}
TEST(MaximumPair, RisesWithTheCorrelationForMany) {
  for (const std::int64_t n : {100L, 1000000L}) expect_rises(n, MaxOver::values_and_zero, 24);
}

TEST(MaximumPair, RisesWithTheNumberAtAFixedCorrelation) {
  // E[M_x M_y] rises with n where M >= 0: M_x M_y does
  std::optional<Interval> last;
  for (const std::int64_t n : {1L, 2L, 3L, 10L, 100L, 10000L, 1000000L, 1000000000000L}) {
    const Interval product = maximum_pair(n, Rational(2, 5), MaxOver::values_and_zero, 30).product;
    EXPECT_TRUE(!last || strictly_precedes(*last, product)) << n;
    last = product;
  }
}

TEST(MaximumPair, IsExactAtTheEndsAndAtZero) {
  for (const MaxOver over : kBoth) {
    for (const std::int64_t n :
         {std::int64_t{1}, std::int64_t{7}, std::int64_t{1000000}, std::int64_t{1000000000000}}) {
      const MaximumMoments moments = maximum_moments(n, over, 64);
      const MaximumPair same = maximum_pair(n, Rational(1), over, 64), none = maximum_pair(n, Rational(0), over, 64);
      EXPECT_TRUE(contains_zero(same.squared_distance) && same.squared_distance.is_point()) << n;
      EXPECT_FALSE(disjoint(same.product, moments.second)) << n;
      EXPECT_FALSE(disjoint(same.covariance, moments.variance)) << n;
      EXPECT_TRUE(contains(same.correlation, Rational(1)) && contains(same.similarity, Rational(1))) << n;
      EXPECT_TRUE(contains_zero(none.covariance) && none.covariance.is_point()) << n;
      EXPECT_FALSE(disjoint(none.product, sqr(moments.mean))) << n;
      EXPECT_FALSE(disjoint(none.squared_distance, Interval(2, 64) * moments.variance)) << n;
    }
  }
}

TEST(MaximumPair, IsContinuousAtMinusOne) {
  // n = 10: the sum over binomials at -1, the double integral beside it
  for (const MaxOver over : kBoth) {
    const Rational step(1, 1000);
    const MaximumPair at = maximum_pair(10, Rational(-1), over, 30);
    const MaximumPair beside = maximum_pair(10, Rational(step - 1), over, 30);
    EXPECT_TRUE(possibly(less_equal(at.product, beside.product)));
    EXPECT_TRUE(possibly(less_equal(beside.product - at.product, Interval(step, 64))));
  }
}

TEST(MaximumPair, IsContinuousAtOne) {
  // squared_distance = 2 (1 - rho) times a mean of P(both maxima at the same place) over [rho, 1], which tends to 1
  // (with zero to 1 - 2^-n)
  const Rational gap = power(Rational(10), -100);
  for (const MaxOver over : kBoth) {
    const Interval ratio_to_gap =
        maximum_pair(5, Rational(1 - gap), over, 40).squared_distance / Interval(Rational(2 * gap), 64);
    const Interval limit = over == MaxOver::values ? Interval(1, 64) : ratio(31, 32, 64);
    EXPECT_TRUE(possibly(less_equal(ratio_to_gap, limit))) << show(ratio_to_gap);
    EXPECT_TRUE(certainly(less(limit - Interval(rational("1e-9"), 64), ratio_to_gap))) << show(ratio_to_gap);
  }
}

TEST(MaximumPair, IsSoundBeyondTheRangeOfDouble) {
  const Rational tiny = power(Rational(2), -3000);
  for (const MaxOver over : kBoth) {
    for (const std::int64_t n : {2L, 1000000L}) {
      const MaximumPair near_one = maximum_pair(n, Rational(1 - tiny), over, 40);
      const Interval second = maximum_moments(n, over, 100).second;
      EXPECT_TRUE(possibly(less_equal(near_one.squared_distance, Interval(Rational(2 * tiny), 100)))) << n;
      EXPECT_TRUE(subset(second, hull(near_one.product, near_one.product + Interval(tiny, 100)))) << n;
      const MaximumPair opposite = maximum_pair(n, Rational(-1), over, 40);
      EXPECT_FALSE(disjoint(opposite.product, maximum_pair(n, Rational(tiny - 1), over, 40).product)) << n;
      EXPECT_FALSE(disjoint(maximum_pair(n, tiny, over, 40).product, sqr(maximum_moments(n, over, 60).mean))) << n;
    }
  }
}

TEST(MaximumPair, OfABoxContainsItsMembers) {
  const Interval box(Rational(-1, 4), Rational(3, 4), 53);
  const MaximumPair wide = maximum_pair(6, box, MaxOver::values, 30);
  for (const Rational& rho : {Rational(-1, 4), Rational(1, 3), Rational(3, 4)}) {
    const MaximumPair value = maximum_pair(6, rho, MaxOver::values, 60);
    EXPECT_TRUE(subset(value.product, wide.product) && subset(value.covariance, wide.covariance));
    EXPECT_TRUE(subset(value.correlation, wide.correlation) && subset(value.similarity, wide.similarity));
    EXPECT_TRUE(subset(value.squared_distance, wide.squared_distance) && subset(value.contraction, wide.contraction));
  }
  // what lies outside [-1, 1] is forgotten
  const MaximumPair out = maximum_pair(6, Interval(Rational(1), Rational(3), 53), MaxOver::values, 30);
  EXPECT_TRUE(contains_zero(out.squared_distance) && out.squared_distance.is_point());
}

TEST(MaximumPair, IsEmptyOutsideTheDomain) {
  for (const MaxOver over : kBoth) {
    EXPECT_TRUE(maximum_pair(0, Rational(0), over, 30).product.is_empty());
    EXPECT_TRUE(maximum_pair(kMaxCount + 1, Rational(0), over, 30).squared_distance.is_empty());
    EXPECT_TRUE(maximum_pair(4, Rational(1001, 1000), over, 30).product.is_empty());
    EXPECT_TRUE(maximum_pair(4, Rational(-2), over, 30).similarity.is_empty());
    EXPECT_TRUE(maximum_pair(4, Interval(Rational(2), Rational(3), 53), over, 30).product.is_empty());
    EXPECT_TRUE(maximum_pair(4, Interval::empty(53), over, 30).contraction.is_empty());
  }
}

// Widths at 40 bits: absolute for the product, times (1 - rho) for the distance.
void expect_narrow(std::int64_t n, const char* text) {
  const Rational rho = rational(text);
  for (const MaxOver over : kBoth) {
    const MaximumPair value = maximum_pair(n, rho, over, 40);
    EXPECT_LE(width_exponent(value.product) + 40, 7) << show(over) << n << " at " << text;
    EXPECT_LE(width_exponent(value.squared_distance / Interval(Rational(1 - rho), 40)) + 40, 7)
        << show(over) << n << " at " << text;
  }
}

TEST(MaximumPair, WidthForEightPairs) {
  for (const char* rho : {"-9/10", "-1/10", "1/2", "0.999999"}) expect_narrow(8, rho);
}
TEST(MaximumPair, WidthForAThousandPairs) {
  for (const char* rho : {"-9/10", "1/2", "0.999999"}) expect_narrow(1000, rho);
}
TEST(MaximumPair, WidthForAMillionPairs) {
  for (const char* rho : {"-1/10", "1/2", "0.999999"}) expect_narrow(1'000'000, rho);
}

}  // namespace
}  // namespace certibound::test
