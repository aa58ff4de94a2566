// Theorem 1's sums against patches written out pixel by pixel with the dual activation at 400 bits, and their widths.
#include "made_images.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <random>

namespace certibound {
namespace {

constexpr Precision kSlowBits = 400;

struct Slow {
  Interval relu{0L, kSlowBits};
  Interval norms{0L, kSlowBits};
  Interval inner{0L, kSlowBits};
};

// The sums over patches by their definition: no sliding, no integers beyond the dot products, no splitting of Rhat.
Slow sums_by_pixels(const Image& x, const Image& y, int side) {
  Slow sum;
  const int n = x.side();
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      long xx = 0, yy = 0, xy = 0;
      for (int a = 0; a < side; ++a) {
        for (int b = 0; b < side; ++b) {
          for (int k = 0; k < x.channels(); ++k) {
            const long u = x.at((i + a) % n, (j + b) % n, k);
            const long v = y.at((i + a) % n, (j + b) % n, k);
            xx += u * u;
            yy += v * v;
            xy += u * v;
          }
        }
      }
      if (xx == 0 || yy == 0) continue;
      const Interval norm = sqrt(Interval(xx, kSlowBits)) * sqrt(Interval(yy, kSlowBits));
      const Interval c(xy, kSlowBits);
      sum.norms = sum.norms + norm;
      sum.inner = sum.inner + c;
      sum.relu = sum.relu + norm * rhat(c / norm);
    }
  }
  return sum;
}

Interval to_slow(std::int64_t v) { return Interval(static_cast<long>(v), kSlowBits); }

// Everything patch_similarity states, from the slow sums. Containment without tolerance: the slow enclosures are about
// 2^-390 wide; where the fast result is one point, it must lie in the slow enclosure instead.
void expect_encloses(const Interval& slow, const Interval& fast, const std::string& where) {
  EXPECT_TRUE(fast.is_point() ? subset(fast, slow) : subset(slow, fast))
      << where << ": " << to_string(fast, 25) << " misses " << to_string(slow, 40);
}

void expect_sound(const Image& x, const Image& y, int side, Precision bits, const std::string& where) {
  const Slow slow = sums_by_pixels(x, y, side);
  const std::optional<PatchSimilarity> s = patch_similarity(x, y, side, bits);
  ASSERT_TRUE(s.has_value()) << where;
  const Interval norm = sqrt(to_slow(x.squared_norm())) * sqrt(to_slow(y.squared_norm()));
  const Interval scale = to_slow(side) * to_slow(side) * norm;
  const Interval rho = to_slow(inner_product(x, y)) / norm;
  const Interval zero(0L, kSlowBits), one(1L, kSlowBits), two(2L, kSlowBits);
  const Interval rho_out = slow.relu / scale;
  expect_encloses(rho, s->rho_in, where + " rho_in");
  expect_encloses(rho_out, s->rho_out, where + " rho_out");
  expect_encloses(slow.norms / scale, s->weight, where + " weight");
  expect_encloses(max(rho, zero), s->lower, where + " lower");
  expect_encloses((one + rho) / two, s->upper, where + " upper");
  expect_encloses(rho_out - max(rho, zero), s->above_lower, where + " above_lower");
  expect_encloses((one + rho) / two - rho_out, s->below_upper, where + " below_upper");
  const PatchSums sums = patch_sums(patch_gram(x, y, side), bits);
  expect_encloses(slow.relu, sums.relu, where + " relu");
  expect_encloses(slow.norms, sums.norms, where + " norms");
  expect_encloses(slow.inner, sums.inner, where + " inner");
  expect_encloses(slow.relu - slow.inner, sums.relu_minus_inner, where + " relu_minus_inner");
  expect_encloses((slow.norms + slow.inner) / two - slow.relu, sums.chord_minus_relu, where + " chord_minus_relu");
  expect_encloses(slow.relu / to_slow(side) / to_slow(side), expected_inner_product(x, y, side, bits), where);
}

bool relative_width_at_most(const Interval& x, long exponent) {
  Float bound(64);
  mpfr_mul_2si(bound.get(), mig(x).get(), exponent, MPFR_RNDD);
  return wid(x) <= bound;
}

TEST(NarrowAtan, EnclosesEveryMemberOfItsArgument) {
  std::mt19937_64 engine(10);
  for (int round = 0; round < 2000; ++round) {
    const Precision bits = 2 + static_cast<Precision>(engine() % 100);
    const Rational scale = power(Rational(2), static_cast<long>(engine() % 80) - 60);
    const Rational low = Rational(static_cast<long>(engine() % 1000)) / 7 * scale;
    const Interval t(low, low + scale * static_cast<long>(engine() % 2) / 1000, bits);
    const Interval slow = atan(t.at_precision(300));
    const Interval fast = narrow_atan(t);
    ASSERT_TRUE(subset(slow, fast)) << "seed 10, round " << round << ": " << to_hex(t);
    // A unit in the last place is at most 2^(1 - bits) of the value.
    const Interval allowed = Interval(to_rational(wid(t)) + to_rational(mag(fast)) * power(Rational(2), 3 - bits), 300);
    ASSERT_TRUE(certainly(less_equal(Interval(to_rational(wid(fast)), 300), allowed))) << "seed 10, round " << round;
  }
}

TEST(PatchSimilarity, EnclosesTheSumOverPatchesAtEveryPrecision) {
  std::mt19937_64 engine(11);
  int round = 0;
  for (const Precision bits : {2, 24, 53, 64, 113, 256}) {
    for (int d = 1; d <= 3; ++d) {
      const int n = 1 + static_cast<int>(engine() % 6);
      const int side = 1 + static_cast<int>(engine() % static_cast<unsigned>(n));
      const Image x = random_image(n, d, -255, 255, engine);
      const Image y = random_image(n, d, 0, 255, engine);
      expect_sound(x, y, side, bits, "seed 11, round " + std::to_string(round++));
    }
  }
}

TEST(PatchSimilarity, EnclosesOnImagesWithZeroPatchesAndWideRanges) {
  std::mt19937_64 engine(12);
  for (int round = 0; round < 20; ++round) {
    const int n = 3 + static_cast<int>(engine() % 5);
    std::vector<std::int32_t> u(static_cast<std::size_t>(n * n)), v(u.size());
    for (std::size_t p = 0; p < u.size(); ++p) {
      if (engine() % 3 == 0) u[p] = static_cast<std::int32_t>(std::int64_t{1} << engine() % 24);
      if (engine() % 3 == 0) v[p] = -static_cast<std::int32_t>(engine() % 5);
    }
    u[0] = 1;
    v[1] = 1;
    expect_sound(Image(n, 1, u), Image(n, 1, v), 1 + round % 3, 64, "seed 12, round " + std::to_string(round));
  }
}

TEST(PatchSimilarity, EnclosesNearParallelAndAntiparallelPatches) {
  std::mt19937_64 engine(13);
  for (const std::int32_t factor : {1000000, -1000000}) {
    const Image x = random_image(5, 1, 1, 9, engine);
    std::vector<std::int32_t> v;
    for (const std::int32_t p : x.values()) v.push_back(factor * p + static_cast<std::int32_t>(engine() % 3));
    expect_sound(x, Image(5, 1, v), 2, 64, "seed 13, factor " + std::to_string(factor));
  }
}

TEST(PatchSimilarity, EnclosesWithFiltersWiderThanTheImage) {
  std::mt19937_64 engine(14);
  for (int side = 1; side <= 8; ++side) {
    expect_sound(random_image(3, 2, -9, 9, engine), random_image(3, 2, -9, 9, engine), side, 64,
                 "seed 14, side " + std::to_string(side));
  }
}

TEST(PatchSimilarity, WidthAt64BitsIsTwoUnitsInTheLastPlaceOn28x28) {
  std::mt19937_64 engine(15);
  const Image x = random_image(28, 1, -1000, 1000, engine);
  const Image y = random_image(28, 1, -1000, 1000, engine);
  const PatchSimilarity s = *patch_similarity(x, y, 3, 64);
  for (const Interval* v : {&s.rho_in, &s.rho_out, &s.weight, &s.upper, &s.above_lower, &s.below_upper}) {
    EXPECT_TRUE(relative_width_at_most(*v, -62)) << to_string(*v, 25);
  }
  EXPECT_TRUE(wid(s.rho_out) <= wid(Interval(Rational(0), Rational("1/1000000000000000000"), 64)));  // 1e-18
}

TEST(PatchSimilarity, WidthStaysRelativeNearAntiparallel) {
  std::mt19937_64 engine(16);
  const Image x = random_image(6, 1, 1, 1000, engine);
  std::vector<std::int32_t> v;
  for (const std::int32_t p : x.values()) v.push_back(-100000 * p + static_cast<std::int32_t>(engine() % 3));
  const PatchSimilarity s = *patch_similarity(x, Image(6, 1, v), 3, 64);
  const Interval tiny(Rational(0), Rational("1/1000000000000"), 64);
  EXPECT_TRUE(subset(s.rho_out, tiny)) << to_string(s.rho_out, 20);  // Rhat near -1 is like (1 + rho)^(3/2)
  EXPECT_TRUE(relative_width_at_most(s.rho_out, -60)) << to_string(s.rho_out, 25);
  EXPECT_TRUE(relative_width_at_most(s.above_lower, -60)) << to_string(s.above_lower, 25);
}

TEST(PatchSimilarity, LargestIntegersDoNotOverflow) {
  // Norms near 2^62 on each side: |x|^2 |y|^2 is near 2^124, c near -2^62, D = 1 in the smallest case.
  const std::int32_t most = 2147483647;
  const Image x(1, 2, {most, 1});
  const Image y(1, 2, {-most, -2});
  expect_sound(x, y, 1, 64, "largest");
  const Image u(1, 2, {30000, 30001});  // determinant 30000^2 - 30001 29999 = 1
  const Image v(1, 2, {29999, 30000});
  expect_sound(u, v, 1, 64, "determinant one");
  expect_sound(u, scaled(v, -1), 1, 64, "determinant one, antiparallel");
}

}  // namespace
}  // namespace certibound
