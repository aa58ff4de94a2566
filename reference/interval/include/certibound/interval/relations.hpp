// What can be said of two intervals. As sets: subset, equal, overlap. As unknown reals inside them: a Certainty, which is
// `certain` only if the relation holds for all pairs of members. So !certainly(less(x, y)) does not mean x >= y.
#pragma once

#include <certibound/interval/interval.hpp>

namespace certibound {

bool equal(const Interval& x, const Interval& y);
bool subset(const Interval& x, const Interval& y);    // x in y; the empty set is in every set
bool interior(const Interval& x, const Interval& y);  // x in the topological interior of y
bool disjoint(const Interval& x, const Interval& y);

// The orders of sets of IEEE 1788-2015, Table 10.3 ("less" there is weakly_less here; less() below is another question).
// Statements for all members of a set are true of the empty set.
bool weakly_less(const Interval& x, const Interval& y);    // for each t in x some u in y with t <= u, and conversely
bool strictly_less(const Interval& x, const Interval& y);  // the same with t < u
bool precedes(const Interval& x, const Interval& y);       // t <= u for all t in x, u in y
bool strictly_precedes(const Interval& x, const Interval& y);  // t < u for all t in x, u in y

// How x lies to y: exactly one of 16 states (IEEE 1788-2015, Table 10.7; J. F. Allen, CACM 26, 1983). Of two intervals
// that share an end, a point among them starts or finishes (is started or finished by) the other: it never "meets" it.
enum class Overlap {
  both_empty,
  first_empty,
  second_empty,
  before,        // x lies below y
  meets,         // the upper end of x is the lower end of y
  overlaps,      // x begins and ends first
  starts,        // the same lower end, x ends first
  contained_by,  // in the interior of y
  finishes,      // the same upper end, y begins first
  equals,
  finished_by,
  contains,
  started_by,
  overlapped_by,
  met_by,
  after,  // the same with x and y exchanged
};
Overlap overlap(const Interval& x, const Interval& y);

inline bool is_common(const Interval& x) { return !x.is_empty() && x.is_bounded(); }
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
