// The leaf of a proof: a bisection that decides the goal, as the step that makes the checker repeat it.
#pragma once

#include "search.hpp"

#include <certibound/certificate/certificate.hpp>

#include <optional>

namespace certibound::prover {

Step leaf_step(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
               const SearchResult& result);

// Samples of the domain: does some point certainly violate the goal, or leave it without a value? A goal that may hold is
// worth a search; the answer proves nothing.
bool plausible(const language::Problem& problem);

}  // namespace certibound::prover
