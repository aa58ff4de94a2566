#include <certibound/contour/line_integral.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;

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
double minimiser(F f, double lo, double hi) {
  constexpr double golden = 0.6180339887498949;
  double x1 = hi - golden * (hi - lo), x2 = lo + golden * (hi - lo), f1 = f(x1), f2 = f(x2);
  for (int step = 0; step < 60; ++step) {
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

}  // namespace

Ball tail_on_line(const LineIntegral& integral, const Ball& a, const Line& line, Precision bits, long most_nodes) {
  const Ball period(line.period, bits), c(line.at, bits), pi = Ball::pi(bits), h = Ball(2L, bits) * pi / period;
  const Ball scale = exp(-(c * a)) / period;  // h/(2 pi) exp(-ca)
  Ball sum = integral.real(line.at) / c, rest = Ball::indeterminate(bits);
  const Ball goal = exp(Ball(Rational(line.log_estimate - static_cast<double>(bits) * kLog2), bits)) / scale;
  for (long k = 1; k <= most_nodes; ++k) {
    const Ball w = h * Ball(k, bits), angle = w * a, co = cos(angle), si = sin(angle), square = sqr(c) + sqr(w);
    const auto [re, im] = integral.complex(line.at, w);
    // 2 Re (re + i im)(co - i si)(c - i w)/(c^2 + w^2)
    const Ball u = re * co + im * si, v = im * co - re * si;
    sum = sum + Ball(2L, bits) * (u * c + v * w) / square;
    if (k % 4 != 0) continue;
    const Ball left = integral.rest(line.at, h, w);
    if (!left.is_finite() || !certainly_positive(goal - left)) continue;
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

double log_chernoff(const std::function<double(double)>& log_m, double hi, double a) {
  const auto f = [&](double s) { return s >= hi ? std::numeric_limits<double>::infinity() : log_m(s) - s * a; };
  return f(minimiser(f, 0, bounded_end(f, 0, hi)));
}

Line propose_line(const std::function<double(double)>& log_m, double lo, double hi, double a, Precision bits) {
  const auto f = [&](double s) {
    const double value = s <= lo || s >= hi ? std::numeric_limits<double>::infinity() : log_m(s) - s * a;
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
  };
  const double right = bounded_end(f, 0, hi), saddle = minimiser(f, 0, right);
  // 1/sd is the distance over which f rises by about one half to either side.
  double distance = 1e-18;
  while (distance < 1e12 && f(saddle + distance) - 2 * f(saddle) + f(saddle - distance) < 1) distance *= 1.5;
  const double sd = 1 / distance;
  double c = std::max(saddle, 1 / sd);
  if (std::isfinite(hi)) c = std::min(c, (saddle + hi) / 2);
  const double peak = f(c), estimate = peak - std::log1p(c * sd * 2.5066);
  const double goal = estimate - static_cast<double>(bits) * kLog2 - 3;
  double before = 0, beyond = 0, period = 4 * sd;
  for (int round = 0; round < 400; ++round, period *= 1.1) {
    const auto up = [&](double s) { return f(s) - (s - c) * period; };
    const auto down = [&](double s) { return f(s) - (c - s) * period; };
    beyond = minimiser(up, c, bounded_end(up, c, hi));
    before = minimiser(down, bounded_end(down, c, lo), c);
    if (before == 0) before = c / 2;
    if (up(beyond) < goal && down(before) < goal) break;
  }
  return {Rational(before), Rational(c), Rational(beyond), Rational(period), estimate, peak};
}

}  // namespace certibound
