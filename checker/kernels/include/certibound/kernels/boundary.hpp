// Numbers of pixels of the shared r-boundary of two sets on the torus Z_n x Z_n, bit-packed, exact.
//
// d_r(A, B) has the pixels whose (2r+1)-square meets A and meets B and is not contained in both: with D = complement of A cap B,
//   |d_r(A, B)| = |dil A cap dil B cap dil D|,
// for any n and any r; where 2r + 1 >= n every square is the whole torus. Squares are taken as [0, 2r]^2 instead of
// [-r, r]^2, which shifts d_r cyclically and leaves its count.
// Source: Nachum, Hazla, Gastpar & Khina, ICLR 2022, Definition 2; reference/boundary/r_boundary.hpp. All of it is integer
// arithmetic: the same counts on every target, equal to the reference (tests).
#pragma once

#include <certibound/kernels/line_allocator.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace certibound::kernels {

// A set of pixels, 64 of a row in a word.
class PackedImage {
 public:
  // bits: row-major, a pixel belongs to the set if its byte is not 0. Throws std::invalid_argument unless n >= 1 and there are
  // n n of them.
  PackedImage(int n, std::span<const std::uint8_t> bits);

  int side() const { return n_; }
  std::size_t words() const { return words_; }  // of a row
  const std::uint64_t* row(int i) const { return rows_.data() + static_cast<std::size_t>(i) * words_; }

 private:
  int n_;
  std::size_t words_;
  LineVector<std::uint64_t> rows_;  // bits beyond n are 0; a line more, so that whole vectors may be loaded
};

// |d_r(a, b)|. Vertical runs by van Herk's two passes (three ORs a word whatever r), horizontal ones by steps that make them three times as long:
// O(n^2/64 (1 + log r)). Throws std::invalid_argument if r < 0 or the tori differ.
std::uint64_t r_boundary_count(const PackedImage& a, const PackedImage& b, int r);

// Many images of one side n <= 32 and one r: 16 pairs side by side, dilations done once per image.
class SmallBoundaries {
 public:
  static constexpr int kLargestSide = 32;

  // Throws std::invalid_argument unless all images have one side of 1..kLargestSide and r >= 0.
  SmallBoundaries(std::span<const PackedImage> images, int r);

  std::size_t size() const { return size_; }
  // out[k] = |d_r(image i, image first + k)| for the out.size() images from `first` on. REQUIRES: i and all of them < size().
  void counts(std::size_t i, std::size_t first, std::span<std::uint32_t> out) const;

 private:
  static constexpr std::size_t kLanes = 16;

  int n_ = 0, window_ = 1;
  std::size_t size_ = 0;
  // [block of 16 images][row][lane]: the images and their dilations.
  LineVector<std::uint32_t> images_, dilations_;
};

}  // namespace certibound::kernels
