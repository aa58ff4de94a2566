// Functions of germs. Where the argument has expansions, those of the function follow by the rules of Taylor; where it
// does not, the function is taken apart at its singularity (log v, v^-d, exp(-1/v)) or applied to the range.
#include "germ_algebra.hpp"
#include "scale.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound {
namespace {

using detail::integer_shift;
using detail::of_term;
using detail::range_only;
using detail::regular;
using detail::Scale;
using detail::single_term;
using detail::unit_scale;
using Term = Germ::Term;
using Function = Taylor (*)(const Taylor&);

bool is_zero(const Interval& x) { return x.lo().is_zero() && x.hi().is_zero(); }
bool positive(const Interval& x) { return x.lo().sign() > 0; }
bool negative(const Interval& x) { return x.hi().sign() < 0; }

Germ number(long value, const Germ& x) { return Germ::constant(Interval(value, x.precision()), x); }
Germ half(const Germ& x) { return x * constant(Rational(1, 2), x); }
Germ pi(const Germ& x) { return Germ::constant(Interval::pi(x.precision()), x); }

// f of the range alone.
Germ of_range(Function f, const Germ& x) {
  const Taylor value = f(Taylor(x.range(), 0));
  return value.is_known() ? range_only(x, value.coefficient(0)) : Germ::unknown(x);
}

Germ apply(Function f, const Germ& x) {
  if (!x.is_known()) return x;
  const auto r = regular(x);
  return r ? of_term(x, {unit_scale(x.precision()), f(r->at), f(r->over)}) : of_range(f, x);
}

// f for f(0) = 0: where x tends to 0 without expansions, f(x) = x f'(between) keeps its scale.
Germ through_zero(Function f, const Germ& x) {
  if (!x.is_known() || regular(x)) return apply(f, x);
  const Interval range = x.range();
  const bool plain = x.terms().size() == 1 && detail::is_unit(x.terms()[0].scale);
  if (range.is_bounded() && !plain) {
    const Taylor slope = f(Taylor::variable(hull(Interval(0, x.precision()), range), 1));
    if (slope.known() > 1) return x * range_only(x, slope.coefficient(1));
  }
  return of_range(f, x);
}

// The sign of S is that of the germ.
bool certainly_positive(const Germ& x) {
  const std::optional<Term> term = single_term(x);
  return term && positive(term->over.coefficient(0));
}

bool tends_to_infinity(const Germ& x) {
  const Interval range = x.range();
  return positive(range) && range.hi().is_infinite();
}
bool tends_to_minus_infinity(const Germ& x) { return tends_to_infinity(-x); }

// The same function of S in each of the expansions, with another scale.
Germ rescaled(const Germ& like, Scale scale, const Taylor& at, const Taylor& over) {
  return of_term(like, {std::move(scale), at, over});
}

// S(v) = sum_{i<d} c_i v^i + v^d T(v): the coefficients of T are those of S, d later (germ.cpp, normalise).
Taylor dropped(const Taylor& x, std::size_t d) {
  std::vector<Interval> c;
  for (std::size_t k = d; k < x.stored().size(); ++k) c.push_back(x.stored()[k]);
  if (c.empty()) c.push_back(Interval(0, x.stored()[0].precision()));
  return {std::move(c), x.order(), x.known() - d};
}

// exp of v^-d S, d >= 1: the first d coefficients of S make rates.
std::optional<Germ> exp_of_pole(const Term& term, const Germ& like) {
  const std::optional<long> power = integer_shift(term.scale, unit_scale(like.precision()));
  if (!power || *power >= 0 || -*power > static_cast<long>(Germ::kMostRates)) return std::nullopt;
  const auto d = static_cast<std::size_t>(-*power);
  if (term.at.known() <= d || term.over.known() <= d) return std::nullopt;
  Scale scale = unit_scale(like.precision());
  for (std::size_t i = 0; i < d; ++i) scale.rates.push_back(term.at.coefficient(d - 1 - i));
  while (!scale.rates.empty() && is_zero(scale.rates.back())) scale.rates.pop_back();
  return rescaled(like, std::move(scale), exp(dropped(term.at, d)), exp(dropped(term.over, d)));
}

bool is_constant(const Taylor& x) { return x.known() > static_cast<std::size_t>(x.order()) && x.stored().size() == 1; }

// exp(c L) = v^-c.
std::optional<Germ> exp_of_log(const Term& term, const Germ& like) {
  if (term.scale.logs != 1 || !term.scale.rates.empty() || !is_zero(term.scale.power)) return std::nullopt;
  if (!is_constant(term.at) || !is_constant(term.over)) return std::nullopt;
  Scale scale = unit_scale(like.precision());
  scale.power = -term.at.coefficient(0);
  const Taylor one(Interval(1, like.precision()), like.setting().order);
  return rescaled(like, std::move(scale), one, one);
}

Germ exp_of_term(const Term& term, const Germ& like) {
  if (const auto pole = exp_of_pole(term, like)) return *pole;
  if (const auto power = exp_of_log(term, like)) return *power;
  const Germ x = of_term(like, term);
  const Interval range = x.range();
  if (range.is_bounded() && !regular(x)) return number(1, x) + through_zero(expm1, x);
  return apply(exp, x);  // where the range is unbounded below, its values are still bounded
}

// The exponent where a germ is constant.
std::optional<Interval> constant_value(const Germ& x) {
  if (!x.is_known() || x.terms().size() > 1) return std::nullopt;
  if (x.terms().empty()) return Interval(0, x.precision());
  const Term& term = x.terms()[0];
  if (!detail::is_unit(term.scale) || !is_constant(term.at) || !is_constant(term.over)) return std::nullopt;
  return term.at.coefficient(0);
}

}  // namespace

Germ sqr(const Germ& x) { return pown(x, 2); }

Germ pown(const Germ& x, long n) {
  if (!x.is_known()) return x;
  if (n < 0) return number(1, x) / pown(x, -n);
  if (x.terms().size() == 1) {
    const Term& term = x.terms()[0];
    const std::optional<Scale> scale = detail::power(term.scale, Interval(n, x.precision()));
    if (scale) return rescaled(x, *scale, pown(term.at, n), pown(term.over, n));
  }
  Germ out = number(1, x), base = x;
  for (long rest = n; rest != 0; rest /= 2) {
    if (rest % 2 != 0) out = out * base;
    if (rest > 1) base = base * base;
  }
  return out;
}

Germ pow(const Germ& x, const Germ& y) {
  if (!x.is_known() || !y.is_known()) return Germ::unknown(x);
  const std::optional<Interval> p = constant_value(y);
  if (!p) return exp(y * log(x));
  const std::optional<Term> term = single_term(x);
  const Taylor exponent(*p, x.setting().order);
  if (term && positive(term->over.coefficient(0))) {
    const std::optional<Scale> scale = detail::power(term->scale, *p);
    if (scale) return rescaled(x, *scale, pow(term->at, exponent), pow(term->over, exponent));
  }
  const auto r = regular(x);
  return r ? rescaled(x, unit_scale(x.precision()), pow(r->at, exponent), pow(r->over, exponent)) : Germ::unknown(x);
}

Germ sqrt(const Germ& x) {
  const std::optional<Term> term = single_term(x);
  if (term && positive(term->over.coefficient(0))) {
    const std::optional<Scale> scale = detail::power(term->scale, Interval(Rational(1, 2), x.precision()));
    if (scale) return rescaled(x, *scale, sqrt(term->at), sqrt(term->over));
  }
  return apply(sqrt, x);
}

Germ sqrt_of_nonnegative(const Germ& x) {
  const Germ root = sqrt(x);
  return root.is_known() || !x.is_known() ? root : apply(sqrt_of_nonnegative, x);
}

Germ cbrt(const Germ& x) {
  const std::optional<Term> term = single_term(x);
  if (term && !contains_zero(term->over.coefficient(0))) {
    const std::optional<Scale> scale = detail::power(term->scale, Interval(Rational(1, 3), x.precision()));
    if (scale) return rescaled(x, *scale, cbrt(term->at), cbrt(term->over));
  }
  return apply(cbrt, x);
}

Germ exp(const Germ& x) {
  if (!x.is_known()) return x;
  if (regular(x)) return apply(exp, x);
  Germ out = number(1, x);
  for (const Term& term : x.terms()) out = out * exp_of_term(term, x);
  return out;
}

Germ expm1(const Germ& x) {
  return x.is_known() && x.range().is_bounded() ? through_zero(expm1, x) : exp(x) - number(1, x);
}

// log(v^a L^j e^E S) = -a L + j log L + E + log S, where 0 <= log L <= L/e for L >= 1.
Germ log(const Germ& x) {
  const std::optional<Term> term = single_term(x);
  if (!term || !positive(term->over.coefficient(0))) return apply(log, x);
  const Precision bits = x.precision();
  const long order = x.setting().order;
  const Scale& scale = term->scale;
  Germ out = rescaled(x, unit_scale(bits), log(term->at), log(term->over));
  const auto times = [&](Scale factor, const Interval& value) {
    out = out + rescaled(x, std::move(factor), Taylor(value, order), Taylor(value, order));
  };
  Scale logarithm = unit_scale(bits);
  logarithm.logs = 1;
  if (!is_zero(scale.power)) times(logarithm, -scale.power);
  for (std::size_t i = 0; i < scale.rates.size(); ++i) {
    Scale pole = unit_scale(bits);
    pole.power = -Interval(static_cast<long>(i) + 1, bits);
    times(pole, scale.rates[i]);
  }
  if (scale.logs != 0) {
    if (!certainly(less_equal(Interval(1, bits), -log(x.setting().delta)))) return Germ::unknown(x);
    const Interval part = hull(Interval(0, bits), reciprocal(Interval::e(bits))) * Interval(scale.logs, bits);
    const Germ loglog = range_only(x, part);
    out = out + rescaled(x, logarithm, Taylor(Interval(1, bits), order), Taylor(Interval(1, bits), order)) * loglog;
  }
  return out;
}

Germ log1p(const Germ& x) {
  if (!x.is_known()) return x;
  const Interval range = x.range();
  const bool inside = certainly(less(Interval(-1, x.precision()), range)) && range.is_bounded();
  return inside ? through_zero(log1p, x) : log(number(1, x) + x);
}

Germ sin(const Germ& x) { return through_zero(sin, x); }
Germ cos(const Germ& x) { return apply(cos, x); }
Germ tan(const Germ& x) { return through_zero(tan, x); }

Germ asin(const Germ& x) {
  if (!x.is_known()) return x;
  const Interval size = abs(x.range());
  if (certainly(less(size, Interval(1, x.precision())))) return through_zero(asin, x);
  return half(pi(x)) - acos(x);
}

// Next to 1: acos x = 2 asin(sqrt((1 - x)/2)).
Germ acos(const Germ& x) {
  if (!x.is_known()) return x;
  const Interval range = x.range();
  if (certainly(less(abs(range), Interval(1, x.precision())))) return apply(acos, x);
  if (negative(range)) return pi(x) - acos(-x);
  if (!positive(range)) return apply(acos, x);
  return number(2, x) * asin(sqrt(half(number(1, x) - x)));
}

// Towards infinity: pi/2 - atan(1/x).
Germ atan(const Germ& x) {
  if (!x.is_known()) return x;
  if (tends_to_infinity(x)) return half(pi(x)) - atan(number(1, x) / x);
  if (tends_to_minus_infinity(x)) return -atan(-x);
  return through_zero(atan, x);
}

Germ sinh(const Germ& x) {
  if (!x.is_known()) return x;
  return x.range().is_bounded() ? through_zero(sinh, x) : half(exp(x) - exp(-x));
}

Germ cosh(const Germ& x) {
  if (!x.is_known()) return x;
  return x.range().is_bounded() ? apply(cosh, x) : half(exp(x) + exp(-x));
}

// Towards infinity: 1 - 2 e/(1 + e) with e = exp(-2x).
Germ tanh(const Germ& x) {
  if (!x.is_known()) return x;
  if (tends_to_minus_infinity(x)) return -tanh(-x);
  if (!tends_to_infinity(x)) return through_zero(tanh, x);
  const Germ e = exp(number(-2, x) * x), one = number(1, x);
  return one - (e + e) / (one + e);
}

Germ asinh(const Germ& x) {
  if (!x.is_known()) return x;
  if (tends_to_minus_infinity(x)) return -asinh(-x);
  if (tends_to_infinity(x)) return log(x + sqrt(sqr(x) + number(1, x)));
  return through_zero(asinh, x);
}

// Next to 1: acosh x = 2 asinh(sqrt((x - 1)/2)).
Germ acosh(const Germ& x) {
  if (!x.is_known()) return x;
  const Germ one = number(1, x);
  if (tends_to_infinity(x)) return log(x + sqrt(sqr(x) - one));
  if (certainly(less(Interval(1, x.precision()), x.range()))) return apply(acosh, x);
  return number(2, x) * asinh(sqrt(half(x - one)));
}

Germ atanh(const Germ& x) {
  if (!x.is_known()) return x;
  if (certainly(less(abs(x.range()), Interval(1, x.precision())))) return through_zero(atanh, x);
  return half(log1p(x) - log1p(-x));
}

// The sign of S on (0, delta] is the sign of the germ.
Germ abs(const Germ& x) {
  const std::optional<Term> term = single_term(x);
  if (!term) return apply(abs, x);
  const Interval& s = term->over.stored()[0];
  if (s.lo().sign() >= 0) return x;
  if (s.hi().sign() <= 0) return -x;
  return of_range(abs, x);
}

Germ max(const Germ& x, const Germ& y) {
  if (!x.is_known() || !y.is_known()) return Germ::unknown(x);
  const Germ difference = x - y;
  if (difference.is_known() && difference.terms().empty()) return x;
  const std::optional<Term> term = single_term(difference);
  if (term && term->over.stored()[0].lo().sign() >= 0) return x;
  if (term && term->over.stored()[0].hi().sign() <= 0) return y;
  return range_only(x, max(x.range(), y.range()));
}

Germ min(const Germ& x, const Germ& y) { return -max(-x, -y); }

Germ sign(const Germ& x) {
  const std::optional<Term> term = single_term(x);
  if (!term) return apply(sign, x);
  const Interval& s = term->over.stored()[0];
  if (positive(s)) return number(1, x);
  if (negative(s)) return number(-1, x);
  return range_only(x, hull(Interval(-1, x.precision()), Interval(1, x.precision())));
}

Germ step(const Germ& x) { return half(sign(x) + number(1, x)); }

Germ erf(const Germ& x) {
  if (!x.is_known()) return x;
  if (tends_to_infinity(x)) return number(1, x) - erfc(x);
  if (tends_to_minus_infinity(x)) return erfc(-x) - number(1, x);
  return through_zero(erf, x);
}

// For y > 0: 1 - 1/(2 y^2) < sqrt(pi) y exp(y^2) erfc(y) < 1. Source: DLMF 7.12.1 with 7.12(i): the remainder of the
// asymptotic series is bounded by the first term left out and has its sign.
Germ erfc(const Germ& x) {
  if (!x.is_known()) return x;
  if (tends_to_minus_infinity(x)) return number(2, x) - erfc(-x);
  if (!tends_to_infinity(x)) return apply(erfc, x);
  const Precision bits = x.precision();
  const Interval one(1, bits), y = x.range(), least(y.lo(), y.lo());
  const Interval factor = hull(one, max(Interval(0, bits), one - one / (Interval(2, bits) * sqr(least))));
  return range_only(x, factor / sqrt(Interval::pi(bits))) * exp(-sqr(x)) / x;
}

Germ normal_density(const Germ& x) {
  if (!x.is_known()) return x;
  if (regular(x)) return apply(normal_density, x);
  const Precision bits = x.precision();
  return exp(-half(sqr(x))) / Germ::constant(sqrt(Interval(2, bits) * Interval::pi(bits)), x);
}

// For y > 0: 1 - 1/y^2 < y Phi(-y)/phi(y) < 1. Source: Feller, An Introduction to Probability Theory, vol. 1, VII.1,
// lemma 2.
Germ normal_cdf(const Germ& x) {
  if (!x.is_known()) return x;
  if (tends_to_infinity(x)) return number(1, x) - normal_cdf(-x);
  if (!tends_to_minus_infinity(x)) return apply(normal_cdf, x);
  const Germ y = -x;
  const Precision bits = x.precision();
  const Interval one(1, bits), range = y.range(), least(range.lo(), range.lo());
  const Interval factor = hull(one, max(Interval(0, bits), one - one / sqr(least)));
  return range_only(x, factor) * normal_density(y) / y;
}

// Next to 0: Gamma(x) = Gamma(1 + x)/x, and what follows for its logarithm and the derivative of that.
Germ gamma(const Germ& x) {
  if (!certainly_positive(x)) return Germ::unknown(x);
  if (positive(x.range())) return apply(gamma, x);
  return apply(gamma, number(1, x) + x) / x;
}

Germ lgamma(const Germ& x) {
  if (!certainly_positive(x)) return Germ::unknown(x);
  if (positive(x.range())) return apply(lgamma, x);
  return apply(lgamma, number(1, x) + x) - log(x);
}

Germ digamma(const Germ& x) {
  if (!certainly_positive(x)) return Germ::unknown(x);
  if (positive(x.range())) return apply(digamma, x);
  return apply(digamma, number(1, x) + x) - number(1, x) / x;
}

}  // namespace certibound
