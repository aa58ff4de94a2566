// The ulp error of a computed number: exact arithmetic on exponents, one outward-rounded subtraction.
#include <certibound/crosscheck/ulp.hpp>

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace certibound::crosscheck {
namespace {

// log2 of ulp(x); x finite.
long ulp_exponent(const Float& x, const Format& format) {
  const long smallest_unit = format.min_exponent - format.digits;
  if (x.is_zero()) {
    return smallest_unit;
  }
  return std::max(static_cast<long>(mpfr_get_exp(x.get())) - format.digits, smallest_unit);
}

// 2^exponent as an exact point.
Float power_of_two(long exponent) {
  Float out(2);
  mpfr_set_ui_2exp(out.get(), 1, exponent, MPFR_RNDN);
  return out;
}

Interval distance_in_ulp(const Interval& computed, const Interval& exact, const Format& format) {
  // ulp grows with |x|: its values over the enclosure lie between those at the smallest and the largest |x|.
  const Interval unit(power_of_two(ulp_exponent(mig(exact), format)), power_of_two(ulp_exponent(mag(exact), format)));
  return abs(computed - exact) / unit;
}

// Of a computed +infinity; exact may be unbounded.
Interval error_of_infinity(const Interval& exact, const Format& format) {
  const Float top = power_of_two(format.max_exponent), half_unit = power_of_two(format.max_exponent - format.digits - 1);
  const Interval limit(top, top);
  const Interval threshold = Interval::point(largest(format), 128) + Interval(half_unit, half_unit);
  if (certainly(less_equal(threshold, exact))) {
    return Interval(0, exact.precision());
  }
  if (exact.is_bounded() && certainly(less(Interval::point(largest(format)), exact))) {
    return distance_in_ulp(limit, exact, format);
  }
  return Interval::entire(exact.precision());
}

}  // namespace

Interval ulp_error(double computed, const Interval& exact, const Format& format) {
  if (std::isinf(computed)) {
    return error_of_infinity(computed > 0 ? exact : -exact, format);
  }
  if (std::isnan(computed) || !exact.is_bounded()) {
    return Interval::entire(exact.precision());
  }
  return distance_in_ulp(Interval::point(computed, exact.precision()), exact, format);
}

Rounding rounding_of(double computed, const Interval& exact, const Format& format) {
  const double lo = nearest(format, exact.lo());
  const double hi = nearest(format, exact.hi());
  if (lo == hi) {
    return computed == lo ? Rounding::correct : Rounding::wrong;
  }
  // Rounding is monotone: every member of the enclosure rounds to something in [lo, hi].
  return computed < lo || computed > hi || std::isnan(computed) ? Rounding::wrong : Rounding::unknown;
}

Interval ulp_error(double computed, const Interval& exact) { return ulp_error(computed, exact, kDouble); }
Interval ulp_error(float computed, const Interval& exact) { return ulp_error(computed, exact, kFloat); }
Rounding rounding_of(double computed, const Interval& exact) { return rounding_of(computed, exact, kDouble); }
Rounding rounding_of(float computed, const Interval& exact) { return rounding_of(computed, exact, kFloat); }

std::string hex_float(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%a", value);
  return text.data();
}

}  // namespace certibound::crosscheck
