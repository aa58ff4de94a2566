// Proofs of polynomial inequalities by sums of squares. Untrusted: the rule `squares` checks the identity that is found.
#pragma once

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>
#include <certibound/language/problem.hpp>

#include <functional>
#include <vector>

namespace certibound::prover {

// Steps that prove a goal F > 0 or F >= 0, F a polynomial in variables and function values, up to premises about signs on the
// domain; each is worth trying. `goal` as in rules::premises. None if nothing was found before `stop` says so.
std::vector<Step> squares(const language::Claim& goal, const language::Problem& problem, const std::function<bool()>& stop);

// The same for a polynomial in one variable, or such a one over a divisor: made wherever the goal is true, in some milliseconds
// unless its coefficients are huge; then there is none.
std::vector<Step> squares_on_line(const language::Claim& goal, const language::Problem& problem, const std::function<bool()>& stop);

}  // namespace certibound::prover
