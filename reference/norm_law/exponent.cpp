// The exponents without cancellation; the saddle by an interval Newton iteration that starts from a proven enclosure.
#include <certibound/norm_law/exponent.hpp>

#include <algorithm>

namespace certibound {
namespace {

constexpr Precision kGuardBits = 16;
constexpr int kMostNewtonSteps = 200;  // about 5 + log2(bits) are taken; the enclosure is valid after any number

// About -log2|e| for small e: the bits that d - log1p(d) ~ d^2/2 loses against d.
Precision lost_bits(const Rational& e) {
  const Interval x(e, 16);
  return x.is_empty() || mag(x).is_zero() ? 0 : std::max<Precision>(-mpfr_get_exp(mag(x).get()), 0);
}

Interval d_less_log1p(const Interval& d) { return d - log1p(d); }

// An enclosure of the root of g(x) = 2x^3 + 6x^2 + (5-e)x - 2e in v = 1 + x > 0. It is unique, as v^3/(1+v) increases.
// At x1 = 2e/(5-e), e <= 1, g(x1) = 2 x1^2 (x1 + 3) >= 0, so the root is at most x1; for e > 0 it is positive since
// g(0) < 0; for e < 0, v^3 = (1+e)(1+v)/2 >= (1+e)/2. For e > 1, v >= 1 gives v^2/2 <= v^3/(1+v) <= v^2, so v^2 is
// between (1+e)/2 and 1+e.
Interval first_enclosure(const Rational& e, Precision bits) {
  if (e > 1) {
    const Interval one(1, bits), least = sqrt(Interval(Rational((1 + e) / 2), bits));
    return {(least - one).lo(), (sqrt(Interval(Rational(1 + e), bits)) - one).hi()};
  }
  const Interval x1(Rational(2 * e / (5 - e)), bits);
  if (e > 0) return {Interval(0, bits).lo(), x1.hi()};
  return {(cbrt(Interval(Rational((1 + e) / 2), bits)) - Interval(1, bits)).lo(), x1.hi()};
}

}  // namespace

Interval published_exponent(const Rational& e, Precision bits) {
  if (e <= -1) return Interval::empty(bits);
  if (e == 0) return {0, bits};
  const Precision work = bits + lost_bits(e) + kGuardBits;
  const Interval x(e, work), one(1, work), two(2, work);
  const Interval d = x / (two * (one + sqrt(Interval(Rational(1 + e), work))));
  return (sqr(d) + d_less_log1p(d)).at_precision(bits);
}

Interval chernoff_saddle_less_one(const Rational& e, Precision bits) {
  if (e <= -1) return Interval::empty(bits);
  if (e == 0) return {0, bits};
  const Precision work = bits + lost_bits(1 + e) + kGuardBits;  // 1 + x is small where 1 + e is
  const Interval two(2, work), six(6, work), slope(Rational(5 - e), work), right(Rational(2 * e), work);
  const Interval one_e(Rational(1 + e), work), one(1, work);
  Interval x = first_enclosure(e, work);
  for (int step = 0; step < kMostNewtonSteps; ++step) {
    const Float middle = mid(x);
    const Interval c(middle, middle);
    const Interval value = ((two * c + six) * c + slope) * c - right;
    const Interval derivative = six * sqr(one + x) - one_e;  // = 6x^2 + 12x + 5 - e, without its cancellation
    const Interval next = intersection(x, c - value / derivative);
    if (next.is_empty() || compare(wid(x), wid(next)) <= 0) break;
    x = next;
  }
  return x.at_precision(bits);
}

Interval chernoff_exponent(const Rational& e, Precision bits) {
  if (e <= -1) return Interval::empty(bits);
  if (e == 0) return {0, bits};
  const Precision work = bits + lost_bits(e) + kGuardBits;
  const Interval two(2, work);
  const Interval d = chernoff_saddle_less_one(e, work) / two;
  return (two * sqr(d) + d_less_log1p(d)).at_precision(bits);
}

}  // namespace certibound
