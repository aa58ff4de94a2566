// Identities by algebra: is a term zero wherever it is defined? TRUSTED.
//
// A term is brought to the form N/D with polynomials N, D over the rationals in the variables, pi and "atoms": values of
// functions at arguments in normal form. Used of them, and nothing else:
//   sqrt(u)^2 = u, sqrt(c u) = sqrt(c) sqrt(u) for rational c > 0; cbrt(u)^3 = u; (u^(1/q))^q = u; |u|^2 = u^2;
//   exp(u + v) = exp(u) exp(v), exp(-u) = 1/exp(u), exp(1/q)^q = e, sqrt(e) = exp(1/2), and by exp: e, expm1, sinh, cosh, tanh, phi;
//   log(u/v) = log|u| - log|v|, log|u v| = log|u| + log|v|, log exp(u) = u, log sqrt(u) = log(u)/2; log1p by log;
//   sin(u)^2 = 1 - cos(u)^2, tan = sin/cos, sin and cos of u + k pi/2, of pi/6 and pi/4, of asin v and atan v; acos u = pi/2 - asin u; min and max by |u - v|;
//   f(-u) = +-f(u) of sin, cos, asin, atan, erf, cbrt, abs; Phi(-u) = 1 - Phi(u); erfc = 1 - erf;
//   the definitions of Rhat and of its derivative.
// The answer `false` says nothing. Where every part of the term is defined, D is not zero (each division was by a defined
// quotient that is not zero), so N = 0 as a polynomial means the term is 0 there.
#pragma once

#include <certibound/language/terms.hpp>

#include <optional>
#include <vector>

namespace certibound::language {

bool vanishes_identically(const Terms& terms, NodeId root);

// root = common * N/D where all parts of root are defined; `common` holds the monomial (in variables and functions) and
// some linear factors that divide the numerator. Nothing if that would be too large. `variables`: how many the claim has; `hyperbolic`: sinh
// and cosh stay. For the search: what it makes of the answer is checked by vanishes_identically.
struct Fraction {
  NodeId common = -1, numerator = -1, denominator = -1;
};
std::optional<Fraction> as_fraction(Terms& terms, NodeId root, std::size_t variables, bool hyperbolic = false);

// N = factor * function + rest for each function atom in which the numerator N is linear, with D left out: the same use.
struct Linear {
  NodeId function = -1, factor = -1, rest = -1;
};
std::vector<Linear> linear_parts(Terms& terms, NodeId root, std::size_t variables);

// root = a x^2 + b x + c in a variable x that the coefficients do not mention, where root has no denominator.
struct Quadratic {
  NodeId a = -1, b = -1, c = -1;
};
std::optional<Quadratic> as_quadratic(Terms& terms, NodeId root, std::size_t variables, int variable);

}  // namespace certibound::language
