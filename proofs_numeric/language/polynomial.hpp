// Polynomials with rational coefficients in numbered atoms, and quotients of them. Internal to this room.
#pragma once

#include <certibound/interval/rational.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace certibound::language {

using AtomId = int;
using Monomial = std::map<AtomId, long>;          // atom -> positive exponent
using Polynomial = std::map<Monomial, Rational>;  // no zero coefficients; the constant term comes first

// Factors with their positive exponents. Each factor is primitive (content 1) and no constant; monomials stand as single
// atoms, so that equal denominators are seen to be equal.
using Factors = std::map<Polynomial, long>;

struct Quotient {
  Polynomial numerator;
  Factors denominator;
};

// The question has become too large for an answer in a fraction of a second.
struct GivenUp {};

inline constexpr std::size_t kMaxPolynomialTerms = 4'000;
inline constexpr long kMaxDegree = 10'000;  // in one atom; nested powers would overflow

Polynomial constant(const Rational& value);
Polynomial single(AtomId atom, long exponent = 1);
Polynomial operator+(Polynomial a, const Polynomial& b);
Polynomial operator-(const Polynomial& a);
Polynomial operator*(const Polynomial& a, const Polynomial& b);
Polynomial operator*(const Polynomial& a, const Rational& factor);

bool is_constant(const Polynomial& p);                   // zero included
Rational constant_value(const Polynomial& p);            // REQUIRES: is_constant(p)
// p = content * q with q of coprime integer coefficients, the first of them positive. REQUIRES: p is not zero.
Rational content(const Polynomial& p);
// The greatest monomial that divides p, and p divided by a monomial that divides it. REQUIRES: p is not zero.
Monomial common_monomial(const Polynomial& p);
Polynomial divided(const Polynomial& p, const Monomial& divisor);
// p = first * atom + second with neither part in the atom; nothing if p is not of degree 1 in it.
std::optional<std::pair<Polynomial, Polynomial>> split_linear(const Polynomial& p, AtomId atom);
// p/d if d divides p. REQUIRES: d is not zero.
std::optional<Polynomial> exact_quotient(const Polynomial& p, const Polynomial& d);
// Factors of the denominator that divide the numerator, taken out of both.
void cancel(Quotient& q);

Quotient whole(Polynomial p);
const Quotient& one();
Quotient number(const Rational& value);
bool is_polynomial(const Quotient& q);
bool is_rational(const Quotient& q);
Rational rational_value(const Quotient& q);               // REQUIRES: is_rational(q)
Polynomial product(const Factors& factors);
Quotient operator+(const Quotient& a, const Quotient& b);  // over the least common multiple of the factors
Quotient operator-(const Quotient& a);
Quotient operator*(const Quotient& a, const Quotient& b);
Quotient operator/(const Quotient& a, const Quotient& b);  // throws GivenUp if b is zero

// Equal for equal ones.
std::string key(const Polynomial& p);
std::string key(const Quotient& q);

}  // namespace certibound::language
