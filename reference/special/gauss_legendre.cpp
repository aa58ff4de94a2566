// Newton's iteration proposes a node m, the mean value theorem certifies it: P_n'' is a sum of Legendre polynomials with
// positive coefficients (P'_(n+1) - P'_(n-1) = (2n+1) P_n, twice), so |P_n''| <= P_n''(1) = K = (n-1) n (n+1) (n+2) / 8 on [-1, 1]. P_n is monotone on [m - e, m + e] with a slope of at least D = |P_n'(m)| - e K > 0, and has a root there
// if |P_n(m)| <= e D. So n/2 disjoint intervals inside (0, 1) hold all positive roots: P_n has n real roots, symmetric
// about 0 (DLMF 18.2(vi)). The weight of a root x is 2 / ((1 - x^2) P_n'(x)^2) (DLMF 3.5.19), with P_n'(x) in
// P_n'(m) +- e K.
//
// The three-term recurrence in interval arithmetic widens by a factor of at most 1 + sqrt 2 a step, hence the guard bits.
#include "gauss_legendre.hpp"

#include "detail.hpp"

#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace certibound::detail {
namespace {

struct Legendre {
  Interval value, slope;  // P_n and P_n'
};

// (k+1) P_(k+1) = (2k+1) x P_k - k P_(k-1) and (1 - x^2) P_n' = n (P_(n-1) - x P_n), DLMF 18.9.1, 18.9.17.
Legendre legendre(long n, const Interval& x) {
  const Precision bits = x.precision();
  Interval before(1, bits), value = x;
  for (long k = 1; k < n; ++k) {
    Interval next = (Interval(2 * k + 1, bits) * x * value - Interval(k, bits) * before) / Interval(k + 1, bits);
    before = std::exchange(value, std::move(next));
  }
  return {value, Interval(n, bits) * (before - x * value) / (Interval(1, bits) - sqr(x))};
}

// One step of Newton's iteration in rounded arithmetic of the precision of x.
void newton(long n, Float& x) {
  const Precision bits = x.precision();
  Float before(bits), value(x), next(bits), part(bits);
  mpfr_set_ui(before.get(), 1, MPFR_RNDN);
  const auto order = [](long k) { return static_cast<unsigned long>(k); };
  for (long k = 1; k < n; ++k) {
    mpfr_mul(next.get(), x.get(), value.get(), MPFR_RNDN);
    mpfr_mul_ui(next.get(), next.get(), order(2 * k + 1), MPFR_RNDN);
    mpfr_mul_ui(before.get(), before.get(), order(k), MPFR_RNDN);
    mpfr_sub(next.get(), next.get(), before.get(), MPFR_RNDN);
    mpfr_div_ui(next.get(), next.get(), order(k + 1), MPFR_RNDN);
    std::swap(before, value);
    std::swap(value, next);
  }
  // x - P_n (1 - x^2) / (n (P_(n-1) - x P_n))
  mpfr_mul(part.get(), x.get(), value.get(), MPFR_RNDN);
  mpfr_sub(before.get(), before.get(), part.get(), MPFR_RNDN);
  mpfr_mul_ui(before.get(), before.get(), order(n), MPFR_RNDN);
  mpfr_sqr(part.get(), x.get(), MPFR_RNDN);
  mpfr_ui_sub(part.get(), 1, part.get(), MPFR_RNDN);
  mpfr_mul(part.get(), part.get(), value.get(), MPFR_RNDN);
  mpfr_div(part.get(), part.get(), before.get(), MPFR_RNDN);
  mpfr_sub(x.get(), x.get(), part.get(), MPFR_RNDN);
}

// The root number k = 1, 2, .. from the right, not certified: 8 steps from a first guess, then doubling the digits.
Float approximate_root(long n, long k, Precision bits) {
  Float x(64);
  const double guess = std::cos(std::numbers::pi * (static_cast<double>(k) - 0.25) / (static_cast<double>(n) + 0.5));
  mpfr_set_d(x.get(), guess, MPFR_RNDN);
  for (int step = 0; step < 8; ++step) newton(n, x);
  for (Precision have = 48; have < bits; have = 2 * have - 16) {
    Float longer(std::min(2 * have, bits) + 32);
    mpfr_set(longer.get(), x.get(), MPFR_RNDN);
    x = std::move(longer);
    newton(n, x);
  }
  return x;
}

GaussLegendre make(long n, Precision bits) {
  const Precision work = bits + 2 * n + 32;
  const Interval zero(0, work), one(1, work), error(power(Rational(2), -bits - 8), work);
  const Interval change = error * Interval(Rational(Integer(n - 1) * n * (n + 1) * (n + 2), 8), work);
  GaussLegendre out;
  Interval previous = zero;
  for (long k = n / 2; k >= 1; --k) {
    const Interval middle = point(approximate_root(n, k, bits + 16), work), node = middle + hull(-error, error);
    const Legendre p = legendre(n, middle);
    const bool proven = certainly(less(abs(p.value), error * (abs(p.slope) - change))) &&
                        certainly(less(previous, node)) && certainly(less(node, one));
    // No proof, no information: whatever is summed with this node is unbounded.
    const Interval slope = p.slope + hull(-change, change);
    out.nodes.push_back(proven ? node.at_precision(bits) : Interval::entire(bits));
    out.weights.push_back(proven ? (Interval(2, work) / ((one - sqr(node)) * sqr(slope))).at_precision(bits)
                                 : Interval::entire(bits));
    previous = node;
  }
  return out;
}

}  // namespace

const GaussLegendre& gauss_legendre(long n, Precision bits) {
  constexpr std::size_t kMostTables = 128;
  static thread_local std::map<std::pair<long, Precision>, GaussLegendre> tables;
  const std::pair key(n, bits);
  const auto found = tables.find(key);
  if (found != tables.end()) return found->second;
  if (tables.size() >= kMostTables) tables.clear();
  return tables.emplace(key, make(n, bits)).first->second;
}

}  // namespace certibound::detail
