// Boundary counts of images with n <= 32, 16 side by side: a row of an image is a lane of 32 bits. Runs grow as in rows-inl.hpp,
// along a row by rotations of n bits, down the rows by reading the rows below, the first ones again after the last.
#if defined(CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP
#undef CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP
#else
#define CERTIBOUND_KERNELS_BOUNDARY_SMALL_INL_HPP
#endif

#include "boundary/rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr std::size_t kLanes = 16, kMostRows = 32;
inline constexpr std::size_t kSmallSteps = 4;  // runs of 3, 9, 27, 32

using SmallTag = hn::CappedTag<std::uint32_t, kLanes>;
using SmallVector = hn::Vec<SmallTag>;

// Rotations of n bits, down by the two shifts of each step.
struct Turns {
  SmallVector right[kSmallSteps][2], left[kSmallSteps][2], mask;
  std::size_t steps;

  HWY_INLINE Turns(const RunPlan& plan, std::size_t n) : steps(plan.steps) {
    const SmallTag d;
    mask = hn::Set(d, n == 32 ? ~0U : (1U << n) - 1);
    for (std::size_t s = 0; s < steps; ++s) {
      for (std::size_t k = 0; k < 2; ++k) {
        const auto shift = static_cast<std::uint32_t>((k == 0 ? plan.first : plan.second)[s]);  // < n, as the window is at most n
        right[s][k] = hn::Set(d, shift);
        left[s][k] = hn::Set(d, static_cast<std::uint32_t>(n) - shift);
      }
    }
  }
  HWY_INLINE SmallVector run(SmallVector x) const {
    for (std::size_t s = 0; s < steps; ++s) {
      const SmallVector down = hn::Or3(x, hn::Shr(x, right[s][0]), hn::Shr(x, right[s][1]));
      x = hn::And(hn::Or3(down, hn::Shl(x, left[s][0]), hn::Shl(x, left[s][1])), mask);
    }
    return x;
  }
};

// Rows of one vector, and room for those that come again after the last one.
using SmallRows = std::uint32_t[2 * kMostRows][kLanes];

// Rows i and the ones below it, for the step s.
HWY_INLINE SmallVector row_and_below(const SmallRows& x, std::size_t i, const RunPlan& plan, std::size_t s) {
  const SmallTag d;
  return hn::Or3(hn::Load(d, x[i]), hn::Load(d, x[i + plan.first[s]]), hn::Load(d, x[i + plan.second[s]]));
}

HWY_INLINE void repeat_first_rows(SmallRows& x, std::size_t n, std::size_t count) {
  const SmallTag d;
  for (std::size_t i = 0; i < count; ++i) hn::Store(hn::Load(d, x[i]), d, x[n + i]);
}

// The runs down the rows; sink(i, row i) in order.
template <class Sink>
HWY_INLINE void run_down(SmallRows& x, std::size_t n, const RunPlan& plan, Sink sink) {
  const SmallTag d;
  for (std::size_t s = 0; s + 1 < plan.steps; ++s) {  // rows below are read before they change
    repeat_first_rows(x, n, plan.second[s]);
    for (std::size_t i = 0; i < n; ++i) hn::Store(row_and_below(x, i, plan, s), d, x[i]);
  }
  if (plan.steps == 0) {
    for (std::size_t i = 0; i < n; ++i) sink(i, hn::Load(d, x[i]));
    return;
  }
  repeat_first_rows(x, n, plan.second[plan.steps - 1]);
  for (std::size_t i = 0; i < n; ++i) sink(i, row_and_below(x, i, plan, plan.steps - 1));
}

// Dilates 16 images in place: n rows of 16 lanes.
void small_dilations(std::uint32_t* block, std::size_t n, std::size_t window) {
  const SmallTag d;
  const RunPlan plan(window);
  const Turns turns(plan, n);
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
    HWY_ALIGN SmallRows x;
    for (std::size_t i = 0; i < n; ++i) hn::Store(turns.run(hn::LoadU(d, block + i * kLanes + lane)), d, x[i]);
    run_down(x, n, plan, [&](std::size_t i, SmallVector row) HWY_ATTR { hn::StoreU(row, d, block + i * kLanes + lane); });
  }
}

// Counts of one image against a block of 16.
void small_counts(const std::uint32_t* x, const std::uint32_t* x_dilated, std::size_t stride, const std::uint32_t* block,
                  const std::uint32_t* block_dilated, std::size_t n, std::size_t window, std::uint32_t* out) {
  const SmallTag d;
  const RunPlan plan(window);
  const Turns turns(plan, n);
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
    HWY_ALIGN SmallRows rest;
    for (std::size_t i = 0; i < n; ++i) {
      const auto both = hn::And(hn::Set(d, x[i * stride]), hn::LoadU(d, block + i * kLanes + lane));
      hn::Store(turns.run(hn::AndNot(both, turns.mask)), d, rest[i]);
    }
    auto counts = hn::Zero(d);
    run_down(rest, n, plan, [&](std::size_t i, SmallVector row) HWY_ATTR {
      const auto dilated = hn::And(hn::Set(d, x_dilated[i * stride]), hn::LoadU(d, block_dilated + i * kLanes + lane));
      counts = hn::Add(counts, hn::PopulationCount(hn::And(row, dilated)));
    });
    hn::StoreU(counts, d, out + lane);
  }
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
