// The complex continuations: against Interval on the real line, against Taylor's series off it, and silence at cuts, kinks
// and outside of real domains.
#include "functions.hpp"

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20270110;
constexpr Precision kFine = 320;

ComplexBall complex(const Interval& re, const Interval& im, Precision bits, bool analytic) {
  ComplexBall out(bits);
  arb_set(acb_realref(out.get()), Ball(re).get());
  arb_set(acb_imagref(out.get()), Ball(im).get());
  return {out.get(), bits, analytic};
}

TEST(ComplexBall, EnclosesTheRealFunctionOnRealBoxes) {
  Random random(kSeed);
  for (const Unary& f : smooth_functions()) {
    long finite = 0;
    for (int round = 0; round < 60; ++round) {
      const Rational a = random.between(f.lo, f.hi), x = random.between(f.lo, f.hi);
      const Rational b = a + (x - a) * Rational(1, 1 + random.below(1000));
      const Interval box(std::min(a, b), std::max(a, b), 64);
      const Rational p = random.between(std::min(a, b), std::max(a, b));
      const ComplexBall value = (*f.f)(complex(box, Interval(0, 64), 64, round % 2 == 0));
      if (!value.is_finite()) continue;
      ++finite;
      EXPECT_FALSE(disjoint(value.real().interval(), (*f.f)(Interval(p, kFine))))
          << "seed " << kSeed << ": " << f.name << " on " << to_string(box, 12) << " at " << to_string(p);
      EXPECT_TRUE(contains_zero(value.imaginary().interval())) << f.name << " on " << to_string(box, 12);
    }
    EXPECT_GT(finite, 40) << f.name;
  }
}

// f(x + iy) = sum_k f_k(x) (iy)^k; the tail beyond order 60 is below 2^-80 here, as |y| is at most 1/8 and every
// singularity of these functions lies at least 1/10 times 3 beyond |y| or the function is entire.
TEST(ComplexBall, ContinuesTheTaylorSeries) {
  Random random(kSeed + 1);
  constexpr long kOrder = 60;
  for (const Unary& f : smooth_functions()) {
    for (int round = 0; round < 10; ++round) {
      const Interval x(random.between(f.lo, f.hi), kFine), y(random.between(Rational(-1, 40), Rational(1, 40)), kFine);
      const Taylor series = (*f.f)(Taylor::variable(x, kOrder));
      Interval parts[2] = {Interval(0, kFine), Interval(0, kFine)};
      for (long k = 0; k <= kOrder; ++k) {
        const Interval term = series.coefficient(static_cast<std::size_t>(k)) * pown(y, k);
        parts[k % 2] = k % 4 < 2 ? parts[k % 2] + term : parts[k % 2] - term;
      }
      const ComplexBall value = (*f.f)(complex(x, y, kFine, true));
      ASSERT_TRUE(value.is_finite()) << f.name;
      const Interval near(Rational(-1, Integer(1) << 80), Rational(1, Integer(1) << 80), kFine);
      EXPECT_FALSE(disjoint(value.real().interval(), parts[0] + near)) << "seed " << kSeed + 1 << ": " << f.name << " at "
                                                                       << to_string(x, 12) << " + i " << to_string(y, 12);
      EXPECT_FALSE(disjoint(value.imaginary().interval(), parts[1] + near)) << f.name;
    }
  }
}

// A member of a box goes to a member of the image.
TEST(ComplexBall, ImagesOfBoxesContainImagesOfPoints) {
  Random random(kSeed + 2);
  for (const Unary& f : smooth_functions()) {
    for (int round = 0; round < 40; ++round) {
      const Rational x = random.between(f.lo, f.hi), y = random.between(-1, 1);
      const Rational wide(1, 2 + random.below(60));
      const Interval re(Rational(x - wide), Rational(x + wide), 64), im(Rational(y - wide), Rational(y + wide), 64);
      const ComplexBall image = (*f.f)(complex(re, im, 64, true));
      const Rational p = random.between(x - wide, x + wide), q = random.between(y - wide, y + wide);
      const ComplexBall value = (*f.f)(complex(Interval(p, kFine), Interval(q, kFine), kFine, true));
      if (!image.is_finite()) continue;
      EXPECT_TRUE(value.is_finite()) << f.name;
      EXPECT_TRUE(acb_overlaps(image.get(), value.get()))
          << "seed " << kSeed + 2 << ": " << f.name << " at " << to_string(p) << " + i " << to_string(q);
    }
  }
}

TEST(ComplexBall, SaysNothingOutsideARealDomain) {
  struct Outside {
    const char* name;
    SharedIntegrand f;
    long lo, hi;
  };
#define CERTIBOUND_OUTSIDE(expression, lo, hi) \
  Outside { #expression, shared([](const auto& x) { return expression; }), lo, hi }
  const Outside outside[] = {CERTIBOUND_OUTSIDE(log(x), -2, -1),        CERTIBOUND_OUTSIDE(log(x), 0, 1),
                             CERTIBOUND_OUTSIDE(sqrt(x), -2, -1),       CERTIBOUND_OUTSIDE(sqr(sqrt(x)), -1, 1),
                             CERTIBOUND_OUTSIDE(log1p(x), -2, 0),       CERTIBOUND_OUTSIDE(asin(x), 0, 2),
                             CERTIBOUND_OUTSIDE(acos(x), -2, -1),       CERTIBOUND_OUTSIDE(acosh(x), 0, 2),
                             CERTIBOUND_OUTSIDE(atanh(x), 0, 1),        CERTIBOUND_OUTSIDE(gamma(x), -1, 1),
                             CERTIBOUND_OUTSIDE(lgamma(x), -1, 0),      CERTIBOUND_OUTSIDE(digamma(x), -3, -2),
                             CERTIBOUND_OUTSIDE(pow(x, x), -1, 1),      CERTIBOUND_OUTSIDE(number(1, 1, x) / x, -1, 1),
                             CERTIBOUND_OUTSIDE(tan(x), 1, 2),          CERTIBOUND_OUTSIDE(pown(x, -1), 0, 1),
                             CERTIBOUND_OUTSIDE(pow(x, -x), 0, 1),      CERTIBOUND_OUTSIDE(number(0, 1, x) * log(x), -2, -1)};
#undef CERTIBOUND_OUTSIDE
  for (const Outside& o : outside) {
    const Interval box(Rational(o.lo), Rational(o.hi), 64);
    for (const bool analytic : {false, true}) {
      EXPECT_FALSE((*o.f)(complex(box, Interval(0, 64), 64, analytic)).is_finite()) << o.name << " on " << to_string(box, 4);
    }
  }
}

TEST(ComplexBall, IsAnalyticOnlyAwayFromKinksAndCuts) {
  const Interval around(Rational(-1), Rational(1), 64);
  for (const bool analytic : {false, true}) {
    const ComplexBall x = complex(around, Interval(0, 64), 64, analytic);
    ComplexBall unit(Rational(1, 2), 64);
    arb_add_error_2exp_si(acb_realref(unit.get()), -1);  // [0, 1] exactly
    const ComplexBall u(unit.get(), 64, analytic);
    EXPECT_EQ(abs(x).is_finite(), !analytic);
    EXPECT_EQ(max(x, -x).is_finite(), !analytic);
    EXPECT_EQ(min(x, ComplexBall(0L, 64)).is_finite(), !analytic);
    EXPECT_EQ(sign(x).is_finite(), !analytic);
    EXPECT_EQ(step(x).is_finite(), !analytic);
    EXPECT_EQ(cbrt(x).is_finite(), !analytic);
    EXPECT_EQ(sqrt(u).is_finite(), !analytic);
    EXPECT_EQ(acos(u).is_finite(), !analytic);
    EXPECT_EQ(pow(u, ComplexBall(Rational(3, 2), 64)).is_finite(), !analytic);
    EXPECT_TRUE(exp(x).analytic() == analytic);
  }
  // The cuts of atan and asinh lie on the imaginary axis.
  const Interval beyond(Rational(1, 2), Rational(2), 64);
  EXPECT_FALSE(atan(complex(around, beyond, 64, true)).is_finite());
  EXPECT_FALSE(asinh(complex(around, beyond, 64, true)).is_finite());
  EXPECT_TRUE(atan(complex(beyond, beyond, 64, true)).is_finite());
}

TEST(ComplexBall, EnclosesBothBranchesAtAKink) {
  const ComplexBall x = complex(Interval(Rational(-2), Rational(1), 64), Interval(0, 64), 64, false);
  EXPECT_TRUE(subset(Interval(Rational(0), Rational(2), 64), abs(x).real().interval()));
  EXPECT_TRUE(subset(Interval(Rational(-1), Rational(1), 64), sign(x).real().interval()));
  EXPECT_TRUE(subset(Interval(Rational(0), Rational(1), 64), step(x).real().interval()));
}

}  // namespace
}  // namespace certibound::test
