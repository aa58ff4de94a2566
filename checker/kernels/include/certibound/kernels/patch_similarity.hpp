// Theorem 1's sum over all cyclic patches, one image of 8-bit values against many:
//   S(x, y) = sum_p |x_p||y_p| Rhat(rho_p),   rho_p = <x_p, y_p>/(|x_p||y_p|),   a zero patch counting 0,
// over the n^2 patches of s x s x d values; E<R(F*x), R(F*y)> = S/s^2. Source: Nachum, Hazla, Gastpar & Khina, ICLR 2022,
// Theorem 1; reference/dual_activation/patch_similarity.hpp.
//
// Relative error of S: below (2n + 8) 2^-53, 7.2 10^-15 for n = 28 (proven by hand, patch_similarity-inl.hpp); measured figures
// in the README of the room. A result depends on the two images alone: the same bits on every target, whatever the others are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace certibound::kernels {

// A block of images y, prepared: 8 n^2 (d + 2) bytes for each image. Larger data sets are streamed
// through blocks: memory grows with the block alone.
class PatchSimilarities {
 public:
  static constexpr std::size_t kLanes = 8;

  // images: one after the other, each row-major with channels last. Throws std::invalid_argument unless n, d >= 1, there is a
  // whole number of images, 1 <= side <= n, and the sums stay exact: side^2 d 255^2 < 2^53 / n^2.
  PatchSimilarities(int n, int d, int side, std::span<const std::uint8_t> images);

  std::size_t size() const { return size_; }
  // out[k] = S(x, image first + k). REQUIRES: x has n n d values, first + out.size() <= size().
  void against(std::span<const std::uint8_t> x, std::size_t first, std::span<double> out) const;

 private:
  std::size_t n_, d_, side_, size_ = 0;
  // [block of kLanes images][value or patch][lane]
  std::vector<double> values_, norms_, inverses_;
};

}  // namespace certibound::kernels
