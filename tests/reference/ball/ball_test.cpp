// Ball against Interval: two engines that share no code for the functions. Both must contain the value, so they meet; a
// finer interval at one point must lie within the ball's interval of a box around it.
#include <certibound/ball/ball.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20261125;

struct Unary {
  const char* name;
  Interval (*interval)(const Interval&);
  Ball (*ball)(const Ball&);
  double lo, hi;  // where arguments are drawn
};

#define BOTH(f) #f, static_cast < Interval (*)(const Interval&)>(f), static_cast < Ball (*)(const Ball&)>(f)
const Unary kUnary[] = {
    {BOTH(sqr), -9, 9},
    {BOTH(sqrt), 0, 9},
    {BOTH(exp), -20, 20},
    {BOTH(expm1), -20, 20},
    {BOTH(log), 0, 9},
    {BOTH(log1p), -1, 9},
    {BOTH(sin), -9, 9},
    {BOTH(cos), -9, 9},
    {BOTH(tan), -9, 9},
    {BOTH(asin), -1, 1},
    {BOTH(acos), -1, 1},
    {BOTH(atan), -9, 9},
    {BOTH(sinh), -9, 9},
    {BOTH(cosh), -9, 9},
    {BOTH(tanh), -9, 9},
    {BOTH(asinh), -9, 9},
    {BOTH(acosh), 1, 9},
    {BOTH(atanh), -1, 1},
    {BOTH(abs), -9, 9},
    {BOTH(erf), -5, 5},
    {BOTH(erfc), -9, 9},
    {BOTH(normal_cdf), -9, 9},
    {BOTH(normal_density), -9, 9},
    {BOTH(gamma), 0, 9},
    {BOTH(lgamma), 0, 9},
    {BOTH(digamma), 0, 9},
};
#undef BOTH

double between(std::mt19937_64& random, double lo, double hi) {
  return lo + (hi - lo) * static_cast<double>(random() >> 11) * 0x1p-53;
}

TEST(Ball, EnclosesWhatTheTrustedIntervalEncloses) {
  std::mt19937_64 random(kSeed);
  for (const Unary& f : kUnary) {
    for (int k = 0; k < 300; ++k) {
      const double x = between(random, f.lo, f.hi), width = std::ldexp(1.0, -static_cast<int>(random() % 60));
      const Interval point = Interval::point(x, 160);
      const Interval box = point + Interval(Rational(-width), Rational(width), 160);
      const Interval value = f.interval(point), around = f.ball(Ball(box)).interval(64);
      ASSERT_TRUE(subset(value, around)) << f.name << " at " << to_hex(point) << " +- " << width << ": "
                                         << to_string(around, 20) << " lacks " << to_string(value, 20) << ", seed "
                                         << kSeed;
    }
  }
}

TEST(Ball, IsIndeterminateWhereAFunctionIsNotDefined) {
  EXPECT_FALSE(log(Ball(Interval(Rational(-1), Rational(1), 53))).is_finite());
  EXPECT_FALSE(sqrt(Ball(-1L, 53)).is_finite());
  EXPECT_FALSE((Ball(1L, 53) / Ball(Interval(Rational(0), Rational(1), 53))).is_finite());
  EXPECT_TRUE(Ball::indeterminate(53).interval().is_entire());
  EXPECT_FALSE(Ball(Interval::entire(53)).is_finite());
}

TEST(Ball, WidthOfAPointIsAFewUnits) {
  for (const Unary& f : kUnary) {
    const Ball value = f.ball(Ball(Rational(17, 16), 128));
    if (!value.is_finite()) continue;  // asin and its like at 17/16
    EXPECT_GE(arb_rel_accuracy_bits(value.get()), 118) << f.name;
  }
}

TEST(Ball, ConversionKeepsEveryMember) {
  const Interval third(Rational(1, 3), Rational(1, 2), 53);
  EXPECT_TRUE(subset(third, Ball(third).interval()));
  EXPECT_TRUE(contains(Ball(Rational(1, 3), 53).interval(), Rational(1, 3)));
}

// Boxes that begin at the minimum of gamma, of all sizes: there Arb 2.23 by itself misses values.
TEST(Ball, EnclosesGammaNextToItsMinimum) {
  const Rational minimum = *parse_rational("1.46163214496836234126265954232572132846819620400644629512988409");
  for (const Precision bits : {Precision{53}, Precision{200}}) {
    for (long k = 2; k < 60; ++k) {
      const Rational far = minimum + power(Rational(2), -k);
      for (const Interval& box : {Interval(minimum, far, 400), Interval(Rational(2 * minimum - far), minimum, 400)}) {
        const Interval value = gamma(Ball(box).at_precision(bits)).interval();
        const Interval logarithm = lgamma(Ball(box).at_precision(bits)).interval();
        for (const Interval& x : {Interval(box.lo(), box.lo()), Interval(box.hi(), box.hi())}) {
          EXPECT_TRUE(subset(gamma(x), value)) << k << " " << bits;
          EXPECT_TRUE(subset(lgamma(x), logarithm)) << k << " " << bits;
        }
        // The range is 0.43 4^-k wide, so much is promised but for a factor.
        EXPECT_LE(mpfr_get_exp(wid(value).get()), std::max(2 - 2 * k, 4 - bits)) << k << " " << bits;
      }
    }
  }
}

// Exponents have no bound in Arb; those of an Interval must stay in MPFR's range, its ends on the safe side.
TEST(Ball, EndsBeyondTheRangeOfExponentsAreRoundedOutward) {
  for (const long exponent : {1L << 31, 1L << 40, 1L << 61, 1L << 62, std::numeric_limits<long>::max()}) {
    Ball large(3L, 53), small(3L, 53);
    arb_mul_2exp_si(large.get(), large.get(), exponent);
    arb_mul_2exp_si(small.get(), small.get(), -exponent);
    const Interval above = large.interval(), below = small.interval();
    EXPECT_TRUE(above.lo().is_finite() && above.lo().sign() > 0 && above.hi().is_infinite()) << exponent;
    EXPECT_TRUE(below.lo().is_zero() && below.hi().sign() > 0) << exponent;
    EXPECT_LE(mpfr_get_exp(above.lo().get()), mpfr_get_emax()) << exponent;
    EXPECT_GE(mpfr_get_exp(below.hi().get()), mpfr_get_emin()) << exponent;
    const Interval mirrored = (-large).interval();
    EXPECT_TRUE(mirrored.lo().is_infinite() && mirrored.hi().is_finite() && mirrored.hi().sign() < 0) << exponent;
  }
}

TEST(Ball, WorksOnAfterItsCachesWereGivenBack) {
  const Interval before = Ball::pi(300).interval();
  free_thread_caches();
  EXPECT_TRUE(equal(Ball::pi(300).interval(), before));
}

}  // namespace
}  // namespace certibound
