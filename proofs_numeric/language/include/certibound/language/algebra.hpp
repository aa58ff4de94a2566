// Identities by algebra: is a term zero wherever it is defined? TRUSTED.
//
// A term is brought to the form N/D with polynomials N, D over the rationals in the variables, pi, e and "atoms": values
// of functions at arguments in normal form. Used of the atoms: sqrt(u)^2 = u; the parities f(-u) = +-f(u) of sin, cos,
// tan, asin, atan, sinh, cosh, tanh, erf, cbrt, abs and phi; acos(-u) = pi - acos(u), erfc(-u) = 2 - erfc(u),
// Phi(-u) = 1 - Phi(u); the definitions of Rhat and of its derivative. Nothing else is assumed of them, so the answer
// `false` says nothing. Where every part of the term is defined, D is not zero (each division was by a defined quotient),
// so N = 0 as a polynomial means the term is 0 there.
#pragma once

#include <certibound/language/terms.hpp>

namespace certibound::language {

bool vanishes_identically(const Terms& terms, NodeId root);

}  // namespace certibound::language
