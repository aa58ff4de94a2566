// Where a goal is likeliest to fail: local searches downhill. Internal to this room; what it finds is tried as a witness.
#pragma once

#include <certibound/language/box.hpp>
#include <certibound/language/problem.hpp>

#include <vector>

namespace certibound::prover {

// The lowest points found by walks from some of `starts` and of the middles of `left`; the lowest of all first, none that is
// clearly above zero. The goal's height at a point is its difference, the least (greatest) of those of a conjunction
// (disjunction); points that the hypotheses exclude are not walked on. The work is bounded by a number of
// evaluations, in doubles where those know every function.
std::vector<std::vector<Rational>> low_points(const language::Problem& problem, const std::vector<std::vector<Rational>>& starts,
                                              const std::vector<language::Box>& left);

}  // namespace certibound::prover
