// The limits a Rhat kernel is measured against, on arrays of double and float, compiled for every Highway target that
// the kernels have and dispatched like them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace certibound::bench {

// out[i] = sqrt(in[i]): the divider alone. Half of the random inputs are negative, which costs the same.
void square_roots(const double* in, double* out, std::size_t n);
void square_roots(const float* in, float* out, std::size_t n);
// Loads and plain stores of full vectors.
void copy(const double* in, double* out, std::size_t n);
// Number of bits set in both, n words: loads, and, popcount.
std::uint64_t read_and_count(const std::uint64_t* a, const std::uint64_t* b, std::size_t n);
// The printed formula with the square root and arc cosine of Highway's contrib/math.
void rhat_highway(const double* in, double* out, std::size_t n);

}  // namespace certibound::bench
