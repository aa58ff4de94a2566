// The normal form N/D of a term; algebra.hpp says what it is. Internal to this room.
#pragma once

#include "polynomial.hpp"

#include <certibound/language/terms.hpp>

#include <map>
#include <string>
#include <vector>

namespace certibound::language {

class NormalForm {
 public:
  // `variables`: how many the terms may have. `hyperbolic`: sinh and cosh stay as they are, with sinh^2 = cosh^2 - 1,
  // instead of becoming sums of exponentials.
  NormalForm(const Terms& terms, std::size_t variables, bool hyperbolic = false)
      : terms_(terms), variables_(variables), hyperbolic_(hyperbolic) {}

  // Throws GivenUp. At every point where all parts of the term have values, D is not zero and the term is N/D.
  Quotient of(NodeId root);

  // N and D as terms of `out`, which has the variables of the term. REQUIRES: made by this object.
  NodeId to_term(const Polynomial& p, Terms& out) const;
  NodeId to_term(const Factors& factors, Terms& out) const;
  AtomId variable_atom(long index);
  // The atoms of p that are functions, not variables or constants.
  std::vector<AtomId> function_atoms(const Polynomial& p) const;

 private:
  static constexpr long kMaxPower = 64;

  // What an atom stands for: a leaf, or a function of quotients.
  struct Atom {
    Op op;
    long n = 0;  // index of a variable; node of a call
    std::vector<Quotient> operands = {};
  };
  // atom^degree = value
  struct Relation {
    long degree;
    Polynomial value;
  };

  Quotient node_value(const Node& node, NodeId id, const Quotient& a, const Quotient& b);
  Quotient call_atom(NodeId id);
  Quotient atom(const std::string& name, Atom atom);
  Quotient leaf(Op op, long n = 0);
  Quotient opaque(Op op, std::vector<Quotient> operands);
  Quotient function(Op op, const Quotient& u);
  Quotient power(const Quotient& a, long n);
  Quotient square_root(const Quotient& u);
  Quotient root_of_rational(const Rational& value);
  Quotient rational_power(const Quotient& base, const Rational& exponent);
  Quotient exponential(const Quotient& u);
  Quotient exponential_of(const Monomial& m, const Rational& coefficient);
  Quotient logarithm(const Quotient& u);
  Quotient log_size(const Polynomial& p);
  Quotient log_of_atom(AtomId index);
  Quotient log_of_rational(const Rational& value);
  Quotient cube_root(const Quotient& u);
  Quotient absolute(const Quotient& u);
  Quotient circular(Quotient u, long quarters);
  long take_quarter_turns(Quotient& u);
  Rational known_angle(const Quotient& u);
  const Atom* single_atom(const Quotient& u) const;
  Quotient plain_sine(const Quotient& u);
  Quotient plain_cosine(const Quotient& u);
  Quotient sinh(const Quotient& u);
  Quotient cosh(const Quotient& u);
  Quotient rhat(const Quotient& u);
  Quotient arc_cosine(const Quotient& u);
  void relate(const Quotient& atom, long degree, const Polynomial& value);
  Quotient divided_by(Quotient q, const Polynomial& factor, long exponent);
  Polynomial without_powers(const Polynomial& p);
  Quotient reduced(Quotient q);
  void spend(std::size_t terms);
  NodeId to_term(const Quotient& q, Terms& out) const;
  NodeId to_term(const Atom& atom, Terms& out) const;

  const Terms& terms_;
  const std::size_t variables_;
  const bool hyperbolic_;
  std::size_t work_ = 0;
  std::vector<Quotient> values_;  // by node, as far as done
  std::map<std::string, AtomId> names_;
  std::vector<Atom> atoms_;
  std::map<AtomId, Relation> relations_;
};

}  // namespace certibound::language
