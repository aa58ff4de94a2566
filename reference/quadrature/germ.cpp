// The arithmetic of germs, their ranges and integrals. A product multiplies terms pair by pair; a sum keeps a list, where
// terms whose scales differ by a whole power of v are one. S keeps two expansions of Taylor, at 0 and over [0, delta].
#include <certibound/quadrature/germ.hpp>

#include "germ_algebra.hpp"
#include "scale.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound {
namespace {

using detail::integer_shift;
using detail::range_only;
using detail::Scale;
using Term = Germ::Term;
using Terms = std::vector<Term>;

bool is_zero(const Interval& x) { return x.lo().is_zero() && x.hi().is_zero(); }

bool is_zero(const Taylor& x) {
  return x.known() > static_cast<std::size_t>(x.order()) &&
         std::all_of(x.stored().begin(), x.stored().end(), [](const Interval& c) { return is_zero(c); });
}

// v^d S, d >= 0.
Term shifted_up(const Term& term, long d, const Germ::Setting& setting) {
  if (d == 0) return term;
  Term out = term;
  const Interval zero(0, setting.bits), box = hull(zero, setting.delta);
  out.at = pown(Taylor::variable(zero, setting.order), d) * term.at;
  out.over = pown(Taylor::variable(box, setting.order), d) * term.over;
  out.scale.power = term.scale.power - Interval(d, setting.bits);
  return out;
}

// Takes factors v out of S where its first coefficient at 0 is exactly 0: S(v) = v T(v). The coefficients of T at 0 are
// those of S, one later. So are those over [0, delta]: T(v) = int_0^1 S'(sv) ds, so T^(k)(v)/k! = int_0^1 (k+1) s^k
// S^(k+1)(sv)/(k+1)! ds, a mean of values of coefficient k + 1 of S.
void normalise(Term& term) {
  while (term.at.known() > 0 && is_zero(term.at.coefficient(0)) && term.over.known() > 1) {
    const auto drop = [](const Taylor& x) {
      std::vector<Interval> c(x.stored().begin() + 1, x.stored().end());
      if (c.empty() && x.known() > 1) c.push_back(Interval(0, x.stored()[0].precision()));
      return Taylor(std::move(c), x.order(), x.known() - 1);
    };
    if (is_zero(term.at) && is_zero(term.over)) return;
    term.at = drop(term.at);
    term.over = drop(term.over);
    term.scale.power = term.scale.power + Interval(1, term.scale.power.precision());
  }
}

// The scale of the first times (S_1 + h_2/h_1 S_2), by ranges; nothing unless h_2/h_1 is bounded.
std::optional<Term> folded(const Term& dominant, const Term& other, const Germ::Setting& setting) {
  const Interval ratio = detail::range(detail::quotient(other.scale, dominant.scale), setting.delta);
  if (!ratio.is_bounded()) return std::nullopt;
  const Interval sum = dominant.over.coefficient(0) + ratio * other.over.coefficient(0);
  if (!sum.is_bounded()) return std::nullopt;
  return Term{dominant.scale, Taylor({}, setting.order, std::size_t{0}), Taylor({sum}, setting.order, std::size_t{1})};
}

// Adds a term to the list, to one with which it has a common scale if there is one.
void add(Terms& terms, Term term, const Germ::Setting& setting) {
  if (is_zero(term.at) && is_zero(term.over)) return;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::optional<long> d = integer_shift(term.scale, terms[i].scale);
    if (!d || *d > setting.order || *d < -setting.order) continue;
    const Term first = *d >= 0 ? terms[i] : shifted_up(terms[i], -*d, setting);
    const Term second = *d >= 0 ? shifted_up(term, *d, setting) : term;
    Term sum{*d >= 0 ? first.scale : second.scale, first.at + second.at, first.over + second.over};
    terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_zero(sum.at) && is_zero(sum.over)) return;
    normalise(sum);
    add(terms, std::move(sum), setting);
    return;
  }
  normalise(term);
  terms.push_back(std::move(term));
}

// Folds terms into others until the list is short enough.
bool shorten(Terms& terms, std::size_t most, const Germ::Setting& setting) {
  while (terms.size() > most) {
    bool done = false;
    // The last term that another one dominates goes into the last one that does so: the leading terms stay as they are.
    for (std::size_t i = terms.size(); i-- > 0 && !done;) {
      for (std::size_t j = terms.size(); j-- > 0 && !done;) {
        if (i == j) continue;
        std::optional<Term> sum = folded(terms[j], terms[i], setting);
        if (!sum) continue;
        terms[j] = std::move(*sum);
        terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(i));
        done = true;
      }
    }
    if (!done) return false;
  }
  return true;
}

Germ from_terms(const Germ& like, Terms terms) {
  if (!shorten(terms, Germ::kMostTerms, like.setting())) return Germ::unknown(like);
  for (const Term& term : terms) {
    if (!term.over.is_known() || term.scale.rates.size() > Germ::kMostRates) return Germ::unknown(like);
  }
  return Germ(like.shared_setting(), std::move(terms));
}

}  // namespace

namespace detail {

Germ of_term(const Germ& like, Term term) {
  Terms terms;
  if (!term.over.is_known()) return Germ::unknown(like);
  add(terms, std::move(term), like.setting());
  return from_terms(like, std::move(terms));
}

Germ range_only(const Germ& like, const Interval& range) {
  if (range.is_empty()) return Germ::unknown(like);
  const Germ::Setting& setting = like.setting();
  return of_term(like, {unit_scale(setting.bits), Taylor({}, setting.order, std::size_t{0}),
                        Taylor({range}, setting.order, std::size_t{1})});
}

std::optional<Term> single_term(const Germ& x) {
  if (!x.is_known()) return std::nullopt;
  if (x.terms().size() == 1) return x.terms()[0];
  for (std::size_t i = 0; i < x.terms().size(); ++i) {
    std::optional<Term> sum = x.terms()[i];
    for (std::size_t j = 0; j < x.terms().size() && sum; ++j) {
      if (j != i) sum = folded(*sum, x.terms()[j], x.setting());
    }
    if (sum) return sum;
  }
  return std::nullopt;
}

std::optional<Regular> regular(const Germ& x) {
  if (!x.is_known() || x.terms().size() > 1) return std::nullopt;
  const Germ::Setting& setting = x.setting();
  if (x.terms().empty()) {
    const Taylor zero(Interval(0, setting.bits), setting.order);
    return Regular{zero, zero};
  }
  const Term& term = x.terms()[0];
  const std::optional<long> d = integer_shift(term.scale, unit_scale(setting.bits));
  if (!d || *d < 0 || *d > setting.order || !term.at.is_known()) return std::nullopt;
  const Term out = shifted_up(term, *d, setting);
  return Regular{out.at, out.over};
}

}  // namespace detail

Germ Germ::variable(const Interval& delta, long order, Precision bits) {
  const auto setting = std::make_shared<const Setting>(Setting{delta, order, bits});
  const Taylor one(Interval(1, bits), order);
  return {setting, {{{.power = Interval(1, bits), .logs = 0, .rates = {}}, one, one}}};
}

Germ Germ::unknown(const Germ& like) {
  Germ out(like.setting_, {});
  out.known_ = false;
  return out;
}

Germ Germ::constant(const Interval& value, const Germ& like) {
  const Setting& setting = like.setting();
  const Taylor c(value.at_precision(setting.bits), setting.order);
  return detail::of_term(Germ(like.setting_, {}), {detail::unit_scale(setting.bits), c, c});
}

Germ constant(const Rational& value, const Germ& like) {
  return Germ::constant(Interval(value, like.precision()), like);
}
Germ constant(const Interval& value, const Germ& like) { return Germ::constant(value, like); }

Interval Germ::range() const {
  const Precision bits = precision();
  if (!known_) return Interval::entire(bits);
  Interval sum(0, bits);
  for (const Term& term : terms_) sum = sum + detail::range(term.scale, setting_->delta) * term.over.coefficient(0);
  return sum;
}

bool Germ::decays_exponentially() const {
  return known_ &&
         std::all_of(terms_.begin(), terms_.end(), [](const Term& term) { return !term.scale.rates.empty(); });
}

// S(v) = sum_{k<n} c_k v^k + c v^n, c in coefficient n over [0, delta]; the scale is not negative, so the integral of the
// last part is a member of that coefficient times the integral of the scale (mean value theorem). The narrowest n counts.
std::optional<Interval> Germ::integral() const {
  if (!known_) return std::nullopt;
  const Interval& delta = setting_->delta;
  Interval out(0, precision());
  for (const Term& term : terms_) {
    std::optional<Interval> best;
    Interval sum(0, precision());
    Scale scale = term.scale;
    const std::size_t most = scale.rates.empty() ? std::min(term.at.known(), term.over.known() - 1) : 0;
    for (std::size_t n = 0; n <= most; ++n) {
      const std::optional<Interval> weight = detail::integral(scale, delta);
      if (!weight) break;
      const Interval whole = sum + term.over.coefficient(n) * *weight;
      if (whole.is_bounded() && (!best || wid(whole) < wid(*best))) best = whole;
      if (n < most) sum = sum + term.at.coefficient(n) * *weight;
      scale.power = scale.power + Interval(1, precision());
    }
    if (!best) return std::nullopt;
    out = out + *best;
  }
  return out;
}

Germ operator-(const Germ& x) {
  if (!x.is_known()) return x;
  Terms terms = x.terms();
  for (Term& term : terms) {
    term.at = -term.at;
    term.over = -term.over;
  }
  return from_terms(x, std::move(terms));
}

Germ operator+(const Germ& x, const Germ& y) {
  if (!x.is_known() || !y.is_known()) return Germ::unknown(x);
  Terms terms = x.terms();
  for (const Term& term : y.terms()) add(terms, term, x.setting());
  return from_terms(x, std::move(terms));
}

Germ operator-(const Germ& x, const Germ& y) { return x + (-y); }

Germ operator*(const Germ& x, const Germ& y) {
  if (!x.is_known() || !y.is_known()) return Germ::unknown(x);
  Terms terms;
  for (const Term& a : x.terms()) {
    for (const Term& b : y.terms()) {
      add(terms, {detail::product(a.scale, b.scale), a.at * b.at, a.over * b.over}, x.setting());
    }
  }
  return from_terms(x, std::move(terms));
}

// Division by the dominant form of y, whose S must not be 0 on (0, delta].
Germ operator/(const Germ& x, const Germ& y) {
  const std::optional<Term> divisor = detail::single_term(y);
  if (!x.is_known() || !divisor) return Germ::unknown(x);
  Terms terms;
  for (const Term& a : x.terms()) {
    Term part{detail::quotient(a.scale, divisor->scale), a.at / divisor->at, a.over / divisor->over};
    if (!part.over.is_known()) return Germ::unknown(x);
    add(terms, std::move(part), x.setting());
  }
  if (x.terms().empty()) {  // 0 / y is 0 where y is not 0
    if (!(Taylor(Interval(1, x.precision()), 0) / divisor->over).is_known()) return Germ::unknown(x);
  }
  return from_terms(x, std::move(terms));
}

}  // namespace certibound
