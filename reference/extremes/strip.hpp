// How large the normal distribution function becomes off the real line.
//
//   |Phi(s + ia)| <= 1 + excess - kappa Q(s)   for every real s,   Q = 1 - Phi.
//
// A power Phi^n stays of moderate size in the strip |Im z| <= a as long as n * excess does; that is what decides how many
// nodes an integral of Phi^n needs. By the three lines theorem sup_s |Phi(s + ia)| does not decrease with |a| (it is
// log-convex and even in a), so for kappa = 0 the bound holds in the whole strip.
#pragma once

#include "ball_tools.hpp"

namespace certibound::extremes {

// An upper bound for the excess, not negative. REQUIRES: 0 < a <= 4, 0 <= kappa <= 1/2.
//   farthest   beyond this s only the size of phi(s) is used
Ball strip_excess(double a, double kappa, double farthest);

// Twice the same for |1 - 2 Q(s + ia)| = |1 - Q(z) - Q(z)| <= 1 + excess, s >= 0, which serves sums of two tails:
// |1 - Q(z) - Q(w)| <= (|1 - 2 Q(z)| + |1 - 2 Q(w)|)/2.
Ball strip_excess_of_two(double a, double farthest);

// About the place where n Q(s) = tails; for choices only.
double quantile_estimate(double n, double tails);

}  // namespace certibound::extremes
