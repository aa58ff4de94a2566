// What the tests of this room share: decimals as enclosures, widths in units, random arguments of a kind.
#pragma once

#include "../interval/inputs.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <cmath>
#include <string>

namespace certibound::test {

inline Interval exactly(const char* literal, Precision bits) { return {*parse_rational(literal), bits}; }

// The decimal, wrong by less than one unit of its digit number 49.
inline Interval decimal(const char* digits) {
  const Rational value = *parse_rational(digits), error = abs(value) * power(Rational(10), -48);
  return {Rational(value - error), Rational(value + error), 400};
}

// Width over magnitude in units of 2^-bits; 0 for a point, infinity if an end is infinite, 0 is inside or it is empty.
inline double relative_width(const Interval& x, Precision bits) {
  if (x.is_empty() || !x.is_bounded()) return kInf;
  Float width = wid(x);
  if (width.is_zero()) return 0;
  if (contains_zero(x)) return kInf;
  const Float least = mig(x);
  mpfr_div(width.get(), width.get(), least.get(), MPFR_RNDU);
  mpfr_mul_2si(width.get(), width.get(), bits, MPFR_RNDU);
  return mpfr_get_d(width.get(), MPFR_RNDU);
}

// That the value lies below what MPFR can tell from 0.
inline bool underflows(const Interval& x) {
  return !x.is_empty() && x.lo().is_zero() && x.hi() <= scaled(1, -1073741000);
}

inline Interval at_point(const Float& x) { return {x, x}; }

// A member of x, of twice the precision and more; x itself is not empty.
inline Interval member(Inputs& inputs, const Interval& x) {
  const std::vector<Float> all = inputs.members(x);
  return at_point(all[static_cast<std::size_t>(inputs.below(static_cast<int>(all.size())))]);
}

}  // namespace certibound::test
