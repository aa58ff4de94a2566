#include "mills.hpp"

#include "decaying_integral.hpp"
#include "detail.hpp"

#include <cmath>

namespace certibound::detail {
namespace {

// A number with exp(-number) below 2^-target.
Rational enough(Precision target) { return Rational(7 * target, 10); }

// sum (-1)^k 1 3 5 .. (2k-1) / x^(2k+1); the rest has the sign of the first term left out and is smaller (DLMF 7.12(i)).
Interval mills_by_asymptotic_series(const Interval& x, Precision target) {
  const Interval square = sqr(x);
  Interval term = reciprocal(x), sum = number(0, x.precision());
  const long last = exponent(term.hi()) - target;
  for (long k = 1; k <= target && exponent(term.hi()) > last; ++k) {
    sum = k % 2 == 1 ? sum + term : sum - term;
    term = term * number(2 * k - 1, x.precision()) / square;
  }
  return sum + hull(-term, term);
}

// The integral cut at X with x X + X^2/2 = enough, in units of X; int_X^oo <= exp(-x X - X^2/2) / (x + X).
Interval mills_by_integral(const Interval& x, Precision target) {
  const Precision bits = x.precision();
  const Interval fall(Rational(2 * enough(target)), bits);
  const Interval cut = point((fall / (x + sqrt(sqr(x) + fall))).hi());
  const Interval alpha = x * cut, beta = half(sqr(cut)), nothing = number(0, bits);
  const Interval rest = exp(-alpha - beta) / (x + cut);
  return cut * integral({alpha, beta, nothing, nothing}, target) + from_zero(rest);
}

// M(x) = 1/(x + 1/(x + 2/(x + 3/(x + ..)))) (Laplace; DLMF 7.9), whose tail t_k = x + k/(x + (k+1)/..) lies in [x, x + k/x].
// From there t_k = x + k/t_(k+1) narrows by k/t_k^2, about exp(-x/sqrt k), at every step.
Interval mills_by_continued_fraction(const Interval& x, long terms) {
  Interval t = hull(x, x + number(terms, x.precision()) / x);
  for (long k = terms - 1; k >= 1; --k) t = x + number(k, x.precision()) / t;
  return reciprocal(t);
}

// Terms that narrow t to about 2^-target, by t_k = x + k/t_k; at most `most`. A choice: the interval says what came of it.
long terms_of_fraction(const Interval& x, Precision target, long most) {
  const double place = mpfr_get_d(x.lo().get(), MPFR_RNDD);
  double wanted = 0.7 * static_cast<double>(target) + 3;
  long k = 1;
  for (; wanted > 0 && k < most; ++k) {
    const double at = static_cast<double>(k), t = (place + std::sqrt(place * place + 4 * at)) / 2;
    wanted -= std::log(t * t / at);
  }
  return k + 1;
}

}  // namespace

Interval mills_ratio(const Interval& x, Precision target) {
  // 1/x - 1/x^3 < M(x) < 1/x, and no term that underflows.
  if (2 * exponent(x.lo()) > x.precision() + 8) {
    const Interval one = number(1, x.precision()), inverse = reciprocal(x);
    return inverse * hull(one - sqr(inverse), one);
  }
  // The least term of the series is about exp(-x^2/2).
  const Interval fall(Rational(2 * enough(target)), 64);
  if (certainly(less(fall, sqr(x.at_precision(64))))) return mills_by_asymptotic_series(x, target);
  // With more terms the integral costs less (measured at 70 to 1000 bits).
  const long most = 4 * target, terms = certainly(less(number(1, 64), x)) ? terms_of_fraction(x, target, most) : most;
  return terms < most ? mills_by_continued_fraction(x, terms) : mills_by_integral(x, target);
}

Interval normal_distribution(const Interval& x, Precision target) {
  const Precision bits = x.precision();
  if (certainly(less(number(5, bits), x))) return number(1, bits) - normal_distribution(-x, target);
  if (!certainly(less(x, number(-5, bits)))) return normal_cdf(x);
  // x^2 is the condition number of the density.
  const Interval fine = x.at_precision(bits + std::clamp(2 * exponent(x.lo()), 0L, 34L));
  const Interval density = exp(-half(sqr(fine))).at_precision(bits) / sqrt(number(2, bits) * Interval::pi(bits));
  return intersection(density * mills_ratio(-x, target), Interval(Rational(0), Rational(1), bits));
}

}  // namespace certibound::detail
