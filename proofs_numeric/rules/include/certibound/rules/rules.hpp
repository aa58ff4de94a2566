// The rules of inference: a goal and a step give the premises from which the goal follows. TRUSTED.
//
// A goal is a claim to be shown on its domain, under its hypotheses, including that every expression of it has a value
// there. If every premise holds on its own domain, the goal holds on its domain: that is all a rule promises. The search
// uses the same function to see what a step would leave to show; only the checker's word counts.
//
// README.md of this room lists the rules with their words; each stands in a comment above its function.
#pragma once

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>

#include <string_view>
#include <vector>

namespace certibound::rules {

// Throws Rejected where the rule does not apply or its side conditions are not met. The step's own premises are not
// looked at. `boxes` is no rule of this room: it is the checker's leaf.
std::vector<language::Claim> premises(const language::Claim& goal, const Step& step);

// The names of all rules, in alphabetical order.
std::vector<std::string_view> rule_names();

}  // namespace certibound::rules
