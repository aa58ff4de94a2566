// The first two moments of the largest of n normals as balls, for the rest of the room.
#pragma once

#include <certibound/ball/ball.hpp>

#include <cstdint>

namespace certibound::extremes {

struct MaximumBalls {
  Ball mean, second;
};

// Absolute errors about 2^-bits. REQUIRES: 1 <= n.
MaximumBalls maximum_balls(std::int64_t n, Precision bits);            // of M_n
MaximumBalls maximum_with_zero_balls(std::int64_t n, Precision bits);  // of M_n^+

}  // namespace certibound::extremes
