// Intervals in and out of text. Decimal output is rounded outward: the printed interval contains the true one.
#pragma once

#include <certibound/interval/decoration.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace certibound {

// The end points with `digits` significant decimal digits, lo rounded down, hi rounded up; "-inf", "inf" where unbounded.
// REQUIRES: not empty.
std::string lo_to_decimal(const Interval& x, int digits);
std::string hi_to_decimal(const Interval& x, int digits);

// "[0.333, 0.334]"; "[empty]", "[entire]". A point that prints exactly within the digits prints as "[0.5, 0.5]".
std::string to_string(const Interval& x, int digits);
// The same with "_com", "_dac", "_def", "_trv" appended (IEEE 1788, 12.11).
std::string to_string(const Decorated& x, int digits);

// The end points as hexadecimal floats, exact: "[0x1.8p+0, 0x1.9p+0]".
std::string to_hex(const Interval& x);

// A bare or decorated literal, "[1/3, 0.5]", "[2]", "[,3)" is refused; ends are exact rationals or inf, rounded outward.
std::optional<Interval> parse_interval(std::string_view text, Precision bits);
std::optional<Decorated> parse_decorated(std::string_view text, Precision bits);

// The decimal digits (at most `digits`) that all members of x share, rounded to nearest: "0.3183098861837906715"; fewer
// digits where the enclosure is too wide, which is what is printed for a person. REQUIRES: bounded, not empty.
std::string common_digits(const Interval& x, int digits);

}  // namespace certibound
