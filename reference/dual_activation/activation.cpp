// Wide arguments and derived quantities for every activation; the formulas themselves are in activations/.
#include <certibound/dual_activation/activation.hpp>

#include <certibound/interval/relations.hpp>

#include "activations/families.hpp"

#include <algorithm>

namespace certibound {
namespace {

// Bits carried beyond those asked for: every formula has fewer than 2^6 roundings, and sums of terms of one sign.
constexpr Precision kGuardBits = 16;

Interval not_negative(const Interval& x) {
  if (x.is_empty() || x.lo().sign() >= 0) return x;
  if (x.hi().sign() < 0) return Interval::empty(x.precision());
  Float zero(2), top(x.hi());
  mpfr_set_zero(zero.get(), 1);
  return {zero, top};
}

Interval unit_range() { return {Rational(-1), Rational(1), 2}; }

bool is_zero(const Interval& x) { return x.is_point() && x.lo().is_zero(); }
bool is_one(const Interval& x) { return x.is_point() && mpfr_cmp_si(x.lo().get(), 1) == 0; }

GaussianBox box_of(const GaussianPair& at, std::stop_token stop) {
  return {at.rho, at.q1, at.q2, at.precision() + kGuardBits, std::move(stop)};
}

Interval one_minus_square(const Interval& rho) {
  const Interval one(1L, rho.precision());
  // The product keeps its digits near -1 and 1, the square sees that a wide rho is one number.
  return not_negative(intersection((one - rho) * (one + rho), one - sqr(rho)));
}

// The interval from the infimum of one to the supremum of the other.
Interval between(const Interval& low, const Interval& high) { return {low.lo(), high.hi()}; }

}  // namespace

GaussianPair::GaussianPair(const Interval& correlation)
    : GaussianPair(correlation, Interval(1L, correlation.precision()), Interval(1L, correlation.precision())) {}

GaussianPair::GaussianPair(const Interval& correlation, const Interval& first_variance, const Interval& second_variance)
    : rho(correlation), q1(first_variance), q2(second_variance) {}

Precision GaussianPair::precision() const { return std::max({rho.precision(), q1.precision(), q2.precision()}); }

GaussianBox::GaussianBox(const Interval& correlation, const Interval& first_variance, const Interval& second_variance,
                         Precision working, std::stop_token stopping)
    : bits(working),
      stop(std::move(stopping)),
      rho(intersection(correlation, unit_range()).at_precision(working)),
      q1(not_negative(first_variance).at_precision(working)),
      q2(not_negative(second_variance).at_precision(working)),
      scale(sqrt(q1 * q2)),
      covariance(rho * scale),
      complement(one_minus_square(rho)) {}

GaussianBox GaussianBox::at(const Float& correlation) const {
  return {Interval(correlation, correlation), q1, q2, bits, stop};
}

bool GaussianBox::has_zero_variance() const { return contains_zero(q1) || contains_zero(q2); }
bool GaussianBox::only_zero_variance() const { return is_zero(q1) || is_zero(q2); }

// A member of variance 0 has the derivative 0, whatever the others have: where they have none nothing is known of the box.
Interval Activation::value_on(const GaussianBox& box, int order) const {
  if (order == 0) return dual_on(box);
  if (box.only_zero_variance()) return dual_on(box).is_empty() ? Interval::empty(box.bits) : box.number(0);
  const Interval value = derivative_on(box, order);
  if (!box.has_zero_variance()) return value;
  return value.is_empty() ? Interval::entire(box.bits) : hull(value, box.number(0));
}

// For every member of q1 and q2 the dual and its derivatives are continuous in rho inside (-1, 1), with a limit, possibly
// infinite, at the ends (power series in rho), so an enclosure of the next derivative of one sign on the box makes them
// monotone, and the mean value theorem holds.
Interval Activation::refined(const GaussianBox& box, int order) const {
  if (box.rho.is_point()) return value_on(box, order);
  const Interval slope = value_on(box, order + 1);
  const bool increasing = !slope.is_empty() && slope.lo().sign() >= 0;
  if (increasing || (!slope.is_empty() && slope.hi().sign() <= 0)) {
    const Interval left = value_on(box.at(box.rho.lo()), order), right = value_on(box.at(box.rho.hi()), order);
    if (!left.is_empty() && !right.is_empty()) return increasing ? between(left, right) : between(right, left);
  }
  const Interval natural = value_on(box, order);
  if (slope.is_empty() || !slope.is_bounded()) return natural;
  const Float centre = mid(box.rho);
  const Interval step = box.rho - Interval(centre, centre);
  return intersection(natural, value_on(box.at(centre), order) + slope * step);
}

Interval Activation::dual(const GaussianPair& at, std::stop_token stop) const {
  return derivative(at, 0, std::move(stop));
}

Interval Activation::derivative(const GaussianPair& at, int order, std::stop_token stop) const {
  const GaussianBox box = box_of(at, std::move(stop));
  return box.is_empty() ? Interval::empty(at.precision()) : refined(box, order).at_precision(at.precision());
}

Interval Activation::tangent(const GaussianPair& at, std::stop_token stop) const {
  const GaussianBox box = box_of(at, std::move(stop));
  return box.is_empty() ? Interval::empty(at.precision()) : tangent_on(box).at_precision(at.precision());
}

Interval Activation::second_moment(const Interval& q, std::stop_token stop) const {
  return not_negative(dual(GaussianPair(Interval(1L, q.precision()), q, q), std::move(stop)));
}

Interval Activation::normalisation(const Interval& q, std::stop_token stop) const {
  const Interval square = second_moment(q.at_precision(q.precision() + kGuardBits), std::move(stop));
  return reciprocal(sqrt(square)).at_precision(q.precision());
}

Interval Activation::normalised(const GaussianPair& at, int order, std::stop_token stop) const {
  const Precision bits = at.precision(), working = bits + kGuardBits;
  const Interval q1 = at.q1.at_precision(working), q2 = at.q2.at_precision(working);
  const Interval first = second_moment(q1, stop), second = second_moment(q2, stop);
  if (first.is_empty() || second.is_empty() || is_zero(first) || is_zero(second)) return Interval::empty(bits);
  const bool same_law = q1.is_point() && equal(q1, q2);
  const Interval rho = intersection(at.rho, unit_range()).at_precision(working);
  if (rho.is_empty()) return Interval::empty(bits);
  if (order == 0 && same_law && is_one(rho)) return {1L, bits};
  const Interval norm = same_law ? first : sqrt(first) * sqrt(second);
  const Interval value = derivative({rho, q1, q2}, order, stop) / norm;
  return (order == 0 ? intersection(value, unit_range()) : value).at_precision(bits);
}

}  // namespace certibound
