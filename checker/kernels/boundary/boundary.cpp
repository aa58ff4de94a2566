// Boundary counts for every target; packing and the checks of arguments.
#include <certibound/kernels/boundary.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "boundary/boundary.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "boundary/boundary-inl.hpp"
#include "boundary/small-inl.hpp"

#if HWY_ONCE

#include <algorithm>
#include <stdexcept>
#include <string>

namespace certibound::kernels {

HWY_EXPORT(boundary_count);
HWY_EXPORT(small_dilations);
HWY_EXPORT(small_counts);

namespace {

// The side of the square, cut to the torus.
std::size_t window_of(int n, int r) {
  if (r < 0) throw std::invalid_argument("r-boundary: r is negative");
  return static_cast<std::size_t>(std::min<long>(2L * r + 1, n));
}

}  // namespace

PackedImage::PackedImage(int n, std::span<const std::uint8_t> bits) : n_(n), words_(n > 0 ? (static_cast<std::size_t>(n) + 63) / 64 : 0) {
  const auto side = static_cast<std::size_t>(std::max(n, 0));
  if (n < 1 || bits.size() != side * side) {
    throw std::invalid_argument("PackedImage: " + std::to_string(bits.size()) + " pixels for a side of " + std::to_string(n));
  }
  rows_.resize(side * words_ + 8);
  for (std::size_t i = 0; i < side; ++i) {
    for (std::size_t j = 0; j < side; ++j) {
      if (bits[i * side + j] != 0) rows_[i * words_ + j / 64] |= std::uint64_t{1} << (j % 64);
    }
  }
}

std::uint64_t r_boundary_count(const PackedImage& a, const PackedImage& b, int r) {
  if (a.side() != b.side()) throw std::invalid_argument("r-boundary: images of different sides");
  return HWY_DYNAMIC_DISPATCH(boundary_count)(a.row(0), b.row(0), static_cast<std::size_t>(a.side()), window_of(a.side(), r));
}

SmallBoundaries::SmallBoundaries(std::span<const PackedImage> images, int r) : size_(images.size()) {
  if (images.empty()) return;
  n_ = images.front().side();
  window_ = static_cast<int>(window_of(n_, r));
  const auto side = static_cast<std::size_t>(n_), block = side * kLanes;
  images_.resize((size_ + kLanes - 1) / kLanes * block);
  for (std::size_t k = 0; k < size_; ++k) {
    if (images[k].side() != n_ || n_ > kLargestSide) {
      throw std::invalid_argument("SmallBoundaries: sides differ or exceed " + std::to_string(kLargestSide));
    }
    for (std::size_t i = 0; i < side; ++i) {
      images_[k / kLanes * block + i * kLanes + k % kLanes] = static_cast<std::uint32_t>(*images[k].row(static_cast<int>(i)));
    }
  }
  dilations_ = images_;
  for (std::size_t at = 0; at < dilations_.size(); at += block) {
    HWY_DYNAMIC_DISPATCH(small_dilations)(dilations_.data() + at, side, static_cast<std::size_t>(window_));
  }
}

void SmallBoundaries::counts(std::size_t i, std::size_t first, std::span<std::uint32_t> out) const {
  const auto side = static_cast<std::size_t>(n_), block = side * kLanes;
  const std::size_t own = i / kLanes * block + i % kLanes;
  std::uint32_t part[kLanes];
  for (std::size_t k = first; k < first + out.size();) {
    const std::size_t at = k / kLanes * block, lane = k % kLanes;
    HWY_DYNAMIC_DISPATCH(small_counts)(images_.data() + own, dilations_.data() + own, kLanes, images_.data() + at,
                                       dilations_.data() + at, side, static_cast<std::size_t>(window_), part);
    const std::size_t n = std::min(kLanes - lane, first + out.size() - k);
    std::copy_n(part + lane, n, out.begin() + static_cast<std::ptrdiff_t>(k - first));
    k += n;
  }
}

}  // namespace certibound::kernels
#endif
