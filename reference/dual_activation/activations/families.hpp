// What the files of this folder share: the box on which a formula is evaluated, and the makers of the activations.
#pragma once

#include <certibound/dual_activation/activation.hpp>

#include <certibound/dual_activation/exp_polynomial.hpp>

namespace certibound {

// The part of a pair with -1 <= rho <= 1 and variances >= 0, at the working precision, and what formulas begin with.
struct GaussianBox {
  GaussianBox(const Interval& correlation, const Interval& first_variance, const Interval& second_variance,
              Precision working, std::stop_token stopping = {});
  // The same variances at one correlation.
  GaussianBox at(const Float& correlation) const;
  Interval number(long value) const { return {value, bits}; }
  Interval number(const Rational& value) const { return {value, bits}; }
  bool is_empty() const { return rho.is_empty() || q1.is_empty() || q2.is_empty(); }
  bool has_zero_variance() const;   // for some members
  bool only_zero_variance() const;  // one of the two variables is 0 for all members

  Precision bits;
  std::stop_token stop;
  Interval rho, q1, q2;
  Interval scale;       // sqrt(q1 q2)
  Interval covariance;  // rho sqrt(q1 q2)
  Interval complement;  // 1 - rho^2, in [0, 1]
};

// d^m/drho^m of 1/sqrt(1 - rho^2), m >= 0: P_m(rho) / (1 - rho^2)^(m + 1/2) with P_0 = 1 and
// P_(m+1) = (1 - rho^2) P_m' + (2m + 1) rho P_m, polynomials without a negative coefficient. Empty at rho = -1, 1.
Interval arcsine_derivative(const GaussianBox& box, int m);

using ActivationPointer = std::shared_ptr<const Activation>;

ActivationPointer make_two_slopes(std::string name, const Rational& left, const Rational& right);
ActivationPointer make_step();
ActivationPointer make_sign();
// max(0, x)^degree; REQUIRES: degree >= 2
ActivationPointer make_rectified(std::string name, long degree);
// a erf(b x) + c
ActivationPointer make_erf(std::string name, const Rational& a, const Rational& b, const Rational& c);
ActivationPointer make_gelu();
// a sin(b x + c) and a cos(b x + c)
ActivationPointer make_sin(std::string name, const Rational& a, const Rational& b, const Rational& c);
ActivationPointer make_cos(std::string name, const Rational& a, const Rational& b, const Rational& c);
// sqrt(2) sin(sqrt(2 g) x + pi/4); REQUIRES: g >= 0
ActivationPointer make_rbf(std::string name, const Rational& g);
// a exp(b x) and a exp(b x^2)
ActivationPointer make_exp(std::string name, const Rational& a, const Rational& b);
ActivationPointer make_gaussian(std::string name, const Rational& a, const Rational& b);
ActivationPointer make_gabor();
ActivationPointer make_hermite(long degree);
// tanh, sigmoid, softplus, silu, mish; null for another name
ActivationPointer make_smooth(std::string_view name);
ActivationPointer make_softsign();
ActivationPointer make_piecewise(std::string name, PiecewiseFunction function);
// sum c[k] x^k
ActivationPointer make_polynomial(std::string name, std::vector<Rational> coefficients);

}  // namespace certibound
