// Powers and roots.
#include "detail.hpp"

#include <array>

namespace certibound {
namespace {

using detail::common_precision;
using detail::is_zero_interval;

Interval even_power(const Interval& x, unsigned long n) {
  const Interval magnitude = abs(x);
  Float lo(x.precision()), hi(x.precision());
  mpfr_pow_ui(lo.get(), magnitude.lo().get(), n, MPFR_RNDD);
  mpfr_pow_ui(hi.get(), magnitude.hi().get(), n, MPFR_RNDU);
  return {lo, hi};
}

Interval odd_power(const Interval& x, unsigned long n) {
  Float lo(x.precision()), hi(x.precision());
  mpfr_pow_ui(lo.get(), x.lo().get(), n, MPFR_RNDD);
  mpfr_pow_ui(hi.get(), x.hi().get(), n, MPFR_RNDU);
  return {lo, hi};
}

// x^n with one rounding an end, for x of one sign (0 allowed as an end) and n <= -1.
Interval negative_power_one_sign(const Interval& x, long n) {
  const Precision bits = x.precision();
  const bool even = n % 2 == 0;
  const bool negative = x.hi().sign() <= 0;
  const auto value = [&](const Float& end, mpfr_rnd_t direction) {
    Float out(bits);
    if (end.is_zero()) return detail::infinite(bits, negative && !even ? -1 : 1);
    mpfr_pow_si(out.get(), end.get(), n, direction);
    return out;
  };
  // |x|^n falls as |x| grows: on the positive side, and on the negative side for odd n, the value falls with x.
  if (negative && even) return {value(x.lo(), MPFR_RNDD), value(x.hi(), MPFR_RNDU)};
  return {value(x.hi(), MPFR_RNDD), value(x.lo(), MPFR_RNDU)};
}

Interval negative_power(const Interval& x, long n) {
  if (is_zero_interval(x)) return Interval::empty(x.precision());
  if (x.lo().sign() < 0 && x.hi().sign() > 0) {
    if (n % 2 != 0) return Interval::entire(x.precision());
    const Float zero = detail::zero(x.precision());
    return hull(negative_power_one_sign(Interval(x.lo(), zero), n), negative_power_one_sign(Interval(zero, x.hi()), n));
  }
  return negative_power_one_sign(x, n);
}

}  // namespace

Interval sqr(const Interval& x) { return x.is_empty() ? x : even_power(x, 2); }

Interval pown(const Interval& x, long n) {
  if (x.is_empty()) return x;
  if (n == 0) return Interval(1, x.precision());
  if (n < 0) return negative_power(x, n);
  return n % 2 == 0 ? even_power(x, static_cast<unsigned long>(n)) : odd_power(x, static_cast<unsigned long>(n));
}

// y log x is bilinear in (log x, y), so the extremes of x^y over a box lie at its corners.
Interval pow(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  const Interval base = detail::at_least(x, 0);
  if (base.is_empty() || y.is_empty()) return Interval::empty(bits);
  if (is_zero_interval(base)) return y.hi().sign() > 0 ? Interval(0, bits) : Interval::empty(bits);
  const auto corner = [&](const Float& a, const Float& b, mpfr_rnd_t direction) {
    Float out(bits);
    mpfr_pow(out.get(), a.get(), b.get(), direction);
    mpfr_abs(out.get(), out.get(), MPFR_RNDN);  // (-0)^odd is -0 or -oo; the end point meant is +0
    return out;
  };
  const auto corners = [&](mpfr_rnd_t d) {
    return std::array{corner(base.lo(), y.lo(), d), corner(base.lo(), y.hi(), d), corner(base.hi(), y.lo(), d),
                      corner(base.hi(), y.hi(), d)};
  };
  return {detail::smallest(corners(MPFR_RNDD)), detail::largest(corners(MPFR_RNDU))};
}

Interval sqrt(const Interval& x) { return detail::increasing(mpfr_sqrt, detail::at_least(x, 0)); }

Interval rootn(const Interval& x, unsigned long n) {
  const Interval inside = n % 2 == 0 ? detail::at_least(x, 0) : x;
  if (inside.is_empty()) return inside;
  Float lo(x.precision()), hi(x.precision());
  mpfr_rootn_ui(lo.get(), inside.lo().get(), n, MPFR_RNDD);
  mpfr_rootn_ui(hi.get(), inside.hi().get(), n, MPFR_RNDU);
  return {lo, hi};
}

Interval cbrt(const Interval& x) { return rootn(x, 3); }

// Falls on (0, oo); the limits at its ends are +oo and 0.
Interval rsqrt(const Interval& x) {
  const Interval inside = detail::at_least(x, 0);
  if (inside.is_empty() || inside.hi().is_zero()) return Interval::empty(x.precision());
  return detail::decreasing(mpfr_rec_sqrt, inside);
}

Interval hypot(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  const Interval width = abs(x), height = abs(y);
  Float lo(bits), hi(bits);
  mpfr_hypot(lo.get(), width.lo().get(), height.lo().get(), MPFR_RNDD);
  mpfr_hypot(hi.get(), width.hi().get(), height.hi().get(), MPFR_RNDU);
  return {lo, hi};
}

}  // namespace certibound
