// A number known to many digits as a term of the language, by trying simple forms. Untrusted: whoever uses one of them
// shows by algebra that both sides meet there.
#pragma once

#include <certibound/interval/interval.hpp>
#include <certibound/language/terms.hpp>

#include <vector>

namespace certibound::prover {

// Terms whose values lie in x, the simplest forms first: r, r pi, the square root of r, r e, log r, exp r, atan sqrt r, roots of a
// quadratic, with rationals r of small height. REQUIRES: x is bounded, narrow (about 2^-100 or less) and without zero.
std::vector<language::NodeId> closed_forms(language::Terms& terms, const Interval& x);

}  // namespace certibound::prover
