// Boundary counts of two images of any size: columns first, by van Herk's two passes, then rows (rows-inl.hpp), then bits are counted.
//
// M. van Herk, A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels, Pattern Recognition
// Letters 13 (1992): cut the rows into blocks of `window`; a window is a suffix of one block and a prefix of the next.
#if defined(CERTIBOUND_KERNELS_BOUNDARY_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_BOUNDARY_INL_HPP
#undef CERTIBOUND_KERNELS_BOUNDARY_INL_HPP
#else
#define CERTIBOUND_KERNELS_BOUNDARY_INL_HPP
#endif

#include "boundary/rows-inl.hpp"

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <type_traits>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// Three images at a time: a, b, and the complement of their intersection. Strips of `width` vectors go down the rows of a block.

using Lines = hwy::AlignedFreeUniquePtr<std::uint64_t[]>;

inline Lines zeroed_words(std::size_t n) {
  Lines out = hwy::AllocateAligned<std::uint64_t>(n);
  std::memset(out.get(), 0, n * sizeof(std::uint64_t));
  return out;
}

// The rows of a block of windows and of the next one, in order.
struct BlockRows {
  std::vector<const std::uint64_t*> a, b;
};

template <std::size_t width>
using Strip = WordVector[3][width];

// strip |= row i of the three images at word j.
template <std::size_t width>
HWY_INLINE void or_row(const BlockRows& rows, std::size_t i, std::size_t j, Strip<width>& strip) {
  const Words d;
  HWY_UNROLL(4)
  for (std::size_t w = 0; w < width; ++w) {
    const WordVector u = hn::LoadU(d, rows.a[i] + j + w * hn::Lanes(d)), v = hn::LoadU(d, rows.b[i] + j + w * hn::Lanes(d));
    strip[0][w] = hn::Or(strip[0][w], u);
    strip[1][w] = hn::Or(strip[1][w], v);
    strip[2][w] = hn::Or(strip[2][w], hn::Not(hn::And(u, v)));
  }
}

// suffix[i] = rows i .. window - 1 of the block; three strips for each i, one after the other.
template <std::size_t width>
HWY_INLINE void suffix_strip(const BlockRows& rows, std::size_t j, std::size_t window, std::uint64_t* suffix) {
  const Words d;
  Strip<width> strip;
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t w = 0; w < width; ++w) strip[k][w] = hn::Zero(d);
  }
  for (std::size_t i = window; i-- > 0;) {
    or_row<width>(rows, i, j, strip);
    std::uint64_t* out = suffix + 3 * width * hn::Lanes(d) * i;
    HWY_UNROLL(3)
    for (std::size_t k = 0; k < 3; ++k) {
      HWY_UNROLL(4)
      for (std::size_t w = 0; w < width; ++w) hn::Store(strip[k][w], d, out + (k * width + w) * hn::Lanes(d));
    }
  }
}

// Windows from .. to - 1 of the block: suffix of the block and prefix of the next one, which has i rows; `prefix` keeps that of
// the last window. Window i goes to the three rows from open + 3 stride (i - from) on.
template <std::size_t width>
HWY_INLINE void window_strip(const BlockRows& rows, std::size_t j, std::size_t window, std::size_t from, std::size_t to,
                             const std::uint64_t* suffix, std::uint64_t* prefix, std::uint64_t* open, std::size_t stride) {
  const Words d;
  const std::size_t lanes = hn::Lanes(d);
  Strip<width> strip;
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t w = 0; w < width; ++w) strip[k][w] = from == 0 ? hn::Zero(d) : hn::Load(d, prefix + (k * width + w) * lanes);
  }
  for (std::size_t i = from; i < to; ++i) {
    if (i > 0) or_row<width>(rows, window + i - 1, j, strip);
    const std::uint64_t* before = suffix + 3 * width * lanes * i;
    std::uint64_t* out = open + 3 * stride * (i - from) + j;
    HWY_UNROLL(3)
    for (std::size_t k = 0; k < 3; ++k) {
      HWY_UNROLL(4)
      for (std::size_t w = 0; w < width; ++w) {
        hn::Store(hn::Or(strip[k][w], hn::Load(d, before + (k * width + w) * lanes)), d, out + k * stride + w * lanes);
      }
    }
  }
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t w = 0; w < width; ++w) hn::Store(strip[k][w], d, prefix + (k * width + w) * lanes);
  }
}

// Calls f(constant of the width, j) for the strips of a row of `vectors` vectors; j in words.
template <class F>
HWY_INLINE void for_strips(std::size_t vectors, F f) {
  const std::size_t lanes = hn::Lanes(Words());
  std::size_t v = 0;
  for (; v + 4 <= vectors; v += 4) f(std::integral_constant<std::size_t, 4>(), v * lanes);
  for (; v < vectors; ++v) f(std::integral_constant<std::size_t, 1>(), v * lanes);
}

// After the n bits of a row come its first `more` bits again (and up to 64 of whatever): the cyclic row, cut open.
HWY_INLINE void cut_open(std::uint64_t* row, std::size_t n, std::size_t more) {
  const std::size_t shift = n % 64, copied = (more + 63) / 64, at = n / 64;
  // Where more is nearly n the last word read has been written: it then holds the cyclic continuation already.
  for (std::size_t j = 0; j < copied; ++j) {
    const std::uint64_t w = row[j];
    if (shift == 0) {
      row[at + j] = w;
    } else {
      row[at + j] |= w << shift;
      row[at + j + 1] = w >> (64 - shift);
    }
  }
}

// Calls f(tag, j) for the `words` words of a row: whole vectors, then word by word.
template <class F>
HWY_INLINE void for_words(std::size_t words, F f) {
  const Words d;
  const hn::CappedTag<std::uint64_t, 1> one;
  std::size_t j = 0;
  for (; j + hn::Lanes(d) <= words; j += hn::Lanes(d)) f(d, j);
  for (; j < words; ++j) f(one, j);
}

// Sums of bits of a & b & c of vectors that a row has, its last word masked.
class BitCounter {
 public:
  HWY_INLINE BitCounter(std::size_t words, std::uint64_t last_mask) : last_(words / hn::Lanes(Words())), sum_(hn::Zero(Words())) {
    const Words d;
    HWY_ALIGN std::uint64_t mask[hn::MaxLanes(Words())] = {};
    const std::size_t rest = words - last_ * hn::Lanes(d);
    std::fill_n(mask, rest, ~std::uint64_t{0});
    if (rest > 0) mask[rest - 1] = last_mask;
    mask_ = hn::Load(d, mask);
    if (rest == 0) {  // the last vector is full, and so is its last word if n is a multiple of 64
      --last_;
      std::fill_n(mask, hn::Lanes(d), ~std::uint64_t{0});
      mask[hn::Lanes(d) - 1] = last_mask;
      mask_ = hn::Load(d, mask);
    }
  }
  HWY_INLINE void take(std::size_t j, WordVector a, WordVector b, WordVector c) {
    auto all = hn::And(hn::And(a, b), c);
    if (HWY_UNLIKELY(j >= last_)) all = j == last_ ? hn::And(all, mask_) : hn::Zero(Words());
    sum_ = hn::Add(sum_, hn::PopulationCount(all));
  }
  HWY_INLINE std::uint64_t sum() const { return hn::GetLane(hn::SumOfLanes(Words(), sum_)); }

 private:
  std::size_t last_;  // the vector with the end of the row
  WordVector mask_, sum_;
};

// The rest of the runs: word j becomes the OR of itself and the `more` words after it, for j < words.
HWY_INLINE void or_words(std::uint64_t* row, std::size_t words, std::size_t more) {
  const auto step = [&](std::size_t shift, std::size_t size) HWY_ATTR {
    // In place from the left: a vector is stored before words right of it are read, never after.
    for_words(size, [&](auto d, std::size_t j) HWY_ATTR { hn::StoreU(hn::Or(hn::LoadU(d, row + j), hn::LoadU(d, row + j + shift)), d, row + j); });
  };
  std::size_t have = 1;
  for (; 2 * have <= more + 1; have *= 2) step(have, words + more + 1 - 2 * have);
  if (have < more + 1) step(more + 1 - have, words);
}

// Counts the bits of a batch of rows: `rows` triples, one after the other. They are cut, or `cyclic`: their first words come after
// their last vector.
template <std::size_t steps>
void count_rows(const RunPlan& plan, std::uint64_t* open, std::size_t stride, std::size_t rows, std::size_t words, bool cyclic,
                BitCounter& counter) {
  const Words d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t vectors = (words + plan.words + lanes - 1) / lanes, continued = cyclic ? 0 : vectors * lanes;
  const StepVectors<steps> by(d, plan);
  BitCounter count = counter;
  for (std::size_t i = 0; i < rows; ++i) {
    std::uint64_t* row = open + 3 * stride * i;
    if (plan.words == 0) {
      walk_rows<steps>(d, plan, by, row, stride, vectors, continued, [&](std::size_t j, const WordVector* x) HWY_ATTR { count.take(j, x[0], x[1], x[2]); });
      continue;
    }
    walk_rows<steps>(d, plan, by, row, stride, vectors, continued, [&](std::size_t j, const WordVector* x) HWY_ATTR {
      for (std::size_t k = 0; k < 3; ++k) hn::StoreU(x[k], d, row + k * stride + j * lanes);
    });
    for (std::size_t k = 0; k < 3; ++k) or_words(row + k * stride, words, plan.words);
    for (std::size_t j = 0; j * lanes < words; ++j) {
      const std::uint64_t* x = row + j * lanes;
      count.take(j, hn::LoadU(d, x), hn::LoadU(d, x + stride), hn::LoadU(d, x + 2 * stride));
    }
  }
  counter = count;
}

// a, b: rows of `words` words, and a vector more after the last one, whatever is in it.
std::uint64_t boundary_count(const std::uint64_t* a, const std::uint64_t* b, std::size_t n, std::size_t window) {
  const std::size_t words = (n + 63) / 64, lanes = hn::Lanes(Words()), vectors = (words + lanes - 1) / lanes;
  const std::uint64_t mask = n % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << n % 64) - 1;
  const auto whole_vectors = [lanes](std::size_t size) { return (size + lanes - 1) / lanes * lanes; };
  const RunPlan plan(window);
  static constexpr decltype(&count_rows<0>) kCount[] = {count_rows<0>, count_rows<1>, count_rows<2>, count_rows<3>, count_rows<4>, count_rows<5>};
  static_assert(std::size(kCount) == kMostSteps + 1);

  const bool cyclic = n == 64 * lanes * vectors && plan.words == 0;  // rows of whole vectors, and runs read no more than the words after
  const Lines suffix = zeroed_words(3 * vectors * lanes * window), prefix = zeroed_words(3 * vectors * lanes);
  // A cut row: its words, what cut_open appends and the steps look at, in whole vectors. Several rows make a batch, so that the
  // words of cut_open have reached the cache before vectors that contain them are loaded.
  const std::size_t stride = whole_vectors(whole_vectors(words + plan.words) + 3);
  const std::size_t batch = std::max<std::size_t>(1, std::min<std::size_t>(16, 2048 / (3 * stride)));
  const Lines open = zeroed_words(3 * stride * batch);
  BitCounter counter(words, mask);
  BlockRows rows{std::vector<const std::uint64_t*>(2 * window), std::vector<const std::uint64_t*>(2 * window)};
  for (std::size_t block = 0; block < n; block += window) {
    // Windows start at rows block .. block + window - 1; row numbers run on past n cyclically.
    for (std::size_t i = 0, row = block; i < 2 * window; ++i, row = row + 1 < n ? row + 1 : 0) {
      rows.a[i] = a + row * words;
      rows.b[i] = b + row * words;
    }
    for_strips(vectors, [&](auto width, std::size_t j) HWY_ATTR { suffix_strip<width>(rows, j, window, suffix.get() + 3 * window * j); });
    const std::size_t windows = std::min(window, n - block);
    for (std::size_t from = 0; from < windows; from += batch) {
      const std::size_t to = std::min(from + batch, windows);
      for_strips(vectors, [&](auto width, std::size_t j) HWY_ATTR {
        window_strip<width>(rows, j, window, from, to, suffix.get() + 3 * window * j, prefix.get() + 3 * j, open.get(), stride);
      });
      for (std::size_t i = 0; i < to - from && !cyclic; ++i) {
        std::uint64_t* row = open.get() + 3 * stride * i;
        row[2 * stride + words - 1] &= mask;
        for (std::size_t k = 0; k < 3; ++k) cut_open(row + k * stride, n, window - 1);
      }
      kCount[plan.steps](plan, open.get(), stride, to - from, words, cyclic, counter);
    }
  }
  return counter.sum();
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
