// The steps of a certificate, each from the lemmas of its premises.
#include "lemmas.hpp"

#include <certibound/rules/goal.hpp>
#include <certibound/rules/rules.hpp>

#include <algorithm>

namespace certibound::coq_export {
namespace {

// The n-th word of a step, a term in braces without them.
std::string word_of(const Step& step, std::size_t n) {
  std::string text = step.words + " ";
  for (std::size_t at = 0;; --n) {
    const bool braced = at < text.size() && text[at] == '{';
    const std::size_t end = text.find(braced ? "} " : " ", at);
    if (end == std::string::npos) throw NotExportable("a word of the step '" + step.rule + "' is missing");
    if (n == 0) return braced ? text.substr(at + 1, end - at - 1) : text.substr(at, end - at);
    at = end + (braced ? 2 : 1);
  }
}

// A variable by its name in the goal, as bound in Coq.
std::string variable_text(const Claim& goal, const std::string& name) {
  const std::vector<std::string> own = goal.variable_names(), reals = real_names(goal);
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i] == name) return "(" + reals[i] + ")";
  }
  throw NotExportable("'" + name + "' is no variable of the goal");
}

std::string term_in(const Claim& goal, const std::string& text) {
  Claim own = goal;
  const NodeId term = rules::read_term(own, text);
  return "(" + real_text(own.terms, term, real_names(own)) + ")";
}

// The lemma of a premise at the goal's variables of the same names.
std::string applied(const Claim& goal, const Claim& premise, const std::string& lemma) {
  const std::vector<std::string> own = goal.variable_names(), names = bound_names(goal), reals = real_names(goal);
  std::string out = "(" + lemma;
  for (const language::Variable& v : premise.variables) {
    const auto i = static_cast<std::size_t>(std::find(own.begin(), own.end(), v.name) - own.begin());
    if (i == own.size()) throw NotExportable("the rule changes the variable '" + v.name + "'");
    out += goal.variables[i].integer && !v.integer ? " (" + reals[i] + ")" : " " + names[i];
  }
  return out + ")";
}

std::string proof_of(const Claim& goal, const Step& step, const std::vector<Claim>& premises,
                     const std::vector<std::string>& lemmas) {
  const std::string start = intros(goal);
  const auto at = [&](std::size_t i) { return applied(goal, premises.at(i), lemmas.at(i)); };
  const auto by = [&](std::size_t i) { return "from_premise " + at(i) + ". "; };
  if (step.rule == "conjunction") {
    std::string out = start + "parts.";
    for (std::size_t i = 0; i < lemmas.size(); ++i) out += "\n{ " + by(i) + "}";
    return out;
  }
  if (step.rule == "split") {
    const std::string x = variable_text(goal, word_of(step, 0)), v = term_in(goal, word_of(step, 1));
    return start + "destruct (Rle_lt_dec " + x + " " + v + ").\n{ " + by(0) + "}\n{ " + by(1) + "}";
  }
  if (step.rule == "isolate") {
    const std::string x = variable_text(goal, word_of(step, 0)), v = term_in(goal, word_of(step, 1));
    return start + "destruct (Rtotal_order " + x + " " + v + ") as [E|[E|E]].\n{ " + by(0) + "}\n{ subst. " + by(1) + "}\n{ " +
           by(2) + "}";
  }
  if (step.rule == "relax" || step.rule == "forget") return start + by(0);
  if (step.rule == "cosine") {
    return start + "by_cosine " + bound_names(goal).at(0) + " H1 " + lemmas.at(0) + " " + lemmas.at(1) + ".";
  }
  if (step.rule == "product") {
    return start + "by_product " + term_in(goal, word_of(step, 0)) + " " + term_in(goal, word_of(step, 1)) + " " + at(0) + " " + at(1) + ".";
  }
  if (step.rule == "sign") {
    return start + "by_sign " + at(0) + " " + at(1) + ".";
  }
  throw NotExportable("the rule '" + step.rule + "' is not written for Coq");
}

// climb x lower [steep]: the data of F, then the end, the slope and where F is smooth.
std::string climb_proof(File& file, const Claim& goal, const Step& step, const std::vector<std::string>& lemmas) {
  Claim own = goal;
  const rules::Difference difference = rules::difference_of(own);
  const std::size_t i = rules::variable_named(own, word_of(step, 0));
  const bool lower = word_of(step, 1) == "lower", steep = step.words.find(" steep") != std::string::npos;
  const std::vector<std::string> names = bound_names(own), reals = real_names(own);
  std::string others, rest = lemmas.at(0), slope = lemmas.at(1);
  for (std::size_t j = 0; j < names.size(); ++j) {
    if (j != i) others += (others.empty() ? "" : "; ") + reals[j];
    if (j != i) rest += " " + names[j];
    slope += j == i ? " yy" : " " + names[j];
  }
  const language::Bound& end = lower ? own.variables[i].lower : own.variables[i].upper;
  const std::string data = file.fresh();
  file.definition(data, "expr", data_text(own.terms, difference.f, i));
  const std::string how = std::string("climb_") + (lower ? "up" : "down") + (steep ? "_steep" : difference.strict ? "_lt" : "_le");
  const Rational* number = own.terms.as_rational(*end.value);
  const bool against_zero = own.show->right == difference.f;
  return intros(goal) + (against_zero ? "" : difference.strict ? "apply lt_of_difference. " : "apply le_of_difference. ") +
         "by_climb " + how + " (params [" + others + "]%list) " + data + " (" + real_text(own.terms, *end.value, reals) + ") " +
         rational_data(number != nullptr ? *number : Rational(0)) + " " + names[i] + " (" + rest + ") (fun yy : R => " + slope + ").";
}

}  // namespace

std::string write_goal(File& file, const Claim& goal, const Step& step) {
  if (step.rule == "boxes") return write_leaf(file, goal, step);
  const std::vector<Claim> premises = rules::premises(goal, step);
  std::vector<std::string> lemmas;
  if (step.rule != "climb") proof_of(goal, step, premises, std::vector<std::string>(premises.size()));  // refuse early
  for (std::size_t i = 0; i < premises.size(); ++i) lemmas.push_back(write_goal(file, premises[i], step.premises.at(i)));
  const std::string proof = step.rule == "climb" ? climb_proof(file, goal, step, lemmas) : proof_of(goal, step, premises, lemmas);
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(goal), proof);
  return lemma;
}

}  // namespace certibound::coq_export
