// Formats: exact arithmetic on significands and exponents.
#include <certibound/crosscheck/format.hpp>

#include <cmath>
#include <limits>

namespace certibound::crosscheck {

double smallest(const Format& format) { return std::ldexp(1.0, format.min_exponent - format.digits); }

double largest(const Format& format) {
  return std::ldexp(1 - std::ldexp(1.0, -format.digits), format.max_exponent);
}

double nearest(const Format& format, const Float& x) {
  if (!x.is_finite() || x.is_zero()) return mpfr_get_d(x.get(), MPFR_RNDN);
  const long exponent = mpfr_get_exp(x.get());
  if (exponent > format.max_exponent) return std::copysign(std::numeric_limits<double>::infinity(), x.sign());
  const long unit = std::max<long>(exponent, format.min_exponent) - format.digits;
  Float scaled(x.precision()), integer(64);  // |scaled| <= 2^digits: the integer next to it fits
  mpfr_mul_2si(scaled.get(), x.get(), -unit, MPFR_RNDN);
  mpfr_roundeven(integer.get(), scaled.get());
  const double value = std::ldexp(mpfr_get_d(integer.get(), MPFR_RNDN), static_cast<int>(unit));
  return std::fabs(value) > largest(format) ? std::copysign(std::numeric_limits<double>::infinity(), value) : value;
}

std::int64_t ordinal(const Format& format, double x) {
  const std::int64_t binade = std::int64_t{1} << (format.digits - 1);
  std::int64_t n = 0;
  if (std::isinf(x)) {
    n = (format.max_exponent - format.min_exponent + 2) * binade;
  } else if (x != 0) {
    int exponent = 0;
    std::frexp(x, &exponent);
    exponent = std::max(exponent, format.min_exponent);
    n = (exponent - format.min_exponent) * binade +
        static_cast<std::int64_t>(std::ldexp(std::fabs(x), format.digits - exponent));
  }
  return x < 0 ? -n : n;
}

double from_ordinal(const Format& format, std::int64_t n) {
  const std::int64_t binade = std::int64_t{1} << (format.digits - 1);
  const std::int64_t size = n < 0 ? -n : n;
  const std::int64_t steps = size < binade ? 0 : size / binade - 1;  // binades above the smallest normal one
  const auto exponent = static_cast<int>(steps) + format.min_exponent;
  double x = std::ldexp(static_cast<double>(size - steps * binade), exponent - format.digits);
  if (exponent > format.max_exponent) x = std::numeric_limits<double>::infinity();
  return n < 0 ? -x : x;
}

double decode(const Format& format, std::uint16_t bits) {
  const int stored = format.digits - 1;
  const int fraction = bits & ((1 << stored) - 1);
  const int exponent = (bits & 0x7FFF) >> stored;
  const int top = 0x7FFF >> stored;
  double x = 0;
  if (exponent == top) {
    x = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  } else {
    const int significand = exponent == 0 ? fraction : fraction | 1 << stored;
    x = std::ldexp(significand, std::max(exponent, 1) - 1 + format.min_exponent - format.digits);
  }
  return (bits & 0x8000) != 0 ? -x : x;
}

}  // namespace certibound::crosscheck
