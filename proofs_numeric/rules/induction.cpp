// From one value of a variable to the next: induction, and telescoping sums with a limit.
#include <certibound/rules/induction.hpp>

#include "limits.hpp"
#include "rules.hpp"

#include <certibound/language/algebra.hpp>

#include <map>
#include <optional>

namespace certibound::rules {
namespace {

constexpr long kLongestStep = 4;    // of a variable
constexpr long kMostFactors = 64;   // that a step takes out of a gamma function
constexpr int kDeepestAffine = 12;  // parts may be shared: the work doubles with the depth

struct Affine {
  Rational slope, constant;
};

// The term as slope x + constant, if its operations show it to be one.
std::optional<Affine> as_affine(const Terms& t, NodeId id, int variable, int depth = 0) {
  if (depth > kDeepestAffine) return std::nullopt;
  const language::Node& node = t[id];
  const auto of = [&](NodeId operand) { return as_affine(t, operand, variable, depth + 1); };
  if (node.op == Op::variable) return node.n == variable ? std::optional(Affine{1, 0}) : std::nullopt;
  if (const Rational* value = t.as_rational(id)) return Affine{0, *value};
  if (node.op == Op::neg) {
    const auto a = of(node.a);
    return a ? std::optional(Affine{-a->slope, -a->constant}) : std::nullopt;
  }
  if (node.op != Op::add && node.op != Op::sub && node.op != Op::mul && node.op != Op::div) return std::nullopt;
  const auto a = of(node.a), b = of(node.b);
  if (!a || !b) return std::nullopt;
  if (node.op == Op::add) return Affine{a->slope + b->slope, a->constant + b->constant};
  if (node.op == Op::sub) return Affine{a->slope - b->slope, a->constant - b->constant};
  if (node.op == Op::mul && a->slope.is_zero()) return Affine{a->constant * b->slope, a->constant * b->constant};
  if (node.op == Op::mul && b->slope.is_zero()) return Affine{a->slope * b->constant, a->constant * b->constant};
  if (node.op == Op::div && b->slope.is_zero() && !b->constant.is_zero()) {
    return Affine{a->slope / b->constant, a->constant / b->constant};
  }
  return std::nullopt;
}

// F at x + step. A gamma function at y + k, with y > 0 on the domain and k = 1, 2, .., becomes one at y by
// gamma(y + 1) = y gamma(y); a binomial coefficient likewise by factorials.
class Stepped {
 public:
  Stepped(Terms& terms, int variable, long step, const Rational* lower, bool open)
      : from_(terms), t_(terms), variable_(variable), step_(step), lower_(lower), open_(open) {}

  NodeId of(NodeId root) {
    const std::vector<bool> needed = from_.reachable({root});
    std::vector<NodeId> images(static_cast<std::size_t>(root) + 1, -1);
    for (NodeId id = 0; id <= root; ++id) {
      if (!needed[static_cast<std::size_t>(id)]) continue;
      const language::Node& node = from_[id];
      NodeId& image = images[static_cast<std::size_t>(id)];
      if (node.op == Op::variable) {
        image = node.n == variable_ ? t_.apply(Op::add, id, t_.rational(Rational(step_))) : id;
        continue;
      }
      if (const auto known = by_recurrence(node)) {
        image = *known;
        continue;
      }
      image = t_.same_operation(from_, node, [&](NodeId operand) { return images[static_cast<std::size_t>(operand)]; });
    }
    return images.back();
  }

 private:
  std::optional<NodeId> by_recurrence(const language::Node& node) {
    if (node.op == Op::gamma || node.op == Op::lgamma) {
      const auto k = steps_of(node.a, true);
      if (!k) return std::nullopt;
      const NodeId factor = rising(node.a, 0, *k), before = t_.apply(node.op, node.a);
      return node.op == Op::gamma ? t_.apply(Op::mul, before, factor) : t_.apply(Op::add, before, t_.apply(Op::log, factor));
    }
    if (node.op != Op::call || from_.call_of(node).what != language::Special::binomial) return std::nullopt;
    const language::Call& call = from_.call_of(node);
    const NodeId n = call.operands[0], k = call.operands[1], rest = t_.apply(Op::sub, n, k);
    const auto of_n = steps_of(n, false), of_k = steps_of(k, false), of_rest = steps_of(rest, false);
    if (!of_n || !of_k || !of_rest) return std::nullopt;
    const NodeId below = t_.apply(Op::mul, rising(k, 1, *of_k), rising(rest, 1, *of_rest));
    return t_.apply(Op::mul, t_.call(call), t_.apply(Op::div, rising(n, 1, *of_n), below));
  }

  // By which whole number >= 0 a step changes the argument, if it is affine, rising, and > 0 (>= 0) on the domain.
  std::optional<long> steps_of(NodeId argument, bool positive) const {
    const auto affine = as_affine(t_, argument, variable_);
    if (!affine || lower_ == nullptr || affine->slope < 0) return std::nullopt;
    const Rational least = affine->slope * *lower_ + affine->constant, change = affine->slope * step_;
    const bool strictly_above = open_ && affine->slope > 0;
    if (least < 0 || (positive && least.is_zero() && !strictly_above)) return std::nullopt;
    if (denominator(change) != 1 || change > kMostFactors) return std::nullopt;
    return numerator(change).convert_to<long>();
  }

  // (y + first) (y + first + 1) .., `count` factors.
  NodeId rising(NodeId y, long first, long count) {
    NodeId out = t_.rational(1);
    for (long j = first; j < first + count; ++j) {
      out = t_.apply(Op::mul, out, t_.apply(Op::add, y, t_.rational(Rational(j))));
    }
    return out;
  }

  const Terms from_;  // as it was: the list of nodes grows
  Terms& t_;
  const int variable_;
  const long step_;
  const Rational* lower_;
  const bool open_;
};

// Only sums, differences and rational multiples lead from the root to a logarithm of a gamma function that is replaced, so
// that the change of the whole tends to 0 with the change of the parts.
class Stirling {
 public:
  Stirling(Terms& terms, int variable) : t_(terms), variable_(variable) {}

  NodeId of(NodeId root) {
    if (const auto found = known_.find(root); found != known_.end()) return found->second;
    const NodeId out = replaced(root);
    known_.emplace(root, out);
    return out;
  }

 private:
  NodeId replaced(NodeId root) {
    const language::Node node = t_[root];  // a copy: the list of nodes grows below
    if (node.op == Op::neg) return t_.apply(Op::neg, of(node.a));
    if (node.op == Op::add || node.op == Op::sub) {
      const NodeId a = of(node.a);
      return t_.apply(node.op, a, of(node.b));
    }
    if (node.op == Op::mul && t_.as_rational(node.a) != nullptr) return t_.apply(Op::mul, node.a, of(node.b));
    if (node.op == Op::mul && t_.as_rational(node.b) != nullptr) return t_.apply(Op::mul, of(node.a), node.b);
    if (node.op == Op::div && t_.as_rational(node.b) != nullptr) return t_.apply(Op::div, of(node.a), node.b);
    if (node.op == Op::lgamma) return formula(root, node.a);
    if (node.op == Op::log && t_[node.a].op == Op::gamma) return formula(root, t_[node.a].a);
    return root;
  }

  NodeId formula(NodeId log_gamma, NodeId argument) {
    const auto affine = as_affine(t_, argument, variable_);
    if (!affine || affine->slope <= 0) return log_gamma;
    const NodeId z = t_.apply(Op::mul, t_.rational(affine->slope), t_.variable(variable_));
    const NodeId power = t_.apply(Op::add, z, t_.rational(affine->constant - Rational(1, 2)));
    const NodeId twice_pi = t_.apply(Op::mul, t_.rational(2), t_.constant(Op::pi));
    const NodeId half_log = t_.apply(Op::div, t_.apply(Op::log, twice_pi), t_.rational(2));
    const NodeId growing = t_.apply(Op::sub, t_.apply(Op::mul, power, t_.apply(Op::log, z)), z);
    return t_.apply(Op::add, growing, half_log);
  }

  Terms& t_;
  const int variable_;
  std::map<NodeId, NodeId> known_;
};

// A variable that no bound or hypothesis of others mentions and that goes to infinity, and the step of the words.
std::pair<std::size_t, long> stepping(const Claim& goal, const Words& words) {
  ENSURE(words.size() >= 2, "the rule wants a variable and a step");
  const std::size_t i = variable_named(goal, words[0]);
  const auto step = parse_rational(words[1]);
  ENSURE(step && denominator(*step) == 1 && *step >= 1 && *step <= kLongestStep, "the step is no small whole number");
  ENSURE(!goal.variables[i].upper.value, "the variable has an upper bound");
  ENSURE(!others_mention(goal, i), "a hypothesis or another variable's bound mentions the variable");
  return {i, numerator(*step).convert_to<long>()};
}

NodeId stepped(Claim& goal, std::size_t i, long step, NodeId f) {
  const Bound& lower = goal.variables[i].lower;
  const Rational* end = rational_bound(goal, lower);
  const std::optional<Rational> copy = end != nullptr ? std::optional(*end) : std::nullopt;  // the constants may move
  return Stepped(goal.terms, static_cast<int>(i), step, copy ? &*copy : nullptr, lower.open).of(f);
}

}  // namespace

NodeId with_stirling(Terms& terms, NodeId root, int variable) { return Stirling(terms, variable).of(root); }

// ascend n s
//   F > 0 for n = a, .., a + s - 1;  F(n + s) - F(n) >= 0 for n >= a
//   ---------------------------------------------------------------
//   F > 0 for all integers n >= a          (likewise with >= 0)
Claims ascend(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the words are: n step");
  Claim own = goal;
  const Difference d = difference_of(own);
  const auto [i, step] = stepping(own, words);
  const language::Variable& n = own.variables[i];
  const Rational* first = rational_bound(own, n.lower);
  ENSURE(n.integer && first != nullptr && denominator(*first) == 1 && !n.lower.open, "the rule is for integers >= a number");
  Claims out;
  const Rational start = *first;
  for (long k = 0; k < step; ++k) {
    Claim at = to_show(own, d.f, d.strict);
    out.push_back(with_value(at, i, at.terms.rational(start + k)));
  }
  const NodeId change = own.terms.apply(Op::sub, stepped(own, i, step, d.f), d.f);
  out.push_back(to_show(own, change, false));
  return out;
}

// descend x s {G}
//   F(x) - F(x + s) > 0;  F has values;  G has values for x >= 1;  G = F by algebra, once log gamma(c x + b) is replaced by Stirling's
//   (c x + b - 1/2) log(c x) - c x + log(2 pi)/2, and G tends to a limit >= 0 as x -> oo
//   -----------------------------------------------------------------------------------
//   F > 0                                  (likewise with >= 0)
//
// One variable, real or integer, without an upper bound; no hypotheses. Then F(x) is the sum of all F(x + k s) - F(x + (k +
// 1) s), the first of them > 0, and of the limit. The limit is the checker's own work.
Claims descend(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 3, "the words are: x step {G}");
  Claim own = goal;
  const Difference d = difference_of(own);
  const auto [i, step] = stepping(own, words);
  ENSURE(own.variables.size() == 1 && own.hypotheses.kind == Condition::Kind::all_of && own.hypotheses.parts.empty(),
         "the rule is for one variable without hypotheses");
  const NodeId g = read_term(own, words[2]);
  const NodeId by_stirling = with_stirling(own.terms, d.f, 0);
  ENSURE(language::vanishes_identically(own.terms, own.terms.apply(Op::sub, g, by_stirling)),
         "the term is not the difference of the goal with Stirling's formula, as far as algebra shows");
  ENSURE(limit_has_sign(own.terms, g, nullptr, false, Sign::nonnegative), "the limit is not known to be >= 0");
  Claim far = own;
  const Rational* lower = rational_bound(own, own.variables[0].lower);
  ENSURE(lower != nullptr, "the rule wants a number as lower bound");
  if (*lower < 1) far.variables[0].lower = {far.terms.rational(1), false};
  const NodeId change = own.terms.apply(Op::sub, d.f, stepped(own, i, step, d.f));
  return {to_show(own, change, d.strict), to_show_defined(own, d.f), to_show_defined(far, g)};
}

}  // namespace certibound::rules
