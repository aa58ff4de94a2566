// A goal F > 0 or F >= 0 whose F is a polynomial in variables and function values, or such a one over a divisor of one sign: what the search for sums of squares knows of it.
// Untrusted, in part in double precision. Internal to this room.
#pragma once

#include "multinomial.hpp"

#include <certibound/language/claim.hpp>
#include <certibound/language/problem.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certibound::prover {

using Point = std::vector<Rational>;  // values of the atoms

class PolynomialGoal {
 public:
  PolynomialGoal(const language::Claim& goal, const language::Problem& problem)
      : goal_(goal), problem_(problem), names_(goal.variable_names()) {}

  // False if the goal is not of this kind, or too large. Everything below REQUIRES that it was true.
  bool read();
  // Evaluates F at simple points; false if it is negative inside the domain, or `stop` says so.
  bool look_around(const std::function<bool()>& stop);

  const Ring& ring() const { return *ring_; }
  const Multinomial& polynomial() const { return p_; }
  const std::vector<std::string>& names() const { return names_; }
  bool is_strict() const { return strict_; }
  // What F was multiplied by, positive as far as one point tells, as text; empty if F is a polynomial. F stands for the product.
  const std::string& divisor() const { return divisor_; }

  // F - offset, and the points of the grid at which it is zero.
  Multinomial raised(const Rational& offset) const;
  std::vector<Point> zeros(const Rational& offset) const;
  // What to take off F before it is made a sum of squares, the best first: 0 alone unless the goal is strict.
  const std::vector<Rational>& offsets() const { return offsets_; }

  // Level 0: no constraints. 1: variables that are not negative. 2, 3: differences that bounds and hypotheses make >= 0, too.
  std::vector<Multinomial> constraints(int level) const;
  // A constraint as it is written in the goal.
  const std::string& text(const Multinomial& constraint) const { return texts_.at(constraint); }
  // Is the level worth trying: does it add constraints, and is F not negative at random points that they allow?
  bool is_open(int level);

  bool is_nonnegative_variable(std::size_t atom) const;
  // Is a product of atoms certainly not zero, as far as the ends of the domain tell?
  bool is_nonzero(const Exponents& product) const;
  bool only_variables() const;
  // Of an atom that is a variable.
  const language::Side& side(std::size_t atom) const;

 private:
  bool take_divisor(language::NodeId divisor);
  void collect_constraints(std::vector<language::NodeId>& roots);
  void add_hypotheses(const language::Condition& condition, std::vector<language::NodeId>& roots);
  void add_sines(std::vector<language::NodeId>& roots);
  bool in_closure(const Point& point) const;
  bool is_inside(const Point& point) const;
  std::vector<Point> grid() const;
  double descend(const Point& from) const;

  language::Claim goal_;
  const language::Problem& problem_;
  const std::vector<std::string> names_;
  std::optional<Ring> ring_;
  Multinomial p_;
  bool strict_ = false;
  std::string divisor_;
  std::vector<language::NodeId> bounds_;
  std::vector<Multinomial> constraints_;
  std::map<Multinomial, std::string> texts_;
  std::vector<Point> zeros_;
  std::vector<Rational> offsets_;
  std::map<int, bool> open_;
};

}  // namespace certibound::prover
