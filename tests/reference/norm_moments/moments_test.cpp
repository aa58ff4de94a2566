// Moments against closed forms, an integral of the tails, the limit law, and inequalities between them.
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_moments/moments.hpp>

#include <gtest/gtest.h>

namespace certibound {
namespace {

bool narrow(const Interval& x, Precision bits) {
  Float allowed = mig(x);
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDU);
  return wid(x) <= allowed;
}

TEST(NormMoment, TheFirstOnesByHand) {
  for (const long m : {1L, 2L, 7L, 1000L, 123456789L}) {
    EXPECT_EQ(norm_moment(m, 0), 1);
    EXPECT_EQ(norm_moment(m, 1), 1);
    EXPECT_EQ(norm_moment(m, 2), 1 + norm_variance(m));
  }
  EXPECT_EQ(norm_moment(1, 3), 60);  // 8 * 15 / 2
  // Two rows: (xi_1 + xi_2)^3/8 = (2 * 60 + 6 * 6 * 1)/8.
  EXPECT_EQ(norm_moment(2, 3), Rational(156, 8));
}

// E r^n = (2/m)^n sum of C(m,k) 2^-m k (k+2) .. (k+2n-2), the moments of chi^2_k.
TEST(NormMoment, AreThoseOfTheMixture) {
  for (long m = 1; m <= 30; ++m) {
    for (int n = 1; n <= 12; ++n) {
      Rational sum = 0;
      Integer choose = 1;
      for (long k = 0; k <= m; ++k) {
        Integer product = choose;
        for (int i = 0; i < n; ++i) product *= k + 2 * i;
        sum += product;
        choose = choose * (m - k) / (k + 1);
      }
      ASSERT_EQ(norm_moment(m, n), Rational(sum * power(2, n) / power(m, n) / power(2, m))) << m << " " << n;
    }
  }
}

// One row: r = 0 or 2 g^2, each half the time. E sqrt r = pi^(-1/2). With c = 2^(-1/2), E(1 - 2 g^2)^+ = erf(1/2)
// - 2 (erf(1/2) - 2 c phi(c)) = 4 c phi(c) - erf(1/2), E(1 - sqrt 2 |g|)^+ = erf(1/2) - 2 sqrt 2 (phi(0) - phi(c)).
TEST(NormDeviations, HandValuesForOneRow) {
  const NormDeviations found = norm_deviations(1, 100);
  const Interval one(1, 200), two(2, 200), pi = Interval::pi(200), root = sqrt(two);
  const Interval phi0 = one / sqrt(two * pi), phi = phi0 * exp(-one / Interval(4, 200)), half_erf = erf(one / two);
  EXPECT_FALSE(disjoint(found.root_mean, one / sqrt(pi)));
  const Interval plain = (one + two * root * phi - half_erf) / two;  // E(1 - r)^+
  EXPECT_FALSE(disjoint(found.deviation, two * plain)) << to_string(found.deviation, 20);
  const Interval below = (one + half_erf - two * root * (phi0 - phi)) / two;
  EXPECT_FALSE(disjoint(found.root_deviation, two * below + one / sqrt(pi) - one))
      << to_string(found.root_deviation, 20);
  EXPECT_TRUE(narrow(found.root_mean, 98) && narrow(found.deviation, 98) && narrow(found.root_deviation, 98));
}

// E|1 - r| = 2 int from 0 to 1 of P(r <= t), by the monotone sums over a grid; and E(1 - sqrt r)^+ = int of P(r <= t^2).
TEST(NormDeviations, LieBetweenTheSumsOverAGrid) {
  for (const long m : {1L, 3L, 10L, 60L}) {
    const long n = 400;
    const Interval two(2, 80), step(Rational(1, n), 80);
    Interval below(0, 80), above(0, 80), root_below(0, 80), root_above(0, 80);
    for (long i = 0; i <= n; ++i) {
      const Rational t(i, n);
      const Interval p = norm_lower_tail(m, 1 - t, 60), root_p = norm_lower_tail(m, 1 - t * t, 60);
      if (i < n) below = below + p * step, root_below = root_below + root_p * step;
      if (i > 0) above = above + p * step, root_above = root_above + root_p * step;
    }
    const NormDeviations found = norm_deviations(m, 64);
    EXPECT_TRUE(certainly(less(two * below, found.deviation))) << m;
    EXPECT_TRUE(certainly(less(found.deviation, two * above))) << m;
    const Interval part = (found.root_deviation + Interval(1, 80) - found.root_mean) / two;
    EXPECT_TRUE(certainly(less(root_below, part)) && certainly(less(part, root_above))) << m;
  }
}

// sqrt(m) E|1-r| -> sqrt(10/pi); m (1 - E sqrt r) -> 5/8; and half of the first for the norm itself.
TEST(NormDeviations, TendToTheLimit) {
  for (const long m : {1000L, 1'000'000L}) {
    const NormDeviations found = norm_deviations(m, 80);
    const Interval limit = sqrt(Interval(Rational(10, m), 120) / Interval::pi(120));
    const Interval ratio = found.deviation / limit, root_ratio = Interval(2, 120) * found.root_deviation / limit;
    const Interval drift = (Interval(1, 120) - found.root_mean) * Interval(m, 120);
    const Interval close(Rational(m - 5, m), Rational(m + 5, m), 120);
    EXPECT_TRUE(subset(ratio, close)) << m << to_string(ratio, 12);
    EXPECT_TRUE(subset(root_ratio, close)) << m << to_string(root_ratio, 12);
    EXPECT_TRUE(subset(drift, Interval(Rational(5, 8) * (1 - Rational(5, m)), Rational(5, 8) * (1 + Rational(9, m)), 120)))
        << m << to_string(drift, 12);
    EXPECT_TRUE(narrow(found.deviation, 79) && narrow(found.root_deviation, 79) && narrow(found.root_mean, 79)) << m;
  }
}

TEST(NormDeviations, PrecisionsAgree) {
  for (const long m : {1L, 2L, 5L, 64L, 1001L}) {
    const NormDeviations fine = norm_deviations(m, 400);
    for (const Precision bits : {16, 64, 150}) {
      const NormDeviations coarse = norm_deviations(m, bits);
      EXPECT_TRUE(subset(fine.deviation, coarse.deviation)) << m << " " << bits;
      EXPECT_TRUE(subset(fine.root_deviation, coarse.root_deviation)) << m << " " << bits;
      EXPECT_TRUE(subset(fine.root_mean, coarse.root_mean)) << m << " " << bits;
      EXPECT_TRUE(narrow(coarse.root_deviation, bits - 1)) << m << " " << bits;
    }
  }
  EXPECT_TRUE(norm_deviations(0, 64).deviation.is_empty());
}

}  // namespace
}  // namespace certibound
