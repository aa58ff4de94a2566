// Slopes by forward differentiation on ranges.
//
// For a box and the variables on it, slope[i] encloses (f(u) - f(v)) / (u_i - v_i) for all points u, v of the box that
// differ only in coordinate i. By the mean value theorem the range of the derivative is such an enclosure for a function
// continuous on the box and differentiable inside it; for |x|, min and max the hull of both branches is. So ends where
// a derivative does not exist (sqrt at 0, acos at 1) do no harm: they give an infinite end, not a wrong one.
#pragma once

#include <certibound/language/evaluate.hpp>

#include <vector>

namespace certibound::language {

struct Gradient {
  Range value;
  std::vector<Range> slope;  // one a variable
};

Gradient operator-(const Gradient& x);
Gradient operator+(const Gradient& x, const Gradient& y);
Gradient operator-(const Gradient& x, const Gradient& y);
Gradient operator*(const Gradient& x, const Gradient& y);
Gradient operator/(const Gradient& x, const Gradient& y);
Gradient power(const Gradient& x, long n);
Gradient real_power(const Gradient& x, const Gradient& y);
Gradient min(const Gradient& x, const Gradient& y);
Gradient max(const Gradient& x, const Gradient& y);
Gradient sqrt(const Gradient& x);
Gradient cbrt(const Gradient& x);
Gradient exp(const Gradient& x);
Gradient log(const Gradient& x);
Gradient log1p(const Gradient& x);
Gradient expm1(const Gradient& x);
Gradient sin(const Gradient& x);
Gradient cos(const Gradient& x);
Gradient tan(const Gradient& x);
Gradient asin(const Gradient& x);
Gradient acos(const Gradient& x);
Gradient atan(const Gradient& x);
Gradient sinh(const Gradient& x);
Gradient cosh(const Gradient& x);
Gradient tanh(const Gradient& x);
Gradient abs(const Gradient& x);
Gradient erf(const Gradient& x);
Gradient erfc(const Gradient& x);
Gradient normal_cdf(const Gradient& x);
Gradient normal_density(const Gradient& x);
Gradient gamma(const Gradient& x);
Gradient lgamma(const Gradient& x);
Gradient rhat(const Gradient& x);
Gradient rhat_derivative(const Gradient& x);

// Value and slopes of the roots on the box given by the ranges of the variables.
std::vector<Gradient> enclose_with_slopes(const Program& program, const std::vector<Range>& variables, Precision bits);

}  // namespace certibound::language
