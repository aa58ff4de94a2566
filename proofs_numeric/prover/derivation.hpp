// Search for a proof by the rules of inference, where bisection alone cannot decide: both sides meet. Untrusted.
#pragma once

#include "search.hpp"

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>

#include <optional>

namespace certibound::prover {

struct Derivation {
  std::optional<Step> proof;
  long boxes = 0;
};

// Depth-first with rising fuel: a step that is not forced costs some, so that short proofs come first.
Derivation derive(const language::Claim& goal, const Options& options, const Budget& budget);

}  // namespace certibound::prover
