// What the sums leave out: (1 - r)^+ and (1 - sqrt r)^+ are at most 1, and sqrt r <= (1 + r)/2, so that the terms of E sqrt r
// are at most (1 + 2k/m)/2 <= 3/2 times the weights. The weights with |k - m/2| > h sum to at most 2 exp(-2 h^2/m)
// (W. Hoeffding, JASA 58, 1963, Theorem 1).
#include <certibound/norm_law/half_gamma.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_moments/moments.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace certibound {
namespace {

Precision bit_length(long n) {
  Precision bits = 0;
  for (; n > 0; n >>= 1) ++bits;
  return bits;
}

Interval binomial_weight(long m, long k, Precision bits) {
  const Precision work = bits + 48;
  const auto log_factorial = [&](long n) { return lgamma(Interval(n + 1, work)); };
  const Interval log_two = log(Interval(2, work));
  return exp(log_factorial(m) - log_factorial(k) - log_factorial(m - k) - Interval(m, work) * log_two)
      .at_precision(bits);
}

// c_k, 0 for k = 0.
Interval root_factor(long m, long k, Precision bits) {
  if (k == 0) return {0, bits};
  const Precision work = bits + 48;
  const Interval logs = lgamma(Interval(Rational(k + 1, 2), work)) - lgamma(Interval(Rational(k, 2), work));
  return (Interval(2, work) / sqrt(Interval(m, work)) * exp(logs)).at_precision(bits);
}

// E r^n = (1/m^n) mu_n, from the cumulants by mu_n = sum over j of C(n-1, j-1) kappa_j mu_(n-j).
std::vector<Rational> cumulants(int n) {
  std::vector<Rational> moments{1}, out{0};
  for (int i = 1; i <= n; ++i) {
    moments.push_back(i == 1 ? Rational(1) : Rational(moments.back() * 2 * (2 * i - 1)));
    Rational kappa = moments.back();
    Integer choose = 1;  // C(i-1, j-1)
    for (int j = 1; j < i; ++j) {
      kappa -= choose * out[static_cast<std::size_t>(j)] * moments[static_cast<std::size_t>(i - j)];
      choose = choose * (i - j) / j;
    }
    out.push_back(kappa);
  }
  return out;
}

}  // namespace

Rational norm_moment(long m, int n) {
  const std::vector<Rational> kappa = cumulants(n);
  std::vector<Rational> moments{1};
  for (int i = 1; i <= n; ++i) {
    Rational sum = 0;
    Integer choose = 1;
    for (int j = 1; j <= i; ++j) {
      sum += choose * m * kappa[static_cast<std::size_t>(j)] * moments[static_cast<std::size_t>(i - j)];
      choose = choose * (i - j) / j;
    }
    moments.push_back(sum);
  }
  return moments.back() / power(m, n);
}

NormDeviations norm_deviations(long m, Precision bits) {
  if (m < 1 || m > kMaxTailWidth) return {Interval::empty(bits), Interval::empty(bits), Interval::empty(bits)};
  // Both differences lose a factor of the size of sqrt(m), the chains some units a step.
  const Precision work = bits + 32 + 2 * bit_length(m);
  const long h = static_cast<long>(Integer(sqrt(Integer(Integer(m) * 7 * (work + 8) / 20)))) + 2;
  const long lo = std::max(m / 2 - h, 0L), hi = std::min(m / 2 + h, m);
  HalfGammaLower walk(hi + 2, Rational(m, 4), work);
  std::array<Interval, 3> p{walk.value(), walk.value(), walk.value()};  // P(k/2), P((k+1)/2), P(k/2+1) in the loop
  walk.retreat();
  p[0] = walk.value();
  Interval weight = binomial_weight(m, hi, work), root_sum(0, work), plain(0, work), root_part(0, work);
  std::array<Interval, 2> c{root_factor(m, hi, work), hi > 0 ? root_factor(m, hi - 1, work) : Interval(0, work)};
  for (long k = hi; k >= lo; --k) {
    walk.retreat();
    p = {k == 0 ? Interval(1, work) : walk.value(), p[0], p[1]};
    root_sum = root_sum + weight * c[0];
    plain = plain + weight * (p[0] - Interval(Rational(2 * k, m), work) * p[2]);
    root_part = root_part + weight * (p[0] - c[0] * p[1]);
    if (k == lo) break;
    weight = weight * Interval(k, work) / Interval(m - k + 1, work);
    // c_(k-2) = c_k (k-2)/(k-1)
    c = {c[1], k >= 2 ? c[0] * Interval(k - 2, work) / Interval(k - 1, work) : Interval(0, work)};
  }
  const Interval one(1, work), two(2, work);
  Interval rest(0, work);
  if (lo > 0 || hi < m) rest = hull(rest, two * exp(Interval(Rational(Integer(-2) * h * h, m), work)));
  root_sum = root_sum + Interval(Rational(3, 2), work) * rest;
  return {root_sum.at_precision(bits + 4), (two * (plain + rest)).at_precision(bits + 4),
          (two * (root_part + rest) + root_sum - one).at_precision(bits + 4)};
}

}  // namespace certibound
