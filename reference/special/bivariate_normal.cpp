// Phi2 and T on boxes: both are monotone, so two values at corners are enough.
#include <certibound/special/bivariate_normal.hpp>

#include "bivariate_normal_routes.hpp"
#include "detail.hpp"
#include "owen_sector.hpp"

namespace certibound {
namespace {

using detail::from_zero;
using detail::half;
using detail::number;
using detail::point;

using Route = Interval (*)(const Float& a, const Float& b, const Float& rho, Precision bits);

bool is_one(const Float& x) { return mpfr_cmp_si(x.get(), 1) == 0; }
bool is_minus_one(const Float& x) { return mpfr_cmp_si(x.get(), -1) == 0; }

// At a point whose a and b may be infinite. REQUIRES: -1 <= rho <= 1.
Interval at(Route route, const Float& a, const Float& b, const Float& rho, Precision bits) {
  for (const Float* x : {&a, &b}) {
    if (!x->is_infinite()) continue;
    const Float& other = x == &a ? b : a;
    if (x->sign() < 0) return number(0, bits);
    if (!other.is_infinite()) return normal_cdf(point(other, bits));
    return number(other.sign() < 0 ? 0 : 1, bits);
  }
  const Interval bounds = detail::phi2_bounds(a, b, rho, bits);
  if (is_one(rho) || is_minus_one(rho)) return bounds;
  Float next = bounds.lo();
  mpfr_nextabove(next.get());
  if (bounds.hi() <= next) return bounds;  // no integral can add to this
  const Interval value = route(a, b, rho, bits), both = intersection(value, bounds);
  return both.is_empty() ? Interval(Rational(0), Rational(1), bits) : both;
}

Interval on_box(Route route, const Interval& a, const Interval& b, const Interval& rho) {
  const Precision bits = std::max({a.precision(), b.precision(), rho.precision()});
  const Interval r = intersection(rho, Interval(Rational(-1), Rational(1), bits));
  if (a.is_empty() || b.is_empty() || r.is_empty()) return Interval::empty(bits);
  const Interval least = at(route, a.lo(), b.lo(), r.lo(), bits);
  if (a.is_point() && b.is_point() && r.is_point()) return least;
  return {least.lo(), at(route, a.hi(), b.hi(), r.hi(), bits).hi()};
}

// The narrower one decides an end; a route that fails to meet the other one means that nothing is known.
Interval both_routes(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Interval by_owen = detail::phi2_by_owen(a, b, rho, bits);
  const Interval by_plackett = detail::phi2_by_plackett(a, b, rho, bits);
  const Interval value = intersection(by_owen, by_plackett);
  return value.is_empty() ? Interval(Rational(0), Rational(1), bits) : value;
}

// T at h >= 0 and a >= 0, either of which may be infinite.
Interval t_at(const Float& h, const Float& a, Precision bits) {
  if (h.is_infinite() || a.is_zero()) return number(0, bits);
  if (a.is_infinite()) return half(normal_cdf(-point(h, bits)));
  const Interval quarter(Rational(0), Rational(1, 4), bits);
  if (h.is_zero()) {
    const Precision work = bits + 8;
    return intersection(atan(point(a, work)) / (number(2, work) * Interval::pi(work)), quarter).at_precision(bits);
  }
  const Precision aim = std::min(bits, detail::kMostByMpfr);
  // h^2 is the condition number of exp(-h^2/2).
  const long condition = std::clamp(2 * detail::exponent(h), 0L, 34L);
  const Precision work = (aim + condition + 24 + 31) / 32 * 32, target = aim + 8;
  return intersection(detail::owen_t(point(h, work), point(a, work), target), quarter).at_precision(bits);
}

Float magnitude(Float x) {
  mpfr_abs(x.get(), x.get(), MPFR_RNDN);
  return x;
}

// T at its least over |h| in [near, far] and a given a: towards 0 for a >= 0, away from it for a < 0.
Interval t_least(const Float& near, const Float& far, const Float& a, Precision bits) {
  return a.sign() >= 0 ? t_at(far, a, bits) : -t_at(near, magnitude(a), bits);
}

}  // namespace

Interval bivariate_normal_cdf(const Interval& a, const Interval& b, const Interval& rho) {
  return on_box(both_routes, a, b, rho);
}

Interval bivariate_normal_cdf_owen(const Interval& a, const Interval& b, const Interval& rho) {
  return on_box(detail::phi2_by_owen, a, b, rho);
}

Interval bivariate_normal_cdf_plackett(const Interval& a, const Interval& b, const Interval& rho) {
  return on_box(detail::phi2_by_plackett, a, b, rho);
}

Interval owens_t(const Interval& h, const Interval& a) {
  const Precision bits = std::max(h.precision(), a.precision());
  if (h.is_empty() || a.is_empty()) return Interval::empty(bits);
  const Interval distance = abs(h);
  const Interval least = t_least(distance.lo(), distance.hi(), a.lo(), bits);
  if (h.is_point() && a.is_point()) return least;
  return {least.lo(), (-t_least(distance.lo(), distance.hi(), (-a).lo(), bits)).hi()};
}

}  // namespace certibound
