// Checks of an image's limits, and its inner products in 64-bit integers.
#include <certibound/image/image.hpp>

#include <stdexcept>
#include <string>

namespace certibound {
namespace {

std::string shape(const Image& x) {
  const std::string n = std::to_string(x.side());
  return n + " x " + n + " x " + std::to_string(x.channels());
}

void check_shape(int n, int d, std::size_t count) {
  if (n < 1 || n > kMaxImageSide) {
    throw std::invalid_argument("image side " + std::to_string(n) + " is not in 1.." + std::to_string(kMaxImageSide));
  }
  if (d < 1 || d > kMaxImageChannels) {
    throw std::invalid_argument("image has " + std::to_string(d) + " channels, not 1.." +
                                std::to_string(kMaxImageChannels));
  }
  const std::int64_t expected = std::int64_t{n} * n * d;  // <= 2^42
  if (expected > kMaxImageValues) {
    throw std::invalid_argument("image has " + std::to_string(expected) + " values, more than " +
                                std::to_string(kMaxImageValues));
  }
  if (count != static_cast<std::size_t>(expected)) {
    throw std::invalid_argument("image of side " + std::to_string(n) + " with " + std::to_string(d) +
                                " channels needs " + std::to_string(expected) + " values, not " +
                                std::to_string(count));
  }
}

std::int64_t checked_squared_norm(const std::vector<std::int32_t>& values) {
  std::int64_t sum = 0;
  for (const std::int64_t v : values) {
    const std::int64_t square = v * v;  // <= 2^62
    if (square > kMaxSquaredNorm - sum) {
      throw std::invalid_argument("the squares of the image's values sum to more than 2^62; use smaller values");
    }
    sum += square;
  }
  return sum;
}

}  // namespace

Image::Image(int n, int d, std::vector<std::int32_t> values) : n_(n), d_(d), values_(std::move(values)) {
  check_shape(n_, d_, values_.size());
  squared_norm_ = checked_squared_norm(values_);
}

void require_same_shape(const Image& x, const Image& y) {
  if (x.side() != y.side() || x.channels() != y.channels()) {
    throw std::invalid_argument("images of different shapes: " + shape(x) + " and " + shape(y));
  }
}

std::int64_t inner_product(const Image& x, const Image& y) {
  require_same_shape(x, y);
  // Each partial sum is the inner product of two restricted images: by Cauchy-Schwarz at most 2^62 in size.
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < x.values().size(); ++i) {
    sum += std::int64_t{x.values()[i]} * y.values()[i];
  }
  return sum;
}

}  // namespace certibound
