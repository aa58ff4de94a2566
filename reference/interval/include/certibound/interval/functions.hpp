// The functions of real analysis on intervals. Each encloses {f(x) : x in X, f defined at x}; the empty set goes to the
// empty set. "Tightest" below: both ends are the correctly rounded outward bounds of the exact range, at the precision
// of the result.
#pragma once

#include <certibound/interval/interval.hpp>

namespace certibound {

// Arithmetic, tightest. Division by an interval containing 0 gives the hull of the quotients that exist; x / [0,0] is empty.
Interval operator-(const Interval& x);
Interval operator+(const Interval& x, const Interval& y);
Interval operator-(const Interval& x, const Interval& y);
Interval operator*(const Interval& x, const Interval& y);
Interval operator/(const Interval& x, const Interval& y);
Interval fma(const Interval& x, const Interval& y, const Interval& z);  // x y + z, one rounding an end; tightest
Interval reciprocal(const Interval& x);
Interval sqr(const Interval& x);                // x^2, never negative; tightest
Interval pown(const Interval& x, long n);       // x^n, 0^0 = 1; tightest
Interval pow(const Interval& x, const Interval& y);  // x^y for x > 0, and x = 0 with y > 0 (value 0); tightest
Interval sqrt(const Interval& x);               // x >= 0; tightest
Interval rootn(const Interval& x, unsigned long n);  // real n-th root, x >= 0 if n is even; tightest. REQUIRES: n >= 1
Interval cbrt(const Interval& x);

// Exponentials and logarithms, tightest.
Interval exp(const Interval& x);
Interval exp2(const Interval& x);
Interval exp10(const Interval& x);
Interval expm1(const Interval& x);
Interval log(const Interval& x);    // x > 0
Interval log2(const Interval& x);   // x > 0
Interval log10(const Interval& x);  // x > 0
Interval log1p(const Interval& x);  // x > -1

// Trigonometric and hyperbolic functions and their inverses, tightest (sin, cos, tan: for |x| < 2^65536; beyond that the
// whole range).
Interval sin(const Interval& x);
Interval cos(const Interval& x);
Interval tan(const Interval& x);
Interval asin(const Interval& x);  // -1 <= x <= 1
Interval acos(const Interval& x);  // -1 <= x <= 1
Interval atan(const Interval& x);
Interval atan2(const Interval& y, const Interval& x);  // angle in (-pi, pi]; undefined at (0, 0)
Interval sinh(const Interval& x);
Interval cosh(const Interval& x);
Interval tanh(const Interval& x);
Interval asinh(const Interval& x);
Interval acosh(const Interval& x);  // x >= 1
Interval atanh(const Interval& x);  // -1 < x < 1

// Piecewise functions, tightest.
Interval abs(const Interval& x);
Interval min(const Interval& x, const Interval& y);
Interval max(const Interval& x, const Interval& y);
Interval sign(const Interval& x);
Interval floor(const Interval& x);
Interval ceil(const Interval& x);
Interval trunc(const Interval& x);
Interval round_ties_even(const Interval& x);

// Error functions, tightest; Phi and phi within two roundings of it (standard normal distribution function and density).
Interval erf(const Interval& x);
Interval erfc(const Interval& x);
Interval normal_cdf(const Interval& x);
Interval normal_density(const Interval& x);

// Gamma family on x > 0 (gamma is left undefined on x <= 0 here), tightest up to the minimum near 1.4616, whose place
// and value are enclosed to the working precision.
Interval gamma(const Interval& x);
Interval lgamma(const Interval& x);  // log Gamma
Interval digamma(const Interval& x);

// Sets.
Interval hull(const Interval& x, const Interval& y);
Interval intersection(const Interval& x, const Interval& y);

// Numbers of an interval (IEEE 1788, 12.12). Each is rounded the safe way: wid, rad, mag up, mig down, mid to nearest.
Float mid(const Interval& x);  // 0 for entire, NaN for empty
Float rad(const Interval& x);
Float wid(const Interval& x);
Float mag(const Interval& x);
Float mig(const Interval& x);

}  // namespace certibound
