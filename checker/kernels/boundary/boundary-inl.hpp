// The loops of the boundary counts: plain integer code that the compiler turns into vectors of each target.
#if defined(CERTIBOUND_KERNELS_BOUNDARY_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_BOUNDARY_INL_HPP
#undef CERTIBOUND_KERNELS_BOUNDARY_INL_HPP
#else
#define CERTIBOUND_KERNELS_BOUNDARY_INL_HPP
#endif

#include "simd_targets.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Words after a row of `size` that or_shifted may read and write: a vector of the widest target, and one for the second load.
inline constexpr std::size_t kSlack = 64 / sizeof(std::uint64_t) + 1;

// x |= x >> shift on `size` words taken as one string of bits. The words that follow count as part of it; what is in them
// comes into the top `shift` bits only.
HWY_INLINE void or_shifted(std::uint64_t* HWY_RESTRICT x, std::size_t size, std::size_t shift) {
  const hn::ScalableTag<std::uint64_t> d;
  const std::size_t skip = shift / 64;
  const int bits = static_cast<int>(shift % 64);
  if (skip >= size) return;
  if (bits == 0) {
    for (std::size_t j = 0; j < size - skip; j += hn::Lanes(d)) hn::StoreU(hn::Or(hn::LoadU(d, x + j), hn::LoadU(d, x + j + skip)), d, x + j);
    return;
  }
  for (std::size_t j = 0; j < size - skip; j += hn::Lanes(d)) {
    const auto low = hn::ShiftRightSame(hn::LoadU(d, x + j + skip), bits);
    const auto high = hn::ShiftLeftSame(hn::LoadU(d, x + j + skip + 1), 64 - bits);
    hn::StoreU(hn::Or(hn::LoadU(d, x + j), hn::Or(low, high)), d, x + j);
  }
}

// After the n bits of a row come its first `more` bits again (and up to 64 of whatever): the cyclic row, cut open.
HWY_INLINE void cut_open(std::uint64_t* row, std::size_t n, std::size_t more) {
  const std::size_t shift = n % 64, copied = (more + 63) / 64, at = n / 64;
  if (shift == 0) {
    std::memcpy(row + at, row, copied * 8);
    return;
  }
  // Where more is nearly n the last word read has been written: it then holds the cyclic continuation already.
  for (std::size_t j = 0; j < copied; ++j) {
    const std::uint64_t w = row[j];
    row[at + j] |= w << shift;
    row[at + j + 1] = w >> (64 - shift);
  }
}

// Each bit becomes the OR of itself and the `window` - 1 bits after it, in one string of bits.
HWY_INLINE void dilate_string(std::uint64_t* x, std::size_t size, std::size_t window) {
  std::size_t have = 1;
  for (; 2 * have <= window; have *= 2) or_shifted(x, size, have);
  if (have < window) or_shifted(x, size, window - have);
}

// Rows of three images at once: a, b, and the complement of their intersection.
struct Triple {
  std::size_t words;
  std::vector<std::uint64_t> data;

  explicit Triple(std::size_t row_words, std::size_t rows = 1) : words(row_words), data(3 * row_words * rows) {}
  std::uint64_t* row(std::size_t i) { return data.data() + 3 * words * i; }
};

struct BoundaryRows {
  const std::uint64_t* a;
  const std::uint64_t* b;
  std::size_t n, words;
  std::uint64_t last_mask;  // of the last word of a row

  // out |= row i of the three images, or out = it.
  template <bool accumulate>
  HWY_INLINE void take(std::uint64_t* HWY_RESTRICT out, std::size_t i) const {
    const std::uint64_t* HWY_RESTRICT x = a + i * words;
    const std::uint64_t* HWY_RESTRICT y = b + i * words;
    for (std::size_t j = 0; j < words; ++j) {
      const std::uint64_t u = x[j], v = y[j], w = ~(u & v);
      out[j] = accumulate ? out[j] | u : u;
      out[words + j] = accumulate ? out[words + j] | v : v;
      out[2 * words + j] = accumulate ? out[2 * words + j] | w : w;
    }
    out[3 * words - 1] &= last_mask;
  }
};

HWY_INLINE void or_into(std::uint64_t* HWY_RESTRICT out, const std::uint64_t* HWY_RESTRICT x, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) out[j] |= x[j];
}
HWY_INLINE void or_rows(std::uint64_t* HWY_RESTRICT out, const std::uint64_t* HWY_RESTRICT x, const std::uint64_t* HWY_RESTRICT y,
                        std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) out[j] = x[j] | y[j];
}

std::uint64_t boundary_count(const std::uint64_t* a, const std::uint64_t* b, std::size_t n, std::size_t window) {
  const std::size_t words = (n + 63) / 64;
  const std::uint64_t mask = n % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << n % 64) - 1;
  const BoundaryRows rows{a, b, n, words, mask};
  // Cut rows lie one after the other, 2 words apart, and are dilated as one string: a bit below n sees n + window - 1 bits of
  // its own row and nothing of the next. Several rows make a string, so that the stores of one level have reached the cache
  // before the loads of the next, which overlap two of them each.
  const std::size_t open_words = (n + window - 1 + 63) / 64 + 2;
  const std::size_t batch = std::max<std::size_t>(1, std::min<std::size_t>(16, 2048 / (3 * open_words)));
  Triple suffix(words, window), prefix(words);
  std::vector<std::uint64_t> open(3 * open_words * batch + window / 64 + 2 * kSlack);
  std::size_t waiting = 0;
  std::uint64_t count = 0;
  const auto count_batch = [&] {
    dilate_string(open.data(), 3 * open_words * waiting, window);
    for (std::size_t i = 0; i < waiting; ++i) {
      const std::uint64_t* x = open.data() + 3 * open_words * i;
      for (std::size_t w = 0; w < words; ++w) {
        const std::uint64_t all = x[w] & x[open_words + w] & x[2 * open_words + w];
        count += static_cast<std::uint64_t>(std::popcount(w + 1 < words ? all : all & mask));
      }
    }
    waiting = 0;
  };
  // Windows start at rows block .. block + window - 1; row numbers run on past n cyclically.
  for (std::size_t block = 0; block < n; block += window) {
    for (std::size_t j = window; j-- > 0;) {
      rows.take<false>(suffix.row(j), (block + j) % n);
      if (j + 1 < window) or_into(suffix.row(j), suffix.row(j + 1), 3 * words);
    }
    for (std::size_t j = 0; j < window && block + j < n; ++j) {
      if (j == 1) rows.take<false>(prefix.row(0), (block + window) % n);
      if (j > 1) rows.take<true>(prefix.row(0), (block + window + j - 1) % n);
      for (std::size_t k = 0; k < 3; ++k) {
        std::uint64_t* out = open.data() + (3 * waiting + k) * open_words;
        const std::uint64_t* x = suffix.row(j) + k * words;
        if (j == 0) {
          std::memcpy(out, x, words * 8);
        } else {
          or_rows(out, x, prefix.row(0) + k * words, words);
        }
        cut_open(out, n, window - 1);
      }
      if (++waiting == batch) count_batch();
    }
  }
  count_batch();
  return count;
}

// ---- n <= 32: 16 images side by side ----

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
