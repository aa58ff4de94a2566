// Intervals of doubles against exact rationals, from the least to the largest exponents.
#include "support.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20270109;

double any_double(std::mt19937_64& engine) {
  const int kind = static_cast<int>(engine() % 8);
  if (kind == 0) return 0;
  const double mantissa = std::ldexp(static_cast<double>(engine() >> 11), -52) * (engine() % 2 == 0 ? 1 : -1);
  const int wide = static_cast<int>(engine() % 2096) - 1073, narrow = static_cast<int>(engine() % 20) - 10;
  return std::ldexp(mantissa, kind < 4 ? wide : narrow);
}

QuickInterval any_interval(std::mt19937_64& engine) {
  const double a = any_double(engine), b = engine() % 4 == 0 ? a : any_double(engine);
  return {std::min(a, b), std::max(a, b)};
}

Rational exactly(double x) {
  Float value(53);
  mpfr_set_d(value.get(), x, MPFR_RNDN);
  return to_rational(value);
}

void expect_inside(const Rational& value, const QuickInterval& found, const char* what, double x, double y) {
  EXPECT_TRUE(contains(found.interval(), value)) << "seed " << kSeed << std::hexfloat << ": " << what << " of " << x << ", " << y;
}

TEST(QuickInterval, EnclosesEveryResultOfItsEnds) {
  std::mt19937_64 engine(kSeed);
  for (int round = 0; round < 20000; ++round) {
    const QuickInterval x = any_interval(engine), y = any_interval(engine);
    for (const double a : {x.lo, x.hi}) {
      for (const double b : {y.lo, y.hi}) {
        const Rational p = exactly(a), q = exactly(b);
        expect_inside(p + q, x + y, "sum", a, b);
        expect_inside(p - q, x - y, "difference", a, b);
        expect_inside(p * q, x * y, "product", a, b);
        if (q != 0) expect_inside(p / q, x / y, "quotient", a, b);
        expect_inside(p * p, sqr(x), "square", a, a);
      }
    }
  }
}

TEST(QuickInterval, SaysNothingBeyondTheLargestDouble) {
  const double most = std::numeric_limits<double>::max();
  const QuickInterval large(most / 2, most), one(1, 1), around(-1, 1);
  EXPECT_FALSE((large * large).is_bounded());
  EXPECT_FALSE((large + large).is_bounded());
  EXPECT_FALSE((one / around).is_bounded());
  EXPECT_FALSE((QuickInterval::entire() * QuickInterval(0, 0)).is_bounded());
  EXPECT_FALSE((QuickInterval::entire() - QuickInterval::entire()).is_bounded());
  EXPECT_TRUE(QuickInterval(Interval::empty(53)).interval().is_entire());
}

TEST(QuickInterval, WidthOfASumOfPointsIsAFewUnits) {
  const QuickInterval sum = QuickInterval(1, 1) + QuickInterval(0x1p-60, 0x1p-60);
  EXPECT_LT(sum.hi - sum.lo, 0x1p-48);
}

}  // namespace
}  // namespace certibound::test
