// Where an expression has a value, by the conditions on its parts.
#include <certibound/rules/goal.hpp>

#include "rules.hpp"

#include <set>

namespace certibound::rules {
namespace {

// The inequalities under which every operation of a term has a value, each once.
class Conditions {
 public:
  // `signs`: one '+' or '-' for each divisor that is no number, in the order of the nodes.
  Conditions(const Claim& goal, NodeId root, const std::string& signs) : goal_(goal), signs_(signs) {
    const std::vector<bool> needed = goal.terms.reachable({root});
    for (NodeId id = 0; id <= root; ++id) {
      if (needed[static_cast<std::size_t>(id)]) add(goal.terms[id]);
    }
    ENSURE(next_ == signs_.size(), "there are more signs than divisors");
  }

  Claims take() { return std::move(out_); }

 private:
  void add(const language::Node& given) {
    const language::Node node = given;  // a copy: the list of nodes grows below
    Terms& t = goal_.terms;
    switch (node.op) {
      case Op::rational:
      case Op::pi:
      case Op::e:
      case Op::variable:
      case Op::neg:
      case Op::add:
      case Op::sub:
      case Op::mul:
      case Op::min:
      case Op::max:
      case Op::cbrt:
      case Op::exp:
      case Op::expm1:
      case Op::sin:
      case Op::cos:
      case Op::atan:
      case Op::sinh:
      case Op::cosh:
      case Op::tanh:
      case Op::abs:
      case Op::erf:
      case Op::erfc:
      case Op::Phi:
      case Op::phi: return;
      case Op::div: return divisor(node.b);
      case Op::power:
        if (node.n < 0) divisor(node.a);
        return;
      case Op::sqrt: return want(node.a, false);
      case Op::log:
      case Op::gamma:
      case Op::lgamma:
      case Op::real_power: return want(node.a, true);
      case Op::log1p: return want(t.apply(Op::add, t.rational(1), node.a), true);
      case Op::acos:
      case Op::asin:
      case Op::Rhat:
      case Op::Rhat1:
        want(t.apply(Op::add, t.rational(1), node.a), false);
        return want(t.apply(Op::sub, t.rational(1), node.a), false);
      case Op::call: return call(goal_.terms.call_of(node));
      case Op::tan: throw Rejected("the rule does not say where a tangent has a value");
    }
    throw Rejected("the rule does not know an operation");
  }

  void call(const language::Call& given) {
    const language::Call call = given;  // a copy, as above
    ENSURE(call.what == language::Special::binomial, "the rule does not say where this call has a value");
    want(call.operands[1], false);
    want(goal_.terms.apply(Op::sub, call.operands[0], call.operands[1]), false);
  }

  void divisor(NodeId v) {
    if (const Rational* value = goal_.terms.as_rational(v)) {
      ENSURE(!value->is_zero(), "a divisor is zero");
      return;
    }
    ENSURE(next_ < signs_.size(), "there are fewer signs than divisors");
    const char sign = signs_[next_++];
    ENSURE(sign == '+' || sign == '-', "the signs of divisors are + and -");
    want(sign == '+' ? v : goal_.terms.apply(Op::neg, v), true);
  }

  void want(NodeId u, bool strict) {
    if (!wanted_.insert({u, strict}).second) return;
    if (const Rational* value = goal_.terms.as_rational(u)) {
      ENSURE(strict ? *value > 0 : *value >= 0, "an operation has no value at a number");
      return;
    }
    out_.push_back(to_show(goal_, u, strict));
  }

  Claim goal_;
  const std::string signs_;
  std::size_t next_ = 0;
  std::set<std::pair<NodeId, bool>> wanted_;
  Claims out_;
};

}  // namespace

// values [signs]
//   v > 0 or -v > 0 (by its sign) for each divisor v;  u > 0 for each log u, gamma u, u^y;  u >= 0 for each sqrt u;
//   -1 <= u <= 1 for each acos u, Rhat u;  n >= k >= 0 for each binomial(n, k)
//   --------------------------------------------------------------------------------------------------------------
//   F == F
Claims values(const Claim& goal, const Words& words) {
  ENSURE(words.size() <= 1, "the rule wants the signs of the divisors, or nothing");
  ENSURE(goal.show->kind == Condition::Kind::compare && goal.show->relation == Relation::equal &&
             goal.show->left == goal.show->right,
         "the goal is not that an expression has a value");
  return Conditions(goal, goal.show->left, words.empty() ? "" : words[0]).take();
}

}  // namespace certibound::rules
