// The functions of real analysis on intervals. Each encloses {f(x) : x in X, f defined at x}; the empty set goes to the
// empty set. "Tightest" below: both ends are the correctly rounded outward bounds of the exact range, at the precision
// of the result.
#pragma once

#include <certibound/interval/interval.hpp>

#include <span>
#include <utility>

namespace certibound {

// Arithmetic, tightest. Division by an interval containing 0 gives the hull of the quotients that exist; x / [0,0] is empty.
Interval operator-(const Interval& x);
Interval operator+(const Interval& x, const Interval& y);
Interval operator-(const Interval& x, const Interval& y);
Interval operator*(const Interval& x, const Interval& y);
Interval operator/(const Interval& x, const Interval& y);
Interval fma(const Interval& x, const Interval& y, const Interval& z);  // x y + z, one rounding an end; tightest
Interval reciprocal(const Interval& x);
Interval sqr(const Interval& x);                     // x^2, never negative; tightest
Interval pown(const Interval& x, long n);            // x^n, 0^0 = 1; tightest
Interval pow(const Interval& x, const Interval& y);  // x^y for x > 0, and x = 0 with y > 0 (value 0); tightest
Interval sqrt(const Interval& x);                    // x >= 0; tightest
Interval rootn(const Interval& x, unsigned long n);  // real n-th root, x >= 0 if n is even; tightest. REQUIRES: n >= 1
Interval cbrt(const Interval& x);
Interval rsqrt(const Interval& x);                     // 1 / sqrt(x), x > 0; tightest
Interval hypot(const Interval& x, const Interval& y);  // sqrt(x^2 + y^2); tightest

// Undoing sums and products (IEEE 1788-2015, 10.5.5 and 10.5.6); tightest.
// The least z with x in y + z, for bounded x and y, wid(x) >= wid(y); entire where there is none, empty for empty x.
Interval cancel_minus(const Interval& x, const Interval& y);
Interval cancel_plus(const Interval& x, const Interval& y);  // cancel_minus(x, -y)
// {t : t f in product for some f in factor}: its pieces, the lower one first. The second is empty if one piece, or none,
// is all there is.
std::pair<Interval, Interval> mul_rev_to_pair(const Interval& factor, const Interval& product);

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
Interval round_ties_even(const Interval& x);  // to the nearest integer, k + 1/2 to the even one
Interval round_ties_away(const Interval& x);  // k + 1/2 to the one away from 0

// Error functions, tightest; Phi and phi within two roundings of it (standard normal distribution function and density).
Interval erf(const Interval& x);
Interval erfc(const Interval& x);
Interval normal_cdf(const Interval& x);
Interval normal_density(const Interval& x);

// Gamma family. gamma and digamma are defined on the reals without 0, -1, -2, ..; tightest, but that across the one
// extremum between two poles (or at 1.4616) the end it decides lies at most one ulp outside.
Interval gamma(const Interval& x);
Interval lgamma(const Interval& x);  // log Gamma, x > 0
Interval digamma(const Interval& x);

// Sets.
Interval hull(const Interval& x, const Interval& y);
Interval intersection(const Interval& x, const Interval& y);
Interval hull(std::span<const Interval> list);  // empty for an empty list

// Numbers of an interval (IEEE 1788-2015, Table 10.2). Each is rounded the safe way: wid, rad, mag up, mig down, mid to
// nearest. NaN for the empty set, but for inf and sup.
Float inf(const Interval& x);  // +oo for empty
Float sup(const Interval& x);  // -oo for empty
Float mid(const Interval& x);  // 0 for entire, the greatest finite number towards one unbounded side
Float rad(const Interval& x);  // the least r with x in [mid - r, mid + r]
std::pair<Float, Float> mid_rad(const Interval& x);
Float wid(const Interval& x);
Float mag(const Interval& x);
Float mig(const Interval& x);

}  // namespace certibound
