#include <certibound/contour/line_integral.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr int kFineSteps = 50, kCoarseSteps = 25;  // of golden sections: 1e-10 and 6e-6 of the range

Ball hull_with_zero(const Ball& x) { return Ball::hull(Ball(0L, x.precision()), x); }

// exp(-|b - c| T) M(b) exp(-ba) / (1 - exp(-|b - c| T)).
Ball alias(const LineIntegral& integral, const Rational& b, const Rational& c, const Ball& a, const Ball& period) {
  const Precision bits = a.precision();
  const Rational distance = b < c ? Rational(c - b) : Rational(b - c);
  const Ball decay = -(Ball(distance, bits) * period);
  return integral.real(b) * exp(decay - Ball(b, bits) * a) / -expm1(decay);
}

// Smallest value of a function that falls and then rises on (lo, hi), by golden sections; of little accuracy.
template <typename F>
double minimiser(F f, double lo, double hi, int steps) {
  constexpr double golden = 0.6180339887498949;
  double x1 = hi - golden * (hi - lo), x2 = lo + golden * (hi - lo), f1 = f(x1), f2 = f(x2);
  for (int step = 0; step < steps; ++step) {
    if (f1 <= f2) {
      hi = x2;
      x2 = x1;
      f2 = f1;
      f1 = f(x1 = hi - golden * (hi - lo));
    } else {
      lo = x1;
      x1 = x2;
      f1 = f2;
      f2 = f(x2 = lo + golden * (hi - lo));
    }
  }
  return (lo + hi) / 2;
}

// A bounded end for an unbounded side: where the convex f has begun to rise again.
template <typename F>
double bounded_end(F f, double from, double end) {
  if (std::isfinite(end)) return end;
  const double direction = end > from ? 1 : -1;
  double step = 1e-3;
  while (step < 1e12 && f(from + direction * 2 * step) < f(from + direction * step)) step *= 2;
  return from + direction * 4 * step;
}

// A place at c or further from the singularity at hi: about bits/(hi - c) is the period that is needed, and what f has risen
// by against its least value is lost by cancellation.
template <typename F>
double away_from(double hi, double c, Precision bits, F f) {
  const double least = f(c);
  const auto cost = [&](double s) {
    const double needed = static_cast<double>(bits) + (f(s) - least) / kLog2;
    return needed * needed / (hi - s);
  };
  double best = c, least_cost = cost(c);
  for (double distance = hi / 2; distance > 1e-4 * hi; distance *= 0.75) {
    const double s = hi - distance;
    if (s >= c) break;
    if (const double now = cost(s); now < least_cost) {
      best = s;
      least_cost = now;
    }
  }
  return best;
}

}  // namespace

Ball tail_on_line(const LineIntegral& integral, const Ball& a, const Line& line, Precision bits, long most_nodes) {
  const Ball period(line.period, bits), c(line.at, bits), pi = Ball::pi(bits), h = Ball(2L, bits) * pi / period;
  const Ball scale = exp(-(c * a)) / period;  // h/(2 pi) exp(-ca)
  Ball sum = integral.real(line.at) / c, rest = Ball::indeterminate(bits);
  const Ball goal = exp(Ball(Rational(line.log_goal), bits)) / scale;
  for (long k = 1; k <= most_nodes; ++k) {
    const bool last = k == most_nodes;
    if (integral.stop && integral.stop()) return Ball::indeterminate(bits);
    const Ball w = h * Ball(k, bits), angle = w * a, co = cos(angle), si = sin(angle), square = sqr(c) + sqr(w);
    const auto [re, im] = integral.complex(line.at, w);
    // 2 Re (re + i im)(co - i si)(c - i w)/(c^2 + w^2)
    const Ball u = re * co + im * si, v = im * co - re * si, term = Ball(2L, bits) * (u * c + v * w) / square;
    sum = sum + term;
    if (!last && (k % 4 != 0 || arf_cmpabs(arb_midref(term.get()), arb_midref(goal.get())) > 0)) continue;
    const Ball left = integral.rest(line.at, h, w);
    if (!last && (!left.is_finite() || !certainly_positive(goal - left))) continue;
    rest = Ball(2L, bits) * left;
    break;
  }
  if (!rest.is_finite()) return rest;
  const Ball error = Ball::hull(-rest, rest);
  Ball out = scale * (sum + error) - hull_with_zero(alias(integral, line.beyond, line.at, a, period));
  const Ball before = hull_with_zero(alias(integral, line.before, line.at, a, period));
  if (line.before > 0) return out - before;
  const Ball decay = -(c * period);
  return out - integral.mass * exp(decay) / -expm1(decay) + before;
}

Markov best_markov(const std::function<double(double)>& log_m, double hi, double a) {
  const auto f = [&](double s) { return s >= hi ? std::numeric_limits<double>::infinity() : log_m(s) - s * a; };
  const double at = minimiser(f, 0, bounded_end(f, 0, 0.98 * hi), kFineSteps);  // not at the pole, where M is not finite
  return {at, f(at)};
}

Line propose_line(const std::function<double(double)>& log_m, double lo, double hi, double a, Precision bits) {
  const auto f = [&](double s) {
    const double value = s <= lo || s >= hi ? std::numeric_limits<double>::infinity() : log_m(s) - s * a;
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
  };
  const double right = bounded_end(f, 0, hi), saddle = minimiser(f, 0, right, kFineSteps);
  // The distance over which f rises by about one half to either side, or less if hi is nearer.
  const auto reach = [&](double s) {
    double distance = 1e-18;
    while (distance < 1e12 && f(s + distance) - 2 * f(s) + f(s - distance) < 1) distance *= 1.5;
    return distance;
  };
  double c = std::max(saddle, reach(saddle));
  if (std::isfinite(hi)) c = std::min(c, (saddle + hi) / 2);
  const double estimate = f(c) - std::log1p(c / reach(c) * 2.5066);
  if (std::isfinite(hi)) c = away_from(hi, c, bits, f);
  const double sd = 1 / reach(c), peak = f(c);
  const double goal = estimate - static_cast<double>(bits) * kLog2 - 3;
  double before = 0, beyond = 0;
  const auto serves = [&](double period) {
    const auto up = [&](double x) { return f(x) - (x - c) * period; };
    const auto down = [&](double x) { return f(x) - (c - x) * period; };
    beyond = minimiser(up, c, bounded_end(up, c, hi), kCoarseSteps);
    before = minimiser(down, bounded_end(down, c, lo), c, kCoarseSteps);
    if (before == 0) before = c / 2;
    return up(beyond) < goal && down(before) < goal;
  };
  double enough = sd;
  for (int round = 0; round < 60 && !serves(enough); ++round) enough *= 2;
  double few = enough / 2;
  for (int round = 0; round < 4; ++round) {
    const double middle = std::sqrt(few * enough);
    (serves(middle) ? enough : few) = middle;
  }
  serves(enough);
  const double period = enough;
  return {Rational(before), Rational(c), Rational(beyond), Rational(period), estimate, peak, goal};
}

}  // namespace certibound
