#include <certibound/language/uniformise.hpp>

#include <certibound/language/evaluate.hpp>

#include <functional>

namespace certibound::language {
namespace {

// Rewrites terms in rho to terms in t (variable 0 of both).
class Rewriter {
 public:
  Rewriter(const Terms& from, bool minus, Terms& to) : from_(from), minus_(minus), to_(to), image_(from.size(), -1) {
    t_ = to_.variable(0);
    pi_ = to_.constant(Op::pi);
    sine_ = to_.apply(Op::sin, t_);
    cosine_ = to_.apply(Op::cos, t_);
    rho_ = minus_ ? to_.apply(Op::neg, cosine_) : cosine_;
    half_ = to_.apply(Op::div, t_, to_.rational(2));
  }

  NodeId operator()(NodeId root) {
    const std::vector<bool> needed = from_.reachable({root});
    for (NodeId id = 0; id <= root; ++id) {
      if (needed[static_cast<std::size_t>(id)] && at(id) < 0) image_[static_cast<std::size_t>(id)] = rewritten(id);
    }
    return at(root);
  }

 private:
  NodeId at(NodeId id) const { return id < 0 ? -1 : image_[static_cast<std::size_t>(id)]; }

  NodeId rewritten(NodeId id) {
    const Node& node = from_[id];
    switch (node.op) {
      case Op::variable: return rho_;
      case Op::acos:
      case Op::Rhat:
      case Op::Rhat1: return arc(node);
      case Op::sqrt:
      case Op::real_power: return root(node);
      default: return to_.same_operation(from_, node, [&](NodeId operand) { return at(operand); });
    }
  }

  // +1 if the argument is rho, -1 if it is -rho, 0 otherwise.
  int sign_of_variable(NodeId id) const {
    if (from_[id].op == Op::variable) return 1;
    return from_[id].op == Op::neg && from_[from_[id].a].op == Op::variable ? -1 : 0;
  }

  // acos, Rhat and Rhat' at +-rho = cos u, where u is t or pi - t.
  NodeId arc(const Node& node) {
    const int sign = sign_of_variable(node.a);
    if (sign == 0) return to_.apply(node.op, at(node.a));
    const bool plus = (sign > 0) != minus_;  // the argument is cos t, not -cos t
    const NodeId rest = to_.apply(Op::sub, pi_, t_);
    if (node.op == Op::acos) return plus ? t_ : rest;
    if (node.op == Op::Rhat1) return to_.apply(Op::div, plus ? rest : t_, pi_);
    const NodeId product = to_.apply(Op::mul, plus ? rest : t_, cosine_);
    return to_.apply(Op::div, to_.apply(plus ? Op::add : Op::sub, sine_, product), pi_);
  }

  // sqrt(u) and u^(k/2) for u = 1 - rho, 1 + rho, 1 - rho^2.
  NodeId root(const Node& node) {
    const Rational* exponent = node.op == Op::sqrt ? nullptr : from_.as_rational(node.b);
    const bool halves = node.op == Op::sqrt || (exponent != nullptr && denominator(*exponent) == 2 &&
                                                abs(numerator(*exponent)) <= 64);
    const NodeId base = halves ? base_of_square(node.a) : -1;
    if (base < 0) return to_.apply(node.op, at(node.a), at(node.b));
    const long k = node.op == Op::sqrt ? 1 : numerator(*exponent).convert_to<long>();
    return to_.power(base, k);
  }

  // A term that is >= 0 for 0 <= t <= pi/2 and whose square is the given term; -1 if none is known.
  NodeId base_of_square(NodeId id) {
    const Node& node = from_[id];
    if (node.op != Op::sub && node.op != Op::add) return -1;
    const Rational* one = from_.as_rational(node.a);
    const bool reversed = node.op == Op::add && one == nullptr;  // rho + 1
    const Rational* other = reversed ? from_.as_rational(node.b) : one;
    if (other == nullptr || *other != 1) return -1;
    const NodeId rest = reversed ? node.a : node.b;
    if (node.op == Op::sub && from_[rest].op == Op::power && from_[rest].n == 2 && sign_of_variable(from_[rest].a) != 0) {
      return sine_;
    }
    const int sign = sign_of_variable(rest) * (node.op == Op::add ? 1 : -1);
    if (sign == 0) return -1;
    const bool vanishes_at_zero = (sign < 0) != minus_;  // 1 - cos t
    return to_.apply(Op::mul, to_.apply(Op::sqrt, to_.rational(2)), to_.apply(vanishes_at_zero ? Op::sin : Op::cos, half_));
  }

  const Terms& from_;
  const bool minus_;
  Terms& to_;
  std::vector<NodeId> image_;
  NodeId t_, pi_, sine_, cosine_, rho_, half_;
};

Condition rewritten(const Condition& condition, Rewriter& rewrite) {
  Condition out = condition;
  if (condition.kind == Condition::Kind::compare) {
    out.left = rewrite(condition.left);
    out.right = rewrite(condition.right);
  }
  for (Condition& part : out.parts) part = rewritten(part, rewrite);
  return out;
}

std::optional<Rational> rational_end(const Claim& claim, const Bound& bound) {
  if (!bound.value) return std::nullopt;
  const Rational* value = claim.terms.as_rational(*bound.value);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

// The claim for rho = +cos t or -cos t. An end at +-1 is the end t = 0 of one of the two, open if it is open; any other
// end becomes a hypothesis on t.
Claim in_t(const Claim& claim, bool minus, const Rational& lo, const Rational& hi) {
  Claim out;
  out.id = claim.id;
  const bool at_end = minus ? lo == -1 : hi == 1;
  Variable t;
  t.name = "t";
  t.lower = {out.terms.rational(0), at_end && (minus ? claim.variables[0].lower.open : claim.variables[0].upper.open)};
  t.upper = {out.terms.rational(Rational(8, 5)), false};
  out.variables.push_back(t);
  Rewriter rewrite(claim.terms, minus, out.terms);
  out.show = rewritten(*claim.show, rewrite);
  const NodeId cosine = out.terms.apply(Op::cos, out.terms.variable(0));
  const NodeId rho = minus ? out.terms.apply(Op::neg, cosine) : cosine;
  const auto keep = [&](const Rational& end, bool lower, bool open) {
    const NodeId value = out.terms.rational(end);
    const Relation relation = open ? Relation::less : Relation::less_equal;
    out.hypotheses.parts.push_back(lower ? Condition::compare(value, relation, rho) : Condition::compare(rho, relation, value));
  };
  if (lo != -1 || (claim.variables[0].lower.open && !minus)) keep(lo, true, claim.variables[0].lower.open);
  if (hi != 1 || (claim.variables[0].upper.open && minus)) keep(hi, false, claim.variables[0].upper.open);
  return out;
}

}  // namespace

std::optional<std::vector<Claim>> uniformised(const Claim& claim) {
  if (!claim.show || claim.variables.size() != 1 || claim.variables[0].integer || !claim.hypotheses.parts.empty()) {
    return std::nullopt;
  }
  const auto lo = rational_end(claim, claim.variables[0].lower), hi = rational_end(claim, claim.variables[0].upper);
  if (!lo || !hi || *lo < -1 || *hi > 1 || *lo > *hi) return std::nullopt;
  return std::vector<Claim>{in_t(claim, false, *lo, *hi), in_t(claim, true, *lo, *hi)};
}

}  // namespace certibound::language
