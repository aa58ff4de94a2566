// On panels by Gauss-Legendre. Off the line |Q(x + iy)| <= exp(y^2/2) Q(x) (move the path of integration by iy).
// log Q is concave and -(log Q)' >= phi(0)/Q(0) = sqrt(2/pi) for x >= 0, so with c = n sqrt(2/pi)
//   integral of Q^n over [X, oo) <= Q(X)^n / c,   of 2 x Q^n <= 2 Q(X)^n (X/c + 1/c^2).
#include "negative_part.hpp"

#include "gauss_legendre.hpp"

#include <cmath>

namespace certibound::extremes {
namespace {

Ball root_two_over_pi(Precision bits) { return sqrt(Ball(2L, bits) / Ball::pi(bits)); }

NegativePart rest(std::int64_t n, const Ball& from, Precision bits) {
  const Ball c = Ball(n, kBoundBits) * root_two_over_pi(kBoundBits), power = pown(upper_tail(from), n);
  return {between_zero_and(power / c, bits),
          between_zero_and(times_two_to(power * (from / c + Ball(1L, kBoundBits) / sqr(c)), 1), bits)};
}

void add_panel(std::int64_t n, double left, double half, const GaussLegendre& rule, Precision bits, NegativePart& out) {
  const Ball centre = exact(left, bits) + exact(half, bits), radius = exact(half, bits);
  Ball zeroth(bits), first(bits);
  for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
    const Ball x = centre + radius * rule.nodes[i];
    const Ball term = rule.weights[i] * pown(upper_tail(x), n);
    zeroth = zeroth + term;
    first = first + x * term;
  }
  const Ball height = exact(half * kSemiMinor, kBoundBits);
  const Ball leftmost = centre.at_precision(kBoundBits) - exact(half * kSemiMajor, kBoundBits);
  const Ball power = pown(upper_tail(leftmost), n) * exp(times_two_to(Ball(n, kBoundBits) * sqr(height), -1));
  const Ball error = rule.remainder() * power * exact(half, kBoundBits);
  const Ball farthest = centre.at_precision(kBoundBits) + exact(half * (kSemiMajor + kSemiMinor), kBoundBits);
  out.zeroth = out.zeroth + widened(radius * zeroth, upper(error));
  out.first = out.first + times_two_to(widened(radius * first, upper(error * farthest)), 1);
}

}  // namespace

NegativePart negative_part(std::int64_t n, Precision bits) {
  const Precision work = bits + 10;
  NegativePart out{Ball(work), Ball(work)};
  const double nats = 0.7 * static_cast<double>(bits) + 3, slope = 0.8 * static_cast<double>(n);
  const double begun = 0.69 * static_cast<double>(n);  // -log Q(0)^n
  double x = 0;
  if (begun < nats) {
    const double half = short_number(std::fmin(0.5, 2 / slope));
    const GaussLegendre rule(quadrature_points(nats + 6), work);
    // Q(x)^n <= exp(-begun - slope x) and <= exp(-n x^2/2)
    const double end = std::fmin((nats - begun) / slope, std::sqrt(2 * nats / static_cast<double>(n)));
    for (long k = 2; x < end; x = static_cast<double>(k) * half, k += 2) add_panel(n, x, half, rule, work, out);
  }
  const NegativePart tail = rest(n, exact(x, kBoundBits), work);
  return {out.zeroth + tail.zeroth, out.first + tail.first};
}

}  // namespace certibound::extremes
