// Decide a claim on one box, or at one point: the rules of inference everything else is built on. TRUSTED.
#pragma once

#include <certibound/language/problem.hpp>

#include <vector>

namespace certibound::language {

// What is certain of the whole box. `undefined`: some expression of the goal is certainly undefined on all of it.
enum class Decision { holds, fails, excluded, undefined, unknown };

struct Method {
  Precision bits = 64;
  bool slopes = true;     // mean-value form and monotonicity
  int taylor_order = 0;   // expand at contact points up to this order, about the middle of a box to this order; 0: never
};

// Points per variable at which both sides of the claim may meet; the Taylor rule is tried at box ends that are listed.
using Contacts = std::vector<std::vector<Rational>>;

// holds: the goal holds at every point of the box that satisfies the hypotheses, and all its expressions are defined
// there. fails: it fails at every point of the box (hypotheses certain). excluded: no point satisfies the hypotheses.
// Rules, in this order: natural enclosure; a difference that vanishes by algebra; a hypothesis used word for word;
// mean-value form f(c) + sum slope_i (x_i - c_i); reduction to a face along which the difference is monotone; on a box with
// one side that is not a point, Taylor expansion at a contact point or about its middle.
Decision decide_on_box(const Problem& problem, const Box& box, const Method& method, const Contacts& contacts = {});

// The same at a rational point, with exact values where the language has them, at rising precision up to max_bits.
// holds and fails both say that the point is in the domain and satisfies the hypotheses.
Decision decide_at_point(const Problem& problem, const std::vector<Rational>& point, Precision max_bits);

}  // namespace certibound::language
