// Bit-packed boundary counts, on every target, against the counts of the reference.
#include <certibound/kernels/boundary.hpp>

#include <certibound/boundary/r_boundary.hpp>
#include <certibound/kernels/targets.hpp>

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace certibound::kernels {
namespace {

std::mt19937_64 engine(5);

// Pixels with probability `share`, or a few rectangles.
BinaryImage random_image(int n, double share) {
  BinaryImage out(n);
  std::uniform_real_distribution<double> unit;
  if (share > 1) {
    for (int k = 0; k < 3; ++k) {
      const int row = static_cast<int>(unit(engine) * n), column = static_cast<int>(unit(engine) * n);
      const BinaryImage part = cyclic_rectangle(n, row, column, 1 + n / 4, 1 + n / 3);
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) {
          if (part.contains(i, j)) out.insert(i, j);
        }
      }
    }
    return out;
  }
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (unit(engine) < share) out.insert(i, j);
    }
  }
  return out;
}

PackedImage packed(const BinaryImage& image) { return {image.side(), image.bits()}; }

class BoundaryKernel : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

TEST_P(BoundaryKernel, CountsWhatTheReferenceCounts) {
  for (const int n : {1, 2, 3, 5, 28, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 200, 256}) {
    for (const double share : {0.02, 0.5, 0.97, 2.0}) {
      const BinaryImage a = random_image(n, share), b = random_image(n, share);
      for (const int r : {0, 1, 2, 3, 7, 20, 31, 32, 33, 64, 1000}) {
        ASSERT_EQ(r_boundary_count(packed(a), packed(b), r), static_cast<std::uint64_t>(certibound::r_boundary_count(a, b, r)))
            << "n = " << n << ", r = " << r << ", share = " << share;
      }
    }
  }
}

// Runs whose last part is whole words, rows of more than one vector, ends of rows inside of a vector and of a word.
TEST_P(BoundaryKernel, CountsInLargeImages) {
  for (const int n : {320, 577, 1024}) {
    const BinaryImage a = random_image(n, n % 2 == 0 ? 2.0 : 0.001), b = random_image(n, 2.0);
    for (const int r : {4, 40, 63, 64, 96, 255}) {
      ASSERT_EQ(r_boundary_count(packed(a), packed(b), r), static_cast<std::uint64_t>(certibound::r_boundary_count(a, b, r)))
          << "n = " << n << ", r = " << r;
    }
  }
}

TEST_P(BoundaryKernel, KnowsEmptyAndFullSets) {
  for (const int n : {7, 64, 70}) {
    const BinaryImage none(n), all = cyclic_rectangle(n, 0, 0, n, n);
    const BinaryImage some = random_image(n, 0.3);
    EXPECT_EQ(r_boundary_count(packed(none), packed(some), 3), 0U);
    EXPECT_EQ(r_boundary_count(packed(all), packed(all), 3), 0U);
    EXPECT_EQ(r_boundary_count(packed(all), packed(some), n), static_cast<std::uint64_t>(n) * static_cast<std::uint64_t>(n));
  }
}

TEST_P(BoundaryKernel, CountsSmallImagesSideBySide) {
  for (const int n : {1, 2, 9, 28, 31, 32}) {
    std::vector<BinaryImage> images;
    std::vector<PackedImage> small;
    for (int k = 0; k < 37; ++k) {
      images.push_back(random_image(n, k % 3 == 0 ? 2.0 : 0.1 * (k % 10)));
      small.push_back(packed(images.back()));
    }
    for (const int r : {0, 1, 2, 5, 13, 16, 40}) {
      const SmallBoundaries boundaries(small, r);
      for (const auto& [i, first, count] : {std::tuple{0, 0, 37}, {36, 3, 20}, {17, 15, 2}, {5, 36, 1}, {4, 4, 0}}) {
        std::vector<std::uint32_t> out(static_cast<std::size_t>(count), 99);
        boundaries.counts(static_cast<std::size_t>(i), static_cast<std::size_t>(first), out);
        for (int k = 0; k < count; ++k) {
          ASSERT_EQ(out[static_cast<std::size_t>(k)],
                    certibound::r_boundary_count(images[static_cast<std::size_t>(i)], images[static_cast<std::size_t>(first + k)], r))
              << "n = " << n << ", r = " << r << ", images " << i << " and " << first + k;
        }
      }
    }
  }
}

TEST(Boundary, RefusesWhatMakesNoSense) {
  const PackedImage a = packed(random_image(5, 0.5)), b = packed(random_image(6, 0.5)), large = packed(random_image(33, 0.5));
  EXPECT_THROW(r_boundary_count(a, b, 1), std::invalid_argument);
  EXPECT_THROW(r_boundary_count(a, a, -1), std::invalid_argument);
  EXPECT_THROW(PackedImage(3, std::vector<std::uint8_t>(8)), std::invalid_argument);
  EXPECT_THROW(PackedImage(0, {}), std::invalid_argument);
  EXPECT_THROW(SmallBoundaries(std::vector{a, b}, 1), std::invalid_argument);
  EXPECT_THROW(SmallBoundaries(std::vector{large}, 1), std::invalid_argument);
  EXPECT_THROW(SmallBoundaries(std::vector{a}, -1), std::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(Targets, BoundaryKernel, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
