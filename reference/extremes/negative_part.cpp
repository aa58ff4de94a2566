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

void add_panel(std::int64_t n, const Panel& panel, const GaussLegendre& rule, Precision bits, NegativePart& out) {
  const Ball growth = exp(times_two_to(Ball(n, kBoundBits) * sqr(panel.height()), -1));
  const Ball bound = growth * pown(upper_tail(panel.leftmost()), n);
  out.zeroth = out.zeroth + integrate(rule, panel, bits, bound, [&](const Ball& x) { return pown(upper_tail(x), n); });
  const Ball farthest = panel.rightmost() + panel.height();
  const auto first = [&](const Ball& x) { return x * pown(upper_tail(x), n); };
  out.first = out.first + times_two_to(integrate(rule, panel, bits, bound * farthest, first), 1);
}

}  // namespace

NegativePart negative_part(std::int64_t n, Precision bits) {
  const Precision work = bits + 10;
  NegativePart out{Ball(work), Ball(work)};
  const double nats = 0.7 * static_cast<double>(bits) + 3, slope = 0.8 * static_cast<double>(n);
  const double begun = 0.69 * static_cast<double>(n);  // -log Q(0)^n
  double x = 0;
  if (begun < nats) {
    const GaussLegendre rule(quadrature_points(nats + 6), work);
    // Q(x)^n <= exp(-begun - slope x) and <= exp(-n x^2/2)
    const double end = std::fmin((nats - begun) / slope, std::sqrt(2 * nats / static_cast<double>(n)));
    while (x < end) {
      const double next = x + std::fmin(1, 4 / slope);
      add_panel(n, {x, next}, rule, work, out);
      x = next;
    }
  }
  const NegativePart tail = rest(n, exact(x, kBoundBits), work);
  return {out.zeroth + tail.zeroth, out.first + tail.first};
}

}  // namespace certibound::extremes
