// Polynomials in factors, by FLINT. Untrusted: the rule `product` checks what is made of them.
#pragma once

#include <certibound/language/terms.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace certibound::prover {

struct Factored {
  Rational constant;
  std::vector<std::pair<language::NodeId, long>> factors;  // each once; irreducible over the rationals
};

// The term as a product of powers: products, quotients and powers taken apart as they are written, what is left as polynomials
// in the variables and in every function value, which counts as one more variable. A factor of a denominator has an exponent
// < 0. Nothing for zero, and for what is too large to factor in a fraction of a second.
std::optional<Factored> factorise(language::Terms& terms, language::NodeId root);

}  // namespace certibound::prover
