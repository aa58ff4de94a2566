// The tails of the norm ratio against full sums by MPFR, hand values, the bounds, and published tables.
#include "by_mpfr.hpp"

#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>

namespace certibound {
namespace {

using test::exact;

Interval two_to_minus(long m) { return exp2(Interval(-m, 300)); }

TEST(NormTail, EnclosesTheFullSum) {
  for (long m = 1; m <= 60; m += m < 12 ? 1 : 12) {
    for (const char* text : {"0", "0.01", "1/3", "0.9"}) {
      const Rational e = exact(text);
      const std::string where = "m " + std::to_string(m) + " e " + text;
      const Interval upper = norm_upper_tail(m, e, 66), lower = norm_lower_tail(m, e, 66);
      test::expect_encloses(upper, test::around(test::slow_tail(m, m * (1 + e) / 4, true)), where + " upper");
      const Float slow = test::slow_tail(m, m * (1 - e) / 4, false);
      test::expect_encloses(lower, test::around(slow), where + " lower");
      test::expect_narrow(upper, 66, where);
      test::expect_narrow(lower, 66, where);
    }
  }
}

// One row: r is 0 or 2 g^2, each half the time. Two rows: chi^2 of 0, 1 and 2 degrees with weights 1/4, 1/2, 1/4.
TEST(NormTail, HandValuesForOneAndTwoRows) {
  for (const char* text : {"0.01", "1/2", "0.99"}) {
    const Interval e(exact(text), 300), one(1, 300), two(2, 300), four(4, 300);
    const Interval above = (one + e) / four, below = (one - e) / four;
    test::expect_encloses(norm_upper_tail(1, exact(text), 64), erfc(sqrt(above)) / two, text);
    test::expect_encloses(norm_lower_tail(1, exact(text), 64), (one + erf(sqrt(below))) / two, text);
    test::expect_encloses(norm_upper_tail(2, exact(text), 64),
                          erfc(sqrt(two * above)) / two + exp(-(two * above)) / four, text);
    test::expect_encloses(norm_lower_tail(2, exact(text), 64),
                          (one - expm1(-(two * below))) / four + erf(sqrt(two * below)) / two, text);
  }
}

TEST(NormTail, TotalProbabilityIsOne) {
  for (const long m : {1L, 2L, 7L, 100L, 5000L, 300000L}) {
    EXPECT_TRUE(contains(norm_upper_tail(m, 0, 100) + norm_lower_tail(m, 0, 100), Rational(1))) << m;
  }
}

TEST(NormTail, DecreasesInTheDistance) {
  for (const long m : {1L, 10L, 777L}) {
    for (int i = 0; i < 19; ++i) {
      const Rational near(i, 20), far(i + 1, 20);
      if (far == 1) continue;
      EXPECT_TRUE(certainly(less(norm_upper_tail(m, far, 60), norm_upper_tail(m, near, 60)))) << m << " " << i;
      EXPECT_TRUE(certainly(less(norm_lower_tail(m, far, 60), norm_lower_tail(m, near, 60)))) << m << " " << i;
    }
  }
}

TEST(NormTail, LiesBelowTheBounds) {
  for (const long m : {1L, 5L, 60L, 1000L, 20000L}) {
    for (const char* text : {"1e-3", "0.1", "0.5", "0.99"}) {
      const Rational e = exact(text);
      const auto bound = [&](const Interval& exponent) { return exp(-(Interval(m, 200) * exponent)); };
      const Interval best = bound(chernoff_exponent(e, 200)), published = bound(published_exponent(e, 200));
      const std::string where = "m " + std::to_string(m) + " e " + text;
      EXPECT_TRUE(certainly(less(norm_upper_tail(m, e, 80), best))) << where;
      EXPECT_TRUE(certainly(less(norm_lower_tail(m, e, 80), bound(chernoff_exponent(-e, 200))))) << where;
      EXPECT_TRUE(certainly(less(best, published))) << where;
      EXPECT_TRUE(certainly(less(two_to_minus(m), norm_lower_tail(m, e, 80)))) << where;
    }
  }
}

// Leading digits by independent programs: saddle-point contour sums and 320-bit sums over all k.
TEST(NormTail, TableOfKnownValues) {
  const struct {
    long m;
    const char *e, *lo, *hi;
  } table[] = {{1000, "0.1", "8.05e-2", "8.15e-2"},     {10000, "0.1", "6.65e-6", "6.75e-6"},
               {10000, "0.88", "2.5e-229", "3.5e-229"}, {100000, "0.1", "2.45e-43", "2.55e-43"},
               {1000000, "0.01", "4.05e-6", "4.15e-6"}, {10000000, "0.005", "8.25e-13", "8.35e-13"}};
  for (const auto& row : table) {
    const Interval p = norm_upper_tail(row.m, exact(row.e), 70);
    EXPECT_TRUE(subset(p, Interval(exact(row.lo), exact(row.hi), 200)))
        << row.m << " " << row.e << " " << to_string(p, 20);
    test::expect_narrow(p, 70, std::to_string(row.m));
  }
}

// Where a double would have given 0: log p lies between the Chernoff bound and that less the polynomial factor.
TEST(NormTail, LogarithmWithoutUnderflow) {
  const Rational e = exact("0.95");
  const Interval log_p = log(norm_upper_tail(1'000'000, e, 70));
  const Interval best = -(Interval(1'000'000, 100) * chernoff_exponent(e, 100));
  EXPECT_TRUE(certainly(less(log_p, best)));
  EXPECT_TRUE(certainly(less(best - Interval(10, 100), log_p)));
}

// The lower tail tends to P(r = 0) = 2^-m as e -> 1.
TEST(NormTail, CloseToOneTheAtomIsLeft) {
  const Rational e = 1 - exact("1e-200");
  for (const long m : {1L, 10L, 3000L}) {
    const Interval p = norm_lower_tail(m, e, 64);
    const Interval scaled = p / two_to_minus(m);
    EXPECT_TRUE(subset(scaled, Interval(exact("0.999999"), exact("1.000001"), 300)))
        << m << ": " << to_string(scaled, 20);
  }
}

TEST(NormTail, PrecisionsAgree) {
  const Interval coarse = norm_failure(2500, exact("0.07"), 20), fine = norm_failure(2500, exact("0.07"), 300);
  EXPECT_FALSE(disjoint(coarse, fine));
  test::expect_narrow(fine, 299, "300 bits");
}

// From e = 1 on the lower tail is the atom at 0, then nothing.
TEST(NormTail, FarEventsOfTheUpperTail) {
  for (const long m : {1L, 2L, 3L, 17L}) {
    for (const char* text : {"1", "1.5", "7", "40"}) {
      const Rational e = exact(text);
      const std::string where = "m " + std::to_string(m) + " e " + text;
      const NormTails p = norm_tails(m, e, 66);
      test::expect_encloses(p.upper, test::around(test::slow_tail(m, m * (1 + e) / 4, true)), where);
      test::expect_narrow(p.upper, 66, where);
      EXPECT_TRUE(equal(p.lower, e == 1 ? two_to_minus(m) : Interval(0, 300))) << where;
      EXPECT_TRUE(subset(p.upper + p.lower, p.both) || equal(p.both, Interval(1, 66))) << where;
      const Interval best = exp(-(Interval(m, 200) * chernoff_exponent(e, 200)));
      EXPECT_TRUE(certainly(less(p.upper, best))) << where;
    }
  }
}

TEST(NormTail, BelowTheLeastFloatTheLowerEndIsZero) {
  for (const char* text : {"1e9", "1e300", "1e4000"}) {
    const Interval p = norm_upper_tail(1000000, exact(text), 64);
    EXPECT_TRUE(p.lo().is_zero()) << text;
    EXPECT_LE(compare(p.hi(), exp2(Interval(-1000000000, 64)).hi()), 0) << text;
  }
  test::expect_narrow(norm_upper_tail(10, exact("1e7"), 64), 64, "1e7");  // 10^-10857365, an ordinary value
}

TEST(NormTail, AtZeroBothIsExactlyOne) {
  for (const long m : {1L, 100L}) EXPECT_TRUE(equal(norm_failure(m, 0, 64), Interval(1, 64)));
}

TEST(NormTail, EmptyOutsideItsDomain) {
  EXPECT_TRUE(norm_upper_tail(0, exact("0.1"), 64).is_empty());
  EXPECT_TRUE(norm_upper_tail(10, exact("-0.1"), 64).is_empty());
  EXPECT_TRUE(norm_lower_tail(10, exact("-1e-300"), 64).is_empty());
  EXPECT_TRUE(norm_tails(10, Rational(-1), 64).both.is_empty());
  EXPECT_TRUE(norm_failure(kMaxTailWidth + 1, exact("0.1"), 64).is_empty());
}

}  // namespace
}  // namespace certibound
