// The real branches of Lambert's W, the inverse of w e^w (Corless, Gonnet, Hare, Jeffrey & Knuth, Adv. Comput. Math. 5,
// 1996). Arb proposes, and MPFR certifies by the sign of w e^w - x on both sides, w e^w being monotone on either branch.
#pragma once

#include <certibound/interval/interval.hpp>

namespace certibound {

// W_0: [-1/e, oo) -> [-1, oo), increasing; W_-1: [-1/e, 0) -> (-oo, -1], decreasing. Of x the part in the domain counts;
// empty if there is none. Next to -1/e, where the derivative is infinite, half of the bits of x count.
// Width of a point: 4 units in the last place, for |x + 1/e| >= 2^-bits (measured).
Interval lambert_w0(const Interval& x);
Interval lambert_wm1(const Interval& x);

}  // namespace certibound
