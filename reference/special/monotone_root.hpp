// The root of an increasing function: approximated by Newton's iteration, certified by the signs at both sides.
#pragma once

#include <certibound/interval/functions.hpp>

#include <functional>

namespace certibound::detail {

// f and f' on thin intervals, at the precision of the argument.
using RealFunction = std::function<Interval(const Interval&)>;

// An interval around `near` with f < 0 at its lower and f > 0 at its upper end, tried in growing sizes from about one unit
// in the last of `bits`; so if f increases on the whole it holds the only root. Entire if none is found.
Interval enclose_root(const RealFunction& f, const Float& near, Precision bits);

// Steps of Newton's iteration from `start`, first with 64 bits, then doubling them; no proof. The result need not be near.
Float approximate_root(const RealFunction& f, const RealFunction& slope, const Float& start, Precision bits);

}  // namespace certibound::detail
