// Derivatives of digamma. Internal to this room.
#pragma once

#include <certibound/interval/functions.hpp>

#include <vector>

namespace certibound::detail {

// The Taylor coefficients psi^(k)(x)/k!, k = 0 .. count-1, for all x > 0 of the box. REQUIRES: the box is bounded and lies
// in (0, oo), count >= 1.
std::vector<Interval> digamma_coefficients(const Interval& box, std::size_t count);

}  // namespace certibound::detail
