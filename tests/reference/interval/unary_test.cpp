// Every function of one argument against plain MPFR, on random intervals.
#include "functions.hpp"

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20240917;

std::string name_of(const ::testing::TestParamInfo<Unary>& info) { return info.param.name; }

std::string input(const Unary& f, const Interval& x) {
  return std::string(f.name) + " of " + show(x) + ", seed " + std::to_string(kSeed);
}

// RD(lo) and RU(hi) at this precision, or the empty set: what a tight function returns for the point x.
Interval tightest_at(const Unary& f, const Float& x, Precision bits) {
  if (!f.defined(x)) return Interval::empty(bits);
  const Truth exact = truth(f, x, fine(bits));
  return {rounded(exact.lo, bits, MPFR_RNDD), rounded(exact.hi, bits, MPFR_RNDU)};
}

void expect_tightest(const Unary& f, const Interval& x, const Interval& tightest) {
  const Interval value = f.bare(x);
  EXPECT_TRUE(same(value, tightest)) << input(f, x) << "\n  gives " << show(value) << "\n  tightest " << show(tightest);
}

class UnaryFunction : public ::testing::TestWithParam<Unary> {};

TEST_P(UnaryFunction, EnclosesTheValueAtEveryMember) {
  const Unary& f = GetParam();
  Inputs inputs(kSeed);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(f.repeats); k > 0; --k) {
      const Interval x = inputs.interval(bits);
      const Interval value = f.bare(x);
      if (x.is_empty()) {
        EXPECT_TRUE(value.is_empty()) << input(f, x);
        continue;
      }
      for (const Float& member : inputs.members(x)) {
        if (!f.defined(member)) continue;
        const Truth exact = truth(f, member, fine(bits));
        ASSERT_TRUE(!value.is_empty() && value.lo() <= exact.lo && exact.hi <= value.hi())
            << input(f, x) << "\n  gives " << show(value) << "\n  at " << show(member) << "\n  the value is in ["
            << show(exact.lo) << ", " << show(exact.hi) << "]";
      }
    }
  }
}

TEST_P(UnaryFunction, EnclosesTheResultOfEverySubset) {
  const Unary& f = GetParam();
  Inputs inputs(kSeed + 1);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(f.repeats); k > 0; --k) {
      const Interval x = inputs.interval(bits);
      if (x.is_empty()) continue;
      const Interval part = inputs.part_of(x);
      const Interval value = f.bare(x), part_value = f.bare(part);
      if (part_value.is_empty()) continue;
      ASSERT_TRUE(!value.is_empty() && value.lo() <= part_value.lo() && part_value.hi() <= value.hi())
          << input(f, x) << "\n  gives " << show(value) << "\n  but of the subset " << show(part) << "\n  gives "
          << show(part_value);
    }
  }
}

TEST_P(UnaryFunction, WidthIsThatOfOneRoundingAtPoints) {
  const Unary& f = GetParam();
  Inputs inputs(kSeed + 2);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(f.repeats); k > 0; --k) {
      const Float x = inputs.number(bits);
      expect_tightest(f, Interval(x, x), tightest_at(f, x, bits));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, UnaryFunction, ::testing::ValuesIn(unary_functions()), name_of);

// The widths of the others are the subject of the tables in the files of their families.
std::vector<Unary> monotone_functions() {
  std::vector<Unary> out;
  for (const Unary& f : unary_functions()) {
    if (f.shape != Shape::other) out.push_back(f);
  }
  return out;
}

class MonotoneFunction : public ::testing::TestWithParam<Unary> {};

TEST_P(MonotoneFunction, WidthIsThatOfTheTwoEnds) {
  const Unary& f = GetParam();
  Inputs inputs(kSeed + 3);
  int checked = 0;
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(f.repeats); k > 0; --k) {
      const Interval x = inputs.interval(bits);
      if (x.is_empty() || !mpfr_number_p(x.lo().get()) || !mpfr_number_p(x.hi().get())) continue;
      if (!f.defined(x.lo()) || !f.defined(x.hi())) continue;
      ++checked;
      const bool rises = f.shape == Shape::increasing;
      const Interval least = tightest_at(f, rises ? x.lo() : x.hi(), bits);
      const Interval greatest = tightest_at(f, rises ? x.hi() : x.lo(), bits);
      expect_tightest(f, x, Interval(least.lo(), greatest.hi()));
    }
  }
  EXPECT_GT(checked, 10) << f.name;
}

INSTANTIATE_TEST_SUITE_P(Each, MonotoneFunction, ::testing::ValuesIn(monotone_functions()), name_of);

TEST(UnaryFunctions, KeepThePrecisionOfTheArgument) {
  Inputs inputs(kSeed + 4);
  for (const Unary& f : unary_functions()) {
    for (const Precision bits : {Precision{24}, Precision{53}, Precision{200}}) {
      for (const Interval& x : {box(-1, 2, bits), box(1, 2, bits), box(-2, -1, bits), box(0, kInf, bits),
                                Interval::empty(bits), inputs.interval(bits), inputs.interval(bits)}) {
        EXPECT_EQ(f.bare(x).precision(), bits) << input(f, x);
      }
    }
  }
}

TEST(UnaryFunctions, DecorationNeverClaimsMoreThanHolds) {
  Inputs inputs(kSeed + 5);
  for (const Unary& f : unary_functions()) {
    if (f.decorated == nullptr) continue;
    for (int k = repeats(f.repeats); k > 0; --k) {
      const Interval x = inputs.interval(53);
      const Decorated value = f.decorated(Decorated(x));
      EXPECT_TRUE(same(value.value, f.bare(x))) << input(f, x);
      EXPECT_EQ(f.decorated(Decorated(x, Decoration::trv)).decoration, Decoration::trv) << input(f, x);
      if (value.decoration == Decoration::trv) continue;
      ASSERT_FALSE(x.is_empty()) << input(f, x);
      for (const Float& member : inputs.members(x)) {
        ASSERT_TRUE(f.defined(member)) << input(f, x) << " gives " << show(value) << "\n  undefined at "
                                       << show(member);
      }
      if (value.decoration == Decoration::com) {
        EXPECT_TRUE(x.is_bounded() && value.value.is_bounded()) << input(f, x) << " gives " << show(value);
      }
    }
  }
}

}  // namespace
}  // namespace certibound::test
