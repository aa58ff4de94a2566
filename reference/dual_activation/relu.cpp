// Rhat by the angle that does not cancel: with a = pi - acos(rho) = atan2(sqrt(1 - rho^2), -rho),
//   pi Rhat(rho) = sqrt((1 - rho)(1 + rho)) + a rho.
// Near rho = -1 both terms tend to 0 like u = sqrt(1 + rho) while their sum is of order u^3, so about
// |log2(1 + rho)| bits are lost; the working precision is raised by that many before the sum.
#include <certibound/dual_activation/relu.hpp>

#include <algorithm>

namespace certibound {
namespace {

constexpr Precision kGuardBits = 12;

// Bits lost to cancellation at this point: the size of -log2(1 + rho), at least 0.
Precision lost_bits(const Float& rho) {
  Float distance(rho.precision() + 2);
  mpfr_add_ui(distance.get(), rho.get(), 1, MPFR_RNDD);
  if (distance.sign() <= 0) return 0;
  return std::max<Precision>(-mpfr_get_exp(distance.get()), 0);
}

bool is_one(const Float& rho) { return mpfr_cmp_si(rho.get(), 1) == 0; }
bool is_minus_one(const Float& rho) { return mpfr_cmp_si(rho.get(), -1) == 0; }

// Enclosure of Rhat at one representable point of [-1, 1].
Interval at_point(const Float& rho, Precision bits) {
  if (is_one(rho)) return Interval(1, bits);
  if (is_minus_one(rho)) return Interval(0, bits);
  const Precision work = std::max(bits, rho.precision()) + kGuardBits + lost_bits(rho);
  const Interval r = Interval(rho, rho).at_precision(work), one(1, work);
  const Interval root = sqrt((one - r) * (one + r));
  const Interval angle = atan2(root, -r);
  return ((root + angle * r) / Interval::pi(work)).at_precision(bits);
}

Interval derivative_at_point(const Float& rho, Precision bits) {
  if (is_one(rho)) return Interval(1, bits);
  if (is_minus_one(rho)) return Interval(0, bits);
  const Precision work = std::max(bits, rho.precision()) + kGuardBits;
  const Interval r = Interval(rho, rho).at_precision(work), one(1, work);
  // 1 - acos(rho)/pi = (pi - acos(rho))/pi, and the angle in the numerator does not cancel.
  return (atan2(sqrt((one - r) * (one + r)), -r) / Interval::pi(work)).at_precision(bits);
}

Interval unit_range() { return {Rational(-1), Rational(1), 2}; }

template <typename AtPoint>
Interval increasing_on_unit_range(const Interval& rho, AtPoint f) {
  const Precision bits = rho.precision();
  const Interval inside = intersection(rho, unit_range());
  if (inside.is_empty()) return Interval::empty(bits);
  if (inside.is_point()) return f(inside.lo(), bits);
  return {f(inside.lo(), bits).lo(), f(inside.hi(), bits).hi()};
}

template <typename F>
Decorated on_unit_range(const Decorated& rho, F f) {
  const bool defined = !rho.value.is_empty() && subset(rho.value, unit_range());
  return {f(rho.value), defined ? std::min(rho.decoration, Decoration::com) : Decoration::trv};
}

}  // namespace

Interval rhat(const Interval& rho) { return increasing_on_unit_range(rho, at_point); }
Interval rhat_derivative(const Interval& rho) { return increasing_on_unit_range(rho, derivative_at_point); }

Decorated rhat(const Decorated& rho) {
  return on_unit_range(rho, [](const Interval& x) { return rhat(x); });
}
Decorated rhat_derivative(const Decorated& rho) {
  return on_unit_range(rho, [](const Interval& x) { return rhat_derivative(x); });
}

}  // namespace certibound
