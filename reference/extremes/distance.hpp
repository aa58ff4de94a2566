// D = E (M_x - M_y)^2 for n independent pairs (X_i, Y_i) of correlation rho, -1 < rho < 1, n >= 2.
#pragma once

#include "ball_tools.hpp"

#include <certibound/extremes/maximum.hpp>

#include <optional>

namespace certibound::extremes {

// An error of about 2^-bits (1 - rho). Nothing if more than `most_panels` panels would be needed (rho near -1, small n).
std::optional<Ball> squared_distance(std::int64_t n, const Rational& rho, MaxOver over, Precision bits,
                                     long most_panels);

}  // namespace certibound::extremes
