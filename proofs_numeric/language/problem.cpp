#include <certibound/language/problem.hpp>

#include <certibound/language/algebra.hpp>

namespace certibound::language {
namespace {

constexpr Precision kBoundBits = 128;

Rational rounded_up(const Rational& x) {
  Integer q;
  mpz_cdiv_q(q.backend().data(), mpq_numref(x.backend().data()), mpq_denref(x.backend().data()));
  return Rational(q);
}
Rational rounded_down(const Rational& x) {
  Integer q;
  mpz_fdiv_q(q.backend().data(), mpq_numref(x.backend().data()), mpq_denref(x.backend().data()));
  return Rational(q);
}

std::vector<NodeId> differences(const std::vector<Atom>& atoms) {
  std::vector<NodeId> out;
  for (const Atom& atom : atoms) out.push_back(atom.difference);
  return out;
}

void set_end(Side& side, bool lower, const Rational& value, bool open) {
  (lower ? side.lo : side.hi) = value;
  (lower ? side.lo_open : side.hi_open) = open;
}

void set_infinite(Side& side, bool lower) {
  (lower ? side.lo_infinite : side.hi_infinite) = true;
  (lower ? side.lo_open : side.hi_open) = true;
}

// The rational value of a constant expression, if it is one.
std::optional<Rational> rational_value(const Terms& terms, NodeId node, std::size_t variables) {
  for (std::size_t v = 0; v < variables; ++v) {
    if (terms.depends_on(node, static_cast<int>(v))) return std::nullopt;
  }
  return evaluate_exactly(Program(terms, {node}), std::vector<Rational>(variables, Rational(0)))[0].rational();
}

// An integer range keeps the integers inside its rational ends.
void round_inward(Side& side, const std::string& name) {
  if (side.lo_infinite) throw BadDomain("the integer variable '" + name + "' needs a lower bound");
  side.lo = side.lo_open ? Rational(rounded_down(side.lo) + 1) : rounded_up(side.lo);
  if (!side.hi_infinite) side.hi = side.hi_open ? Rational(rounded_up(side.hi) - 1) : rounded_down(side.hi);
  side.hi_open = side.hi_infinite;
  side.lo_open = false;
}

}  // namespace

Problem::Problem(const Claim& claim)
    : names_(claim.variable_names()), terms_(claim.terms), goal_program_(terms_, {}), hypothesis_program_(terms_, {}) {
  for (std::size_t i = 0; i < claim.variables.size(); ++i) add_variable(claim.variables[i], i);
  hypotheses_.parts.push_back(normal_form(claim.hypotheses, hypothesis_atoms_));
  goal_ = normal_form(*claim.show, goal_atoms_);
  goal_program_ = Program(terms_, differences(goal_atoms_));
  hypothesis_program_ = Program(terms_, differences(hypothesis_atoms_));
  for (Atom& atom : goal_atoms_) atom.identically_zero = vanishes_identically(terms_, atom.difference);
  for (const Atom& atom : goal_atoms_) atom_programs_.emplace_back(terms_, std::vector<NodeId>{atom.difference});
}

Formula Problem::normal_form(const Condition& condition, std::vector<Atom>& atoms) {
  Formula out{.kind = condition.kind, .atom = atoms.size(), .parts = {}};
  if (condition.kind == Condition::Kind::compare) {
    static constexpr Sign kSigns[] = {Sign::positive, Sign::nonnegative, Sign::zero, Sign::nonzero};
    // u - 0 is u, so that a goal 0 <= b - a is word for word the hypothesis a <= b.
    const Rational* left = terms_.as_rational(condition.left);
    const bool against_zero = left != nullptr && left->is_zero();
    atoms.push_back({against_zero ? condition.right : terms_.apply(Op::sub, condition.right, condition.left),
                     kSigns[static_cast<std::size_t>(condition.relation)]});
  }
  for (const Condition& part : condition.parts) out.parts.push_back(normal_form(part, atoms));
  return out;
}

void Problem::add_variable(const Variable& variable, std::size_t index) {
  Side side;
  side.integer = variable.integer;
  add_bound(side, variable.lower, index, true);
  add_bound(side, variable.upper, index, false);
  if (variable.integer) round_inward(side, variable.name);
  domain_.push_back(side);
}

// A rational bound is exact. Any other one becomes a hypothesis, and the side gets a rational end that is outside of it.
void Problem::add_bound(Side& side, const Bound& bound, std::size_t index, bool lower) {
  if (!bound.value) return set_infinite(side, lower);
  if (const auto value = rational_value(terms_, *bound.value, index)) return set_end(side, lower, *value, bound.open);
  if (side.integer) throw BadDomain("the bounds of the integer variable '" + names_[index] + "' must be rational constants");

  const Range range = enclose(Program(terms_, {*bound.value}), to_ranges(domain_, kBoundBits), kBoundBits)[0];
  if (!range.defined) throw BadDomain("a bound of '" + names_[index] + "' may be undefined on its domain");
  const Float& end = lower ? range.value.lo() : range.value.hi();
  // x <= b (or x < b) and no value of b equals the end: no value of x does.
  const bool open = bound.open || (lower ? range.lo_open : range.hi_open);
  end.is_infinite() ? set_infinite(side, lower) : set_end(side, lower, to_rational(end), open);

  const NodeId self = terms_.variable(static_cast<int>(index));
  const NodeId difference = lower ? terms_.apply(Op::sub, self, *bound.value) : terms_.apply(Op::sub, *bound.value, self);
  hypotheses_.parts.push_back({.kind = Condition::Kind::compare, .atom = hypothesis_atoms_.size(), .parts = {}});
  hypothesis_atoms_.push_back({difference, bound.open ? Sign::positive : Sign::nonnegative});
}

Box rational_domain(const Claim& claim) {
  Claim with_goal = claim;
  with_goal.show = Condition{};
  const Problem problem(with_goal);
  if (!problem.hypothesis_atoms().empty()) {
    throw BadDomain("here the bounds must be rational constants and 'assume' is not available");
  }
  return problem.domain();
}

}  // namespace certibound::language
