// Each function keeps the worst decoration of its arguments and adds its own: com where the argument lies in the domain
// and the result is bounded, dac where it is only unbounded, def where a jump may lie inside, trv where a part of the
// argument may lie outside the domain.
#include <certibound/interval/decoration.hpp>

#include "detail.hpp"

#include <algorithm>

namespace certibound {
namespace {

Decoration worst(Decoration a, Decoration b) { return std::min(a, b); }

// The result of a function defined and continuous at every real.
Decorated everywhere(Interval value, Decoration argument) {
  if (value.is_empty()) return {std::move(value), Decoration::trv};
  const Decoration own = value.is_bounded() ? Decoration::com : Decoration::dac;
  return {std::move(value), worst(argument, own)};
}

// The result of a function continuous on its domain; `inside` tells that the whole argument lies in it.
Decorated on_domain(Interval value, Decoration argument, bool inside) {
  return inside ? everywhere(std::move(value), argument) : Decorated(std::move(value), Decoration::trv);
}

// A step function jumps inside the box unless its value there is one point. If an end of the box is a jump all the same
// (floor at 1 on [1, 1.5]), only the restriction to the box is continuous, which is dac but not com (IEEE 1788, 11.2).
Decorated step(Interval value, Decoration argument, bool end_is_jump) {
  const Decoration own = !value.is_point() ? Decoration::def : end_is_jump ? Decoration::dac : Decoration::com;
  Decorated out = everywhere(std::move(value), argument);
  out.decoration = worst(out.decoration, own);
  return out;
}

bool at_least(const Interval& x, long c) { return !x.is_empty() && mpfr_cmp_si(x.lo().get(), c) >= 0; }
bool above(const Interval& x, long c) { return !x.is_empty() && mpfr_cmp_si(x.lo().get(), c) > 0; }
bool at_most(const Interval& x, long c) { return !x.is_empty() && mpfr_cmp_si(x.hi().get(), c) <= 0; }
bool below(const Interval& x, long c) { return !x.is_empty() && mpfr_cmp_si(x.hi().get(), c) < 0; }

bool is_integer(const Float& x) { return mpfr_integer_p(x.get()) != 0; }

// k + 1/2, where the roundings to nearest jump.
bool is_tie(const Float& x) {
  Float twice = x;
  mpfr_mul_2ui(twice.get(), x.get(), 1, MPFR_RNDN);
  return is_integer(twice) && !is_integer(x);
}
bool has_tie_end(const Interval& x) { return is_tie(x.lo()) || is_tie(x.hi()); }

// No pole 0, -1, -2, .. of gamma in x.
bool off_poles(const Interval& x) { return above(x, 0) || (below(x, 0) && floor(x).hi() < x.lo()); }

Decoration both(const Decorated& x, const Decorated& y) { return worst(x.decoration, y.decoration); }

}  // namespace

const char* to_string(Decoration d) {
  switch (d) {
    case Decoration::trv:
      return "trv";
    case Decoration::def:
      return "def";
    case Decoration::dac:
      return "dac";
    case Decoration::com:
      return "com";
  }
  return "trv";
}

Decorated::Decorated(Interval x) : value(std::move(x)) {
  decoration = value.is_empty() ? Decoration::trv : value.is_bounded() ? Decoration::com : Decoration::dac;
}
Decorated::Decorated(Interval x, Decoration d) : Decorated(std::move(x)) { decoration = worst(decoration, d); }

Decorated operator-(const Decorated& x) { return everywhere(-x.value, x.decoration); }
Decorated operator+(const Decorated& x, const Decorated& y) { return everywhere(x.value + y.value, both(x, y)); }
Decorated operator-(const Decorated& x, const Decorated& y) { return everywhere(x.value - y.value, both(x, y)); }
Decorated operator*(const Decorated& x, const Decorated& y) { return everywhere(x.value * y.value, both(x, y)); }
Decorated operator/(const Decorated& x, const Decorated& y) {
  return on_domain(x.value / y.value, both(x, y), !contains_zero(y.value));
}
Decorated fma(const Decorated& x, const Decorated& y, const Decorated& z) {
  return everywhere(fma(x.value, y.value, z.value), worst(both(x, y), z.decoration));
}
Decorated reciprocal(const Decorated& x) {
  return on_domain(reciprocal(x.value), x.decoration, !contains_zero(x.value));
}
Decorated sqr(const Decorated& x) { return everywhere(sqr(x.value), x.decoration); }
Decorated pown(const Decorated& x, long n) {
  return on_domain(pown(x.value, n), x.decoration, n >= 0 || !contains_zero(x.value));
}
Decorated pow(const Decorated& x, const Decorated& y) {
  const bool inside = above(x.value, 0) || (at_least(x.value, 0) && above(y.value, 0));
  return on_domain(pow(x.value, y.value), both(x, y), inside);
}
Decorated sqrt(const Decorated& x) { return on_domain(sqrt(x.value), x.decoration, at_least(x.value, 0)); }
Decorated rootn(const Decorated& x, unsigned long n) {
  return on_domain(rootn(x.value, n), x.decoration, n % 2 == 1 || at_least(x.value, 0));
}
Decorated cbrt(const Decorated& x) { return rootn(x, 3); }
Decorated rsqrt(const Decorated& x) { return on_domain(rsqrt(x.value), x.decoration, above(x.value, 0)); }
Decorated hypot(const Decorated& x, const Decorated& y) { return everywhere(hypot(x.value, y.value), both(x, y)); }
Decorated exp(const Decorated& x) { return everywhere(exp(x.value), x.decoration); }
Decorated exp2(const Decorated& x) { return everywhere(exp2(x.value), x.decoration); }
Decorated exp10(const Decorated& x) { return everywhere(exp10(x.value), x.decoration); }
Decorated expm1(const Decorated& x) { return everywhere(expm1(x.value), x.decoration); }
Decorated log(const Decorated& x) { return on_domain(log(x.value), x.decoration, above(x.value, 0)); }
Decorated log2(const Decorated& x) { return on_domain(log2(x.value), x.decoration, above(x.value, 0)); }
Decorated log10(const Decorated& x) { return on_domain(log10(x.value), x.decoration, above(x.value, 0)); }
Decorated log1p(const Decorated& x) { return on_domain(log1p(x.value), x.decoration, above(x.value, -1)); }
Decorated sin(const Decorated& x) { return everywhere(sin(x.value), x.decoration); }
Decorated cos(const Decorated& x) { return everywhere(cos(x.value), x.decoration); }
Decorated tan(const Decorated& x) {
  Interval value = tan(x.value);
  const bool inside = !value.is_entire();  // entire means: a pole inside, or an argument too large to tell
  return on_domain(std::move(value), x.decoration, inside);
}
Decorated asin(const Decorated& x) {
  return on_domain(asin(x.value), x.decoration, at_least(x.value, -1) && at_most(x.value, 1));
}
Decorated acos(const Decorated& x) {
  return on_domain(acos(x.value), x.decoration, at_least(x.value, -1) && at_most(x.value, 1));
}
Decorated atan(const Decorated& x) { return everywhere(atan(x.value), x.decoration); }
Decorated atan2(const Decorated& y, const Decorated& x) {
  const bool origin = contains_zero(x.value) && contains_zero(y.value);
  Decorated out = on_domain(atan2(y.value, x.value), both(x, y), !origin);
  // The cut is y = 0, x < 0. Passing through it from below is a jump; with y >= 0 only, the restriction is continuous.
  const bool meets_cut = contains_zero(y.value) && !at_least(x.value, 0);
  if (meets_cut) out.decoration = worst(out.decoration, y.value.lo().sign() < 0 ? Decoration::def : Decoration::dac);
  return out;
}
Decorated sinh(const Decorated& x) { return everywhere(sinh(x.value), x.decoration); }
Decorated cosh(const Decorated& x) { return everywhere(cosh(x.value), x.decoration); }
Decorated tanh(const Decorated& x) { return everywhere(tanh(x.value), x.decoration); }
Decorated asinh(const Decorated& x) { return everywhere(asinh(x.value), x.decoration); }
Decorated acosh(const Decorated& x) { return on_domain(acosh(x.value), x.decoration, at_least(x.value, 1)); }
Decorated atanh(const Decorated& x) {
  return on_domain(atanh(x.value), x.decoration, above(x.value, -1) && below(x.value, 1));
}
Decorated abs(const Decorated& x) { return everywhere(abs(x.value), x.decoration); }
Decorated min(const Decorated& x, const Decorated& y) { return everywhere(min(x.value, y.value), both(x, y)); }
Decorated max(const Decorated& x, const Decorated& y) { return everywhere(max(x.value, y.value), both(x, y)); }
Decorated sign(const Decorated& x) { return step(sign(x.value), x.decoration, contains_zero(x.value)); }
Decorated floor(const Decorated& x) { return step(floor(x.value), x.decoration, is_integer(x.value.lo())); }
Decorated ceil(const Decorated& x) { return step(ceil(x.value), x.decoration, is_integer(x.value.hi())); }
Decorated trunc(const Decorated& x) {
  const auto is_jump = [](const Float& end) { return is_integer(end) && !end.is_zero(); };
  return step(trunc(x.value), x.decoration, is_jump(x.value.lo()) || is_jump(x.value.hi()));
}
Decorated round_ties_even(const Decorated& x) {
  return step(round_ties_even(x.value), x.decoration, has_tie_end(x.value));
}
Decorated round_ties_away(const Decorated& x) {
  return step(round_ties_away(x.value), x.decoration, has_tie_end(x.value));
}
Decorated erf(const Decorated& x) { return everywhere(erf(x.value), x.decoration); }
Decorated erfc(const Decorated& x) { return everywhere(erfc(x.value), x.decoration); }
Decorated normal_cdf(const Decorated& x) { return everywhere(normal_cdf(x.value), x.decoration); }
Decorated normal_density(const Decorated& x) { return everywhere(normal_density(x.value), x.decoration); }
Decorated gamma(const Decorated& x) { return on_domain(gamma(x.value), x.decoration, off_poles(x.value)); }
Decorated lgamma(const Decorated& x) { return on_domain(lgamma(x.value), x.decoration, above(x.value, 0)); }
Decorated digamma(const Decorated& x) { return on_domain(digamma(x.value), x.decoration, off_poles(x.value)); }

Decorated cancel_minus(const Decorated& x, const Decorated& y) {
  return {cancel_minus(x.value, y.value), Decoration::trv};
}
Decorated cancel_plus(const Decorated& x, const Decorated& y) {
  return {cancel_plus(x.value, y.value), Decoration::trv};
}
Decorated hull(const Decorated& x, const Decorated& y) { return {hull(x.value, y.value), Decoration::trv}; }
Decorated intersection(const Decorated& x, const Decorated& y) {
  return {intersection(x.value, y.value), Decoration::trv};
}
std::pair<Decorated, Decorated> mul_rev_to_pair(const Decorated& factor, const Decorated& product) {
  auto [first, second] = mul_rev_to_pair(factor.value, product.value);
  return {on_domain(std::move(first), both(factor, product), !contains_zero(factor.value)),
          Decorated(std::move(second), Decoration::trv)};
}

}  // namespace certibound
