// Range: an enclosure that also knows whether its ends are reached.
//
// Every value taken on the box lies in [value.lo, value.hi]; where lo_open (hi_open) is set, no value equals that end.
// `defined` says that the expression has a value at every point of the box. The open ends matter twice: log(x) is
// defined on a box whose lower end 0 is excluded, and a strict claim whose sides meet at an excluded end can be proved.
// A flag that is not set promises nothing, so dropping one is always sound.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

namespace certibound::language {

struct Range {
  Interval value;
  bool defined = false;
  bool lo_open = false;
  bool hi_open = false;
};

Range constant(const Rational& value, Precision bits);
Range pi_range(Precision bits);
Range e_range(Precision bits);
// No information at all: entire, not known to be defined.
Range unknown(Precision bits);

// What is certain of all values; `defined` is not asked.
bool certainly_positive(const Range& x);      // > 0
bool certainly_nonnegative(const Range& x);   // >= 0
bool certainly_negative(const Range& x);      // < 0
bool certainly_nonpositive(const Range& x);   // <= 0
bool certainly_zero(const Range& x);

Range operator-(const Range& x);
Range operator+(const Range& x, const Range& y);
Range operator-(const Range& x, const Range& y);
Range operator*(const Range& x, const Range& y);
Range operator/(const Range& x, const Range& y);
Range power(const Range& x, long n);
Range real_power(const Range& x, const Range& y);
Range min(const Range& x, const Range& y);
Range max(const Range& x, const Range& y);
Range hull(const Range& x, const Range& y);
Range intersection(const Range& x, const Range& y);  // two enclosures of the same values; REQUIRES: they meet

Range sqrt(const Range& x);
Range cbrt(const Range& x);
Range exp(const Range& x);
Range log(const Range& x);
Range log1p(const Range& x);
Range x_log_x(const Range& x);  // the product, without losing that it tends to 0 at 0
Range expm1(const Range& x);
Range sin(const Range& x);
Range cos(const Range& x);
Range tan(const Range& x);
Range asin(const Range& x);
Range acos(const Range& x);
Range atan(const Range& x);
Range sinh(const Range& x);
Range cosh(const Range& x);
Range tanh(const Range& x);
Range abs(const Range& x);
Range erf(const Range& x);
Range erfc(const Range& x);
Range normal_cdf(const Range& x);
Range normal_density(const Range& x);
Range gamma(const Range& x);
Range lgamma(const Range& x);
Range digamma(const Range& x);
Range rhat(const Range& x);
Range rhat_derivative(const Range& x);

}  // namespace certibound::language
