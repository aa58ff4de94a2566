// Sets of pixels: operations, thresholds, rectangles that wrap around.
#include <certibound/image/binary_image.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <stdexcept>

namespace certibound {
namespace {

BinaryImage random_set(int n, std::mt19937_64& engine) {
  BinaryImage a(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (engine() % 2 == 0) a.insert(i, j);
    }
  }
  return a;
}

TEST(BinaryImage, InsertAndEraseChangeOnePixel) {
  BinaryImage a(3);
  EXPECT_TRUE(a.is_empty());
  a.insert(1, 2);
  EXPECT_TRUE(a.contains(1, 2));
  EXPECT_FALSE(a.contains(2, 1));
  EXPECT_EQ(a.count(), 1);
  a.erase(1, 2);
  EXPECT_EQ(a, BinaryImage(3));
}

TEST(BinaryImage, CountsAreThoseOfThePicture) {
  std::mt19937_64 engine(1);
  for (int n = 1; n <= 9; ++n) {
    const BinaryImage a = random_set(n, engine);
    const BinaryImage b = random_set(n, engine);
    const Image x = to_image(a);
    const Image y = to_image(b);
    EXPECT_EQ(intersection_count(a, b), inner_product(x, y)) << "seed 1, n " << n;
    EXPECT_EQ(a.count(), x.squared_norm()) << "seed 1, n " << n;
    EXPECT_EQ(symmetric_difference_count(a, b), x.squared_norm() + y.squared_norm() - 2 * inner_product(x, y))
        << "seed 1, n " << n;
    EXPECT_EQ(difference(a, b).count() + intersection(a, b).count(), a.count()) << "seed 1, n " << n;
  }
}

TEST(BinaryImage, ThresholdIsStrict) {
  const Image x(2, 1, {127, 128, -5, 255});
  EXPECT_EQ(threshold(x, 127).count(), 2);
  EXPECT_EQ(threshold(x, 126).count(), 3);
  EXPECT_EQ(threshold(x, -6).count(), 4);
  EXPECT_EQ(threshold(x, 255).count(), 0);
}

TEST(BinaryImage, ThresholdComparesTheMeanOfTheChannels) {
  const Image x(1, 3, {255, 126, 0});  // mean 127
  EXPECT_TRUE(threshold(x, 126).contains(0, 0));
  EXPECT_FALSE(threshold(x, 127).contains(0, 0));
}

TEST(BinaryImage, ThresholdHasNoOverflow) {
  const std::int32_t low = std::numeric_limits<std::int32_t>::min();
  EXPECT_FALSE(threshold(Image(1, 1, {low}), low).contains(0, 0));
  EXPECT_TRUE(threshold(Image(1, 2, {-1, 1}), low).contains(0, 0));
}

TEST(BinaryImage, RectanglesWrapAround) {
  const BinaryImage a = cyclic_rectangle(4, 3, -1, 2, 3);  // rows 3, 0; columns 3, 0, 1
  EXPECT_EQ(a.count(), 6);
  for (const int i : {3, 0}) {
    for (const int j : {3, 0, 1}) EXPECT_TRUE(a.contains(i, j));
  }
  EXPECT_EQ(cyclic_rectangle(4, -9, 7, 2, 3), cyclic_rectangle(4, 3, 3, 2, 3));
  EXPECT_TRUE(cyclic_rectangle(4, 0, 0, 0, 3).is_empty());
  EXPECT_EQ(cyclic_rectangle(4, 2, 1, 4, 4).count(), 16);
  EXPECT_THROW(cyclic_rectangle(4, 0, 0, 5, 1), std::invalid_argument);
  EXPECT_THROW(cyclic_rectangle(4, 0, 0, 1, -1), std::invalid_argument);
}

TEST(BinaryImage, RefusesDifferentToriAndImpossibleSides) {
  EXPECT_THROW(BinaryImage(0), std::invalid_argument);
  EXPECT_THROW(BinaryImage(kMaxImageSide + 1), std::invalid_argument);
  EXPECT_THROW(intersection(BinaryImage(2), BinaryImage(3)), std::invalid_argument);
  EXPECT_THROW(difference(BinaryImage(2), BinaryImage(3)), std::invalid_argument);
}

}  // namespace
}  // namespace certibound
