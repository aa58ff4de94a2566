// The one definition of the error of a computed number in ULP.
//
//   ulp error of `computed` against the real number x  =  |computed - x| / ulp(x),
//
//   ulp(x) = 2^(e - p + 1)   for 2^e <= |x| < 2^(e+1),  p = 53 (double) or 24 (float),
//   but never less than the distance of the subnormal numbers, 2^-1074 (double) or 2^-149 (float); ulp(0) is that too.
//
// - The unit belongs to the exact value, not to the computed one: just below a power of two it is half of what it is
//   just above.
// - A correctly rounded result has an error of at most 1/2. An error below 1/2 means correctly rounded; an error of 1/2
//   need not: 1 - 2^-53 has it against x = 1.
// - +0 and -0 are the same number. There is no largest exponent: x = 2^1024 has ulp 2^972.
// - A computed infinity is right (error 0) where x rounds to it. Where x is larger than every finite number but rounds to
//   the largest one, it counts as 2^max_exponent. Everywhere else it has no finite error.
#pragma once

#include <certibound/crosscheck/format.hpp>

#include <string>

namespace certibound::crosscheck {

// Enclosure of the ulp error of `computed` against some x in `exact`; as narrow as `exact` allows. If `exact` contains
// numbers with different ulp(x), all of them count. Without a finite error (NaN, infinity, an unbounded enclosure) the
// result is entire, so that no upper bound of it passes a test. REQUIRES: exact is not empty; computed belongs to the
// format.
Interval ulp_error(double computed, const Interval& exact, const Format& format);
Interval ulp_error(double computed, const Interval& exact);
Interval ulp_error(float computed, const Interval& exact);

// How a computed number stands to the nearest number of its type.
enum class Rounding {
  correct,
  wrong,
  unknown,  // the enclosure contains a midpoint of two neighbours
};
Rounding rounding_of(double computed, const Interval& exact, const Format& format);
Rounding rounding_of(double computed, const Interval& exact);
Rounding rounding_of(float computed, const Interval& exact);

// "0x1.8p-3", "-0x0p+0", "nan", "inf": exact, read back by strtod and by Python's float.fromhex.
std::string hex_float(double value);

}  // namespace certibound::crosscheck
