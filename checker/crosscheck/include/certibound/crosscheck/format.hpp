// Binary floating-point formats whose numbers are all doubles, so that one code serves kernels of every type.
#pragma once

#include <certibound/interval/interval.hpp>

#include <cstdint>
#include <string_view>

namespace certibound::crosscheck {

// As std::numeric_limits counts: 1/2 <= significand < 1. Subnormal numbers, infinities and NaN as in IEEE 754.
struct Format {
  std::string_view name;
  int digits;        // p, bits of the significand
  int min_exponent;  // of the smallest normal number 2^(min_exponent - 1)
  int max_exponent;  // every finite number is below 2^max_exponent
  int bytes;         // of one number in memory
};

inline constexpr Format kDouble{"double", 53, -1021, 1024, 8};
inline constexpr Format kFloat{"float", 24, -125, 128, 4};
inline constexpr Format kFloat16{"float16", 11, -13, 16, 2};
inline constexpr Format kBfloat16{"bfloat16", 8, -125, 128, 2};

double smallest(const Format& format);  // the smallest number > 0
double largest(const Format& format);   // the largest finite number

// The number of the format nearest to x, ties to even; an infinity from 2^max_exponent - ulp/2 on; NaN for NaN.
double nearest(const Format& format, const Float& x);

// The numbers of a format in order: 0 for both zeros, one more for the next larger number, odd in x; infinity follows the
// largest number. REQUIRES: x belongs to the format and is not NaN.
std::int64_t ordinal(const Format& format, double x);
// The inverse. REQUIRES: |n| <= ordinal(infinity).
double from_ordinal(const Format& format, std::int64_t n);

// A number of a 16-bit format from its bits.
double decode(const Format& format, std::uint16_t bits);

}  // namespace certibound::crosscheck
