// T_n = E[max X_i min X_i; min X_i > 0] for n independent standard normals.
#pragma once

#include "ball_tools.hpp"

#include <cstdint>

namespace certibound::extremes {

// Absolute error about 2^-bits; 0 < T_n <= n 2^-n. REQUIRES: n >= 1.
Ball positive_wedge(std::int64_t n, Precision bits);

}  // namespace certibound::extremes
