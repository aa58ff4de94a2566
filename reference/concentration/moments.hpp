// Gaussian integrals on a half line and what else the variables share. Internal to this room.
#pragma once

#include <certibound/concentration/variable.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

namespace certibound::concentration {

inline Interval whole(long value, const Interval& like) { return {value, like.precision()}; }
inline Interval exact(const Rational& value, const Interval& like) { return {value, like.precision()}; }
inline Interval one_half(const Interval& like) { return {Rational(1, 2), like.precision()}; }

inline Expectation infinite() { return {Interval::entire(53), true}; }
inline Expectation unknown(const Interval& like) { return {Interval::entire(like.precision()), false}; }
inline Expectation finite(const Interval& value) { return {value, false}; }

inline bool is_positive(const Interval& x) { return !x.is_empty() && x.lo().sign() > 0; }
inline bool is_negative(const Interval& x) { return !x.is_empty() && x.hi().sign() < 0; }
inline bool is_zero(const Interval& x) { return x.is_point() && x.lo().is_zero(); }

// The sum; infinite if one of them is.
Expectation operator+(const Expectation& x, const Expectation& y);
Expectation operator*(const Interval& factor, const Expectation& x);  // REQUIRES: factor > 0

// (1 - 2a)^(-1/2) of E exp(a Z^2): infinite for a >= 1/2.
Expectation inverse_root(const Interval& rest);  // rest = 1 - 2a

// Integral over z > 0 of phi(z) exp(b z) = exp(b^2/2) Phi(b).
Interval half_line_linear(const Interval& b);
// of phi(z) exp(a (slope z - c)^2), a >= 0.
Expectation half_line_square(const Rational& slope, const Interval& c, const Interval& a);
// of phi(z) exp(a |slope z - c|), a >= 0.
Interval half_line_absolute(const Rational& slope, const Interval& c, const Interval& a);
// of phi(z) exp(a |z^2 - m|), m > 0, a >= 0.
Expectation half_line_square_distance(const Rational& m, const Interval& a);

inline void say(std::string* why, const char* sentence) {
  if (why != nullptr) *why = sentence;
}

}  // namespace certibound::concentration
