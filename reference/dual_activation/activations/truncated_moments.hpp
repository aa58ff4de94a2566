// Moments of truncated exponentials and polynomials under one and two Gaussian variables, by recurrences.
//
// Tilting: E[e^(kX + lY) f(X, Y)] = e^(Var(kX + lY)/2) E[f(X + mu_1, Y + mu_2)], mu = Sigma (k, l), takes the exponentials
// off. For (X, Y) of mean mu and covariance Sigma, Stein's identity E[(X - mu_1) f] = q1 E[f_X] + c E[f_Y] applied to
// 1{X < a} 1{Y < b} X^(i-1) Y^j, whose derivatives are delta functions at the cuts, gives m_ij = E[1 1 X^i Y^j] by
//   m_ij = mu_1 m_(i-1)j + q1 ((i-1) m_(i-2)j - a^(i-1) p_X(a) N_j) + c (j m_(i-1)(j-1) - b^j p_Y(b) N'_(i-1)),
// from m_00 = Phi2, with N_j = E[Y^j; Y < b | X = a] and N'_i = E[X^i; X < a | Y = b] of one variable (Tallis, The Moment
// Generating Function of the Truncated Multi-normal Distribution, JRSS B 23, 1961, by other means).
// Nothing here cancels systematically; relative widths are met by more bits where the terms of an activation cancel.
#pragma once

#include <certibound/dual_activation/exp_polynomial.hpp>
#include "families.hpp"
#include "jet.hpp"

#include <optional>

namespace certibound {

// e(x) on the half-line x < cut (x > cut if `above`), 0 elsewhere; everywhere if there is no cut.
struct HalfLine {
  std::optional<Rational> cut;
  bool above = false;
  ExpPolynomial e;

  // f(-x)
  HalfLine reflected() const;
};

// The function as a sum over half-lines, each exponential on the side where it decays if it can.
std::vector<HalfLine> half_lines(const PiecewiseFunction& f);

// E[f(X) g(Y)] on a box whose correlations are not all 1 or all -1.
Interval pair_moment(const HalfLine& f, const HalfLine& g, const GaussianBox& box);

// E[f(X) g(s X')], X = sqrt(q1) U, X' = sqrt(q2) U, s = +-1: the end rho = s.
Interval end_moment(const HalfLine& f, const HalfLine& g, const GaussianBox& box, int side);

// E f(sqrt(q) U)
Interval single_moment(const HalfLine& f, const Interval& q, Precision bits);

// E[g(Y) | X = a] as a Taylor series in rho, and the density of Y at b under X = a. REQUIRES: rho is not 1 or -1.
Jet conditional_moment(const HalfLine& g, const Rational& a, const GaussianBox& box, bool swapped, int order);
Jet conditional_density(const Rational& b, const Rational& a, const GaussianBox& box, bool swapped, int order);

}  // namespace certibound
