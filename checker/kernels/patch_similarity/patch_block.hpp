// What the loops over patches are given: one image x and a block of images y, one in each lane.
#pragma once

#include <cstddef>
#include <cstdint>

namespace certibound::kernels {

inline constexpr std::size_t kPairLanes = 16;

// S: the type of the sums of products, T: that of everything else.
template <class S, class T>
struct PatchBlock {
  std::size_t n, channels, side;
  // n n values (channels of each), norms |x_p| and 1/|x_p|; of y with kPairLanes lanes each.
  const S* x;
  const T *x_norm, *x_inverse;
  const S* y;
  const T *y_norm, *y_inverse;
  // The columns of row i at which x_p != 0 are places[rows[i] .. rows[i + 1]).
  const std::uint32_t* places;
  const std::size_t* rows;
  S* work;  // (2 n + side) kPairLanes, aligned
};

}  // namespace certibound::kernels
