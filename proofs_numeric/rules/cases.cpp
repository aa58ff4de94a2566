// Cases: a domain is cut, or made larger.
#include "rules.hpp"

namespace certibound::rules {
namespace {

// The term - its variables between their bounds as far as these are numbers.
language::Range range_of(const Claim& goal, NodeId term) {
  language::Box box;
  for (const language::Variable& v : goal.variables) {
    language::Side side;
    const Rational* lo = rational_bound(goal, v.lower);
    const Rational* hi = rational_bound(goal, v.upper);
    side.lo_infinite = lo == nullptr;
    side.hi_infinite = hi == nullptr;
    if (lo != nullptr) side.lo = *lo;
    if (hi != nullptr) side.hi = *hi;
    side.lo_open = v.lower.open || lo == nullptr;
    side.hi_open = v.upper.open || hi == nullptr;
    box.push_back(side);
  }
  constexpr Precision kBits = 64;
  return enclose(language::Program(goal.terms, {term}), to_ranges(box, kBits), kBits)[0];
}

// Does the value certainly respect the old bound, so that x <= value (x >= value) says more?
bool is_implied(const Claim& goal, const Bound& old, NodeId value, bool below) {
  const Rational* end = goal.terms.as_rational(*old.value);
  const Rational* at = goal.terms.as_rational(value);
  if (end != nullptr && at != nullptr) return true;  // checked by place()
  Claim scratch = goal;
  const NodeId room = below ? scratch.terms.apply(Op::sub, *old.value, value) : scratch.terms.apply(Op::sub, value, *old.value);
  const language::Range range = range_of(scratch, room);
  return range.defined && (old.open ? certainly_positive(range) : certainly_nonnegative(range));
}

// The part of the domain below (or above) the value, which may be a term in earlier variables: the old bound on that side
// is kept as a hypothesis unless the new one implies it.
Claim part(const Claim& goal, std::size_t i, NodeId value, bool below, bool open) {
  Claim out = goal;
  Bound& bound = below ? out.variables[i].upper : out.variables[i].lower;
  const Bound old = bound;
  bound = {value, open};
  if (old.value && !is_implied(goal, old, value, below)) {
    const NodeId x = out.terms.variable(static_cast<int>(i));
    const Relation relation = old.open ? Relation::less : Relation::less_equal;
    Condition kept = below ? Condition::compare(x, relation, *old.value) : Condition::compare(*old.value, relation, x);
    out.hypotheses = {.kind = Condition::Kind::all_of, .parts = {out.hypotheses, std::move(kept)}};
  }
  return out;
}

// The variable x_i and the value of the words `x {value}`.
std::pair<std::size_t, NodeId> place(Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the rule wants a variable and a value");
  const std::size_t i = variable_named(goal, words[0]);
  const NodeId value = read_term(goal, words[1]);
  for (std::size_t j = i; j < goal.variables.size(); ++j) {
    ENSURE(!goal.terms.depends_on(value, static_cast<int>(j)), "the value is not in earlier variables");
  }
  const language::Variable& x = goal.variables[i];
  if (const Rational* at = goal.terms.as_rational(value)) {
    const Rational* lo = rational_bound(goal, x.lower);
    const Rational* hi = rational_bound(goal, x.upper);
    ENSURE((lo == nullptr || *lo <= *at) && (hi == nullptr || *at <= *hi), "the value lies outside of the bounds");
  }
  return {i, value};
}

Claim value_is_defined(const Claim& goal, NodeId value) { return to_show_defined(goal, value); }

}  // namespace

// split x {v}, v a term in variables before x
//   P for x <= v;  P for x >= v;  v has a value
//   --------------------------------------------
//   P
Claims split(const Claim& goal, const Words& words) {
  Claim own = goal;
  const auto [i, value] = place(own, words);
  const language::Variable& x = own.variables[i];
  ENSURE(!x.integer || own.terms.as_rational(value) != nullptr, "an integer variable is split at a number");
  return {part(own, i, value, true, false), part(own, i, value, false, false), value_is_defined(own, value)};
}

// isolate x {v}, v a term in variables before x; for an integer x a number
//   P for x < v;  P for x = v;  P for x > v;  v has a value
//   --------------------------------------------------------
//   P
Claims isolate(const Claim& goal, const Words& words) {
  Claim own = goal;
  const auto [i, value] = place(own, words);
  ENSURE(!own.variables[i].integer || own.terms.as_rational(value) != nullptr, "an integer variable is split at a number");
  return {part(own, i, value, true, true), with_value(own, i, value), part(own, i, value, false, true),
          value_is_defined(own, value)};
}

// relax n
//   P for all real n between the bounds
//   ------------------------------------
//   P for all integers n between the bounds
Claims relax(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 1, "the rule wants a variable");
  Claim out = goal;
  language::Variable& n = out.variables[variable_named(out, words[0])];
  ENSURE(n.integer, "the variable is no integer");
  n.integer = false;
  return {std::move(out)};
}

// forget x
//   P, without x
//   ------------
//   P for all x between the bounds; nothing else mentions x
Claims forget(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 1, "the rule wants a variable");
  const std::size_t i = variable_named(goal, words[0]);
  ENSURE(!others_mention(goal, i), "a hypothesis or another variable's bound mentions the variable");
  ENSURE(!mentions(goal, *goal.show, i), "the goal mentions the variable");
  // Any value will do, as no term depends on it; its own bounds say nothing then.
  Claim own = goal;
  own.variables[i].lower = own.variables[i].upper = {};
  own.variables[i].integer = false;
  return {with_value(own, i, own.terms.rational(0))};
}

}  // namespace certibound::rules
