// The tails of the standard normal distribution, without underflow or cancellation, and its inverse.
//
// Each function encloses the values at all members of x that lie in its domain; an unbounded end stands for the limit as
// well. Width of a point: at most 3 units in the last place (measured) up to 1024 bits; MPFR only.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// log Phi(x) and log(1 - Phi(x)) = log Phi(-x), for all real x. -5e11 at x = -1e6, and of small relative width where Phi
// itself is next to 1.
Interval normal_log_cdf(const Interval& x);
Interval normal_log_sf(const Interval& x);

// Mills' ratio (1 - Phi(x)) / phi(x), which falls from +oo to 0 (DLMF 7.8.1), and phi(x) / Phi(x), the inverse ratio of the
// other tail, which falls from +oo to 0 as well (Sampford, Ann. Math. Statist. 24 (1953) 130-132); all real x.
Interval mills_ratio(const Interval& x);
Interval inverse_mills_ratio(const Interval& x);

// The x with Phi(x) = p, for 0 < p < 1; unbounded if p reaches 0 or 1. Found by Newton's iteration, certified by a change of
// sign. Of small relative width next to p = 1/2 too.
Interval normal_quantile(const Interval& p);

}  // namespace certibound
