// Where a kernel is tried: the domain of its function, found by asking, and points that are dense where functions are hard.
#pragma once

#include <certibound/crosscheck/function.hpp>

#include <cstdint>
#include <vector>

namespace certibound::crosscheck {

struct Domain {
  double lo = 0, hi = 0;  // numbers of the format; every point of the check lies between them
  // The part whose results are neither 0 nor beyond the range for being too small or too large: most points go here.
  double core_lo = 0, core_hi = 0;
  std::vector<double> ends;  // lo, hi where chosen, and the last numbers before the function stops being defined
  std::vector<double> limits;  // ends, and the last numbers before results leave the range
};

// Looks at every power of two and its negative between lo and hi, and by bisection between two of them that differ: a
// piece of the domain, or a gap, that contains no power of two is not seen. Finds at most 32 ends. For two variables
// nothing is asked: the domain is [lo, hi] for both. Empty ends and lo > hi if no point asked is inside.
Domain find_domain(const Function& function, const Format& format, double lo, double hi);

// Rounds a double to the format, towards zero. REQUIRES: |x| <= largest.
double in_format(const Format& format, double x);

// Numbers at which functions were found hard: multiples of pi/4, small fractions, where exp and erf leave the range.
const std::vector<double>& hard_points();

// Point number `index` of a check, a function of the seed and the index alone. Of eight points in a row
//   two    lie in the binades of |x| in turn, down to the smallest subnormal number: first the power of two and its
//          neighbours, then random significands; in every fourth round beyond the core, too
//   two    lie in the binades of the distance from the limits
//   three  are uniform on the core: cut to |x| <= 2^k for k = 0, 2, .. 10; in the order of the numbers; all of it
//   one    is a hard point or some 2^u numbers away from one, u uniform
double check_point(const Format& format, const Domain& domain, std::uint64_t seed, std::uint64_t index);

}  // namespace certibound::crosscheck
