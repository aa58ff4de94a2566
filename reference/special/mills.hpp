// Mills' ratio of the normal distribution and its tail, in MPFR intervals.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound::detail {

// M(x) = Phi(-x) / phi(x) = int_0^oo exp(-x t - t^2/2) dt for a thin x >= 0. The arithmetic has the precision of x, the rest
// is 2^-target of the value.
Interval mills_ratio(const Interval& x, Precision target);

// Phi(x) for a thin x. As the function of the interval room, but where MPFR's erfc takes milliseconds (8 < x < 17 or so at
// 128 bits) not slow.
Interval normal_distribution(const Interval& x, Precision target);

}  // namespace certibound::detail
