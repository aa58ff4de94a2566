// The limit of a term of one variable at an end of its domain.
#pragma once

#include <certibound/language/problem.hpp>

namespace certibound::rules {

// Is it certain that the root tends to a limit of the sign (positive: > 0, +oo included; nonnegative: >= 0) as the only
// variable tends to `end` from inside the domain: from above if `from_lower`, else from below? `end` nullptr: the
// variable tends to -oo (from_lower) or to +oo.
// REQUIRES: the root has values on the domain, near the end.
bool limit_has_sign(const language::Terms& terms, language::NodeId root, const Rational* end, bool from_lower,
                    language::Sign sign);

}  // namespace certibound::rules
