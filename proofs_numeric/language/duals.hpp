// Dual activations as terms. Internal to this room.
#pragma once

#include <certibound/language/terms.hpp>

#include <optional>
#include <string>
#include <vector>

namespace certibound::language {

// The activations of the language, without their parameters.
const std::vector<std::string>& activation_names();

struct Variances {
  NodeId q1, q2;
  bool both_one;  // left out in the text
};

// E[s(X) s(Y)] for the activation of that name ("relu", "leaky", "hermite", ...) as a term: the closed form where there is
// one in elementary functions, else a call of `dual`. `parameter`: of leaky and hermite, else nothing. Nothing is
// returned for a parameter that is missing, superfluous or out of range.
std::optional<NodeId> dual_term(Terms& terms, const std::string& name, const std::optional<Rational>& parameter,
                                NodeId rho, const Variances& q);

}  // namespace certibound::language
