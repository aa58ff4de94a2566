// BinaryImage: a set of pixels of the torus Z_n x Z_n, equally a black-and-white picture in {0,1}^(n x n).
//
// The model of Nachum, Hazla, Gastpar & Khina, A Johnson-Lindenstrauss Framework for Randomly Initialized CNNs, ICLR
// 2022, Section 3.4.
#pragma once

#include <certibound/image/image.hpp>

namespace certibound {

class BinaryImage {
 public:
  // The empty set on Z_n x Z_n. Throws std::invalid_argument unless 1 <= n <= kMaxImageSide.
  explicit BinaryImage(int n);

  int side() const { return n_; }
  // Row-major, 1 for a member and 0 otherwise.
  std::span<const std::uint8_t> bits() const { return bits_; }
  // REQUIRES for all three: 0 <= i, j < side().
  bool contains(int i, int j) const { return bits_[index(i, j)] != 0; }
  void insert(int i, int j) { bits_[index(i, j)] = 1; }
  void erase(int i, int j) { bits_[index(i, j)] = 0; }

  // The number of pixels in the set, which is also |A|^2 of the picture.
  std::int64_t count() const;
  bool is_empty() const { return count() == 0; }

  friend bool operator==(const BinaryImage&, const BinaryImage&) = default;

 private:
  std::size_t index(int i, int j) const {
    return static_cast<std::size_t>(i) * static_cast<std::size_t>(n_) + static_cast<std::size_t>(j);
  }

  int n_;
  std::vector<std::uint8_t> bits_;
};

// Set operations. Throw std::invalid_argument unless both sets live on the same torus.
BinaryImage intersection(const BinaryImage& a, const BinaryImage& b);
BinaryImage difference(const BinaryImage& a, const BinaryImage& b);                   // in a, not in b
std::int64_t intersection_count(const BinaryImage& a, const BinaryImage& b);          // <A, B>
std::int64_t symmetric_difference_count(const BinaryImage& a, const BinaryImage& b);  // |A - B|^2

// The pixels whose mean over the channels exceeds `level`: sum_k x_ijk > level d. Exact for every level and image.
BinaryImage threshold(const Image& x, std::int32_t level);

// The image of one channel with values 0 and 1.
Image to_image(const BinaryImage& a);

// The cyclic axis-aligned rectangle {(row + a, column + b) mod n : 0 <= a < height, 0 <= b < width}.
// Throws std::invalid_argument unless 0 <= height, width <= n. Row and column may be any integers.
BinaryImage cyclic_rectangle(int n, int row, int column, int height, int width);

}  // namespace certibound
