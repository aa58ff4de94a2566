// Exact Gram data of all cyclic patches of a pair of images: |x_p|^2, |y_p|^2 and <x_p, y_p>.
//
// The patch at (i, j) has the rows i..i+s-1 and the columns j..j+s-1 (mod n) and all channels; s is the side of the
// filter. A side beyond n wraps around: a pixel then counts once for each offset that meets it, as a filter with s s
// independent entries does. All n n patches are taken, so the order of the offsets and the place of the patch relative
// to its pixel (corner here, centre in Section 3.4 of Nachum et al., ICLR 2022) change the order of the list only.
//
// Method: sliding sums along rows, then along columns; the cost does not depend on s.
#pragma once

#include <certibound/image/image.hpp>

namespace certibound {

// |x_p|^2, |y_p|^2, <x_p, y_p> of one patch; by Cauchy-Schwarz xy^2 <= xx yy. Each is at most 2^62 in size.
struct PatchGram {
  std::int64_t xx = 0;
  std::int64_t yy = 0;
  std::int64_t xy = 0;

  friend auto operator<=>(const PatchGram&, const PatchGram&) = default;
};

// The Gram data of the patch at (i, j) at index i n + j, exact.
//   side  of the filter, pixels, >= 1
// Throws std::invalid_argument unless x and y have the same shape, side >= 1, and ceil(side/n)^2 max(|x|^2, |y|^2) <=
// kMaxSquaredNorm (always so for side <= n).
std::vector<PatchGram> patch_gram(const Image& x, const Image& y, int side);

// The sums of a field on Z_n x Z_n (row-major) over all cyclic windows of this side, in the order of patch_gram.
// REQUIRES: n n values, side >= 1, and every sum over a part of a window fits in 64 bits.
std::vector<std::int64_t> cyclic_window_sums(std::vector<std::int64_t> field, int n, int side);

}  // namespace certibound
