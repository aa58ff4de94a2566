// Ball against Interval: two engines that share no code for the functions. Both must contain the value, so they meet; a
// finer interval at one point must lie within the ball's interval of a box around it.
#include <certibound/ball/ball.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace certibound
