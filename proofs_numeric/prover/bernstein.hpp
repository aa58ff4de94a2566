// The Bernstein form of a polynomial on a box: where no coefficient is negative, neither is the polynomial. Exact. Untrusted:
// the rule `squares` checks the identity.
#pragma once

#include "multinomial.hpp"

#include <certibound/language/box.hpp>

#include <optional>
#include <vector>

namespace certibound::prover {

// factor * product of (x_i - lo_i)^low[i] (hi_i - x_i)^high[i]
struct BernsteinTerm {
  Rational factor;
  Exponents low, high;
};

// The polynomial as a sum of such with positive factors; nothing if a coefficient is negative, or if they are too many.
// Of a side that is bounded at one end only the powers of the distance from it are used; a side without ends gives nothing.
// `elevation`: by how much the degree in each bounded variable is raised above that of the polynomial; the higher, the nearer are
// the coefficients to values of it (Bernstein 1912; Garloff, LNCS 212, 1986).
// `strict`: the first term is positive everywhere in the box, open ends left out; nothing if there is no such term.
std::optional<std::vector<BernsteinTerm>> bernstein_terms(const Multinomial& p, const language::Box& box, int elevation,
                                                          bool strict);

}  // namespace certibound::prover
