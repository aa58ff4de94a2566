// What the negative half line adds: integrals of powers of Q = 1 - Phi over x > 0, all of size 2^-n.
#pragma once

#include "ball_tools.hpp"

#include <cstdint>

namespace certibound::extremes {

struct NegativePart {
  Ball zeroth, first;  // integrals of Q(x)^n and of 2 x Q(x)^n over x > 0: E M^- and E (M^-)^2, M^- = max(0, -M_n)
};

// Absolute error about 2^-bits. REQUIRES: n >= 1.
NegativePart negative_part(std::int64_t n, Precision bits);

}  // namespace certibound::extremes
