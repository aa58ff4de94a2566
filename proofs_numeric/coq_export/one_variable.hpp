// An inequality in one real variable between rational ends. Internal to this room.
#pragma once

#include "lemmas.hpp"

#include <string>
#include <vector>

namespace certibound::coq_export {

// F > 0 (strict) or F >= 0.
struct Inequality {
  NodeId f = -1;
  bool strict = false;
};

// The bound as a number, or nothing.
const Rational* end_of(const Claim& goal, const language::Bound& bound);

// Writes lemmas for all pieces of the domain, cut at `cuts`, then the one that joins them; returns its name. Where both
// sides meet at a cut or an end, a chain of derivatives leads away from it. Throws NotExportable if no order of such a
// contact is seen.
// REQUIRES: the goal has one real variable, between numbers.
std::string write_in_one_variable(File& file, const Claim& goal, Inequality what, std::vector<Rational> cuts);

// Is it known at both ends, from power series there, whether and to which order the sides meet?
bool has_known_ends(const Claim& goal, Inequality what);

}  // namespace certibound::coq_export
