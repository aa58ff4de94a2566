// Boundary counts of images with n <= 32, 16 side by side: plain integer code that the compiler turns into vectors of each target.
#if defined(CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP
#undef CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP
#else
#define CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP
#endif

#include "simd_targets.hpp"

#include <hwy/highway.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr std::size_t kLanes = 16;

// OR (of complements: erosion) over `window` cyclic neighbours in both directions, in place; rows of 16 lanes.
HWY_INLINE void dilate_small(std::uint32_t (*HWY_RESTRICT x)[kLanes], std::size_t n, std::size_t window) {
  const std::uint32_t mask = n == 32 ? ~0U : (1U << n) - 1;
  const auto turn = [&](std::size_t shift) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t l = 0; l < kLanes; ++l) x[i][l] |= (x[i][l] >> shift | x[i][l] << (n - shift)) & mask;
    }
  };
  std::size_t have = 1;
  for (; 2 * have <= window; have *= 2) turn(have);
  if (have < window) turn(window - have);
  std::uint32_t copy[32][kLanes];
  const auto step = [&](std::size_t shift) {
    std::memcpy(copy, x, n * sizeof x[0]);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t from = i + shift < n ? i + shift : i + shift - n;
      for (std::size_t l = 0; l < kLanes; ++l) x[i][l] |= copy[from][l];
    }
  };
  for (have = 1; 2 * have <= window; have *= 2) step(have);
  if (have < window) step(window - have);
}

void small_dilations(std::uint32_t* block, std::size_t n, std::size_t window) {
  dilate_small(reinterpret_cast<std::uint32_t(*)[kLanes]>(block), n, window);
}

// Counts of one image against a block of 16.
void small_counts(const std::uint32_t* x, const std::uint32_t* x_dilated, std::size_t stride, const std::uint32_t* block,
                  const std::uint32_t* block_dilated, std::size_t n, std::size_t window, std::uint32_t* out) {
  const std::uint32_t mask = n == 32 ? ~0U : (1U << n) - 1;
  std::uint32_t rest[32][kLanes];
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t row = x[i * stride];
    for (std::size_t l = 0; l < kLanes; ++l) rest[i][l] = ~(row & block[i * kLanes + l]) & mask;
  }
  dilate_small(rest, n, window);
  std::uint32_t counts[kLanes] = {};
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t row = x_dilated[i * stride];
    for (std::size_t l = 0; l < kLanes; ++l) {
      counts[l] += static_cast<std::uint32_t>(std::popcount(rest[i][l] & row & block_dilated[i * kLanes + l]));
    }
  }
  std::memcpy(out, counts, sizeof counts);
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
