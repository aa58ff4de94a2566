// Gaussian expectations as rigorous integrals.
#pragma once

#include <certibound/quadrature/integrate.hpp>

namespace certibound {

// E f(X) for X standard normal: the integral of f(x) phi(x) over the real line.
Integral expect(const Integrand& f, const QuadratureOptions& options = {});

}  // namespace certibound
