// The dual activation of the rectifier R(t) = max(0, t).
//
// With X, Y standard normal of correlation rho, E[R(X) R(Y)] = Rhat(rho) / 2, where
//   Rhat(rho) = (sqrt(1 - rho^2) + (pi - arccos rho) rho) / pi,   -1 <= rho <= 1.
// Source: Cho & Saul, Kernel Methods for Deep Learning, NIPS 2009 (degree 1); Nachum et al., ICLR 2022, (2) and Section 2.
#pragma once

#include <certibound/interval/decoration.hpp>

namespace certibound {

// Enclosure of Rhat on the part of rho inside [-1, 1]; empty outside.
// Rhat increases (its derivative is 1 - acos(rho)/pi >= 0), so the ends of rho give the ends of the result. Near -1,
// where the printed formula cancels like (1 + rho)^(3/2), the working precision is raised until the result has a
// relative width of at most 2^(4 - precision) (measured by the tests, down to rho = -1 + 2^-200); exact at rho = -1, 1.
Interval rhat(const Interval& rho);
Decorated rhat(const Decorated& rho);

// Enclosure of the derivative Rhat'(rho) = 1 - acos(rho)/pi on [-1, 1] (one-sided at the ends); exact at rho = -1, 1.
Interval rhat_derivative(const Interval& rho);
Decorated rhat_derivative(const Decorated& rho);

}  // namespace certibound
