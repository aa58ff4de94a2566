// The substitution that removes the branch points of the arc-cosine family. TRUSTED.
//
// Near rho = 1 the functions Rhat(rho), acos(rho), sqrt(1 - rho) and (1 - rho)^(3/2) are not analytic in rho but in
// t = acos(rho), so that a contact of half-integer order becomes one of integer order. With rho = s cos t, s = +-1,
//   acos(rho) = t or pi - t,         Rhat(cos t) = (sin t + (pi - t) cos t)/pi,   Rhat(-cos t) = (sin t - t cos t)/pi,
//   1 - s rho = 2 sin^2(t/2),        (1 - s rho)^(k/2) = 2^(k/2) sin(t/2)^k,
//   1 + s rho = 2 cos^2(t/2),        (1 + s rho)^(k/2) = 2^(k/2) cos(t/2)^k,   1 - rho^2 = sin^2 t,
// for 0 <= t <= pi/2, and both signs together reach every rho in [-1, 1].
#pragma once

#include <certibound/language/claim.hpp>

#include <optional>
#include <string>
#include <vector>

namespace certibound::language {

// The claim in t for s = +1 and s = -1, on t in [0, 8/5] (8/5 > pi/2, which only repeats some rho). Together they say what
// the claim says: every point of its domain is s cos t for some such t, and the hypotheses keep t to the domain.
// Nothing if the claim's only variable is not a real one inside [-1, 1] with rational ends, or has hypotheses.
std::optional<std::vector<Claim>> uniformised(const Claim& claim);

}  // namespace certibound::language
