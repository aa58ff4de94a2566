// (a - b)_+^2 = 2 times the area of {(s, t): b <= t <= s <= a}, so by symmetry
//   E (M_x - M_y)^2 = 4 times the integral of I(t), I(t) = integral over d > 0 of Phi(t)^n - F(t + d, t)^n,
// over the line for M, over t > 0 for M^+ (both are at least 0 then). Everything is positive and near rho = 1 of the size
// of 1 - rho, so the relative accuracy is kept there.
//
// The outer integral is by Gauss-Legendre too; a bound of I(t + ia), |a| <= h, is needed. Put J(z + d, z) =
// P(X > z + d, Y <= z), F = Phi(z) - J. As a^n - b^n = n (a - b) times the mean of (b + s (a - b))^(n-1), 0 < s < 1,
//   |I| <= n S^(n-1) W,   S >= |F|, |Phi|,   W >= integral of |J(z + d, z)| over d > 0.
// (A) X = U + V, Y = U - V: moving the path of U by ia, |J(z + d, z)| <= exp(a^2/(1 + rho)) J at the real part; and F is
//   the mean over V of Phi((min(z + d - V, z + V))/tau), all with the imaginary part a/tau, so S = 1 + strip_excess(h/tau).
//   The integral of J(t + d, t) over d is E[(X - t)_+; Y <= t], which is at most
//     E(X - t)_+,  E(X - Y)_+ = sqrt((1 - rho)/pi),  and, with w = c upsilon, f the density of U,
//     f(max(0, t - w)) upsilon^2 + 2 upsilon phi(c): given U = u it is g(u - t), g(v) = E[(v + V)_+; V >= |v|], whose
//     integral over the line is E[2 V^2; V > 0] = upsilon^2 and which is at most E[2 V; V >= w] for |v| >= w.
// (B) rho < 0, t >= 0: F = 1 - Q(z + d) - Q(z) + Q2, J = Q(z + d) - Q2 with |Q2| <= exp(a^2/(1 + rho)) P(X > t + d, Y > t)
//   <= exp(a^2/(1 + rho)) Q(t/tau), tiny near rho = -1, where (A) is useless. So S = 1 + strip_excess_of_two(h) +
//   exp(h^2/(1 + rho)) Q(t/tau), W = exp(h^2/2) E(X - t)_+ + exp(h^2/(1 + rho)) E(X + Y - 2t)_+.
// (C) rho < 0, t < 0: the integrand is analytic in d, so the path may run from 0 to -2ia and on to -2ia + oo. On its second
//   part X and Y are shifted by -ia and ia, which moves V alone: |J|, |F| are at most exp(a^2/(1 - rho)) times their real
//   values, |Phi(t + ia)| <= exp(a^2/2) Phi(t), and F, Phi <= Phi(t). On the first part U and V are moved by at most a, so
//   |F| <= exp(a^2/(1 + rho) + a^2/(1 - rho)) F(t, t), F(t, t) <= P(U <= t) = Phi(t/tau). Together
//   |I| <= n e^n Phi(t)^(n-1) E(X - t)_+ + 2 h ((e Phi(t))^n + (e exp(h^2/(1 + rho)) Phi(t/tau))^n), e = exp(h^2/(1 - rho)).
// Rests: the integral of I over t < a is at most n Phi(a)^(n-1) times that of E[(X - t)_+; Y <= t] over the line, which is
// E (X - Y)_+^2/2 = (1 - rho)/2; over t > T it is at most n E[(X - Y)_+^2; X > T]/2 <= n E[(X - Y)^2; X > T]/2, where
// X - Y = (1 - rho) X - sigma Z, and at most n E(X - T)_+^2/2.
#include "distance.hpp"

#include "inner_integral.hpp"
#include "strip.hpp"

#include <algorithm>
#include <cmath>

namespace certibound::extremes {
namespace {

constexpr double kPi = 3.141592653589793, kLog2 = 0.6931471805599453;

// One of the two bounds, with the height of the strip in which it holds and the half length of panels that fit into it.
struct Strip {
  double height = 0, half = 0;
  Ball excess{kBoundBits};
};

// Panels made for a strip are a little smaller than it.
constexpr double kFit = (1 - 1e-6) / kSemiMinor;

class OuterIntegral {
 public:
  OuterIntegral(std::int64_t n, const Rational& rho, MaxOver over, Precision bits)
      : work_(bits + 20),
        law_(n, rho, work_),
        coarse_(law_.coarse()),
        size_(static_cast<double>(n)),
        nats_(kLog2 * static_cast<double>(bits) + 3) {
    choose_strips();
    choose_ends(over);
  }

  std::optional<Ball> integrate(long most_panels) const {
    std::vector<Panel> panels;
    Ball greatest(kBoundBits);
    double t = first_;
    while (t < last_) {
      if (static_cast<long>(panels.size()) >= most_panels) return std::nullopt;
      panels.push_back({t, t + 2 * choose_half(t)});
      greatest = max(greatest, bound(panels.back()));
      t = panels.back().right;
    }
    const InnerIntegral inner(law_, nats_, work_);
    const double excess = estimate(log(greatest / coarse_.less_rho));
    const GaussLegendre rule(quadrature_points(nats_ + std::fmin(std::fmax(excess, 0), nats_) + 4), work_);
    Ball sum(work_);
    for (const Panel& panel : panels) sum = sum + extremes::integrate(rule, panel, work_, bound(panel), inner);
    if (!from_zero_) sum = sum + between_zero_and(before(exact(first_, kBoundBits)), work_);
    return times_two_to(sum + between_zero_and(after(exact(t, kBoundBits)), work_), 2);
  }

 private:
  void choose_strips() {
    const double place = std::fmax(quantile_estimate(size_, 1), 0.7), tau = estimate(law_.tau);
    const double farthest = std::fmax(quantile_estimate(size_, 0.001), 3) + 1;
    double best = 0;
    for (const double quarter_turns : {0.75, 0.9, 1.05, 1.2}) {
      const double a = quarter_turns * kPi / 2 / place;
      const Ball excess = strip_excess(a, 0, farthest);
      const double cost = nats_ + 12 + (size_ - 1) * std::log1p(estimate(excess));
      if (a / cost > best) {
        best = a / cost;
        general_ = {a, a * tau * kFit, excess};
      }
    }
    if (!law_.positively_correlated()) {
      const double a = 1.3 / place;
      opposite_ = {a, a * kFit, strip_excess_of_two(a, farthest)};
    }
  }

  void choose_ends(MaxOver over) {
    const double near_one = -std::log(estimate(law_.less_rho));
    const double wanted = nats_ + std::log(size_);
    double left =
        size_ > 4 * wanted ? quantile_estimate(size_ - 1, wanted) : -std::sqrt(2 * wanted / (size_ - 1)) - 0.5;
    from_zero_ = over == MaxOver::values_and_zero && left <= 0;
    if (from_zero_) left = 0;
    first_ = left;
    last_ = std::sqrt(2 * (wanted + std::fmax(0, near_one) / 2));
  }

  // Shorter and shorter as long as neither (B) nor (C) is of use there.
  double choose_half(double t) const {
    double half = opposite_.half;
    while (half > general_.half && !far_from_the_edge(t, half)) half /= 1.5;
    return std::fmax(half, general_.half);
  }

  // Whether bound (B) or (C) is of use on a panel that starts at t: whether Q2 (t > 0) or F(t, t) (t < 0) is small on it.
  bool far_from_the_edge(double t, double half) const {
    const double h = half * kSemiMinor, tau = estimate(law_.tau), leftmost = t + half * (1 - kSemiMajor);
    const double rightmost = t + half * (1 + kSemiMajor), nearest = leftmost >= 0 ? leftmost : -rightmost;
    if (nearest < 0 || (leftmost < 0 && size_ * h * h > 8)) return false;
    return std::log(size_) + (h * h - nearest * nearest) / (2 * tau * tau) < 0.5;  // Q(x) <= exp(-x^2/2)
  }

  // Of |I| in the ellipse of the panel.
  Ball bound(const Panel& panel) const {
    return upper(min(min(general_bound(panel), opposite_bound(panel)), negative_bound(panel)));
  }

  // exp(h^2/(1 + rho)) = exp((h/tau)^2/2), exp(h^2/(1 - rho)) = exp((h/upsilon)^2/2)
  static Ball growth(const Ball& shift) { return exp(times_two_to(sqr(shift), -1)); }
  Ball infinite() const {
    Ball out(kBoundBits);
    arb_pos_inf(out.get());
    return out;
  }

  Ball general_bound(const Panel& panel) const {
    const Ball leftmost = panel.leftmost(), turn = panel.height() / coarse_.tau;
    if (!certainly_nonnegative(exact(general_.height, kBoundBits) - turn)) return infinite();
    const Ball n(law_.n, kBoundBits), power = pow(Ball(1L, kBoundBits) + general_.excess, Ball(law_.n - 1, kBoundBits));
    const Ball excess =
        min(min(mean_excess(leftmost), sqrt(coarse_.less_rho / Ball::pi(kBoundBits))), near_bound(leftmost));
    return upper(n * growth(turn) * power * excess);
  }

  Ball near_bound(const Ball& t) const {
    const double near_one = std::fmax(0, -std::log(estimate(law_.less_rho)));
    const Ball c = exact(std::ceil(std::sqrt(2 * (nats_ + std::log(size_)) + near_one)), kBoundBits);
    const Ball from = max(t - c * coarse_.upsilon, Ball(kBoundBits));
    return normal_density(from / coarse_.tau) / coarse_.tau * sqr(coarse_.upsilon) +
           times_two_to(coarse_.upsilon * normal_density(c), 1);
  }

  Ball opposite_bound(const Panel& panel) const {
    const Ball leftmost = panel.leftmost(), height = panel.height(), wide = growth(height / coarse_.tau);
    if (law_.positively_correlated() || !certainly_nonnegative(leftmost)) return infinite();
    if (!certainly_nonnegative(exact(opposite_.height, kBoundBits) - height)) return infinite();
    const Ball base = Ball(1L, kBoundBits) + opposite_.excess + wide * upper_tail(leftmost / coarse_.tau);
    const Ball both = times_two_to(coarse_.tau * mean_excess(leftmost / coarse_.tau), 1);
    const Ball integral = growth(height) * mean_excess(leftmost) + wide * both;
    return upper(Ball(law_.n, kBoundBits) * pow(base, Ball(law_.n - 1, kBoundBits)) * integral);
  }

  Ball negative_bound(const Panel& panel) const {
    const Ball t = panel.rightmost(), height = panel.height();
    if (law_.positively_correlated() || !certainly_negative(t)) return infinite();
    const Ball cdf = growth(height / coarse_.upsilon) * normal_cdf(t), n(law_.n, kBoundBits);
    const Ball edge = growth(height / coarse_.upsilon) * growth(height / coarse_.tau) * normal_cdf(t / coarse_.tau);
    const Ball straight = n * growth(height / coarse_.upsilon) * pown(cdf, law_.n - 1) * mean_excess(panel.leftmost());
    return upper(straight + times_two_to(height * (pown(cdf, law_.n) + pown(edge, law_.n)), 1));
  }

  Ball before(const Ball& t) const {
    const Ball power = exp(Ball(law_.n - 1, kBoundBits) * log(normal_cdf(t)));
    return upper(Ball(law_.n, kBoundBits) * power * times_two_to(coarse_.less_rho, -1));
  }

  Ball after(const Ball& t) const {
    const Ball tail = upper_tail(t), density = normal_density(t);
    const Ball spread = sqr(coarse_.less_rho) * (t * density + tail) + sqr(coarse_.sigma) * tail;
    const Ball square = (Ball(1L, kBoundBits) + sqr(t)) * tail - t * density;
    return upper(times_two_to(Ball(law_.n, kBoundBits) * min(spread, square), -1));
  }

  Precision work_;
  PairLaw law_, coarse_;
  double size_, nats_;
  Strip general_, opposite_;
  double first_ = 0, last_ = 0;
  bool from_zero_ = false;
};

}  // namespace

std::optional<Ball> squared_distance(std::int64_t n, const Rational& rho, MaxOver over, Precision bits,
                                     long most_panels) {
  return OuterIntegral(n, rho, over, bits).integrate(most_panels);
}

}  // namespace certibound::extremes
