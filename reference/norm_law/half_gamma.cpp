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
    if (k % 2 == 0) return {NonNegative(bits_), NonNegative(exp(-v)), 0};
    const Interval term = Interval(2, bits_) * sqrt(v / Interval::pi(bits_)) * exp(-v);
    return {NonNegative(erfc(sqrt(v))), NonNegative(term), 1};
  }
  const Interval term = term_at(from - 2, x, bits_);
  const Interval ratio = Interval(from - 2, bits_) / two_x_;
  const Interval bound = term / (Interval(1, bits_) - ratio);
  const Interval next = term * two_x_ / Interval(from, bits_);
  return {NonNegative(hull(Interval(0, bits_), bound)), NonNegative(next), from};
}

void HalfGammaUpper::step(Chain& chain) const {
  chain.sum.add(chain.term);
  chain.k += 2;
  chain.term.multiply(factor_);
  chain.term.divide(chain.k);
}

HalfGammaUpper::Chain HalfGammaUpper::chain_at(long k, const Rational& x) const {
  Chain chain = start(k, x);
  while (chain.k < k) step(chain);
  return chain;
}

HalfGammaUpper::HalfGammaUpper(long first, const Rational& x, Precision bits)
    : bits_(bits),
      k_(first),
      two_x_(Rational(2 * x), bits),
      factor_(two_x_),
      chains_{chain_at(first + (first & 1), x), chain_at(first + 1 - (first & 1), x)} {}

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
  const Interval sum = term * hull(one, one / (one - two_x_ / Interval(from + 2, bits_)));
  return {NonNegative(sum), NonNegative(term), from};
}

void HalfGammaLower::step(Chain& chain) const {
  chain.term.multiply(chain.k);
  chain.term.divide(factor_);
  chain.sum.add(chain.term);
  chain.k -= 2;
}

HalfGammaLower::Chain HalfGammaLower::chain_at(long k, const Rational& x) const {
  Chain chain = start(k, x);
  while (chain.k > k) step(chain);
  return chain;
}

// The other parity starts at last - 1, or at 1 for last = 0, where it is never asked for.
HalfGammaLower::HalfGammaLower(long last, const Rational& x, Precision bits)
    : bits_(bits),
      k_(last),
      two_x_(Rational(2 * x), bits),
      factor_(two_x_),
      chains_{chain_at(last - (last & 1), x), chain_at(last > 0 ? last - 1 + (last & 1) : 1, x)} {}

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
