// The tails of norm_law/tail.hpp by a contour integral: chi^2_K, K ~ Bin(m, 1/2), has E exp(s chi^2_K) =
// ((1 + u)/2)^m, u = (1 - 2s)^(-1/2). The cost hardly depends on m. A second route, which shares no formula with the sums.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// P(r >= 1+e) and P(r <= 1-e), r ~ (2/m) chi^2_K. Relative width about 2^-bits where the contour is short: m >= 300 and
// 2^-m far below the value; elsewhere wider, as no more than 2000 nodes are taken.
//   1 <= m <= 10^15      e  0 <= e <= 10^6, e < 1 for the lower tail; outside of these the result is empty
Interval norm_upper_tail_by_contour(long m, const Rational& e, Precision bits);
Interval norm_lower_tail_by_contour(long m, const Rational& e, Precision bits);

}  // namespace certibound
