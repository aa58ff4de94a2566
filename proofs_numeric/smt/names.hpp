// Names of a script in the claim language. Internal to this room.
#pragma once

#include "claim_text.hpp"

namespace certibound::smt {

// A name for each of the chosen variables, all different: its own where the claim language has it for a variable.
std::vector<std::string> names_for(const std::vector<Variable>& variables, const std::vector<std::size_t>& chosen);

// The text inside a string of the claim language: printable ASCII without quotes, at most 80 characters.
std::string printable(std::string_view text);

}  // namespace certibound::smt
