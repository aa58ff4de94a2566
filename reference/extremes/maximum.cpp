#include <certibound/extremes/maximum.hpp>

#include "maximum_balls.hpp"
#include "negative_part.hpp"
#include "strip.hpp"

#include <certibound/interval/functions.hpp>

#include <cmath>

namespace certibound::extremes {
namespace {

constexpr double kPi = 3.141592653589793, kLog2 = 0.6931471805599453;
constexpr double kKappa = 0.125;

struct Trapezoid {
  double step;
  Ball error;  // of both integrals, p = 1 and p = 2
};

// A bound M for the integral of |n z^p phi(z) Phi(z)^(n-1)| over Im z = a, p = 1 and 2. |phi(z)| = e phi(x), e =
// exp(a^2/2), and with strip_excess, |Phi(z)| <= (1 + excess) G, G = 1 - k Q(x), k = kappa/(1 + excess). As
// k n phi G^(n-1) is the derivative of G^n, the law of the largest M' of a random number N ~ Bin(n, k) of variables (none:
// no mass on the line), the integral of n |z|^p phi G^(n-1) is (1/k) E[|M' + ia|^p; N > 0]. Finally E M_N^2 <= 1 + 2 log n
// (variance at most 1, mean at most sqrt(2 log n): Boucheron, Lugosi, Massart, Concentration Inequalities, 2013, Theorems
// 3.20 and 2.5), and E |.| <= max(1, E |.|^2).
Ball strip_bound(std::int64_t n, double a, const Ball& excess) {
  const Ball one(1L, kBoundBits), square = sqr(exact(a, kBoundBits)), base = one + excess;
  const Ball growth = exp(times_two_to(square, -1)) * pow(base, Ball(n - 1, kBoundBits));
  return growth * base / exact(kKappa, kBoundBits) * (one + times_two_to(log(Ball(n, kBoundBits)), 1) + square);
}

// The rule with the largest step among some heights a of the strip: error 2 M / (exp(2 pi a / step) - 1).
Trapezoid choose_trapezoid(std::int64_t n, double nats) {
  const double size = static_cast<double>(n);
  const double middle = std::fmax(quantile_estimate(size, 1), 0.6);
  const double farthest = std::fmax(quantile_estimate(size, 0.001), 3) + 1;
  Trapezoid best{0, Ball(kBoundBits)};
  for (const double quarter_turns : {0.7, 0.85, 1.0, 1.15}) {
    const double a = quarter_turns * kPi / 2 / middle;
    const Ball bound = upper(strip_bound(n, a, strip_excess(a, kKappa, farthest)));
    if (!bound.is_finite()) continue;
    const double step = std::fmin(1, 2 * kPi * a / (nats + 1 + std::fmax(estimate(log(bound)), 0)));
    if (step <= best.step) continue;
    const Ball turns = times_two_to(Ball::pi(kBoundBits), 1) * exact(a, kBoundBits) / exact(step, kBoundBits);
    best = {step, upper(times_two_to(bound, 1) / expm1(turns))};
  }
  return best;
}

struct Nodes {
  long first, last;
};

// Where the terms are above exp(-nats), about.
Nodes choose_nodes(std::int64_t n, double step, double nats) {
  const double size = static_cast<double>(n);
  const double right = std::sqrt(2 * (nats + std::log(size))) + 1;
  // -(n-1) log Phi(x) = nats: for x > 0 about (n-1) Q(x)
  const double left =
      size > 4 * nats ? quantile_estimate(size - 1, nats + std::log(size)) : -std::sqrt(2 * nats / size) - 2;
  return {static_cast<long>(std::floor(left / step)), static_cast<long>(std::ceil(right / step))};
}

// What lies beyond the nodes, for p = 1 and 2 at once. Right of X >= sqrt 2, |x|^p phi falls, so the sum is at most the
// integral, n (X phi(X) + Q(X)). Left of X the same if X <= -sqrt 2, times Phi(X)^(n-1). Otherwise the sum of h |x|^p phi
// over all nodes is at most its integral plus twice h times its maximum, below 2 for h <= 1.
Ball left_out(std::int64_t n, const Ball& left, const Ball& right) {
  const auto second = [](const Ball& x) { return x * normal_density(x) + upper_tail(x); };
  const bool falls = certainly_negative(left + Ball(Rational(3, 2), kBoundBits));
  const Ball power = exp(Ball(n - 1, kBoundBits) * log(normal_cdf(left)));
  return upper(Ball(n, kBoundBits) * (second(right) + power * (falls ? second(-left) : Ball(2L, kBoundBits))));
}

// log Phi(x) without cancellation.
Ball log_cdf(const Ball& x) { return certainly_positive(x) ? log1p(-upper_tail(x)) : log(normal_cdf(x)); }

}  // namespace

MaximumBalls maximum_balls(std::int64_t n, Precision bits) {
  const Precision work = bits + 8;
  if (n == 1) return {Ball(0L, work), Ball(1L, work)};
  const double nats = kLog2 * static_cast<double>(bits) + 2;
  const Trapezoid rule = choose_trapezoid(n, nats);
  if (rule.step <= 0) return {Ball::indeterminate(work), Ball::indeterminate(work)};  // no strip has a finite bound
  const auto [first, last] = choose_nodes(n, rule.step, nats);
  const Ball step = exact(rule.step, work), power(n - 1, work);
  Ball mean(work), second(work);
  for (long k = first; k <= last; ++k) {
    const Ball x = Ball(k, work) * step;
    const Ball term = x * exp(power * log_cdf(x) - times_two_to(sqr(x), -1));
    mean = mean + term;
    second = second + x * term;
  }
  const Ball factor = step * Ball(n, work) / sqrt(times_two_to(Ball::pi(work), 1));
  const Ball unit = exact(rule.step, kBoundBits);
  const Ball error = rule.error + left_out(n, Ball(first, kBoundBits) * unit, Ball(last, kBoundBits) * unit);
  return {widened(factor * mean, error), widened(factor * second, error)};
}

MaximumBalls maximum_with_zero_balls(std::int64_t n, Precision bits) {
  const MaximumBalls plain = maximum_balls(n, bits);
  const NegativePart negative = negative_part(n, bits);
  return {plain.mean + negative.zeroth, plain.second - negative.first};
}

}  // namespace certibound::extremes

namespace certibound {

MaximumMoments maximum_moments(std::int64_t count, MaxOver over, Precision bits) {
  if (count < 1 || count > kMaxCount) return {Interval::empty(bits), Interval::empty(bits), Interval::empty(bits)};
  const Precision work = bits + 12;
  const extremes::MaximumBalls moments =
      over == MaxOver::values ? extremes::maximum_balls(count, work) : extremes::maximum_with_zero_balls(count, work);
  return {moments.mean.interval(bits), moments.second.interval(bits),
          (moments.second - sqr(moments.mean)).interval(bits)};
}

}  // namespace certibound
