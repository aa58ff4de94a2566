// A leaf of a proof, that a goal holds on boxes: equalities by algebra, inequalities by bisection and, where both sides
// meet at a rational point, by a chain of derivatives.
#include "one_variable.hpp"

#include <certibound/language/uniformise.hpp>
#include <certibound/rules/goal.hpp>

#include <algorithm>
#include <optional>
#include <sstream>

namespace certibound::coq_export {
namespace {

using language::Op;
using language::Relation;

std::vector<Rational> cuts_of(const Step& step, const std::string& name) {
  std::vector<Rational> out;
  std::istringstream words(step.words);
  std::string skipped, variable, value;
  for (int i = 0; i < 4; ++i) words >> skipped;
  while (words >> variable >> value) {
    if (const auto number = parse_rational(value); number && variable == name) out.push_back(*number);
  }
  return out;
}

bool has_finite_rational_ends(const Claim& goal) {
  return std::all_of(goal.variables.begin(), goal.variables.end(), [&](const language::Variable& v) {
    return end_of(goal, v.lower) != nullptr && end_of(goal, v.upper) != nullptr;
  });
}

// One variable without two numbers as ends: by algebra or bisection, else F rises from its lower end.
std::string half_line_proof(File& file, const Claim& goal, Inequality what, const std::string& name) {
  const std::string by_algebra = "by_algebra_or_bisection1 " + name;
  const Rational* from = end_of(goal, goal.variables[0].lower);
  if (from == nullptr || goal.variables[0].upper.value) return by_algebra + ".";
  try {
    const std::string data = file.fresh();
    file.definition(data, "expr", data_text(goal.terms, what.f, 0));
    return "first [" + by_algebra + " | by_rise no_params " + data + " " + rational_text(*from, true) + " " +
           rational_data(*from) + " " + name + "].";
  } catch (const NotExportable&) {
    return by_algebra + ".";
  }
}

// The goal with ends that are constants, like pi/2, moved a little outwards to numbers. Nothing if there are others.
std::optional<Claim> with_rational_ends(Claim goal) {
  constexpr Precision kBits = 64;
  language::Variable& v = goal.variables[0];
  for (language::Bound* bound : {&v.lower, &v.upper}) {
    if (!bound->value) return std::nullopt;
    const bool lower = bound == &v.lower;
    const auto range =
        language::enclose(language::Program(goal.terms, {*bound->value}), {language::unknown(kBits)}, kBits)[0];
    if (!range.defined || !range.value.is_bounded()) return std::nullopt;
    const Rational end = to_rational(lower ? range.value.lo() : range.value.hi());
    const Rational scaled = end * 4096;
    const Integer near = numerator(scaled) / denominator(scaled) + (lower ? -1 : 1);
    if (goal.terms.as_rational(*bound->value) == nullptr) {
      bound->value = goal.terms.rational(Rational(near, 4096));
      bound->open = false;
    }
  }
  return goal;
}

// The tactic that shows one comparison, all premises and variables in the context.
std::string comparison_proof(File& file, Claim goal, const Condition& comparison, const Step& step) {
  if (comparison.relation == Relation::equal) return "by_algebra.";
  if (comparison.relation == Relation::not_equal) return "by_difference.";
  Inequality what;
  what.strict = comparison.relation == Relation::less;
  what.f = goal.terms.apply(Op::sub, comparison.right, comparison.left);
  if (const Rational* left = goal.terms.as_rational(comparison.left); left != nullptr && left->is_zero())
    what.f = comparison.right;
  const std::vector<std::string> names = bound_names(goal);
  if (goal.variables.empty()) return "number_or_equal.";
  const bool bounded = has_finite_rational_ends(goal);
  if (bounded && names.size() == 1 && !goal.variables[0].integer) {
    try {
      const std::string lemma = write_in_one_variable(file, goal, what, cuts_of(step, goal.variables[0].name));
      return "apply_piece (" + lemma + " " + names[0] + ").";
    } catch (const NotExportable&) {
      return "by_algebra_or_bisection1 " + names[0] + ".";
    }
  }
  if (names.size() == 1 && !goal.variables[0].integer) {
    if (const auto wider = with_rational_ends(goal)) {
      try {
        const std::string lemma = write_in_one_variable(file, *wider, what, cuts_of(step, goal.variables[0].name));
        return "first [by_algebra_or_bisection1 " + names[0] + " | apply_wider_piece (" + lemma + " " + names[0] +
               ")].";
      } catch (const NotExportable&) {
      }
    }
  }
  if (names.size() == 1) return half_line_proof(file, goal, what, names[0]);
  if (names.size() == 2) return "by_algebra_or_bisection2 " + names[0] + " " + names[1] + ".";
  if (names.size() == 3) return "by_algebra_or_bisection3 " + names[0] + " " + names[1] + " " + names[2] + ".";
  return "by_algebra_or_bisections.";
}

// Whichever disjunct can be shown on the whole domain.
std::string disjunction_proof(File& file, const Claim& goal, const Condition& condition, const Step& step) {
  std::string out, before;
  for (const Condition& part : condition.parts) {
    if (part.kind != Condition::Kind::compare)
      throw NotExportable("a disjunction of more than comparisons is shown by boxes");
    std::string proof = comparison_proof(file, goal, part, step);
    proof.pop_back();  // the stop
    const bool last = &part == &condition.parts.back();
    out += (out.empty() ? "first [ " : " | ") + ("solve [" + before) + (last ? "" : "left; ") + proof + "]";
    before += "right; ";
  }
  return out + " ].";
}

std::string condition_proof(File& file, const Claim& goal, const Condition& condition, const Step& step) {
  if (condition.kind == Condition::Kind::compare) return comparison_proof(file, goal, condition, step);
  if (condition.kind == Condition::Kind::all_of) return "exact I.";  // of no parts
  if (condition.parts.empty()) throw NotExportable("an empty disjunction is shown");
  if (condition.parts.size() == 1) return condition_proof(file, goal, condition.parts[0], step);
  return disjunction_proof(file, goal, condition, step);
}

// Integers as real numbers between the same bounds.
Claim with_real_variables(Claim goal) {
  for (language::Variable& v : goal.variables) v.integer = false;
  return goal;
}

}  // namespace

std::string intros(const Claim& claim) {
  std::string out = "intros";
  for (const std::string& name : bound_names(claim)) out += " " + name;
  for (std::size_t i = 0; i < premises_text(claim).size(); ++i) out += " H" + std::to_string(i + 1);
  return out == "intros" ? "" : out + ". ";
}

namespace {

// Where the sides of a goal in rho meet at +-1 to a half-integer order: in t, rho = +-cos t. Nothing if that is no way.
std::optional<std::string> write_in_cosine(File& file, const Claim& goal) {
  const bool one_real = goal.variables.size() == 1 && !goal.variables[0].integer;
  if (!one_real || goal.show->kind != Condition::Kind::compare) return std::nullopt;
  const bool order = goal.show->relation == Relation::less || goal.show->relation == Relation::less_equal;
  if (!order || !has_finite_rational_ends(goal)) return std::nullopt;
  // On a part of [-1, 1] the other end would become a hypothesis on t.
  if (*end_of(goal, goal.variables[0].lower) != -1 || *end_of(goal, goal.variables[0].upper) != 1) return std::nullopt;
  Claim own = goal;
  const NodeId f = own.terms.apply(Op::sub, goal.show->right, goal.show->left);
  if (has_known_ends(own, {.f = f})) return std::nullopt;
  const auto parts = language::uniformised(goal);
  if (!parts) return std::nullopt;
  const Step at_zero{.rule = "boxes", .words = "64 0 1 0 t 0", .premises = {}};
  const std::string plus = write_leaf(file, parts->at(0), at_zero), minus = write_leaf(file, parts->at(1), at_zero);
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(goal),
             intros(goal) + "by_cosine " + bound_names(goal)[0] + " H1 " + plus + " " + minus + ".");
  return lemma;
}

// max(a, b) <= c as a <= c and b <= c; c <= min(a, b) likewise. Nothing if the goal is of another form.
std::optional<Claim> without_corner(const Claim& goal) {
  if (goal.show->kind != Condition::Kind::compare) return std::nullopt;
  const Condition& show = *goal.show;
  if (show.relation != Relation::less && show.relation != Relation::less_equal) return std::nullopt;
  const bool left = goal.terms[show.left].op == Op::max, right = goal.terms[show.right].op == Op::min;
  if (!left && !right) return std::nullopt;
  const language::Node corner = goal.terms[left ? show.left : show.right];
  Claim out = goal;
  out.show = Condition{.kind = Condition::Kind::all_of, .parts = {}};
  for (const NodeId side : {corner.a, corner.b}) {
    out.show->parts.push_back(left ? Condition::compare(side, show.relation, show.right)
                                   : Condition::compare(show.left, show.relation, side));
  }
  return out;
}

std::string write_without_corner(File& file, const Claim& goal, const Claim& plain, const Step& step) {
  const std::string both = write_leaf(file, plain, step), lemma = file.fresh();
  std::string instance = both;
  for (const std::string& name : bound_names(goal)) instance += " " + name;
  file.lemma(lemma, statement(goal), intros(goal) + "by_corner (" + instance + ").");
  return lemma;
}

// The step that makes a leaf simpler, as rules do: a conjunction is taken apart, a variable that nothing mentions is
// left out. Nothing if there is none.
std::optional<Step> simplification(const Claim& goal, const Step& leaf) {
  if (goal.show->kind == Condition::Kind::all_of && !goal.show->parts.empty()) {
    return Step{.rule = "conjunction", .words = "", .premises = {goal.show->parts.size(), leaf}};
  }
  for (std::size_t i = 0; i < goal.variables.size(); ++i) {
    if (!rules::mentions(goal, *goal.show, i) && !rules::others_mention(goal, i)) {
      return Step{.rule = "forget", .words = goal.variables[i].name, .premises = {leaf}};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string write_leaf(File& file, const Claim& goal, const Step& step) {
  if (const auto simpler = simplification(goal, step)) return write_goal(file, goal, *simpler);
  if (const auto plain = without_corner(goal)) return write_without_corner(file, goal, *plain, step);
  if (const auto lemma = write_in_cosine(file, goal)) return *lemma;
  const bool integers =
      std::any_of(goal.variables.begin(), goal.variables.end(), [](const auto& v) { return v.integer; });
  const Claim real = integers ? with_real_variables(goal) : goal;
  const std::string proof = intros(real) + condition_proof(file, real, *real.show, step);
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(real), proof);
  if (!integers) return lemma;
  const std::string whole = file.fresh();
  std::string arguments;
  for (const std::string& name : real_names(goal)) arguments += " (" + name + ")";
  file.lemma(whole, statement(goal), intros(goal) + "apply (" + lemma + arguments + "); assumption.");
  return whole;
}

}  // namespace certibound::coq_export
