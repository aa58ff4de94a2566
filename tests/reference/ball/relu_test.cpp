// Rhat and its derivative by Ball against the trusted Interval, from the middle of [-1, 1] to far beyond double at its ends.
#include <certibound/ball/relu.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20261201;
constexpr Precision kPrecisions[] = {24, 53, 64, 128, 300, 1024};

struct Function {
  const char* name;
  Interval (*trusted)(const Interval&);
  Ball (*ball)(const Ball&);
};
const Function kFunctions[] = {
    {"rhat", static_cast<Interval (*)(const Interval&)>(rhat), static_cast<Ball (*)(const Ball&)>(rhat)},
    {"rhat_derivative", static_cast<Interval (*)(const Interval&)>(rhat_derivative),
     static_cast<Ball (*)(const Ball&)>(rhat_derivative)},
};

int repeats(int base) {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  return std::max(1, static_cast<int>(base * (text == nullptr ? 1.0 : std::atof(text))));
}

// m 2^e for a random m of 53 bits in [1, 2).
Float random_size(std::mt19937_64& random, long exponent) {
  Float out(53);
  mpfr_set_ui_2exp(out.get(), random() >> 11 | 1UL << 52, exponent - 52, MPFR_RNDN);
  return out;
}

// -1 + x, x, -x or 1 - x exactly, x = m 2^-k with k up to `reach`.
Float random_rho(std::mt19937_64& random, long reach) {
  const long k = 1 + static_cast<long>(random() % static_cast<std::uint64_t>(reach));
  const Float x = random_size(random, -k);
  Float out(k + 60);
  mpfr_set(out.get(), x.get(), MPFR_RNDN);
  const auto place = random() % 4;
  if (place == 0) mpfr_sub_ui(out.get(), out.get(), 1, MPFR_RNDN);
  if (place == 1) mpfr_ui_sub(out.get(), 1, out.get(), MPFR_RNDN);
  if (place == 2) mpfr_neg(out.get(), out.get(), MPFR_RNDN);
  return out;
}

Interval at(const Float& x) { return {x, x}; }

void expect_encloses(const Function& f, const Ball& rho, const Float& member) {
  const Precision fine = 2 * rho.precision() + 64 + member.precision();
  const Interval value = f.trusted(at(member).at_precision(fine));
  const Ball around = f.ball(rho);
  EXPECT_TRUE(subset(value, around.interval(fine)))
      << f.name << " of " << to_hex(rho.interval(rho.precision() + 64)) << " (" << rho.precision() << " bits) gives "
      << to_string(around.interval(fine), 40) << "\n  at " << to_hex(at(member)) << " the value is "
      << to_string(value, 40) << ", seed " << kSeed;
}

TEST(ReluBall, EnclosesTheTrustedValueAtPoints) {
  std::mt19937_64 random(kSeed);
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      for (const long reach : {3L, 60L, 2000L}) {
        for (int k = repeats(bits > 500 ? 60 : 300); k > 0; --k) {
          const Float rho = random_rho(random, reach);
          Ball ball(bits);
          arf_set_mpfr(arb_midref(ball.get()), rho.get());
          expect_encloses(f, ball, rho);
        }
      }
    }
  }
}

TEST(ReluBall, EnclosesTheTrustedValueAtMembersOfBalls) {
  std::mt19937_64 random(kSeed + 1);
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      for (int k = repeats(bits > 500 ? 60 : 400); k > 0; --k) {
        const Float mid = random_rho(random, 120);
        Ball ball(bits);
        arf_set_mpfr(arb_midref(ball.get()), mid.get());
        const Float radius = random_size(random, 1 - static_cast<long>(random() % (bits + 100)));
        arb_add_error_2exp_si(ball.get(), mpfr_get_exp(radius.get()));
        for (const int step : {-8, -7, -3, 0, 1, 5, 8}) {  // the radius is at least |radius|
          Float member(mid.precision() + bits + 300);
          mpfr_mul_si(member.get(), radius.get(), step, MPFR_RNDN);
          mpfr_div_ui(member.get(), member.get(), 8, MPFR_RNDZ);
          mpfr_add(member.get(), member.get(), mid.get(), MPFR_RNDZ);
          if (mpfr_cmpabs_ui(member.get(), 1) <= 0) expect_encloses(f, ball, member);
        }
        for (const long end : {-1L, 1L}) {
          const Float one = Interval(end, 2).lo();
          if (arb_contains_si(ball.get(), end)) expect_encloses(f, ball, one);
        }
      }
    }
  }
}

// Both sides of the place where the series takes over, and far beyond it.
TEST(ReluBall, EnclosesAcrossTheSeam) {
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      for (long k = 1; k <= 12 + bits / 8; ++k) {
        for (const long nudge : {-1L, 0L, 1L}) {
          Float x(k + 80);
          mpfr_set_si_2exp(x.get(), (1L << 40) + nudge, -k - 40, MPFR_RNDN);
          mpfr_sub_ui(x.get(), x.get(), 1, MPFR_RNDN);
          Ball ball(bits);
          arf_set_mpfr(arb_midref(ball.get()), x.get());
          expect_encloses(f, ball, x);
        }
      }
    }
  }
}

TEST(ReluBall, NamedPoints) {
  for (const char* text :
       {"-0.999999999999", "0.999999999999", "0", "1/3", "-1/3", "1e-300", "-1e-300", "1/2", "-1/2"}) {
    for (const Function& f : kFunctions) {
      for (const Precision bits : kPrecisions) {
        const Rational rho = *parse_rational(text);
        const Interval value = f.trusted(Interval(rho, 4 * bits + 2200));
        EXPECT_TRUE(subset(value, f.ball(Ball(rho, bits)).interval(2 * bits))) << f.name << " " << text;
      }
    }
  }
  for (const Rational& distance : {*parse_rational("1e-12"), *parse_rational("1e-300"), power(Rational(2), -3000)}) {
    for (const Rational& rho : {Rational(distance - 1), Rational(1 - distance)}) {
      for (const Function& f : kFunctions) {
        const Float exact = Interval(rho, 4000).lo();  // a binary number next to it
        Ball ball(128);
        arf_set_mpfr(arb_midref(ball.get()), exact.get());
        expect_encloses(f, ball, exact);
        EXPECT_GE(arb_rel_accuracy_bits(f.ball(ball).get()), 125) << f.name << " " << to_double(distance);
      }
    }
  }
  // 1 - Rhat(1 - x) is known as well as x itself, though the middle has but 128 bits.
  Ball near_one(128);
  const Float exact = Interval(Rational(1 - power(Rational(2), -1000)), 1100).lo();
  arf_set_mpfr(arb_midref(near_one.get()), exact.get());
  EXPECT_GE(arb_rel_accuracy_bits(rhat(near_one).get()), 998);
}

TEST(ReluBall, IsExactAtTheEnds) {
  for (const Precision bits : kPrecisions) {
    EXPECT_TRUE(arb_is_zero(rhat(Ball(-1L, bits)).get()) && arb_is_one(rhat(Ball(1L, bits)).get()));
    EXPECT_TRUE(arb_is_zero(rhat_derivative(Ball(-1L, bits)).get()));
    EXPECT_TRUE(arb_is_one(rhat_derivative(Ball(1L, bits)).get()));
    EXPECT_EQ(rhat(Ball(0L, bits)).precision(), bits);
  }
}

TEST(ReluBall, IsCutToTheDomain) {
  const Ball sticking = Ball(Interval(Rational(1, 2), Rational(5, 2), 64));
  const Ball below = Ball(Interval(Rational(-5, 2), Rational(-1, 2), 64));
  const Ball everything = Ball(Interval(Rational(-9), Rational(7), 64));
  for (const Function& f : kFunctions) {
    const Interval half = f.trusted(Interval(Rational(1, 2), 64)),
                   minus_half = f.trusted(Interval(Rational(-1, 2), 64));
    const Interval upper = f.ball(sticking).interval(), lower = f.ball(below).interval(),
                   all = f.ball(everything).interval();
    const auto close = [](const Float& a, const Rational& b) {
      return abs(Rational(to_rational(a) - b)) < power(Rational(2), -25);
    };
    EXPECT_TRUE(contains(upper, Rational(1)) && upper.lo() <= half.lo() && close(upper.hi(), 1))
        << to_string(upper, 20);
    EXPECT_TRUE(close(upper.lo(), to_rational(half.lo()))) << to_string(upper, 20);
    EXPECT_TRUE(contains(lower, Rational(0)) && minus_half.hi() <= lower.hi() && close(lower.lo(), 0))
        << to_string(lower, 20);
    EXPECT_TRUE(contains(all, Rational(0)) && contains(all, Rational(1)) && close(all.lo(), 0) && close(all.hi(), 1));
    for (const Ball& outside : {Ball(2L, 64), Ball(-2L, 64), Ball(Interval(Rational(5, 4), Rational(2), 64)),
                                Ball(Interval(Rational(-9), Rational(-5, 4), 64)), Ball::indeterminate(64),
                                Ball(Interval::entire(64)), Ball(Interval::empty(64))}) {
      EXPECT_FALSE(f.ball(outside).is_finite()) << f.name << " " << to_string(outside.interval(), 10);
    }
    // It only touches the domain: the value there is inside.
    Ball touching(2L, 64);
    arb_add_error_2exp_si(touching.get(), 0);
    EXPECT_TRUE(contains(f.ball(touching).interval(), Rational(1)));
  }
}

TEST(ReluBall, WidthAtPointsIsAFewUnits) {
  std::mt19937_64 random(kSeed + 2);
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      for (const long reach : {3L, 60L, 2000L, 1000000L}) {
        for (int k = repeats(reach > 2000 ? 3 : 60); k > 0; --k) {
          const Float rho = random_rho(random, reach);
          Ball ball(bits);
          arf_set_mpfr(arb_midref(ball.get()), rho.get());
          EXPECT_GE(arb_rel_accuracy_bits(f.ball(ball).get()), bits - 3) << f.name << " of " << to_hex(at(rho));
        }
      }
    }
  }
}

// Against the range, from the trusted values at the ends of the ball.
TEST(ReluBall, WidthOfABallIsThatOfTheRange) {
  std::mt19937_64 random(kSeed + 3);
  for (const Function& f : kFunctions) {
    for (const Precision bits : {Precision{53}, Precision{128}}) {
      for (int k = repeats(300); k > 0; --k) {
        const Float mid = random_rho(random, 40);
        Ball ball(bits);
        arf_set_mpfr(arb_midref(ball.get()), mid.get());
        arb_add_error_2exp_si(ball.get(), -1 - static_cast<long>(random() % (bits + 20)));
        const Precision fine = 4 * bits + 300;
        const Interval range = f.trusted(ball.interval(fine)), around = f.ball(ball).interval(fine);
        // At most 1.6 of the range (a thin ball by its derivative), and the rounding of two ends.
        const Float width = wid(around), exact = wid(range), size = mag(around);
        Float allowed(fine), units(fine);
        mpfr_mul_d(allowed.get(), exact.get(), 1.6, MPFR_RNDU);
        mpfr_div_2ui(units.get(), size.get(), static_cast<unsigned long>(bits - 4), MPFR_RNDU);
        mpfr_add(allowed.get(), allowed.get(), units.get(), MPFR_RNDU);
        EXPECT_TRUE(width <= allowed) << f.name << " of " << to_hex(ball.interval(fine)) << "\n  gives "
                                      << to_string(around, 30) << "\n  the range is " << to_string(range, 30);
      }
    }
  }
}

TEST(ReluBall, ReflectionIdentities) {
  std::mt19937_64 random(kSeed + 4);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(200); k > 0; --k) {
      const Float rho = random_rho(random, 30);
      Ball ball(bits);
      arf_set_mpfr(arb_midref(ball.get()), rho.get());
      EXPECT_TRUE(arb_overlaps((rhat(ball) - rhat(-ball)).get(), ball.get())) << to_hex(at(rho));
      EXPECT_TRUE(arb_contains_si((rhat_derivative(ball) + rhat_derivative(-ball)).get(), 1)) << to_hex(at(rho));
    }
  }
}

}  // namespace
}  // namespace certibound
