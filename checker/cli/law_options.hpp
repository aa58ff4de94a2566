// What `tail` and `width` share: exact parameters from text, with the reason where one is refused.
#pragma once

#include "common.hpp"

#include <certibound/interval/rational.hpp>

#include <fmt/format.h>

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

// eps of least <= eps < 1: from 1 on, 1 - eps is no bound for a norm, and the lemma says nothing.
inline Rational eps_option(const std::string& text, const std::string& least) {
  const Rational eps = exact_option("--eps", text);
  if (eps >= *parse_rational(least) && eps < 1) return eps;
  throw CommandError(ExitStatus::bad_input, fmt::format("--eps wants {} <= eps < 1; found '{}'", least, text));
}

}  // namespace certibound::cli
