// The derivative of a term as a term.
#pragma once

#include <certibound/language/terms.hpp>

#include <stdexcept>

namespace certibound::rules {

// A term that this room cannot differentiate.
struct NoDerivative : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A term D such that at every point u near which `root` has a value and at which D has one, D(u) is the derivative of
// `root` with respect to the variable. Where `root` has corners or infinite slope (|x| at 0, sqrt at 0, acos at +-1) the
// term D has no value; it has one at no point where the derivative does not exist.
// Throws NoDerivative for gamma, lgamma and calls whose operands depend on the variable.
language::NodeId derivative(language::Terms& terms, language::NodeId root, int variable);

}  // namespace certibound::rules
