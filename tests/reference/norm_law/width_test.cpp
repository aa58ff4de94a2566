// Smallest widths: each answer is checked at M and at M - 1, and the three stand in order.
#include "by_mpfr.hpp"

#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_law/width.hpp>

namespace certibound {
namespace {

using test::exact;

struct Row {
  const char *eps, *delta;
  long layers, samples, published, chernoff, exact;
};

// Regression values of this program; what is certified about them is tested below, not assumed.
const Row kTable[] = {{"0.1", "0.05", 1, 1, 4152, 3698, 1919},
                      {"0.5", "0.05", 1, 1, 200, 158, 75},
                      {"0.5", "0.01", 5, 1, 374, 319, 208},
                      {"0.1", "0.01", 10, 60000, 20936, 19057, 16250},
                      {"0.9", "0.9", 1, 1, 16, 7, 1}};

WidthQuestion question(const Row& row) { return {exact(row.eps), exact(row.delta), row.layers, row.samples}; }

TEST(Width, TableHoldsAtTheWidthAndFailsBelow) {
  for (const Row& row : kTable) {
    const WidthQuestion q = question(row);
    const auto published = published_width(q), chernoff = chernoff_width(q);
    const auto law = exact_width(q);
    ASSERT_TRUE(published && chernoff && law) << row.eps;
    EXPECT_EQ(*published, row.published);
    EXPECT_EQ(*chernoff, row.chernoff);
    EXPECT_EQ(law->width, row.exact);
    EXPECT_EQ(law->smallest, law->width <= kMaxScannedWidth);
    EXPECT_EQ(published_holds(q, *published), Certainty::certain);
    EXPECT_EQ(chernoff_holds(q, *chernoff), Certainty::certain);
    EXPECT_EQ(exact_holds(q, law->width), Certainty::certain);
    if (*published > 1) {
      EXPECT_EQ(published_holds(q, *published - 1), Certainty::impossible);
    }
    if (*chernoff > 1) {
      EXPECT_EQ(chernoff_holds(q, *chernoff - 1), Certainty::impossible);
    }
    if (law->width > 1) {
      EXPECT_EQ(exact_holds(q, law->width - 1), Certainty::impossible);
    }
  }
}

// By the printed formula, without the program's own exponents: 2 N L ((1 + sqrt(1+e))/2 exp(-e/4))^m against delta.
TEST(Width, PublishedByThePrintedFormula) {
  for (const Row& row : kTable) {
    const Interval one(1, 2000), two(2, 2000), e(exact(row.eps), 2000), delta(exact(row.delta), 2000);
    const auto bound = [&](long m) {
      const Interval base = (one + sqrt(one + e)) / two * exp(-(e / Interval(4, 2000)));
      return two * Interval(row.layers * row.samples, 2000) * pown(base, m);
    };
    EXPECT_TRUE(certainly(less_equal(bound(row.published), delta))) << row.eps;
    EXPECT_TRUE(certainly(less(delta, bound(row.published - 1)))) << row.eps;
  }
}

TEST(Width, FirstWidthWhenNothingIsAsked) {
  const WidthQuestion q{exact("1/2"), Rational(2)};
  EXPECT_EQ(*published_width(q), 1);
  EXPECT_EQ(*chernoff_width(q), 1);
  EXPECT_EQ(exact_width(q)->width, 1);
}

TEST(Width, LargeAnswersAreExactIntegers) {
  const WidthQuestion q{exact("1e-40"), exact("1e-9")};
  const auto published = published_width(q), chernoff = chernoff_width(q);
  ASSERT_TRUE(published && chernoff);
  EXPECT_EQ(published_holds(q, *published), Certainty::certain);
  EXPECT_EQ(published_holds(q, *published - 1), Certainty::impossible);
  EXPECT_EQ(chernoff_holds(q, *chernoff), Certainty::certain);
  EXPECT_EQ(chernoff_holds(q, *chernoff - 1), Certainty::impossible);
  EXPECT_LT(*chernoff, *published);
  EXPECT_FALSE(exact_width(q).has_value());
}

// 2 exp(-m f) = delta cannot be told from <= by enclosures; m = 0 would be the answer for delta = 2.
TEST(Width, DecisionIsUnknownRatherThanWrongAtEquality) {
  const WidthQuestion q{exact("1/2"), Rational(2)};
  EXPECT_NE(published_holds(q, 0), Certainty::impossible);
}

}  // namespace
}  // namespace certibound
