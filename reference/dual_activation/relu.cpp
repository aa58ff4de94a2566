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

// sqrt(1 - rho^2) at a point of [-1, 1] given with the working precision; both factors keep all their bits.
Interval sine(const Interval& rho) {
  const Interval one(1, rho.precision());
  return sqrt((one - rho) * (one + rho));
}

Interval value(const Interval& rho) {
  const Interval root = sine(rho), angle = atan2(root, -rho);
  return (root + angle * rho) / Interval::pi(rho.precision());
}

// 1 - acos(rho)/pi = (pi - acos(rho))/pi, and the angle in the numerator does not cancel.
Interval derivative(const Interval& rho) { return atan2(sine(rho), -rho) / Interval::pi(rho.precision()); }

// f at one representable point of [-1, 1]. If the guard bits leave the rounding of an end open, f is computed once more
// with twice the bits: correctly rounded ends make the results of larger intervals larger, down to the last bit.
Interval at_point(Interval (*f)(const Interval&), const Float& rho, Precision bits) {
  if (mpfr_cmp_si(rho.get(), 1) == 0) return Interval(1, bits);
  if (mpfr_cmp_si(rho.get(), -1) == 0) return Interval(0, bits);
  const Precision work = std::max(bits, rho.precision()) + kGuardBits + lost_bits(rho);
  const Interval once = f(Interval(rho, rho).at_precision(work));
  const Interval from_lo = Interval(once.lo(), once.lo()).at_precision(bits);
  const Interval from_hi = Interval(once.hi(), once.hi()).at_precision(bits);
  if (equal(from_lo, from_hi)) return from_lo;
  return f(Interval(rho, rho).at_precision(2 * work)).at_precision(bits);
}

Interval unit_range() { return {Rational(-1), Rational(1), 2}; }

Interval increasing_on_unit_range(const Interval& rho, Interval (*f)(const Interval&)) {
  const Precision bits = rho.precision();
  const Interval inside = intersection(rho, unit_range());
  if (inside.is_empty()) return Interval::empty(bits);
  if (inside.is_point()) return at_point(f, inside.lo(), bits);
  return {at_point(f, inside.lo(), bits).lo(), at_point(f, inside.hi(), bits).hi()};
}

template <typename F>
Decorated on_unit_range(const Decorated& rho, F f) {
  const bool defined = !rho.value.is_empty() && subset(rho.value, unit_range());
  return {f(rho.value), defined ? std::min(rho.decoration, Decoration::com) : Decoration::trv};
}

}  // namespace

Interval rhat(const Interval& rho) { return increasing_on_unit_range(rho, value); }
Interval rhat_derivative(const Interval& rho) { return increasing_on_unit_range(rho, derivative); }

Decorated rhat(const Decorated& rho) {
  return on_unit_range(rho, [](const Interval& x) { return rhat(x); });
}
Decorated rhat_derivative(const Decorated& rho) {
  return on_unit_range(rho, [](const Interval& x) { return rhat_derivative(x); });
}

}  // namespace certibound
