// The dual activation of the rectifier by the fast engine; dual_activation/relu.hpp is the trusted route to the same values.
//   Rhat(rho) = (sqrt(1 - rho^2) + (pi - arccos rho) rho) / pi,   -1 <= rho <= 1.
// Source: Cho & Saul, Kernel Methods for Deep Learning, NIPS 2009 (degree 1).
#pragma once

#include <certibound/ball/ball.hpp>

namespace certibound {

// Contains Rhat(r) for every r of rho inside [-1, 1]; indeterminate if rho lies outside or is not finite.
// Exact at rho = -1 and 1. Width for an exact rho: at most 2^(3 - bits) of the value (measured by the tests, from
// rho = -1 + 2^-(10^6) to 1 - 2^-(10^6)); for a ball of radius r <= 2^(6 - bits) (1 + rho) as much and 2 r Rhat'; for a
// wider one that of the range, Rhat being monotone.
Ball rhat(const Ball& rho);

// The derivative 1 - arccos(rho)/pi, one-sided at the ends, in the same way; the width at an exact rho is the same.
Ball rhat_derivative(const Ball& rho);

}  // namespace certibound
