// The points of a check: a function of a seed and an index, so that a check of any length needs no memory and any point
// can be made again.
#pragma once

#include <cstdint>

namespace certibound::crosscheck {

// A well mixed 64-bit number for every (seed, index): the finaliser of SplitMix64 (Steele, Lea, Flood, Fast Splittable
// Pseudorandom Number Generators, OOPSLA 2014).
std::uint64_t random_bits(std::uint64_t seed, std::uint64_t index);

// The point number `index` of a check on (lo, hi), lo < 0 < hi; T is double or float. Of four points in a row, one lies
// in each family; the first three go through their binades in turn, deepest included:
//   |x|, both signs    binades down to the smallest subnormal; three points of four above 2^-64, where functions live
//   x - lo, hi - x     binades down to the spacing of T at the end
//   uniform            on (lo, hi)
// The first rounds of a binade are its power of two and the neighbours of it; afterwards a random significand.
// The result lies inside [lo, hi].
template <class T>
T check_point(double lo, double hi, std::uint64_t seed, std::uint64_t index);

}  // namespace certibound::crosscheck
