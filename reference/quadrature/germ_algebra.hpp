// Parts of germs for the functions on them. Internal to this room.
#pragma once

#include <certibound/quadrature/germ.hpp>

#include <optional>

namespace certibound::detail {

// A function with Taylor expansions at 0 and over [0, delta].
struct Regular {
  Taylor at, over;
};

Germ of_term(const Germ& like, Germ::Term term);
// All that is known are the values; they may be unbounded.
Germ range_only(const Germ& like, const Interval& range);
// The germ as one term, all others folded into the range of the dominant one; nothing if none dominates or x is 0.
std::optional<Germ::Term> single_term(const Germ& x);
// The germ as a function with expansions, if it is one.
std::optional<Regular> regular(const Germ& x);

}  // namespace certibound::detail
