// Random numbers: the same everywhere, with the moments that are stated; correlated pairs.
#include <certibound/data/gaussian_images.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace certibound {
namespace {

TEST(PortableRandom, GivesTheseNumbersOnEveryPlatform) {
  // From a separate implementation, in Python, of [rand.util.seedseq] and [rand.eng.mers] of the C++ standard.
  PortableRandom random(7, 1);
  EXPECT_EQ(random.below(1000000007), 382456182U);
  EXPECT_EQ(random.below(1000000007), 235189232U);
  EXPECT_EQ(random.nearly_normal(), 28950);
  EXPECT_EQ(random.nearly_normal(), 584920);
}

TEST(PortableRandom, StreamsAndSeedsDiffer) {
  const std::uint64_t all = UINT64_MAX;
  EXPECT_EQ(PortableRandom(1, 1).below(all), PortableRandom(1, 1).below(all));
  EXPECT_NE(PortableRandom(1, 1).below(all), PortableRandom(1, 2).below(all));
  EXPECT_NE(PortableRandom(1, 1).below(all), PortableRandom(2, 1).below(all));
  EXPECT_NE(PortableRandom(1, 1).below(all), PortableRandom(1 + (std::uint64_t{1} << 32), 1).below(all));
}

TEST(PortableRandom, BelowReachesEveryValueEquallyOften) {
  PortableRandom random(8, 1);
  int counts[7] = {};
  for (int k = 0; k < 70000; ++k) ++counts[random.below(7)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 500) << "seed 8";  // five standard deviations
  EXPECT_EQ(random.below(1), 0U);
  EXPECT_LT(random.below((std::uint64_t{1} << 63) + 1), (std::uint64_t{1} << 63) + 1);
}

TEST(PortableRandom, NearlyNormalHasTheStatedMoments) {
  PortableRandom random(9, 1);
  const int count = 200000;
  double moments[5] = {};
  for (int k = 0; k < count; ++k) {
    const double z = random.nearly_normal() / PortableRandom::kNearlyNormalDeviation;
    ASSERT_LE(std::abs(z), 12.0);
    double power = 1;
    for (double& moment : moments) {
      moment += power / count;
      power *= z;
    }
  }
  // Five standard deviations of each mean: sqrt(1), sqrt(2), sqrt(15), sqrt(96) over sqrt(200000).
  EXPECT_NEAR(moments[1], 0, 0.0112) << "seed 9";
  EXPECT_NEAR(moments[2], 1, 0.0159) << "seed 9";
  EXPECT_NEAR(moments[3], 0, 0.0434) << "seed 9";
  EXPECT_NEAR(moments[4], 2.975, 0.11) << "seed 9";
}

TEST(GaussianPair, HasTheCorrelationAskedFor) {
  for (const std::int32_t steps : {-60000, -32768, 0, 16384, 65000}) {
    PortableRandom random(10, 1);
    const ImagePair pair = gaussian_pair(100, 1, steps, random);
    const double xy = static_cast<double>(inner_product(pair.first, pair.second));
    const double xx = static_cast<double>(pair.first.squared_norm());
    const double yy = static_cast<double>(pair.second.squared_norm());
    const double rho = steps / 65536.0;
    EXPECT_NEAR(xy / std::sqrt(xx * yy), rho, 5 * (1 - rho * rho) / 100) << "seed 10";
    EXPECT_NEAR(yy / xx, 1, 0.15) << "seed 10";
  }
}

TEST(GaussianPair, IsEqualOrOppositeAtTheEnds) {
  PortableRandom random(11, 1);
  const ImagePair same = gaussian_pair(5, 2, 65536, random);
  EXPECT_EQ(same.first, same.second);
  const ImagePair opposite = gaussian_pair(5, 2, -65536, random);
  EXPECT_EQ(inner_product(opposite.first, opposite.second), -opposite.first.squared_norm());
  EXPECT_EQ(opposite.first.squared_norm(), opposite.second.squared_norm());
}

TEST(GaussianPair, RefusesImpossibleCorrelations) {
  PortableRandom random(12, 1);
  EXPECT_THROW(gaussian_pair(2, 1, 65537, random), std::invalid_argument);
  EXPECT_THROW(gaussian_pair(2, 1, -65537, random), std::invalid_argument);
  EXPECT_THROW(gaussian_pair(0, 1, 0, random), std::invalid_argument);
}

TEST(GaussianPair, CorrelationsSpreadOverTheWholeRange) {
  EXPECT_EQ(spread_correlation(0, 200), -65536);
  EXPECT_EQ(spread_correlation(199, 200), 65536);
  EXPECT_EQ(spread_correlation(1, 3), 0);
  EXPECT_EQ(spread_correlation(0, 1), 0);
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_EQ(spread_correlation(i, 200), -spread_correlation(199 - i, 200));
    EXPECT_NEAR(spread_correlation(i, 200), 65536 * (2 * static_cast<double>(i) / 199 - 1), 0.5);
  }
}

}  // namespace
}  // namespace certibound
