// What the files of this folder share: the box on which a formula is evaluated, and the makers of the activations.
#pragma once

#include <certibound/dual_activation/activation.hpp>

namespace certibound {

// The part of a pair with -1 <= rho <= 1 and variances >= 0, at the working precision, and what formulas begin with.
struct GaussianBox {
  GaussianBox(const Interval& correlation, const Interval& first_variance, const Interval& second_variance,
              Precision working);
  // The same variances at one correlation.
  GaussianBox at(const Float& correlation) const;
  Interval number(long value) const { return {value, bits}; }
  Interval number(const Rational& value) const { return {value, bits}; }
  bool is_empty() const { return rho.is_empty() || q1.is_empty() || q2.is_empty(); }
  bool has_zero_variance() const;   // for some members
  bool only_zero_variance() const;  // one of the two variables is 0 for all members

  Precision bits;
  Interval rho, q1, q2;
  Interval scale;         // sqrt(q1 q2)
  Interval covariance;    // rho sqrt(q1 q2)
  Interval complement;    // 1 - rho^2, in [0, 1]
};

using ActivationPointer = std::shared_ptr<const Activation>;

ActivationPointer make_two_slopes(std::string name, const Rational& left, const Rational& right);
ActivationPointer make_step();
ActivationPointer make_sign();
ActivationPointer make_erf();
ActivationPointer make_gelu();
ActivationPointer make_sin();
ActivationPointer make_cos();
ActivationPointer make_exp();
ActivationPointer make_gaussian();
ActivationPointer make_hermite(long degree);
ActivationPointer make_relu2();

}  // namespace certibound
