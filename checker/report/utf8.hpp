// Reading UTF-8 that may be malformed: claims come from files of users.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace certibound::report {

inline constexpr char32_t replacement_character = 0xFFFD;

// The code point at `position`, which moves past it. Overlong forms, surrogates, values beyond U+10FFFF and truncated
// sequences give U+FFFD and move on by one byte. REQUIRES: position < text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

void append_utf8(std::string& out, char32_t code_point);

// Characters that steer a terminal or a page instead of showing something: C0 and C1 controls, DEL, and the marks that
// reverse the reading direction. Includes tab and newline.
bool is_control(char32_t code_point);

}  // namespace certibound::report
