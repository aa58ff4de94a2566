// The dual activation of s(t) = a t for t >= 0, b t for t < 0, normalised, on arrays: for X, Y standard normal of correlation rho
//   N(rho) = E[s(X) s(Y)]/E[s(X)^2] = Rhat(rho) - k Rhat(-rho),   k = 2ab/(a^2 + b^2).
// ReLU is b = 0, the leaky ReLU a = 1 and 0 < b < 1, the absolute value b = -a. Source: PReLU of K. He et al., ICCV 2015, by
// Cho & Saul, NIPS 2009 (degree 1) for the three quadrants: E[s(X)s(Y)] = ((a^2 + b^2) Rhat(rho) - 2ab Rhat(-rho))/2.
//
//   a, b  finite, not both 0, the smaller in magnitude 0 or at least 2^-500 of the other; else all results are NaN
//   rho   n correlations in any alignment       out   n results; may be rho itself, else must not overlap it
// Domain [-1, 1]; NaN elsewhere. N(1) = 1 exactly, N(-1) = -k rounded. REQUIRES: rounding to nearest, no flush-to-zero. The bits of
// a result depend on a, b and its argument alone and are the same on every target.
#pragma once

#include <cstddef>

namespace certibound::kernels {

// Error < 1 ULP for rho >= 0, and everywhere if a and b have opposite signs or one of them is 0. Else N has a zero at some rho < 0,
// and there the error is at most half an ULP and 2^-55 (absolute). Measured, README.md of the room; counted in
// leaky/leaky_dual-inl.hpp.
void leaky_dual(double a, double b, const double* rho, double* out, std::size_t n);

}  // namespace certibound::kernels
