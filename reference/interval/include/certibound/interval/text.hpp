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

// The interval that a literal names, its ends rounded outward once: "[1/3, 0.5]", "[2]", "[,3]", "[empty]", "[entire]",
// "3.56?1e2", "-10?u", "10??"; the grammar is in the README of this room. Empty if the text is no literal, or its ends are
// inverted, or infinite the wrong way.
std::optional<Interval> parse_interval(std::string_view text, Precision bits);
// A bare literal, with the best decoration that its interval has, or one with "_com", "_dac", "_def", "_trv". Empty if the
// text is no literal or claims too much of the set it names ("[1, inf]_com", "[empty]_def"). A bounded literal beyond the
// range of Float is lowered from com to dac: rounding outward made it unbounded.
std::optional<Decorated> parse_decorated(std::string_view text, Precision bits);

// The decimal digits (at most `digits`) that all members of x share, rounded to nearest: "0.3183098861837906715"; fewer
// digits where the enclosure is too wide, which is what is printed for a person. REQUIRES: bounded, not empty.
std::string common_digits(const Interval& x, int digits);

}  // namespace certibound
