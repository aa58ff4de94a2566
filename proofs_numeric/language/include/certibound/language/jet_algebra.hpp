// The functions of the language on jets, for any scalar that has them and the helpers that jet.hpp lists (`scalar`, `pi_like`,
// `unknown_like`, `known_nonnegative`, `certainly_zero`). Included where a Program is run on jets.
#pragma once

#include <certibound/language/jet.hpp>

#include <cstddef>

namespace certibound::language {

template <typename S>
S number(long n, const S& like) {
  return scalar(Rational(n), like);
}

template <typename S>
Jet<S> zeros_like(const Jet<S>& x) {
  return {std::vector<S>(x.c.size(), number(0, x.c[0]))};
}

// c, and nothing known beyond.
template <typename S>
Jet<S> only_value(const S& value, std::size_t size) {
  Jet<S> out{std::vector<S>(size, unknown_like(value))};
  out.c[0] = value;
  return out;
}

// sum_{i=from}^{k} i a_i b_{k-i}, the convolution of a' with b.
template <typename S>
S weighted(const std::vector<S>& a, const std::vector<S>& b, std::size_t k, std::size_t from, std::size_t to) {
  S sum = number(0, a[0]);
  for (std::size_t i = from; i <= to; ++i) sum = sum + number(static_cast<long>(i), a[0]) * a[i] * b[k - i];
  return sum;
}

// The jet of f(x) from its value and the jet of f'(x).
template <typename S>
Jet<S> integrate(const S& value, const Jet<S>& derivative, const Jet<S>& x) {
  Jet<S> out = zeros_like(x);
  out.c[0] = value;
  for (std::size_t k = 1; k < x.c.size(); ++k) {
    out.c[k] = weighted(x.c, derivative.c, k, 1, k) / number(static_cast<long>(k), value);
  }
  return out;
}

template <typename S>
Jet<S> operator-(const Jet<S>& x) {
  Jet<S> out = x;
  for (S& s : out.c) s = -s;
  return out;
}

template <typename S>
Jet<S> operator+(const Jet<S>& x, const Jet<S>& y) {
  Jet<S> out = x;
  for (std::size_t k = 0; k < out.c.size(); ++k) out.c[k] = x.c[k] + y.c[k];
  return out;
}

template <typename S>
Jet<S> operator-(const Jet<S>& x, const Jet<S>& y) {
  Jet<S> out = x;
  for (std::size_t k = 0; k < out.c.size(); ++k) out.c[k] = x.c[k] - y.c[k];
  return out;
}

template <typename S>
Jet<S> operator*(const Jet<S>& x, const Jet<S>& y) {
  Jet<S> out = zeros_like(x);
  for (std::size_t k = 0; k < x.c.size(); ++k) {
    for (std::size_t i = 0; i <= k; ++i) out.c[k] = out.c[k] + x.c[i] * y.c[k - i];
  }
  return out;
}

template <typename S>
Jet<S> operator/(const Jet<S>& x, const Jet<S>& y) {
  Jet<S> out = zeros_like(x);
  for (std::size_t k = 0; k < x.c.size(); ++k) {
    S rest = x.c[k];
    for (std::size_t i = 1; i <= k; ++i) rest = rest - y.c[i] * out.c[k - i];
    out.c[k] = rest / y.c[0];
  }
  return out;
}

template <typename S>
Jet<S> plus(const Jet<S>& x, long n) {
  Jet<S> out = x;
  out.c[0] = x.c[0] + number(n, x.c[0]);
  return out;
}

template <typename S>
Jet<S> scaled(const S& factor, const Jet<S>& x) {
  Jet<S> out = x;
  for (S& s : out.c) s = factor * s;
  return out;
}

template <typename S>
Jet<S> reciprocal(const Jet<S>& x) {
  Jet<S> one = zeros_like(x);
  one.c[0] = number(1, x.c[0]);
  return one / x;
}

template <typename S>
Jet<S> power(const Jet<S>& x, long n) {
  if (n < 0) return reciprocal(power(x, -n));
  Jet<S> out = zeros_like(x), base = x;
  out.c[0] = number(1, x.c[0]);
  for (unsigned long bits = static_cast<unsigned long>(n); bits != 0; bits >>= 1) {
    if (bits & 1) out = out * base;
    if (bits > 1) base = base * base;
  }
  out.c[0] = power(x.c[0], n);  // an even power is known not to be negative
  return out;
}

// y = x^p for a constant p: x y' = p x' y.
template <typename S>
Jet<S> constant_power(const S& value, const S& p, const Jet<S>& x) {
  Jet<S> out = zeros_like(x);
  out.c[0] = value;
  for (std::size_t k = 1; k < x.c.size(); ++k) {
    S sum = number(0, value);
    for (std::size_t i = 1; i <= k; ++i) {
      const S weight = p * number(static_cast<long>(i), value) - number(static_cast<long>(k - i), value);
      sum = sum + weight * x.c[i] * out.c[k - i];
    }
    out.c[k] = sum / (number(static_cast<long>(k), value) * x.c[0]);
  }
  return out;
}

template <typename S>
Jet<S> sqrt(const Jet<S>& x) {
  Jet<S> out = zeros_like(x);
  out.c[0] = sqrt(x.c[0]);
  for (std::size_t k = 1; k < x.c.size(); ++k) {
    S rest = x.c[k];
    for (std::size_t i = 1; i < k; ++i) rest = rest - out.c[i] * out.c[k - i];
    out.c[k] = rest / (number(2, out.c[0]) * out.c[0]);
  }
  return out;
}

template <typename S>
Jet<S> cbrt(const Jet<S>& x) {
  return constant_power(cbrt(x.c[0]), scalar(Rational(1, 3), x.c[0]), x);
}

template <typename S>
Jet<S> exponential(const S& value, const Jet<S>& x) {
  Jet<S> out = zeros_like(x);
  out.c[0] = value;
  for (std::size_t k = 1; k < x.c.size(); ++k) {
    out.c[k] = weighted(x.c, out.c, k, 1, k) / number(static_cast<long>(k), value);
  }
  return out;
}

template <typename S>
Jet<S> exp(const Jet<S>& x) {
  return exponential(exp(x.c[0]), x);
}

template <typename S>
Jet<S> expm1(const Jet<S>& x) {
  Jet<S> out = exp(x);
  out.c[0] = expm1(x.c[0]);
  return out;
}

template <typename S>
Jet<S> log(const Jet<S>& x) {
  return integrate(log(x.c[0]), reciprocal(x), x);
}

template <typename S>
Jet<S> log1p(const Jet<S>& x) {
  return integrate(log1p(x.c[0]), reciprocal(plus(x, 1)), x);
}

template <typename S>
Jet<S> real_power(const Jet<S>& x, const Jet<S>& y) {
  const S value = real_power(x.c[0], y.c[0]);
  bool constant_exponent = true;
  for (std::size_t k = 1; k < y.c.size(); ++k) constant_exponent = constant_exponent && certainly_zero(y.c[k]);
  if (constant_exponent) return constant_power(value, y.c[0], x);
  return exponential(value, y * log(x));
}

// sin and cos (or sinh and cosh, with sign = +1 for the derivative of the second) climb together.
template <typename S>
void circular(const Jet<S>& x, long sign, Jet<S>& sine, Jet<S>& cosine) {
  for (std::size_t k = 1; k < x.c.size(); ++k) {
    const S by = number(static_cast<long>(k), x.c[0]);
    sine.c[k] = weighted(x.c, cosine.c, k, 1, k) / by;
    cosine.c[k] = number(sign, x.c[0]) * weighted(x.c, sine.c, k, 1, k) / by;
  }
}

template <typename S>
std::pair<Jet<S>, Jet<S>> sin_cos(const Jet<S>& x) {
  Jet<S> s = zeros_like(x), c = zeros_like(x);
  s.c[0] = sin(x.c[0]);
  c.c[0] = cos(x.c[0]);
  circular(x, -1, s, c);
  return {s, c};
}

template <typename S>
std::pair<Jet<S>, Jet<S>> sinh_cosh(const Jet<S>& x) {
  Jet<S> s = zeros_like(x), c = zeros_like(x);
  s.c[0] = sinh(x.c[0]);
  c.c[0] = cosh(x.c[0]);
  circular(x, 1, s, c);
  return {s, c};
}

template <typename S>
Jet<S> sin(const Jet<S>& x) {
  return sin_cos(x).first;
}
template <typename S>
Jet<S> cos(const Jet<S>& x) {
  return sin_cos(x).second;
}
template <typename S>
Jet<S> tan(const Jet<S>& x) {
  const auto [s, c] = sin_cos(x);
  Jet<S> out = s / c;
  out.c[0] = tan(x.c[0]);
  return out;
}
template <typename S>
Jet<S> sinh(const Jet<S>& x) {
  return sinh_cosh(x).first;
}
template <typename S>
Jet<S> cosh(const Jet<S>& x) {
  return sinh_cosh(x).second;
}
template <typename S>
Jet<S> tanh(const Jet<S>& x) {
  const auto [s, c] = sinh_cosh(x);
  Jet<S> out = s / c;
  out.c[0] = tanh(x.c[0]);
  return out;
}

// 1 / sqrt(1 - x^2)
template <typename S>
Jet<S> arc_density(const Jet<S>& x) {
  return reciprocal(sqrt((-plus(x, -1)) * plus(x, 1)));
}

template <typename S>
Jet<S> asin(const Jet<S>& x) {
  return integrate(asin(x.c[0]), arc_density(x), x);
}
template <typename S>
Jet<S> acos(const Jet<S>& x) {
  return integrate(acos(x.c[0]), -arc_density(x), x);
}
template <typename S>
Jet<S> atan(const Jet<S>& x) {
  return integrate(atan(x.c[0]), reciprocal(plus(x * x, 1)), x);
}

// Rhat' = 1 - acos/pi and Rhat'' = 1/(pi sqrt(1 - rho^2)).
template <typename S>
Jet<S> rhat_derivative(const Jet<S>& x) {
  const S inverse_pi = number(1, x.c[0]) / pi_like(x.c[0]);
  return integrate(rhat_derivative(x.c[0]), scaled(inverse_pi, arc_density(x)), x);
}
template <typename S>
Jet<S> rhat(const Jet<S>& x) {
  return integrate(rhat(x.c[0]), rhat_derivative(x), x);
}

template <typename S>
Jet<S> abs(const Jet<S>& x) {
  if (known_nonnegative(x.c[0])) return x;
  if (known_nonnegative(-x.c[0])) return -x;
  return only_value(abs(x.c[0]), x.c.size());
}
template <typename S>
Jet<S> max(const Jet<S>& x, const Jet<S>& y) {
  if (known_nonnegative(x.c[0] - y.c[0])) return x;
  if (known_nonnegative(y.c[0] - x.c[0])) return y;
  return only_value(max(x.c[0], y.c[0]), x.c.size());
}
template <typename S>
Jet<S> min(const Jet<S>& x, const Jet<S>& y) {
  return -max(-x, -y);
}

// (2/sqrt pi) exp(-x^2)
template <typename S>
Jet<S> erf_density(const Jet<S>& x) {
  return scaled(number(2, x.c[0]) / sqrt(pi_like(x.c[0])), exp(-(x * x)));
}
template <typename S>
Jet<S> erf(const Jet<S>& x) {
  return integrate(erf(x.c[0]), erf_density(x), x);
}
template <typename S>
Jet<S> erfc(const Jet<S>& x) {
  return integrate(erfc(x.c[0]), -erf_density(x), x);
}
template <typename S>
Jet<S> normal_density(const Jet<S>& x) {
  return exponential(normal_density(x.c[0]), scaled(scalar(Rational(-1, 2), x.c[0]), x * x));
}
template <typename S>
Jet<S> normal_cdf(const Jet<S>& x) {
  return integrate(normal_cdf(x.c[0]), normal_density(x), x);
}

// Beyond the first derivative the polygamma functions would be needed; those coefficients stay unknown.
template <typename S>
Jet<S> lgamma(const Jet<S>& x) {
  return integrate(lgamma(x.c[0]), only_value(digamma(x.c[0]), x.c.size()), x);
}
template <typename S>
Jet<S> gamma(const Jet<S>& x) {
  return exponential(gamma(x.c[0]), lgamma(x));
}

}  // namespace certibound::language
