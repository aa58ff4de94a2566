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

GaussianBox box_of(const GaussianPair& at) { return {at.rho, at.q1, at.q2, at.precision() + kGuardBits}; }

Interval one_minus_square(const Interval& rho) {
  const Interval one(1L, rho.precision());
  // The product keeps its digits near -1 and 1, the square sees that a wide rho is one number.
  return not_negative(intersection((one - rho) * (one + rho), one - sqr(rho)));
}

}  // namespace

GaussianPair::GaussianPair(const Interval& correlation)
    : GaussianPair(correlation, Interval(1L, correlation.precision()), Interval(1L, correlation.precision())) {}

GaussianPair::GaussianPair(const Interval& correlation, const Interval& first_variance, const Interval& second_variance)
    : rho(correlation), q1(first_variance), q2(second_variance) {}

Precision GaussianPair::precision() const { return std::max({rho.precision(), q1.precision(), q2.precision()}); }

GaussianBox::GaussianBox(const Interval& correlation, const Interval& first_variance, const Interval& second_variance,
                         Precision working)
    : bits(working),
      rho(intersection(correlation, unit_range()).at_precision(working)),
      q1(not_negative(first_variance).at_precision(working)),
      q2(not_negative(second_variance).at_precision(working)),
      scale(sqrt(q1 * q2)),
      covariance(rho * scale),
      complement(one_minus_square(rho)) {}

GaussianBox GaussianBox::at(const Float& correlation) const {
  return {Interval(correlation, correlation), q1, q2, bits};
}

bool GaussianBox::has_zero_variance() const { return contains_zero(q1) || contains_zero(q2); }
bool GaussianBox::only_zero_variance() const { return is_zero(q1) || is_zero(q2); }

// For every member of q1 and q2 the dual is continuous in rho on [-1, 1] and differentiable inside, so an enclosure of
// the derivative of one sign on the box makes it monotone, and the mean value theorem holds.
Interval Activation::refined_dual(const GaussianBox& box) const {
  if (box.rho.is_point()) return dual_on(box);
  const Interval slope = derivative_on(box);
  const bool increasing = !slope.is_empty() && slope.lo().sign() >= 0;
  if (increasing || (!slope.is_empty() && slope.hi().sign() <= 0)) {
    const Interval left = dual_on(box.at(box.rho.lo())), right = dual_on(box.at(box.rho.hi()));
    return increasing ? Interval(left.lo(), right.hi()) : Interval(right.lo(), left.hi());
  }
  const Interval natural = dual_on(box);
  if (slope.is_empty()) return natural;
  const Float centre = mid(box.rho);
  const Interval step = box.rho - Interval(centre, centre);
  return intersection(natural, dual_on(box.at(centre)) + slope * step);
}

Interval Activation::dual(const GaussianPair& at) const {
  const GaussianBox box = box_of(at);
  return box.is_empty() ? Interval::empty(at.precision()) : refined_dual(box).at_precision(at.precision());
}

Interval Activation::derivative(const GaussianPair& at) const {
  const GaussianBox box = box_of(at);
  return box.is_empty() ? Interval::empty(at.precision()) : derivative_on(box).at_precision(at.precision());
}

Interval Activation::tangent(const GaussianPair& at) const {
  const GaussianBox box = box_of(at);
  return box.is_empty() ? Interval::empty(at.precision()) : tangent_on(box).at_precision(at.precision());
}

Interval Activation::second_moment(const Interval& q) const {
  return not_negative(dual(GaussianPair(Interval(1L, q.precision()), q, q)));
}

Interval Activation::normalised(const GaussianPair& at) const {
  const Precision bits = at.precision(), working = bits + kGuardBits;
  const Interval q1 = at.q1.at_precision(working), q2 = at.q2.at_precision(working);
  const Interval first = second_moment(q1), second = second_moment(q2);
  if (first.is_empty() || second.is_empty() || is_zero(first) || is_zero(second)) return Interval::empty(bits);
  const bool same_law = q1.is_point() && equal(q1, q2);
  const Interval rho = intersection(at.rho, unit_range()).at_precision(working);
  if (rho.is_empty()) return Interval::empty(bits);
  if (same_law && is_one(rho)) return {1L, bits};
  const Interval norm = same_law ? first : sqrt(first) * sqrt(second);
  return intersection(dual({rho, q1, q2}) / norm, unit_range()).at_precision(bits);
}

}  // namespace certibound
