// Text inside XML and HTML (XML 1.0, sections 2.2 and 2.4).
#include <certibound/report/markup.hpp>

#include "utf8.hpp"

#include <fmt/format.h>

namespace certibound::report {
namespace {

void append_escaped(std::string& out, char32_t c) {
  switch (c) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    case '\'': out += "&#39;"; return;
    case '\t': out += "&#9;"; return;
    case '\n': out += "&#10;"; return;
    case '\r': out += "&#13;"; return;
    default: break;
  }
  const bool excluded = is_control(c) || c == 0xFFFE || c == 0xFFFF;
  append_utf8(out, excluded ? replacement_character : c);
}

bool stays_in_anchor(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

}  // namespace

std::string escape_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t i = 0; i < text.size();) append_escaped(out, next_code_point(text, i));
  return out;
}

std::string anchor_name(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (stays_in_anchor(c)) {
      out.push_back(c);
    } else {
      out += fmt::format(":{:02x}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace certibound::report
