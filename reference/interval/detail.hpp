// Shared by the .cpp files of this room: literals taken apart, and monotone functions, which move end points to end points.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <array>

namespace certibound::detail {

// An unsigned literal: mantissa * 10^exponent, or * 2^exponent if binary.
struct Scientific {
  Integer mantissa;
  long exponent = 0;
  bool binary = false;
  bool moderate = true;  // the exponent as written is at most kMaxLiteralExponent in size
};
std::optional<Scientific> read_scientific(std::string_view text);
std::optional<Rational> exact_value(const Scientific& number);  // empty unless moderate

using UnaryMpfr = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

inline Float apply(UnaryMpfr f, const Float& x, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  f(out.get(), x.get(), direction);
  return out;
}

inline Interval increasing(UnaryMpfr f, const Interval& x) {
  if (x.is_empty()) return x;
  return {apply(f, x.lo(), x.precision(), MPFR_RNDD), apply(f, x.hi(), x.precision(), MPFR_RNDU)};
}

inline Interval decreasing(UnaryMpfr f, const Interval& x) {
  if (x.is_empty()) return x;
  return {apply(f, x.hi(), x.precision(), MPFR_RNDD), apply(f, x.lo(), x.precision(), MPFR_RNDU)};
}

inline Float infinite(Precision bits, int sign) {
  Float out(bits);
  mpfr_set_inf(out.get(), sign);
  return out;
}

inline Float zero(Precision bits) {
  Float out(bits);
  mpfr_set_zero(out.get(), 1);
  return out;
}

inline Float integer(long value, Precision bits) {
  Float out(std::max<Precision>(bits, 64));
  mpfr_set_si(out.get(), value, MPFR_RNDN);  // exact: a long has 64 bits
  return out;
}

// The part of x inside [lo, +oo).
inline Interval at_least(const Interval& x, long lo) {
  return intersection(x, Interval(integer(lo, 64), infinite(64, 1))).at_precision(x.precision());
}

inline Interval within(const Interval& x, long lo, long hi) {
  return intersection(x, Interval(integer(lo, 64), integer(hi, 64))).at_precision(x.precision());
}

inline bool is_zero_interval(const Interval& x) { return x.lo().is_zero() && x.hi().is_zero(); }  // false if empty

inline Float smallest(const std::array<Float, 4>& corners) { return *std::min_element(corners.begin(), corners.end()); }
inline Float largest(const std::array<Float, 4>& corners) { return *std::max_element(corners.begin(), corners.end()); }

inline Precision common_precision(const Interval& x, const Interval& y) {
  return std::max(x.precision(), y.precision());
}

}  // namespace certibound::detail
