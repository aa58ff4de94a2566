// Gauss-Legendre quadrature and the matrix that integrates an interpolant, with remainders proven from a bound on an
// ellipse.
//
// Let f be analytic with |f| <= M inside the ellipse with foci -1, 1 and semi-axes (r + 1/r)/2, (r - 1/r)/2, r > 1. Its
// Chebyshev coefficients satisfy |a_k| <= 2 M r^-k (k >= 1; L. N. Trefethen, Approximation Theory and Approximation
// Practice, 2013, Theorem 8.1).
//
// Quadrature: the rule of m points is exact up to degree 2m - 1 and for odd functions; on T_k both the integral and the
// rule (positive weights of sum 2) are at most 2 in size. So the error on [-1, 1] is at most
//   sum over even k >= 2m of 4 |a_k| <= 8 M r^-2m / (1 - r^-2).
//
// Interpolation: the interpolant p at the m points is exact up to degree m - 1. The map f -> integral of p from x to 1 is
// sum_j B(x, j) f(x_j); on T_k it is at most b = sum_j |B(x, j)|, and the integral of T_k is at most 2. So the error of the
// integral from x to 1 is at most sum over k >= m of (2 + b) |a_k| <= 2 (2 + b) M r^-m / (1 - 1/r).
#pragma once

#include "ball_tools.hpp"

#include <vector>

namespace certibound::extremes {

// The ellipse used throughout is that of r = 2, with semi-axes 5/4 and 3/4.
inline constexpr double kSemiMajor = 1.25, kSemiMinor = 0.75;

// [left, right] with left < right, and the rectangle around its ellipse. Panels that share an end leave no gap.
struct Panel {
  double left, right;

  Ball centre(Precision bits) const { return times_two_to(exact(left, bits) + exact(right, bits), -1); }
  Ball half(Precision bits) const { return times_two_to(exact(right, bits) - exact(left, bits), -1); }
  // The real parts of the rectangle, and its greatest imaginary part, for bounds.
  Ball leftmost() const { return centre(kBoundBits) - exact(kSemiMajor, kBoundBits) * half(kBoundBits); }
  Ball rightmost() const { return centre(kBoundBits) + exact(kSemiMajor, kBoundBits) * half(kBoundBits); }
  Ball height() const { return exact(kSemiMinor, kBoundBits) * half(kBoundBits); }
};

struct GaussLegendre {
  GaussLegendre(int points, Precision bits);

  std::vector<Ball> nodes, weights;  // on [-1, 1], nodes falling

  int points() const { return static_cast<int>(nodes.size()); }
  // 8 r^-2m / (1 - r^-2) with r = 2: the error on [-1, 1] for M = 1.
  Ball remainder() const;
};

// The integral of f over the panel, if |f| <= bound in its ellipse; f takes and returns balls of that precision.
template <typename Function>
Ball integrate(const GaussLegendre& rule, const Panel& panel, Precision bits, const Ball& bound, const Function& f) {
  const Ball centre = panel.centre(bits), half = panel.half(bits);
  Ball sum(bits);
  for (std::size_t i = 0; i < rule.nodes.size(); ++i) sum = sum + rule.weights[i] * f(centre + half * rule.nodes[i]);
  return widened(half * sum, upper(half.at_precision(kBoundBits) * bound * rule.remainder()));
}

// Integrals from the nodes of the rule with `rows` points to 1 of the interpolant at the nodes of the rule with `columns`.
class IntegrationMatrix {
 public:
  IntegrationMatrix(int rows, int columns, Precision bits);

  const BallRow& row(int i) const { return rows_[static_cast<std::size_t>(i)]; }
  // 2 (2 + b) r^-m / (1 - 1/r) with r = 2, b the greatest row sum of sizes: the error on [-1, 1] for M = 1.
  const Ball& remainder() const { return remainder_; }

 private:
  std::vector<BallRow> rows_;
  Ball remainder_;
};

// Points that make 2^-2m (quadrature) smaller than exp(-nats).
int quadrature_points(double nats);
// Points that make 2^-m (interpolation) smaller than exp(-nats).
int interpolation_points(double nats);

}  // namespace certibound::extremes
