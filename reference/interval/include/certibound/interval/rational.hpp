// Exact integers and rationals: what a literal means, what a witness is made of.
#pragma once

#include <certibound/interval/float.hpp>

#include <boost/multiprecision/gmp.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace certibound {

using Integer = boost::multiprecision::mpz_int;
using Rational = boost::multiprecision::mpq_rational;

// The exact rational a literal spells: "12", "-0.1", "1e-12", "1/3", "0x1.8p-3" (hexadecimal, base-2 exponent).
// Empty if the text is not such a literal, its denominator is zero, or it has more than kMaxLiteralDigits digits or an
// exponent beyond +-kMaxLiteralExponent (the value would not fit in memory).
std::optional<Rational> parse_rational(std::string_view text);

inline constexpr int kMaxLiteralDigits = 4096;
inline constexpr int kMaxLiteralExponent = 4096;

// "3", "-7/2": the exact value, lowest terms.
std::string to_string(const Rational& value);

// The exact value of a finite Float.
Rational to_rational(const Float& value);

// The double nearest to value (ties to even); for plots and starting values only, never for a verdict.
double to_double(const Rational& value);

// base^exponent. REQUIRES: base != 0 or exponent >= 0 (0^0 = 1).
Rational power(const Rational& base, long exponent);

}  // namespace certibound
