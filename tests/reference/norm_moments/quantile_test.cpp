// Quantiles against the tails, which they must invert, and against closed forms.
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_moments/quantile.hpp>

#include <gtest/gtest.h>

namespace certibound {
namespace {

Rational exact(const char* text) { return *parse_rational(text); }

bool narrow(const Interval& x, Precision bits) {
  Float allowed = mig(x);
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDU);
  return wid(x) <= allowed;
}

Interval cdf(long m, const Rational& t, Precision bits) {
  return t <= 1 ? norm_lower_tail(m, 1 - t, bits) : Interval(1, bits) - norm_upper_tail(m, t - 1, bits);
}

TEST(NormQuantile, IsNarrowAndTheLevelLiesBetweenTheEnds) {
  for (const long m : {1L, 2L, 3L, 8L, 50L, 1000L, 30000L}) {
    for (const char* text : {"1e-30", "1/1000", "1/20", "1/3", "1/2", "5/9", "2/3", "19/20", "0.999999"}) {
      const Rational p = exact(text);
      const std::string where = std::to_string(m) + " " + text;
      const Interval q = norm_quantile(m, p, 64);
      if (p * power(2, m) <= 1) {
        EXPECT_TRUE(equal(q, Interval(0, 64))) << where;
        continue;
      }
      EXPECT_TRUE(narrow(q, 62)) << where << to_string(q, 25);
      EXPECT_TRUE(certainly(less(cdf(m, to_rational(q.lo()), 150), Interval(p, 150)))) << where;
      EXPECT_TRUE(certainly(less(Interval(p, 150), cdf(m, to_rational(q.hi()), 150)))) << where;
    }
  }
}

// One row: P(r <= t) = (1 + erf(sqrt(t)/2))/2. Two: (1/4)(1 - exp(-t/2)) + (1/2) erf(sqrt(t/2)) + 1/4.
TEST(NormQuantile, InvertsTheClosedFormOfOneRow) {
  for (const char* text : {"0.5001", "0.6", "0.75", "0.9", "0.99999"}) {
    const Rational p = exact(text);
    const Interval q = norm_quantile(1, p, 100);
    const Interval back = (Interval(1, 200) + erf(sqrt(q.at_precision(200)) / Interval(2, 200))) / Interval(2, 200);
    EXPECT_TRUE(contains(back, p)) << text;
    EXPECT_TRUE(narrow(q, 98)) << text;
  }
}

TEST(NormQuantile, IncreasesWithTheLevel) {
  for (const long m : {4L, 77L}) {
    Interval last(0, 60);
    for (int i = 3; i < 32; ++i) {  // 2/32 is the atom of 4 rows
      const Interval q = norm_quantile(m, Rational(i, 32), 50);
      EXPECT_TRUE(certainly(less(last, q))) << m << " " << i;
      last = q;
    }
  }
}

TEST(NormQuantile, LevelsFarOutKeepTheirDigits) {
  const Rational tiny = exact("1e-400");
  for (const Interval& q : {norm_quantile(5000, tiny, 100), norm_quantile(5000, 1 - tiny, 100)}) {
    EXPECT_TRUE(narrow(q, 98)) << to_string(q, 20);
  }
  const Rational barely = Rational(1, 8) + exact("1e-12");  // 3 rows: little more than the atom
  const Interval q = norm_quantile(3, barely, 60);
  EXPECT_GT(q.lo().sign(), 0);
  EXPECT_TRUE(certainly(less(cdf(3, to_rational(q.lo()), 200), Interval(barely, 200)))) << to_string(q, 20);
}

TEST(NormQuantile, PrecisionsAgree) {
  const Interval fine = norm_quantile(40, Rational(1, 10), 600);
  EXPECT_TRUE(narrow(fine, 598));
  for (const Precision bits : {20, 64, 256}) {
    const Interval coarse = norm_quantile(40, Rational(1, 10), bits);
    EXPECT_TRUE(subset(fine, coarse)) << bits;
    EXPECT_TRUE(narrow(coarse, bits - 2)) << bits;
  }
}

TEST(NormQuantile, TheAtomIsExactAndOutsideIsEmpty) {
  EXPECT_TRUE(equal(norm_quantile(3, Rational(1, 8), 64), Interval(0, 64)));
  EXPECT_TRUE(norm_quantile(3, Rational(1, 7), 64).lo().sign() > 0);
  EXPECT_TRUE(equal(norm_quantile(1, Rational(1, 2), 64), Interval(0, 64)));
  EXPECT_TRUE(norm_quantile(3, 0, 64).is_empty());
  EXPECT_TRUE(norm_quantile(3, 1, 64).is_empty());
  EXPECT_TRUE(norm_quantile(0, Rational(1, 2), 64).is_empty());
}

}  // namespace
}  // namespace certibound
