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

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// Rows of three images, one after the other: a, b, and the complement of their intersection; each row fills whole vectors.
struct Rows3 {
  std::size_t stride;  // of one image, in words
  hwy::AlignedFreeUniquePtr<std::uint64_t[]> data;

  Rows3(std::size_t stride_, std::size_t rows) : stride(stride_), data(hwy::AllocateAligned<std::uint64_t>(3 * stride * rows)) {
    std::memset(data.get(), 0, 3 * stride * rows * sizeof(std::uint64_t));
  }
  std::uint64_t* row(std::size_t i) const { return data.get() + 3 * stride * i; }
};

struct ImagePair {
  const std::uint64_t *a, *b;
  std::size_t n, words;
};

// Calls f(tag, j) for the `words` words of a row: whole vectors, then word by word.
template <class F>
HWY_INLINE void for_words(std::size_t words, F f) {
  const Words d;
  const hn::CappedTag<std::uint64_t, 1> one;
  std::size_t j = 0;
  for (; j + hn::Lanes(d) <= words; j += hn::Lanes(d)) f(d, j);
  for (; j < words; ++j) f(one, j);
}

// out = row i of the three images, OR before (three rows as well) if there is one. The rows of `out` are vectors of their own,
// those of the images are not.
template <bool with_before>
HWY_INLINE void take_row3(const ImagePair& images, std::size_t i, const std::uint64_t* before, std::uint64_t* out, std::size_t stride) {
  const std::uint64_t *a = images.a + i * images.words, *b = images.b + i * images.words;
  for_words(images.words, [&](auto d, std::size_t j) HWY_ATTR {
    auto u = hn::LoadU(d, a + j), v = hn::LoadU(d, b + j);
    auto w = hn::Not(hn::And(u, v));
    if constexpr (with_before) {
      u = hn::Or(u, hn::Load(d, before + j));
      v = hn::Or(v, hn::Load(d, before + stride + j));
      w = hn::Or(w, hn::Load(d, before + 2 * stride + j));
    }
    hn::Store(u, d, out + j);
    hn::Store(v, d, out + stride + j);
    hn::Store(w, d, out + 2 * stride + j);
  });
}

// prefix |= row i of the three images (or = it, if it is the first), open = suffix | prefix.
template <bool first>
HWY_INLINE void advance(const ImagePair& images, std::size_t i, std::uint64_t* prefix, const std::uint64_t* suffix, std::size_t stride,
                        std::uint64_t* open, std::size_t open_stride) {
  const std::uint64_t *a = images.a + i * images.words, *b = images.b + i * images.words;
  for_words(images.words, [&](auto d, std::size_t j) HWY_ATTR {
    auto u = hn::LoadU(d, a + j), v = hn::LoadU(d, b + j);
    auto w = hn::Not(hn::And(u, v));
    if constexpr (!first) {
      u = hn::Or(u, hn::Load(d, prefix + j));
      v = hn::Or(v, hn::Load(d, prefix + stride + j));
      w = hn::Or(w, hn::Load(d, prefix + 2 * stride + j));
    }
    hn::Store(u, d, prefix + j);
    hn::Store(v, d, prefix + stride + j);
    hn::Store(w, d, prefix + 2 * stride + j);
    hn::Store(hn::Or(u, hn::Load(d, suffix + j)), d, open + j);
    hn::Store(hn::Or(v, hn::Load(d, suffix + stride + j)), d, open + open_stride + j);
    hn::Store(hn::Or(w, hn::Load(d, suffix + 2 * stride + j)), d, open + 2 * open_stride + j);
  });
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

// Counts the bits of a batch of cut rows: `rows` triples, one after the other.
template <std::size_t steps>
void count_rows(const RunPlan& plan, std::uint64_t* open, std::size_t stride, std::size_t rows, std::size_t words, BitCounter& counter) {
  const Words d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t vectors = (words + plan.words + lanes - 1) / lanes;
  const StepVectors<steps> by(d, plan);
  BitCounter count = counter;
  for (std::size_t i = 0; i < rows; ++i) {
    std::uint64_t* row = open + 3 * stride * i;
    if (plan.words == 0) {
      walk_rows<steps>(d, plan, by, row, stride, vectors, [&](std::size_t j, const WordVector* x) HWY_ATTR { count.take(j, x[0], x[1], x[2]); });
      continue;
    }
    walk_rows<steps>(d, plan, by, row, stride, vectors, [&](std::size_t j, const WordVector* x) HWY_ATTR {
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

std::uint64_t boundary_count(const std::uint64_t* a, const std::uint64_t* b, std::size_t n, std::size_t window) {
  const std::size_t words = (n + 63) / 64, lanes = hn::Lanes(Words());
  const std::uint64_t mask = n % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << n % 64) - 1;
  const auto whole_vectors = [lanes](std::size_t size) { return (size + lanes - 1) / lanes * lanes; };
  const ImagePair images{a, b, n, words};
  const RunPlan plan(window);
  static constexpr decltype(&count_rows<0>) kCount[] = {count_rows<0>, count_rows<1>, count_rows<2>, count_rows<3>, count_rows<4>, count_rows<5>};
  static_assert(std::size(kCount) == kMostSteps + 1);

  Rows3 suffix(whole_vectors(words), window), prefix(whole_vectors(words), 1);
  // A cut row: its words, what cut_open appends and the steps look at, in whole vectors. Several rows make a batch, so that the
  // words of cut_open have reached the cache before vectors that contain them are loaded.
  const std::size_t open_stride = whole_vectors(whole_vectors(words + plan.words) + 3);
  const std::size_t batch = std::max<std::size_t>(1, std::min<std::size_t>(16, 2048 / (3 * open_stride)));
  Rows3 open(open_stride, batch);
  BitCounter counter(words, mask);
  std::size_t waiting = 0;
  const auto count_batch = [&] {
    kCount[plan.steps](plan, open.row(0), open_stride, waiting, words, counter);
    waiting = 0;
  };
  // Windows start at rows block .. block + window - 1; row numbers run on past n cyclically.
  for (std::size_t block = 0; block < n; block += window) {
    take_row3<false>(images, (block + window - 1) % n, nullptr, suffix.row(window - 1), suffix.stride);
    for (std::size_t j = window - 1; j-- > 0;) take_row3<true>(images, (block + j) % n, suffix.row(j + 1), suffix.row(j), suffix.stride);
    for (std::size_t j = 0; j < window && block + j < n; ++j) {
      std::uint64_t* out = open.row(waiting);
      const std::size_t row = (block + window + j - 1) % n;
      if (j == 0) {
        for (std::size_t k = 0; k < 3; ++k) std::copy_n(suffix.row(0) + k * suffix.stride, words, out + k * open_stride);
      } else if (j == 1) {
        advance<true>(images, row, prefix.row(0), suffix.row(j), suffix.stride, out, open_stride);
      } else {
        advance<false>(images, row, prefix.row(0), suffix.row(j), suffix.stride, out, open_stride);
      }
      out[2 * open_stride + words - 1] &= mask;
      for (std::size_t k = 0; k < 3; ++k) cut_open(out + k * open_stride, n, window - 1);
      if (++waiting == batch) count_batch();
    }
  }
  count_batch();
  return counter.sum();
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
