// Image: an exact integer tensor on the torus Z_n x Z_n, the input of a cyclic convolution layer.
//
// Pixels are integers, never floating point, so that every inner product of patches is an integer and the only rounding
// of a similarity happens in the enclosure of its square roots and arc tangents. The limits below are checked when an
// image is made; under them all Gram sums (gram.hpp) fit in 64 bits and all their products in 128 bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace certibound {

inline constexpr int kMaxImageSide = 32768;                             // n, pixels
inline constexpr int kMaxImageChannels = 4096;                          // d
inline constexpr std::int64_t kMaxImageValues = std::int64_t{1} << 30;  // n n d
inline constexpr std::int64_t kMaxSquaredNorm = std::int64_t{1} << 62;  // sum of all squared values

class Image {
 public:
  // The n x n image with d channels whose value at row i, column j, channel k is values[(i n + j) d + k].
  // Throws std::invalid_argument (one line, naming the limit) unless 1 <= n <= kMaxImageSide, 1 <= d <=
  // kMaxImageChannels, n n d <= kMaxImageValues, there are n n d values, and their squares sum to at most
  // kMaxSquaredNorm. Every image of 8-bit values keeps the last limit; 28 x 28 images keep it up to 76 million a value.
  Image(int n, int d, std::vector<std::int32_t> values);

  int side() const { return n_; }
  int channels() const { return d_; }
  std::span<const std::int32_t> values() const { return values_; }
  // REQUIRES: 0 <= i, j < side(), 0 <= k < channels().
  std::int32_t at(int i, int j, int k = 0) const { return values_[index(i, j, k)]; }

  // |x|^2, exact; in [0, kMaxSquaredNorm].
  std::int64_t squared_norm() const { return squared_norm_; }
  bool is_zero() const { return squared_norm_ == 0; }

  friend bool operator==(const Image&, const Image&) = default;

 private:
  std::size_t index(int i, int j, int k) const {
    return (static_cast<std::size_t>(i) * static_cast<std::size_t>(n_) + static_cast<std::size_t>(j)) *
               static_cast<std::size_t>(d_) +
           static_cast<std::size_t>(k);
  }

  int n_;
  int d_;
  std::vector<std::int32_t> values_;
  std::int64_t squared_norm_ = 0;
};

// <x, y>, exact; at most kMaxSquaredNorm in size. Throws std::invalid_argument unless both have the same shape.
std::int64_t inner_product(const Image& x, const Image& y);

// Throws std::invalid_argument naming both shapes unless they are equal.
void require_same_shape(const Image& x, const Image& y);

}  // namespace certibound
