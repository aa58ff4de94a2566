// Theorem 1's sum over all cyclic patches, one image of 8-bit values against many:
//   S(x, y) = sum_p |x_p||y_p| Rhat(rho_p),   rho_p = <x_p, y_p>/(|x_p||y_p|),   a zero patch counting 0,
// over the n^2 patches of s x s x d values; E<R(F*x), R(F*y)> = S/s^2. Source: Nachum, Hazla, Gastpar & Khina, ICLR 2022,
// Theorem 1; reference/dual_activation/patch_similarity.hpp.
//
// Relative error of S:
//   PatchSimilarities       below (2n + 11) 2^-53, 7.5 10^-15 for n = 28 (proven by hand, patch_similarity-inl.hpp)
//   PatchSimilaritiesFloat  below (n + 10) 2^-24 (by hand, there), 2.3 10^-6 for n = 28, which needs all roundings to pull one way;
//                           measured figures in the README of the room
// A result depends on the two images alone: the same bits on every target, whatever the others are.
#pragma once

#include <certibound/kernels/line_allocator.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace certibound::kernels {

// A block of images y, prepared: n^2 (4 d + 2 sizeof(T)) bytes for each image, 8 d instead
// of 4 d where sums do not fit float. Larger data sets are streamed through blocks: memory grows with the block alone. T is
// double or float, the type of the arithmetic.
template <class T>
class BasicPatchSimilarities {
 public:
  static constexpr std::size_t kLanes = 16;

  // images: one after the other, each row-major with channels last. Throws std::invalid_argument unless n, d >= 1, there is a
  // whole number of images, 1 <= side <= n, and the sums stay exact: side^2 d 255^2 < 2^53 / n^2 in double; in float
  // side^2 d 255^2 < 2^24 (side 16 for one channel) and n d 255^2 < 2^24 (n = 257 for one channel).
  BasicPatchSimilarities(int n, int d, int side, std::span<const std::uint8_t> images);

  std::size_t size() const { return size_; }
  // One image x or several, one after the other, against `count` images from `first` on: out[i count + k] = S(x_i, image first + k),
  // where out.size() = count times the number of x. Several at a time are faster: the tables of the y are read from a nearer cache.
  // REQUIRES: whole images x of n n d values, first + count <= size().
  void against(std::span<const std::uint8_t> x, std::size_t first, std::span<double> out) const;

 private:
  template <class S>
  void run(const LineVector<S>& values, std::span<const std::uint8_t> images, std::size_t first, std::size_t count,
           std::span<double> out) const;

  std::size_t n_, d_, side_, size_ = 0;
  // [block of kLanes images][value or patch][lane]; the values in float if all sums of products are exact there.
  LineVector<float> float_values_;
  LineVector<double> double_values_;
  LineVector<T> norms_, inverses_;
};

extern template class BasicPatchSimilarities<double>;
extern template class BasicPatchSimilarities<float>;

using PatchSimilarities = BasicPatchSimilarities<double>;
using PatchSimilaritiesFloat = BasicPatchSimilarities<float>;

}  // namespace certibound::kernels
