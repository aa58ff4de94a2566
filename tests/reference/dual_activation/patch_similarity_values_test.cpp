// Values that are known without the sum over patches: equal and opposite images, the examples where the bounds of
// Theorem 3 are attained, constant colours, sampled filters.
#include "made_images.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

namespace certibound {
namespace {

TEST(PatchSimilarityValues, OfAnImageWithItselfIsExactlyOne) {
  std::mt19937_64 engine(17);
  const Image x = random_image(7, 3, -10000000, 10000000, engine);  // |x|^2 |y|^2 has more than 100 bits
  const Interval zero(0L, 64), one(1L, 64);
  for (int side = 1; side <= 7; ++side) {
    for (const std::int32_t factor : {1, 3}) {
      const PatchSimilarity s = *patch_similarity(x, scaled(x, factor), side, 64);
      for (const Interval* v : {&s.rho_in, &s.rho_out, &s.weight, &s.lower, &s.upper}) EXPECT_TRUE(equal(*v, one));
      EXPECT_TRUE(equal(s.above_lower, zero));
      EXPECT_TRUE(equal(s.below_upper, zero));
    }
    const PatchSimilarity s = *patch_similarity(x, scaled(x, -2), side, 64);
    EXPECT_TRUE(equal(s.rho_in, -one));
    for (const Interval* v : {&s.rho_out, &s.lower, &s.upper, &s.above_lower, &s.below_upper}) {
      EXPECT_TRUE(equal(*v, zero));
    }
    EXPECT_TRUE(equal(s.weight, one));
  }
}

TEST(PatchSimilarityValues, AttainsTheUpperBoundExactly) {  // Remark 3, with (4, 3) and (4, -3)
  const PatchSimilarity s = *patch_similarity(Image(2, 1, {4, 3, 0, 0}), Image(2, 1, {4, -3, 0, 0}), 1, 64);
  EXPECT_TRUE(contains(s.rho_in, Rational("7/25")));
  EXPECT_TRUE(contains(s.rho_out, Rational("16/25")));
  EXPECT_TRUE(equal(s.below_upper, Interval(0L, 64)));
  EXPECT_TRUE(contains(s.above_lower, Rational("9/25")));
}

TEST(PatchSimilarityValues, AttainsTheLowerBoundExactly) {  // Remark 3, with (4, 3, 0) and (0, +-3, 4)
  const PatchSimilarity plus = *patch_similarity(Image(2, 1, {4, 3, 0, 0}), Image(2, 1, {0, 3, 4, 0}), 1, 64);
  EXPECT_TRUE(contains(plus.rho_out, Rational("9/25")));
  EXPECT_TRUE(equal(plus.above_lower, Interval(0L, 64)));
  const PatchSimilarity minus = *patch_similarity(Image(2, 1, {4, 3, 0, 0}), Image(2, 1, {0, -3, 4, 0}), 1, 64);
  EXPECT_TRUE(contains(minus.rho_in, Rational("-9/25")));
  EXPECT_TRUE(equal(minus.rho_out, Interval(0L, 64)));
  EXPECT_TRUE(equal(minus.above_lower, Interval(0L, 64)));
}

TEST(PatchSimilarityValues, IsUnchangedByCyclicShiftsAndExchange) {
  std::mt19937_64 engine(18);
  const Image x = random_image(6, 2, -50, 50, engine);
  const Image y = random_image(6, 2, -50, 50, engine);
  const PatchSimilarity s = *patch_similarity(x, y, 3, 64);
  const PatchSimilarity moved = *patch_similarity(shifted(x, 2, 5), shifted(y, 2, 5), 3, 64);
  EXPECT_TRUE(equal(s.rho_out, moved.rho_out));
  EXPECT_TRUE(equal(s.below_upper, moved.below_upper));
  const PatchSimilarity swapped = *patch_similarity(y, x, 3, 64);
  EXPECT_FALSE(disjoint(s.rho_out, swapped.rho_out));
  const PatchSimilarity one_moved = *patch_similarity(shifted(x, 0, 1), y, 3, 64);
  EXPECT_TRUE(disjoint(s.rho_out, one_moved.rho_out));  // it does depend on more than the norms
}

TEST(PatchSimilarityValues, OfConstantColoursIsTheDualActivation) {
  std::vector<std::int32_t> u, v;
  for (int p = 0; p < 16; ++p) {
    for (const std::int32_t c : {3, -1, 2}) u.push_back(c);
    for (const std::int32_t c : {1, 5, 0}) v.push_back(c);
  }
  for (int side = 1; side <= 4; ++side) {
    const PatchSimilarity s = *patch_similarity(Image(4, 3, u), Image(4, 3, v), side, 64);
    const Interval cosine = Interval(-2L, 300) / sqrt(Interval(14L * 26L, 300));
    EXPECT_TRUE(subset(rhat(cosine), s.rho_out)) << side;
    EXPECT_TRUE(equal(s.weight, Interval(1L, 64)) || contains(s.weight, Rational(1))) << side;
  }
}

TEST(PatchSimilarityValues, AgreesWithSampledFilters) {
  std::mt19937_64 engine(19);
  std::normal_distribution<double> normal;
  const int n = 5, side = 3, filters = 40000;
  const Image x = random_image(n, 1, -9, 9, engine);
  const Image y = random_image(n, 1, -3, 9, engine);
  double sum = 0;
  for (int l = 0; l < filters; ++l) {
    double f[side][side];
    for (auto& row : f) {
      for (double& entry : row) entry = normal(engine) * std::sqrt(2.0) / side;
    }
    for (int u = 0; u < n; ++u) {
      for (int v = 0; v < n; ++v) {
        double fx = 0, fy = 0;  // the cyclic convolution (4), with decreasing indices
        for (int i = 0; i < side; ++i) {
          for (int j = 0; j < side; ++j) {
            fx += f[i][j] * x.at((u - i + n) % n, (v - j + n) % n);
            fy += f[i][j] * y.at((u - i + n) % n, (v - j + n) % n);
          }
        }
        sum += std::max(fx, 0.0) * std::max(fy, 0.0);
      }
    }
  }
  const double mean = mpfr_get_d(mid(expected_inner_product(x, y, side, 64)).get(), MPFR_RNDN);
  // By Minkowski and Cauchy-Schwarz one filter's sum has a standard deviation of at most 2 sqrt(3/2) |x||y|, the
  // mean of 40000 of 1.23 % of |x||y|.
  const double scale = std::sqrt(static_cast<double>(x.squared_norm()) * static_cast<double>(y.squared_norm()));
  EXPECT_NEAR(sum / filters, mean, 0.04 * scale) << "seed 19";
}

TEST(PatchSimilarityValues, WeightedBoundsAreSharperThanTheorem3) {
  std::mt19937_64 engine(20);
  for (int round = 0; round < 10; ++round) {
    const PatchSimilarity s =
        *patch_similarity(random_image(5, 1, -20, 20, engine), random_image(5, 1, 0, 20, engine), 2, 64);
    const Interval low = weighted_lower(s), high = weighted_upper(s);
    EXPECT_TRUE(certainly(less(s.lower, low)) && certainly(less(low, s.rho_out))) << "seed 20, round " << round;
    EXPECT_TRUE(certainly(less(s.rho_out, high)) && certainly(less(high, s.upper))) << "seed 20, round " << round;
  }
}

TEST(PatchSimilarityValues, DisjointSupportsGiveExactlyZero) {
  const PatchSimilarity s = *patch_similarity(Image(2, 1, {5, 0, 0, 0}), Image(2, 1, {0, 0, 0, 7}), 1, 64);
  const Interval zero(0L, 64);
  for (const Interval* v : {&s.rho_in, &s.rho_out, &s.weight, &s.lower, &s.above_lower}) EXPECT_TRUE(equal(*v, zero));
  EXPECT_TRUE(equal(weighted_lower(s), zero));
  EXPECT_TRUE(equal(weighted_upper(s), zero));
  EXPECT_TRUE(contains(s.below_upper, Rational("1/2")));
}

TEST(PatchSimilarityValues, HasNoValueAtAZeroImage) {
  const Image zero(3, 1, std::vector<std::int32_t>(9, 0));
  const Image x(3, 1, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  EXPECT_FALSE(patch_similarity(zero, x, 2, 64).has_value());
  EXPECT_FALSE(patch_similarity(x, zero, 2, 64).has_value());
  EXPECT_TRUE(equal(expected_inner_product(x, zero, 2, 64), Interval(0L, 64)));
  EXPECT_THROW(patch_similarity(zero, x, 0, 64), std::invalid_argument);
  EXPECT_THROW(patch_similarity(x, Image(1, 1, {1}), 1, 64), std::invalid_argument);
}

}  // namespace
}  // namespace certibound
