#include <certibound/interval/relations.hpp>

namespace certibound {

bool equal(const Interval& x, const Interval& y) {
  if (x.is_empty() || y.is_empty()) return x.is_empty() && y.is_empty();
  return x.lo() == y.lo() && x.hi() == y.hi();
}

bool subset(const Interval& x, const Interval& y) {
  if (x.is_empty()) return true;
  return !y.is_empty() && y.lo() <= x.lo() && x.hi() <= y.hi();
}

bool interior(const Interval& x, const Interval& y) {
  if (x.is_empty()) return true;
  if (y.is_empty()) return false;
  const bool below = y.lo() < x.lo() || y.lo().is_infinite();
  const bool above = x.hi() < y.hi() || y.hi().is_infinite();
  return below && above;
}

bool disjoint(const Interval& x, const Interval& y) {
  return x.is_empty() || y.is_empty() || x.hi() < y.lo() || y.hi() < x.lo();
}

bool weakly_less(const Interval& x, const Interval& y) {
  if (x.is_empty() || y.is_empty()) return x.is_empty() && y.is_empty();
  return x.lo() <= y.lo() && x.hi() <= y.hi();
}

bool strictly_less(const Interval& x, const Interval& y) {
  if (x.is_empty() || y.is_empty()) return x.is_empty() && y.is_empty();
  const bool below = x.lo() < y.lo() || (x.lo().is_infinite() && y.lo().is_infinite());
  const bool above = x.hi() < y.hi() || (x.hi().is_infinite() && y.hi().is_infinite());
  return below && above;
}

bool precedes(const Interval& x, const Interval& y) { return x.is_empty() || y.is_empty() || x.hi() <= y.lo(); }
bool strictly_precedes(const Interval& x, const Interval& y) { return x.is_empty() || y.is_empty() || x.hi() < y.lo(); }

Overlap overlap(const Interval& x, const Interval& y) {
  if (x.is_empty() && y.is_empty()) return Overlap::both_empty;
  if (x.is_empty()) return Overlap::first_empty;
  if (y.is_empty()) return Overlap::second_empty;
  if (x.hi() < y.lo()) return Overlap::before;
  if (y.hi() < x.lo()) return Overlap::after;
  const int lo = compare(x.lo(), y.lo()), hi = compare(x.hi(), y.hi());
  if (lo < 0 && hi < 0) return x.hi() == y.lo() ? Overlap::meets : Overlap::overlaps;
  if (lo > 0 && hi > 0) return y.hi() == x.lo() ? Overlap::met_by : Overlap::overlapped_by;
  if (lo == 0) return hi < 0 ? Overlap::starts : hi == 0 ? Overlap::equals : Overlap::started_by;
  if (hi == 0) return lo > 0 ? Overlap::finishes : Overlap::finished_by;
  return lo > 0 ? Overlap::contained_by : Overlap::contains;
}

bool contains(const Interval& x, const Rational& value) {
  if (x.is_empty()) return false;
  return mpfr_cmp_q(x.lo().get(), value.backend().data()) <= 0 && mpfr_cmp_q(x.hi().get(), value.backend().data()) >= 0;
}

bool contains(const Interval& x, const Float& value) {
  return !x.is_empty() && value.is_finite() && x.lo() <= value && value <= x.hi();
}

bool contains_zero(const Interval& x) { return !x.is_empty() && x.lo().sign() <= 0 && x.hi().sign() >= 0; }

Certainty less(const Interval& x, const Interval& y) {
  if (x.is_empty() || y.is_empty() || x.hi() < y.lo()) return Certainty::certain;
  return y.hi() <= x.lo() ? Certainty::impossible : Certainty::unknown;
}

Certainty less_equal(const Interval& x, const Interval& y) {
  if (x.is_empty() || y.is_empty() || x.hi() <= y.lo()) return Certainty::certain;
  return y.hi() < x.lo() ? Certainty::impossible : Certainty::unknown;
}

Certainty equals(const Interval& x, const Interval& y) {
  if (x.is_empty() || y.is_empty()) return Certainty::certain;
  if (x.is_point() && y.is_point() && x.lo() == y.lo()) return Certainty::certain;
  return disjoint(x, y) ? Certainty::impossible : Certainty::unknown;
}

}  // namespace certibound
