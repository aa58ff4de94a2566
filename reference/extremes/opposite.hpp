// E[M_x M_y] for pairs (X_i, -X_i): the maximum of the X_i times the maximum of the -X_i.
#pragma once

#include "ball_tools.hpp"

#include <certibound/extremes/maximum.hpp>

namespace certibound::extremes {

// Cov(M_x, M_y) at rho = -1, absolute error about 2^-bits. REQUIRES: 1 <= n.
Ball opposite_covariance(std::int64_t n, MaxOver over, Precision bits);

}  // namespace certibound::extremes
