// The dual activation of the rectifier, normalised, on arrays:
//   Rhat(rho) = (sqrt(1 - rho^2) + (pi - acos rho) rho)/pi = 2 E[max(0, X) max(0, Y)],  -1 <= rho <= 1,
// X, Y standard normal of correlation rho. Source: Cho & Saul, Kernel Methods for Deep Learning, NIPS 2009 (degree 1).
//
// For all functions here:
//   rho   n correlations, dimensionless, in any alignment
//   out   n results; may be rho itself, else must not overlap it
// Domain [-1, 1]; NaN for |rho| > 1, infinities and NaN (sign and payload of the NaN unspecified). Rhat(-1) = +0 and
// Rhat(1) = 1 exactly; +0 and -0 give the same result; subnormals are ordinary numbers, and flushing them to zero
// (FTZ, DAZ) changes nothing. REQUIRES: rounding to nearest. Nothing outside the arrays is read or written; no state.
// The bits of a result depend on the argument alone: not on n, its place in the array, the alignment, or the target
// (targets.hpp), because every step is one IEEE operation on its lane; the tests compare all targets of the machine.
//
// Errors are in ULP of the exact value (certibound/crosscheck/ulp.hpp).
//   proven      by hand, line by line in the file named, on top of approximation errors certified by Sollya
//   exhaustive  every float of the domain was compared (tests/checker/kernels/exhaustive_test.cpp)
//   measured    the largest error crosscheck::check_kernel found on the number of points given, a quarter each in the
//               binades of |rho|, of 1 + rho, of 1 - rho, and uniform; "misrounded" is the share of these points whose
//               result is not the nearest number. Worst inputs: checker/kernels/rhat/*.wc
#pragma once

#include <cstddef>

namespace certibound::kernels {

// Rhat in double. Error <= 0.865 ULP (proven by Gappa and Coq, proofs_numeric/gappa; < 0.87 by hand in rhat-inl.hpp); 0.8103
// measured on 2 * 10^8 points, 3.1 % misrounded; by regions of the domain: rho < -0.99 0.576, rho < 0 0.661, rho < 0.9 0.811, above 0.508.
void rhat(const double* rho, double* out, std::size_t n);

// Rhat in double, near to correct rounding: the leading terms of the polynomial and the last addition in two doubles.
// Error <= 0.59 ULP (proven by Gappa and Coq; < 0.59 by hand in rhat_refined-inl.hpp); 0.5689 measured on 1.4 * 10^7 points, 1.7 %
// misrounded; by regions: 0.551, 0.569, 0.550, 0.501.
void rhat_refined(const double* rho, double* out, std::size_t n);

// Rhat in double, without the corrections of the others: two thirds of the work of rhat.
// Error < 3.6 ULP (proven by hand, rhat_plain-inl.hpp); 3.193 measured on 1.4 * 10^7 points, 21 %
// misrounded; by regions: 1.900, 3.193, 1.890, 0.518.
void rhat_fast(const double* rho, double* out, std::size_t n);

// The derivative 1 - acos(rho)/pi of Rhat in double: 0 at -1, 1/2 at 0, 1 at 1, exactly.
// Error < 0.81 ULP (proven, rhat_derivative-inl.hpp); 0.7414 measured on 1.8 * 10^8 points, 1.6 % misrounded; by
// regions: 0.523, 0.742, 0.638, 0.506.
void rhat_derivative(const double* rho, double* out, std::size_t n);

// Rhat in float, by way of double: correctly rounded for every float (exhaustive).
void rhat(const float* rho, float* out, std::size_t n);

// Rhat in float, in float arithmetic alone. Error 0.8034 ULP, 0.93 % misrounded (exhaustive).
void rhat_fast(const float* rho, float* out, std::size_t n);

}  // namespace certibound::kernels
