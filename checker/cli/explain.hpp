// How a claim was understood, as text for a person. Computes nothing of its own: it prints what the reader and the normal
// form (language/problem.hpp) hold, which is what the prover and the checker work on.
#pragma once

#include <certibound/language/claim.hpp>

#include <string>

namespace certibound::cli {

// One block of lines: the variables with their domain as a box, the hypotheses and the goal as differences against 0, the
// functions and definitions used, and whether values come from outside the trusted base. Ends with a line end.
std::string explanation(const language::Claim& claim);

}  // namespace certibound::cli
