// Polynomials with rational coefficients in the variables of a claim and in the function values it mentions, each of which
// counts as one more variable (an "atom"). For the search for sums of squares; untrusted: what is made of them goes through the
// rule `squares`.
#pragma once

#include <certibound/language/terms.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certibound::prover {

using Exponents = std::vector<int>;                   // one for each atom
using Multinomial = std::map<Exponents, Rational>;    // no zero coefficients

// A polynomial has grown too large for the search.
struct PolynomialTooLarge {};

// The atoms, and the relations s^2 = p that hold between them: sin(u)^2 = 1 - cos(u)^2, sqrt(u)^2 = u.
class Ring {
 public:
  // The atoms of the terms, variables first. REQUIRES: `variables` names all variables of the terms.
  Ring(const language::Terms& terms, const std::vector<language::NodeId>& roots, const std::vector<std::string>& variables);

  std::size_t size() const { return atoms_.size(); }
  bool has_relations() const;
  // The square of an atom, where it is known.
  const std::optional<Multinomial>& square_of(std::size_t atom) const { return squares_[atom]; }
  // Index of the variable that the atom is, or -1.
  int variable(std::size_t atom) const;

  // The term as a polynomial; nothing if it has a divisor that is no number, an atom unknown to the ring, or grows too large.
  std::optional<Multinomial> polynomial(language::NodeId root) const;
  Multinomial product(const Multinomial& a, const Multinomial& b) const;  // throws PolynomialTooLarge
  Multinomial constant(const Rational& value) const;
  Multinomial atom(std::size_t index, int exponent = 1) const;
  // As text of the claim language.
  std::string text(const Multinomial& p) const;

 private:
  Multinomial reduced(const Multinomial& p) const;

  const language::Terms& terms_;
  const std::vector<std::string>& names_;
  std::vector<language::NodeId> atoms_;
  std::map<language::NodeId, std::size_t> index_;
  std::vector<std::optional<Multinomial>> squares_;
};

Multinomial sum(const Multinomial& a, const Multinomial& b);  // throws PolynomialTooLarge
Multinomial scaled(const Multinomial& p, const Rational& factor);
int degree(const Multinomial& p);                    // 0 for zero
int degree(const Multinomial& p, std::size_t atom);
Rational value_at(const Multinomial& p, const std::vector<Rational>& point);
double value_at(const Multinomial& p, const std::vector<double>& point);

}  // namespace certibound::prover
