// Patch similarities for every target; the tables of norms and the checks of arguments.
#include <certibound/kernels/patch_similarity.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "patch_similarity/patch_similarity.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "patch_similarity/patch_similarity-inl.hpp"

#if HWY_ONCE

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace certibound::kernels {

HWY_EXPORT(patch_sums_of_block);

namespace {

// |x_p| for all cyclic patches: exact sums of squares, one rounding.
std::vector<double> patch_norms(std::span<const std::uint8_t> x, std::size_t n, std::size_t d, std::size_t side) {
  std::vector<double> squares(n * n), columns(n), out(n * n);
  for (std::size_t p = 0; p < n * n; ++p) {
    for (std::size_t k = 0; k < d; ++k) squares[p] += static_cast<double>(x[p * d + k]) * x[p * d + k];
  }
  for (std::size_t i = 0; i < side; ++i) {
    for (std::size_t j = 0; j < n; ++j) columns[j] += squares[i * n + j];
  }
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < side; ++j) sum += columns[j];
    for (std::size_t j = 0; j < n; ++j) {
      out[i * n + j] = std::sqrt(sum);
      sum += columns[(j + side) % n] - columns[j];
    }
    for (std::size_t j = 0; j < n; ++j) columns[j] += squares[(i + side) % n * n + j] - squares[i * n + j];
  }
  return out;
}

double inverse(double norm) { return norm == 0 ? 0 : 1 / norm; }

}  // namespace

PatchSimilarities::PatchSimilarities(int n, int d, int side, std::span<const std::uint8_t> images)
    : n_(static_cast<std::size_t>(std::max(n, 0))), d_(static_cast<std::size_t>(std::max(d, 0))),
      side_(static_cast<std::size_t>(std::max(side, 0))) {
  const std::size_t size = n_ * n_ * d_;
  if (n < 1 || d < 1 || side < 1 || side > n || images.size() % size != 0) {
    throw std::invalid_argument("PatchSimilarities: wants n, d >= 1, a side from 1 to n, and whole images of n n d values");
  }
  if (65025.0 * side * side * d * n * n >= 0x1p53) {
    throw std::invalid_argument("PatchSimilarities: inner products of patches of side " + std::to_string(side) + " are not exact in double");
  }
  size_ = images.size() / size;
  const std::size_t blocks = (size_ + kLanes - 1) / kLanes, patches = n_ * n_;
  values_.resize(blocks * size * kLanes);
  norms_.resize(blocks * patches * kLanes);
  inverses_.resize(norms_.size());
  for (std::size_t k = 0; k < size_; ++k) {
    const auto image = images.subspan(k * size, size);
    const std::vector<double> norms = patch_norms(image, n_, d_, side_);
    const std::size_t block = k / kLanes, lane = k % kLanes;
    for (std::size_t i = 0; i < size; ++i) values_[(block * size + i) * kLanes + lane] = image[i];
    for (std::size_t p = 0; p < patches; ++p) {
      norms_[(block * patches + p) * kLanes + lane] = norms[p];
      inverses_[(block * patches + p) * kLanes + lane] = inverse(norms[p]);
    }
  }
}

void PatchSimilarities::against(std::span<const std::uint8_t> x, std::size_t first, std::span<double> out) const {
  const std::size_t size = n_ * n_ * d_, patches = n_ * n_;
  const std::vector<double> values(x.begin(), x.end()), norms = patch_norms(x, n_, d_, side_);
  std::vector<double> inverses(patches);
  std::transform(norms.begin(), norms.end(), inverses.begin(), inverse);
  const auto columns = hwy::AllocateAligned<double>(n_ * kLanes);
  double part[kLanes];
  for (std::size_t k = first; k < first + out.size();) {
    const std::size_t block = k / kLanes, lane = k % kLanes;
    HWY_DYNAMIC_DISPATCH(patch_sums_of_block)(values.data(), norms.data(), inverses.data(), values_.data() + block * size * kLanes,
                                              norms_.data() + block * patches * kLanes, inverses_.data() + block * patches * kLanes,
                                              columns.get(), n_, d_, side_, part);
    const std::size_t n = std::min(kLanes - lane, first + out.size() - k);
    std::copy_n(part + lane, n, out.begin() + static_cast<std::ptrdiff_t>(k - first));
    k += n;
  }
}

}  // namespace certibound::kernels
#endif
