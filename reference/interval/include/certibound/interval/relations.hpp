// What can be said of two intervals. As sets: subset, equal, overlap. As unknown reals inside them: a Certainty, which is
// `certain` only if the relation holds for all pairs of members. So !certainly(less(x, y)) does not mean x >= y.
#pragma once

#include <certibound/interval/interval.hpp>

namespace certibound {

bool equal(const Interval& x, const Interval& y);
bool subset(const Interval& x, const Interval& y);    // x in y; the empty set is in every set
bool interior(const Interval& x, const Interval& y);  // x in the topological interior of y
bool disjoint(const Interval& x, const Interval& y);
bool contains(const Interval& x, const Rational& value);
bool contains(const Interval& x, const Float& value);
bool contains_zero(const Interval& x);

// What is known of a statement about all members at once. Statements about an empty set are `certain` (vacuous):
// callers ask is_empty first.
enum class Certainty { certain, impossible, unknown };

inline bool certainly(Certainty c) { return c == Certainty::certain; }
inline bool possibly(Certainty c) { return c != Certainty::impossible; }

Certainty less(const Interval& x, const Interval& y);
Certainty less_equal(const Interval& x, const Interval& y);
Certainty equals(const Interval& x, const Interval& y);

}  // namespace certibound
