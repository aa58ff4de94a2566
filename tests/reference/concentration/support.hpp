// What the tests of this room share: exact numbers, the variables under test, relative widths.
#pragma once

#include <certibound/concentration/orlicz.hpp>
#include <certibound/concentration/tail_bounds.hpp>
#include <certibound/interval.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace certibound::test {

inline Interval rational(const char* text, Precision bits = 400) { return {*parse_rational(text), bits}; }
inline std::string show(const Interval& x) { return to_string(x, 30); }

// log2 of the width over the size; -10^9 for a point, 10^9 if unbounded, empty or around 0.
inline long relative_exponent(const Interval& x) {
  if (x.is_empty() || !x.is_bounded()) return 1'000'000'000;
  const Float width = wid(x), size = mig(x);
  if (width.is_zero()) return -1'000'000'000;
  return size.is_zero() ? 1'000'000'000 : mpfr_get_exp(width.get()) - mpfr_get_exp(size.get()) + 1;
}

constexpr Centring kPlain = Centring::as_it_is, kCentred = Centring::centred;

inline Variable normal(const Rational& s) { return piecewise_linear(s, s); }
inline Variable relu(Centring centring = kPlain) { return piecewise_linear(1, 0, centring); }
inline Variable constant_variable(const Rational& c) { return *two_values(c, 0, 1); }

// All with closed forms.
inline std::vector<Variable> closed_variables() {
  return {*two_values(2, Rational(-1, 3), Rational(1, 7)),
          *exponential(Rational(3, 4)),
          normal(Rational(5, 2)),
          relu(),
          relu(kCentred),
          piecewise_linear(1, Rational(1, 100), kCentred),
          piecewise_linear(Rational(1, 2), -1, kCentred),
          piecewise_linear(1, -1),
          *chi_square(1),
          *chi_square(1, kCentred),
          *chi_square(5, kCentred),
          relu_square(),
          relu_square(kCentred),
          *normal_product(Rational(1, 3)),
          *normal_product(-1),
          *relu_product(Rational(-1, 2)),
          *relu_product(1)};
}

}  // namespace certibound::test
