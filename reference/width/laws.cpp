#include <certibound/contour/norm_tail.hpp>
#include <certibound/norm_law/half_gamma.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/width/laws.hpp>

#include <algorithm>

namespace certibound {
namespace {

constexpr long kMostWidth = 10'000'000;

Interval chi2_upper(long m, const Rational& e, Precision bits) {
  return gamma_q_half(m, m * Rational(1 + e) / 2, bits);
}
Interval chi2_lower(long m, const Rational& e, Precision bits) {
  return gamma_p_half(m, m * Rational(1 - e) / 2, bits);
}

// About -log2 |t| for small t: the bits lost by t - log(1+t) ~ t^2/2 against t.
Precision lost_bits(const Rational& t) {
  const Interval x(t, 16);
  return mag(x).is_zero() ? 0 : std::max<Precision>(-mpfr_get_exp(mag(x).get()), 0);
}

}  // namespace

const MeanLaw& norm_ratio_law() {
  // Measured: the contour integral takes 0.3 ms for any m, the sum as much at m = 2000 and 20 ms at 10^6.
  static const MeanLaw law{norm_upper_tail, norm_lower_tail, kMostWidth, norm_upper_tail_by_contour, norm_lower_tail_by_contour, 3000};
  return law;
}

const MeanLaw& chi2_mean_law() {
  static const MeanLaw law{chi2_upper, chi2_lower, kMostWidth};
  return law;
}

Interval chi2_exponent(const Rational& t, Precision bits) {
  if (t <= -1) return Interval::empty(bits);
  const Precision work = bits + lost_bits(t) + 16;
  const Interval x(t, work);
  return ((x - log1p(x)) / Interval(2, work)).at_precision(bits);
}

// s - 1 = (t/c)/(s^2 + s + 1), without cancellation.
Interval square_exponent(const Rational& c, const Rational& t, Precision bits) {
  if (c <= 0 || t < 0) return Interval::empty(bits);
  const Precision work = bits + 16;
  const Interval one(1, work), s = cbrt(Interval(Rational(1 + t / c), work));
  const Interval less_one = Interval(Rational(t / c), work) / (sqr(s) + s + one);
  return (Interval(Rational(c / 2), work) * sqr(less_one) * (s + Interval(2, work))).at_precision(bits);
}

Interval cosine_tail(long n, const Rational& e, Precision bits) {
  if (n < 2 || e < kLeastCosine || e > 1) return Interval::empty(bits);
  if (e == 1) return {0, bits};
  const Precision work = bits + 64;  // a few units in each of less than 2^25 terms, and the size of a log(x)
  const Interval one(1, work), x(Rational(1 - e * e), work), a(Rational(n - 1, 2), work), half(Rational(1, 2), work);
  const Interval log_beta = lgamma(a) + lgamma(half) - lgamma(a + half);
  const Interval front = exp(a * log(x) - log_beta) * Interval(e, work) / a;
  NonNegative sum(work), term(one);
  const NonNegative factor(x);
  for (long j = 0;; ++j) {
    sum.add(term);
    term.multiply(factor);
    term.multiply(n + 2 * j);    // 2(a + 1/2 + j)
    term.divide(n + 1 + 2 * j);  // 2(a + 1 + j)
    if (j % 64 != 63) continue;  // the rest is at most term/(1 - x)
    const Interval rest = term.interval() / Interval(Rational(e * e), work), so_far = sum.interval();
    Float allowed(work);
    mpfr_div_2si(allowed.get(), so_far.lo().get(), bits + 8, MPFR_RNDD);
    if (rest.hi() <= allowed) return min(front * (so_far + hull(Interval(0, work), rest)), one).at_precision(bits);
  }
}

// With s(m) = sum over k < d of C(m-1, k): s(m+1) = 2 s(m) - C(m-1, d-1), and s(m) <= delta 2^(m-1) is asked.
Integer wendel_width(long d, const Rational& delta) {
  Integer sum = 1, last = d == 1 ? 1 : 0, power_of_two = 1;  // s(1), C(0, d-1), 2^0
  for (long m = 1;; ++m) {
    if (sum * denominator(delta) <= numerator(delta) * power_of_two) return m;
    sum = 2 * sum - last;
    last = m < d ? (m == d - 1 ? Integer(1) : Integer(0)) : Integer(last * m / (m - d + 1));  // C(m, d-1)
    power_of_two *= 2;
  }
}

}  // namespace certibound
