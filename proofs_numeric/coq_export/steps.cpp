// The steps of a certificate, each from the lemmas of its premises.
#include "lemmas.hpp"

#include <certibound/rules/goal.hpp>
#include <certibound/rules/rules.hpp>

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

std::string proof_of(const Claim& goal, const Step& step, const std::vector<std::string>& lemmas) {
  const std::string start = intros(goal);
  const auto by = [&](std::size_t i) { return "from_premise " + lemmas.at(i) + ". "; };
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
  throw NotExportable("the rule '" + step.rule + "' is not written for Coq");
}

}  // namespace

std::string write_goal(File& file, const Claim& goal, const Step& step) {
  if (step.rule == "boxes") return write_leaf(file, goal, step);
  const std::vector<Claim> premises = rules::premises(goal, step);
  std::vector<std::string> lemmas;
  proof_of(goal, step, std::vector<std::string>(premises.size()));  // refuse before any premise is worked at
  for (std::size_t i = 0; i < premises.size(); ++i) lemmas.push_back(write_goal(file, premises[i], step.premises.at(i)));
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(goal), proof_of(goal, step, lemmas));
  return lemma;
}

}  // namespace certibound::coq_export
