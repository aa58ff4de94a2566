// The law of |x_L|^2/|x_0|^2 = r_1 ... r_L for one fixed input of a ReLU network with widths n_1, ..., n_L at He
// initialisation: the r_l are independent with the law of norm_law/tail.hpp for m = n_l (given h^(l-1) != 0, r_l does not
// depend on it). D. Arpit, Y. Bengio, arXiv 1901.03611, proof of Theorem 1; the product law is not in print there.
//
// By a contour integral in the logarithm: on {r > 0}, E r^s = sum over k >= 1 of C(n,k) 2^-n (4/n)^s Gamma(k/2+s)/Gamma(k/2).
#pragma once

#include <certibound/interval/functions.hpp>

#include <vector>

namespace certibound {

inline constexpr long kMostProductWidth = 10'000'000;

// P(r_1 ... r_L >= t) and P(r_1 ... r_L <= t), t > 0; the product is 0 with probability 1 - prod (1 - 2^-n_l), which the
// lower tail contains. Relative width about 2^-bits where the lower tail is not ruled by layers with few positive rows
// (then wider). The cost is some 100 sums of 10 sqrt(n bits) terms for each different width.
//   widths  L >= 1 of them, each in 1..kMostProductWidth      t  exact, > 0
// Outside of these the result is empty.
Interval product_upper_tail(const std::vector<long>& widths, const Rational& t, Precision bits);
Interval product_lower_tail(const std::vector<long>& widths, const Rational& t, Precision bits);

}  // namespace certibound
