// Interval: a closed set of reals with MPFR end points; every operation rounds outward.
//
// Set-based semantics of IEEE 1788-2015: an Interval is empty, or {x : lo <= x <= hi} with lo <= hi, lo < +oo, hi > -oo;
// infinite ends mean "unbounded", infinity is never a member. A function of an interval encloses its values on the part
// of the interval inside the function's domain; if that part is empty, the result is empty. What is lost this way ("was
// it defined everywhere?") is kept by Decorated (decoration.hpp).
//
// The precision of a result is the larger one of its operands; there is no global precision.
#pragma once

#include <certibound/interval/float.hpp>
#include <certibound/interval/rational.hpp>

namespace certibound {

class Interval {
 public:
  // The empty set.
  Interval() : Interval(empty(53)) {}
  // The tightest enclosure of the rational at this precision; one point where it is representable.
  Interval(const Rational& value, Precision bits);
  // The tightest enclosure of [lo, hi]. REQUIRES: lo <= hi.
  Interval(const Rational& lo, const Rational& hi, Precision bits);
  Interval(long value, Precision bits);
  // The closed interval with these end points, kept exactly (the precision is the larger of the two).
  // REQUIRES: lo <= hi, lo < +oo, hi > -oo, neither NaN; otherwise the result is entire (no information).
  Interval(const Float& lo, const Float& hi);

  static Interval empty(Precision bits);
  static Interval entire(Precision bits);
  // One point, exactly. REQUIRES: finite.
  static Interval point(double value, Precision bits = 53);
  static Interval pi(Precision bits);
  // exp(1).
  static Interval e(Precision bits);

  bool is_empty() const { return lo_.is_nan(); }
  bool is_entire() const;
  bool is_point() const;
  bool is_bounded() const;  // the empty set is bounded

  const Float& lo() const { return lo_; }  // NaN if empty
  const Float& hi() const { return hi_; }
  Precision precision() const { return lo_.precision(); }
  // The same set rounded outward to another precision.
  Interval at_precision(Precision bits) const;

 private:
  struct Unchecked {};
  Interval(Float lo, Float hi, Unchecked);

  Float lo_, hi_;
};

}  // namespace certibound
