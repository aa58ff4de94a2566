// Every function of two arguments, and fma, against plain MPFR, on random boxes.
#include "functions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20240918;
constexpr int kRepeats = 80;

std::string name_of(const ::testing::TestParamInfo<Binary>& info) { return info.param.name; }

std::string input(const char* name, const Interval& x, const Interval& y) {
  return std::string(name) + " of " + show(x) + " and " + show(y) + ", seed " + std::to_string(kSeed);
}

class BinaryFunction : public ::testing::TestWithParam<Binary> {};

TEST_P(BinaryFunction, EnclosesTheValueAtEveryMember) {
  const Binary& f = GetParam();
  Inputs inputs(kSeed);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(kRepeats); k > 0; --k) {
      const Interval x = inputs.interval(bits), y = inputs.interval(bits);
      const Interval value = f.bare(x, y);
      if (x.is_empty() || y.is_empty()) {
        EXPECT_TRUE(value.is_empty()) << input(f.name, x, y);
        continue;
      }
      for (const Float& a : inputs.members(x)) {
        for (const Float& b : inputs.members(y)) {
          if (!f.defined(a, b)) continue;
          const Truth exact = truth(f, a, b, fine(bits));
          ASSERT_TRUE(!value.is_empty() && value.lo() <= exact.lo && exact.hi <= value.hi())
              << input(f.name, x, y) << "\n  gives " << show(value) << "\n  at " << show(a) << ", " << show(b)
              << "\n  the value is in [" << show(exact.lo) << ", " << show(exact.hi) << "]";
        }
      }
    }
  }
}

TEST_P(BinaryFunction, EnclosesTheResultOfEverySubset) {
  const Binary& f = GetParam();
  Inputs inputs(kSeed + 1);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(kRepeats); k > 0; --k) {
      const Interval x = inputs.interval(bits), y = inputs.interval(bits);
      if (x.is_empty() || y.is_empty()) continue;
      const Interval a = inputs.part_of(x), b = inputs.part_of(y);
      const Interval value = f.bare(x, y), part_value = f.bare(a, b);
      if (part_value.is_empty()) continue;
      ASSERT_TRUE(!value.is_empty() && value.lo() <= part_value.lo() && part_value.hi() <= value.hi())
          << input(f.name, x, y) << "\n  gives " << show(value) << "\n  but " << input(f.name, a, b) << "\n  gives "
          << show(part_value);
    }
  }
}

TEST_P(BinaryFunction, WidthIsThatOfOneRoundingAtPoints) {
  const Binary& f = GetParam();
  Inputs inputs(kSeed + 2);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(kRepeats); k > 0; --k) {
      const Float a = inputs.number(bits), b = inputs.number(bits);
      const Interval value = f.bare(Interval(a, a), Interval(b, b));
      Interval tightest = Interval::empty(bits);
      if (f.defined(a, b)) {
        const Truth exact = truth(f, a, b, fine(bits));
        tightest = Interval(rounded(exact.lo, bits, MPFR_RNDD), rounded(exact.hi, bits, MPFR_RNDU));
      }
      EXPECT_TRUE(same(value, tightest)) << input(f.name, Interval(a, a), Interval(b, b)) << "\n  gives " << show(value)
                                         << "\n  tightest " << show(tightest);
    }
  }
}

// Where all four corners are defined and no branch is met, the extremes of each of these functions lie at corners.
TEST_P(BinaryFunction, WidthIsThatOfTheCorners) {
  const Binary& f = GetParam();
  Inputs inputs(kSeed + 3);
  const auto one_sign = [](const Interval& x) { return x.lo().sign() > 0 || x.hi().sign() < 0; };
  const auto bounded = [](const Interval& x) { return mpfr_number_p(x.lo().get()) && mpfr_number_p(x.hi().get()); };
  int checked = 0;
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(kRepeats); k > 0; --k) {
      const Interval x = inputs.interval(bits), y = inputs.interval(bits);
      if (!bounded(x) || !bounded(y)) continue;
      const std::string name = f.name;
      if (name == "div" && !one_sign(y)) continue;
      if (name == "pow" && x.lo().sign() <= 0) continue;
      if (name == "hypot" && (!one_sign(x) || !one_sign(y))) continue;
      if (name == "atan2" && !one_sign(x)) continue;  // the first argument is the ordinate: clear of origin and cut
      ++checked;
      Float lo = number(kInf, bits), hi = number(-kInf, bits);
      for (const Float& a : {x.lo(), x.hi()}) {
        for (const Float& b : {y.lo(), y.hi()}) {
          const Truth exact = truth(f, a, b, fine(bits));
          lo = std::min(lo, rounded(exact.lo, bits, MPFR_RNDD));
          hi = std::max(hi, rounded(exact.hi, bits, MPFR_RNDU));
        }
      }
      const Interval value = f.bare(x, y);
      EXPECT_TRUE(same(value, Interval(lo, hi)))
          << input(f.name, x, y) << "\n  gives " << show(value) << "\n  corners " << show(Interval(lo, hi));
    }
  }
  EXPECT_GT(checked, 40);
}

TEST_P(BinaryFunction, KeepsTheGreaterPrecision) {
  const Binary& f = GetParam();
  for (const double lo : {-1.0, 0.5, 1.0}) {
    for (const double hi : {1.0, 2.0, kInf}) {
      EXPECT_EQ(f.bare(box(lo, hi, 24), box(1, 2, 300)).precision(), 300) << f.name;
      EXPECT_EQ(f.bare(box(1, 2, 300), box(lo, hi, 24)).precision(), 300) << f.name;
      EXPECT_EQ(f.bare(box(lo, hi, 24), box(-3, 1.5, 30)).precision(), 30) << f.name;
      EXPECT_EQ(f.bare(box(lo, hi, 24), Interval::empty(100)).precision(), 100) << f.name;
    }
  }
}

TEST_P(BinaryFunction, DoesNotDependOnObjectIdentity) {
  const Binary& f = GetParam();
  Inputs inputs(kSeed + 4);
  for (int k = repeats(kRepeats); k > 0; --k) {
    Interval x = inputs.interval(53);
    const Interval copy = x, apart = f.bare(x, copy);
    EXPECT_TRUE(same(f.bare(x, x), apart)) << input(f.name, x, x);
    x = f.bare(x, x);
    EXPECT_TRUE(same(x, apart)) << input(f.name, copy, copy);
  }
}

TEST_P(BinaryFunction, DecorationNeverClaimsMoreThanHolds) {
  const Binary& f = GetParam();
  Inputs inputs(kSeed + 5);
  for (int k = repeats(2 * kRepeats); k > 0; --k) {
    const Interval x = inputs.interval(53), y = inputs.interval(53);
    const Decorated value = f.decorated(Decorated(x), Decorated(y));
    EXPECT_TRUE(same(value.value, f.bare(x, y))) << input(f.name, x, y);
    EXPECT_EQ(f.decorated(Decorated(x, Decoration::trv), Decorated(y)).decoration, Decoration::trv);
    EXPECT_EQ(f.decorated(Decorated(x), Decorated(y, Decoration::trv)).decoration, Decoration::trv);
    if (value.decoration == Decoration::trv) continue;
    ASSERT_FALSE(x.is_empty() || y.is_empty()) << input(f.name, x, y);
    for (const Float& a : inputs.members(x)) {
      for (const Float& b : inputs.members(y)) {
        ASSERT_TRUE(f.defined(a, b)) << input(f.name, x, y) << "\n  undefined at " << show(a) << ", " << show(b);
      }
    }
    if (value.decoration == Decoration::com) {
      EXPECT_TRUE(x.is_bounded() && y.is_bounded() && value.value.is_bounded()) << input(f.name, x, y);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, BinaryFunction, ::testing::ValuesIn(binary_functions()), name_of);

TEST(Fma, EnclosesTheValueAtEveryMember) {
  Inputs inputs(kSeed + 6);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(60); k > 0; --k) {
      const Interval x = inputs.interval(bits), y = inputs.interval(bits), z = inputs.interval(bits);
      const Interval value = fma(x, y, z);
      if (x.is_empty() || y.is_empty() || z.is_empty()) {
        EXPECT_TRUE(value.is_empty());
        continue;
      }
      Float lo(fine(bits)), hi(fine(bits));
      for (const Float& a : inputs.members(x)) {
        for (const Float& b : inputs.members(y)) {
          for (const Float& c : inputs.members(z)) {
            mpfr_fma(lo.get(), a.get(), b.get(), c.get(), MPFR_RNDD);
            mpfr_fma(hi.get(), a.get(), b.get(), c.get(), MPFR_RNDU);
            ASSERT_TRUE(value.lo() <= lo && hi <= value.hi())
                << input("fma", x, y) << " plus " << show(z) << "\n  gives " << show(value) << "\n  at " << show(a)
                << ", " << show(b) << ", " << show(c);
          }
        }
      }
    }
  }
}

TEST(Fma, WidthIsThatOfOneRoundingAtPoints) {
  Inputs inputs(kSeed + 7);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(200); k > 0; --k) {
      const Float a = inputs.number(bits), b = inputs.number(bits);
      Float c = inputs.number(bits), lo(bits), hi(bits);
      mpfr_mul(lo.get(), a.get(), b.get(), MPFR_RNDA);
      if (mpfr_number_p(lo.get()) && inputs.below(2) == 0) {
        mpfr_sub(c.get(), lo.get(), c.get(), MPFR_RNDN);  // the difference below cancels
      }
      if (!mpfr_number_p(c.get())) continue;
      const Interval value = fma(Interval(a, a), Interval(b, b), -Interval(c, c));
      mpfr_fms(lo.get(), a.get(), b.get(), c.get(), MPFR_RNDD);
      mpfr_fms(hi.get(), a.get(), b.get(), c.get(), MPFR_RNDU);
      EXPECT_TRUE(same(value, Interval(lo, hi)))
          << input("fma", Interval(a, a), Interval(b, b)) << " minus " << show(c) << "\n  gives " << show(value);
    }
  }
}

// The extremes of a x + z over a box lie at corners.
TEST(Fma, WidthIsThatOfTheCorners) {
  Inputs inputs(kSeed + 8);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(100); k > 0; --k) {
      const Interval x = inputs.interval(bits), y = inputs.interval(bits), z = inputs.interval(bits);
      if (x.is_empty() || y.is_empty() || z.is_empty()) continue;
      if (!x.is_bounded() || !y.is_bounded() || !z.is_bounded()) continue;
      Float lo = number(kInf, bits), hi = number(-kInf, bits), corner(bits);
      for (const Float& a : {x.lo(), x.hi()}) {
        for (const Float& b : {y.lo(), y.hi()}) {
          mpfr_fma(corner.get(), a.get(), b.get(), z.lo().get(), MPFR_RNDD);
          lo = std::min(lo, corner);
          mpfr_fma(corner.get(), a.get(), b.get(), z.hi().get(), MPFR_RNDU);
          hi = std::max(hi, corner);
        }
      }
      const Interval value = fma(x, y, z);
      EXPECT_TRUE(same(value, Interval(lo, hi)))
          << input("fma", x, y) << " plus " << show(z) << " gives " << show(value);
    }
  }
}

// The product alone leaves the range of exponents; the sum does not.
TEST(Fma, WidthIsOneRoundingWhereTheProductUnderflows) {
  const Float tiny = scaled(1, -1000000000);
  EXPECT_TRUE(
      same(fma(Interval(tiny, tiny), Interval(tiny, tiny), point(0)), Interval(number(0), smallest_positive(53))));
  Float above_one = number(1);
  mpfr_nextabove(above_one.get());
  EXPECT_TRUE(same(fma(Interval(tiny, tiny), Interval(tiny, tiny), point(1)), Interval(number(1), above_one)));
  EXPECT_TRUE(same(fma(Interval::entire(53), point(0), box(1, 2)), box(1, 2)));
  EXPECT_TRUE(same(fma(box(0, kInf), box(0, 1), box(-kInf, 2)), Interval::entire(53)));
  EXPECT_TRUE(same(fma(box(1, kInf), box(1, 2), box(1, kInf)), box(2, kInf)));
  EXPECT_EQ(fma(box(1, kInf, 24), box(1, 2, 24), box(-kInf, 2, 20)).precision(), 24);
}

TEST(Fma, KeepsTheGreatestPrecision) {
  EXPECT_EQ(fma(box(1, 2, 24), box(1, 2, 300), box(0, 1, 53)).precision(), 300);
  EXPECT_EQ(fma(box(1, 2, 24), box(1, 2, 53), box(0, 1, 500)).precision(), 500);
}

}  // namespace
}  // namespace certibound::test
