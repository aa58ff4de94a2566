// The ulp error of a computed number: exact arithmetic on exponents, one outward-rounded subtraction.
#include <certibound/crosscheck/ulp.hpp>

#include <certibound/interval/functions.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace certibound::crosscheck {
namespace {

// log2 of ulp(x) for a T; x finite.
template <class T>
long ulp_exponent(const Float& x) {
  constexpr long p = std::numeric_limits<T>::digits;
  constexpr long smallest = std::numeric_limits<T>::min_exponent - p;  // MPFR and C: 1/2 <= significand < 1
  if (x.is_zero()) {
    return smallest;
  }
  return std::max(static_cast<long>(mpfr_get_exp(x.get())) - p, smallest);
}

// 2^exponent as an exact point.
Float power_of_two(long exponent) {
  Float out(2);
  mpfr_set_ui_2exp(out.get(), 1, exponent, MPFR_RNDN);
  return out;
}

template <class T>
Interval ulp_error_of(T computed, const Interval& exact) {
  if (!std::isfinite(computed)) {
    return Interval::entire(exact.precision());
  }
  const Interval distance = abs(Interval::point(computed, exact.precision()) - exact);
  // ulp grows with |x|: its values over the enclosure lie between those at the smallest and the largest |x|.
  const Interval unit(power_of_two(ulp_exponent<T>(mig(exact))), power_of_two(ulp_exponent<T>(mag(exact))));
  return distance / unit;
}

double nearest(double, const Float& x) { return mpfr_get_d(x.get(), MPFR_RNDN); }
float nearest(float, const Float& x) { return mpfr_get_flt(x.get(), MPFR_RNDN); }

template <class T>
Rounding rounding_of_type(T computed, const Interval& exact) {
  const T lo = nearest(computed, exact.lo());
  const T hi = nearest(computed, exact.hi());
  if (lo == hi) {
    return computed == lo ? Rounding::correct : Rounding::wrong;
  }
  // Rounding is monotone: every member of the enclosure rounds to something in [lo, hi].
  return computed < lo || computed > hi || std::isnan(computed) ? Rounding::wrong : Rounding::unknown;
}

}  // namespace

Interval ulp_error(double computed, const Interval& exact) { return ulp_error_of(computed, exact); }
Interval ulp_error(float computed, const Interval& exact) { return ulp_error_of(computed, exact); }

Rounding rounding_of(double computed, const Interval& exact) { return rounding_of_type(computed, exact); }
Rounding rounding_of(float computed, const Interval& exact) { return rounding_of_type(computed, exact); }

std::string hex_float(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%a", value);
  return text.data();
}

}  // namespace certibound::crosscheck
