// The law of |x_L|^2/|x_0|^2 = r_1 ... r_L for one fixed input of a ReLU network with widths n_1, ..., n_L at He
// initialisation: the r_l are independent with the law of norm_law/tail.hpp for m = n_l (given h^(l-1) != 0, r_l does not
// depend on it). D. Arpit, Y. Bengio, arXiv 1901.03611, proof of Theorem 1; the product law is not in print there.
//
// By a contour integral in the logarithm: on {r > 0}, E r^s = sum over k >= 1 of C(n,k) 2^-n (4/n)^s Gamma(k/2+s)/Gamma(k/2).
#pragma once

#include <certibound/interval/functions.hpp>

#include <functional>
#include <vector>

namespace certibound {

inline constexpr long kMostProductWidth = 10'000'000;

struct ProductTails {
  Interval upper, lower;  // P(r_1 ... r_L >= t) and P(r_1 ... r_L <= t)
};

// Both tails at t > 0; the product is 0 with probability 1 - prod (1 - 2^-n_l), which the lower tail contains, and has no
// other atom. The smaller tail has a relative width of about 2^-bits (measured by the tests), the other one is 1 less it.
// The cost is some hundred sums of 5 sqrt(n bits) terms for each different width, a few times that for lower tails that
// layers with few positive rows rule. An enclosure that the method does not reach is wider, never wrong.
//   widths  L >= 1 of them, each in 1..kMostProductWidth      t  exact, > 0
//   stop    asks for an end; what is certain by then is returned, which can be [0, 1]
// Outside of these both are empty.
using Stop = std::function<bool()>;
ProductTails product_tails(const std::vector<long>& widths, const Rational& t, Precision bits, const Stop& stop = {});
Interval product_upper_tail(const std::vector<long>& widths, const Rational& t, Precision bits, const Stop& stop = {});
Interval product_lower_tail(const std::vector<long>& widths, const Rational& t, Precision bits, const Stop& stop = {});

}  // namespace certibound
