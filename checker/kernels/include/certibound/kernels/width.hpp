// Smallest widths of the norm law, on arrays: the m where p(m, e) = P(r >= 1 + e) (tail.hpp) falls to delta or below.
//
//   eps    n numbers in (0, 2^20]       delta  n probabilities in [1e-300, 1)
//   out    n results, whole numbers: p(m, e) <= delta < p(m - 1, e), or m = 1 and p(1, e) <= delta. NaN outside of the domain,
//          and where m would exceed 2^50. May be eps or delta itself, else must not overlap them.
// p falls in m from a few units on (measured); where it does not, m is one such place.
// A proposal, as everything here: p is known to 1e-14, so m is right unless p(m) or p(m - 1) is that near to delta. The judge is
// an enclosure of p at m and m - 1 (reference/norm_law/tail.hpp), which the tests use on every result; for eps in [1/16, 1) and
// delta <= 1/8 `certibound kernel check smallest_width`, which excludes all smaller widths.
#pragma once

#include <cstddef>

namespace certibound::kernels {

void smallest_width(const double* eps, const double* delta, double* out, std::size_t n);

// How many values of p the last call on this thread took, summed over its n answers.
std::size_t smallest_width_evaluations();

}  // namespace certibound::kernels
