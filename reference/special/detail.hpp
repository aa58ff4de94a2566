// Shared by the .cpp files of this room.
#pragma once

#include <certibound/ball/ball.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound::detail {

// More than this the routes by MPFR do not aim at: a result of more bits is true, but no narrower.
inline constexpr Precision kMostByMpfr = 1024;
// The same for those by Arb, which are faster.
inline constexpr Precision kMostByArb = 8192;

inline Interval number(long value, Precision bits) { return {value, bits}; }
inline Interval half(const Interval& x) { return x / number(2, x.precision()); }
inline Interval from_zero(const Interval& x) { return hull(number(0, x.precision()), x); }
inline Interval point(const Float& x) { return {x, x}; }
inline Interval point(const Float& x, Precision bits) { return point(x).at_precision(bits); }

// The exponent e with 2^(e-1) <= |x| < 2^e, held within +-limit; -limit for 0, limit for infinity.
inline long exponent(const Float& x, long limit = 1L << 40) {
  if (x.is_zero()) return -limit;
  if (!x.is_finite()) return limit;
  return std::clamp<long>(mpfr_get_exp(x.get()), -limit, limit);
}

// The interval of a ball, whose exponents may lie beyond MPFR's range.
inline Interval outward(const Ball& x, Precision bits) {
  const Interval wide = x.interval(bits);
  Float lo = wide.lo(), hi = wide.hi();
  mpfr_check_range(lo.get(), 0, MPFR_RNDD);
  mpfr_check_range(hi.get(), 0, MPFR_RNDU);
  return {lo, hi};
}

}  // namespace certibound::detail
