// Rhat and its derivative against the printed formula, evaluated by plain MPFR with several times the bits.
#include <certibound/dual_activation/relu.hpp>

#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20240919;
constexpr Precision kPrecisions[] = {24, 53, 64, 128, 300};

int repeats(int base) {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  const double multiplier = text == nullptr ? 1.0 : std::atof(text);
  return multiplier > 0 ? static_cast<int>(base * multiplier) + 1 : base;
}

Float number(double x, Precision bits) {
  Float out(bits);
  mpfr_set_d(out.get(), x, MPFR_RNDN);
  return out;
}

Interval box(double lo, double hi, Precision bits = 53) { return {number(lo, bits), number(hi, bits)}; }

Interval at(const Float& x) { return {x, x}; }

// side (1 - mantissa 2^-k): a number next to side = +-1, exact where the precision allows.
Float beside(int side, double mantissa, long k, Precision bits) {
  Float out(bits);
  mpfr_set_d(out.get(), mantissa, MPFR_RNDN);
  mpfr_div_2si(out.get(), out.get(), k, MPFR_RNDN);
  mpfr_ui_sub(out.get(), 1, out.get(), MPFR_RNDZ);
  if (side < 0) mpfr_neg(out.get(), out.get(), MPFR_RNDN);
  return out;
}

// All sizes of rho, 1 - rho and 1 + rho, the latter down to 2^-200 where the precision allows.
std::vector<Float> points(Precision bits) {
  std::vector<Float> out;
  for (const double x : {-1.0, -0.9375, -0.75, -0.5, -0.1, 0.0, 0.1, 0.5, 0.75, 0.9375, 1.0})
    out.push_back(number(x, bits));
  for (const long k : {2L, 5L, 10L, 20L, 23L, 40L, 52L, 63L, 90L, 100L, 127L, 150L, 199L, 200L}) {
    if (k >= bits) break;
    for (const double mantissa : {1.0, 1.375, 1.99}) {
      out.push_back(beside(-1, mantissa, k, bits));
      out.push_back(beside(1, mantissa, k, bits));
    }
    out.push_back(number(std::ldexp(1.25, static_cast<int>(-k)), bits));
    out.push_back(number(-std::ldexp(1.25, static_cast<int>(-k)), bits));
  }
  std::mt19937_64 engine(kSeed);
  for (int k = repeats(20); k > 0; --k) {
    Float x = number(std::ldexp(static_cast<double>(engine() >> 11), -52), bits);
    mpfr_sub_ui(x.get(), x.get(), 1, MPFR_RNDZ);
    out.push_back(x);
  }
  return out;
}

struct Truth {
  Float lo, hi;
};

// The printed formulas with 4 x + 600 bits, enough for 1 - rho^2 to be exact at the points above. Every intermediate
// value is at most 8, so that fewer than 16 roundings move the result by less than 2^(10 - work), which is added on both
// sides.
Truth widened(const Float& value, Precision work) {
  Truth out{Float(work), Float(work)};
  Float slack(work);
  mpfr_set_ui_2exp(slack.get(), 1, 10 - work, MPFR_RNDN);
  mpfr_sub(out.lo.get(), value.get(), slack.get(), MPFR_RNDD);
  mpfr_add(out.hi.get(), value.get(), slack.get(), MPFR_RNDU);
  return out;
}

// (sqrt(1 - rho^2) + (pi - acos rho) rho) / pi
Truth true_rhat(const Float& rho) {
  const Precision work = 4 * rho.precision() + 600;
  Float root(work), angle(work), pi(work);
  mpfr_const_pi(pi.get(), MPFR_RNDN);
  mpfr_sqr(root.get(), rho.get(), MPFR_RNDN);
  mpfr_ui_sub(root.get(), 1, root.get(), MPFR_RNDN);
  mpfr_sqrt(root.get(), root.get(), MPFR_RNDN);
  mpfr_acos(angle.get(), rho.get(), MPFR_RNDN);
  mpfr_sub(angle.get(), pi.get(), angle.get(), MPFR_RNDN);
  mpfr_mul(angle.get(), angle.get(), rho.get(), MPFR_RNDN);
  mpfr_add(root.get(), root.get(), angle.get(), MPFR_RNDN);
  mpfr_div(root.get(), root.get(), pi.get(), MPFR_RNDN);
  return widened(root, work);
}

// 1 - acos(rho) / pi
Truth true_derivative(const Float& rho) {
  const Precision work = 4 * rho.precision() + 600;
  Float angle(work), pi(work);
  mpfr_const_pi(pi.get(), MPFR_RNDN);
  mpfr_acos(angle.get(), rho.get(), MPFR_RNDN);
  mpfr_div(angle.get(), angle.get(), pi.get(), MPFR_RNDN);
  mpfr_ui_sub(angle.get(), 1, angle.get(), MPFR_RNDN);
  return widened(angle, work);
}

struct Function {
  const char* name;
  Interval (*bare)(const Interval&);
  Decorated (*decorated)(const Decorated&);
  Truth (*truth)(const Float&);
};

constexpr Function kFunctions[] = {{"rhat", rhat, rhat, true_rhat},
                                   {"rhat_derivative", rhat_derivative, rhat_derivative, true_derivative}};

bool is_end(const Float& rho) { return mpfr_cmpabs_ui(rho.get(), 1) == 0; }

std::string show(const char* name, const Interval& x, const Interval& value) {
  return std::string(name) + " of " + to_hex(x) + " (" + std::to_string(x.precision()) + " bits) gives " +
         to_hex(value) + ", seed " + std::to_string(kSeed);
}

TEST(Relu, EnclosesThePrintedFormulaAtPoints) {
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      for (const Float& rho : points(bits)) {
        if (is_end(rho)) continue;  // exact there, see below
        const Interval value = f.bare(at(rho));
        const Truth exact = f.truth(rho);
        EXPECT_TRUE(!value.is_empty() && value.lo() <= exact.lo && exact.hi <= value.hi())
            << show(f.name, at(rho), value);
      }
    }
  }
}

TEST(Relu, EnclosesThePrintedFormulaOnIntervals) {
  std::mt19937_64 engine(kSeed + 1);
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      const std::vector<Float> all = points(bits);
      const auto any = [&] { return all[engine() % all.size()]; };
      for (int k = repeats(100); k > 0; --k) {
        const Float a = any(), b = any(), member = any();
        const Interval x = b < a ? Interval(b, a) : Interval(a, b), value = f.bare(x);
        EXPECT_EQ(value.precision(), bits);
        for (const Float& rho : {a, b, member}) {
          if (is_end(rho) || !contains(x, rho)) continue;
          const Truth exact = f.truth(rho);
          ASSERT_TRUE(value.lo() <= exact.lo && exact.hi <= value.hi())
              << show(f.name, x, value) << " at " << to_hex(at(rho));
        }
        const Interval part = b < member ? Interval(b, member) : Interval(member, b);
        if (!subset(part, x)) continue;
        EXPECT_TRUE(subset(f.bare(part), value)) << show(f.name, x, value) << " subset " << to_hex(part);
      }
    }
  }
}

TEST(Relu, EndsAreExact) {
  for (const Precision bits : kPrecisions) {
    const Interval minus = box(-1, -1, bits), plus = box(1, 1, bits), zero = box(0, 0, bits);
    EXPECT_TRUE(equal(rhat(minus), zero) && equal(rhat(plus), plus));
    EXPECT_TRUE(equal(rhat_derivative(minus), zero) && equal(rhat_derivative(plus), plus));
    EXPECT_TRUE(equal(rhat(box(-1, 1, bits)), box(0, 1, bits)) &&
                equal(rhat_derivative(box(-1, 1, bits)), box(0, 1, bits)));
    EXPECT_TRUE(contains(rhat_derivative(zero), Rational(1, 2)));
    Float inverse(2 * bits + 64);
    mpfr_const_pi(inverse.get(), MPFR_RNDN);
    mpfr_ui_div(inverse.get(), 1, inverse.get(), MPFR_RNDN);
    EXPECT_TRUE(contains(rhat(zero), inverse));
  }
}

// Each relative width is at most 2^(4 - precision).
TEST(Relu, WidthIsRelativeAtAllPoints) {
  Float room;
  for (const Function& f : kFunctions) {
    for (const Precision bits : kPrecisions) {
      for (const Float& rho : points(bits)) {
        if (is_end(rho)) continue;
        const Interval value = f.bare(at(rho));
        mpfr_mul_2si(room.get(), value.lo().get(), 4 - bits, MPFR_RNDD);
        EXPECT_TRUE(wid(value) <= room) << show(f.name, at(rho), value);
      }
    }
  }
}

// Many precisions, for the rare values whose rounding the guard bits leave open.
TEST(Relu, WidthIsThatOfOneRoundingAtEveryPrecision) {
  std::mt19937_64 engine(kSeed + 2);
  for (const Function& f : kFunctions) {
    for (Precision bits = 10; bits <= 240; ++bits) {
      for (int k = repeats(10); k > 0; --k) {
        Float rho = number(std::ldexp(static_cast<double>(engine() >> 11), -52), bits);
        mpfr_sub_ui(rho.get(), rho.get(), 1, MPFR_RNDZ);
        if (is_end(rho)) continue;
        const Interval value = f.bare(at(rho));
        const Truth exact = f.truth(rho);
        Float lo(bits), hi(bits);
        mpfr_set(lo.get(), exact.lo.get(), MPFR_RNDD);
        mpfr_set(hi.get(), exact.hi.get(), MPFR_RNDU);
        EXPECT_TRUE(equal(value, Interval(lo, hi))) << show(f.name, at(rho), value);
      }
    }
  }
}

// Neighbours whose values differ far below the last bit: the ends must still come in order.
TEST(Relu, EnclosesInOrderNextToZero) {
  for (const Function& f : kFunctions) {
    for (Precision bits = 12; bits <= 140; ++bits) {
      Interval below = f.bare(box(-0x1p-10, -0x1p-10, bits));
      for (const double x : {-0x1p-20, -0x1p-40, -0x1p-80, -0x1p-400, 0.0, 0x1p-401, 0x1p-81, 0x1p-41, 0x1p-21}) {
        const Interval above = f.bare(box(x, x, bits));
        EXPECT_TRUE(below.lo() <= above.lo() && below.hi() <= above.hi()) << show(f.name, box(x, x, bits), above);
        below = above;
      }
    }
  }
}

TEST(Relu, RisesStrictlyOnAGrid) {
  for (const Function& f : kFunctions) {
    Interval before = f.bare(box(-1, -1));
    for (int k = -255; k <= 256; ++k) {
      const Interval value = f.bare(box(k / 256.0, k / 256.0));
      EXPECT_TRUE(certainly(less(before, value))) << f.name << " at " << k << "/256";
      before = value;
    }
  }
}

TEST(Relu, OutsideTheDomainEmptyAndUndecorated) {
  for (const Function& f : kFunctions) {
    for (const Interval& x : {box(1.5, 2), box(-3, -1.25), box(std::nextafter(1.0, 2.0), 5), Interval::empty(53)}) {
      EXPECT_TRUE(f.bare(x).is_empty()) << f.name << to_hex(x);
      EXPECT_EQ(f.decorated(Decorated(x)).decoration, Decoration::trv) << f.name << to_hex(x);
    }
    EXPECT_TRUE(equal(f.bare(box(1, 2)), box(1, 1)) && equal(f.bare(box(-2, -1)), box(0, 0)));
    EXPECT_TRUE(equal(f.bare(Interval::entire(53)), box(0, 1)));
    EXPECT_TRUE(equal(f.bare(box(-HUGE_VAL, 0.5)), f.bare(box(-1, 0.5))) &&
                equal(f.bare(box(0.5, 1.0000001)), f.bare(box(0.5, 1))));
    for (const Interval& x : {box(-1.5, 0), box(0.5, 1.0000001), Interval::entire(53), box(-9, 9)}) {
      EXPECT_EQ(f.decorated(Decorated(x)).decoration, Decoration::trv) << f.name << to_hex(x);
    }
    for (const Interval& x : {box(-1, 1), box(0, 0), box(1, 1), box(-0.5, 0.75)}) {
      const Decorated value = f.decorated(Decorated(x));
      EXPECT_EQ(value.decoration, Decoration::com) << f.name << to_hex(x);
      EXPECT_TRUE(equal(value.value, f.bare(x)));
      EXPECT_EQ(f.decorated(Decorated(x, Decoration::def)).decoration, Decoration::def);
      EXPECT_EQ(f.decorated(Decorated(x, Decoration::trv)).decoration, Decoration::trv);
    }
  }
}

// Rhat(rho) - Rhat(-rho) = rho.
TEST(Relu, SatisfiesItsReflectionIdentity) {
  for (const Precision bits : kPrecisions) {
    for (const Float& rho : points(bits)) {
      const Interval x = at(rho), difference = rhat(x) - rhat(-x);
      EXPECT_TRUE(contains(difference, rho)) << show("difference", x, difference);
      EXPECT_LE(mpfr_cmp_ui_2exp(wid(difference).get(), 1, 6 - bits), 0) << show("difference", x, difference);
    }
  }
}

// Rhat is convex: Rhat'(a) (b - a) <= Rhat(b) - Rhat(a) <= Rhat'(b) (b - a), and the mean value lies between.
TEST(Relu, DerivativeAgreesWithDifferences) {
  for (const Precision bits : kPrecisions) {
    const std::vector<Float> all = points(bits);
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const bool ordered = all[i] < all[i + 1];
      const Interval a = at(ordered ? all[i] : all[i + 1]), b = at(ordered ? all[i + 1] : all[i]);
      const Interval rise = rhat(b) - rhat(a), run = b - a;
      EXPECT_TRUE(possibly(less_equal(rhat_derivative(a) * run, rise))) << to_hex(a) << to_hex(b);
      EXPECT_TRUE(possibly(less_equal(rise, rhat_derivative(b) * run))) << to_hex(a) << to_hex(b);
      EXPECT_FALSE(disjoint(rise, rhat_derivative(hull(a, b)) * run)) << to_hex(a) << to_hex(b);
    }
    // Close points of a fine grid pin the derivative itself down, to the size of the steps.
    for (int k = -63; k <= 63; ++k) {
      const Interval middle = box(k / 64.0, k / 64.0, bits), step = box(0x1p-8, 0x1p-8, bits);
      const Interval slope = (rhat(middle + step) - rhat(middle - step)) / (step + step);
      const Interval error = abs(slope - rhat_derivative(middle));
      EXPECT_TRUE(certainly(less(error, box(0x1p-11, 0x1p-11, bits)))) << k << "/64: " << to_hex(error);
    }
  }
}

}  // namespace
}  // namespace certibound
