// Where a difference of one variable comes down to zero inside its domain without crossing it: found by floating search
// at high precision, and only good for proposing a place to cut.
#pragma once

#include <certibound/interval/interval.hpp>
#include <certibound/language/box.hpp>
#include <certibound/language/terms.hpp>

#include <vector>

namespace certibound::prover {

// Narrow intervals (about 2^-180 of the bracket) around the minima of the term inside the side at which its value is not
// distinguishable from zero. Looks for a change of sign of the derivative between neighbours of `points`.
std::vector<Interval> touching_points(const language::Terms& terms, language::NodeId f, std::vector<Rational> points);

}  // namespace certibound::prover
