// Phi2 at one point by each route. REQUIRES: a and b finite, -1 < rho < 1.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound::detail {

Interval phi2_by_owen(const Float& a, const Float& b, const Float& rho, Precision bits);
Interval phi2_by_plackett(const Float& a, const Float& b, const Float& rho, Precision bits);

// max(0, Phi(a) + Phi(b) - 1) = Phi2(a, b, -1), of small relative width also where Phi(a) + Phi(b) is next to 1.
Interval phi2_at_minus_one(const Float& a, const Float& b, Precision bits);

// What needs no integral. REQUIRES: a and b finite, -1 <= rho <= 1.
Interval phi2_bounds(const Float& a, const Float& b, const Float& rho, Precision bits);

}  // namespace certibound::detail
