// A pair (X, Y) of standard normals with correlation rho, -1 < rho < 1, as the integrals over pairs need it.
//
// Two ways to see it: Y = rho X + sigma Z; and X = U + V, Y = U - V with U, V independent normals of standard deviations
// tau, upsilon, tau^2 = (1 + rho)/2, upsilon^2 = (1 - rho)/2.
#pragma once

#include "ball_tools.hpp"

#include <cstdint>

namespace certibound::extremes {

struct PairLaw {
  PairLaw(std::int64_t count, const Rational& correlation, Precision bits)
      : n(count),
        rho(correlation, bits),
        less_rho(Rational(1 - correlation), bits),
        sigma(sqrt(Ball(Rational((1 - correlation) * (1 + correlation)), bits))),
        tau(sqrt(Ball(Rational((1 + correlation) / 2), bits))),
        upsilon(sqrt(Ball(Rational((1 - correlation) / 2), bits))) {}

  // The same at the precision of bounds.
  PairLaw coarse() const {
    PairLaw out(*this);
    for (Ball* x : {&out.rho, &out.less_rho, &out.sigma, &out.tau, &out.upsilon}) *x = x->at_precision(kBoundBits);
    return out;
  }

  // (t - rho (t + d))/sigma, the argument of P(Y <= t | X = t + d), without cancellation near rho = 1.
  Ball standardised(const Ball& t, const Ball& d) const { return (less_rho * t - rho * d) / sigma; }

  bool positively_correlated() const { return certainly_nonnegative(rho); }

  std::int64_t n;
  Ball rho, less_rho, sigma, tau, upsilon;  // less_rho = 1 - rho
};

}  // namespace certibound::extremes
