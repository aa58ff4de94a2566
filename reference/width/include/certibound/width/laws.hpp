// Exact laws against which the widths are measured.
#pragma once

#include <certibound/width/smallest.hpp>

namespace certibound {

// S_m/m = r, the norm ratio of one ReLU layer (norm_law/tail.hpp): xi = 2 B g^2, B a fair coin, g standard normal.
const MeanLaw& norm_ratio_law();

// S_m/m = chi^2_m / m = |Ru|^2/|u|^2 for R with m rows of iid N(0, 1/m) entries: xi = g^2.
const MeanLaw& chi2_mean_law();

// (t - log(1+t))/2, t > -1: Cramer's exponent of chi^2_m/m - 1 at t. Relative width at most 2^(6 - bits) (measured), also
// for small t. Empty for t <= -1.
Interval chi2_exponent(const Rational& t, Precision bits);

// h_c(t) = (c/2)(s-1)^2 (s+2), s = (1 + t/c)^(1/3), c > 0, t >= 0: the supremum over 0 <= z < 1/2 of
// t z - c ((1-2z)^(-1/2) - 1 - z), attained at (1-2z)^(-1/2) = s. Relative width as above.
Interval square_exponent(const Rational& c, const Rational& t, Precision bits);

// P(|cos angle(u, v)| >= e) for independent u, v, one of them uniform on the sphere of R^n: the regularised incomplete beta
// function I_(1-e^2)((n-1)/2, 1/2), which decreases in n (Beta(a, b) increases stochastically in a).
//   n >= 2      e  kLeastCosine <= e <= 1; elsewhere the result is empty
// By the series of DLMF 8.17.8, x = 1 - e^2, a = (n-1)/2:
//   x^a (1-x)^(1/2) / (a B(a, 1/2)) sum_j ((a+1/2)_j/(a+1)_j) x^j,
// whose terms are positive and shrink at least like x^j: some bits log(2)/e^2 of them.
Interval cosine_tail(long n, const Rational& e, Precision bits);
inline const Rational kLeastCosine{1, 100};

// 2^(1-m) sum over k < d of C(m-1, k): the probability that m vectors in general position in R^d with independent symmetric
// directions lie in one half-space. J. G. Wendel, A problem in geometric probability, Math. Scand. 11, 1962, (1).
// It is P(Bin(m-1, 1/2) < d), so it decreases in m. The smallest m >= 1 with that at most delta, exactly.
//   1 <= d <= kMostWendelDimension      0 < delta <= 1
inline constexpr long kMostWendelDimension = 10'000;
Integer wendel_width(long d, const Rational& delta);

}  // namespace certibound
