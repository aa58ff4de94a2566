// The upper tail p(m, e) = P(r >= 1 + e) of r = |ReLU(Ru)|^2/|u|^2, R with m rows of iid N(0, 2/m) entries, on arrays:
//   p(m, e) = sum_k C(m,k) 2^-m Q(k/2, m(1+e)/4)
// Source: reference/norm_law/tail.hpp. From m = 1000 on the time does not depend on m; below, the terms are summed.
//
//   m    n widths, whole numbers in [1, 2^51]          eps  n numbers in [0, 2^20]; NaN outside of either
//   out  n results; may be m or eps itself, else must not overlap them; all in any alignment
// REQUIRES: rounding to nearest, no flush-to-zero. The bits of a result depend on its arguments alone and are the same on every
// target.
#pragma once

#include <cstddef>

namespace certibound::kernels {

// p. Relative error below 1e-14 where p is a normal number (measured, see README.md of the room); below 2^-1022 the spacing of
// subnormal numbers counts, and in the end 0.
void norm_upper_tail(const double* m, const double* eps, double* out, std::size_t n);

// log p, also where p is far below the least double. Error: 1e-14 and 2^-52 |log p| (measured).
void norm_log_upper_tail(const double* m, const double* eps, double* out, std::size_t n);

}  // namespace certibound::kernels
