#include "rho_series.hpp"

#include <algorithm>

namespace certibound {
namespace {

bool is_value(const Interval& x, long value) { return x.is_point() && mpfr_cmp_si(x.lo().get(), value) == 0; }

Interval upper_end(const Interval& x) { return x.hi().is_infinite() ? x : Interval(x.hi(), x.hi()); }

// n(n-1)..(n-k+1) for n, n + 2, n + 4, ..; REQUIRES: n >= k
class FallingFactorial {
 public:
  FallingFactorial(long n, int k) : n_(n), k_(k) {
    for (long i = 0; i < k; ++i) value_ *= n - i;
  }
  const Integer& value() const { return value_; }
  void advance() {
    for (int step = 0; step < 2; ++step, ++n_) value_ = value_ * (n_ + 1) / (n_ + 1 - k_);
  }

 private:
  long n_, k_;
  Integer value_ = 1;
};

// sum over the coefficients c[i] of rho^(first + 2i), differentiated k times.
Interval branch(const std::vector<Interval>& c, long first, const Interval& rho, int k) {
  const Precision bits = rho.precision();
  std::size_t skip = 0;  // terms that vanish
  while (first + 2 * static_cast<long>(skip) < k) ++skip;
  if (skip >= c.size()) return {0L, bits};
  const long lowest = first + 2 * static_cast<long>(skip) - k;  // 0 or 1
  const Interval square = sqr(rho);
  std::vector<Interval> weighted;
  FallingFactorial weight(lowest + k, k);
  for (std::size_t i = skip; i < c.size(); ++i, weight.advance()) {
    weighted.push_back(k == 0 ? c[i] : c[i] * Interval(Rational(weight.value()), bits));
  }
  Interval sum(0L, bits);
  for (std::size_t i = weighted.size(); i-- > 0;) sum = fma(sum, square, weighted[i]);
  return lowest == 1 ? sum * rho : sum;
}

// Upper bound of n(n-1)..(n-k+1) r^(n-k) over all n >= first, 0 <= r < 1. The quotient of neighbours, r (n+1)/(n+1-k),
// falls with n: once it is at most 1 the values fall. Otherwise each is a term of the series of k!/(1-r)^(k+1).
Interval largest_weight(const Interval& r, long first, int k) {
  const Precision bits = r.precision();
  const Interval one(1L, bits);
  const Interval quotient = r * Interval(Rational(first + 1, std::max<long>(first + 1 - k, 1)), bits);
  if (first >= k && quotient.hi() <= one.lo()) {
    return Interval(Rational(FallingFactorial(first, k).value()), bits) * pown(r, first - k);
  }
  return Interval(Rational(FallingFactorial(k, k).value()), bits) / pown(one - r, k + 1);
}

}  // namespace

// The terms left, of one sign where the variances are equal and rho >= 0.
Interval RhoSeries::remainder(const Interval& rho, int order) const {
  const Precision bits = rho.precision();
  const Interval either(Rational(-1), Rational(1), bits), share(Rational(0), Rational(1), bits);
  const long next_even = 2 * static_cast<long>(even.size()), next_odd = 2 * static_cast<long>(odd.size()) + 1;
  if (order == 0) {
    const Interval size = abs(rho);
    const Interval in_even = (same_law ? share : either) * even_left * pown(size, next_even);
    return in_even + (same_law ? share : either) * odd_left * (same_law ? pown(rho, next_odd) : pown(size, next_odd));
  }
  const Interval r = upper_end(abs(rho)), zero(0L, bits), one(1L, bits);
  const bool has_even = !is_value(even_left, 0), has_odd = !is_value(odd_left, 0);
  if (!has_even && !has_odd) return zero;
  const long first = !has_even ? next_odd : !has_odd ? next_even : std::min(next_even, next_odd);
  Interval bound = weighted_left(order) * pown(r, std::max<long>(first - order, 0));
  if (r.hi() < one.lo()) bound = min(bound, largest_weight(r, first, order) * (even_left + odd_left));
  bound = upper_end(bound);
  if (bound.hi().is_infinite()) return same_law && rho.lo().sign() >= 0 ? hull(zero, bound) : Interval::entire(bits);
  return (same_law && rho.lo().sign() >= 0 ? share : either) * bound;
}

Interval RhoSeries::derivative(const Interval& rho, int order) const {
  const Interval sum = branch(even, 0, rho, order) + branch(odd, 1, rho, order) + remainder(rho, order);
  if (order == 0 && at_one && is_value(rho, 1)) return intersection(sum, *at_one);
  if (order == 0 && at_minus_one && is_value(rho, -1)) return intersection(sum, *at_minus_one);
  return sum;
}

}  // namespace certibound
