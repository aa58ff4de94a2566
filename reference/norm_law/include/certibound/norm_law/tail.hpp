// The law of r = |ReLU(Ru)|^2 / |u|^2 for u != 0 and R with m rows of iid N(0, 2/m) entries, and its tails.
//
// The m coordinates of Ru are iid N(0, 2|u|^2/m); K ~ Bin(m, 1/2) of them are positive and the signs are independent of
// the squares, so r has the law of (2/m) chi^2_K, with chi^2_0 = 0:
//   P(r >= 1+e) = sum_k C(m,k) 2^-m Q(k/2, m(1+e)/4),   P(r <= 1-e) = sum_k C(m,k) 2^-m P(k/2, m(1-e)/4).
// r has no atom but r = 0, of probability 2^-m. So P(r > 1+e) = P(r >= 1+e), and P(r < 1-e) = P(r <= 1-e) but for e = 1,
// where these are 0 and 2^-m; for e > 1 both are 0.
// The argument is that of arpit19, (36)-(37), made exact; it is a human argument, the sums are the machine's part.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// The greatest width accepted below; 10^8 takes about a second.
inline constexpr long kMaxTailWidth = 100'000'000;

// Enclosures of the tails, of relative width at most 2^-bits, within [0, 1]. For e <= 1 nothing underflows: the exponents
// of MPFR reach 2^-1073741823, while the smallest value (m = 10^8, e = 1) is 2^-m. Take log() for the logarithm. What is
// less than the least Float (m(1+e)/4 above some 7 10^8) is enclosed with 0 as lower end.
//   m  width, 1 <= m <= kMaxTailWidth      e  exact, e >= 0
// Outside of these the result is empty.
Interval norm_upper_tail(long m, const Rational& e, Precision bits);  // P(r >= 1 + e)
Interval norm_lower_tail(long m, const Rational& e,
                         Precision bits);  // P(r <= 1 - e), at least P(r = 0) = 2^-m if e <= 1

struct NormTails {
  Interval upper, lower;  // as above
  Interval both;          // P(|r - 1| >= e), exactly 1 for e = 0
};
NormTails norm_tails(long m, const Rational& e, Precision bits);

// P(|r - 1| >= e), the failure probability of arpit19, Lemma 2, exactly; the same as P(|r - 1| > e) except for e = 1, where
// the latter is norm_upper_tail.
Interval norm_failure(long m, const Rational& e, Precision bits);

}  // namespace certibound
