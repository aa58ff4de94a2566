// Orlicz norms |X|_psi_p = inf{t > 0: E exp(|X|^p/t^p) <= 2}, p = 1 (sub-exponential) and 2 (sub-Gaussian), as enclosures.
// R. Vershynin, High-Dimensional Probability, 2018, Definitions 2.5.6 and 2.7.5.
//
// m(a) = E exp(a |X|^p) rises strictly from m(0) = 1 unless X = 0, and the norm is a^(-1/p) for a = sup{a: m(a) <= 2}. The
// enclosure is certified on both sides: m <= 2 at one rate, and m > 2, or infinite, at the other. Where m is at most 2 up to
// the rate beyond which it is infinite, that rate is the answer: relu(Z) - E relu(Z) has the psi_2 norm sqrt 2.
#pragma once

#include <certibound/concentration/variable.hpp>

namespace certibound {

// The norm at a precision of `bits`: exactly 0 for X = 0; the empty set where the norm is infinite (X is not sub-Gaussian,
// respectively not sub-exponential); [0, oo) where it could not be enclosed.
// Relative width of closed forms: at most 2^(4 - bits) for 24 <= bits <= 300 (measured by the tests).
Interval orlicz_norm(const Variable& x, Orlicz psi, Precision bits);

}  // namespace certibound
