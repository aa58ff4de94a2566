#include "fourier_coefficients.hpp"

#include <algorithm>
#include <cmath>

namespace certibound {
namespace {

constexpr double kPi = 3.141592653589793, kLog2 = 0.6931471805599453;
constexpr Precision kBoundBits = 64;

Ball number(long n, Precision bits) { return {n, bits}; }

Ball exact(double x, Precision bits) {
  Ball out(bits);
  arb_set_d(out.get(), x);
  return out;
}

// Rules of thumb: half the width of the strip, at most that of the proof, and the step, of few bits.
double strip(const FourierKernel& kernel, double q, Precision target) {
  const double widest = std::sqrt(q) * static_cast<double>(kernel.rate) / 2;
  return std::min(0.999 * widest, std::sqrt(static_cast<double>(target) * kLog2));
}

double step(double y, Precision target) {
  const double wanted = 2 * kPi * y / (static_cast<double>(target) * kLog2 + y * y + 8);
  const int scale = std::ilogb(wanted) - 6;
  return std::ldexp(std::floor(std::ldexp(wanted, -scale)), scale);
}

double to_double(const Ball& x) { return arf_get_d(arb_midref(x.get()), ARF_RND_NEAR); }

// About log2 |x|, for numbers of any exponent.
double log2_of(const Ball& x) {
  if (arf_is_zero(arb_midref(x.get())) != 0) return -1e300;
  return static_cast<double>(arf_abs_bound_lt_2exp_si(arb_midref(x.get())));
}

}  // namespace

double FourierCoefficients::nodes(const FourierKernel& kernel, double q, Precision target) {
  return 2.2 * std::sqrt(static_cast<double>(target) * kLog2) / step(strip(kernel, q, target), target);
}

FourierCoefficients::FourierCoefficients(const FourierKernel& kernel, const Ball& root_q, Precision target)
    : kernel_(kernel),
      root_q_(root_q),
      target_(target),
      bits_(target + 24),
      y_(strip(kernel, to_double(root_q) * to_double(root_q), target)),
      h_(step(y_, target)),
      n_(kernel.derivative),
      factorial_(number(1, kBoundBits)),
      half_moment_(sqrt(Ball::pi(kBoundBits) / number(2, kBoundBits))),
      inverse_root_(number(1, bits_)),
      given_up_(number(0, kBoundBits)),
      front_(number(1, bits_) / (number(2, bits_) * Ball::pi(bits_))) {
  for (long k = 2; k <= n_; ++k) {
    factorial_ = factorial_ * number(k, kBoundBits);
    inverse_root_ = inverse_root_ / sqrt(number(k, bits_));
  }
  if (kernel_.derivative == 2) front_ = front_ * root_q_.at_precision(bits_);
}

bool FourierCoefficients::is_small(const Ball& value) const {
  return log2_of(value) - log2_of(factorial_) / 2 < -static_cast<double>(target_) - 8;
}

// The next node to the right, at the present m.
void FourierCoefficients::enter() {
  const long index = nodes_.empty() ? 1 : nodes_.back().index + 1, m = n_ - kernel_.derivative;
  const Ball x = exact(h_, bits_) * number(index, bits_), square = sqr(x);
  const Ball u = Ball::pi(bits_) * x / (number(kernel_.rate, bits_) * root_q_);
  const Ball ratio = u / sinh(u);
  const Ball transform = number(kernel_.scale, bits_) * (kernel_.squared ? sqr(ratio) * cosh(u) : ratio);
  const Ball shape = exp(-(square / number(2, bits_))) * pown(x, m);
  nodes_.push_back({index, square, exact(2 * h_, bits_) * transform * shape});
}

// Until the last node is small and beyond the peak.
void FourierCoefficients::extend() {
  const double peak = std::sqrt(static_cast<double>(n_)) + 1;
  while (nodes_.empty() || h_ * static_cast<double>(nodes_.back().index) < peak || !is_small(nodes_.back().value)) {
    enter();
  }
}

void FourierCoefficients::give_up() {
  while (nodes_.size() > 2) {
    const Node& first = nodes_.front();
    const double x = h_ * static_cast<double>(first.index);
    if (x * x > 0.99 * static_cast<double>(n_) || !is_small(first.value)) return;
    given_up_ = given_up_ + abs(first.value.at_precision(kBoundBits)) / sqrt(factorial_);
    nodes_.pop_front();
  }
}

// Of the sum of the nodes over sqrt(n!), without the front.
Ball FourierCoefficients::error() const {
  const Precision p = kBoundBits;
  const long m = n_ - kernel_.derivative;
  const Ball y = exact(y_, p), h = exact(h_, p), one = number(1, p), two = number(2, p), root = sqrt(factorial_);
  // (m!)^(1/2) <= (n!)^(1/2)
  const Ball mass = two + two * sqrt(one + sqr(y)) * half_moment_ / root;
  const Ball largest = kernel_.squared ? number(4, p) : Ball::pi(p) / two;
  const Ball bound = number(kernel_.scale, p) * largest * exp(sqr(y)) * mass;
  const Ball rule = two * bound / expm1(two * Ball::pi(p) * y / h);
  const Ball end = h * number(nodes_.back().index, p);
  const Ball rise = Ball::pi(p) * h / (number(kernel_.rate, p) * root_q_.at_precision(p));
  const Ball factor = exp(number(m, p) * log1p(h / end) - end * h + rise);
  const Ball beyond = abs(nodes_.back().value.at_precision(p)) / root * factor / (one - factor);
  if (!certainly_positive(one - factor)) return Ball::indeterminate(p);
  return rule + beyond + given_up_;
}

Ball FourierCoefficients::next() {
  extend();
  give_up();
  Ball sum(bits_);
  for (const Node& node : nodes_) arb_add(sum.get(), sum.get(), node.value.get(), bits_);
  if (n_ == kernel_.derivative) sum = sum + exact(h_, bits_) * number(kernel_.scale, bits_);  // x = 0, K(0) = c
  Ball out = sum * inverse_root_;
  const Ball slack = error();
  arb_add_error(out.get(), slack.get());
  out = out * front_;

  for (Node& node : nodes_) arb_mul(node.value.get(), node.value.get(), node.square.get(), bits_);
  const long m = n_ - kernel_.derivative, pair = (n_ + 1) * (n_ + 2);
  half_moment_ = half_moment_ * number(m + 1, kBoundBits);
  factorial_ = factorial_ * number(pair, kBoundBits);
  inverse_root_ = inverse_root_ / sqrt(number(pair, bits_));
  n_ += 2;
  return out;
}

}  // namespace certibound
