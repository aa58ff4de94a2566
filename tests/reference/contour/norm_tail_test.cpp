// The contour integral against the sums of the room norm_law: two routes without a formula in common.
#include <certibound/contour/norm_tail.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/tail.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20261127;

int multiplier() {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  return text == nullptr ? 1 : std::max(std::atoi(text), 1);
}

bool narrow(const Interval& x, Precision bits) {
  Float allowed = mig(x);
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDU);
  return wid(x) <= allowed;
}

// m log-uniform in 300 .. 3 10^6; e from far below the standard deviation of r to some 25 of them.
TEST(NormTailByContour, MeetsTheSumsAtRandomPlaces) {
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 120 * multiplier(); ++i) {
    const double m_real = 300 * std::pow(10.0, static_cast<double>(random() % 4000) / 1000.0);
    const long m = static_cast<long>(m_real);
    const double deviations = 25 * static_cast<double>(random() % 10000) / 10000.0;
    const Rational e = std::min(Rational(std::sqrt(5 / m_real) * deviations), Rational(19, 20));
    const std::string where = "seed " + std::to_string(kSeed) + " m " + std::to_string(m) + " e " + to_string(e);
    const NormTails sums = norm_tails(m, e, 66);
    const Interval upper = norm_upper_tail_by_contour(m, e, 66), lower = norm_lower_tail_by_contour(m, e, 66);
    ASSERT_FALSE(disjoint(upper, sums.upper)) << where << to_string(upper, 20) << to_string(sums.upper, 20);
    ASSERT_FALSE(disjoint(lower, sums.lower)) << where << to_string(lower, 20) << to_string(sums.lower, 20);
    ASSERT_TRUE(narrow(upper, 60)) << where << to_string(upper, 20);
    if (certainly(less(exp2(Interval(-m + 80, 64)), lower))) {
      ASSERT_TRUE(narrow(lower, 60)) << where << to_string(lower, 20);
    }
  }
}

TEST(NormTailByContour, EnclosesAtSmallWidthsHoweverWide) {
  for (const long m : {1L, 2L, 3L, 4L, 7L, 12L, 20L, 75L, 200L}) {
    for (const char* text : {"0", "1/100", "1/2", "9/10"}) {
      const Rational e = *parse_rational(text);
      EXPECT_FALSE(disjoint(norm_upper_tail_by_contour(m, e, 40), norm_upper_tail(m, e, 60))) << m << " " << text;
      EXPECT_FALSE(disjoint(norm_lower_tail_by_contour(m, e, 40), norm_lower_tail(m, e, 60))) << m << " " << text;
    }
  }
}

// Beyond the sums: the normal limit, within the order of the correction 1/sqrt(m).
TEST(NormTailByContour, TendsToTheNormalLaw) {
  const long m = 1'000'000'000'000;
  const Interval two(2, 100), limit = erfc(Interval(1, 100) / sqrt(two)) / two;
  const Rational e = to_rational(sqrt(Interval(Rational(5, m), 60)).lo());  // one standard deviation
  for (const Interval& p : {norm_upper_tail_by_contour(m, e, 66), norm_lower_tail_by_contour(m, e, 66)}) {
    EXPECT_TRUE(narrow(p, 60)) << to_string(p, 20);
    EXPECT_LE(compare(mag(p - limit), Interval(Rational(1, 1'000'000), 64).lo()), 0) << to_string(p, 20);
  }
}

TEST(NormTailByContour, EmptyOutsideItsDomain) {
  EXPECT_TRUE(norm_upper_tail_by_contour(0, Rational(1, 10), 64).is_empty());
  EXPECT_TRUE(norm_upper_tail_by_contour(10, Rational(-1, 10), 64).is_empty());
  EXPECT_TRUE(norm_lower_tail_by_contour(10, 1, 64).is_empty());
}

}  // namespace
}  // namespace certibound
