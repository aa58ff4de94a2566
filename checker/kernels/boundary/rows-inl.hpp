// Runs along rows: each bit of a row becomes the OR of itself and the `window` - 1 bits after it.
//
// A row is walked from its end to its beginning, a vector at a time, and all steps of the dilation are done on that vector in
// registers. A step turns runs of `have` bits into runs of up to 3 have: x | x >> have | x >> 2 have. The bits that come in at the
// upper end of a word are those of the next word, a vector of which is x and the vector after it, one word on; so each step
// remembers the vector it saw before. Steps of less than 64 bits reach runs of 127; what is left of a longer run is a multiple
// of 64 bits, ORs of whole words in memory.
#if defined(CERTIBOUND_KERNELS_BOUNDARY_ROWS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_BOUNDARY_ROWS_INL_HPP
#undef CERTIBOUND_KERNELS_BOUNDARY_ROWS_INL_HPP
#else
#define CERTIBOUND_KERNELS_BOUNDARY_ROWS_INL_HPP
#endif

#include "simd_targets.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::ScalableTag<std::uint64_t>;
using WordVector = hn::Vec<Words>;

inline constexpr std::size_t kMostSteps = 5;  // 1, 3, 9, 27, 81 and up to 243

// How a run of `window` bits comes about: `steps` steps in registers, then ORs of word j with the `words` words after it.
struct RunPlan {
  std::size_t steps = 0, words = 0;
  std::size_t first[kMostSteps] = {}, second[kMostSteps] = {};  // shifts, 1 .. 63

  explicit RunPlan(std::size_t window) {
    words = window > 127 ? (window - 64) / 64 : 0;
    const std::size_t in_registers = window - 64 * words;  // <= 127; >= 64 if words > 0, so that runs a word apart leave no gap
    for (std::size_t have = 1; have < in_registers; ++steps) {
      const std::size_t missing = in_registers - have;
      first[steps] = std::min(have, missing);
      second[steps] = std::min(2 * have, missing);
      have += second[steps];
    }
  }
};

// Lane k is lane k + 1 of x; the last one is lane 0 of `after`.
HWY_INLINE WordVector next_words(Words d, WordVector after, WordVector x) {
#if HWY_TARGET == HWY_SCALAR
  (void)d, (void)x;
  return after;
#elif HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
  (void)d;
  return WordVector{_mm512_alignr_epi64(after.raw, x.raw, 1)};
#elif HWY_TARGET == HWY_AVX2
  return hn::CombineShiftRightBytes<8>(d, hn::ConcatLowerUpper(d, after, x), x);
#else
  static_assert(HWY_MAX_BYTES == 16, "one block of two words");
  return hn::CombineShiftRightBytes<8>(d, after, x);
#endif
}

// The shifts of the steps as vectors.
template <std::size_t steps>
struct StepVectors {
  WordVector right[2][steps + 1], left[2][steps + 1];  // one more: there may be no step

  HWY_INLINE StepVectors(Words d, const RunPlan& plan) {
    for (std::size_t s = 0; s < steps; ++s) {
      right[0][s] = hn::Set(d, plan.first[s]);
      left[0][s] = hn::Set(d, 64 - plan.first[s]);
      right[1][s] = hn::Set(d, plan.second[s]);
      left[1][s] = hn::Set(d, 64 - plan.second[s]);
    }
  }
};

// x >> by, the bits from above being those of the next words; left = 64 - right, 0 < right < 64.
HWY_INLINE WordVector shifted_in(WordVector x, WordVector next, WordVector right, WordVector left) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3_DL
  (void)left;
  return WordVector{_mm512_shrdv_epi64(x.raw, next.raw, right.raw)};
#else
  return hn::Or(hn::Shr(x, right), hn::Shl(next, left));
#endif
}

// The step s of words x whose next words are `next`.
template <class Vectors>
HWY_INLINE WordVector take_step(const Vectors& by, std::size_t s, WordVector x, WordVector next) {
  return hn::Or3(x, shifted_in(x, next, by.right[0][s], by.left[0][s]), shifted_in(x, next, by.right[1][s], by.left[1][s]));
}

// What the steps have to know of the words after the last vector: the first of them before each step, in lane 0. Runs that begin
// before reach over less than 127 bits of them, so two words (without any after them) are enough.
template <std::size_t steps>
HWY_INLINE void first_after(Words d, const RunPlan& plan, const std::uint64_t* HWY_RESTRICT words, WordVector* after) {
  std::uint64_t x = words[0], next = words[1];
  for (std::size_t s = 0; s < steps; ++s) {
    after[s] = hn::Set(d, x);
    const std::size_t a = plan.first[s], b = plan.second[s];
    x |= x >> a | next << (64 - a) | x >> b | next << (64 - b);
    next |= next >> a | next >> b;
  }
}

// Three rows at a time, `stride` words apart, of `vectors` vectors; the two words after them are read from word `continued` on.
// sink(j, x) receives the three vectors j after the steps, from the last to the first.
template <std::size_t steps, class Sink>
HWY_INLINE void walk_rows(Words d, const RunPlan& plan, const StepVectors<steps>& by, const std::uint64_t* rows, std::size_t stride,
                          std::size_t vectors, std::size_t continued, Sink sink) {
  const std::size_t lanes = hn::Lanes(d);
  WordVector after[3][steps + 1];
  for (std::size_t k = 0; k < 3; ++k) first_after<steps>(d, plan, rows + k * stride + continued, after[k]);
  for (std::size_t j = vectors; j-- > 0;) {
    WordVector x[3];
    HWY_UNROLL(3)
    for (std::size_t k = 0; k < 3; ++k) {
      x[k] = hn::LoadU(d, rows + k * stride + j * lanes);
      HWY_UNROLL(5)
      for (std::size_t s = 0; s < steps; ++s) {
        const WordVector next = next_words(d, after[k][s], x[k]);
        after[k][s] = x[k];
        x[k] = take_step(by, s, x[k], next);
      }
    }
    sink(j, x);
  }
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
