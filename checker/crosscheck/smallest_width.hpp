// The smallest width as a function of two inputs, a whole number known for certain. Internal to this room.
#pragma once

#include "named.hpp"

namespace certibound::crosscheck {

// (e, delta) to the smallest m with P(r >= 1 + e) <= delta, r of norm_law/tail.hpp. Every smaller width is excluded, not only m - 1.
// Defined for e > 0 and 0 < delta < 1; judged for e in [1/16, 1) and delta in [2^-996, 1/8], where some tens of milliseconds
// exclude them all. REQUIRES: finite inputs.
Value smallest_width(double e, double delta, Precision bits);

inline constexpr std::string_view kWidthPlaces = "x = e in [1/16, 1), y = delta in [2^-996, 1/8]";
Inputs width_point(std::uint64_t first, std::uint64_t second);
Inputs nearest_width_point(Inputs at);

}  // namespace certibound::crosscheck
