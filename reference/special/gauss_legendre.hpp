// The nodes and weights of Gauss-Legendre quadrature as enclosures.
#pragma once

#include <certibound/interval/functions.hpp>

#include <vector>

namespace certibound::detail {

// The n/2 positive nodes on [-1, 1], ascending, and their weights; the others are their mirror images.
struct GaussLegendre {
  std::vector<Interval> nodes, weights;
};

// Computed once per thread for each n and precision. Absolute width of a node, relative width of a weight: about 2^-bits.
// Valid until the next call. REQUIRES: n even, 2 <= n <= 512.
const GaussLegendre& gauss_legendre(long n, Precision bits);

}  // namespace certibound::detail
