// Small pieces of text that several writers share. All of it is independent of the locale.
#pragma once

#include <certibound/interval/interval.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace certibound::report {

// Valid UTF-8 on one line: runs of white space become one space, both ends are trimmed; control characters, marks that
// reverse the reading direction, and malformed bytes become U+FFFD, so that no text can steer a terminal.
std::string one_line(std::string_view text);

// The number of code points: how far a text reaches on a terminal, wide scripts aside.
std::size_t display_width(std::string_view utf8);

// At most `width` code points; a longer text ends in "...".
std::string shorten(std::string_view utf8, std::size_t width);

// Words broken into lines of at most `columns` code points, each line after `indent` spaces and ended by a newline.
// A longer word stands alone on its line, whole.
std::string wrap(std::string_view text, std::size_t columns, std::size_t indent);

// The enclosure for a person: "= 0.5" where it prints exactly, else "in [0.333, 0.334]", rounded outward to `digits`
// significant digits. "is empty" for the empty set.
std::string enclosure_text(const Interval& x, int digits);

// "0.03 s".
std::string seconds_text(double seconds);

// A word that a POSIX shell reads back as `text`.
std::string shell_word(std::string_view text);

}  // namespace certibound::report
