// Route 2: R. L. Plackett, A reduction formula for normal multivariate integrals, Biometrika 41 (1954) 351-360:
//   d/drho Phi2(a, b, rho) = phi2(a, b, rho), integrated from rho = -1 by Arb (acb_calc_integrate: adaptive
//   Gauss-Legendre with a rigorous remainder; Johansson, Numerical integration in arbitrary-precision ball arithmetic, 2018).
//
// With t = sqrt((1+r)/(1-r)), p = |a+b|/sqrt(8), q = |a-b|/sqrt(8):  (a^2 - 2rab + b^2)/(2 (1 - r^2)) =
// (a^2 + b^2)/4 + p^2/t^2 + q^2 t^2,  p^2/t^2 + q^2 t^2 = (p/t - q t)^2 + 2pq,  dr / sqrt(1 - r^2) = 2 dt / (1 + t^2), so for
// T = sqrt((1+rho)/(1-rho))
//   Phi2(a, b, rho) = Phi2(a, b, -1) + (1/pi) exp(-(a^2+b^2)/4 - 2pq) int_0^T exp(-(p/t - q t)^2) / (1 + t^2) dt.
// Both summands are positive. The part of t > 1 is mapped to (0, 1] by t -> 1/t, which exchanges p and q.
//
// The singularity at t = 0 costs time where p is small but not 0. Two other starts avoid it: for small a and b rho = 0, from
// Phi(a) Phi(b); for a near -b the other end rho = 1, from Phi(min(a, b)). There the integral is a loss, but a small one.
//
#include "bivariate_normal_routes.hpp"
#include "detail.hpp"

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#else
#include <acb_calc.h>
#endif

namespace certibound::detail {
namespace {

Ball two_power(const Ball& x, slong e) {
  Ball out(x);
  arb_mul_2exp_si(out.get(), out.get(), e);
  return out;
}

Ball middle(const Ball& x) {
  Ball out(x.precision());
  arb_get_mid_arb(out.get(), x.get());
  return out;
}

// exp(rest - (p/t - q t)^2) / (1 + t^2)
struct Integrand {
  Ball p, q, rest;
};

// Analytic but for poles at 0 and +-i, where Arb's division says "not finite", which the integrator takes as "no bound".
int evaluate(acb_ptr out, const acb_t t, void* parameter, slong, slong bits) {
  const Integrand& f = *static_cast<const Integrand*>(parameter);
  acb_t part;
  acb_init(part);
  acb_mul_arb(out, t, f.q.get(), bits);
  if (!arb_is_zero(f.p.get())) {
    acb_inv(part, t, bits);
    acb_mul_arb(part, part, f.p.get(), bits);
    acb_sub(out, part, out, bits);
  }
  acb_mul(out, out, out, bits);
  acb_sub_arb(out, out, f.rest.get(), bits);
  acb_neg(out, out);
  acb_exp(out, out, bits);
  acb_mul(part, t, t, bits);
  acb_add_ui(part, part, 1, bits);
  acb_div(out, out, part, bits);
  acb_clear(part);
  return 0;
}

// Errors below 2^fine, and below 2^-goal of the integral, do not matter.
struct Accuracy {
  slong goal, fine;
};

Ball integrate(Integrand f, const Ball& from, const Ball& to, const Accuracy& wanted) {
  const Precision bits = to.precision();
  acb_t low, high, out;
  acb_init(low);
  acb_init(high);
  acb_init(out);
  acb_set_arb(low, from.get());
  acb_set_arb(high, to.get());
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, wanted.fine);
  acb_calc_integrate_opt_t options;
  acb_calc_integrate_opt_init(options);
  options->eval_limit = 4000 + 20 * bits;  // afterwards the rest is enclosed crudely: never a hang
  acb_calc_integrate(out, evaluate, &f, low, high, wanted.goal, tolerance, options, bits);
  Ball value(bits);
  arb_set(value.get(), acb_realref(out));
  mag_clear(tolerance);
  acb_clear(low);
  acb_clear(high);
  acb_clear(out);
  return value;
}

// int_from^to, 0 <= from < to <= 1. For p > 0 the integrand rises as long as p/t - q t > 0, and is below 2^fine where that is
// g with g^2 = rest - fine log 2, at t = 2p / (g + sqrt(g^2 + 4pq)). What lies before is enclosed by its bound.
Ball integrate_above_singularity(const Integrand& f, const Ball& from, const Ball& to, const Accuracy& wanted) {
  const Precision bits = to.precision();
  if (arb_is_zero(f.p.get())) return integrate(f, from, to, wanted);
  const Ball fall = f.rest - Ball(Rational(7 * wanted.fine, 10), bits);
  const Ball cut = two_power(f.p, 1) / (sqrt(fall) + sqrt(fall + two_power(f.p * f.q, 2)));
  Ball start = middle(max(cut, two_power(Ball(1L, bits), wanted.fine)));
  if (!start.is_finite()) return Ball::indeterminate(bits);
  if (certainly_nonnegative(from - start)) return integrate(f, from, to, wanted);
  const bool whole = !certainly_positive(to - start);
  if (whole) start = to;
  const Ball distance = max(f.p / start - f.q * start, Ball(bits));
  const Ball below = Ball::hull(Ball(bits), start * exp(f.rest - sqr(distance)));
  return whole ? below : integrate(f, start, to, wanted) + below;
}

enum class Start { minus_one, zero, one };

// `narrow` is about -log2 of the angle pi/2 + asin(rho).
Start choose_start(const Float& a, const Float& b, const Float& rho, long narrow) {
  // Phi2 is above 2^-7 then.
  if (exponent(a) < 0 && exponent(b) < 0 && mpfr_cmp_d(rho.get(), -0.75) > 0) return Start::zero;
  Float sum(64);
  mpfr_add(sum.get(), a.get(), b.get(), MPFR_RNDA);
  const bool opposite = a.sign() * b.sign() < 0 && exponent(sum) < exponent(a) - 6 && !sum.is_zero();
  return opposite && narrow < 32 ? Start::one : Start::minus_one;
}

struct Problem {
  Ball a, b;
  Ball exponent;  // (a^2 + b^2)/4 + 2pq + rest
  Integrand f;    // rest: the least square on (0, end], about
  Ball end;       // T
  Ball peak;      // about where the integrand is largest
};

Problem problem(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Ball x = Ball(a).at_precision(bits), y = Ball(b).at_precision(bits), r = Ball(rho).at_precision(bits);
  const Ball one(1L, bits), root = sqrt(Ball(8L, bits)), end = sqrt_of_nonnegative((one + r) / (one - r));
  const Ball p = abs(x + y) / root, q = abs(x - y) / root;
  const bool inside = certainly_positive(q * sqr(end) - p);
  const Ball rest = inside ? Ball(bits) : middle(sqr(p / end - q * end));
  Ball peak = inside ? sqrt_of_nonnegative(p / q) : end;
  if (arb_is_zero(p.get())) peak = min(end, one / (one + q));  // there the integrand begins to fall
  return {x, y, two_power(sqr(x) + sqr(y), -2) + two_power(p * q, 1) + rest, {p, q, rest}, end, middle(peak)};
}

// The exponent of 2 of x > 0, held within +-2^40.
long size(const Ball& x) { return x.is_finite() ? exponent(outward(x, 64).hi()) : 1L << 40; }

Interval in_range(const Interval& x, Precision bits) {
  return intersection(x, Interval(Rational(0), Rational(1), x.precision())).at_precision(bits);
}

}  // namespace

Interval phi2_by_plackett(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Interval range(Rational(0), Rational(1), bits);
  const Precision aim = std::min(bits, kMostByArb);
  // Differences of the arguments are exact with their bits and some more.
  const Problem rough = problem(a, b, rho, std::max({a.precision(), b.precision(), rho.precision()}) + 64);
  const Ball one(1L, 64);
  const long condition = size(one + rough.exponent);  // of the exponential functions
  if (condition > 36) return range;                   // far below the least Float
  const long narrow = std::max(0L, 2 - size(rough.end));
  const Start start = choose_start(a, b, rho, narrow);
  const slong goal = aim + 12 + (start == Start::one ? narrow : 0);
  const slong fine = size(min(rough.peak, one / rough.peak)) - condition - goal;
  const Precision work = goal + condition + 16;
  if (fine < -(1L << 30)) return range;
  const Accuracy wanted{goal, fine};
  const Problem p = problem(a, b, rho, work);
  const Ball unit(1L, work), nothing(work), factor = exp(-p.exponent) / Ball::pi(work);
  const Integrand mapped{p.f.q, p.f.p, p.f.rest};  // of 1/t
  const bool beyond = certainly_positive(p.end - unit);
  Ball value(work);
  switch (start) {
    case Start::minus_one:
      value = integrate_above_singularity(p.f, nothing, beyond ? unit : p.end, wanted);
      if (beyond) value = value + integrate_above_singularity(mapped, unit / p.end, unit, wanted);
      return in_range(phi2_at_minus_one(a, b, work) + outward(factor * value, work), bits);
    case Start::zero:
      value = beyond ? integrate_above_singularity(mapped, unit / p.end, unit, wanted)
                     : -integrate_above_singularity(p.f, p.end, unit, wanted);
      return in_range(outward(normal_cdf(p.a) * normal_cdf(p.b) + factor * value, work), bits);
    case Start::one:
      value = integrate_above_singularity(mapped, nothing, beyond ? unit / p.end : unit, wanted);
      if (!beyond) value = value + integrate_above_singularity(p.f, p.end, unit, wanted);
      return in_range(outward(normal_cdf(min(p.a, p.b)) - factor * value, work), bits);
  }
  return range;
}

}  // namespace certibound::detail
