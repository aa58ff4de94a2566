// Exact: numbers of the form  sum q_i sqrt(n_i) pi^(k_i/2)  with rational q_i, squarefree n_i >= 1 and integers k_i.
//
// The numbers sqrt(n) are linearly independent over the rationals and pi is transcendental, so such a number is zero only
// if every q_i is: equality is decidable. This settles what no enclosure can: that two sides meet exactly at a point.
// A value that is not of this form (or not known to be) is `unknown`, and unknown spreads.
#pragma once

#include <certibound/interval/functions.hpp>

#include <map>
#include <optional>
#include <utility>

namespace certibound::language {

class Exact {
 public:
  Exact() = default;  // unknown
  explicit Exact(const Rational& value);
  static Exact pi();
  static Exact monomial(const Rational& coefficient, const Integer& radicand, int half_powers_of_pi);

  bool known() const { return known_; }
  bool is_zero() const { return known_ && terms_.empty(); }
  std::optional<Rational> rational() const;  // if it is one
  // -1, 0 or 1; 2 if unknown or not decided within 4096 bits.
  int sign() const;
  // REQUIRES: known.
  Interval enclosure(Precision bits) const;

  friend Exact operator-(const Exact& x);
  friend Exact operator+(const Exact& x, const Exact& y);
  friend Exact operator-(const Exact& x, const Exact& y) { return x + (-y); }
  friend Exact operator*(const Exact& x, const Exact& y);
  friend Exact operator/(const Exact& x, const Exact& y);  // unknown unless y is a single term
  friend Exact sqrt(const Exact& x);                       // unknown unless x is a single term

 private:
  using Monomial = std::pair<int, Integer>;  // half powers of pi, squarefree radicand
  void add(const Monomial& monomial, const Rational& coefficient);

  bool known_ = false;
  std::map<Monomial, Rational> terms_;
};

// Functions at the arguments where the value is known to be of the form above; unknown elsewhere.
Exact power(const Exact& x, long n);
Exact real_power(const Exact& x, const Exact& y);
Exact min(const Exact& x, const Exact& y);
Exact max(const Exact& x, const Exact& y);
Exact abs(const Exact& x);
Exact cbrt(const Exact& x);
Exact exp(const Exact& x);
Exact log(const Exact& x);
Exact log1p(const Exact& x);
Exact expm1(const Exact& x);
Exact sin(const Exact& x);
Exact cos(const Exact& x);
Exact tan(const Exact& x);
Exact asin(const Exact& x);
Exact acos(const Exact& x);
Exact atan(const Exact& x);
Exact sinh(const Exact& x);
Exact cosh(const Exact& x);
Exact tanh(const Exact& x);
Exact erf(const Exact& x);
Exact erfc(const Exact& x);
Exact normal_cdf(const Exact& x);
Exact normal_density(const Exact& x);
Exact gamma(const Exact& x);
Exact lgamma(const Exact& x);
Exact digamma(const Exact& x);
Exact rhat(const Exact& x);
Exact rhat_derivative(const Exact& x);

}  // namespace certibound::language
