// Construction, constants, precision and value semantics.
#include "inputs.hpp"

#include <certibound/interval/functions.hpp>

#include <gtest/gtest.h>

#include <utility>

namespace certibound::test {
namespace {

TEST(Interval, EnclosesRationalsTightly) {
  Inputs inputs(1);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(200); k > 0; --k) {
      const Rational q(inputs.below(2001) - 1000, 1 + inputs.below(1000));
      const Interval x(q, bits);
      const int below = mpfr_cmp_q(x.lo().get(), q.backend().data()),
                above = mpfr_cmp_q(x.hi().get(), q.backend().data());
      ASSERT_TRUE(below <= 0 && above >= 0) << q << " gives " << show(x);
      // A point if the rational is a number of this precision, otherwise its two neighbours.
      Float next = x.lo();
      if (below != 0) mpfr_nextabove(next.get());
      EXPECT_TRUE(mpfr_equal_p(next.get(), x.hi().get())) << q << " gives " << show(x);
    }
  }
}

TEST(Interval, EnclosesRationalPairsOutward) {
  const Interval x(Rational(-1, 3), Rational(2, 3), 53);
  EXPECT_LT(mpfr_cmp_q(x.lo().get(), Rational(-1, 3).backend().data()), 0);
  EXPECT_GT(mpfr_cmp_q(x.hi().get(), Rational(2, 3).backend().data()), 0);
  EXPECT_EQ(mpfr_get_d(x.lo().get(), MPFR_RNDN), -0x1.5555555555556p-2);
  EXPECT_EQ(mpfr_get_d(x.hi().get(), MPFR_RNDN), 0x1.5555555555556p-1);
}

TEST(Interval, EnclosesLongsBeyondThePrecision) {
  const long odd = 9007199254740993;  // 2^53 + 1
  EXPECT_TRUE(same(Interval(odd, 53), box(9007199254740992.0, 9007199254740994.0)));
  EXPECT_TRUE(same(Interval(-odd, 53), box(-9007199254740994.0, -9007199254740992.0)));
  EXPECT_TRUE(Interval(odd, 54).is_point());
}

TEST(Interval, PointOfADoubleIsExactAndOutwardWhereItDoesNotFit) {
  EXPECT_TRUE(same(Interval::point(0.1), point(0.1)));
  EXPECT_EQ(Interval::point(0.1).precision(), 53);
  for (const double x : {0.1, -0.1, 0.7, -0.7, 1 + 0x1p-50, 1 - 0x1p-50}) {
    const Interval narrow = Interval::point(x, 24);
    EXPECT_LT(mpfr_cmp_d(narrow.lo().get(), x), 0) << x;
    EXPECT_GT(mpfr_cmp_d(narrow.hi().get(), x), 0) << x;
    Float next = narrow.lo();
    mpfr_nextabove(next.get());
    EXPECT_TRUE(next == narrow.hi()) << x;
  }
}

TEST(Interval, InvalidEndsGiveNoInformationAndNeverTheEmptySet) {
  const Float one = number(1), two = number(2), plus = number(kInf), minus = number(-kInf);
  Float nan(53);
  mpfr_set_nan(nan.get());
  for (const auto& [lo, hi] :
       {std::pair{two, one}, {plus, plus}, {minus, minus}, {nan, one}, {one, nan}, {nan, nan}, {plus, minus}}) {
    EXPECT_TRUE(Interval(lo, hi).is_entire()) << show(lo) << " " << show(hi);
  }
  EXPECT_TRUE(Interval(Rational(2), Rational(1), 53).is_entire());
  EXPECT_TRUE(Interval::point(kInf).is_entire());
  EXPECT_TRUE(Interval::point(std::numeric_limits<double>::quiet_NaN()).is_entire());
}

TEST(Interval, MixedEndsKeepBothExactlyAtTheGreaterPrecision) {
  Float third(300);
  mpfr_set_ui(third.get(), 1, MPFR_RNDN);
  mpfr_div_ui(third.get(), third.get(), 3, MPFR_RNDN);
  const Interval x(number(0.25, 24), third), y(third, number(0.5, 24));
  EXPECT_EQ(x.precision(), 300);
  EXPECT_EQ(x.lo().precision(), 300);
  EXPECT_EQ(y.hi().precision(), 300);
  EXPECT_TRUE(mpfr_equal_p(x.hi().get(), third.get()) && mpfr_equal_p(y.lo().get(), third.get()));
  EXPECT_TRUE(x.lo() == number(0.25) && y.hi() == number(0.5));
}

TEST(Interval, QuestionsAboutOneInterval) {
  const Interval empty = Interval::empty(53), entire = Interval::entire(53);
  EXPECT_TRUE(Interval().is_empty());
  EXPECT_TRUE(empty.is_empty() && empty.is_bounded() && !empty.is_entire() && !empty.is_point());
  EXPECT_TRUE(entire.is_entire() && !entire.is_empty() && !entire.is_bounded() && !entire.is_point());
  EXPECT_TRUE(point(3).is_point() && point(3).is_bounded());
  EXPECT_TRUE(box(-0.0, 0.0).is_point());
  for (const Interval& half : {box(1, kInf), box(-kInf, 1)}) {
    EXPECT_TRUE(!half.is_bounded() && !half.is_entire() && !half.is_empty() && !half.is_point());
  }
  EXPECT_EQ(Interval::empty(200).precision(), 200);
  EXPECT_EQ(Interval::entire(200).precision(), 200);
}

TEST(Interval, AnotherPrecisionEnclosesTheSameSet) {
  Inputs inputs(2);
  for (int k = repeats(400); k > 0; --k) {
    const Interval x = inputs.interval(300), y = x.at_precision(53), z = x.at_precision(400);
    EXPECT_EQ(y.precision(), 53);
    EXPECT_TRUE(same(z, x)) << show(x);
    if (x.is_empty()) {
      EXPECT_TRUE(y.is_empty());
      continue;
    }
    EXPECT_TRUE(mpfr_equal_p(y.lo().get(), rounded(x.lo(), 53, MPFR_RNDD).get())) << show(x);
    EXPECT_TRUE(mpfr_equal_p(y.hi().get(), rounded(x.hi(), 53, MPFR_RNDU).get())) << show(x);
  }
}

TEST(Interval, ConstantsAreTightest) {
  for (const Precision bits : {Precision{2}, Precision{24}, Precision{53}, Precision{1000}}) {
    Float exact(fine(bits));
    mpfr_const_pi(exact.get(), MPFR_RNDN);
    EXPECT_TRUE(same(Interval::pi(bits), Interval(rounded(exact, bits, MPFR_RNDD), rounded(exact, bits, MPFR_RNDU))));
    mpfr_set_ui(exact.get(), 1, MPFR_RNDN);
    mpfr_exp(exact.get(), exact.get(), MPFR_RNDN);
    EXPECT_TRUE(same(Interval::e(bits), Interval(rounded(exact, bits, MPFR_RNDD), rounded(exact, bits, MPFR_RNDU))));
  }
  EXPECT_LT(mpfr_cmp_d(Interval::pi(53).lo().get(), 3.1415926535897936), 0);
}

TEST(Float, SelfAssignmentKeepsTheValue) {
  Float x = scaled(1.25, 300, 77);
  Float& alias = x;
  x = alias;
  EXPECT_TRUE(mpfr_equal_p(x.get(), scaled(1.25, 300, 77).get()));
  x = std::move(alias);
  EXPECT_TRUE(mpfr_equal_p(x.get(), scaled(1.25, 300, 77).get()));
  EXPECT_EQ(x.precision(), 77);
}

TEST(Float, CopiesAndMovesCarryThePrecision) {
  Float x = number(0.5, 300), y(24), z(24);
  y = x;
  EXPECT_EQ(y.precision(), 300);
  EXPECT_TRUE(x == y);
  z = std::move(y);
  EXPECT_EQ(z.precision(), 300);
  EXPECT_TRUE(x == z);
  const Float w(std::move(z));
  EXPECT_TRUE(x == w);
}

TEST(Interval, SelfAssignmentAndMovesKeepTheValue) {
  Interval x = box(-1.5, 2.5, 99);
  Interval& alias = x;
  x = alias;
  EXPECT_TRUE(same(x, box(-1.5, 2.5)));
  x = std::move(alias);
  EXPECT_TRUE(same(x, box(-1.5, 2.5)));
  Interval y = std::move(x);
  x = point(7);  // a moved-from interval may be assigned to
  EXPECT_TRUE(same(y, box(-1.5, 2.5)) && same(x, point(7)));
  std::swap(x, y);
  EXPECT_TRUE(same(x, box(-1.5, 2.5)) && same(y, point(7)));
  EXPECT_EQ(x.precision(), 99);
}

TEST(Interval, OperandsAreNotChanged) {
  const Interval x = box(-1, 2), y = box(3, 4, 200);
  Interval sum = x;
  sum = sum + y;
  sum = sum * sum;
  sum = sqrt(sum) - sum;
  EXPECT_TRUE(same(x, box(-1, 2)) && same(y, box(3, 4)));
  EXPECT_TRUE(same(sum, box(-36 + 2, 6 - 4))) << show(sum);
}

TEST(Interval, ResultsDoNotDependOnMpfrDefaults) {
  const mpfr_prec_t precision = mpfr_get_default_prec();
  const mpfr_rnd_t direction = mpfr_get_default_rounding_mode();
  const Interval before = exp(box(0.1, 0.2)) / Interval::pi(53);
  mpfr_set_default_prec(11);
  mpfr_set_default_rounding_mode(MPFR_RNDU);
  const Interval after = exp(box(0.1, 0.2)) / Interval::pi(53);
  mpfr_set_default_prec(precision);
  mpfr_set_default_rounding_mode(direction);
  EXPECT_TRUE(same(before, after));
}

}  // namespace
}  // namespace certibound::test
