// For x <= -5:  log Phi(x) = -x^2/2 - log(2 pi)/2 + log M(-x), a sum without cancellation, with Mills' ratio M as an integral
// of a positive function (mills.cpp). For x >= 0: log1p(-Phi(-x)).
#include <certibound/special/normal.hpp>

#include "detail.hpp"
#include "mills.hpp"
#include "monotone_root.hpp"

namespace certibound {
namespace {

using detail::half;
using detail::number;
using detail::point;

constexpr Precision kGuard = 16;

// A decreasing or increasing function of thin finite arguments, at the precision of the argument.
using Thin = Interval (*)(const Interval&);

Interval two_pi(Precision bits) { return number(2, bits) * Interval::pi(bits); }

// At x with enough bits for exp(x^2).
Interval fine(const Interval& x, Precision bits) {
  return x.at_precision(bits + std::clamp(2 * detail::exponent(mag(x)), 0L, 40L));
}

Interval log_cdf(const Interval& x) {
  const Precision bits = x.precision();
  if (x.lo().sign() >= 0) return log1p(-detail::normal_distribution(-x, bits));
  if (certainly(less(number(-5, bits), x))) return log(normal_cdf(x));
  return log(detail::mills_ratio(-x, bits)) - half(sqr(x)) - half(log(two_pi(bits)));
}

Interval mills(const Interval& x) {
  const Precision bits = x.precision();
  if (certainly(less(number(4, bits), x))) return detail::mills_ratio(x, bits);
  const Interval more = fine(x, bits);
  return normal_cdf(-x) * sqrt(two_pi(bits)) * exp(half(sqr(more))).at_precision(bits);
}

// The value at an end, which may be infinite.
Interval at(Thin f, const Float& x, Precision bits, const Interval& below, const Interval& above) {
  if (x.is_infinite()) return x.sign() < 0 ? below : above;
  return f(point(x, std::min(bits, detail::kMostByMpfr) + kGuard)).at_precision(bits);
}

// The range of a monotone function that is least at the end `least` and greatest at `greatest`; a point is computed once.
Interval from_ends(Thin f, const Float& least, const Float& greatest, Precision bits, const Interval& below,
                   const Interval& above) {
  const Interval low = at(f, least, bits, below, above);
  return {low.lo(), least == greatest ? low.hi() : at(f, greatest, bits, below, above).hi()};
}

// log Phi(x) - log p and its derivative, for 0 < p <= 1/4 or so.
struct FarTail {
  Interval log_p;
  Interval value(const Interval& x) const { return log_cdf(x) - log_p; }
  Interval slope(const Interval& x) const { return reciprocal(mills(-x)); }
};

// erf(x / sqrt 2) - (2p - 1) and its derivative.
struct Middle {
  Interval excess;
  Interval value(const Interval& x) const { return erf(x / sqrt(number(2, x.precision()))) - excess; }
  Interval slope(const Interval& x) const { return number(2, x.precision()) * normal_density(x); }
};

template <typename Equation>
Interval solve(const Equation& equation, const Float& start, Precision bits) {
  const auto f = [&](const Interval& x) { return equation.value(x); };
  const auto slope = [&](const Interval& x) { return equation.slope(x); };
  return detail::enclose_root(f, detail::approximate_root(f, slope, start, bits), bits);
}

// Phi^-1(p) for a thin p in (0, 3/8). log Phi is concave, so the iteration is safe from the left of the root, and
// Phi(x) <= exp(-x^2/2) puts -sqrt(-2 log p) there.
Interval left_quantile(const Interval& p) {
  const Precision bits = p.precision();
  const FarTail equation{log(p)};
  return solve(equation, (-sqrt(-equation.log_p - equation.log_p)).lo(), bits);
}

// 0 < p < 1.
Interval quantile_at(const Float& p, Precision bits) {
  const Precision work = std::max(std::min(bits, detail::kMostByMpfr), p.precision()) + kGuard;
  const Interval exact = point(p, work), one = number(1, work), excess = exact + exact - one;
  if (excess.lo().is_zero()) return number(0, bits);
  if (detail::exponent(excess.lo()) >= -1) {
    return (p < half(one).lo() ? left_quantile(exact) : -left_quantile(one - exact)).at_precision(bits);
  }
  return solve(Middle{excess}, excess.lo(), work).at_precision(bits);
}

}  // namespace

Interval normal_log_cdf(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval entire = Interval::entire(bits), zero(0, bits);
  return from_ends(log_cdf, x.lo(), x.hi(), bits, entire, zero);
}

Interval normal_log_sf(const Interval& x) { return normal_log_cdf(-x); }

Interval mills_ratio(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval entire = Interval::entire(bits), zero(0, bits);
  return from_ends(mills, x.hi(), x.lo(), bits, entire, zero);
}

Interval inverse_mills_ratio(const Interval& x) {
  const auto inverse = [](const Interval& t) { return reciprocal(mills(-t)); };
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval entire = Interval::entire(bits), zero(0, bits);
  return from_ends(inverse, x.hi(), x.lo(), bits, entire, zero);
}

Interval normal_quantile(const Interval& p) {
  const Precision bits = p.precision();
  const Interval inside = intersection(p, Interval(Rational(0), Rational(1), bits)), one(1, bits);
  if (inside.is_empty() || inside.hi().is_zero() || inside.lo() == one.lo()) return Interval::empty(bits);
  const Interval entire = Interval::entire(bits);
  if (inside.is_point()) return quantile_at(inside.lo(), bits);
  return {inside.lo().is_zero() ? entire.lo() : quantile_at(inside.lo(), bits).lo(),
          inside.hi() == one.hi() ? entire.hi() : quantile_at(inside.hi(), bits).hi()};
}

}  // namespace certibound
