// Gamma and digamma left of 0: signs, poles, and the one extremum between two poles.
#include "functions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certibound::test {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Float gamma_at(const Float& x, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  mpfr_gamma(out.get(), x.get(), direction);
  return out;
}

// The least |Gamma| on (n, n + 1) to about 2^-(2 bits), by thirds: |Gamma| is convex there. No digamma is asked.
Float least_size(long n, Precision bits) {
  const Precision work = 3 * bits + 64;
  Float left = number(static_cast<double>(n), work), right = number(static_cast<double>(n + 1), work), step(work);
  const auto size_at = [&](const Float& x) {
    Float out = gamma_at(x, work, MPFR_RNDN);
    mpfr_abs(out.get(), out.get(), MPFR_RNDN);
    return out;
  };
  for (Precision k = 0; k < 2 * bits; ++k) {
    Float first = left, second = right;
    mpfr_sub(step.get(), right.get(), left.get(), MPFR_RNDN);
    mpfr_div_ui(step.get(), step.get(), 3, MPFR_RNDN);
    mpfr_add(first.get(), first.get(), step.get(), MPFR_RNDN);
    mpfr_sub(second.get(), second.get(), step.get(), MPFR_RNDN);
    (size_at(second) < size_at(first) ? left : right) = size_at(second) < size_at(first) ? first : second;
  }
  return size_at(left);
}

TEST(GammaLeft, PolesTable) {
  const struct {
    double x_lo, x_hi, lo, hi;
  } entire_or_empty[] = {
      {0, 0, kNone, kNone},       {-1, -1, kNone, kNone},
      {-7, -7, kNone, kNone},     {-0x1p70, -0x1p70, kNone, kNone},
      {-1, 0.5, -kInf, kInf},     {-0.5, 0.5, -kInf, kInf},
      {-1.5, -0.5, -kInf, kInf},  {-3, -1, -kInf, kInf},
      {-kInf, -5.5, -kInf, kInf}, {-kInf, kInf, -kInf, kInf},
      {-0.25, kInf, -kInf, kInf}, {-0x1p70, -0x1p69, -kInf, kInf},
      {-3, 1, -kInf, kInf},       {-2, 0, -kInf, kInf},
  };
  for (const auto& row : entire_or_empty) {
    const Interval x = box(row.x_lo, row.x_hi), expected = box(row.lo, row.hi);
    EXPECT_TRUE(same(gamma(x), expected)) << show(x) << " gives " << show(gamma(x));
    EXPECT_TRUE(same(digamma(x), expected)) << show(x) << " gives " << show(digamma(x));
  }
}

TEST(GammaLeft, SignAlternatesAndPolesAreLimits) {
  for (long n = -9; n < 0; ++n) {
    const double left = static_cast<double>(n);
    const Interval whole = gamma(box(left, left + 1));
    const bool negative = n % 2 != 0;
    EXPECT_TRUE((negative ? whole.lo() : whole.hi()).is_infinite()) << show(whole);
    EXPECT_TRUE(negative ? whole.hi().sign() < 0 : whole.lo().sign() > 0) << show(whole);
    for (const double offset : {0x1p-30, 0.125, 0.875}) {
      const Interval value = gamma(point(left + offset));
      EXPECT_EQ(value.hi().sign() < 0, negative) << show(value);
    }
    EXPECT_TRUE(same(digamma(box(left, left + 1)), Interval::entire(53)));
    EXPECT_TRUE(same(digamma(box(left, left + 0.5)), Interval(number(-kInf), digamma(point(left + 0.5)).hi())));
    EXPECT_TRUE(same(digamma(box(left + 0.5, left + 1)), Interval(digamma(point(left + 0.5)).lo(), number(kInf))));
  }
}

// Known digits of the extrema (OEIS A175472, A175473, A175474 give the places) lie inside.
TEST(GammaLeft, EnclosesTheKnownExtrema) {
  const char* known[] = {"-3.54464361115500508912963", "2.30240725833968013582358", "-0.88813635840124192009553",
                         "0.24512753983436625043823"};
  for (int k = 0; k < 4; ++k) {
    Float digits(200);
    mpfr_set_str(digits.get(), known[k], 10, MPFR_RNDZ);
    const Interval value = gamma(box(-k - 1, -k, 64));
    const Float& end = k % 2 == 0 ? value.hi() : value.lo();
    Float difference(64);
    mpfr_sub(difference.get(), end.get(), digits.get(), MPFR_RNDN);
    EXPECT_LT(std::abs(mpfr_get_d(difference.get(), MPFR_RNDN)), 1e-18) << known[k] << " " << show(value);
  }
}

TEST(GammaLeft, WidthOfTheExtremumIsOneUnit) {
  for (const Precision bits : {Precision{10}, Precision{24}, Precision{53}, Precision{100}}) {
    for (long n = -6; n < 0; ++n) {
      const Float least = least_size(n, bits);
      const Interval value = gamma(box(static_cast<double>(n), static_cast<double>(n + 1), bits));
      const Float size = n % 2 != 0 ? (-value).lo() : value.lo();
      EXPECT_TRUE(size <= least) << n << " at " << bits << ": " << show(value) << " against " << show(least);
      Float tightest = rounded(least, bits, MPFR_RNDD);
      mpfr_nextbelow(tightest.get());
      EXPECT_TRUE(tightest <= size) << "width " << n << " at " << bits << ": " << show(value);
    }
  }
}

TEST(GammaLeft, WidthIsThatOfTheEndsBesideTheExtremum) {
  Inputs inputs(21);
  for (const Precision bits : {Precision{24}, Precision{53}, Precision{128}}) {
    for (int k = repeats(40); k > 0; --k) {
      const long n = -1 - inputs.below(12);
      const int from = inputs.below(1000), to = from + 1 + inputs.below(1024 - from);
      const Float lo = number(static_cast<double>(n) + from * 0x1p-10, bits);
      const Float hi = number(static_cast<double>(n) + to * 0x1p-10, bits);
      const Interval x(lo, hi), value = gamma(x);
      std::vector<Float> ends;
      for (const Float& end : {lo, hi}) {
        if (mpfr_integer_p(end.get())) continue;
        ends.push_back(gamma_at(end, bits, MPFR_RNDD));
        ends.push_back(gamma_at(end, bits, MPFR_RNDU));
      }
      if (ends.empty()) continue;
      // The end away from 0 is the greater size of the two ends, exactly; a pole is infinite.
      const bool pole = ends.size() < 4, negative = n % 2 != 0;
      const Float far =
          negative ? *std::min_element(ends.begin(), ends.end()) : *std::max_element(ends.begin(), ends.end());
      EXPECT_TRUE(pole ? (negative ? value.lo() : value.hi()).is_infinite()
                       : (negative ? value.lo() : value.hi()) == far)
          << show(x) << " gives " << show(value) << ", seed 21";
    }
  }
}

// Beyond 2^bits every number is an integer; just below, a unit interval between two poles is still one.
TEST(GammaLeft, GreatestArgumentsThatAreNotIntegers) {
  const Float left = scaled(-1, 24, 24);
  Float right = left;
  mpfr_nextabove(right.get());
  const Interval value = gamma(Interval(left, right)), twice = gamma(Interval(scaled(-1, 26, 24), scaled(-1, 25, 24)));
  EXPECT_TRUE(value.lo().sign() > 0 && value.lo() < scaled(1, -300000000) && value.hi().is_infinite()) << show(value);
  EXPECT_TRUE(twice.is_entire()) << show(twice);
  const Interval vanishing = gamma(point(-1e9 - 0.5));
  EXPECT_TRUE(vanishing.hi().is_zero() && -vanishing.lo().sign() > 0) << show(vanishing);
}

TEST(GammaLeft, Decorations) {
  using enum Decoration;
  EXPECT_EQ(gamma(Decorated(box(-0.75, -0.25))).decoration, com);
  EXPECT_EQ(gamma(Decorated(box(-1, -0.25))).decoration, trv);
  EXPECT_EQ(gamma(Decorated(box(-0.75, 0))).decoration, trv);
  EXPECT_EQ(gamma(Decorated(box(-2.5, -1.5))).decoration, trv);
  EXPECT_EQ(gamma(Decorated(box(-0.25, 0.25))).decoration, trv);
  EXPECT_EQ(gamma(Decorated(point(-3))).decoration, trv);
  EXPECT_EQ(gamma(Decorated(box(-kInf, -3.5))).decoration, trv);
  EXPECT_EQ(digamma(Decorated(box(-3.75, -3.5))).decoration, com);
  EXPECT_EQ(digamma(Decorated(box(-4.5, -3.5))).decoration, trv);
}

}  // namespace
}  // namespace certibound::test
