#include <certibound/language/gradient.hpp>

namespace certibound::language {
namespace {

Precision bits_of(const Range& x) { return x.value.precision(); }
Range number(long n, const Range& like) { return constant(Rational(n), bits_of(like)); }

// A derivative that exists nowhere on the range (an empty enclosure) says nothing about slopes.
Range slope_or_unknown(Range derivative) {
  return derivative.value.is_empty() ? unknown(derivative.value.precision()) : derivative;
}

// f(x) with derivative range d: the chain rule for slopes.
Gradient chain(Range value, const Range& derivative, const Gradient& x) {
  Gradient out{std::move(value), {}};
  const Range d = slope_or_unknown(derivative);
  for (const Range& s : x.slope) out.slope.push_back(d * s);
  return out;
}

template <typename F>
Gradient combine(Range value, const Gradient& x, const Gradient& y, F slope) {
  Gradient out{std::move(value), {}};
  for (std::size_t i = 0; i < x.slope.size(); ++i) out.slope.push_back(slope_or_unknown(slope(x.slope[i], y.slope[i])));
  return out;
}

Range one_minus_square(const Range& x) {
  // (1 - x)(1 + x) is tighter than 1 - x^2 near the ends.
  return (number(1, x) - x) * (number(1, x) + x);
}

}  // namespace

Gradient operator-(const Gradient& x) { return chain(-x.value, number(-1, x.value), x); }
Gradient operator+(const Gradient& x, const Gradient& y) {
  return combine(x.value + y.value, x, y, [](const Range& a, const Range& b) { return a + b; });
}
Gradient operator-(const Gradient& x, const Gradient& y) {
  return combine(x.value - y.value, x, y, [](const Range& a, const Range& b) { return a - b; });
}
// u v - u' v' = u (v - v') + v' (u - u')
Gradient operator*(const Gradient& x, const Gradient& y) {
  return combine(x.value * y.value, x, y, [&](const Range& a, const Range& b) { return a * y.value + x.value * b; });
}
// u/v - u'/v' = ((u - u') - (u'/v') (v - v')) / v
Gradient operator/(const Gradient& x, const Gradient& y) {
  const Range quotient = x.value / y.value;
  return combine(quotient, x, y, [&](const Range& a, const Range& b) { return (a - quotient * b) / y.value; });
}

Gradient power(const Gradient& x, long n) {
  if (n == 0) return chain(power(x.value, 0), number(0, x.value), x);
  return chain(power(x.value, n), number(n, x.value) * power(x.value, n - 1), x);
}

Gradient real_power(const Gradient& x, const Gradient& y) {
  const Range value = real_power(x.value, y.value);
  const Range in_base = y.value * real_power(x.value, y.value - number(1, x.value));
  Gradient out = chain(value, in_base, x);
  bool constant_exponent = y.value.value.is_point();
  for (const Range& s : y.slope) constant_exponent = constant_exponent && certainly_zero(s);
  if (constant_exponent) return out;
  const Gradient through_exponent = chain(value, value * log(x.value), y);
  for (std::size_t i = 0; i < out.slope.size(); ++i) out.slope[i] = out.slope[i] + through_exponent.slope[i];
  return out;
}

Gradient min(const Gradient& x, const Gradient& y) { return -max(-x, -y); }
Gradient max(const Gradient& x, const Gradient& y) {
  const Range difference = x.value - y.value;
  const Range value = max(x.value, y.value);
  if (certainly_nonnegative(difference)) return {value, x.slope};
  if (certainly_nonpositive(difference)) return {value, y.slope};
  return combine(value, x, y, [](const Range& a, const Range& b) { return hull(a, b); });
}

Gradient sqrt(const Gradient& x) {
  const Range root = sqrt(x.value);
  return chain(root, number(1, root) / (number(2, root) * root), x);
}
Gradient cbrt(const Gradient& x) {
  const Range root = cbrt(x.value);
  return chain(root, number(1, root) / (number(3, root) * power(root, 2)), x);
}
Gradient exp(const Gradient& x) {
  const Range value = exp(x.value);
  return chain(value, value, x);
}
Gradient log(const Gradient& x) { return chain(log(x.value), number(1, x.value) / x.value, x); }
Gradient log1p(const Gradient& x) {
  return chain(log1p(x.value), number(1, x.value) / (number(1, x.value) + x.value), x);
}
Gradient expm1(const Gradient& x) { return chain(expm1(x.value), exp(x.value), x); }
Gradient sin(const Gradient& x) { return chain(sin(x.value), cos(x.value), x); }
Gradient cos(const Gradient& x) { return chain(cos(x.value), -sin(x.value), x); }
Gradient tan(const Gradient& x) {
  const Range value = tan(x.value);
  return chain(value, number(1, value) + power(value, 2), x);
}
Gradient asin(const Gradient& x) {
  return chain(asin(x.value), number(1, x.value) / sqrt(one_minus_square(x.value)), x);
}
Gradient acos(const Gradient& x) {
  return chain(acos(x.value), -(number(1, x.value) / sqrt(one_minus_square(x.value))), x);
}
Gradient atan(const Gradient& x) {
  return chain(atan(x.value), number(1, x.value) / (number(1, x.value) + power(x.value, 2)), x);
}
Gradient sinh(const Gradient& x) { return chain(sinh(x.value), cosh(x.value), x); }
Gradient cosh(const Gradient& x) { return chain(cosh(x.value), sinh(x.value), x); }
Gradient tanh(const Gradient& x) { return chain(tanh(x.value), number(1, x.value) / power(cosh(x.value), 2), x); }
Gradient abs(const Gradient& x) {
  if (certainly_nonnegative(x.value)) return {abs(x.value), x.slope};
  if (certainly_nonpositive(x.value)) return -x;
  Range both{Interval(Rational(-1), Rational(1), bits_of(x.value)), true, false, false};
  return chain(abs(x.value), both, x);
}
Gradient erf(const Gradient& x) {
  const Range scale = number(2, x.value) / sqrt(pi_range(bits_of(x.value)));
  return chain(erf(x.value), scale * exp(-power(x.value, 2)), x);
}
Gradient erfc(const Gradient& x) {
  const Range scale = number(-2, x.value) / sqrt(pi_range(bits_of(x.value)));
  return chain(erfc(x.value), scale * exp(-power(x.value, 2)), x);
}
Gradient normal_cdf(const Gradient& x) { return chain(normal_cdf(x.value), normal_density(x.value), x); }
Gradient normal_density(const Gradient& x) {
  const Range value = normal_density(x.value);
  return chain(value, -(x.value * value), x);
}
Gradient gamma(const Gradient& x) {
  const Range value = gamma(x.value);
  return chain(value, value * digamma(x.value), x);
}
Gradient lgamma(const Gradient& x) { return chain(lgamma(x.value), digamma(x.value), x); }
Gradient rhat(const Gradient& x) { return chain(rhat(x.value), rhat_derivative(x.value), x); }
// Rhat''(rho) = 1 / (pi sqrt(1 - rho^2))
Gradient rhat_derivative(const Gradient& x) {
  const Range pi = pi_range(bits_of(x.value));
  return chain(rhat_derivative(x.value), number(1, x.value) / (pi * sqrt(one_minus_square(x.value))), x);
}

namespace {

struct GradientArithmetic {
  Precision bits;
  std::size_t variables;

  Gradient constant_of(Range value) const { return {std::move(value), std::vector(variables, constant(0, bits))}; }
  Gradient literal(const Rational& value) const { return constant_of(constant(value, bits)); }
  Gradient pi() const { return constant_of(pi_range(bits)); }
  Gradient e() const { return constant_of(e_range(bits)); }
  Gradient unknown() const { return {language::unknown(bits), std::vector(variables, language::unknown(bits))}; }
  std::optional<Integer> whole(const Gradient& x) const { return RangeArithmetic{bits}.whole(x.value); }

  // The chain rule over all operands; those that do not move have no part in it.
  Gradient call(const Call& call, const std::vector<Gradient>& operands) const {
    std::vector<Range> values;
    for (const Gradient& x : operands) values.push_back(x.value);
    Gradient out = constant_of(call_value(call, values, bits));
    const std::vector<Range> partial = call_slopes(call, values, bits);
    for (std::size_t i = 0; i < variables; ++i) {
      for (std::size_t k = 0; k < operands.size(); ++k) {
        const Range& slope = operands[k].slope[i];
        if (!certainly_zero(slope)) out.slope[i] = out.slope[i] + partial[k] * slope;
      }
    }
    return out;
  }
};

}  // namespace

std::vector<Gradient> enclose_with_slopes(const Program& program, const std::vector<Range>& variables, Precision bits) {
  const GradientArithmetic arithmetic{bits, variables.size()};
  std::vector<Gradient> inputs;
  for (const Range& x : variables) {
    inputs.push_back(arithmetic.constant_of(x));
    inputs.back().slope[inputs.size() - 1] = constant(1, bits);
  }
  return program.run<Gradient>(arithmetic, inputs);
}

}  // namespace certibound::language
