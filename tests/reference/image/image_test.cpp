// Shapes, limits and inner products of exact integer images.
#include <certibound/image/image.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace certibound {
namespace {

constexpr std::int32_t kLow = std::numeric_limits<std::int32_t>::min();

TEST(Image, ReadsRowsThenColumnsThenChannels) {
  const Image x(2, 3, {0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112});
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 2; ++j) {
      for (int k = 0; k < 3; ++k) EXPECT_EQ(x.at(i, j, k), 100 * i + 10 * j + k);
    }
  }
}

TEST(Image, NormAndInnerProductAreExactIntegers) {
  const Image x(2, 1, {1000000007, -3, 0, 5});
  const Image y(2, 1, {2, 1000000009, 7, -5});
  EXPECT_EQ(x.squared_norm(), 1000000014000000083);  // (10^9 + 7)^2 + 9 + 25
  EXPECT_EQ(inner_product(x, y), 2000000014 - 3000000027 - 25);
}

TEST(Image, LargestValueFitsExactlyOnce) {
  EXPECT_EQ(Image(1, 1, {kLow}).squared_norm(), kMaxSquaredNorm);
  EXPECT_EQ(inner_product(Image(1, 1, {kLow}), Image(1, 1, {kLow})), kMaxSquaredNorm);
  EXPECT_THROW(Image(2, 1, {kLow, 1, 0, 0}), std::invalid_argument);
}

TEST(Image, RefusesWrongShapes) {
  EXPECT_THROW(Image(0, 1, {}), std::invalid_argument);
  EXPECT_THROW(Image(-1, 1, {0}), std::invalid_argument);
  EXPECT_THROW(Image(1, 0, {}), std::invalid_argument);
  EXPECT_THROW(Image(2, 1, {1, 2, 3}), std::invalid_argument);
  EXPECT_THROW(Image(2, 1, {1, 2, 3, 4, 5}), std::invalid_argument);
  EXPECT_THROW(Image(kMaxImageSide + 1, 1, {}), std::invalid_argument);
  EXPECT_THROW(Image(1, kMaxImageChannels + 1, std::vector<std::int32_t>(kMaxImageChannels + 1)),
               std::invalid_argument);
  EXPECT_THROW(Image(kMaxImageSide, 2, {}), std::invalid_argument);
}

TEST(Image, DifferentShapesHaveNoInnerProduct) {
  EXPECT_THROW(inner_product(Image(1, 1, {1}), Image(1, 2, {1, 1})), std::invalid_argument);
  EXPECT_THROW(inner_product(Image(1, 4, {1, 1, 1, 1}), Image(2, 1, {1, 1, 1, 1})), std::invalid_argument);
  EXPECT_THROW(require_same_shape(Image(1, 2, {1, 1}), Image(1, 1, {1})), std::invalid_argument);
  EXPECT_NO_THROW(require_same_shape(Image(1, 2, {1, 1}), Image(1, 2, {0, 3})));
}

TEST(Image, ZeroIsRecognised) {
  EXPECT_TRUE(Image(3, 2, std::vector<std::int32_t>(18, 0)).is_zero());
  EXPECT_FALSE(Image(1, 1, {-1}).is_zero());
}

}  // namespace
}  // namespace certibound
