// Smallest integers N >= 1 for which a bound or a law meets what is asked, each certified at N and at N - 1 by
// enclosures. A search proposes; how a candidate is chosen has no part in the answer being right.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <functional>
#include <optional>

namespace certibound {

// Asks for an end; what is certain by then is returned.
using Stop = std::function<bool()>;

// An enclosure that narrows as the precision rises.
using Narrowing = std::function<Interval(Precision)>;

// Whether left <= right, by enclosures of rising precision up to `most` bits; `unknown` only for (near) equality.
Certainty at_most(const Narrowing& left, const Narrowing& right, Precision most = 8192);

// The smallest integer N >= 1 with N >= x, or N > x if strict; nothing if x is too near to an integer to tell.
std::optional<Integer> least_above(const Narrowing& x, bool strict);

// The smallest N >= 1 for which holds(N), where holds is known to be monotone: false before the answer, true from there
// on. Any guess is right, a near one is fast. Nothing if a decision stays unknown or is asked to stop.
std::optional<Integer> least_monotone(const std::function<Certainty(const Integer&)>& holds, const Integer& guess,
                                      const Stop& stop = {});

// The law of S_m = xi_1 + ... + xi_m, xi iid, >= 0 and of mean 1, by its tails.
struct MeanLaw {
  Interval (*upper)(long m, const Rational& e, Precision bits);  // P(S_m >= m (1 + e)), e >= 0
  Interval (*lower)(long m, const Rational& e, Precision bits);  // P(S_m <= m (1 - e)), 0 <= e < 1
  long most;                                                     // the greatest m
  // The same tails by another way that takes less time for large m, where there is one: with it smaller widths are excluded,
  // while the answer itself is certified by the tails above.
  Interval (*quick_upper)(long m, const Rational& e, Precision bits) = nullptr;
  Interval (*quick_lower)(long m, const Rational& e, Precision bits) = nullptr;
  long quick_from = 0;  // the m from which they take less
};

// What is certain of the smallest m with p(m) = P(|S_m/m - 1| >= e) <= threshold.
struct LawWidth {
  long width;         // holds here
  long failing_from;  // fails at failing_from, ..., width - 1; 1: `width` is the smallest
};

// p need not decrease, so all smaller widths are excluded one block after the other: S_m increases with m if all S_m are
// sums of one sequence, so that for lo <= m <= hi
//   p(m) >= P(S_lo >= hi (1+e)) + P(S_hi <= lo (1-e)),
// and one comparison serves the whole block. Blocks grow as p(m) rises above the threshold.
//   e  0 < e < 1      start  a width near the answer      stop  ends the exclusion, not the search
// Nothing if no width up to law.most is shown to hold, or a decision stays unknown.
std::optional<LawWidth> least_of_law(const MeanLaw& law, const Rational& e, const Narrowing& threshold, long start,
                                     const Stop& stop = {});

}  // namespace certibound
