// What `tail` and `width` share: exact parameters from text, with the reason where one is refused; the end of the time
// allowed; the list of bounds.
#pragma once

#include "common.hpp"

#include <certibound/interval/rational.hpp>

#include <fmt/format.h>

#include <chrono>
#include <functional>

namespace certibound::cli {

inline Rational exact_option(const std::string& name, const std::string& text) {
  if (const auto value = parse_rational(text)) return *value;
  throw CommandError(ExitStatus::bad_input,
                     fmt::format("{} wants an exact number, such as 0.1 or 1/10; found '{}'", name, text));
}

// An integer of 1..most.
inline Integer count_option(const std::string& name, const std::string& text, const Integer& most) {
  const Rational value = exact_option(name, text);
  if (denominator(value) == 1 && value >= 1 && value <= Rational(most)) return numerator(value);
  throw CommandError(ExitStatus::bad_input,
                     fmt::format("{} wants an integer from 1 to {}; found '{}'", name, most.str(), text));
}

// True once the time is over or the user has interrupted.
inline std::function<bool()> stop_after(double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  return [end] { return interrupted() || std::chrono::steady_clock::now() >= end; };
}

// For `width --list` and `list`.
void list_width_bounds();

}  // namespace certibound::cli
