// The regularised incomplete gamma functions and the chi-square law, for any shape, by Arb.
//
// P(a, x) = gamma(a, x)/Gamma(a), Q = 1 - P (DLMF 8.2.4), for a > 0 and x >= 0; an unbounded end of x stands for its limit
// as well. P increases in x and decreases in a, Q the other way round (the gamma law increases stochastically in its
// shape), so a box takes two values. Empty where no member lies in the domain.
// Width of a point: at most 2 units in the last place, in both tails, however small the value is (measured).
// Sums of finitely many terms for whole 2a, without Arb: half_gamma.hpp of the room norm_law.
#pragma once

#include <certibound/interval/interval.hpp>

namespace certibound {

Interval gamma_p(const Interval& a, const Interval& x);
Interval gamma_q(const Interval& a, const Interval& x);
// log P and log Q: no underflow, and no cancellation where the value is near 1.
Interval log_gamma_p(const Interval& a, const Interval& x);
Interval log_gamma_q(const Interval& a, const Interval& x);

// P(chi^2_k <= x) = P(k/2, x/2), P(chi^2_k > x) = Q(k/2, x/2), for k > 0 degrees of freedom (any real number) and x >= 0.
Interval chi2_cdf(const Interval& k, const Interval& x);
Interval chi2_sf(const Interval& k, const Interval& x);
Interval log_chi2_cdf(const Interval& k, const Interval& x);
Interval log_chi2_sf(const Interval& k, const Interval& x);

}  // namespace certibound
