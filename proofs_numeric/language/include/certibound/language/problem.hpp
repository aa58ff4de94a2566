// Problem: a claim in normal form. Each comparison becomes a difference compared with 0; the domain becomes a box with
// exact rational ends, together with hypotheses for the bounds that are not rational or depend on other variables.
#pragma once

#include <certibound/language/box.hpp>
#include <certibound/language/claim.hpp>
#include <certibound/language/evaluate.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace certibound::language {

enum class Sign { positive, nonnegative, zero, nonzero };  // what is said of a difference

struct Atom {
  NodeId difference = -1;
  Sign sign = Sign::nonnegative;
  bool identically_zero = false;  // by algebra, wherever the difference is defined
};

struct Formula {
  Condition::Kind kind = Condition::Kind::all_of;
  std::size_t atom = 0;  // compare: index into the atoms
  std::vector<Formula> parts;
};

// The domain of the claim cannot be made sense of (a bound that is undefined, an integer bound that is not rational).
struct BadDomain : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Problem {
 public:
  // Throws BadDomain. REQUIRES: claim.show.
  explicit Problem(const Claim& claim);
  Problem(const Problem&) = delete;
  Problem& operator=(const Problem&) = delete;

  const std::vector<std::string>& names() const { return names_; }
  const Box& domain() const { return domain_; }
  const Terms& terms() const { return terms_; }

  const Formula& goal() const { return goal_; }
  const Formula& hypotheses() const { return hypotheses_; }  // all_of with no parts if there are none
  const std::vector<Atom>& goal_atoms() const { return goal_atoms_; }
  const std::vector<Atom>& hypothesis_atoms() const { return hypothesis_atoms_; }
  // Roots in the order of the atoms.
  const Program& goal_program() const { return goal_program_; }
  const Program& hypothesis_program() const { return hypothesis_program_; }
  // Root 0 is the difference of that goal atom alone.
  const Program& atom_program(std::size_t atom) const { return atom_programs_[atom]; }

 private:
  Formula normal_form(const Condition& condition, std::vector<Atom>& atoms);
  void add_variable(const Variable& variable, std::size_t index);
  void add_bound(Side& side, const Bound& bound, std::size_t index, bool lower);

  std::vector<std::string> names_;
  Terms terms_;
  Box domain_;
  std::vector<Atom> goal_atoms_, hypothesis_atoms_;
  Formula goal_, hypotheses_;
  Program goal_program_, hypothesis_program_;
  std::vector<Program> atom_programs_;
};

// The box of a claim's variables alone, for `find`; same rules, same errors, bounds that are not rational are refused.
Box rational_domain(const Claim& claim);

}  // namespace certibound::language
