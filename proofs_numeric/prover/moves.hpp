// Which steps to try on a goal, the most promising first. Untrusted: a step that does not help only costs time.
#pragma once

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>
#include <certibound/language/decide.hpp>

#include <vector>

namespace certibound::prover {

struct Move {
  Step step;
  double cost = 1;
};

// `left`: boxes that a bisection of the goal could not decide; `before`: the rule whose premise the goal is, or "".
std::vector<Move> moves(const language::Claim& goal, const language::Problem& problem,
                        const std::vector<language::Box>& left, const std::string& before);

}  // namespace certibound::prover
