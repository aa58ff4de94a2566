// The mixture summed over a window of k with a proven bound of the rest.
//
// Rest. For any v > 0 (v >= 1 for the upper, v <= 1 for the lower tail) and lambda = (1 - v^-2)/2, Markov's inequality
// gives Q(k/2, x) or P(k/2, x) <= exp(-2 lambda x) v^k, k >= 0. As C(m,k) 2^-m v^k = ((1+v)/2)^m Bin(m, v/(1+v))(k),
// the terms with k outside lo..hi sum to at most
//   exp(-(1 - v^-2) x) ((1+v)/2)^m P(Bin(m, v/(1+v)) outside lo..hi),
// and the last probability is at most exp(-2 d^2/m) on either side, d the distance of the nearest k left out from the
// mean (W. Hoeffding, Probability inequalities for sums of bounded random variables, JASA 58, 1963, Theorem 1). v is
// taken near the saddle of the best Chernoff bound, which is where the mass of the terms is; any other v gives a wider
// enclosure.
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/half_gamma.hpp>
#include <certibound/norm_law/tail.hpp>

#include <algorithm>

namespace certibound {
namespace {

enum class Side { upper, lower };

struct Window {
  long lo, hi;    // of k, within 0..m
  Interval rest;  // contains the sum of the terms outside
};

Precision bit_length(long n) {
  Precision bits = 0;
  for (; n > 0; n >>= 1) ++bits;
  return bits;
}

// exp(-2 d^2/m) for the k on one side of the mean at distance d > 0.
Interval hoeffding(const Rational& d, long m, Precision bits) {
  return d > 0 ? exp(Interval(Rational(-2 * d * d / m), bits)) : Interval(1, bits);
}

// A rational near the saddle on the proper side of 1, and not 0 where rounding gives that (e near 1). 53 bits are ample
// for a place to stand.
Rational near_saddle(Side side, const Rational& e) {
  const Rational v = 1 + to_rational(mid(chernoff_saddle_less_one(side == Side::upper ? e : Rational(-e), 53)));
  if (side == Side::upper) return std::max(v, Rational(1));
  return std::clamp(v, Rational(1, 1 << 20), Rational(1));
}

Window window(Side side, long m, const Rational& e, const Rational& x, Precision bits) {
  const Rational v = near_saddle(side, e);
  const Rational mean = m * v / (1 + v);
  const Integer whole = numerator(mean) / denominator(mean);
  const long centre = static_cast<long>(whole);
  // exp(-2 h^2/m) is below 2^-bits: 7/10 > log 2.
  const long h = static_cast<long>(Integer(sqrt(Integer(Integer(m) * 7 * (bits + 8) / 20)))) + 2;
  Window out{std::max(centre - h, 0L), std::min(centre + h, m), Interval(0, bits)};
  Interval outside(0, bits);
  if (out.lo > 0) outside = outside + hoeffding(mean - (out.lo - 1), m, bits);
  if (out.hi < m) outside = outside + hoeffding((out.hi + 1) - mean, m, bits);
  const Interval chernoff =
      exp(Interval(Rational(-(1 - 1 / (v * v)) * x), bits)) * pown(Interval(Rational((1 + v) / 2), bits), m);
  out.rest = hull(Interval(0, bits), chernoff * outside);
  return out;
}

// C(m,k) 2^-m; its logarithm is a difference of numbers up to m log m < 2^32.
NonNegative binomial_weight(long m, long k, Precision bits) {
  const Precision work = bits + 48;
  const auto log_factorial = [&](long n) { return lgamma(Interval(n + 1, work)); };
  const Interval log_two = log(Interval(2, work));
  return NonNegative(
      exp(log_factorial(m) - log_factorial(k) - log_factorial(m - k) - Interval(m, work) * log_two).at_precision(bits));
}

Interval upper_sum(long m, const Rational& x, const Window& w, Precision bits) {
  const long from = std::max(w.lo, 1L);  // Q(0, x) = 0
  NonNegative sum(bits), weight = binomial_weight(m, from, bits);
  HalfGammaUpper q(from, x, bits);
  for (long k = from; k <= w.hi; ++k) {
    sum.add_product(weight, q.sum());
    if (k == w.hi) break;
    weight.multiply(m - k);
    weight.divide(k + 1);
    q.advance();
  }
  return sum.interval();
}

Interval lower_sum(long m, const Rational& x, const Window& w, Precision bits) {
  NonNegative sum(bits), weight = binomial_weight(m, w.hi, bits);
  HalfGammaLower p(w.hi, x, bits);
  for (long k = w.hi; k >= w.lo; --k) {
    if (k == 0) {
      sum.add(weight);  // P(0, x) = 1
    } else {
      sum.add_product(weight, p.sum());
    }
    if (k == w.lo) break;
    weight.multiply(k);
    weight.divide(m - k + 1);
    p.retreat();
  }
  return sum.interval();
}

bool narrow(const Interval& p, Precision bits) {
  Float allowed(p.precision());
  mpfr_div_2si(allowed.get(), p.lo().get(), bits, MPFR_RNDD);
  return wid(p) <= allowed;
}

// The sum over a window for the event 2x <= chi^2_K or chi^2_K <= 2x. REQUIRES: 0 < x <= 2^40.
Interval tail(Side side, long m, const Rational& e, const Rational& x, Precision bits) {
  Interval p;
  // The guard covers the roundings of the chains (a few units a step) and the factor e^(-mI)/p, about sqrt(m).
  for (Precision work = bits + 24 + bit_length(m), tries = 0; tries < 4; work += bits + 64, ++tries) {
    const Window w = window(side, m, e, x, work);
    p = (side == Side::upper ? upper_sum(m, x, w, work) : lower_sum(m, x, w, work)) + w.rest;
    if (narrow(p, bits) || p.lo().is_zero()) break;  // 0: below the least Float, which more bits do not change
  }
  return min(p, Interval(1, p.precision()));
}

bool in_domain(long m, const Rational& e) { return m >= 1 && m <= kMaxTailWidth && e >= 0; }

}  // namespace

Interval norm_upper_tail(long m, const Rational& e, Precision bits) {
  if (!in_domain(m, e)) return Interval::empty(bits);
  const Rational x = m * Rational(1 + e) / 4;
  if (x <= kMaxHalfGamma) return tail(Side::upper, m, e, x, bits);
  // Far below the least Float; by Markov's inequality, with v^2 = 2 (lambda = 1/4): exp(-x/2) ((1 + sqrt 2)/2)^m.
  const Interval root = (Interval(1, bits) + sqrt(Interval(2, bits))) / Interval(2, bits);
  return hull(Interval(0, bits), exp(-Interval(Rational(x / 2), bits)) * pown(root, m));
}

Interval norm_lower_tail(long m, const Rational& e, Precision bits) {
  if (!in_domain(m, e)) return Interval::empty(bits);
  if (e > 1) return {0, bits};
  if (e == 1) return exp2(Interval(-m, bits));  // the atom at 0 alone, exactly
  return tail(Side::lower, m, e, m * Rational(1 - e) / 4, bits);
}

NormTails norm_tails(long m, const Rational& e, Precision bits) {
  NormTails out{norm_upper_tail(m, e, bits), norm_lower_tail(m, e, bits), Interval::empty(bits)};
  const Interval both = out.upper + out.lower;
  out.both = e == 0 && !both.is_empty() ? Interval(1, bits) : min(both, Interval(1, both.precision()));
  return out;
}

Interval norm_failure(long m, const Rational& e, Precision bits) { return norm_tails(m, e, bits).both; }

}  // namespace certibound
