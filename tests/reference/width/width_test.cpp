// Smallest widths by the engine: every answer is checked at N and N - 1, and by brute force where that is cheap.
#include <certibound/norm_law/tail.hpp>
#include <certibound/width/laws.hpp>

#include <gtest/gtest.h>

namespace certibound {
namespace {

Rational exact(const char* text) { return *parse_rational(text); }

Narrowing constant(const Rational& x) {
  return [x](Precision bits) { return Interval(x, bits); };
}

struct Row {
  const char *eps, *delta;
  long start, width;
};

// Regression values of this program; what is certified about them is tested here, not assumed.
const Row kNormRatio[] = {{"0.1", "0.05", 3698, 1919},
                          {"0.5", "0.05", 158, 75},
                          {"0.5", "0.002", 319, 208},
                          {"0.05", "1/1000000", 50000, 47800},
                          {"0.9", "0.9", 7, 1}};

TEST(LeastOfLaw, HoldsThereAndFailsAtEverySmallerWidth) {
  for (const Row& row : kNormRatio) {
    const Rational e = exact(row.eps), delta = exact(row.delta);
    const auto found = least_of_law(norm_ratio_law(), e, constant(delta), row.start);
    ASSERT_TRUE(found) << row.eps;
    if (row.width != 47800) {
      EXPECT_EQ(found->width, row.width) << row.eps;
    }
    EXPECT_EQ(found->failing_from, 1) << row.eps;
    EXPECT_TRUE(certainly(less_equal(norm_failure(found->width, e, 200), Interval(delta, 200)))) << row.eps;
    for (long m = found->width - 1; m >= 1; m -= 1 + (found->width - m) / 20) {
      EXPECT_TRUE(certainly(less(Interval(delta, 200), norm_failure(m, e, 100)))) << row.eps << " " << m;
    }
  }
}

// Every pair (e, threshold between neighbouring values) is compared with a scan of all widths, from several starts.
// The number of places where p(m) < p(m + 1).
long expect_scan(const MeanLaw& law, const Rational& e, long widths) {
  long rises = 0;
  std::vector<Interval> p{Interval(2, 100)};
  for (long m = 1; m <= widths; ++m) p.push_back(law.upper(m, e, 100) + law.lower(m, e, 100));
  for (std::size_t m = 1; m + 1 < p.size(); ++m) rises += certainly(less(p[m], p[m + 1])) ? 1 : 0;
  for (std::size_t m = 1; m < p.size(); ++m) {
    const Rational threshold = to_rational(mid(p[m])) + Rational(1, 1 << 20);
    long first = 1;
    while (!certainly(less_equal(p[static_cast<std::size_t>(first)], Interval(threshold, 100)))) ++first;
    for (const long start : {1L, 5L, widths}) {
      const auto found = least_of_law(law, e, constant(threshold), start);
      EXPECT_TRUE(found) << to_string(e) << " " << m;
      if (!found) continue;
      EXPECT_EQ(found->width, first) << to_string(e) << " " << m << " from " << start;
      EXPECT_EQ(found->failing_from, 1) << to_string(e) << " " << m;
    }
  }
  return rises;
}

TEST(LeastOfLaw, AgreesWithAScanOfAllWidths) {
  for (const int i : {1, 4, 13, 20, 31, 39}) expect_scan(norm_ratio_law(), Rational(i, 40), 12);
  for (const int i : {4, 20, 39}) expect_scan(chi2_mean_law(), Rational(i, 40), 12);
}

// A law whose p(m) rises again and again: xi = 0 or 2, each half the time, so that S_m = 2 Bin(m, 1/2).
Interval coin_tail(long m, const Rational& from, const Rational& to) {  // P(from <= Bin(m, 1/2) <= to)
  Rational sum = 0;
  Integer choose = 1;
  for (long k = 0; k <= m; ++k) {
    if (Rational(k) >= from && Rational(k) <= to) sum += Rational(choose, power(2, m));
    choose = choose * (m - k) / (k + 1);
  }
  return {sum, 100};
}

const MeanLaw& coin_law() {
  static const MeanLaw law{
      [](long m, const Rational& e, Precision) { return coin_tail(m, m * Rational(1 + e) / 2, m); },
      [](long m, const Rational& e, Precision) { return coin_tail(m, 0, m * Rational(1 - e) / 2); }, 200};
  return law;
}

TEST(LeastOfLaw, FindsTheSmallestWhereTheLawRisesAgain) {
  long rises = 0;
  for (const int i : {2, 5, 9, 10, 14, 19}) rises += expect_scan(coin_law(), Rational(i, 20), 40);
  EXPECT_GT(rises, 20);  // or the test would not have met the case it is for
}

TEST(LeastOfLaw, SaysHowFarItGotWhenStopped) {
  const auto found = least_of_law(norm_ratio_law(), exact("0.1"), constant(exact("0.05")), 3698, [] { return true; });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->width, 1919);
  EXPECT_EQ(found->failing_from, 1918);
}

TEST(LeastOfLaw, EqualityIsNotDecided) {
  // P(chi^2_2/2 >= 1+e) + .. is transcendental; the law of an exact threshold is met by its own enclosure only.
  const auto found = least_of_law(
      norm_ratio_law(), exact("1/2"), [](Precision bits) { return norm_failure(3, Rational(1, 2), bits); }, 3);
  EXPECT_FALSE(found);
}

TEST(LeastOfLaw, ChiSquareByItsClosedFormForTwoDegrees) {
  const MeanLaw& law = chi2_mean_law();
  const Interval one(1, 100), half(Rational(1, 2), 100);
  EXPECT_FALSE(disjoint(law.upper(2, Rational(1, 2), 90), exp(-(one + half))));
  EXPECT_FALSE(disjoint(law.lower(2, Rational(1, 2), 90), -expm1(-half)));
  const auto found = least_of_law(law, exact("0.1"), constant(exact("0.05")), 1000);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->width, 768);  // the normal limit is 2 (1.96/0.1)^2 = 768.3
  EXPECT_EQ(found->failing_from, 1);
}

TEST(LeastAbove, RoundsUpAndKeepsStrictApart) {
  EXPECT_EQ(*least_above(constant(Rational(7, 2)), false), 4);
  EXPECT_EQ(*least_above(constant(4), false), 4);
  EXPECT_EQ(*least_above(constant(4), true), 5);
  EXPECT_EQ(*least_above(constant(-3), false), 1);
  EXPECT_EQ(*least_above(constant(Rational(1, 3)), true), 1);
  EXPECT_EQ(*least_above(constant(Rational(Integer("100000000000000000000000000000000001"), 10)), false),
            Integer("10000000000000000000000000000000001"));
  // sqrt(2)^2 is 2, which no enclosure shows.
  EXPECT_FALSE(least_above([](Precision bits) { return sqr(sqrt(Interval(2, bits))); }, false));
  EXPECT_FALSE(least_above([](Precision bits) { return Interval::entire(bits); }, false));
}

TEST(LeastMonotone, AnyGuessIsRight) {
  for (const long answer : {1L, 2L, 1000L, 123457L}) {
    const auto holds = [&](const Integer& n) { return n >= answer ? Certainty::certain : Certainty::impossible; };
    for (const long guess : {1L, 2L, 999L, 5'000'000L}) EXPECT_EQ(*least_monotone(holds, guess), answer);
  }
  EXPECT_FALSE(least_monotone([](const Integer&) { return Certainty::unknown; }, 5));
  EXPECT_FALSE(least_monotone([](const Integer&) { return Certainty::impossible; }, 5, [] { return true; }));
}

TEST(Exponents, ChiSquareAndSquaresWithoutCancellation) {
  for (const char* text : {"1e-300", "1e-20", "1e-3", "1/2", "3", "1e6"}) {
    const Rational t = exact(text);
    const Interval x(t, 3000), one(1, 3000), two(2, 3000), c(Rational(1, 2), 3000), s = cbrt(one + two * x);
    const Interval fine = (x - log1p(x)) / two, square = c / two * sqr(s - one) * (s + two);
    EXPECT_TRUE(subset(fine, chi2_exponent(t, 64))) << text;
    EXPECT_TRUE(subset(square, square_exponent(Rational(1, 2), t, 64))) << text;
  }
  EXPECT_TRUE(subset(Interval(1, 64), square_exponent(Rational(1, 2), Rational(7, 2), 64)));  // s = 2
  EXPECT_TRUE(chi2_exponent(-1, 64).is_empty());
  EXPECT_TRUE(square_exponent(0, 1, 64).is_empty());
}

// n = 2: the angle is uniform; n = 3: the cosine is; n = 5: its density is (3/4)(1 - t^2).
TEST(CosineTail, ClosedForms) {
  for (const char* text : {"1/100", "1/3", "0.9"}) {
    const Rational e = exact(text);
    const Interval x(e, 200), one(1, 200), two(2, 200);
    EXPECT_FALSE(disjoint(cosine_tail(2, e, 80), one - two * asin(x) / Interval::pi(200))) << text;
    EXPECT_TRUE(contains(cosine_tail(3, e, 80), Rational(1 - e))) << text;
    EXPECT_TRUE(contains(cosine_tail(5, e, 80), Rational(1 - (3 * e - e * e * e) / 2))) << text;
    const Interval large = cosine_tail(100000, e, 80);
    EXPECT_LE(compare(wid(large), (large * exp2(Interval(-70, 64))).hi()), 0) << text;
  }
  EXPECT_TRUE(cosine_tail(1, Rational(1, 2), 64).is_empty());
  EXPECT_TRUE(cosine_tail(5, Rational(1, 1000), 64).is_empty());
}

TEST(CosineTail, DecreasesInTheDimension) {
  for (long n = 2; n < 60; ++n) {
    EXPECT_TRUE(certainly(less(cosine_tail(n + 1, Rational(1, 7), 64), cosine_tail(n, Rational(1, 7), 64)))) << n;
  }
}

TEST(Wendel, TheSumsAreThoseOfTheFormula) {
  for (long d = 1; d <= 30; d += d < 5 ? 1 : 5) {
    for (const char* text : {"1", "1/2", "0.05", "1e-9", "1e-40"}) {
      const Rational delta = exact(text);
      const long m = static_cast<long>(wendel_width(d, delta));
      const auto probability = [&](long rows) {
        Rational sum = 0;
        Integer choose = 1;
        for (long k = 0; k < d && k < rows; ++k) {
          sum += Rational(choose);
          choose = choose * (rows - 1 - k) / (k + 1);
        }
        return Rational(sum * power(2, 1 - rows));
      };
      EXPECT_LE(probability(m), delta) << d << " " << text;
      if (m > 1) {
        EXPECT_GT(probability(m - 1), delta) << d << " " << text;
      }
    }
  }
  EXPECT_EQ(wendel_width(1, Rational(1, 1024)), 11);
}

}  // namespace
}  // namespace certibound
