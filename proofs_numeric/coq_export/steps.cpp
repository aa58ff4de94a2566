// The steps of a certificate, each from the lemmas of its premises.
#include "lemmas.hpp"

#include <certibound/rules/goal.hpp>
#include <certibound/rules/rules.hpp>

#include <algorithm>

namespace certibound::coq_export {

std::string Inference::word(std::size_t n) const {
  const std::string text = step.words + " ";
  for (std::size_t at = 0;; --n) {
    const bool braced = at < text.size() && text[at] == '{';
    const std::size_t end = text.find(braced ? "} " : " ", at);
    if (end == std::string::npos) throw NotExportable("a word of the step '" + step.rule + "' is missing");
    if (n == 0) return braced ? text.substr(at + 1, end - at - 1) : text.substr(at, end - at);
    at = end + (braced ? 2 : 1);
  }
}

std::size_t Inference::variable(std::size_t n) const { return rules::variable_named(goal, word(n)); }

std::string Inference::variable_text(std::size_t n) const { return "(" + real_names(goal)[variable(n)] + ")"; }

std::string Inference::term_text(std::size_t n) const {
  Claim own = goal;
  const NodeId term = rules::read_term(own, word(n));
  return "(" + real_text(own.terms, term, real_names(own)) + ")";
}

std::string Inference::lemma(std::size_t premise) const {
  const std::vector<std::string> own = goal.variable_names(), names = bound_names(goal), reals = real_names(goal);
  std::string out = "(" + lemmas.at(premise);
  for (const language::Variable& v : premises.at(premise).variables) {
    const auto i = static_cast<std::size_t>(std::find(own.begin(), own.end(), v.name) - own.begin());
    if (i == own.size()) throw NotExportable("the rule changes the variable '" + v.name + "'");
    out += goal.variables[i].integer && !v.integer ? " (" + reals[i] + ")" : " " + names[i];
  }
  return out + ")";
}

std::string Inference::lemma_along(std::size_t premise, std::size_t i) const {
  const std::vector<std::string> names = bound_names(goal);
  const bool integer = premises.at(premise).variables.at(i).integer;
  std::string out = std::string("(fun tt : ") + (integer ? "Z" : "R") + " => " + lemmas.at(premise);
  for (std::size_t j = 0; j < names.size(); ++j) out += " " + (j == i ? "tt" : names[j]);
  return out + ")";
}

namespace {

// The tactics that choose the k-th of n parts of a disjunction, to be followed by another.
std::string choice(std::size_t k, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < k; ++i) out += "right; ";
  return k + 1 < n ? out + "left; " : out;
}

std::string from(const Inference& step, std::size_t premise) { return "from_premise " + step.lemma(premise); }

std::string conjunction(const Inference& step) {
  std::string out = "parts.";
  for (std::size_t i = 0; i < step.premises.size(); ++i) {
    out += "\n{ " + (step.lemmas[i].empty() ? "has_value" : from(step, i)) + ". }";
  }
  return out;
}

std::string disjunct(const Inference& step) {
  return choice(std::stoul(step.word(0)), step.goal.show->parts.size()) + from(step, 0) + ".";
}

// Each other part holds, or it is denied.
std::string suppose(const Inference& step) {
  const std::vector<language::Condition>& parts = step.goal.show->parts;
  const std::size_t k = std::stoul(step.word(0));
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == k) continue;
    const std::string part = condition_text(step.goal.terms, parts[i], real_names(step.goal));
    out += "destruct (classic (" + part + ")) as [G|G]; [" + choice(i, parts.size()) + "exact G | denied G; ";
  }
  out += choice(k, parts.size()) + from(step, 0);
  return out + std::string(parts.size() - 1, ']') + ".";
}

std::string split(const Inference& step) {
  return "destruct (Rle_lt_dec " + step.variable_text(0) + " " + step.term_text(1) + ").\n{ " + from(step, 0) +
         ". }\n{ " + from(step, 1) + ". }";
}

std::string isolate(const Inference& step) {
  return "destruct (Rtotal_order " + step.variable_text(0) + " " + step.term_text(1) + ") as [E|[E|E]].\n{ " +
         from(step, 0) + ". }\n{ subst. " + from(step, 1) + ". }\n{ " + from(step, 2) + ". }";
}

// ascend n s: F as a function of the integer, its first values, its change.
std::string ascend(const Inference& step) {
  Claim own = step.goal;
  const rules::Difference difference = rules::difference_of(own);
  const std::size_t i = step.variable(0);
  std::vector<std::string> reals = real_names(own);
  reals[i] = "zz";
  const std::string f = "(fun zz : R => " + real_text(own.terms, difference.f, reals) + ")";
  const bool against_zero = own.show->right == difference.f;
  std::string out = against_zero ? "" : difference.strict ? "apply lt_of_difference. " : "apply le_of_difference. ";
  const Rational* first = own.terms.as_rational(*own.variables[i].lower.value);
  if (first == nullptr) throw NotExportable("an induction does not begin at a number");
  out += "by_ascend " + f + " (" + to_string(*first) + ")%Z (" + step.word(1) + ")%Z " + bound_names(own)[i] + " " +
         step.lemma_along(step.premises.size() - 1, i) + " ltac:(first [";
  for (std::size_t k = 0; k + 1 < step.premises.size(); ++k)
    out += (k == 0 ? "" : " | ") + ("from_lemma " + step.lemma(k));
  return out + "]).";
}

// The sign of a weight of `squares` from the lemmas of its factors, which are premises in the order in which they first occur.
std::string weight_sign(const Inference& step, const Terms& terms, NodeId w, std::vector<NodeId>& known) {
  if (terms[w].op == language::Op::mul) {
    const std::string left = weight_sign(step, terms, terms[w].a, known);
    return "apply Rmult_le_pos; [" + left + " | " + weight_sign(step, terms, terms[w].b, known) + "]";
  }
  if (terms.as_rational(w) != nullptr) return "lra";
  const auto at = std::find(known.begin(), known.end(), w);
  const std::string out = "from_lemma " + step.lemma(3 + static_cast<std::size_t>(at - known.begin()));
  if (at == known.end()) known.push_back(w);
  return out;
}

// squares {M} {c} {w} {q} ...: the premises are M > 0, two of values, those of the factors of weights, and for a strict goal that
// the first summand is positive.
std::string squares(const Inference& step) {
  Claim own = step.goal;
  const bool strict = rules::difference_of(own).strict;
  const auto words = static_cast<std::size_t>(std::count(step.step.words.begin(), step.step.words.end(), '{'));
  std::vector<NodeId> factors;
  std::vector<std::string> proofs;
  std::string sum = "0";
  for (std::size_t n = 1; n + 2 < words; n += 3) {
    const std::string summand = step.term_text(n) + " * " + step.term_text(n + 1) + " * " + step.term_text(n + 2) + " ^ 2";
    sum = n == 1 ? summand : "(" + sum + ") + " + summand;
    const NodeId w = rules::read_term(own, step.word(n + 1));
    proofs.push_back("apply weighted_square; [lra | " + weight_sign(step, own.terms, w, factors) + "]");
  }
  std::string out = "by_squares " + step.term_text(0) + " (" + sum + ") " + step.lemma(0) + ".\n";
  if (proofs.empty()) return out + "lra.";
  if (strict) proofs.front() = "from_lemma " + step.lemma(step.premises.size() - 1);
  for (std::size_t k = proofs.size(); k-- > 1;) {  // the last summand is outermost
    out += std::string("apply ") + (strict ? "Rplus_lt_le_0_compat" : "Rplus_le_le_0_compat") + "; [|" + proofs[k] + "].\n";
  }
  return out + proofs.front() + ".";
}

// The rules that need no look at derivatives and change no variable.
std::string plain_proof(const Inference& step) {
  const std::string& rule = step.step.rule;
  if (rule == "conjunction") return conjunction(step);
  if (rule == "disjunct") return disjunct(step);
  if (rule == "suppose") return suppose(step);
  if (rule == "split") return split(step);
  if (rule == "isolate") return isolate(step);
  if (rule == "relax" || rule == "forget") return from(step, 0) + ".";
  if (rule == "ascend") return ascend(step);
  const auto terms = [&](std::size_t first, std::size_t last) {
    std::string out;
    for (std::size_t n = first; n <= last; ++n) out += " " + step.term_text(n);
    return out;
  };
  const auto lemmas = [&](std::size_t n) { return " " + step.lemma(0) + (n == 2 ? " " + step.lemma(1) : "") + "."; };
  if (rule == "product") return "by_product" + terms(0, 1) + lemmas(2);
  if (rule == "quadratic") return "by_quadratic" + terms(1, 3) + " " + step.variable_text(0) + lemmas(2);
  if (rule == "logarithms") return "by_logs" + terms(0, 1) + lemmas(1);
  if (rule == "exponentials") return "by_exps" + terms(0, 1) + lemmas(2);
  if (rule == "sign") return "by_sign" + lemmas(2);
  if (rule == "squares") return squares(step);
  if (rule == "either") return "by_either" + terms(0, 0) + lemmas(2);
  return "";
}

std::string proof_of(File& file, const Inference& step) {
  std::string out = plain_proof(step);
  if (out.empty()) out = substitution_proof(step);
  if (out.empty()) out = slope_proof(file, step);
  if (out.empty()) throw NotExportable("the rule '" + step.step.rule + "' is not written for Coq");
  return intros(step.goal) + out;
}

// Does the goal only say that expressions have values, E == E?
bool says_only_values(const language::Condition& condition) {
  if (condition.kind == language::Condition::Kind::compare) {
    return condition.relation == language::Relation::equal && condition.left == condition.right;
  }
  return condition.kind == language::Condition::Kind::all_of &&
         std::all_of(condition.parts.begin(), condition.parts.end(), says_only_values);
}

}  // namespace

std::string write_goal(File& file, const Claim& goal, const Step& step) {
  if (says_only_values(*goal.show)) {
    const std::string lemma = file.fresh();
    file.lemma(lemma, statement(goal), intros(goal) + "has_value.");
    return lemma;
  }
  // A limit at an end is not said in Coq; the goals where it is needed are often algebra.
  if (step.rule == "limit") return write_leaf(file, goal, {.rule = "boxes", .words = "64 0 1 0", .premises = {}});
  if (step.rule == "boxes") return write_leaf(file, goal, step);
  const std::vector<Claim> premises = rules::premises(goal, step);
  const std::vector<std::string> no_lemmas(premises.size());
  File scratch("");
  proof_of(scratch, {goal, step, premises, no_lemmas});  // refuse early
  std::vector<std::string> lemmas;
  for (std::size_t i = 0; i < premises.size(); ++i) {
    lemmas.push_back(says_only_values(*premises[i].show) ? "" : write_goal(file, premises[i], step.premises.at(i)));
  }
  const std::string proof = proof_of(file, {goal, step, premises, lemmas});
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(goal), proof);
  return lemma;
}

}  // namespace certibound::coq_export
