#include "moments.hpp"

#include <certibound/special/normal.hpp>

namespace certibound::concentration {

Expectation operator+(const Expectation& x, const Expectation& y) {
  if (x.infinite || y.infinite) return infinite();
  return finite(x.value + y.value);
}

Expectation operator*(const Interval& factor, const Expectation& x) {
  return x.infinite ? x : finite(factor * x.value);
}

Expectation inverse_root(const Interval& rest) {
  if (rest.hi().sign() <= 0) return infinite();
  if (!is_positive(rest)) return unknown(rest);
  return finite(rsqrt(rest));
}

Interval half_line_linear(const Interval& b) { return exp(sqr(b) * one_half(b) + normal_log_cdf(b)); }

// With s = (1 - 2 a slope^2)^(-1/2) it is s exp(a c^2 s^2) Phi(-2 a slope c s), complete the square; the two large exponents
// near the critical rate meet as logarithms. At the critical rate itself the square is gone: for slope c > 0 the integral of
// exp(a c^2 - 2 a slope c z)/sqrt(2 pi).
Expectation half_line_square(const Rational& slope, const Interval& c, const Interval& a) {
  const Interval two = whole(2, a), one = whole(1, a), k = exact(slope, a);
  const Interval rest = one - two * a * sqr(k), fall = two * a * k * c;
  if (is_negative(rest)) return infinite();
  if (is_zero(rest)) {
    if (is_positive(fall)) return finite(exp(a * sqr(c)) / (sqrt(two * Interval::pi(a.precision())) * fall));
    return is_zero(fall) || is_negative(fall) ? infinite() : unknown(a);
  }
  if (!is_positive(rest)) return unknown(a);
  const Interval s = rsqrt(rest);
  return finite(s * exp(a * sqr(c) / rest + normal_log_cdf(-fall * s)));
}

Interval half_line_absolute(const Rational& slope, const Interval& c, const Interval& a) {
  if (slope == 0) return one_half(a) * exp(a * abs(c));
  if (slope < 0) return half_line_absolute(Rational(-slope), -c, a);
  const Interval b = a * exact(slope, a);
  if (!is_positive(c)) {
    if (is_zero(c) || is_negative(c)) return exp(-a * c) * half_line_linear(b);
    return Interval::entire(a.precision());
  }
  const Interval kink = c / exact(slope, a), growth = exp(sqr(b) * one_half(a));
  const Interval before = normal_cdf(kink + b) - normal_cdf(b), after = normal_cdf(b - kink);
  return growth * (exp(a * c) * before + exp(-a * c) * after);
}

// Split at z = sqrt m; 1 - 2a and 1 + 2a are the inverse variances on both sides.
Expectation half_line_square_distance(const Rational& m, const Interval& a) {
  const Interval one = whole(1, a), two = whole(2, a), edge = sqrt(exact(m, a)), shift = a * exact(m, a);
  const Interval rest = one - two * a, more = sqrt(one + two * a);
  const Expectation wide = inverse_root(rest);
  if (wide.infinite || !is_positive(rest)) return wide;
  const Interval beyond = exp(-shift) * wide.value * normal_cdf(-edge * sqrt(rest));
  return finite(beyond + exp(shift) / more * (normal_cdf(edge * more) - one_half(a)));
}

}  // namespace certibound::concentration
