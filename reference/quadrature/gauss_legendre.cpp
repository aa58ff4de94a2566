// Nodes by Newton's method on P_n, then certified: the sign of P_n, evaluated on intervals, differs at both ends of a
// small interval around each. These intervals are disjoint and, with their mirror images and 0 for odd n, n in number, so
// each holds exactly one zero of P_n. Weights 2 / ((1 - x^2) P_n'(x)^2) (Abramowitz & Stegun, 25.4.29).
#include "gauss_legendre.hpp"

#include <certibound/interval/relations.hpp>

#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <utility>

namespace certibound::detail {
namespace {

// P_n(x) and P_{n-1}(x): (k+1) P_{k+1} = (2k+1) x P_k - k P_{k-1}. The intervals of this recurrence widen by a factor of
// at most 1 + sqrt 2 a step, which the precision of the nodes makes up for.
std::pair<Interval, Interval> legendre(long n, const Interval& x) {
  const Precision bits = x.precision();
  Interval before(1, bits), now = x;
  for (long k = 1; k < n; ++k) {
    Interval next = (Interval(2 * k + 1, bits) * x * now - Interval(k, bits) * before) / Interval(k + 1, bits);
    before = std::move(now);
    now = std::move(next);
  }
  return {now, before};
}

// P_n'(x) = n (x P_n - P_{n-1}) / (x^2 - 1).
Interval derivative(long n, const Interval& x, const std::pair<Interval, Interval>& value) {
  const Precision bits = x.precision();
  const Interval one(1, bits);
  return Interval(n, bits) * (value.second - x * value.first) / ((one - x) * (one + x));
}

double rough_node(long n, long i) {
  double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (static_cast<double>(n) + 0.5));
  for (int step = 0; step < 3; ++step) {
    double before = 1, now = x;
    for (long k = 1; k < n; ++k) {
      const double d = static_cast<double>(k), next = ((2 * d + 1) * x * now - d * before) / (d + 1);
      before = now;
      now = next;
    }
    x += now * (1 - x * x) / (static_cast<double>(n) * (x * now - before));
  }
  return x;
}

// An interval of radius 2^-target around x with a sign change of P_n; empty if the signs are not certain.
Interval certified(long n, const Float& x, Precision target, Precision work) {
  const Interval centre = Interval(x, x).at_precision(work);
  const Interval radius = pown(Interval(2, work), -static_cast<long>(target));
  const Interval lo = centre - radius, hi = centre + radius;
  const Interval at_lo = legendre(n, Interval(lo.lo(), lo.lo())).first,
                 at_hi = legendre(n, Interval(hi.hi(), hi.hi())).first;
  const bool change = !contains_zero(at_lo) && !contains_zero(at_hi) && at_lo.lo().sign() != at_hi.lo().sign();
  return change ? Interval(lo.lo(), hi.hi()) : Interval::empty(work);
}

Interval node(long n, long i, Precision bits, Precision work) {
  const Precision target = bits + 3 * n / 2 + 8;
  Interval x = Interval::point(rough_node(n, i), work);
  for (Precision correct = 40; correct < target; correct *= 2) {
    const auto value = legendre(n, x);
    const Interval next = x - value.first / derivative(n, x, value);
    x = Interval(mid(next), mid(next));
  }
  for (Precision radius = target; radius > 20; radius -= 8) {
    const Interval found = certified(n, x.lo(), radius, work);
    if (!found.is_empty()) return found;
  }
  return Interval(-1, work);  // not met by any n in use; `complete` below refuses the rule
}

// All nodes inside (0, 1), disjoint and falling.
bool complete(const GaussRule& rule) {
  Interval before(1, 64);
  for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
    const bool middle = rule.has_middle && i + 1 == rule.nodes.size();
    if (!(rule.nodes[i].hi() < before.lo()) || (!middle && rule.nodes[i].lo().sign() <= 0)) return false;
    before = rule.nodes[i];
  }
  return true;
}

GaussRule make_rule(long n, Precision bits) {
  const Precision work = bits + 3 * n + 64;
  GaussRule rule{.n = n, .nodes = {}, .weights = {}, .has_middle = n % 2 != 0, .error = Interval(2, work)};
  for (long i = 0; i < (n + 1) / 2; ++i) {
    const bool middle = rule.has_middle && i == n / 2;
    const Interval x = middle ? Interval(0, work) : node(n, i, bits, work), one(1, work);
    const Interval slope = derivative(n, x, legendre(n, x));
    rule.nodes.push_back(x.at_precision(bits));
    rule.weights.push_back((Interval(2, work) / ((one - x) * (one + x) * sqr(slope))).at_precision(bits));
  }
  // error = 2/(2n+1) prod_{k=1}^{n} (2k/(n+k))^2, since 2^n n!/((2n)!/n!) = prod 2k/(n+k).
  for (long k = 1; k <= n; ++k) rule.error = rule.error * sqr(Interval(2 * k, work) / Interval(n + k, work));
  rule.error = (rule.error / Interval(2 * n + 1, work)).at_precision(bits);
  if (!complete(rule)) {
    for (Interval& w : rule.weights) w = Interval::entire(bits);
  }
  return rule;
}

}  // namespace

std::shared_ptr<const GaussRule> gauss_rule(long n, Precision bits) {
  static std::mutex mutex;
  static std::map<std::pair<long, Precision>, std::shared_ptr<const GaussRule>> rules;
  const std::lock_guard lock(mutex);
  auto& rule = rules[{n, bits}];
  if (!rule) rule = std::make_shared<const GaussRule>(make_rule(n, bits));
  return rule;
}

const std::vector<long>& gauss_degrees() {
  static const std::vector<long> degrees = {1,  2,  3,  4,  5,  6,  8,  10, 12, 14,  16,  18,  20,  22,
                                            24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 256};
  return degrees;
}

}  // namespace certibound::detail
