#include <certibound/special/lambert_w.hpp>

#include "monotone.hpp"

#include <functional>

namespace certibound {
namespace {

using special::point;

enum class Branch { upper, lower };

Interval product(const Float& w, Precision bits) {
  const Interval at = point(w).at_precision(bits);
  return at * exp(at);
}

// Is W(x) >= w certain, for w >= -1 on the upper and w <= -1 on the lower branch?
bool not_below(Branch branch, const Float& w, const Float& x, Precision bits) {
  const Interval value = product(w, bits);
  return branch == Branch::upper ? value.hi() <= x : x <= value.lo();
}
bool not_above(Branch branch, const Float& w, const Float& x, Precision bits) {
  const Interval value = product(w, bits);
  return branch == Branch::upper ? x <= value.lo() : value.hi() <= x;
}

Interval whole_branch(Branch branch, Precision bits) {
  const Float minus_one = Interval(-1L, bits).lo();
  return branch == Branch::upper ? Interval(minus_one, Interval::entire(bits).hi())
                                 : Interval(Interval::entire(bits).lo(), minus_one);
}

// W at one number of its domain: Arb's ball, enlarged until its ends are certified.
Interval value_at(Branch branch, const Float& x, Precision bits) {
  const Precision work = 2 * bits + 2 * mpfr_get_prec(x.get()) + 64;
  Ball w(work);
  arb_lambertw(w.get(), Ball(x).get(), branch == Branch::upper ? 0 : 1, work);
  const Interval branch_range = whole_branch(branch, bits);
  if (!w.is_finite()) return branch_range;
  const Interval proposed = intersection(w.interval(work), whole_branch(branch, work));
  if (proposed.is_empty()) return branch_range;
  Float lo = proposed.lo(), hi = proposed.hi(), step(64);
  mpfr_set_ui_2exp(step.get(), 1, (lo.is_zero() ? 0 : mpfr_get_exp(lo.get())) - static_cast<mpfr_exp_t>(bits) - 8,
                   MPFR_RNDU);
  for (int tries = 0; tries < 64; ++tries) {
    const bool left = not_below(branch, lo, x, work), right = not_above(branch, hi, x, work);
    if (left && right) return intersection(Interval(lo, hi).at_precision(bits), branch_range);
    if (!left) mpfr_sub(lo.get(), lo.get(), step.get(), MPFR_RNDD);
    if (!right) mpfr_add(hi.get(), hi.get(), step.get(), MPFR_RNDU);
    lo = intersection(Interval(lo, lo), whole_branch(branch, work)).is_empty() ? whole_branch(branch, work).lo() : lo;
    hi = intersection(Interval(hi, hi), whole_branch(branch, work)).is_empty() ? whole_branch(branch, work).hi() : hi;
    if (lo.is_infinite() || hi.is_infinite()) return branch_range;
    // The end of the branch is a bound without a certificate.
    if (mpfr_cmp_si(lo.get(), -1) == 0 && branch == Branch::upper && not_above(branch, hi, x, work)) break;
    if (mpfr_cmp_si(hi.get(), -1) == 0 && branch == Branch::lower && not_below(branch, lo, x, work)) break;
    mpfr_mul_2ui(step.get(), step.get(), 1, MPFR_RNDU);
  }
  const Float minus_one = Interval(-1L, bits).lo();
  const bool good = branch == Branch::upper ? not_above(branch, hi, x, work) : not_below(branch, lo, x, work);
  if (!good) return branch_range;
  const Interval out = branch == Branch::upper ? Interval(minus_one, hi) : Interval(lo, minus_one);
  return intersection(out.at_precision(bits), branch_range);
}

// Is x < -1/e certain, is x >= -1/e certain?
bool left_of_domain(const Float& x, Precision bits) { return certainly(less(point(x), -exp(Interval(-1L, bits)))); }
bool inside_domain(const Float& x, Precision bits) {
  return certainly(less_equal(-exp(Interval(-1L, bits)), point(x)));
}

}  // namespace

Interval lambert_w0(const Interval& x) {
  const Precision bits = x.precision(), work = 2 * bits + 64;
  if (x.is_empty() || left_of_domain(x.hi(), work)) return Interval::empty(bits);
  const Interval all = whole_branch(Branch::upper, bits);
  const Interval lo =
      inside_domain(x.lo(), work) && !x.lo().is_infinite() ? value_at(Branch::upper, x.lo(), bits) : all;
  if (x.is_point()) return lo;
  const Interval hi =
      x.hi().is_infinite() || !inside_domain(x.hi(), work) ? all : value_at(Branch::upper, x.hi(), bits);
  return {lo.lo(), hi.hi()};
}

Interval lambert_wm1(const Interval& x) {
  const Precision bits = x.precision(), work = 2 * bits + 64;
  if (x.is_empty() || x.lo().sign() >= 0 || left_of_domain(x.hi(), work)) return Interval::empty(bits);
  const Interval all = whole_branch(Branch::lower, bits);
  const Interval at_lo = inside_domain(x.lo(), work) ? value_at(Branch::lower, x.lo(), bits) : all;
  if (x.is_point()) return at_lo;
  const Interval at_hi =
      x.hi().sign() >= 0 || !inside_domain(x.hi(), work) ? all : value_at(Branch::lower, x.hi(), bits);
  return {at_hi.lo(), at_lo.hi()};
}

}  // namespace certibound
