// The law of r = |ReLU(Ru)|^2 / |u|^2 for u != 0 and R with m rows of iid N(0, 2/m) entries, and its tails.
//
// The m coordinates of Ru are iid N(0, 2|u|^2/m); K ~ Bin(m, 1/2) of them are positive and the signs are independent of
// the squares, so r has the law of (2/m) chi^2_K, with chi^2_0 = 0:
//   P(r >= 1+e) = sum_k C(m,k) 2^-m Q(k/2, m(1+e)/4),   P(r <= 1-e) = sum_k C(m,k) 2^-m P(k/2, m(1-e)/4).
// r has no atom but r = 0 (probability 2^-m). So for 0 <= e < 1 strict and non-strict events have the same probability,
// except that for e = 0 the sum of both tails is P(r >= 1) + P(r <= 1) = 1.
// The argument is that of arpit19, (36)-(37), made exact; it is a human argument, the sums are the machine's part.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// The greatest width accepted below; 10^8 takes a few seconds.
inline constexpr long kMaxTailWidth = 100'000'000;

// Enclosures of the tails, of relative width at most 2^-bits, within [0, 1]. Nothing underflows: the exponents of MPFR
// reach 2^-1073741823, while the smallest value (m = 10^8, e near 1) is above 2^-(2m). Take log() for the logarithm.
//   m  width, 1 <= m <= kMaxTailWidth      e  exact, 0 <= e < 1
// Outside of these the result is empty.
Interval norm_upper_tail(long m, const Rational& e, Precision bits);  // P(r >= 1 + e)
Interval norm_lower_tail(long m, const Rational& e, Precision bits);  // P(r <= 1 - e), at least P(r = 0) = 2^-m

// P(|r - 1| > e) = P(|r - 1| >= e), 0 < e < 1: the failure probability of arpit19, Lemma 2, exactly.
Interval norm_failure(long m, const Rational& e, Precision bits);

}  // namespace certibound
