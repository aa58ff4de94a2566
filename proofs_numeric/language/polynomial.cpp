#include "polynomial.hpp"

#include <algorithm>

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
      for (const auto& [atom, exponent] : n) product[atom] += exponent;
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

void cancel_monomials(Quotient& q) {
  if (q.numerator.empty() || q.denominator.empty()) return;
  Monomial common = common_monomial(q.numerator);
  meet(common, q.denominator);
  if (common.empty()) return;
  q = {divided(q.numerator, common), divided(q.denominator, common)};
}

Quotient whole(Polynomial p) { return {std::move(p), constant(1)}; }

Quotient operator+(const Quotient& a, const Quotient& b) {
  if (a.denominator == b.denominator) return {a.numerator + b.numerator, a.denominator};
  return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
}
Quotient operator-(const Quotient& a) { return {-a.numerator, a.denominator}; }
Quotient operator*(const Quotient& a, const Quotient& b) {
  return {a.numerator * b.numerator, a.denominator * b.denominator};
}
Quotient operator/(const Quotient& a, const Quotient& b) {
  return {a.numerator * b.denominator, a.denominator * b.numerator};
}

std::string key(const Polynomial& p) {
  std::string out;
  for (const auto& [monomial, coefficient] : p) {
    out += "+" + to_string(coefficient);
    for (const auto& [atom, exponent] : monomial) out += "*" + std::to_string(atom) + "^" + std::to_string(exponent);
  }
  return out;
}
std::string key(const Quotient& q) { return key(q.numerator) + "/" + key(q.denominator); }

}  // namespace certibound::language
