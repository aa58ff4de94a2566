// The dual activation of the error function at variances 1, on arrays:
//   E[erf(X) erf(Y)] = (2/pi) asin(2 rho/3),   X, Y standard normal of correlation rho.
// Source: C. K. I. Williams, Computing with Infinite Networks, NIPS 1996 (for variances q1, q2 the argument is
// 2 rho sqrt(q1 q2/((1 + 2 q1)(1 + 2 q2)))).
//
//   rho   n correlations in any alignment       out   n results; may be rho itself, else must not overlap it
// Domain [-1, 1]; NaN elsewhere. REQUIRES: rounding to nearest, no flush-to-zero. The bits of a result depend on its argument
// alone and are the same on every target.
#pragma once

#include <cstddef>

namespace certibound::kernels {

// Error < 1 ULP (measured on 10^6 points, `certibound kernel check erf_dual`): 0.73 for |rho| >= 2^-1000, 0.99 below, where the
// tail of a product leaves the range. The roundings are counted in erf_dual/erf_dual-inl.hpp.
void erf_dual(const double* rho, double* out, std::size_t n);

}  // namespace certibound::kernels
