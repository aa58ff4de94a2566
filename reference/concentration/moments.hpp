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

// Sub-exponential up to this rate, not sub-Gaussian.
inline std::function<std::optional<Rational>(Orlicz)> only_psi1(const Rational& rate) {
  return [rate](Orlicz psi) -> std::optional<Rational> { return psi == Orlicz::psi1 ? rate : Rational(0); };
}

// psi_1 by the function, psi_2 infinite for every rate > 0.
template <typename Moment>
std::function<Expectation(Orlicz, const Interval&)> sub_exponential(Moment moment) {
  return [moment](Orlicz psi, const Interval& rate) {
    if (psi == Orlicz::psi1) return moment(rate);
    return is_positive(rate) ? infinite() : unknown(rate);
  };
}

inline std::function<Interval(Precision)> rational_mean(const Rational& mean) {
  return [mean](Precision bits) { return Interval(mean, bits); };
}

inline std::string title(const std::string& name, Centring centring) {
  return centring == Centring::centred ? name + " less its mean" : name;
}

inline void say(std::string* why, const char* sentence) {
  if (why != nullptr) *why = sentence;
}

}  // namespace certibound::concentration
