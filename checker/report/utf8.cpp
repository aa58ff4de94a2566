// Reading UTF-8 that may be malformed (RFC 3629, section 3).
#include "utf8.hpp"

namespace certibound::report {
namespace {

unsigned byte_at(std::string_view text, std::size_t position) { return static_cast<unsigned char>(text[position]); }

// Bytes that follow the first one; 0 also for a byte that cannot begin a sequence.
std::size_t tail_length(unsigned first) {
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  if (first >= 0xF0 && first <= 0xF4) return 3;
  return 0;
}

// The least code point that needs a tail of this length; smaller ones in such a form are overlong.
constexpr char32_t least_with_tail[] = {0, 0x80, 0x800, 0x10000};

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const unsigned first = byte_at(text, position++);
  if (first < 0x80) return first;
  const std::size_t tail = tail_length(first);
  if (tail == 0 || text.size() - position < tail) return replacement_character;
  char32_t value = first & (0x3Fu >> tail);
  for (std::size_t i = 0; i < tail; ++i) {
    const unsigned next = byte_at(text, position + i);
    if ((next & 0xC0u) != 0x80u) return replacement_character;
    value = (value << 6) | (next & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least_with_tail[tail] || surrogate || value > 0x10FFFF) return replacement_character;
  position += tail;
  return value;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

bool is_control(char32_t c) {
  const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool line_or_paragraph = c == 0x2028 || c == 0x2029;
  const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
  return c0_or_c1 || line_or_paragraph || direction;
}

}  // namespace certibound::report
