// Enclosures in double of Rhat (rhat.hpp) on boxes of correlations, for the bulk of a bisection. Untrusted like every kernel: it may
// propose that a box holds, never certify it.
#pragma once

#include <cstddef>

namespace certibound::kernels {

// For each i < n: out_lo[i] <= Rhat(rho) <= out_hi[i] for every rho in [lo[i], hi[i]].
//   lo, hi          ends of the boxes, dimensionless. REQUIRES: lo[i] <= hi[i]
//   out_lo, out_hi  ends of the enclosures, in [0, 1]; may be lo and hi themselves (in this order), else must not overlap them
// Domain -1 <= lo, hi <= 1. An end outside of it, or NaN, makes the same end of the enclosure NaN, so that no comparison with it
// holds. Rounding to nearest is required; FTZ and DAZ change nothing.
// Each end is within 5.5 2^-53 of the exact value of Rhat there, relatively (proven from the machine-checked bound of rhat, by hand in
// rhat/rhat_box-inl.hpp); [-1, -1] gives [0, 0]. The same bits on every target.
void rhat_box(const double* lo, const double* hi, double* out_lo, double* out_hi, std::size_t n);

}  // namespace certibound::kernels
