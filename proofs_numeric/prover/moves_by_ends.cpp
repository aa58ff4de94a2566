// Moves that lead from an end of the domain inwards: climbs, limits, induction, concavity; and where values exist.
#include "move_finder.hpp"
#include "search.hpp"

#include <certibound/rules/derivative.hpp>
#include <certibound/rules/induction.hpp>
#include <certibound/rules/rules.hpp>

#include <algorithm>

namespace certibound::prover {
namespace {

constexpr std::size_t kMaxSummands = 16;
constexpr int kMaxLevels = 12;  // of a sum that is taken apart: terms are shared, and each level may double the work

}  // namespace

void MoveFinder::relaxations(double cost) {
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    if (goal_.variables[i].integer) add("relax", names_[i], cost);
  }
}

// From an end; first those at which the difference is zero.
void MoveFinder::climbs(bool zeros) {
  for (std::size_t i = goal_.variables.size(); i-- > 0;) {
    if (goal_.variables[i].integer || rules::others_mention(goal_, i)) continue;
    for (const bool lower : {true, false}) {
      const language::Bound& end = bound(i, lower);
      if (!end.value || vanishes_at(i, *end.value) != zeros) continue;
      const std::string words = names_[i] + (lower ? " lower" : " upper");
      if (zeros && d_.strict && end.open) add("climb", words + " steep", 0.1);
      if (!zeros || !d_.strict) add("climb", words, zeros ? 0.1 : 1);
    }
  }
}

void MoveFinder::limits() {
  if (goal_.variables.size() != 1 || !goal_.hypotheses.parts.empty() || goal_.variables[0].integer) return;
  for (const bool lower : {false, true}) {
    const language::Bound& end = bound(0, lower);
    if (end.value && !end.open) continue;
    const std::string words = names_[0] + (lower ? " lower" : " upper");
    std::vector<std::string> forms{words};
    if (d_.strict) forms.insert(forms.begin(), words + " steep");
    bool has_limit = false;
    for (const std::string& form : forms) {
      if (!has_premises(goal_, "limit", form)) continue;
      add("limit", form, 0.2);
      has_limit = true;
    }
    if (!has_limit) in_summands(forms.front());
  }
}

bool MoveFinder::has_premises(const Claim& goal, const char* rule, const std::string& words) {
  try {
    rules::premises(goal, {rule, words, {}});
    return true;
  } catch (const Rejected&) {
    return false;
  }
}

// Products of sums multiplied out, where that shows a limit: infinity - infinity times 0 has none that one sees, each product has.
void MoveFinder::in_summands(const std::string& limit) {
  Terms terms = goal_.terms;
  const std::vector<NodeId> parts = summands(terms, d_.f, 0);
  if (parts.size() < 2 || parts.size() > kMaxSummands) return;
  NodeId sum = parts.front();
  for (std::size_t k = 1; k < parts.size(); ++k) sum = terms.apply(Op::add, sum, parts[k]);
  Claim apart = goal_;
  apart.terms = terms;
  if (sum == d_.f || !has_premises(rules::to_show(std::move(apart), sum, d_.strict), "limit", limit)) return;
  add("product", text_of(terms, sum) + " {1}", kForced);
}

// The term is the sum of these.
std::vector<NodeId> MoveFinder::summands(Terms& terms, NodeId id, int level) {
  if (level == kMaxLevels) return {id};
  const language::Node node = terms[id];  // a copy: the list of nodes grows below
  std::vector<NodeId> out;
  switch (node.op) {
    case Op::neg:
      for (const NodeId part : summands(terms, node.a, level + 1)) out.push_back(terms.apply(Op::neg, part));
      return out;
    case Op::add:
    case Op::sub:
      out = summands(terms, node.a, level + 1);
      for (const NodeId part : summands(terms, node.b, level + 1)) {
        out.push_back(node.op == Op::add ? part : terms.apply(Op::neg, part));
      }
      return out;
    case Op::mul: {
      const std::vector<NodeId> left = summands(terms, node.a, level + 1), right = summands(terms, node.b, level + 1);
      if (left.size() * right.size() > kMaxSummands) return {id};
      for (const NodeId a : left) {
        for (const NodeId b : right) out.push_back(terms.apply(Op::mul, a, b));
      }
      return out;
    }
    case Op::div:
      for (const NodeId part : summands(terms, node.a, level + 1)) out.push_back(terms.apply(Op::div, part, node.b));
      return out;
    default: return {id};
  }
}

// An expression has a value: the signs of its divisors as samples show them.
void MoveFinder::values() {
  std::string signs;
  const std::vector<bool> needed = goal_.terms.reachable({goal_.show->left});
  for (NodeId id = 0; id <= goal_.show->left; ++id) {
    const language::Node& node = goal_.terms[id];
    const bool divides = node.op == Op::div || (node.op == Op::power && node.n < 0);
    if (!needed[static_cast<std::size_t>(id)] || !divides) continue;
    const NodeId divisor = node.op == Op::div ? node.b : node.a;
    if (goal_.terms.as_rational(divisor) == nullptr) signs += sign_at_sample(goal_.terms, divisor) < 0 ? '-' : '+';
  }
  add("values", signs, kForced);
}

// From n to n + 1, or down from the limit at infinity; where gamma functions of n/2 stand, from n to n + 2.
void MoveFinder::inductions() {
  const bool gammas = has_gammas();
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    const language::Variable& n = goal_.variables[i];
    if (n.upper.value || rules::others_mention(goal_, i) || (!n.integer && !gammas)) continue;
    for (const long step : {1, 2}) {
      if (step == 2 && !gammas) continue;
      const std::string words = names_[i] + " " + std::to_string(step);
      if (names_.size() == 1) descend(words);
      if (n.integer) add("ascend", words, 0.4);
    }
  }
}

void MoveFinder::descend(const std::string& words) {
  Terms terms = goal_.terms;
  const NodeId limit = rules::with_stirling(terms, d_.f, 0);
  add("descend", words + " " + text_of(terms, limit), 0.4);
  if (const auto f = language::as_fraction(terms, limit, 1)) {
    const NodeId top = terms.apply(Op::mul, f->common, f->numerator);
    add("descend", words + " " + text_of(terms, terms.apply(Op::div, top, f->denominator)), 0.4);
  }
  if (const auto joined = joined_logarithms(terms, limit)) add("descend", words + " " + text_of(terms, *joined), 0.4);
}

// All logarithms with rational factors as one, so that what cancels in its argument cancels.
std::optional<NodeId> MoveFinder::joined_logarithms(Terms& terms, NodeId root) const {
  const auto whole = language::as_fraction(terms, root, names_.size());
  if (!whole) return std::nullopt;
  const Rational* common = terms.as_rational(whole->common);
  const Rational* below = terms.as_rational(whole->denominator);
  if (common == nullptr || below == nullptr) return std::nullopt;
  const Rational scale = *common / *below;
  NodeId rest = terms.apply(Op::mul, terms.rational(scale), whole->numerator), argument = terms.rational(1);
  Integer least = 1;
  std::vector<std::pair<NodeId, Rational>> logs;
  for (const language::Linear& part : language::linear_parts(terms, root, names_.size())) {
    const Rational* factor = terms.as_rational(part.factor);
    if (terms[part.function].op != Op::log || factor == nullptr) continue;
    logs.emplace_back(part.function, *factor * scale);
    least = lcm(least, denominator(logs.back().second));
  }
  for (const auto& [log, factor] : logs) {
    const Rational times = factor * Rational(least);
    if (abs(times) > 16) return std::nullopt;
    rest = terms.apply(Op::sub, rest, terms.apply(Op::mul, terms.rational(factor), log));
    argument = terms.apply(Op::mul, argument, terms.power(terms[log].a, numerator(times).convert_to<long>()));
  }
  if (logs.size() < 2) return std::nullopt;
  const auto simple = language::as_fraction(terms, argument, names_.size());
  if (!simple) return std::nullopt;
  const NodeId quotient = terms.apply(Op::div, terms.apply(Op::mul, simple->common, simple->numerator), simple->denominator);
  const auto plain = language::as_fraction(terms, rest, names_.size());
  const NodeId left = plain ? terms.apply(Op::div, terms.apply(Op::mul, plain->common, plain->numerator), plain->denominator)
                            : terms.rational(0);
  return terms.apply(Op::add, terms.apply(Op::div, terms.apply(Op::log, quotient), terms.rational(Rational(least))), left);
}

// Linear in a variable: both ends decide.
void MoveFinder::lines() {
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    const language::Variable& x = goal_.variables[i];
    if (x.integer || !x.lower.value || !x.upper.value || rules::others_mention(goal_, i)) continue;
    Terms terms = goal_.terms;
    try {
      const NodeId slope = rules::derivative(terms, d_.f, static_cast<int>(i));
      if (terms.depends_on(slope, static_cast<int>(i))) continue;
    } catch (const rules::NoDerivative&) {
      continue;
    }
    if (d_.strict && x.lower.open && x.upper.open) continue;
    add("concave", names_[i], 0.1);
  }
}

// With `zeros`, between two zeros at the ends; else elsewhere.
void MoveFinder::concavities(bool zeros) {
  for (std::size_t i = goal_.variables.size(); i-- > 0;) {
    const language::Variable& x = goal_.variables[i];
    if (x.integer || !x.lower.value || !x.upper.value || rules::others_mention(goal_, i)) continue;
    if ((vanishes_at(i, *x.lower.value) && vanishes_at(i, *x.upper.value)) != zeros) continue;
    const double cost = zeros ? 0.15 : 1;
    if (d_.strict && x.lower.open && x.upper.open) add("concave", names_[i] + " steep", cost);
    add("concave", names_[i], cost);
  }
}

// A simple rational point inside at which the difference is zero.
void MoveFinder::bowls() {
  if (d_.strict || goal_.variables.size() > 2 || !goal_.hypotheses.parts.empty()) return;
  std::size_t found = 0;
  for (const auto& point : candidate_points(domain_, 400)) {
    if (found == 2) return;
    bool is_inside = true;
    std::string words;
    for (std::size_t i = 0; i < point.size(); ++i) {
      is_inside = is_inside && !domain_[i].integer && inside(domain_[i], point[i]);
      words += (i > 0 ? " {" : "{") + to_string(point[i]) + "}";
    }
    if (!is_inside || !evaluate_exactly(problem_.goal_program(), point)[0].is_zero()) continue;
    add("bowl", words, 1);
    ++found;
  }
}

}  // namespace certibound::prover
