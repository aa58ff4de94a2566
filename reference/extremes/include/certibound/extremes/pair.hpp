// Two maxima of n pairs: (X_i, Y_i), i = 1..n, independent standard bivariate normals of correlation rho,
//   M_x = max X_i, M_y = max Y_i, or with 0 among them,
// what max pooling over a window makes of the pre-activations of two inputs.
//
// E[M_x M_y] increases with rho: its derivative is the probability that both maxima are attained at the same i (and are
// positive, where 0 takes part), by the Gaussian interpolation formula. So an interval of rho is served by its ends.
#pragma once

#include <certibound/extremes/maximum.hpp>
#include <certibound/interval/rational.hpp>

namespace certibound {

struct MaximumPair {
  Interval product;           // E[M_x M_y]
  Interval covariance;        // product less (E M)^2
  Interval correlation;       // covariance / Var M
  Interval squared_distance;  // E (M_x - M_y)^2
  Interval similarity;        // product / E M^2, the mean similarity (similarity of the means of products)
  Interval contraction;       // 1 - similarity = squared_distance / (2 E M^2)
};

// Enclosures for a point rho.
//   count  n, 1 <= n <= kMaxCount       rho  exact, -1 <= rho <= 1       bits  precision of the result
// Widths: rho = -1, 0, 1 as maximum_moments; elsewhere at most 2^(7 - bits) for the product, for squared_distance and
// contraction times (1 - rho), so that they keep their digits near rho = 1 (measured by the tests at 40 bits, for some at 64).
// A value at 40 bits takes 0.01 to 0.8 s for any n, at 64 bits up to 5 s (measured). Near rho = -1 for small n, and beyond
// the range of double near rho = 1, the work is cut off and the interval is wider: it then leans on the end and a bound of
// the derivative.
// Outside of these ranges all are empty.
MaximumPair maximum_pair(std::int64_t count, const Rational& rho, MaxOver over, Precision bits);

// For every rho in the interval and in [-1, 1]: the hull of the values at its ends.
MaximumPair maximum_pair(std::int64_t count, const Interval& rho, MaxOver over, Precision bits);

}  // namespace certibound
