// The functions of this room by other formulas, in MPFR intervals only: what the room computes by Arb is computed here
// without it, and what it computes in MPFR by another expansion.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

namespace certibound::test {

// P(a, x) = x^a e^-x/Gamma(a + 1) sum of x^k/((a+1)..(a+k)), DLMF 8.7.1, at points a > 0, x > 0; the ratio of the terms
// falls, so the rest after a ratio r < 1 is at most the next term over 1 - r.
inline Interval gamma_p_by_series(const Interval& a, const Interval& x) {
  const Precision bits = x.precision();
  const Interval one(1, bits), small(power(Rational(2), -bits), bits);
  Interval term = one, sum = one;
  for (long k = 1;; ++k) {
    const Interval ratio = x / (a + Interval(k, bits));
    term = term * ratio;
    if (certainly(less(ratio, Interval(Rational(1, 2), bits))) && certainly(less(term, small))) {
      sum = sum + hull(Interval(0, bits), term / (one - ratio));
      break;
    }
    sum = sum + term;
  }
  return exp(a * log(x) - x - lgamma(a + one)) * sum;
}

// I_x(a, b) = x^a (1-x)^b/(a B(a, b)) sum of (a+b)_k/(a+1)_k x^k, DLMF 8.17.8, for x <= 1/2, else by 1 - I_(1-x)(b, a). The
// ratios tend to x monotonically, so later ones are at most the greater of x and the present one.
inline Interval incomplete_beta_by_series(const Interval& x, const Interval& a, const Interval& b) {
  const Precision bits = x.precision();
  const Interval one(1, bits), small(power(Rational(2), -bits), bits), half(Rational(1, 2), bits);
  if (!certainly(less_equal(x, half))) return one - incomplete_beta_by_series(one - x, b, a);
  Interval term = one, sum = one;
  for (long k = 0;; ++k) {
    const Interval ratio = (a + b + Interval(k, bits)) / (a + Interval(k + 1, bits)) * x;
    term = term * ratio;
    if (certainly(less(ratio, Interval(Rational(3, 4), bits))) && certainly(less(term, small))) {
      sum = sum + hull(Interval(0, bits), term / (one - max(ratio, x)));
      break;
    }
    sum = sum + term;
  }
  return exp(a * log(x) + b * log(one - x) + lgamma(a + b) - lgamma(a + one) - lgamma(b)) * sum;
}

// Owen's series: 2 pi T(h, a) = atan a - sum of (-1)^j a^(2j+1)/(2j+1) P(Poisson(h^2/2) > j), |a| <= 1, an alternating sum of
// falling terms; for a > 1 by T(h, a) = (Phi(h) + Phi(ah))/2 - Phi(h) Phi(ah) - T(ah, 1/a), h, a >= 0 (Owen 1956).
inline Interval owens_t_by_series(const Interval& h, const Interval& a) {
  const Precision bits = h.precision();
  const Interval one(1, bits), two(2, bits), zero(0, bits), small(power(Rational(2), -bits), bits);
  if (certainly(less(a, zero))) return -owens_t_by_series(h, -a);
  if (certainly(less(h, zero))) return owens_t_by_series(-h, a);
  if (!certainly(less_equal(a, one))) {
    const Interval p = normal_cdf(h), q = normal_cdf(a * h);
    return (p + q) / two - p * q - owens_t_by_series(a * h, reciprocal(a));
  }
  const Interval half_square = sqr(h) / two;
  Interval weight = exp(-half_square), tail = one - weight, sum = zero, power_of_a = a;
  for (long j = 0;; ++j) {
    const Interval term = power_of_a / Interval(2 * j + 1, bits) * tail;
    if (certainly(less(term, small))) {
      sum = sum + hull(-abs(term), abs(term));
      break;
    }
    sum = j % 2 == 0 ? sum + term : sum - term;
    power_of_a = power_of_a * sqr(a);
    weight = weight * half_square / Interval(j + 1, bits);
    tail = max(tail - weight, zero);
  }
  return (atan(a) - sum) / (two * Interval::pi(bits));
}

// log of Gamma(n+1)/(Gamma(k+1) Gamma(n-k+1)) and of Gamma(a) Gamma(b)/Gamma(a+b).
inline Interval log_binomial_by_lgamma(const Interval& n, const Interval& k) {
  const Interval one(1, n.precision());
  return lgamma(n + one) - lgamma(k + one) - lgamma(n - k + one);
}
inline Interval log_beta_by_lgamma(const Interval& a, const Interval& b) {
  return lgamma(a) + lgamma(b) - lgamma(a + b);
}

}  // namespace certibound::test
