// The search for steps on one goal, in four files: moves.cpp (the order of the attempts, and what all of them need),
// moves_by_ends.cpp, moves_by_form.cpp and moves_by_cuts.cpp. Internal to this room.
#pragma once

#include "moves.hpp"

#include <certibound/language/algebra.hpp>
#include <certibound/language/evaluate.hpp>
#include <certibound/rules/goal.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certibound::prover {

using language::Box;
using language::Claim;
using language::Condition;
using language::NodeId;
using language::Op;
using language::Problem;
using language::Relation;
using language::Side;
using language::Terms;

inline constexpr double kForced = 0.02;  // steps that only bring a goal to another form, or follow a zero of the difference

class MoveFinder {
 public:
  MoveFinder(const Claim& goal, const Problem& problem, const std::vector<Box>& left, const std::string& before);
  std::vector<Move> run();

 private:
  // moves.cpp
  void add(const char* rule, std::string words, double cost);
  std::string text(NodeId id) const;
  std::string text_of(const Terms& terms, NodeId id) const;
  void inequality();
  bool has_gammas() const;
  bool vanishes_at(std::size_t i, NodeId value) const;
  const language::Bound& bound(std::size_t i, bool lower) const;
  const std::vector<std::vector<Rational>>& samples() const;
  int sign_at_sample(const Terms& terms, NodeId id) const;
  NodeId with_sign(Terms& terms, NodeId id, int sign) const;
  std::pair<bool, bool> signs_at_samples(const Terms& terms, NodeId id) const;
  static language::Range at_point(const language::Program& program, const std::vector<Rational>& point);
  static bool inside(const Side& side, const Rational& x);
  static NodeId rest_of(Terms& terms, const language::Fraction& f);
  bool moves_at_all(const Terms& terms, NodeId id) const;
  bool vanishes_on(const Claim& claim, NodeId f, std::size_t i, NodeId place) const;
  bool mentions(std::initializer_list<Op> ops) const;
  std::string new_name(char first) const;
  static Rational simplest_near(const Rational& x, const Rational& reach);

  // moves_by_ends.cpp
  void relaxations(double cost);
  void climbs(bool zeros);
  void limits();
  static bool has_premises(const Claim& goal, const char* rule, const std::string& words);
  void in_summands(const std::string& limit);
  static std::vector<NodeId> summands(Terms& terms, NodeId id, int level);
  void values();
  void inductions();
  void descend(const std::string& words);
  std::optional<NodeId> joined_logarithms(Terms& terms, NodeId root) const;
  void lines();
  void concavities(bool zeros);
  void bowls();

  // moves_by_form.cpp
  void forms();
  void form(bool hyperbolic);
  void factors();
  std::vector<NodeId> corners(Terms& terms) const;
  void signs();
  void branches();
  void cut_at_zeros(Terms& terms, NodeId u);
  void roots();
  void linear();
  bool is_multiplicative() const;
  bool has_powers(NodeId id) const;
  void logarithms();
  void exponentials();
  void quadratics();

  // moves_by_cuts.cpp
  void isolations();
  void whole_isolations();
  void irrational_isolations();
  void curves();
  bool inside_bounds(const Claim& claim, std::size_t i, NodeId place) const;
  void substitutions();
  bool touches_lower(std::size_t i) const;
  bool ends_at_quarter(std::size_t i) const;
  void turns();
  void splits();
  void peaks();

  Claim goal_;
  const Problem& problem_;
  const Box& domain_;
  const std::vector<Box>& left_;
  const std::string& before_;
  const std::vector<std::string> names_;
  rules::Difference d_;
  mutable std::vector<std::vector<Rational>> samples_;  // made when first asked for
  std::vector<Move> out_;
};

}  // namespace certibound::prover
