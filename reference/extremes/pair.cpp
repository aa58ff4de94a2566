#include <certibound/extremes/pair.hpp>

#include "distance.hpp"
#include "maximum_balls.hpp"
#include "opposite.hpp"
#include "pair_law.hpp"
#include "strip.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace certibound::extremes {
namespace {

constexpr long kMostPanels = 160;

MaximumBalls moments(std::int64_t n, MaxOver over, Precision bits) {
  return over == MaxOver::values ? maximum_balls(n, bits) : maximum_with_zero_balls(n, bits);
}

// An upper bound of the derivative of E[M_x M_y] on [-1, rho]: n E[F(X, Y)^(n-1)] at most, F the distribution function of
// the pair, X = U + V, Y = U - V, tau^2 = Var U, which increases with rho.
//   F(x, y) <= Phi(min(x, y)) <= Phi((x + y)/2): for every t > 0 at most n (Phi(t)^(n-1) + P(U > t)).
//   F(x, y) = E (Phi((x - U)/upsilon) - Phi((U - y)/upsilon))_+ <= E (x + y - 2U)_+ / (upsilon sqrt(2 pi)), so by Jensen
//     E F(X, Y)^k <= (2/(upsilon sqrt(2 pi)))^k E (U' - U)_+^k, U' - U of variance 2 tau^2, and
//     E Z_+^k = 2^(k/2 - 1) Gamma((k+1)/2)/sqrt(pi); upsilon is least at rho.
Ball derivative_bound(std::int64_t n, const PairLaw& law, double nats) {
  const Ball count(n, kBoundBits), power(n - 1, kBoundBits), one(1L, kBoundBits), pi = Ball::pi(kBoundBits);
  const Ball t = exact(std::fmax(quantile_estimate(static_cast<double>(n), nats), 0.01), kBoundBits);
  const Ball first = exp(power * log1p(-upper_tail(t))) + upper_tail(t / law.tau);
  const Ball scale = Ball(2L, kBoundBits) * law.tau / (law.upsilon * sqrt(pi));  // 2 sqrt 2 tau/(upsilon sqrt(2 pi))
  const Ball moment = exp(times_two_to(power, -1) * log(Ball(2L, kBoundBits)) + lgamma(times_two_to(count, -1)));
  const Ball second = pow(scale, power) * times_two_to(moment, -1) / sqrt(pi);
  return upper(min(one, count * min(first, second)));
}

// E (M_x - M_y)^2 at rho = -1 less a number in [0, 2 gain].
Ball distance_from_opposite(std::int64_t n, MaxOver over, const MaximumBalls& moment, const Ball& gain,
                            Precision bits) {
  const Ball product = sqr(moment.mean) + opposite_covariance(n, over, bits);
  return times_two_to(moment.second - product - between_zero_and(upper(gain), bits), 1);
}

// E (M_x - M_y)^2 for -1 < rho < 1, n >= 2.
Ball general_distance(std::int64_t n, const Rational& rho, MaxOver over, const MaximumBalls& moment, Precision bits) {
  if (rho > 0) {  // needs few panels, whatever n
    const std::optional<Ball> distance = squared_distance(n, rho, over, bits, kMostPanels);
    return distance.value_or(between_zero_and(Ball(Rational(2 * (1 - rho)), kBoundBits), bits));
  }
  const PairLaw law = PairLaw(n, rho, bits).coarse();
  const double nats = 0.7 * static_cast<double>(bits) + std::log(static_cast<double>(n));
  const Ball gain = derivative_bound(n, law, nats) * Ball(Rational(1 + rho), kBoundBits);
  const bool negligible = certainly_positive(times_two_to(Ball(1L, kBoundBits), -bits) - gain);
  if (!negligible) {
    const std::optional<Ball> distance = squared_distance(n, rho, over, bits, kMostPanels);
    if (distance) return *distance;
  }
  return distance_from_opposite(n, over, moment, gain, bits);
}

// n = 1 with zero: E r(X) r(Y) = (sin a + (pi - a) cos a)/(2 pi), cos a = rho, so E (r(X) - r(Y))^2 = 1 - rho -
// (sin a - a cos a)/pi, which is of the size of 1 - rho: the bits that cancel are added.
Ball one_relu_distance(const Rational& rho, Precision bits) {
  const Ball rough(Rational(1 - rho), kBoundBits);
  const Precision work = bits + std::max(0L, static_cast<long>(-2 * std::log2(estimate(rough)))) + 10;
  const Ball cosine(rho, work), angle = acos(cosine);
  return Ball(Rational(1 - rho), work) - (sin(angle) - angle * cosine) / Ball::pi(work);
}

// REQUIRES: -1 < rho < 1, rho != 0.
Ball distance_between(std::int64_t n, const Rational& rho, MaxOver over, const MaximumBalls& moment, Precision bits) {
  if (n == 1) return over == MaxOver::values ? Ball(Rational(2 * (1 - rho)), bits) : one_relu_distance(rho, bits);
  return general_distance(n, rho, over, moment, bits);
}

MaximumPair assemble(const MaximumBalls& moment, const Ball& distance, const Ball& covariance, Precision bits) {
  const Ball variance = moment.second - sqr(moment.mean), half = times_two_to(distance, -1);
  const Ball product = moment.second - half, contraction = half / moment.second;
  const Interval bounds(Rational(-1), Rational(1), bits), size(Rational(0), Rational(2), bits);
  return {product.interval(bits),
          covariance.interval(bits),
          intersection((covariance / variance).interval(bits), bounds),
          distance.interval(bits),
          intersection((product / moment.second).interval(bits), bounds),
          intersection(contraction.interval(bits), size)};
}

MaximumPair none(Precision bits) {
  const Interval empty = Interval::empty(bits);
  return {empty, empty, empty, empty, empty, empty};
}

}  // namespace
}  // namespace certibound::extremes

namespace certibound {

using namespace extremes;

MaximumPair maximum_pair(std::int64_t count, const Rational& rho, MaxOver over, Precision bits) {
  if (count < 1 || count > kMaxCount || rho < -1 || rho > 1) return none(bits);
  const Precision work = bits + 8;
  const MaximumBalls moment = moments(count, over, work + 8);
  const Ball variance = moment.second - sqr(moment.mean), twice = times_two_to(variance, 1);
  if (rho == 1) return assemble(moment, Ball(work), variance, bits);
  if (rho == 0) return assemble(moment, twice, Ball(work), bits);
  if (rho == -1) {
    const Ball covariance = opposite_covariance(count, over, work + 8);
    return assemble(moment, twice - times_two_to(covariance, 1), covariance, bits);
  }
  const Ball distance = distance_between(count, rho, over, moment, work);
  return assemble(moment, distance, variance - times_two_to(distance, -1), bits);
}

MaximumPair maximum_pair(std::int64_t count, const Interval& rho, MaxOver over, Precision bits) {
  const Interval inside = intersection(rho, Interval(Rational(-1), Rational(1), rho.precision()));
  if (inside.is_empty()) return none(bits);
  const MaximumPair low = maximum_pair(count, to_rational(inside.lo()), over, bits);
  if (inside.is_point()) return low;
  const MaximumPair high = maximum_pair(count, to_rational(inside.hi()), over, bits);
  return {hull(low.product, high.product),         hull(low.covariance, high.covariance),
          hull(low.correlation, high.correlation), hull(low.squared_distance, high.squared_distance),
          hull(low.similarity, high.similarity),   hull(low.contraction, high.contraction)};
}

}  // namespace certibound
