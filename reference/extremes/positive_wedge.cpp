// T_n = integral over x, y > 0 of P(max > x, min > y) = integral over y > 0 of y Q(y)^n + O(y),
//   O(y) = integral over d > 0 of Q(y)^n - (Q(y) - Q(y + d))^n,
// by Gauss-Legendre on panels in y and, for every node y, on panels in d. Bounds, from a^n - b^n = n (a - b) times the
// mean of (b + s (a - b))^(n-1) over 0 < s < 1:
//   for y complex, |Im y| <= h:  Q(y) - s Q(y+d) = (1 - s) Q(y) + s (Q(y) - Q(y+d)) is at most exp(h^2/2) Q(Re y), so
//     |O(y)| <= n exp(n h^2/2) Q(Re y)^(n-1) times the integral of Q(Re y + d);
//   for d complex, |Im d| <= h, with v = exp(h^2/2) Q(y + Re d):  |integrand| <= n v (Q(y) + v)^(n-1).
// Rests: O(y) <= n Q(y)^(n-1) E(X - y)_+, whose integral from Y on is at most n Q(Y)^(n-1) times E(X - Y)_+^2/2;
// the rest of the inner integral from D on is at most n Q(y)^(n-1) E(X - y - D)_+.
#include "positive_wedge.hpp"

#include "gauss_legendre.hpp"
#include "negative_part.hpp"

#include <cmath>

namespace certibound::extremes {
namespace {

constexpr double kLog2 = 0.6931471805599453;

struct Rules {
  GaussLegendre outer, inner;
};

Ball growth(const Ball& height) { return exp(times_two_to(sqr(height), -1)); }

// Over the part of d in the panel. REQUIRES: tail = Q(y).
Ball inner_panel(std::int64_t n, const Ball& y, const Ball& tail, const Panel& panel, const GaussLegendre& rule) {
  const Ball power = pown(tail, n), count(n, kBoundBits);
  const Ball v = growth(panel.height()) * upper_tail(y.at_precision(kBoundBits) + panel.leftmost());
  const Ball bound = count * v * pown(tail.at_precision(kBoundBits) + v, n - 1);
  return integrate(rule, panel, y.precision(), bound,
                   [&](const Ball& d) { return power - pown(tail - upper_tail(y + d), n); });
}

Ball inner(std::int64_t n, const Ball& y, double nats, const GaussLegendre& rule) {
  constexpr double kLength = 2;
  const Precision bits = y.precision();
  const Ball tail = upper_tail(y);
  Ball sum(bits);
  // the integrand is below n Q(y)^(n-1) Q(y + d)
  const double wanted = nats + std::log(static_cast<double>(n)) + static_cast<double>(n - 1) * estimate(log(tail));
  const double end = std::sqrt(2 * std::fmax(wanted, 0.5)) - estimate(y);
  double d = 0;
  for (; d < end; d += kLength) sum = sum + inner_panel(n, y, tail, {d, d + kLength}, rule);
  const Ball rest = Ball(n, kBoundBits) * pown(tail.at_precision(kBoundBits), n - 1) *
                    mean_excess(y.at_precision(kBoundBits) + exact(d, kBoundBits));
  return sum + between_zero_and(upper(rest), bits);
}

Ball outer_panel(std::int64_t n, const Panel& panel, double nats, const Rules& rules, Precision bits) {
  const Ball leftmost = panel.leftmost(), count(n, kBoundBits);
  const Ball bound =
      count * pown(growth(panel.height()), n) * pown(upper_tail(leftmost), n - 1) * mean_excess(leftmost);
  return integrate(rules.outer, panel, bits, bound, [&](const Ball& y) { return inner(n, y, nats, rules.inner); });
}

}  // namespace

Ball positive_wedge(std::int64_t n, Precision bits) {
  const Precision work = bits + 10;
  const double nats = kLog2 * static_cast<double>(bits) + 4, size = static_cast<double>(n);
  if (kLog2 * size - std::log(size) > nats) {
    return between_zero_and(times_two_to(Ball(n, kBoundBits), -static_cast<long>(n)), work);
  }
  const Rules rules{GaussLegendre(quadrature_points(nats + 8), work),
                    GaussLegendre(quadrature_points(nats + size / 3 + 8), work)};
  const double length = std::fmin(2, 6 / size),
               end = std::fmin(nats / (0.8 * size), std::sqrt(2 * nats / size)) + length / 2;
  Ball sum(work);
  double y = 0;
  while (y < end) {
    const Panel panel{y, y + length};
    sum = sum + outer_panel(n, panel, nats, rules, work);
    y = panel.right;
  }
  const Ball last = exact(y, kBoundBits), tail = upper_tail(last);
  const Ball half_square = times_two_to((Ball(1L, kBoundBits) + sqr(last)) * tail - last * normal_density(last), -1);
  const Ball rest = Ball(n, kBoundBits) * pown(tail, n - 1) * half_square;
  return sum + between_zero_and(upper(rest), work) + times_two_to(negative_part(n, work).first, -1);
}

}  // namespace certibound::extremes
