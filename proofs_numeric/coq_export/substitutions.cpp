// The rules that change a variable, x = g(t), each by its word of proofs_numeric/coq/Substitution.v.
#include "lemmas.hpp"

#include <certibound/rules/goal.hpp>

namespace certibound::coq_export {
namespace {

using language::Op;

// The bound of variable i as a term of Coq.
std::string bound_text(const Claim& goal, const language::Bound& bound) {
  return "(" + real_text(goal.terms, *bound.value, real_names(goal)) + ")";
}

std::string square(const Inference& step, std::size_t i, const std::string& x) {
  const bool lower = step.word(1) == "lower";
  const language::Variable& v = step.goal.variables[i];
  const std::string near = bound_text(step.goal, lower ? v.lower : v.upper);
  const std::string distance = lower ? x + " - " + near : near + " - " + x;
  return "by_square " + x + " (" + distance + ") (fun tt : R => " + near + (lower ? " + " : " - ") + "tt ^ 2) " +
         step.lemma_along(0, i) + ".";
}

std::string affine(const Inference& step, std::size_t i, const std::string& x) {
  const language::Variable& v = step.goal.variables[i];
  const std::string ends = std::string(v.lower.open ? "o" : "c") + (v.upper.open ? "o" : "c");
  return "by_affine affine_" + ends + " " + bound_text(step.goal, v.lower) + " " + bound_text(step.goal, v.upper) +
         " " + x + " " + step.lemma_along(0, i) + ".";
}

}  // namespace

std::string substitution_proof(const Inference& step) {
  const std::string& rule = step.step.rule;
  if (rule == "cosine") {
    return "by_cosine " + bound_names(step.goal).at(0) + " H1 " + step.lemmas.at(0) + " " + step.lemmas.at(1) + ".";
  }
  if (rule != "ratio" && rule != "reciprocal" && rule != "reflect" && rule != "square" && rule != "affine") return "";
  const std::size_t i = step.variable(0);
  const std::string x = bound_names(step.goal).at(i);
  if (rule == "ratio") return "by_ratio " + x + " " + step.variable_text(1) + " " + step.lemma_along(0, i) + ".";
  if (rule == "reciprocal") return "by_reciprocal " + x + " " + step.lemma_along(0, i) + ".";
  if (rule == "reflect") return "by_reflection " + x + " " + step.term_text(1) + " " + step.lemma_along(0, i) + ".";
  return rule == "square" ? square(step, i, x) : affine(step, i, x);
}

}  // namespace certibound::coq_export
