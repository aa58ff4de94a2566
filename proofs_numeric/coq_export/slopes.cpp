// The rules that look at derivatives: the difference of the goal as data for Expr.v, which Coq differentiates itself.
#include "lemmas.hpp"

#include <certibound/rules/goal.hpp>

namespace certibound::coq_export {
namespace {

// F of the goal as a function of one variable, the others being constants.
struct Function {
  std::string data, params;  // its name in the file; the values of the other variables
  bool strict = false;
  std::string start;  // what turns the goal into 0 < F or 0 <= F
};

Function function_of(File& file, const Claim& goal, std::size_t i) {
  Claim own = goal;
  const rules::Difference difference = rules::difference_of(own);
  const std::vector<std::string> reals = real_names(own);
  Constants constants{.first = reals.size() - 1};
  const std::string data = data_text(own.terms, difference.f, i, &constants);
  std::string others;
  for (std::size_t j = 0; j < reals.size(); ++j) {
    if (j != i) others += (others.empty() ? "" : "; ") + reals[j];
  }
  for (const NodeId constant : constants.terms) {
    others += (others.empty() ? "" : "; ") + real_text(own.terms, constant, reals);
  }
  Function out{
      .data = file.fresh(), .params = "(params [" + others + "]%list)", .strict = difference.strict, .start = ""};
  file.definition(out.data, "expr", data);
  const bool against_zero = own.show->right == difference.f;
  if (!against_zero) out.start = difference.strict ? "apply lt_of_difference. " : "apply le_of_difference. ";
  return out;
}

// An end of the domain as a real number, and as data if it is a number.
std::string end_text(const Claim& goal, const language::Bound& end) {
  const Rational* number = goal.terms.as_rational(*end.value);
  return "(" + real_text(goal.terms, *end.value, real_names(goal)) + ") " +
         rational_data(number != nullptr ? *number : Rational(0));
}

// climb x lower|upper [steep]
std::string climb(File& file, const Inference& step) {
  const std::size_t i = step.variable(0);
  const Function f = function_of(file, step.goal, i);
  const bool lower = step.word(1) == "lower", steep = step.step.words.find(" steep") != std::string::npos;
  const language::Variable& v = step.goal.variables[i];
  const std::string how = std::string("climb_") + (lower ? "up" : "down") +
                          (steep      ? "_steep"
                           : f.strict ? "_lt"
                                      : "_le");
  return f.start + "by_climb " + how + " " + f.params + " " + f.data + " " +
         end_text(step.goal, lower ? v.lower : v.upper) + " " + bound_names(step.goal)[i] + " " + step.lemma(0) + " " +
         step.lemma_along(1, i) + ".";
}

// concave x [steep]
std::string concave(File& file, const Inference& step) {
  const std::size_t i = step.variable(0);
  const Function f = function_of(file, step.goal, i);
  const bool steep = step.step.words.find(" steep") != std::string::npos;
  const language::Variable& v = step.goal.variables[i];
  const std::string how = std::string("concave") + (steep ? "_steep" : f.strict ? "_lt" : "_le");
  return f.start + "by_concave " + how + " " + f.params + " " + f.data + " " + end_text(step.goal, v.lower) + " " +
         end_text(step.goal, v.upper) + " " + bound_names(step.goal)[i] + " " + step.lemma(0) + " " + step.lemma(1) +
         " " + step.lemma_along(2, i) + ".";
}

}  // namespace

std::string slope_proof(File& file, const Inference& step) {
  if (step.step.rule == "climb") return climb(file, step);
  if (step.step.rule == "concave") return concave(file, step);
  return "";
}

}  // namespace certibound::coq_export
