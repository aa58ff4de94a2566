// Sliding sums against patches written out pixel by pixel.
#include <certibound/image/gram.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <stdexcept>

namespace certibound {
namespace {

Image random_image(int n, int d, std::int32_t most, std::mt19937_64& engine) {
  std::vector<std::int32_t> values(static_cast<std::size_t>(n * n * d));
  for (auto& v : values) {
    v = static_cast<std::int32_t>(static_cast<std::int64_t>(engine() % (2 * static_cast<std::uint64_t>(most) + 1)) -
                                  most);
  }
  return Image(n, d, std::move(values));
}

PatchGram gram_by_pixels(const Image& x, const Image& y, int i, int j, int side) {
  PatchGram sum;
  for (int a = 0; a < side; ++a) {
    for (int b = 0; b < side; ++b) {
      for (int k = 0; k < x.channels(); ++k) {
        const std::int64_t u = x.at((i + a) % x.side(), (j + b) % x.side(), k);
        const std::int64_t v = y.at((i + a) % x.side(), (j + b) % x.side(), k);
        sum.xx += u * u;
        sum.yy += v * v;
        sum.xy += u * v;
      }
    }
  }
  return sum;
}

TEST(PatchGram, EqualsPixelSumsForEverySideAndPlace) {
  std::mt19937_64 engine(2);
  for (int n = 1; n <= 6; ++n) {
    for (int d = 1; d <= 3; ++d) {
      const Image x = random_image(n, d, 300, engine);
      const Image y = random_image(n, d, 70000, engine);
      for (int side = 1; side <= 2 * n + 1; ++side) {
        const std::vector<PatchGram> gram = patch_gram(x, y, side);
        ASSERT_EQ(gram.size(), static_cast<std::size_t>(n * n));
        for (int i = 0; i < n; ++i) {
          for (int j = 0; j < n; ++j) {
            EXPECT_EQ(gram[static_cast<std::size_t>(i * n + j)], gram_by_pixels(x, y, i, j, side))
                << "seed 2, n " << n << ", d " << d << ", side " << side << ", patch " << i << "," << j;
          }
        }
      }
    }
  }
}

TEST(PatchGram, LargestNormsDoNotOverflow) {
  const std::int32_t low = std::numeric_limits<std::int32_t>::min();
  const Image x(3, 1, {0, 0, 0, 0, low, 0, 0, 0, 0});
  const Image y(3, 1, {0, 0, 0, 0, 0, 0, 0, low, 0});
  for (int side = 1; side <= 3; ++side) {
    std::int64_t full = 0;
    for (const PatchGram& g : patch_gram(x, x, side)) {
      EXPECT_TRUE(g.xx == 0 || g.xx == kMaxSquaredNorm);
      EXPECT_EQ(g.xx, g.xy);
      full += g.xx != 0;
    }
    EXPECT_EQ(full, side * side);
    for (const PatchGram& g : patch_gram(x, y, side)) EXPECT_EQ(g.xy, 0);
  }
}

TEST(PatchGram, RefusesWrapsThatMayOverflow) {
  const std::int32_t half = std::int32_t{1} << 30;  // squared norm 2^60
  const Image x(2, 1, {half, 0, 0, 0});
  EXPECT_EQ(patch_gram(x, x, 4)[0].xx, std::int64_t{1} << 62);  // each pixel is met 4 times
  EXPECT_THROW(patch_gram(x, x, 5), std::invalid_argument);     // up to 9 times
}

TEST(PatchGram, RefusesBadSidesAndShapes) {
  const Image x(2, 1, {1, 2, 3, 4});
  EXPECT_THROW(patch_gram(x, x, 0), std::invalid_argument);
  EXPECT_THROW(patch_gram(x, x, -3), std::invalid_argument);
  EXPECT_THROW(patch_gram(x, Image(1, 4, {1, 2, 3, 4}), 1), std::invalid_argument);
}

TEST(PatchGram, WindowsCountEachPixelSideSquaredTimes) {  // the last display of Appendix B
  std::mt19937_64 engine(3);
  const Image x = random_image(7, 2, 1000, engine);
  const Image y = random_image(7, 2, 1000, engine);
  for (int side = 1; side <= 15; ++side) {
    PatchGram total;
    for (const PatchGram& g : patch_gram(x, y, side)) {
      total.xx += g.xx;
      total.yy += g.yy;
      total.xy += g.xy;
    }
    const std::int64_t times = side * side;
    EXPECT_EQ(total, (PatchGram{times * x.squared_norm(), times * y.squared_norm(), times * inner_product(x, y)}))
        << "seed 3, side " << side;
  }
}

TEST(CyclicWindowSums, EqualSumsWrittenOut) {
  std::mt19937_64 engine(31);
  for (const int n : {1, 2, 5, 6}) {
    std::vector<std::int64_t> field(static_cast<std::size_t>(n * n));
    for (auto& value : field) value = static_cast<std::int64_t>(engine() % 2001) - 1000;
    for (const int side : {1, 2, 3, 5, 7, 12}) {  // windows larger than the torus count its points more than once
      const std::vector<std::int64_t> sums = cyclic_window_sums(field, n, side);
      ASSERT_EQ(sums.size(), field.size());
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) {
          std::int64_t expected = 0;
          for (int a = 0; a < side; ++a) {
            for (int b = 0; b < side; ++b) expected += field[static_cast<std::size_t>((i + a) % n * n + (j + b) % n)];
          }
          EXPECT_EQ(sums[static_cast<std::size_t>(i * n + j)], expected) << n << " " << side << " " << i << " " << j;
        }
      }
    }
  }
}

}  // namespace
}  // namespace certibound
