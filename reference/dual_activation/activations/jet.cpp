#include "jet.hpp"

namespace certibound {
namespace {

// sum_{i = first}^{k} x_i y_{k-i}
Interval convolution(const Jet& x, const Jet& y, int k, int first = 0) {
  Interval sum(0L, x.precision());
  for (int i = first; i <= k; ++i) sum = fma(x[i], y[k - i], sum);
  return sum;
}

Interval number(long value, const Jet& like) { return {value, like.precision()}; }

}  // namespace

Jet::Jet(const Interval& constant, int order)
    : c_(static_cast<std::size_t>(order) + 1, Interval(0L, constant.precision())) {
  c_[0] = constant;
}

Jet Jet::line(const Interval& value, const Interval& slope, int order) {
  Jet out(value, order);
  if (order >= 1) out[1] = slope;
  return out;
}

Jet Jet::primitive(const Interval& value, const Jet& derivative) {
  Jet out(value, derivative.order() + 1);
  for (int k = 0; k <= derivative.order(); ++k) out[k + 1] = derivative[k] / number(k + 1, derivative);
  return out;
}

Interval Jet::derivative(int k) const {
  Interval value = (*this)[k];
  for (long i = 2; i <= k; ++i) value = value * number(i, *this);
  return value;
}

Jet Jet::truncated(int order) const {
  Jet out(*this);
  out.c_.resize(static_cast<std::size_t>(order) + 1, Interval(0L, precision()));
  return out;
}

Jet Jet::differentiated() const {
  Jet out(c_[0], order() - 1);
  for (int k = 0; k < order(); ++k) out[k] = (*this)[k + 1] * number(k + 1, *this);
  return out;
}

Jet operator-(const Jet& x) {
  Jet out(x);
  for (int k = 0; k <= x.order(); ++k) out[k] = -x[k];
  return out;
}

Jet operator+(const Jet& x, const Jet& y) {
  Jet out(x);
  for (int k = 0; k <= x.order(); ++k) out[k] = x[k] + y[k];
  return out;
}

Jet operator-(const Jet& x, const Jet& y) {
  Jet out(x);
  for (int k = 0; k <= x.order(); ++k) out[k] = x[k] - y[k];
  return out;
}

Jet operator*(const Jet& x, const Jet& y) {
  Jet out(x);
  for (int k = 0; k <= x.order(); ++k) out[k] = convolution(x, y, k);
  return out;
}

// z y = x.
Jet operator/(const Jet& x, const Jet& y) {
  Jet out(x);
  for (int k = 0; k <= x.order(); ++k) {
    Interval rest = x[k];
    for (int i = 0; i < k; ++i) rest = rest - out[i] * y[k - i];
    out[k] = rest / y[0];
  }
  return out;
}

Jet operator*(const Interval& x, const Jet& y) {
  Jet out(y);
  for (int k = 0; k <= y.order(); ++k) out[k] = x * y[k];
  return out;
}

// z^2 = x.
Jet sqrt(const Jet& x) {
  Jet out(x);
  out[0] = sqrt(x[0]);
  for (int k = 1; k <= x.order(); ++k) {
    Interval rest = x[k];
    for (int i = 1; i < k; ++i) rest = rest - out[i] * out[k - i];
    out[k] = rest / (number(2, x) * out[0]);
  }
  return out;
}

// z' = x' z.
Jet exp(const Jet& x) {
  Jet out(x);
  out[0] = exp(x[0]);
  for (int k = 1; k <= x.order(); ++k) {
    Interval sum = number(0, x);
    for (int i = 1; i <= k; ++i) sum = sum + number(i, x) * x[i] * out[k - i];
    out[k] = sum / number(k, x);
  }
  return out;
}

// s' = x' c, c' = x' s.
std::pair<Jet, Jet> sinh_cosh(const Jet& x) {
  Jet s(x), c(x);
  s[0] = sinh(x[0]);
  c[0] = cosh(x[0]);
  for (int k = 1; k <= x.order(); ++k) {
    Interval for_s = number(0, x), for_c = for_s;
    for (int i = 1; i <= k; ++i) {
      const Interval slope = number(i, x) * x[i];
      for_s = for_s + slope * c[k - i];
      for_c = for_c + slope * s[k - i];
    }
    s[k] = for_s / number(k, x);
    c[k] = for_c / number(k, x);
  }
  return {s, c};
}

Jet normal_density(const Jet& x) {
  const Interval half = reciprocal(number(2, x)), norm = sqrt(number(2, x) * Interval::pi(x.precision()));
  Jet out = reciprocal(norm) * exp(-(half * (x * x)));
  out[0] = normal_density(x[0]);
  return out;
}

// z' = phi(x) x'.
Jet normal_cdf(const Jet& x) {
  const Interval value = normal_cdf(x[0]);
  if (x.order() == 0) return {value, 0};
  return Jet::primitive(value, normal_density(x.truncated(x.order() - 1)) * x.differentiated());
}

}  // namespace certibound
