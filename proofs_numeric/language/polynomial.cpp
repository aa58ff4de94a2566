#include "polynomial.hpp"

#include <algorithm>
#include <iterator>

namespace certibound::language {
namespace {

void add_to(Polynomial& sum, const Monomial& monomial, const Rational& coefficient) {
  Rational& entry = sum[monomial];
  entry += coefficient;
  if (entry.is_zero()) sum.erase(monomial);
  if (sum.size() > kMaxPolynomialTerms) throw GivenUp{};
}

// The greatest common divisor of the monomials of p, together with the one so far.
void meet(Monomial& common, const Polynomial& p) {
  for (const auto& [monomial, coefficient] : p) {
    for (auto entry = common.begin(); entry != common.end();) {
      const auto found = monomial.find(entry->first);
      entry->second = found == monomial.end() ? 0 : std::min(entry->second, found->second);
      entry = entry->second == 0 ? common.erase(entry) : std::next(entry);
    }
  }
}

}  // namespace

Polynomial constant(const Rational& value) {
  return value.is_zero() ? Polynomial{} : Polynomial{{Monomial{}, value}};
}

Polynomial single(AtomId atom, long exponent) { return {{Monomial{{atom, exponent}}, Rational(1)}}; }

Polynomial operator+(Polynomial a, const Polynomial& b) {
  for (const auto& [monomial, coefficient] : b) add_to(a, monomial, coefficient);
  return a;
}

Polynomial operator*(const Polynomial& a, const Rational& factor) {
  Polynomial out;
  if (factor.is_zero()) return out;
  for (const auto& [monomial, coefficient] : a) out.emplace(monomial, coefficient * factor);
  return out;
}

Polynomial operator-(const Polynomial& a) { return a * Rational(-1); }

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial out;
  for (const auto& [m, p] : a) {
    for (const auto& [n, q] : b) {
      Monomial product = m;
      for (const auto& [atom, exponent] : n) {
        if ((product[atom] += exponent) > kMaxDegree) throw GivenUp{};
      }
      add_to(out, product, p * q);
    }
  }
  return out;
}

bool is_constant(const Polynomial& p) { return p.empty() || (p.size() == 1 && p.begin()->first.empty()); }
Rational constant_value(const Polynomial& p) { return p.empty() ? Rational(0) : p.begin()->second; }

Rational content(const Polynomial& p) {
  Integer top = 0, bottom = 1;
  for (const auto& [monomial, coefficient] : p) {
    top = gcd(top, numerator(coefficient));
    bottom = lcm(bottom, denominator(coefficient));
  }
  const Rational size(top, bottom);
  return p.begin()->second < 0 ? Rational(-size) : size;
}

Monomial common_monomial(const Polynomial& p) {
  Monomial common = p.begin()->first;
  meet(common, p);
  return common;
}

Polynomial divided(const Polynomial& p, const Monomial& divisor) {
  Polynomial out;
  for (const auto& [monomial, coefficient] : p) {
    Monomial rest = monomial;
    for (const auto& [atom, exponent] : divisor) {
      if ((rest[atom] -= exponent) == 0) rest.erase(atom);
    }
    out.emplace(std::move(rest), coefficient);
  }
  return out;
}

std::optional<std::pair<Polynomial, Polynomial>> split_linear(const Polynomial& p, AtomId atom) {
  std::pair<Polynomial, Polynomial> out;
  for (const auto& [monomial, coefficient] : p) {
    const auto found = monomial.find(atom);
    if (found == monomial.end()) {
      out.second.emplace(monomial, coefficient);
    } else if (found->second == 1) {
      Monomial rest = monomial;
      rest.erase(atom);
      out.first.emplace(std::move(rest), coefficient);
    } else {
      return std::nullopt;
    }
  }
  if (out.first.empty()) return std::nullopt;
  return out;
}

namespace {

// Lexicographic order of monomials by atom: a product of larger ones is larger, so that division by leading terms works.
bool lex_less(const Monomial& a, const Monomial& b) {
  auto x = a.begin(), y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y) {
    if (x->first != y->first) return x->first > y->first;  // the one with the earlier atom is larger
    if (x->second != y->second) return x->second < y->second;
  }
  return x == a.end() && y != b.end();
}

Polynomial::const_iterator leading(const Polynomial& p) {
  auto best = p.begin();
  for (auto term = p.begin(); term != p.end(); ++term) {
    if (lex_less(best->first, term->first)) best = term;
  }
  return best;
}

std::optional<Monomial> ratio(const Monomial& a, const Monomial& b) {
  Monomial out = a;
  for (const auto& [atom, exponent] : b) {
    const auto found = out.find(atom);
    if (found == out.end() || found->second < exponent) return std::nullopt;
    if ((found->second -= exponent) == 0) out.erase(found);
  }
  return out;
}

void add_factor(Factors& factors, const Polynomial& factor, long exponent) {
  long& entry = factors[factor];
  entry += exponent;
  if (entry == 0) factors.erase(factor);
}

// p as content and factors: its monomial atom by atom, the rest in one piece.
Rational put_factors(Factors& factors, const Polynomial& p, long exponent) {
  const Rational scale = content(p);
  const Monomial common = common_monomial(p);
  for (const auto& [atom, power] : common) add_factor(factors, single(atom), power * exponent);
  Polynomial rest = divided(p * Rational(1 / scale), common);
  if (is_constant(rest)) return scale * constant_value(rest);
  const bool negative = content(rest) < 0;
  if (negative) rest = -rest;
  add_factor(factors, rest, exponent);
  return negative ? Rational(-scale) : scale;
}

}  // namespace

std::optional<Polynomial> exact_quotient(const Polynomial& p, const Polynomial& d) {
  Polynomial rest = p, out;
  const auto lead = leading(d);
  for (std::size_t steps = 0; !rest.empty(); ++steps) {
    if (steps > kMaxPolynomialTerms) return std::nullopt;
    const auto top = leading(rest);
    const auto monomial = ratio(top->first, lead->first);
    if (!monomial) return std::nullopt;
    const Polynomial term{{*monomial, top->second / lead->second}};
    out = std::move(out) + term;
    rest = std::move(rest) + -(term * d);
  }
  return out;
}

void cancel(Quotient& q) {
  if (q.numerator.empty()) {
    q.denominator.clear();
    return;
  }
  for (auto factor = q.denominator.begin(); factor != q.denominator.end();) {
    while (factor->second > 0) {
      auto less = exact_quotient(q.numerator, factor->first);
      if (!less) break;
      q.numerator = std::move(*less);
      --factor->second;
    }
    factor = factor->second == 0 ? q.denominator.erase(factor) : std::next(factor);
  }
}

Polynomial product(const Factors& factors) {
  Polynomial out = constant(1);
  for (const auto& [factor, exponent] : factors) {
    for (long i = 0; i < exponent; ++i) out = out * factor;
  }
  return out;
}

Quotient whole(Polynomial p) { return {std::move(p), {}}; }
const Quotient& one() {
  static const Quotient value = whole(constant(1));
  return value;
}
Quotient number(const Rational& value) { return whole(constant(value)); }

bool is_polynomial(const Quotient& q) { return q.denominator.empty(); }
bool is_rational(const Quotient& q) { return is_polynomial(q) && is_constant(q.numerator); }
Rational rational_value(const Quotient& q) { return constant_value(q.numerator); }

Quotient operator+(const Quotient& a, const Quotient& b) {
  Factors common = a.denominator, missing_a, missing_b;
  for (const auto& [factor, exponent] : b.denominator) {
    long& entry = common[factor];
    if (entry < exponent) {
      missing_a[factor] = exponent - entry;
      entry = exponent;
    }
  }
  for (const auto& [factor, exponent] : common) {
    const auto own = b.denominator.find(factor);
    const long more = exponent - (own == b.denominator.end() ? 0 : own->second);
    if (more > 0) missing_b[factor] = more;
  }
  return {a.numerator * product(missing_a) + b.numerator * product(missing_b), std::move(common)};
}
Quotient operator-(const Quotient& a) { return {-a.numerator, a.denominator}; }
Quotient operator*(const Quotient& a, const Quotient& b) {
  Quotient out{a.numerator * b.numerator, a.denominator};
  for (const auto& [factor, exponent] : b.denominator) add_factor(out.denominator, factor, exponent);
  return out;
}
Quotient operator/(const Quotient& a, const Quotient& b) {
  if (b.numerator.empty()) throw GivenUp{};
  Quotient out{a.numerator * product(b.denominator), a.denominator};
  const Rational scale = put_factors(out.denominator, b.numerator, 1);
  out.numerator = out.numerator * Rational(1 / scale);
  return out;
}

std::string key(const Polynomial& p) {
  std::string out;
  for (const auto& [monomial, coefficient] : p) {
    out += "+" + to_string(coefficient);
    for (const auto& [atom, exponent] : monomial) out += "*" + std::to_string(atom) + "^" + std::to_string(exponent);
  }
  return out;
}
std::string key(const Quotient& q) {
  std::string out = key(q.numerator);
  for (const auto& [factor, exponent] : q.denominator) out += "/(" + key(factor) + ")^" + std::to_string(exponent);
  return out;
}

}  // namespace certibound::language
