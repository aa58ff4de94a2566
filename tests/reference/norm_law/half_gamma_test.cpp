// Incomplete gamma functions at half-integer shapes against MPFR's and against closed forms.
#include "by_mpfr.hpp"

#include <certibound/norm_law/half_gamma.hpp>

namespace certibound {
namespace {

using test::exact;

const char* const kArguments[] = {"1e-3", "1/3", "1", "5", "12.75", "40"};

TEST(HalfGamma, EnclosesMpfrAtSmallShapes) {
  for (const char* text : kArguments) {
    const Rational x = exact(text);
    for (long k = 1; k <= 40; k += k < 12 ? 1 : 7) {
      const Interval q = test::around(test::slow_q(k, x));
      const std::string where = "k " + std::to_string(k) + " x " + text;
      test::expect_encloses(gamma_q_half(k, x, 64), q, where);
      test::expect_encloses(gamma_p_half(k, x, 64), Interval(1, 400) - q, where);
    }
  }
}

TEST(HalfGamma, ClosedForms) {
  for (const char* text : kArguments) {
    const Rational x = exact(text);
    const Interval v(x, 300), one(1, 300);
    test::expect_encloses(gamma_q_half(1, x, 64), erfc(sqrt(v)), text);
    test::expect_encloses(gamma_p_half(1, x, 64), erf(sqrt(v)), text);
    test::expect_encloses(gamma_q_half(2, x, 64), exp(-v), text);
    test::expect_encloses(gamma_p_half(2, x, 64), -expm1(-v), text);
    test::expect_encloses(gamma_q_half(4, x, 64), exp(-v) * (one + v), text);
    EXPECT_TRUE(equal(gamma_q_half(0, x, 64), Interval(0, 64)));
    EXPECT_TRUE(equal(gamma_p_half(0, x, 64), Interval(1, 64)));
  }
}

// The long chains, which start from a bound and not from an exact value.
TEST(HalfGamma, LargeShapesAddUpToOneAndStayNarrow) {
  for (const long k : {1000L, 9999L, 10000L}) {
    for (const Rational& x : {Rational(k, 2), Rational(k * 9, 20), Rational(k * 11, 20), Rational(k, 4), Rational(k)}) {
      const Interval q = gamma_q_half(k, x, 100), p = gamma_p_half(k, x, 100);
      const std::string where = std::to_string(k) + " at " + to_string(x);
      EXPECT_TRUE(contains(q + p, Rational(1))) << where;
      test::expect_narrow(q, 98, where + " upper");
      test::expect_narrow(p, 98, where + " lower");
    }
  }
}

TEST(HalfGamma, WalksAgreeWithSingleValues) {
  const Rational x = exact("70.3");
  HalfGammaUpper q(0, x, 120);
  for (long k = 0; k <= 300; ++k, q.advance()) EXPECT_FALSE(disjoint(q.value(), gamma_q_half(k, x, 90))) << k;
  HalfGammaLower p(300, x, 120);
  for (long k = 300; k >= 1; --k, p.retreat()) EXPECT_FALSE(disjoint(p.value(), gamma_p_half(k, x, 90))) << k;
}

TEST(HalfGamma, NothingUnderflows) {
  const Interval q = gamma_q_half(1, Rational(1'000'000), 64);
  EXPECT_GT(q.lo().sign(), 0);
  test::expect_narrow(q, 60, "Q(1/2, 10^6)");
  test::expect_narrow(gamma_p_half(1'000'000, Rational(10), 64), 60, "P(500000, 10)");
}

}  // namespace
}  // namespace certibound
