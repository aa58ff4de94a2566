// The law of Q = sum of w_i chi^2_(n_i), independent, w_i > 0.
//
// Ruben's series. With 0 < beta <= min w_i, theta_i = 1 - beta/w_i in [0, 1) and n = sum n_i,
//   E exp(sQ) = prod (1 - 2 w_i s)^(-n_i/2) = sum over j >= 0 of a_j (1 - 2 beta s)^(-n/2-j),
//   sum a_j z^j = prod (beta/w_i)^(n_i/2) (1 - theta_i z)^(-n_i/2),   a_j >= 0,  sum a_j = 1,
// so Q has the law of beta chi^2_(n+2J), P(J = j) = a_j. (H. Ruben, Probability content of regions under spherical normal
// distributions IV, Ann. Math. Stat. 33, 1962; S. Kotz, N. L. Johnson, D. W. Boyd, Ann. Math. Stat. 38, 1967.)
#pragma once

#include <certibound/interval/functions.hpp>

#include <vector>

namespace certibound {

struct WeightedChiSquare {
  Rational weight;      // > 0
  long degrees = 1;     // >= 1
};
struct EnclosedChiSquare {
  Interval weight;      // bounded, > 0
  long degrees = 1;
};

struct MixtureTails {
  Interval lower, upper;  // P(Q <= x) and P(Q >= x)
};

inline constexpr long kMostMixtureDegrees = 1'000'000, kMostMixtureTerms = 300'000;

// Both tails at x, each of relative width 2^-bits (measured by the tests) while the series ends within kMostMixtureTerms terms
// and x/(2 min w) is no more than that; beyond, as wide as the contour integral below gives it. Q >= 0, so x <= 0 gives 0 and 1
// exactly.
//   terms  at least one, at most kMostMixtureDegrees degrees in all      x  exact
// Empty for no term, a weight that is not positive, or degrees out of range.
MixtureTails chi2_mixture(const std::vector<WeightedChiSquare>& terms, const Rational& x, Precision bits);

// The same for weights of which only an interval is known: P(Q >= x) rises with every weight.
// Empty for a weight that is not bounded and positive.
MixtureTails chi2_mixture(const std::vector<EnclosedChiSquare>& terms, const Rational& x, Precision bits);

// By contour/line_integral.hpp, from E exp(sQ): an independent route, whose cost hardly depends on the weights. At most 3000
// nodes are taken, so that few degrees of freedom leave a wide enclosure: relative width 10^-14 for 15
// (measured), 2^-bits for many.
MixtureTails chi2_mixture_by_contour(const std::vector<WeightedChiSquare>& terms, const Rational& x, Precision bits);

}  // namespace certibound
