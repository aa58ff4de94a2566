// Set operations, absolute value, least and greatest, and the numbers of an interval. Ends are chosen, not computed, but
// for mid, rad and wid.
#include "detail.hpp"

namespace certibound {

using detail::common_precision;

Interval hull(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty()) return y.at_precision(bits);
  if (y.is_empty()) return x.at_precision(bits);
  return Interval(std::min(x.lo(), y.lo()), std::max(x.hi(), y.hi())).at_precision(bits);
}

Interval intersection(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty() || disjoint(x, y)) return Interval::empty(bits);
  return Interval(std::max(x.lo(), y.lo()), std::min(x.hi(), y.hi())).at_precision(bits);
}

Interval hull(std::span<const Interval> list) {
  Interval out = Interval::empty(MPFR_PREC_MIN);
  for (const Interval& x : list) out = hull(out, x);
  return out;
}

Interval abs(const Interval& x) {
  if (x.is_empty() || x.lo().sign() >= 0) return x;
  if (x.hi().sign() <= 0) return -x;
  return {detail::zero(x.precision()), std::max((-x).hi(), x.hi())};
}

Interval min(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  return Interval(std::min(x.lo(), y.lo()), std::min(x.hi(), y.hi())).at_precision(bits);
}

Interval max(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  return Interval(std::max(x.lo(), y.lo()), std::max(x.hi(), y.hi())).at_precision(bits);
}

Float inf(const Interval& x) { return x.is_empty() ? detail::infinite(x.precision(), 1) : x.lo(); }
Float sup(const Interval& x) { return x.is_empty() ? detail::infinite(x.precision(), -1) : x.hi(); }

Float mid(const Interval& x) {
  Float out(x.precision());
  if (x.is_empty()) return out;
  if (x.is_entire()) {
    mpfr_set_zero(out.get(), 1);
  } else if (x.lo().is_infinite() || x.hi().is_infinite()) {
    // IEEE 1788: the largest finite number in the direction of the unbounded side.
    mpfr_set_inf(out.get(), x.lo().is_infinite() ? -1 : 1);
    x.lo().is_infinite() ? mpfr_nextabove(out.get()) : mpfr_nextbelow(out.get());
  } else {
    Float sum(x.precision() + 2);
    mpfr_add(sum.get(), x.lo().get(), x.hi().get(), MPFR_RNDN);
    mpfr_div_2ui(out.get(), sum.get(), 1, MPFR_RNDN);
    // Rounding to nearest may leave a very thin interval only through an exponent gap; keep the promise mid in x.
    if (out < x.lo()) out = x.lo();
    if (x.hi() < out) out = x.hi();
  }
  return out;
}

Float wid(const Interval& x) {
  Float out(x.precision());
  if (!x.is_empty()) mpfr_sub(out.get(), x.hi().get(), x.lo().get(), MPFR_RNDU);
  return out;
}

Float rad(const Interval& x) {
  Float out(x.precision());
  if (x.is_empty()) return out;
  if (!x.is_bounded()) return detail::infinite(x.precision(), 1);
  const Float centre = mid(x);
  Float below(x.precision()), above(x.precision());
  mpfr_sub(below.get(), centre.get(), x.lo().get(), MPFR_RNDU);
  mpfr_sub(above.get(), x.hi().get(), centre.get(), MPFR_RNDU);
  return std::max(below, above);
}

std::pair<Float, Float> mid_rad(const Interval& x) { return {mid(x), rad(x)}; }

Float mag(const Interval& x) { return x.is_empty() ? Float(x.precision()) : abs(x).hi(); }
Float mig(const Interval& x) { return x.is_empty() ? Float(x.precision()) : abs(x).lo(); }

}  // namespace certibound
