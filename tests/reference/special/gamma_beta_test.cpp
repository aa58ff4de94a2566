// Incomplete gamma, beta and binomials: reference decimals, identities by overlap, boxes around points, and as second routes
// the finite sums of the norm law (MPFR only) and exact integers.
#include "checks.hpp"

#include <certibound/norm_law/half_gamma.hpp>
#include <certibound/special/beta.hpp>
#include <certibound/special/incomplete_gamma.hpp>

namespace certibound::test {
namespace {

// mpmath 1.2.1, mp.dps = 60: gammainc(a, x, inf, regularized=True) and the like
TEST(IncompleteGamma, EnclosesReferenceValues) {
  expect_decimal(gamma_q(number("7/3"), number("50")), "3.06402778879482912474522909049e-20", "Q(7/3, 50)");
  expect_decimal(gamma_p(number("1/3"), number("1/100")), "0.240662179640731586035690343496", "P(1/3, 1/100)");
  expect_decimal(gamma_q(number("1000"), number("1100")), "0.00105932325392997734887493337995", "Q(1000, 1100)");
}

TEST(IncompleteGamma, AgreesWithFiniteSumsForHalfIntegerShapes) {
  Random random(kSeed);
  for (int k = 0; k < rounds(800); ++k) {
    const long degrees = random.below(400) + 1;
    const Rational x = random.positive(-12, 11);
    const Interval shape(Rational(degrees, 2), 96), at(x, 96);
    const Interval p = gamma_p(shape, at), q = gamma_q(shape, at);
    ASSERT_FALSE(disjoint(p, gamma_p_half(degrees, x, 96))) << degrees << " " << to_string(x) << ", seed " << kSeed;
    ASSERT_FALSE(disjoint(q, gamma_q_half(degrees, x, 96))) << degrees << " " << to_string(x) << ", seed " << kSeed;
    ASSERT_TRUE(contains(p + q, Rational(1)));
  }
}

TEST(IncompleteGamma, BoxesContainTheirPoints) {
  Random random(kSeed + 1);
  for (int k = 0; k < rounds(250); ++k) {
    const Rational a = random.positive(-6, 9), x = random.positive(-6, 9);
    const Interval wide_a = around(random, a, 64), wide_x = around(random, x, 64), at_a(a, 160), at_x(x, 160);
    ASSERT_TRUE(subset(gamma_p(at_a, at_x), gamma_p(wide_a, wide_x))) << to_string(a) << " " << to_string(x);
    ASSERT_TRUE(subset(gamma_q(at_a, at_x), gamma_q(wide_a, wide_x))) << to_string(a) << " " << to_string(x);
    ASSERT_TRUE(subset(log_gamma_q(at_a, at_x), log_gamma_q(wide_a, wide_x))) << to_string(a) << " " << to_string(x);
    ASSERT_TRUE(subset(log_gamma_p(at_a, at_x), log_gamma_p(wide_a, wide_x))) << to_string(a) << " " << to_string(x);
  }
}

// P(a + 1, x) = P(a, x) - x^a e^-x / Gamma(a + 1) (DLMF 8.8.5)
TEST(IncompleteGamma, ObeysItsRecurrence) {
  Random random(kSeed + 2);
  for (const Precision bits : {53, 128, 300}) {
    for (int k = 0; k < rounds(100); ++k) {
      const Interval a(random.positive(-4, 6), bits), x(random.positive(-4, 6), bits), one(1L, bits);
      const Interval step = exp(a * log(x) - x - lgamma(a + one));
      ASSERT_FALSE(disjoint(gamma_p(a + one, x), gamma_p(a, x) - step));
      ASSERT_FALSE(disjoint(gamma_q(a + one, x), gamma_q(a, x) + step));
      ASSERT_FALSE(disjoint(exp(log_gamma_q(a, x)), gamma_q(a, x)));
    }
  }
}

TEST(IncompleteGamma, WidthIsAFewUnitsInBothTails) {
  Random random(kSeed + 3);
  for (int k = 0; k < rounds(300); ++k) {
    const Interval a(random.positive(-6, 12), 128), x(random.positive(-6, 12), 128);
    for (const auto f : {gamma_p, gamma_q, log_gamma_p, log_gamma_q}) {
      EXPECT_GE(correct_bits(f(a, x)), 126) << to_string(a, 9) << " " << to_string(x, 9);
    }
  }
}

TEST(IncompleteGamma, EndsOfTheDomainAreLimits) {
  const Interval one(1L, 64), zero(0L, 64), infinite = Interval(one.lo(), Interval::entire(64).hi());
  EXPECT_EQ(to_string(gamma_p(one, zero), 5), "[0, 0]");
  EXPECT_EQ(to_string(gamma_q(one, zero), 5), "[1, 1]");
  EXPECT_TRUE(contains(gamma_p(one, infinite), Rational(1)));
  EXPECT_TRUE(gamma_p(-one, one).is_empty());
  EXPECT_TRUE(gamma_p(one, -one).is_empty());
  EXPECT_TRUE(gamma_p(zero, one).is_empty());
  EXPECT_TRUE(gamma_q(Interval::empty(64), one).is_empty());
  EXPECT_TRUE(subset(gamma_p(Interval::entire(64), Interval::entire(64)), Interval(Rational(0), Rational(1), 64)));
  EXPECT_TRUE(log_chi2_sf(one, number("1e12", 64)).is_bounded()) << "the logarithm does not underflow";
}

TEST(Beta, EnclosesReferenceValues) {
  expect_decimal(beta(number("1/3"), number("5/2")), "2.06503182784294173009411900733", "B(1/3, 5/2)");
  expect_decimal(incomplete_beta(number("1/4"), number("2/3"), number("9/2")), "0.832965904872529719610077734517", "I");
  EXPECT_TRUE(contains(beta(number("3"), number("4")), Rational(1, 60)));
  EXPECT_TRUE(contains(incomplete_beta(number("1/3"), number("1"), number("1")), Rational(1, 3)));
}

// B(a, b) = B(a + 1, b) + B(a, b + 1), I_x(a, b) = 1 - I_(1-x)(b, a) (DLMF 5.12, 8.17.4)
TEST(Beta, ObeysItsIdentities) {
  Random random(kSeed + 4);
  for (const Precision bits : {53, 128, 300}) {
    for (int k = 0; k < rounds(200); ++k) {
      const Interval a(random.positive(-4, 6), bits), b(random.positive(-4, 6), bits), x(random.fraction(), bits),
          one(1L, bits);
      ASSERT_FALSE(disjoint(beta(a, b), beta(a + one, b) + beta(a, b + one)));
      ASSERT_FALSE(disjoint(log(beta(a, b)), log_beta(b, a)));
      ASSERT_FALSE(disjoint(incomplete_beta(x, a, b), one - incomplete_beta(one - x, b, a)));
      const Interval wide_a = around(random, to_rational(a.lo()), bits),
                     wide_b = around(random, to_rational(b.lo()), bits);
      ASSERT_TRUE(subset(incomplete_beta(x, Interval(a.lo(), a.lo()), Interval(b.lo(), b.lo())),
                         incomplete_beta(x, wide_a, wide_b)));
      ASSERT_TRUE(subset(beta(Interval(a.lo(), a.lo()), Interval(b.lo(), b.lo())), beta(wide_a, wide_b)));
    }
  }
}

// The distribution function of the binomial law: sum_{j >= k} C(n, j) x^j (1-x)^(n-j) = I_x(k, n - k + 1) (DLMF 8.17.5)
TEST(Beta, EndsOfTheDomainAreLimits) {
  const Interval zero(0L, 64), one(1L, 64), two(2L, 64), entire = Interval::entire(64), none = Interval::empty(64);
  const Interval unit(Rational(0), Rational(1), 64), from_one(one.lo(), entire.hi()), from_zero(zero.lo(), entire.hi());
  for (const Interval& x : {zero, -one, Interval(Rational(-3), Rational(0), 64), none}) {
    EXPECT_TRUE(beta(x, one).is_empty() && beta(one, x).is_empty() && log_beta(x, one).is_empty()) << to_string(x, 5);
    EXPECT_TRUE(incomplete_beta(one, x, one).is_empty() && incomplete_beta(one, one, x).is_empty()) << to_string(x, 5);
  }
  EXPECT_TRUE(contains(beta(one, one), Rational(1)) && contains(log_beta(one, one), Rational(0)));
  EXPECT_TRUE(subset(from_zero, hull(beta(entire, entire), zero)) && log_beta(entire, entire).is_entire());
  EXPECT_TRUE(contains(beta(from_one, one), Rational(1)) && contains(beta(from_one, one), Rational(1, 1000000)));
  EXPECT_TRUE(incomplete_beta(-one, one, one).is_empty() && incomplete_beta(two, one, one).is_empty());
  EXPECT_EQ(to_string(incomplete_beta(zero, two, one), 5), "[0, 0]");
  EXPECT_EQ(to_string(incomplete_beta(one, two, one), 5), "[1, 1]");
  EXPECT_TRUE(equal(incomplete_beta(entire, entire, entire), unit) &&
              equal(incomplete_beta(one, entire, entire), unit));
  EXPECT_TRUE(contains(incomplete_beta(unit, one, one), Rational(1, 2)));
}

TEST(Binomial, EndsOfTheDomain) {
  const Interval zero(0L, 64), one(1L, 64), five(5L, 64), none = Interval::empty(64);
  EXPECT_TRUE(contains(binomial(five, zero), Rational(1)) && contains(binomial(five, five), Rational(1)));
  EXPECT_TRUE(contains(binomial(zero, zero), Rational(1)) && contains(log_binomial(five, five), Rational(0)));
  EXPECT_TRUE(binomial(none, one).is_empty() && log_binomial(five, none).is_empty());
  EXPECT_TRUE(binomial(one, five).is_entire() && binomial(five, -one).is_entire());
  EXPECT_TRUE(log_binomial(Interval::entire(64), one).is_entire());
  EXPECT_TRUE(!binomial(Integer(-1), Integer(0)) && *binomial(Integer(4), Integer(5)) == 0);
  EXPECT_TRUE(*binomial(Integer(4), Integer(-1)) == 0 && *binomial(Integer(0), Integer(0)) == 1);
}

TEST(ChiSquare, EndsOfTheDomainAreLimits) {
  const Interval zero(0L, 64), one(1L, 64), entire = Interval::entire(64), none = Interval::empty(64);
  for (const Interval& k : {zero, -one, none}) {
    EXPECT_TRUE(chi2_cdf(k, one).is_empty() && chi2_sf(k, one).is_empty()) << to_string(k, 5);
    EXPECT_TRUE(log_chi2_cdf(k, one).is_empty() && log_chi2_sf(k, one).is_empty()) << to_string(k, 5);
  }
  EXPECT_TRUE(chi2_cdf(one, -one).is_empty() && chi2_sf(one, -one).is_empty());
  EXPECT_EQ(to_string(chi2_cdf(one, zero), 5), "[0, 0]");
  EXPECT_EQ(to_string(chi2_sf(one, zero), 5), "[1, 1]");
  EXPECT_TRUE(equal(chi2_cdf(one, entire), Interval(Rational(0), Rational(1), 64)));
  EXPECT_TRUE(equal(chi2_sf(entire, entire), Interval(Rational(0), Rational(1), 64)));
}

TEST(Beta, IncompleteOnesAreBinomialTails) {
  const Rational x(2, 7);
  for (long n = 1; n <= 24; ++n) {
    Rational tail = 0;
    for (long k = n; k >= 1; --k) {
      tail += Rational(*binomial(Integer(n), Integer(k))) * power(x, k) * power(Rational(1 - x), n - k);
      ASSERT_TRUE(contains(incomplete_beta(Interval(x, 200), Interval(k, 200), Interval(n - k + 1, 200)), tail))
          << n << " " << k;
    }
  }
}

TEST(Binomial, RealArgumentsMeetTheIntegers) {
  Random random(kSeed + 5);
  for (int k = 0; k < rounds(500); ++k) {
    const long n = random.below(3000), j = random.below(n + 1);
    const Rational exact(*binomial(Integer(n), Integer(j)));
    const Interval value = binomial(Interval(n, 128), Interval(j, 128));
    ASSERT_TRUE(contains(value, exact)) << n << " " << j;
    ASSERT_GE(correct_bits(value), 125);
    ASSERT_TRUE(contains(exp(log_binomial(Interval(n, 128), Interval(j, 128))), exact));
  }
  EXPECT_EQ(*binomial(Integer(5), Integer(9)), 0);
  EXPECT_EQ(*binomial(Integer(5), Integer(-1)), 0);
  EXPECT_FALSE(binomial(Integer(-5), Integer(1)).has_value());
  EXPECT_FALSE(binomial(Integer("1000000000000"), Integer("500000000000")).has_value());
}

TEST(Binomial, BoxesContainTheirPoints) {
  Random random(kSeed + 6);
  for (int k = 0; k < rounds(500); ++k) {
    const Rational n = random.positive(1, 12), j = n * random.fraction() / 2;
    const Interval wide_n = around(random, n, 64), wide_j(Rational(j * Rational(2, 3)), j, 64);
    const Interval value = binomial(Interval(n, 160), Interval(j, 160));
    ASSERT_TRUE(subset(value, binomial(wide_n, wide_j))) << to_string(n) << " " << to_string(j);
  }
  EXPECT_TRUE(binomial(number("3"), Interval(Rational(-1), Rational(1), 64)).is_entire());
  EXPECT_TRUE(contains(binomial(Interval(Rational(10), Rational(12), 64), Interval(Rational(2), Rational(8), 64)),
                       Rational(924)));
}

// mpmath, mp.dps = 60: loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)
TEST(Binomial, LogarithmsOfHugeOnesKeepTheirDigits) {
  expect_decimal(log_binomial(number("1e12"), number("123456789")),
                 "1234513264.80611810545098328527523275166425364879582", "log C(10^12, 123456789)");
}

}  // namespace
}  // namespace certibound::test
