// Text inside XML and HTML, elements and attributes alike.
#pragma once

#include <string>
#include <string_view>

namespace certibound::report {

// & < > " ' become entities; what XML 1.0 cannot hold (control characters, malformed UTF-8, U+FFFE, U+FFFF) becomes
// U+FFFD. Tab, newline and carriage return are kept as character references, so that attributes keep them too.
std::string escape_markup(std::string_view text);

// A name that an `id` may have and a "#..." may point to: letters, digits, ".", "-" and "_" stay, other bytes become
// ":" and two hexadecimal digits. Different texts give different names.
std::string anchor_name(std::string_view text);

}  // namespace certibound::report
