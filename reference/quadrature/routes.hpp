// The two routes over a bounded range with exact ends. Internal to this room.
#pragma once

#include <certibound/quadrature/integrate.hpp>

namespace certibound::detail {

// An enclosure of the integral from a to b; entire if none is known. REQUIRES: a < b, both finite.
Interval arb_route(const Integrand& f, const Float& a, const Float& b, const QuadratureOptions& options);
Interval own_route(const Integrand& f, const Float& a, const Float& b, const QuadratureOptions& options);

inline long goal_of(const QuadratureOptions& options) {
  return options.goal > 0 ? options.goal : std::max<long>(options.bits - 20, 8);
}

}  // namespace certibound::detail
