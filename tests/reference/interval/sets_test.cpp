// abs, min, max, hull, intersection, and the numbers of an interval: mid, rad, wid, mag, mig.
#include "inputs.hpp"

#include <certibound/interval/decoration.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace certibound::test {
namespace {

TEST(Sets, AbsoluteValueFoldsAtZero) {
  EXPECT_TRUE(same(abs(box(-1, 2)), box(0, 2)));
  EXPECT_TRUE(same(abs(box(-3, 2)), box(0, 3)));
  EXPECT_TRUE(same(abs(box(-3, -2)), box(2, 3)));
  EXPECT_TRUE(same(abs(box(-3, 0)), box(0, 3)));
  EXPECT_TRUE(same(abs(box(-kInf, 2)), box(0, kInf)));
  EXPECT_TRUE(same(abs(box(-kInf, -2)), box(2, kInf)));
  EXPECT_TRUE(same(abs(Interval::entire(53)), box(0, kInf)));
  EXPECT_TRUE(abs(Interval::empty(53)).is_empty());
}

TEST(Sets, MinAndMaxOfOverlappingAndNested) {
  EXPECT_TRUE(same(min(box(0, 3), box(1, 2)), box(0, 2)));
  EXPECT_TRUE(same(max(box(0, 3), box(1, 2)), box(1, 3)));
  EXPECT_TRUE(same(min(box(-kInf, 3), box(1, kInf)), box(-kInf, 3)));
  EXPECT_TRUE(same(max(box(-kInf, 3), box(1, kInf)), box(1, kInf)));
  EXPECT_TRUE(min(Interval::empty(53), box(1, 2)).is_empty() && min(box(1, 2), Interval::empty(53)).is_empty());
  EXPECT_TRUE(max(Interval::empty(53), box(1, 2)).is_empty() && max(box(1, 2), Interval::empty(53)).is_empty());
}

TEST(Sets, HullAndIntersectionTable) {
  const Interval empty = Interval::empty(53), entire = Interval::entire(53);
  EXPECT_TRUE(same(hull(box(0, 1), box(3, 4)), box(0, 4)));
  EXPECT_TRUE(same(hull(box(3, 4), box(0, 1)), box(0, 4)));
  EXPECT_TRUE(same(hull(box(0, 9), box(3, 4)), box(0, 9)));
  EXPECT_TRUE(same(hull(empty, box(3, 4)), box(3, 4)) && same(hull(box(3, 4), empty), box(3, 4)));
  EXPECT_TRUE(hull(empty, empty).is_empty());
  EXPECT_TRUE(same(intersection(box(0, 3), box(1, 4)), box(1, 3)));
  EXPECT_TRUE(same(intersection(box(1, 4), box(0, 3)), box(1, 3)));
  EXPECT_TRUE(same(intersection(box(0, 1), box(1, 2)), point(1)));  // closed sets that touch
  EXPECT_TRUE(intersection(box(0, 1), box(2, 3)).is_empty() && intersection(box(2, 3), box(0, 1)).is_empty());
  EXPECT_TRUE(intersection(empty, entire).is_empty() && intersection(entire, empty).is_empty());
  EXPECT_TRUE(same(intersection(entire, box(-kInf, 2)), box(-kInf, 2)));
}

TEST(Sets, KeepTheGreaterPrecisionAndRoundNothing) {
  for (const Interval& x : {Interval::empty(24), box(0, 9, 24), box(2, 3, 24), box(7, 8, 24), box(-kInf, kInf, 24)}) {
    const Interval y(Rational(1, 3), Rational(16, 3), 300);
    for (const Interval& value :
         {hull(x, y), hull(y, x), intersection(x, y), intersection(y, x), min(x, y), max(y, x)}) {
      EXPECT_EQ(value.precision(), 300) << show(x);
    }
    if (x.is_empty()) continue;
    const Interval both = hull(x, y);
    EXPECT_TRUE(mpfr_equal_p(both.lo().get(), std::min(x.lo(), y.lo()).get())) << show(both);
    EXPECT_TRUE(mpfr_equal_p(both.hi().get(), std::max(x.hi(), y.hi()).get())) << show(both);
  }
}

TEST(Sets, HullOfAList) {
  const std::vector<Interval> list = {Interval::empty(24), box(3, 4, 24), box(-1, 0, 300), Interval::empty(53)};
  const Interval all = hull(list);
  EXPECT_TRUE(same(all, box(-1, 4)) && all.precision() == 300);
  EXPECT_TRUE(hull(std::span<const Interval>()).is_empty());
  EXPECT_TRUE(hull(std::span(list).first(1)).is_empty() && hull(std::span(list).first(1)).precision() == 24);
  const Decorated a(box(0, 1)), b(box(1, 2));
  EXPECT_TRUE(hull(a, b).decoration == Decoration::trv && same(hull(a, b).value, box(0, 2)));
  EXPECT_TRUE(intersection(a, b).decoration == Decoration::trv && same(intersection(a, b).value, point(1)));
}

TEST(Numbers, InfAndSupOfEverySet) {
  EXPECT_TRUE(inf(box(-1, 2)) == number(-1) && sup(box(-1, 2)) == number(2));
  EXPECT_TRUE(inf(Interval::empty(53)) == number(kInf) && sup(Interval::empty(53)) == number(-kInf));
  EXPECT_TRUE(inf(Interval::entire(53)) == number(-kInf) && sup(Interval::entire(53)) == number(kInf));
}

TEST(Numbers, OfDecoratedAreThoseOfTheInterval) {
  for (const Interval& x : {box(-1, 4), box(2, kInf), Interval::entire(53)}) {
    const Decorated d(x);
    EXPECT_TRUE(inf(d) == inf(x) && sup(d) == sup(x) && mid(d) == mid(x) && rad(d) == rad(x) && wid(d) == wid(x) &&
                mag(d) == mag(x) && mig(d) == mig(x));
    EXPECT_TRUE(mid_rad(d).first == mid(x) && mid_rad(x).second == rad(x));
  }
  EXPECT_TRUE(mid_rad(Interval::empty(53)).first.is_nan() && mid_rad(Interval::empty(53)).second.is_nan());
}

TEST(Numbers, OfUnboundedEmptyAndPointIntervals) {
  const Interval empty = Interval::empty(53), entire = Interval::entire(53);
  using NumberOf = Float (*)(const Interval&);
  for (const NumberOf number_of : std::initializer_list<NumberOf>{mid, rad, wid, mag, mig}) {
    EXPECT_TRUE(mpfr_nan_p(number_of(empty).get()));
  }
  EXPECT_TRUE(mpfr_zero_p(mid(entire).get()));
  EXPECT_TRUE(mid(box(1, kInf)) == largest_finite(53));
  EXPECT_EQ(mpfr_cmpabs(mid(box(-kInf, 1)).get(), largest_finite(53).get()), 0);
  EXPECT_LT(mid(box(-kInf, 1)).sign(), 0);
  for (const Interval& x : {entire, box(1, kInf), box(-kInf, 1)}) {
    EXPECT_TRUE(mpfr_inf_p(rad(x).get()) && rad(x).sign() > 0) << show(x);
    EXPECT_TRUE(mpfr_inf_p(wid(x).get()) && wid(x).sign() > 0) << show(x);
    EXPECT_TRUE(mpfr_inf_p(mag(x).get()) && mag(x).sign() > 0) << show(x);
  }
  EXPECT_TRUE(mig(entire) == number(0) && mig(box(1, kInf)) == number(1) && mig(box(-kInf, -2)) == number(2));
  EXPECT_TRUE(mid(point(3)) == number(3) && rad(point(3)) == number(0) && wid(point(3)) == number(0));
  EXPECT_TRUE(mag(point(-3)) == number(3) && mig(point(-3)) == number(3));
}

TEST(Numbers, OfBoundedIntervals) {
  EXPECT_TRUE(mid(box(1, 4)) == number(2.5) && rad(box(1, 4)) == number(1.5) && wid(box(1, 4)) == number(3));
  EXPECT_TRUE(mag(box(-5, 4)) == number(5) && mag(box(-3, 4)) == number(4) && mag(box(-4, -3)) == number(4));
  EXPECT_TRUE(mig(box(-5, 4)) == number(0) && mig(box(3, 4)) == number(3) && mig(box(-4, -3)) == number(3));
  EXPECT_EQ(mag(box(-5, 4, 24)).precision(), 24);
}

TEST(Numbers, EncloseTheIntervalAroundItsMidpoint) {
  Inputs inputs(4);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(300); k > 0; --k) {
      const Interval x = inputs.interval(bits);
      if (x.is_empty()) continue;
      const Float centre = mid(x), radius = rad(x), width = wid(x);
      ASSERT_TRUE(mpfr_number_p(centre.get()) && x.lo() <= centre && centre <= x.hi()) << show(x) << show(centre);
      // radius and width are upper bounds, compared without rounding the difference the wrong way
      Float distance(bits);
      for (const Float& end : {x.lo(), x.hi()}) {
        mpfr_sub(distance.get(), end.get(), centre.get(), MPFR_RNDA);
        mpfr_abs(distance.get(), distance.get(), MPFR_RNDN);
        EXPECT_TRUE(distance <= radius) << show(x) << " radius " << show(radius);
      }
      Float exact(bits);
      mpfr_sub(exact.get(), x.hi().get(), x.lo().get(), MPFR_RNDU);
      EXPECT_TRUE(mpfr_equal_p(exact.get(), width.get())) << show(x) << " width " << show(width);
      EXPECT_TRUE(mpfr_cmpabs(x.lo().get(), mag(x).get()) <= 0 && mpfr_cmpabs(x.hi().get(), mag(x).get()) <= 0)
          << show(x);
      EXPECT_TRUE(mpfr_cmpabs(x.lo().get(), mig(x).get()) >= 0 && mpfr_cmpabs(x.hi().get(), mig(x).get()) >= 0)
          << show(x);
    }
  }
}

TEST(Numbers, MidpointOfExtremeEndsStaysInside) {
  const Float huge = largest_finite(53), tiny = smallest_positive(53);
  Float twice = tiny;
  mpfr_nextabove(twice.get());
  for (const Interval& x : {Interval(huge, huge), -Interval(huge, huge), Interval(tiny, tiny), Interval(tiny, twice),
                            Interval(number(0), tiny), Interval(number(1), huge)}) {
    const Float centre = mid(x);
    EXPECT_TRUE(x.lo() <= centre && centre <= x.hi()) << show(x) << " has " << show(centre);
  }
}

TEST(Numbers, MidpointIsNearestToTheTrueOne) {
  Inputs inputs(5);
  for (int k = repeats(300); k > 0; --k) {
    const double a = inputs.below(1000000) * 0x1p-30, b = a + inputs.below(1000000) * 0x1p-35;
    Float exact(200);
    mpfr_set_d(exact.get(), a, MPFR_RNDN);
    mpfr_add_d(exact.get(), exact.get(), b, MPFR_RNDN);
    mpfr_div_2ui(exact.get(), exact.get(), 1, MPFR_RNDN);
    EXPECT_TRUE(mid(box(a, b)) == rounded(exact, 53, MPFR_RNDN)) << a << " " << b;
  }
}

}  // namespace
}  // namespace certibound::test
