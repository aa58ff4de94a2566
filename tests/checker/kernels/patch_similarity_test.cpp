// Sums over patches, on every target, against the enclosures of the reference.
#include <certibound/kernels/patch_similarity.hpp>

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/targets.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

namespace certibound::kernels {
namespace {

using Pixels = std::vector<std::uint8_t>;

std::mt19937_64 engine(17);

// Images of four kinds: noise, dark with a bright part, two levels, nearly the same as `like`.
Pixels random_image(std::size_t size, int kind, const Pixels& like) {
  Pixels out(size);
  for (std::size_t i = 0; i < size; ++i) {
    const auto bits = static_cast<unsigned>(engine() >> 40);
    switch (kind) {
      case 0: out[i] = static_cast<std::uint8_t>(bits); break;
      case 1: out[i] = static_cast<std::uint8_t>(i > size / 2 && i < size * 3 / 4 ? bits : 0); break;
      case 2: out[i] = static_cast<std::uint8_t>((bits & 7) == 0 ? 255 : 0); break;
      default: out[i] = static_cast<std::uint8_t>(like[i] ^ ((bits & 63) == 0 ? 1 : 0));
    }
  }
  return out;
}

Image image_of(const Pixels& pixels, int n, int d) { return {n, d, {pixels.begin(), pixels.end()}}; }

class PatchKernel : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

// Relative errors within `roundings` units u of T; n, d, side as given.
template <class T>
void expect_error_bound(int n, int d, int side, int roundings, const Interval& u) {
  const auto size = static_cast<std::size_t>(n * n * d);
  const Pixels x = random_image(size, 0, {});
  std::vector<Pixels> images;
  Pixels all;
  for (int k = 0; k < 19; ++k) {
    images.push_back(k == 10 ? Pixels(size) : random_image(size, k % 4, x));
    all.insert(all.end(), images.back().begin(), images.back().end());
  }
  std::vector<double> sums(images.size());
  BasicPatchSimilarities<T>(n, d, side, all).against(x, 0, sums);
  for (std::size_t k = 0; k < images.size(); ++k) {
    const Interval exact = expected_inner_product(image_of(x, n, d), image_of(images[k], n, d), side, 100) * Interval(side * side, 100);
    const Interval allowed = Interval(roundings, 100) * u * exact;
    ASSERT_TRUE(certainly(less_equal(abs(Interval::point(sums[k]) - exact), allowed)))
        << "n = " << n << ", d = " << d << ", side = " << side << ", image " << k << ": " << sums[k] << ", exact " << to_string(exact, 20);
  }
  EXPECT_EQ(sums[10], 0) << "of a black image";
}

// The last three have sums of products that do not fit float.
TEST_P(PatchKernel, KeepsItsErrorBound) {
  for (const auto& [n, d, side] :
       {std::tuple{1, 1, 1}, {3, 2, 3}, {8, 1, 3}, {9, 3, 5}, {28, 1, 3}, {28, 1, 11}, {16, 3, 16}, {17, 1, 17}, {20, 1, 17}}) {
    expect_error_bound<double>(n, d, side, 2 * n + 11, Interval::point(0x1p-53));
  }
}

TEST_P(PatchKernel, KeepsItsErrorBoundInFloat) {
  for (const auto& [n, d, side] : {std::tuple{1, 1, 1}, {3, 2, 3}, {8, 1, 3}, {9, 3, 5}, {28, 1, 3}, {28, 1, 11}, {17, 1, 16}, {16, 16, 4}}) {
    expect_error_bound<float>(n, d, side, n + 10, Interval::point(0x1p-24));
  }
}

// On images like photographs the roundings of float do not pull one way: PERFORMANCE asks for 2e-8.
TEST_P(PatchKernel, FloatIsGoodToTwoInTenToTheEight) {
  constexpr int n = 28;
  constexpr std::size_t size = n * n, images = 64;
  Pixels all(size * images);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t row = i % size / n, column = i % size % n;
    all[i] = row > 3 && row < 25 && column > 5 && column < 22 ? static_cast<std::uint8_t>(engine() >> 56) : 0;
  }
  for (const int side : {3, 5, 11}) {
    std::vector<double> exact(images * images), sums(images * images);
    PatchSimilarities(n, 1, side, all).against(all, 0, exact);
    PatchSimilaritiesFloat(n, 1, side, all).against(all, 0, sums);
    for (std::size_t k = 0; k < sums.size(); ++k) ASSERT_LT(std::abs(sums[k] / exact[k] - 1), 2e-8) << side << " " << k;
  }
}

template <class T>
void expect_same_bits_anywhere(const Pixels& xs, const Pixels& all, int n, int d, int side) {
  const auto size = static_cast<std::size_t>(n * n * d);
  const std::size_t rows = xs.size() / size, count = all.size() / size;
  const BasicPatchSimilarities<T> table(n, d, side, all);
  std::vector<double> together(rows * count);
  table.against(xs, 0, together);
  for (std::size_t i = 0; i < rows; ++i) {
    std::vector<double> one(count);
    table.against(std::span(xs).subspan(i * size, size), 0, one);
    for (std::size_t k = 0; k < count; ++k) ASSERT_EQ(together[i * count + k], one[k]) << i << " " << k;
  }
  std::vector<double> inner(rows * (count - 5));
  table.against(xs, 3, inner);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < count - 5; ++k) ASSERT_EQ(inner[i * (count - 5) + k], together[i * count + k + 3]) << i << " " << k;
  }
  const std::string here = dispatched_target();
  ASSERT_TRUE(force_target(""));
  std::vector<double> best(rows * count);
  table.against(xs, 0, best);
  ASSERT_TRUE(force_target(here));
  EXPECT_EQ(best, together);
}

TEST_P(PatchKernel, SeveralImagesAtOnceAreTheSame) {
  for (const auto& [n, d, side] : {std::tuple{7, 1, 3}, {6, 2, 5}, {18, 1, 17}}) {
    const auto size = static_cast<std::size_t>(n * n * d);
    Pixels xs, all;
    for (int k = 0; k < 35; ++k) {
      const Pixels image = random_image(size, k % 3, {});
      xs.insert(xs.end(), image.begin(), image.end());
      if (k < 21) all.insert(all.end(), image.rbegin(), image.rend());
    }
    expect_same_bits_anywhere<double>(xs, all, n, d, side);
    if (side < 17) expect_same_bits_anywhere<float>(xs, all, n, d, side);
  }
}

TEST_P(PatchKernel, SameBitsWhereverAnImageStands) {
  constexpr int n = 12, d = 2, side = 5;
  constexpr std::size_t size = n * n * d;
  Pixels all;
  for (int k = 0; k < 21; ++k) {
    const Pixels image = random_image(size, k % 3, {});
    all.insert(all.end(), image.begin(), image.end());
  }
  const Pixels x = random_image(size, 0, {});
  const PatchSimilarities table(n, d, side, all);
  std::vector<double> whole(21);
  table.against(x, 0, whole);
  for (std::size_t first = 0; first <= 21; ++first) {
    std::vector<double> part(21 - first);
    table.against(x, first, part);
    for (std::size_t k = 0; k < part.size(); ++k) ASSERT_EQ(part[k], whole[first + k]) << first;
    if (first == 21) break;
    std::vector<double> alone(1);
    PatchSimilarities(n, d, side, std::span(all).subspan(first * size, size)).against(x, 0, alone);
    ASSERT_EQ(alone[0], whole[first]);
  }
  ASSERT_TRUE(force_target(""));
  std::vector<double> best(21);
  table.against(x, 0, best);
  EXPECT_EQ(best, whole);
}

TEST(PatchSimilarities, RefusesWhatItCannotDoExactly) {
  const Pixels pixels(2 * 9 * 9);
  EXPECT_EQ(PatchSimilarities(9, 1, 3, pixels).size(), 2U);
  EXPECT_EQ(PatchSimilarities(9, 1, 3, {}).size(), 0U);
  for (const auto& [n, d, side] : {std::tuple{9, 1, 0}, {9, 1, 10}, {0, 1, 1}, {9, 0, 3}, {8, 1, 3}}) {
    EXPECT_THROW(PatchSimilarities(n, d, side, pixels), std::invalid_argument) << n << " " << d << " " << side;
  }
  EXPECT_THROW(PatchSimilarities(4096, 1, 4096, {}), std::invalid_argument);
  EXPECT_EQ(PatchSimilaritiesFloat(257, 1, 16, {}).size(), 0U);
  EXPECT_THROW(PatchSimilaritiesFloat(17, 1, 17, {}), std::invalid_argument);
  EXPECT_THROW(PatchSimilaritiesFloat(259, 1, 3, {}), std::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(Targets, PatchKernel, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
