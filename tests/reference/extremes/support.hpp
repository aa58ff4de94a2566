// What the tests of this room share: closed forms for few variables, and how far an enclosure is from a point.
#pragma once

#include <certibound/extremes/maximum.hpp>
#include <certibound/interval.hpp>

#include <gtest/gtest.h>

#include <string>

namespace certibound::test {

inline constexpr MaxOver kBoth[] = {MaxOver::values, MaxOver::values_and_zero};

inline std::string show(const Interval& x) { return to_string(x, 30); }
inline std::string show(MaxOver over) { return over == MaxOver::values ? "M" : "M+"; }

inline Rational rational(const char* text) { return *parse_rational(text); }

// log2 of the width, rounded up; a point has -10^9, an unbounded or empty set 10^9.
inline long width_exponent(const Interval& x) {
  if (x.is_empty() || !x.is_bounded()) return 1'000'000'000;
  const Float width = wid(x);
  return width.is_zero() ? -1'000'000'000 : mpfr_get_exp(width.get());
}

inline Interval root_of(const Rational& x, Precision bits) { return sqrt(Interval(x, bits)); }
inline Interval ratio(long numerator, long denominator, Precision bits) {
  return {Rational(numerator, denominator), bits};
}

// E M_n, n = 1 .. 5 (H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed., 2003, section 4.1).
inline Interval mean_in_closed_form(long n, Precision bits) {
  const Interval root_pi = sqrt(Interval::pi(bits));
  switch (n) {
    case 1: return {0, bits};
    case 2: return reciprocal(root_pi);
    case 3: return ratio(3, 2, bits) / root_pi;
    case 4: return Interval(6, bits) * atan(root_of(2, bits)) / (Interval::pi(bits) * root_pi);
    default:
      return ratio(5, 4, bits) / root_pi +
             ratio(15, 2, bits) * asin(ratio(1, 3, bits)) / (Interval::pi(bits) * root_pi);
  }
}

// E M_n^2, n = 1 .. 5.
inline Interval second_in_closed_form(long n, Precision bits) {
  const Interval one(1, bits), root = root_of(3, bits), pi = Interval::pi(bits);
  switch (n) {
    case 1:
    case 2: return one;
    case 3: return one + root / (Interval(2, bits) * pi);
    case 4: return one + root / pi;
    default: return one + ratio(5, 4, bits) * root / pi + ratio(5, 2, bits) * root * asin(ratio(1, 4, bits)) / sqr(pi);
  }
}

// E M_n^+, n = 1, 2; for n = 2 the mean of the largest of three centred normals is the sum of the standard deviations of
// their differences over 2 sqrt(2 pi).
inline Interval mean_with_zero_in_closed_form(long n, Precision bits) {
  const Interval root_two = root_of(2, bits), scale = sqrt(Interval(2, bits) * Interval::pi(bits));
  return n == 1 ? reciprocal(scale) : (Interval(2, bits) + root_two) / (Interval(2, bits) * scale);
}

// E (M_n^+)^2: for n = 2 it is 1 less E[min^2; both positive], in polar coordinates (2/pi) integral of sin^2 over [0, pi/4].
inline Interval second_with_zero_in_closed_form(long n, Precision bits) {
  return n == 1 ? ratio(1, 2, bits) : ratio(3, 4, bits) + reciprocal(Interval(2, bits) * Interval::pi(bits));
}

}  // namespace certibound::test
