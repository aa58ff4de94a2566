// The two routes over a bounded range with exact ends. Internal to this room.
#pragma once

#include <certibound/quadrature/integrate.hpp>

namespace certibound::detail {

// What a route is asked for.
struct Job {
  const Integrand& f;
  const QuadratureOptions& options;
  Precision bits;
  Float tolerance;  // the width at which to stop, unless the integral turns out large: see relative
  long relative;    // a width of 2^-relative times the largest piece will do as well

  bool stopped() const { return options.stop && options.stop(); }
};

// An enclosure of the integral from a to b; entire if none is known. REQUIRES: a < b, both finite.
Interval arb_route(const Job& job, const Float& a, const Float& b);
Interval own_route(const Job& job, const Float& a, const Float& b);

}  // namespace certibound::detail
