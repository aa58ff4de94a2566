// The dual activation of the error function, on arrays: for X, Y normal of variances q1, q2 and correlation rho
//   E[erf(X) erf(Y)] = (2/pi) asin(2 rho sqrt(q1 q2/((1 + 2 q1)(1 + 2 q2)))).
// Source: C. K. I. Williams, Computing with Infinite Networks, NIPS 1996.
//
//   rho     n correlations in any alignment       out   n results; may be an input array itself, else must not overlap any
//   q1, q2  n variances each; where there are none, both are 1
// Domain of rho [-1, 1], of a variance 0 and [2^-240, 2^240]; NaN elsewhere. REQUIRES: rounding to nearest, no flush-to-zero.
// The bits of a result depend on its arguments alone and are the same on every target.
#pragma once

#include <cstddef>

namespace certibound::kernels {

// Error < 1 ULP (measured on 10^6 points, `certibound kernel check erf_dual`): 0.73 for |rho| >= 2^-1000, 0.99 below, where the
// tail of a product leaves the range. The roundings are counted in erf_dual/erf_dual-inl.hpp.
void erf_dual(const double* rho, double* out, std::size_t n);

// The same for any variances, also where large ones and |rho| next to 1 bring the argument of asin next to 1: the error counts
// against the exact value at the inputs as they are. Error < 1 ULP (measured, README.md of the room) where the
// result is above 2^-900 or exactly 0, below that 1.23 was met; the roundings are counted in erf_dual/erf_dual_general-inl.hpp.
void erf_dual(const double* q1, const double* q2, const double* rho, double* out, std::size_t n);

}  // namespace certibound::kernels
