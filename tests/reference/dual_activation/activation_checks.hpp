// What the tests of the activations share.
#pragma once

#include <certibound/dual_activation/activation.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

namespace certibound {

inline std::shared_ptr<const Activation> named(const std::string& name) {
  const FoundActivation found = find_activation(name);
  EXPECT_EQ(found.kind, NameKind::known) << name << ": " << found.wanted;
  return found.activation;
}

inline Interval exact(const Rational& x, Precision bits = 128) { return {x, bits}; }

inline GaussianPair pair(const Rational& rho, const Rational& q1 = 1, const Rational& q2 = 1, Precision bits = 128) {
  return {exact(rho, bits), exact(q1, bits), exact(q2, bits)};
}

// Whether two enclosures may hold the same number.
inline bool meets(const Interval& x, const Interval& y) { return !x.is_empty() && !y.is_empty() && !disjoint(x, y); }

inline double middle(const Interval& x) { return mpfr_get_d(mid(x).get(), MPFR_RNDN); }

// Difference of the exponents of size and width: the correct bits.
inline long correct_bits(const Interval& x) {
  if (x.is_point()) return 100000;
  if (x.is_empty() || !x.is_bounded()) return -1;
  const Float size = mig(x), width = wid(x);
  return size.is_zero() ? 0 : mpfr_get_exp(size.get()) - mpfr_get_exp(width.get());
}

// wid(x) <= 2^exponent
inline bool narrower(const Interval& x, long exponent) {
  return x.is_bounded() && mpfr_cmp_ui_2exp(wid(x).get(), 1, exponent) <= 0;
}

// Within one unit of the last printed digit of a decimal.
inline bool agrees_with_decimal(const Interval& x, const std::string& decimal) {
  const std::size_t point = decimal.find('.');
  const long digits = static_cast<long>(decimal.size() - point - 1);
  const Rational value = *parse_rational(decimal), unit = power(Rational(10), -digits);
  return meets(x, Interval(value - unit, value + unit, 200));
}

inline std::string where(const std::string& name, const Rational& rho, const Rational& q1 = 1, const Rational& q2 = 1) {
  return name + " at rho = " + to_string(rho) + ", variances " + to_string(q1) + ", " + to_string(q2);
}

}  // namespace certibound
