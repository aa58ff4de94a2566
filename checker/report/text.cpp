// Small pieces of text that several writers share.
#include <certibound/report/text.hpp>

#include "utf8.hpp"

#include <certibound/interval/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace certibound::report {
namespace {

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  bool pending_space = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (is_space(c)) {
      pending_space = !out.empty();
      continue;
    }
    if (pending_space) out.push_back(' ');
    pending_space = false;
    append_utf8(out, is_control(c) ? replacement_character : c);
  }
  return out;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size(); ++count) next_code_point(utf8, i);
  return count;
}

std::string shorten(std::string_view utf8, std::size_t width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  constexpr std::string_view dots = "...";
  const std::size_t kept = width > dots.size() ? width - dots.size() : 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < kept; ++i) next_code_point(utf8, end);
  return std::string(utf8.substr(0, end)) + std::string(dots.substr(0, width));
}

std::string wrap(std::string_view text, std::size_t columns, std::size_t indent) {
  const std::string words = one_line(text);
  std::string out, line;
  const auto flush = [&] {
    if (!line.empty()) out += std::string(indent, ' ') + line + '\n';
    line.clear();
  };
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view word = std::string_view(words).substr(begin, end - begin);
    if (!line.empty() && indent + display_width(line) + 1 + display_width(word) > columns) flush();
    if (!line.empty()) line += ' ';
    line += word;
    begin = end + 1;
  }
  flush();
  return out;
}

std::string enclosure_text(const Interval& x, int digits) {
  if (x.is_empty()) return "is empty";
  const std::string lo = lo_to_decimal(x, digits), hi = hi_to_decimal(x, digits);
  // Rounded outward, the two can only agree if the value is that number.
  return lo == hi ? "= " + lo : fmt::format("in [{}, {}]", lo, hi);
}

std::string seconds_text(double seconds) { return fmt::format("{:.2f} s", seconds); }

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+=:,@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out.push_back(c);
    }
  }
  return out + "'";
}

}  // namespace certibound::report
