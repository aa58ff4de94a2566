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

HWY_EXPORT(patch_sums_double);
HWY_EXPORT(patch_sums_mixed);
HWY_EXPORT(patch_sums_float);

namespace {

// |x_p| for all cyclic patches: exact sums of squares, one rounding.
std::vector<double> patch_norms(std::span<const std::uint8_t> x, std::size_t n, std::size_t d, std::size_t side) {
  std::vector<double> squares(n * n), columns(n), out(n * n);
  for (std::size_t p = 0, at = 0; p < n * n; ++p) {
    for (std::size_t k = 0; k < d; ++k, ++at) squares[p] += static_cast<double>(x[at]) * x[at];
  }
  for (std::size_t i = 0; i < side; ++i) {
    for (std::size_t j = 0; j < n; ++j) columns[j] += squares[i * n + j];
  }
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < side; ++j) sum += columns[j];
    for (std::size_t j = 0; j < n; ++j) {
      out[i * n + j] = sum;
      sum += columns[j + side < n ? j + side : j + side - n] - columns[j];
    }
    const double *below = squares.data() + (i + side < n ? i + side : i + side - n) * n, *old = squares.data() + i * n;
    for (std::size_t j = 0; j < n; ++j) columns[j] += below[j] - old[j];
  }
  for (double& norm : out) norm = std::sqrt(norm);
  return out;
}

double inverse(double norm) { return norm == 0 ? 0 : 1 / norm; }

void sums_of_block(const PatchBlock<double, double>& block, double* out) { HWY_DYNAMIC_DISPATCH(patch_sums_double)(block, out); }
void sums_of_block(const PatchBlock<float, double>& block, double* out) { HWY_DYNAMIC_DISPATCH(patch_sums_mixed)(block, out); }
void sums_of_block(const PatchBlock<float, float>& block, double* out) { HWY_DYNAMIC_DISPATCH(patch_sums_float)(block, out); }

// Whether all sums of products are exact integers: of a patch and of a row in float, of everything in double.
bool exact_in_float(double n, double d, double side) { return 65025 * side * side * d < 0x1p24 && 65025 * n * d < 0x1p24; }
bool exact_in_double(double n, double d, double side) { return 65025 * side * side * d * n * n < 0x1p53; }

template <class S>
LineVector<S> interleaved(std::span<const std::uint8_t> images, std::size_t size, std::size_t lanes) {
  const std::size_t count = images.size() / size;
  LineVector<S> out((count + lanes - 1) / lanes * size * lanes);
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t i = 0; i < size; ++i) out[(k / lanes * size + i) * lanes + k % lanes] = images[k * size + i];
  }
  return out;
}

// What the loops want to know of one image x.
template <class S, class T>
struct PreparedImage {
  std::vector<S> values;
  std::vector<T> norms, inverses;
  std::vector<std::uint32_t> places;
  std::vector<std::size_t> rows;

  PreparedImage(std::span<const std::uint8_t> x, std::size_t n, std::size_t d, std::size_t side)
      : values(x.begin(), x.end()), norms(n * n), inverses(n * n), rows(n + 1) {
    const std::vector<double> exact_norms = patch_norms(x, n, d, side);
    places.reserve(n * n);
    for (std::size_t i = 0, p = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j, ++p) {
        norms[p] = static_cast<T>(exact_norms[p]);
        inverses[p] = static_cast<T>(inverse(exact_norms[p]));
        if (exact_norms[p] != 0) places.push_back(static_cast<std::uint32_t>(j));
      }
      rows[i + 1] = places.size();
    }
  }
};
// So many at a time: while they meet one block of y, its tables stay in L2 (0.25 MB for 28 x 28).
constexpr std::size_t kPreparedImages = 32;

}  // namespace

template <class T>
BasicPatchSimilarities<T>::BasicPatchSimilarities(int n, int d, int side, std::span<const std::uint8_t> images)
    : n_(static_cast<std::size_t>(std::max(n, 0))), d_(static_cast<std::size_t>(std::max(d, 0))),
      side_(static_cast<std::size_t>(std::max(side, 0))) {
  const std::size_t size = n_ * n_ * d_;
  if (n < 1 || d < 1 || side < 1 || side > n || images.size() % size != 0) {
    throw std::invalid_argument("PatchSimilarities: wants n, d >= 1, a side from 1 to n, and whole images of n n d values");
  }
  const bool in_float = exact_in_float(n, d, side);
  if (!exact_in_double(n, d, side) || (sizeof(T) == sizeof(float) && !in_float)) {
    throw std::invalid_argument("PatchSimilarities: inner products of patches of side " + std::to_string(side) + " are not exact in " +
                                (sizeof(T) == sizeof(float) ? "float" : "double"));
  }
  static_assert(kLanes == kPairLanes);
  size_ = images.size() / size;
  if (in_float) {
    float_values_ = interleaved<float>(images, size, kLanes);
  } else {
    double_values_ = interleaved<double>(images, size, kLanes);
  }
  const std::size_t patches = n_ * n_;
  norms_.resize((size_ + kLanes - 1) / kLanes * patches * kLanes);
  inverses_.resize(norms_.size());
  for (std::size_t k = 0; k < size_; ++k) {
    const std::vector<double> norms = patch_norms(images.subspan(k * size, size), n_, d_, side_);
    for (std::size_t p = 0; p < patches; ++p) {
      const std::size_t at = (k / kLanes * patches + p) * kLanes + k % kLanes;
      norms_[at] = static_cast<T>(norms[p]);
      inverses_[at] = static_cast<T>(inverse(norms[p]));
    }
  }
}

template <class T>
template <class S>
void BasicPatchSimilarities<T>::run(const LineVector<S>& values, std::span<const std::uint8_t> images, std::size_t first,
                                    std::size_t count, std::span<double> out) const {
  const std::size_t size = n_ * n_ * d_, patches = n_ * n_, images_of_x = images.size() / size;
  const auto work = hwy::AllocateAligned<S>((2 * n_ + side_) * kLanes);
  double part[kLanes];
  std::vector<PreparedImage<S, T>> prepared;
  for (std::size_t start = 0; start < images_of_x; start += prepared.size()) {
    prepared.clear();
    for (std::size_t i = start; i < std::min(start + kPreparedImages, images_of_x); ++i) {
      prepared.emplace_back(images.subspan(i * size, size), n_, d_, side_);
    }
    for (std::size_t k = first, n = 0; k < first + count; k += n) {
      const std::size_t block = k / kLanes, lane = k % kLanes;
      n = std::min(kLanes - lane, first + count - k);
      const T *norms = norms_.data() + block * patches * kLanes, *inverses = inverses_.data() + block * patches * kLanes;
      for (std::size_t i = 0; i < prepared.size(); ++i) {
        const PreparedImage<S, T>& x = prepared[i];
        sums_of_block(PatchBlock<S, T>{n_, d_, side_, x.values.data(), x.norms.data(), x.inverses.data(),
                                       values.data() + block * size * kLanes, norms, inverses, x.places.data(), x.rows.data(), work.get()},
                      part);
        std::copy_n(part + lane, n, out.begin() + static_cast<std::ptrdiff_t>((start + i) * count + k - first));
      }
    }
  }
}

template <class T>
void BasicPatchSimilarities<T>::against(std::span<const std::uint8_t> images, std::size_t first, std::span<double> out) const {
  const std::size_t count = images.empty() ? 0 : out.size() / (images.size() / (n_ * n_ * d_));
  if constexpr (sizeof(T) == sizeof(double)) {
    if (!double_values_.empty()) return run(double_values_, images, first, count, out);
  }
  run(float_values_, images, first, count, out);
}

template class BasicPatchSimilarities<double>;
template class BasicPatchSimilarities<float>;

}  // namespace certibound::kernels
#endif
