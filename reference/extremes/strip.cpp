// With z = s + ia, Phi(z) = Phi(s) + phi(s) (S + i C), where
//   S = integral of exp(t^2/2) sin(st) over t in [0, a],   C = integral of exp(t^2/2) cos(st).
// Let e = exp(a^2/2). For s <= 0 shifting the path gives |Phi(z)| <= e Phi(s). For s > 0:
//   |S|, |C| <= 2 e/s   (the second mean value theorem, exp(t^2/2) being monotone),   |C| <= a e,
//   0 <= S <= e (1 - cos(sa))/s   if sa <= pi; the right side increases in s as long as sa <= 2.33 (there
//                                 tan(sa/2) <= sa, which is the sign of its derivative).
// |Phi(z)| = sqrt((Phi + phi S)^2 + (phi C)^2) <= Phi + phi S + (phi C)^2/(2 (Phi + phi S)) where Phi + phi S > 0.
// On a cell [s, s'] every quantity is bounded by its value at one end.
#include "strip.hpp"

#include <algorithm>
#include <cmath>

namespace certibound::extremes {
namespace {

struct Cell {
  double left, right;
  Ball tail_left, tail_right;  // Q at both ends
};

class Strip {
 public:
  // weight: 1 for Phi = 1 - Q, 2 for 1 - 2 Q.
  Strip(double a, double kappa, long weight)
      : a_(a),
        growth_(exp(times_two_to(sqr(exact(a, kBoundBits)), -1))),
        kappa_(exact(kappa, kBoundBits)),
        weight_(weight, kBoundBits) {}

  // Upper bound for |1 - w Q(z)| - 1 + kappa Q(s) on the cell.
  Ball on_cell(const Cell& cell) const {
    const Ball density = normal_density(exact(cell.left, kBoundBits)) * weight_;  // the greatest on the cell
    const Ball sine = density * sine_integral(cell), cosine = density * cosine_integral(cell);
    // 1 - w Q + w phi S, S >= 0 or |S| <= 2e/s, from below
    const Ball one(1L, kBoundBits);
    const Ball least = one - weight_ * cell.tail_left - (sine_is_positive(cell) ? Ball(kBoundBits) : sine);
    Ball imaginary = cosine;
    if (certainly_positive(least)) imaginary = min(imaginary, sqr(cosine) / times_two_to(least, 1));
    const Ball inner = sine + imaginary - (weight_ - kappa_) * cell.tail_right;
    return upper(inner);
  }

  // s >= farthest: 1 - w Q <= 1, and |phi S|, |phi C| <= phi 2e/s, kappa Q <= kappa phi/s.
  Ball beyond(double farthest) const {
    const Ball s = exact(farthest, kBoundBits);
    return upper(normal_density(s) / s * (times_two_to(growth_, 2) * weight_ + kappa_));
  }

  // s <= 0: e Phi(s) - 1 + kappa (1 - Phi(s)) is greatest at s = 0, as e > kappa.
  Ball left() const { return upper(times_two_to(growth_ + kappa_, -1) - Ball(1L, kBoundBits)); }

 private:
  bool sine_is_positive(const Cell& cell) const { return cell.right * a_ <= 2.33; }
  Ball sine_integral(const Cell& cell) const {
    if (sine_is_positive(cell)) {
      const Ball s = exact(cell.right, kBoundBits);
      return growth_ * (Ball(1L, kBoundBits) - cos(s * exact(a_, kBoundBits))) / s;
    }
    return times_two_to(growth_, 1) / exact(cell.left, kBoundBits);
  }
  Ball cosine_integral(const Cell& cell) const {
    const Ball plain = growth_ * exact(a_, kBoundBits);
    return cell.left > 0 ? min(plain, times_two_to(growth_, 1) / exact(cell.left, kBoundBits)) : plain;
  }

  double a_;
  Ball growth_, kappa_, weight_;
};

// Cells of [0, farthest] on which Q falls by a fixed factor, about.
Ball greatest_excess(const Strip& strip, double a, double farthest) {
  constexpr double kLogStep = 0.15;
  Ball greatest = max(Ball(kBoundBits), strip.beyond(farthest));
  double s = 0;
  Ball tail = upper_tail(exact(0, kBoundBits));
  while (s < farthest) {
    double next = std::min(s + kLogStep / (s + 1), farthest);
    // the first cell needs a right end at which the sine integral is known, the others a left end above 0
    if (s == 0) next = std::min(next, 2.3 / a);
    Cell cell{s, next, tail, upper_tail(exact(next, kBoundBits))};
    greatest = max(greatest, strip.on_cell(cell));
    tail = cell.tail_right;
    s = next;
  }
  return upper(greatest);
}

}  // namespace

Ball strip_excess(double a, double kappa, double farthest) {
  const Strip strip(a, kappa, 1);
  return upper(max(strip.left(), greatest_excess(strip, a, farthest)));
}

Ball strip_excess_of_two(double a, double farthest) { return greatest_excess(Strip(a, 0, 2), a, farthest); }

double quantile_estimate(double n, double tails) {
  double lo = -40, hi = 40;
  for (int step = 0; step < 60; ++step) {
    const double middle = (lo + hi) / 2;
    (n * 0.5 * std::erfc(middle / std::sqrt(2.0)) > tails ? lo : hi) = middle;
  }
  return lo;
}

}  // namespace certibound::extremes
