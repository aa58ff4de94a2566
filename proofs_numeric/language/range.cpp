// Each rule says when an end of the result cannot be reached. Outward rounding never hurts: if the exact end is not
// reached, the rounded one is not reached either.
#include <certibound/language/range.hpp>

#include <certibound/dual_activation/relu.hpp>

namespace certibound::language {
namespace {

bool ge(const Interval& x, long c) { return !x.is_empty() && mpfr_cmp_si(x.lo().get(), c) >= 0; }
bool le(const Interval& x, long c) { return !x.is_empty() && mpfr_cmp_si(x.hi().get(), c) <= 0; }

// All values > c, >= c, < c, <= c.
bool above(const Range& x, long c) {
  return !x.value.is_empty() && (mpfr_cmp_si(x.value.lo().get(), c) > 0 || (ge(x.value, c) && x.lo_open));
}
bool at_least(const Range& x, long c) { return ge(x.value, c); }
bool below(const Range& x, long c) {
  return !x.value.is_empty() && (mpfr_cmp_si(x.value.hi().get(), c) < 0 || (le(x.value, c) && x.hi_open));
}
bool at_most(const Range& x, long c) { return le(x.value, c); }

Range plain(Interval value, bool defined) { return {std::move(value), defined, false, false}; }
// Where x may leave the domain (`inside` is false), its ends were cut off, and so the new ends may be reached.
Range increasing(Interval value, const Range& x, bool inside = true) {
  return {std::move(value), x.defined && inside, x.lo_open && inside, x.hi_open && inside};
}
Range decreasing(Interval value, const Range& x, bool inside = true) {
  return {std::move(value), x.defined && inside, x.hi_open && inside, x.lo_open && inside};
}

// x * y for x >= 0 and y >= 0.
Range product_nonnegative(const Range& x, const Range& y) {
  Range out = plain(x.value * y.value, x.defined && y.defined);
  const bool x_positive = x.value.lo().sign() > 0, y_positive = y.value.lo().sign() > 0;
  out.lo_open = (x.lo_open && y.lo_open) || (x.lo_open && y_positive) || (y.lo_open && x_positive);
  // xy = x.hi y.hi needs both ends reached, if both are positive.
  out.hi_open = x.value.hi().sign() > 0 && y.value.hi().sign() > 0 && (x.hi_open || y.hi_open);
  return out;
}

// x / y for y > 0 (0 allowed as an end that is not reached).
Range quotient_by_positive(const Range& x, const Range& y) {
  Range out = plain(x.value / y.value, x.defined && y.defined);
  if (x.value.is_empty() || y.value.is_empty()) return out;
  if (x.value.lo().sign() >= 0) {  // least value x.lo / y.hi
    out.lo_open = x.lo_open || (x.value.lo().sign() > 0 && (y.hi_open || y.value.hi().is_infinite()));
  } else {  // x.lo / y.lo
    out.lo_open = x.lo_open || y.lo_open;
  }
  if (x.value.hi().sign() <= 0) {  // greatest value x.hi / y.hi
    out.hi_open = x.hi_open || (x.value.hi().sign() < 0 && (y.hi_open || y.value.hi().is_infinite()));
  } else {
    out.hi_open = x.hi_open || y.lo_open;
  }
  return out;
}

Interval positive_part(const Interval& x) { return intersection(x, abs(Interval::entire(2))); }

// An even function that grows with |x|: the ends of |x| decide.
Range of_magnitude(Interval value, const Range& x) {
  const Range magnitude = abs(x);
  return {std::move(value), x.defined, magnitude.lo_open, magnitude.hi_open};
}

}  // namespace

Range constant(const Rational& value, Precision bits) {
  Interval enclosure(value, bits);
  const bool exact = enclosure.is_point();
  return {std::move(enclosure), true, !exact, !exact};
}
Range pi_range(Precision bits) { return {Interval::pi(bits), true, true, true}; }
Range e_range(Precision bits) { return {Interval::e(bits), true, true, true}; }
Range unknown(Precision bits) { return plain(Interval::entire(bits), false); }

bool certainly_positive(const Range& x) { return above(x, 0); }
bool certainly_nonnegative(const Range& x) { return at_least(x, 0); }
bool certainly_negative(const Range& x) { return below(x, 0); }
bool certainly_nonpositive(const Range& x) { return at_most(x, 0); }
bool certainly_zero(const Range& x) { return at_least(x, 0) && at_most(x, 0); }

Range operator-(const Range& x) { return decreasing(-x.value, x); }

Range operator+(const Range& x, const Range& y) {
  return {x.value + y.value, x.defined && y.defined, x.lo_open || y.lo_open, x.hi_open || y.hi_open};
}
Range operator-(const Range& x, const Range& y) {
  return {x.value - y.value, x.defined && y.defined, x.lo_open || y.hi_open, x.hi_open || y.lo_open};
}

Range operator*(const Range& x, const Range& y) {
  if (x.value.is_empty() || y.value.is_empty()) return plain(x.value * y.value, false);
  if (at_least(x, 0) && at_least(y, 0)) return product_nonnegative(x, y);
  if (at_most(x, 0) && at_most(y, 0)) return product_nonnegative(-x, -y);
  if (at_least(x, 0) && at_most(y, 0)) return -product_nonnegative(x, -y);
  if (at_most(x, 0) && at_least(y, 0)) return -product_nonnegative(-x, y);
  return plain(x.value * y.value, x.defined && y.defined);
}

Range operator/(const Range& x, const Range& y) {
  if (above(y, 0)) return quotient_by_positive(x, y);
  if (below(y, 0)) return quotient_by_positive(-x, -y);
  return plain(x.value / y.value, false);
}

Range power(const Range& x, long n) {
  if (n == 0) return {Interval(1, x.value.precision()), x.defined, false, false};
  if (n < 0) return constant(1, x.value.precision()) / power(x, -n);
  return n % 2 == 0 ? of_magnitude(pown(x.value, n), x) : increasing(pown(x.value, n), x);
}

Range real_power(const Range& x, const Range& y) {
  const bool inside = above(x, 0) || (at_least(x, 0) && above(y, 0));
  Range out = plain(pow(x.value, y.value), x.defined && y.defined && inside);
  // A constant exponent makes it monotone in x.
  if (inside && y.value.is_point() && certainly_positive(y)) return increasing(std::move(out.value), x);
  if (inside && y.value.is_point() && certainly_negative(y)) return decreasing(std::move(out.value), x);
  return out;
}

Range min(const Range& x, const Range& y) { return -max(-x, -y); }

Range max(const Range& x, const Range& y) {
  Range out = plain(max(x.value, y.value), x.defined && y.defined);
  if (out.value.is_empty()) return out;
  const int lo = compare(x.value.lo(), y.value.lo()), hi = compare(x.value.hi(), y.value.hi());
  out.lo_open = (lo >= 0 && x.lo_open) || (lo <= 0 && y.lo_open);
  out.hi_open = (hi < 0 || x.hi_open) && (hi > 0 || y.hi_open);
  return out;
}

Range hull(const Range& x, const Range& y) {
  Range out = plain(hull(x.value, y.value), x.defined && y.defined);
  if (x.value.is_empty() || y.value.is_empty()) return out;
  const int lo = compare(x.value.lo(), y.value.lo()), hi = compare(x.value.hi(), y.value.hi());
  out.lo_open = (lo > 0 || x.lo_open) && (lo < 0 || y.lo_open);
  out.hi_open = (hi < 0 || x.hi_open) && (hi > 0 || y.hi_open);
  return out;
}

Range intersection(const Range& x, const Range& y) {
  Range out = plain(intersection(x.value, y.value), x.defined && y.defined);
  if (out.value.is_empty()) return out;
  const int lo = compare(x.value.lo(), y.value.lo()), hi = compare(x.value.hi(), y.value.hi());
  out.lo_open = (lo >= 0 && x.lo_open) || (lo <= 0 && y.lo_open);
  out.hi_open = (hi <= 0 && x.hi_open) || (hi >= 0 && y.hi_open);
  return out;
}

Range sqrt(const Range& x) { return increasing(sqrt(x.value), x, at_least(x, 0)); }
Range cbrt(const Range& x) { return increasing(cbrt(x.value), x); }
Range exp(const Range& x) {
  Range out = increasing(exp(x.value), x);
  if (!out.value.is_empty() && out.value.lo().is_zero()) out.lo_open = true;  // exp > 0, whatever was rounded away
  return out;
}
Range log(const Range& x) { return increasing(log(x.value), x, above(x, 0)); }
Range log1p(const Range& x) { return increasing(log1p(x.value), x, above(x, -1)); }
Range expm1(const Range& x) { return increasing(expm1(x.value), x); }
// sin rises on [-1, 1] and cos falls on [0, 3]: there the ends of the values are as open as those of x.
Range sin(const Range& x) {
  return at_least(x, -1) && at_most(x, 1) ? increasing(sin(x.value), x) : plain(sin(x.value), x.defined);
}
Range cos(const Range& x) {
  return at_least(x, 0) && at_most(x, 3) ? decreasing(cos(x.value), x) : plain(cos(x.value), x.defined);
}
Range tan(const Range& x) {
  Interval value = tan(x.value);
  const bool inside = !value.is_entire();
  return inside ? increasing(std::move(value), x) : plain(std::move(value), false);
}
Range asin(const Range& x) { return increasing(asin(x.value), x, at_least(x, -1) && at_most(x, 1)); }
Range acos(const Range& x) { return decreasing(acos(x.value), x, at_least(x, -1) && at_most(x, 1)); }
Range atan(const Range& x) { return increasing(atan(x.value), x); }
Range sinh(const Range& x) { return increasing(sinh(x.value), x); }
Range cosh(const Range& x) { return of_magnitude(cosh(x.value), x); }
Range tanh(const Range& x) { return increasing(tanh(x.value), x); }

Range abs(const Range& x) {
  if (x.value.is_empty()) return plain(x.value, false);
  if (at_least(x, 0)) return x;
  if (at_most(x, 0)) return -x;
  Range out = plain(abs(x.value), x.defined);
  const int sides = mpfr_cmpabs(x.value.lo().get(), x.value.hi().get());
  out.hi_open = (sides < 0 || x.lo_open) && (sides > 0 || x.hi_open);
  return out;
}

Range erf(const Range& x) { return increasing(erf(x.value), x); }
Range erfc(const Range& x) { return decreasing(erfc(x.value), x); }
Range normal_cdf(const Range& x) { return increasing(normal_cdf(x.value), x); }

// phi(x) = exp(-x^2/2)/sqrt(2 pi) falls with |x|.
Range normal_density(const Range& x) {
  const Range magnitude = abs(x);
  return {normal_density(x.value), x.defined, magnitude.hi_open, magnitude.lo_open};
}

// The language knows gamma and digamma for x > 0 only; the interval room knows them left of 0 too.
Range gamma(const Range& x) { return plain(gamma(positive_part(x.value)), x.defined && above(x, 0)); }
Range lgamma(const Range& x) { return plain(lgamma(x.value), x.defined && above(x, 0)); }
Range digamma(const Range& x) { return increasing(digamma(positive_part(x.value)), x, above(x, 0)); }

Range rhat(const Range& x) { return increasing(certibound::rhat(x.value), x, at_least(x, -1) && at_most(x, 1)); }
Range rhat_derivative(const Range& x) {
  return increasing(certibound::rhat_derivative(x.value), x, at_least(x, -1) && at_most(x, 1));
}

namespace {

// x log x at one number x >= 0, 0 at 0.
Interval x_log_x_at(const Float& x, Precision bits) {
  if (x.is_zero()) return Interval(0, bits);
  const Interval point(x, x);
  return point * log(point);
}

}  // namespace

// x log x falls on [0, 1/e], where it is -1/e, and rises after it.
Range x_log_x(const Range& x) {
  const Precision bits = x.value.precision();
  const Range natural = x * log(x);
  if (!natural.defined || !x.value.hi().is_finite()) return natural;
  const Interval least = exp(Interval(-1, bits));
  Interval value = hull(x_log_x_at(x.value.lo(), bits), x_log_x_at(x.value.hi(), bits));
  if (!disjoint(x.value, least)) value = hull(value, -least);
  return intersection(natural, plain(std::move(value), true));
}

}  // namespace certibound::language
