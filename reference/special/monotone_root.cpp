#include "monotone_root.hpp"

#include "detail.hpp"

namespace certibound::detail {
namespace {

bool is_below_zero(const Interval& x) { return !x.is_empty() && x.hi().sign() < 0; }
bool is_above_zero(const Interval& x) { return !x.is_empty() && x.lo().sign() > 0; }

// x + 2^e, rounded away from x.
Float beside(const Float& x, int sign, mpfr_exp_t e, Precision bits) {
  Float out(bits), step(2);
  mpfr_set_si_2exp(step.get(), sign, e, MPFR_RNDN);
  mpfr_add(out.get(), x.get(), step.get(), sign < 0 ? MPFR_RNDD : MPFR_RNDU);
  return out;
}

// One step of Newton's iteration; false if it moved x by less than 2^-40 of it.
bool newton(const RealFunction& f, const RealFunction& slope, Float& x, Precision bits) {
  const Interval at = point(x, bits);
  const Float step = mid(f(at) / slope(at));
  x = mid(at - point(step));
  return x.is_finite() && step.is_finite() && exponent(step) > exponent(x) - 40;
}

}  // namespace

Interval enclose_root(const RealFunction& f, const Float& near, Precision bits) {
  if (!near.is_finite()) return Interval::entire(bits);
  const mpfr_exp_t unit = std::max<mpfr_exp_t>(exponent(near) - bits, mpfr_get_emin() + 64);
  Float lo(bits), hi(bits);
  mpfr_set_inf(lo.get(), -1);
  mpfr_set_inf(hi.get(), 1);
  for (long grow = 0; grow <= bits + 64; grow += grow / 2 + 3) {
    if (lo.is_infinite()) {
      const Float left = beside(near, -1, unit + grow, bits + 8);
      if (is_below_zero(f(point(left)))) lo = left;
    }
    if (hi.is_infinite()) {
      const Float right = beside(near, 1, unit + grow, bits + 8);
      if (is_above_zero(f(point(right)))) hi = right;
    }
    if (lo.is_finite() && hi.is_finite()) break;
  }
  return {lo, hi};
}

Float approximate_root(const RealFunction& f, const RealFunction& slope, const Float& start, Precision bits) {
  constexpr int kSteps = 40;
  Float x = start;
  for (int step = 0; step < kSteps && newton(f, slope, x, 64); ++step) {
  }
  for (Precision have = 48; have < bits && x.is_finite(); have = 2 * have - 16) {
    newton(f, slope, x, std::min(2 * have, bits) + 16);
  }
  return x;
}

}  // namespace certibound::detail
