// Wide variances: with X = sqrt(q) U, X' = sqrt(q') U and a function t with |t| <= B, |t'| <= C, replacing q by its
// midpoint q' moves E[t(X) t(Y)] by at most B C |sqrt q1 - sqrt q1'| + B C |sqrt q2 - sqrt q2'|; for s itself B is
// |s(0)| + C sqrt q in L2. For the k-th derivative t = s^(k).
#include "series_activation.hpp"

#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound {
namespace {

constexpr std::size_t kCacheSize = 16;

bool is_zero(const Interval& x) { return x.is_point() && x.lo().is_zero(); }

Interval either(Precision bits) { return {Rational(-1), Rational(1), bits}; }

// |sqrt q - sqrt m| for q in the interval, at most.
Interval root_distance(const Interval& q, const Float& m) {
  if (q.is_point()) return {0L, q.precision()};
  const Interval distance = abs(sqrt(q) - sqrt(Interval(m, m).at_precision(q.precision())));
  return {distance.hi(), distance.hi()};
}

}  // namespace

Interval SeriesActivation::dual_on(const GaussianBox& box) const {
  if (is_zero(box.rho) && has_constant_mean()) return sqr(value_at_zero(box.bits));  // E s(X) E s(Y)
  const bool first = is_zero(box.q1);
  if (!first && !is_zero(box.q2)) return evaluate(box, 0);
  return value_at_zero(box.bits) * mean(box, first ? box.q2 : box.q1);
}

Interval SeriesActivation::derivative_on(const GaussianBox& box, int order) const {
  // order! a_n(q1) a_n(q2), n = order, of a function that is odd but for a constant
  if (is_zero(box.rho) && order % 2 == 0 && has_constant_mean()) return box.number(0);
  return pown(box.scale, order) * evaluate(box, order);
}

Interval SeriesActivation::tangent_on(const GaussianBox& box) const {
  if (!is_zero(box.q1) && !is_zero(box.q2)) return evaluate(box, 1);
  const Interval& other = is_zero(box.q1) ? box.q2 : box.q1;
  const Interval slope = slope_at_zero(box.bits);
  if (is_zero(other)) return sqr(slope);
  // E s'(Y) = E[Y s(Y)]/q > 0, and its square is the value at rho = 0 of equal laws.
  return slope * sqrt(evaluate({box.number(0), other, other, box.bits, box.stop}, 1));
}

// E s(sqrt(q) X)
Interval SeriesActivation::mean(const GaussianBox& box, const Interval& q) const {
  const Interval zero = value_at_zero(box.bits);
  if (is_zero(q) || is_zero(zero) || has_constant_mean()) return zero;  // s(0) = 0: not needed
  // The square of the mean is the dual of equal laws at rho = 0.
  return sqrt(evaluate({box.number(0), q, q, box.bits, box.stop}, 0));
}

// What holds without a series: |s(x) - s(0)| <= L |x| and E|X| <= sqrt q; for derivatives, their bounds.
Interval SeriesActivation::coarse(const GaussianBox& box, int order) const {
  if (order >= 1) return either(box.bits) * sqr(derivative_bound(order, box.bits));
  const Interval slope = derivative_bound(1, box.bits), zero = value_at_zero(box.bits);
  const Interval first = slope * sqrt(box.q1), second = slope * sqrt(box.q2);
  return sqr(zero) + either(box.bits) * (abs(zero) * (first + second) + first * second);
}

// E[s^(k)(X) s^(k)(Y)], k = 0: the dual.
Interval SeriesActivation::evaluate(const GaussianBox& box, int order) const {
  const Interval plain = coarse(box, order);
  if (!box.q1.is_bounded() || !box.q2.is_bounded()) return plain;
  const Float m1 = mid(box.q1), m2 = mid(box.q2);
  const auto series = prepared(m1, m2, order, box.bits, box.stop);
  if (!series) return plain;
  Interval value = series->derivative(box.rho, order);
  if (order >= 1) {
    const Interval scale = sqrt(Interval(m1, m1).at_precision(box.bits) * Interval(m2, m2).at_precision(box.bits));
    value = value / pown(scale, order);
  }
  return intersection(value + change_of_variances(box, m1, m2, order), plain);
}

// By how much E[s^(k)(X) s^(k)(Y)] may differ from its value at the midpoints of wide variances.
Interval SeriesActivation::change_of_variances(const GaussianBox& box, const Float& m1, const Float& m2,
                                               int order) const {
  if (box.q1.is_point() && box.q2.is_point()) return box.number(0);
  const Interval d1 = root_distance(box.q1, m1), d2 = root_distance(box.q2, m2);
  const Interval c = either(box.bits) * derivative_bound(order + 1, box.bits);
  if (order >= 1) return c * derivative_bound(order, box.bits) * (d1 + d2);
  const Interval zero = abs(value_at_zero(box.bits)), slope = derivative_bound(1, box.bits);
  const Interval middle = Interval(m1, m1).at_precision(box.bits);
  return c * (d1 * (zero + slope * sqrt(box.q2)) + d2 * (zero + slope * sqrt(middle)));
}

std::shared_ptr<const DualSeries> SeriesActivation::prepared(const Float& q1, const Float& q2, int order,
                                                             Precision bits, const std::stop_token& stop) const {
  if (q2 < q1) return prepared(q2, q1, order, bits, stop);
  if (q1.sign() <= 0) return nullptr;
  const std::scoped_lock lock(mutex_);
  const auto found = std::find_if(cache_.begin(), cache_.end(), [&](const Prepared& p) {
    return p.bits == bits && p.order >= order && p.q1 == q1 && p.q2 == q2;
  });
  if (found != cache_.end()) return found->series;
  const int enough = prepared_order(order);
  auto series = prepare(q1, q2, enough, bits, stop);
  if (series || !stop.stop_requested()) {
    if (cache_.size() >= kCacheSize) cache_.erase(cache_.begin());
    cache_.push_back({q1, q2, enough, bits, series});
  }
  return series;
}

}  // namespace certibound
