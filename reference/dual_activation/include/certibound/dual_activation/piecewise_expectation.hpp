// Expectations of two different functions made of pieces, of one Gaussian pair.
#pragma once

#include <certibound/dual_activation/activation.hpp>
#include <certibound/dual_activation/exp_polynomial.hpp>

namespace certibound {

// E[f(X) g(Y)] for all members of the pair, by the closed form of piecewise.cpp: Phi2, Phi, phi and tilting. At a point at
// least precision - 3 bits are right where the value is not 0 (measured); arguments known to intervals widen it as they
// come. Finite for all such functions; entire where nothing is known or after a request to stop; empty outside |rho| <= 1,
// variances >= 0.
Interval expectation(const PiecewiseFunction& f, const PiecewiseFunction& g, const GaussianPair& at,
                     std::stop_token stop = {});

}  // namespace certibound
