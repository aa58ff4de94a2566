// Goals: claims as the rules see and make them. Every function here keeps a claim equivalent or says what it changes.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/language/problem.hpp>

#include <string>

namespace certibound::rules {

using language::Bound;
using language::Claim;
using language::Condition;
using language::NodeId;
using language::Op;
using language::Relation;
using language::Sign;
using language::Terms;

// The goal `left < right` or `left <= right` as F = right - left, F > 0 or F >= 0. Throws Rejected for any other goal.
struct Difference {
  NodeId f = -1;
  bool strict = false;
};
Difference difference_of(Claim& goal);

// The same domain and hypotheses, and the goal f > 0 (strict) or f >= 0.
Claim to_show(Claim goal, NodeId f, bool strict);
// ... and the goal that f has a value everywhere: f == f.
Claim to_show_defined(Claim goal, NodeId f);

// The claim without its variable i, every occurrence of which is replaced by `value`, a term in earlier variables; the
// bounds of x_i become hypotheses on `value`. This is the claim on the points of its domain with x_i = value.
Claim with_value(const Claim& goal, std::size_t i, NodeId value);

// The claim in new variables: variable j is replaced by images[j], terms of `terms`; the bounds of the variables are not
// carried over.
Claim in_terms(const Claim& goal, Terms terms, const std::vector<NodeId>& images);

std::size_t variable_named(const Claim& goal, const std::string& name);  // throws Rejected
// The bound as a rational number, or nothing.
const Rational* rational_bound(const Claim& goal, const Bound& bound);
// Does a hypothesis, or the bound of another variable, mention variable i?
bool others_mention(const Claim& goal, std::size_t i);
// Does the condition mention variable i?
bool mentions(const Claim& goal, const Condition& condition, std::size_t i);
// The text of a term in the claim's variables; throws Rejected if it cannot be read.
NodeId read_term(Claim& goal, const std::string& text);

}  // namespace certibound::rules
