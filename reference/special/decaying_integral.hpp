// int_0^1 exp(-alpha t - beta t^2) / (1 + gamma t + delta t^2) dt, the integral that Owen's T comes down to.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound::detail {

struct DecayingIntegrand {
  // Thin. REQUIRES for a narrow result, not for a true one: not negative but for rounding, alpha + beta of the size of
  // the precision at most, gamma^2 <= 4 delta.
  Interval alpha, beta, gamma, delta;
};

// Encloses the integral. The precision of alpha is that of the arithmetic, the remainder is about 2^-target of the value.
Interval integral(const DecayingIntegrand& f, Precision target);

}  // namespace certibound::detail
