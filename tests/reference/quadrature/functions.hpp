// The functions of one variable on every number type, with where arguments are drawn.
#pragma once

#include "support.hpp"

#include <vector>

namespace certibound::test {

struct Unary {
  const char* name;
  SharedIntegrand f;
  Rational lo, hi;  // inside the domain
};

#define CERTIBOUND_ENTRY(f, lo, hi) \
  Unary { #f, shared([](const auto& x) { return f(x); }), lo, hi }

inline std::vector<Unary> smooth_functions() {
  const Rational third(1, 3), one(1), most(9, 10);
  return {CERTIBOUND_ENTRY(sqr, -3, 3),
          CERTIBOUND_ENTRY(sqrt, third, 5),
          CERTIBOUND_ENTRY(sqrt_of_nonnegative, third, 5),
          CERTIBOUND_ENTRY(cbrt, -5, -third),
          CERTIBOUND_ENTRY(exp, -5, 5),
          CERTIBOUND_ENTRY(expm1, -1, 1),
          CERTIBOUND_ENTRY(log, third, 9),
          CERTIBOUND_ENTRY(log1p, -most, 3),
          CERTIBOUND_ENTRY(sin, -9, 9),
          CERTIBOUND_ENTRY(cos, -9, 9),
          CERTIBOUND_ENTRY(tan, -one, one),
          CERTIBOUND_ENTRY(asin, -most, most),
          CERTIBOUND_ENTRY(acos, -most, most),
          CERTIBOUND_ENTRY(atan, -4, 4),
          CERTIBOUND_ENTRY(sinh, -4, 4),
          CERTIBOUND_ENTRY(cosh, -4, 4),
          CERTIBOUND_ENTRY(tanh, -6, 6),
          CERTIBOUND_ENTRY(asinh, -4, 4),
          CERTIBOUND_ENTRY(acosh, Rational(11, 10), 5),
          CERTIBOUND_ENTRY(atanh, -most, most),
          CERTIBOUND_ENTRY(erf, -4, 4),
          CERTIBOUND_ENTRY(erfc, -4, 4),
          CERTIBOUND_ENTRY(normal_cdf, -6, 6),
          CERTIBOUND_ENTRY(normal_density, -6, 6),
          CERTIBOUND_ENTRY(gamma, third, 6),
          CERTIBOUND_ENTRY(lgamma, third, 6),
          CERTIBOUND_ENTRY(digamma, third, 6),
          Unary{"x^-3", shared([](const auto& x) { return pown(x, -3); }), third, 4},
          Unary{"x^7", shared([](const auto& x) { return pown(x, 7); }), -2, 2},
          Unary{"x^(5/3)", shared([](const auto& x) { return pow(x, number(5, 3, x)); }), third, 4},
          Unary{"x^x", shared([](const auto& x) { return pow(x, x); }), third, 4},
          Unary{"1/(x + 4)", shared([](const auto& x) { return number(1, 1, x) / (x + number(4, 1, x)); }), -3, 3},
          Unary{"min(x, 3) max(x, -9)",
                shared([](const auto& x) { return min(x, number(3, 1, x)) * max(x, number(-9, 1, x)); }), -2, 2},
          Unary{"abs(x) sign(x) step(x)", shared([](const auto& x) { return abs(x) * sign(x) * step(x); }), third, 4}};
}

#undef CERTIBOUND_ENTRY

}  // namespace certibound::test
