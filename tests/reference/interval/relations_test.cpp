// Relations of sets, and what is certain of unknown members.
#include "inputs.hpp"

#include <certibound/interval/relations.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

const Interval kEmpty = Interval::empty(53);
const Interval kEntire = Interval::entire(53);

TEST(Relations, EqualityOfSets) {
  EXPECT_TRUE(equal(box(1, 2), box(1, 2, 300)) && equal(kEmpty, Interval::empty(24)) && equal(box(-0.0, 1), box(0, 1)));
  EXPECT_FALSE(equal(box(1, 2), box(1, 3)) || equal(box(1, 2), box(0, 2)));
  EXPECT_FALSE(equal(kEmpty, box(1, 2)) || equal(box(1, 2), kEmpty) || equal(kEmpty, kEntire));
}

TEST(Relations, SubsetAndInterior) {
  EXPECT_TRUE(subset(box(1, 2), box(1, 2)) && !interior(box(1, 2), box(1, 2)));
  EXPECT_TRUE(subset(box(1, 2), box(0, 3)) && interior(box(1, 2), box(0, 3)));
  EXPECT_TRUE(subset(box(1, 2), box(1, 3)) && !interior(box(1, 2), box(1, 3)));
  EXPECT_TRUE(subset(box(1, 2), box(0, 2)) && !interior(box(1, 2), box(0, 2)));
  EXPECT_FALSE(subset(box(0, 3), box(1, 2)) || interior(box(0, 3), box(1, 2)));
  EXPECT_FALSE(subset(box(0, 2), box(1, 3)) || subset(box(1, 4), box(0, 3)));
  EXPECT_TRUE(subset(kEmpty, kEmpty) && subset(kEmpty, box(1, 2)) && interior(kEmpty, kEmpty) &&
              interior(kEmpty, box(1, 2)));
  EXPECT_FALSE(subset(box(1, 2), kEmpty) || interior(box(1, 2), kEmpty));
  // an infinite end has no neighbour outside
  EXPECT_TRUE(interior(kEntire, kEntire) && interior(box(1, kInf), box(0, kInf)) &&
              interior(box(-kInf, 1), box(-kInf, 2)));
  EXPECT_FALSE(interior(box(1, kInf), box(1, kInf)) || interior(box(-kInf, 2), box(-kInf, 2)));
  EXPECT_FALSE(subset(box(0, kInf), box(0, 5)) || interior(box(-kInf, 1), box(-5, 2)));
}

TEST(Relations, Disjointness) {
  EXPECT_TRUE(disjoint(box(1, 2), box(3, 4)) && disjoint(box(3, 4), box(1, 2)));
  EXPECT_FALSE(disjoint(box(1, 2), box(2, 3)) || disjoint(box(2, 3), box(1, 2)) || disjoint(box(1, 4), box(2, 3)));
  EXPECT_TRUE(disjoint(kEmpty, kEntire) && disjoint(kEntire, kEmpty) && disjoint(kEmpty, kEmpty));
  EXPECT_FALSE(disjoint(kEntire, box(1, 2)));
}

TEST(Relations, MembershipIsExact) {
  const Interval tenth(Rational(1, 10), 53);
  EXPECT_TRUE(contains(tenth, Rational(1, 10)));
  EXPECT_FALSE(contains(point(0.1), Rational(1, 10)));  // the double 0.1 is another number
  EXPECT_TRUE(contains(box(1, 2), Rational(1)) && contains(box(1, 2), Rational(2)));
  EXPECT_FALSE(contains(box(1, 2), Rational(999999999, 1000000000)) ||
               contains(box(1, 2), Rational(2000000001, 1000000000)));
  EXPECT_FALSE(contains(kEmpty, Rational(0)));
  EXPECT_TRUE(contains(kEntire, Rational(5)) && contains(box(0, kInf), Rational(5)));
  EXPECT_TRUE(contains(box(1, 2), number(1)) && contains(box(1, 2), number(2)));
  EXPECT_FALSE(contains(box(1, 2), number(0.5)) || contains(box(1, 2), number(2.5)) || contains(kEmpty, number(0)));
  Float nan(53);
  mpfr_set_nan(nan.get());
  EXPECT_FALSE(contains(kEntire, nan));
  EXPECT_FALSE(contains(kEntire, number(kInf)) || contains(kEntire, number(-kInf)));  // infinity is no member
}

TEST(Relations, ZeroAsAMember) {
  EXPECT_TRUE(contains_zero(point(0)) && contains_zero(box(-1, 0)) && contains_zero(box(0, 1)) &&
              contains_zero(kEntire));
  EXPECT_TRUE(contains_zero(box(-0.0, 1)) && contains_zero(box(-1, -0.0)));
  EXPECT_FALSE(contains_zero(kEmpty) || contains_zero(box(1, 2)) || contains_zero(box(-2, -1)));
}

TEST(Certainty, StrictAndNonStrictDifferWhereTheyTouch) {
  using enum Certainty;
  EXPECT_EQ(less(box(1, 2), box(3, 4)), certain);
  EXPECT_EQ(less(box(1, 2), box(2, 3)), unknown);
  EXPECT_EQ(less_equal(box(1, 2), box(2, 3)), certain);
  EXPECT_EQ(less(box(2, 3), box(1, 2)), impossible);
  EXPECT_EQ(less_equal(box(2, 3), box(1, 2)), unknown);  // 2 <= 2 is possible
  EXPECT_EQ(less_equal(box(3, 4), box(1, 2)), impossible);
  EXPECT_EQ(less(point(1), point(1)), impossible);
  EXPECT_EQ(less_equal(point(1), point(1)), certain);
  EXPECT_EQ(less(box(1, 3), box(2, 4)), unknown);
  EXPECT_EQ(less_equal(box(1, 3), box(2, 4)), unknown);
}

TEST(Certainty, UnboundedEndsAreNotMembers) {
  using enum Certainty;
  EXPECT_EQ(less(box(1, kInf), box(-kInf, 1)), impossible);
  EXPECT_EQ(less_equal(box(1, kInf), box(-kInf, 1)), unknown);
  EXPECT_EQ(less_equal(box(2, kInf), box(-kInf, 1)), impossible);
  EXPECT_EQ(less(box(-kInf, 1), box(2, kInf)), certain);
  EXPECT_EQ(less(kEntire, kEntire), unknown);
  EXPECT_EQ(less_equal(kEntire, kEntire), unknown);
  EXPECT_EQ(less(box(1, kInf), box(2, kInf)), unknown);
  EXPECT_EQ(equals(kEntire, kEntire), unknown);
}

TEST(Certainty, EqualityOfUnknownMembers) {
  using enum Certainty;
  EXPECT_EQ(equals(point(1), point(1, 300)), certain);
  EXPECT_EQ(equals(point(1), point(2)), impossible);
  EXPECT_EQ(equals(box(1, 2), box(1, 2)), unknown);
  EXPECT_EQ(equals(point(1), box(1, 2)), unknown);
  EXPECT_EQ(equals(box(1, 2), box(2, 3)), unknown);
  EXPECT_EQ(equals(box(1, 2), box(3, 4)), impossible);
}

TEST(Certainty, OfTheEmptySetIsVacuous) {
  for (const auto relation : {less, less_equal, equals}) {
    EXPECT_TRUE(certainly(relation(kEmpty, box(1, 2))) && certainly(relation(box(1, 2), kEmpty)));
  }
}

TEST(Certainty, NotCertainlyIsNotTheOpposite) {
  EXPECT_TRUE(certainly(Certainty::certain) && possibly(Certainty::certain));
  EXPECT_TRUE(!certainly(Certainty::unknown) && possibly(Certainty::unknown));
  EXPECT_TRUE(!certainly(Certainty::impossible) && !possibly(Certainty::impossible));
}

// Each answer against all pairs of some members.
TEST(Certainty, AgreesWithMembers) {
  Inputs inputs(8);
  for (int k = repeats(2000); k > 0; --k) {
    const Interval x = inputs.interval(24),
                   y = inputs.below(3) == 0 ? inputs.part_of(Interval::entire(24)) : inputs.interval(24);
    if (x.is_empty() || y.is_empty()) continue;
    for (const Float& a : inputs.members(x)) {
      for (const Float& b : inputs.members(y)) {
        const int order = mpfr_cmp(a.get(), b.get());
        const auto agrees = [](Certainty c, bool holds) { return holds ? possibly(c) : !certainly(c); };
        ASSERT_TRUE(agrees(less(x, y), order < 0) && agrees(less_equal(x, y), order <= 0) &&
                    agrees(equals(x, y), order == 0))
            << show(x) << " and " << show(y) << " at " << show(a) << ", " << show(b) << ", seed 8";
        ASSERT_FALSE(order == 0 && disjoint(x, y)) << show(x) << " and " << show(y);
        ASSERT_TRUE(contains(x, a)) << show(x) << " " << show(a);
      }
    }
  }
}

}  // namespace
}  // namespace certibound::test
