// Chains of incomplete gamma functions. How far away a chain starts decides the width of the result only; the value at
// the start is enclosed by its bound wherever it lies.
//
// Bound above: by Q(b) = t_(b-1) + t_(b-2) + ... down to Q(0) = 0 or Q(1/2) = erfc(sqrt(x)) <= t_(-1/2), and
// t_(c-1)/t_c = c/x <= (b-1)/x for all c <= b-1, the sum is at most t_(b-1)/(1 - (b-1)/x) if 1 <= b < x + 1.
// Bound below: P(b) = t_b + t_(b+1) + ..., t_(c+1)/t_c = x/(c+1) <= x/(b+1) for c >= b, so P(b) <= t_b/(1 - x/(b+1)).
#include <certibound/norm_law/half_gamma.hpp>

#include <algorithm>

namespace certibound {
namespace {

long ceiling(const Rational& x) {
  const Integer n = numerator(x), d = denominator(x);
  return static_cast<long>(Integer((n + d - 1) / d));
}

long root_of(const Integer& n) { return static_cast<long>(Integer(sqrt(n))) + 1; }

// t_(k/2) = x^(k/2) exp(-x) / Gamma(k/2 + 1). The logarithm is of the size of x log x, whose bits are added first.
Interval term_at(long k, const Rational& x, Precision bits) {
  const Precision work = bits + 80;
  const Interval b(Rational(k, 2), work), v(x, work);
  return exp(b * log(v) - v - lgamma(b + Interval(1, work))).at_precision(bits);
}

// Guard bits for the roundings of a chain: at most four units a step, and never more than 2^48 steps.
Precision with_guard(Precision bits) { return bits + 48; }

}  // namespace

// For b <= x, t_(b-j)/t_b <= exp(-j(j-1)/(2x)): after j = sqrt(2x bits) + 1 steps down nothing is left.
HalfGammaUpper::Chain HalfGammaUpper::start(long k, const Rational& x) const {
  const long top = ceiling(x);
  long from = std::min(k, 2 * (top - 1)) - 2 * (root_of(Integer(2) * top * bits_) + 1);
  from -= (from ^ k) & 1;
  if (from <= 2) {
    const Interval v(x, bits_);
    if (k % 2 == 0) return {Interval(0, bits_), exp(-v), 0};
    return {erfc(sqrt(v)), Interval(2, bits_) * sqrt(v / Interval::pi(bits_)) * exp(-v), 1};
  }
  const Interval term = term_at(from - 2, x, bits_);
  const Interval ratio = Interval(from - 2, bits_) / two_x_;
  const Interval bound = term / (Interval(1, bits_) - ratio);
  return {hull(Interval(0, bits_), bound), term * two_x_ / Interval(from, bits_), from};
}

void HalfGammaUpper::step(Chain& chain) const {
  chain.sum = chain.sum + chain.term;
  chain.k += 2;
  chain.term = chain.term * two_x_ / Interval(chain.k, bits_);
}

HalfGammaUpper::HalfGammaUpper(long first, const Rational& x, Precision bits)
    : bits_(bits), k_(first), two_x_(Rational(2 * x), bits) {
  for (long k = first; k <= first + 1; ++k) {
    Chain& chain = chains_[k & 1];
    chain = start(k, x);
    while (chain.k < k) step(chain);
  }
}

void HalfGammaUpper::advance() {
  step(chains_[k_ & 1]);
  ++k_;
}

// For b >= x, t_(b+j)/t_b <= exp(-j^2/(2(x+j))), which is below 2^-bits for j = bits + sqrt(bits^2 + 2x bits).
HalfGammaLower::Chain HalfGammaLower::start(long k, const Rational& x) const {
  const long top = ceiling(x);
  long from = std::max(k, 2 * top) + 2 * (bits_ + root_of(Integer(bits_) * bits_ + Integer(2) * top * bits_));
  from += (from ^ k) & 1;
  const Interval term = term_at(from, x, bits_);
  const Interval one(1, bits_);
  return {term * hull(one, one / (one - two_x_ / Interval(from + 2, bits_))), term, from};
}

void HalfGammaLower::step(Chain& chain) const {
  chain.term = chain.term * Interval(chain.k, bits_) / two_x_;
  chain.sum = chain.sum + chain.term;
  chain.k -= 2;
}

HalfGammaLower::HalfGammaLower(long last, const Rational& x, Precision bits)
    : bits_(bits), k_(last), two_x_(Rational(2 * x), bits) {
  for (const long k : {last, last > 0 ? last - 1 : 1L}) {
    Chain& chain = chains_[k & 1];
    chain = start(k, x);
    while (chain.k > k) step(chain);
  }
}

void HalfGammaLower::retreat() {
  Chain& chain = chains_[k_ & 1];
  if (chain.k >= 2) step(chain);
  --k_;
}

Interval gamma_q_half(long k, const Rational& x, Precision bits) {
  const Interval q = HalfGammaUpper(k, x, with_guard(bits)).value().at_precision(bits);
  return min(q, Interval(1, bits));
}

Interval gamma_p_half(long k, const Rational& x, Precision bits) {
  if (k == 0) return {1, bits};
  const Interval p = HalfGammaLower(k, x, with_guard(bits)).value().at_precision(bits);
  return min(p, Interval(1, bits));
}

}  // namespace certibound
