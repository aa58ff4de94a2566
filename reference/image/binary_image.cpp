// Sets of pixels: set operations, thresholds, cyclic rectangles.
#include <certibound/image/binary_image.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace certibound {
namespace {

void require_same_side(const BinaryImage& a, const BinaryImage& b) {
  if (a.side() != b.side()) {
    throw std::invalid_argument("sets of pixels on different tori: sides " + std::to_string(a.side()) + " and " +
                                std::to_string(b.side()));
  }
}

// Calls f(i, j) for every pixel.
template <typename F>
void for_each_pixel(int n, F f) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) f(i, j);
  }
}

}  // namespace

BinaryImage::BinaryImage(int n) : n_(n) {
  if (n < 1 || n > kMaxImageSide) {
    throw std::invalid_argument("image side " + std::to_string(n) + " is not in 1.." + std::to_string(kMaxImageSide));
  }
  bits_.assign(static_cast<std::size_t>(n) * static_cast<std::size_t>(n), 0);
}

std::int64_t BinaryImage::count() const { return std::count(bits_.begin(), bits_.end(), std::uint8_t{1}); }

BinaryImage intersection(const BinaryImage& a, const BinaryImage& b) {
  require_same_side(a, b);
  BinaryImage result(a.side());
  for_each_pixel(a.side(), [&](int i, int j) {
    if (a.contains(i, j) && b.contains(i, j)) result.insert(i, j);
  });
  return result;
}

BinaryImage difference(const BinaryImage& a, const BinaryImage& b) {
  require_same_side(a, b);
  BinaryImage result(a.side());
  for_each_pixel(a.side(), [&](int i, int j) {
    if (a.contains(i, j) && !b.contains(i, j)) result.insert(i, j);
  });
  return result;
}

std::int64_t intersection_count(const BinaryImage& a, const BinaryImage& b) { return intersection(a, b).count(); }

std::int64_t symmetric_difference_count(const BinaryImage& a, const BinaryImage& b) {
  return difference(a, b).count() + difference(b, a).count();
}

BinaryImage threshold(const Image& x, std::int32_t level) {
  const std::int64_t total_level = std::int64_t{level} * x.channels();  // |.| <= 2^31 2^12
  BinaryImage result(x.side());
  for_each_pixel(x.side(), [&](int i, int j) {
    std::int64_t total = 0;
    for (int k = 0; k < x.channels(); ++k) total += x.at(i, j, k);
    if (total > total_level) result.insert(i, j);
  });
  return result;
}

Image to_image(const BinaryImage& a) {
  return Image(a.side(), 1, std::vector<std::int32_t>(a.bits().begin(), a.bits().end()));
}

BinaryImage cyclic_rectangle(int n, int row, int column, int height, int width) {
  BinaryImage result(n);
  if (height < 0 || height > n || width < 0 || width > n) {
    throw std::invalid_argument("a rectangle of " + std::to_string(height) + " x " + std::to_string(width) +
                                " does not fit on a torus of side " + std::to_string(n));
  }
  const int top = ((row % n) + n) % n;  // % keeps the sign of the dividend
  const int left = ((column % n) + n) % n;
  for (int a = 0; a < height; ++a) {
    for (int b = 0; b < width; ++b) result.insert((top + a) % n, (left + b) % n);
  }
  return result;
}

}  // namespace certibound
