// Double-double arithmetic: an unevaluated sum hi + lo of two doubles with |lo| <= ulp(hi)/2.
//
// Only what the fast reference needs, and only where its error is proven: u = 2^-53, no overflow, no underflow (all
// operands are 0 or between 2^-500 and 2^500 in magnitude), round to nearest, no contraction (-ffp-contract=off).
// Source: Joldes, Muller, Popescu, Tight and Rigorous Error Bounds for Basic Building Blocks of Double-Word Arithmetic,
// ACM TOMS 44 (2017), algorithms and bounds named below; square root: Lefevre, Louvet, Muller, Picot, Rideau, Accurate
// Calculation of Euclidean Norms Using Double-Word Arithmetic, ACM TOMS 49 (2023), SQRTDWtoDW.
// The bounds used later are far above the ones of these theorems.
#pragma once

#include <certibound/interval/build_flags.hpp>

#include <cmath>

namespace certibound::crosscheck {

struct DoubleDouble {
  double hi = 0, lo = 0;
};

// Exact sum; REQUIRES: |a| >= |b| or a = 0.
inline DoubleDouble fast_two_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}

// Exact sum.
inline DoubleDouble two_sum(double a, double b) {
  const double s = a + b;
  const double part = s - a;
  return {s, (a - (s - part)) + (b - part)};
}

// Exact product.
inline DoubleDouble two_product(double a, double b) {
  const double p = a * b;
  return {p, std::fma(a, b, -p)};
}

// DWPlusFP: relative error <= 2 u^2.
inline DoubleDouble add(DoubleDouble x, double y) {
  const DoubleDouble s = two_sum(x.hi, y);
  return fast_two_sum(s.hi, x.lo + s.lo);
}

// AccurateDWPlusDW: relative error <= 3 u^2 / (1 - 4u).
inline DoubleDouble add(DoubleDouble x, DoubleDouble y) {
  const DoubleDouble s = two_sum(x.hi, y.hi);
  const DoubleDouble t = two_sum(x.lo, y.lo);
  const DoubleDouble v = fast_two_sum(s.hi, s.lo + t.hi);
  return fast_two_sum(v.hi, t.lo + v.lo);
}

// DWTimesDW3: relative error <= 5 u^2.
inline DoubleDouble multiply(DoubleDouble x, DoubleDouble y) {
  const DoubleDouble c = two_product(x.hi, y.hi);
  const double low = std::fma(x.lo, y.hi, std::fma(x.hi, y.lo, x.lo * y.lo));
  return fast_two_sum(c.hi, c.lo + low);
}

// SQRTDWtoDW: relative error <= 25/8 u^2. REQUIRES: x > 0.
inline DoubleDouble square_root(DoubleDouble x) {
  const double s = std::sqrt(x.hi);
  const double remainder = std::fma(-s, s, x.hi) + x.lo;
  return fast_two_sum(s, remainder / (2 * s));
}

}  // namespace certibound::crosscheck
