#include <certibound/rules/derivative.hpp>

#include <optional>
#include <vector>

namespace certibound::rules {
namespace {

using language::Node;
using language::NodeId;
using language::Op;
using language::Terms;

// Node by node. Nothing is simplified but what does not depend on the variable: a term that moves is never dropped, so
// that the derivative has no value where one of its parts has no derivative.
class Derivative {
 public:
  Derivative(Terms& terms, int variable) : t_(terms), variable_(variable) {}

  NodeId of(NodeId root) {
    const std::vector<bool> needed = t_.reachable({root});
    slopes_.resize(static_cast<std::size_t>(root) + 1);
    for (NodeId id = 0; id <= root; ++id) {
      if (needed[static_cast<std::size_t>(id)]) slopes_[static_cast<std::size_t>(id)] = slope(id);
    }
    return slopes_.back().value_or(t_.rational(0));
  }

 private:
  using Slope = std::optional<NodeId>;  // nothing: the term does not depend on the variable

  Slope at(NodeId id) const { return id < 0 ? Slope{} : slopes_[static_cast<std::size_t>(id)]; }

  Slope slope(NodeId id) {
    const Node node = t_[id];  // a copy: the list of nodes grows below
    if (node.op == Op::variable) return node.n == variable_ ? Slope(number(1)) : Slope{};
    if (node.op == Op::call) return of_call(node);
    const Slope a = at(node.a), b = at(node.b);
    if (!a && !b) return {};
    switch (node.op) {
      case Op::neg: return negated(*a);
      case Op::add: return sum(a, b);
      case Op::sub: return sum(a, b ? Slope(negated(*b)) : b);
      case Op::mul: return sum(a ? Slope(product(*a, node.b)) : a, b ? Slope(product(node.a, *b)) : b);
      case Op::div: return quotient(id, node, a, b);
      case Op::power: return product(product(number(node.n), t_.power(node.a, node.n - 1)), *a);
      case Op::real_power: return real_power(id, node, a, b);
      case Op::min: return extremum(node, a, b, Op::sub);
      case Op::max: return extremum(node, a, b, Op::add);
      default: return product(outer(node.op, node.a, id), *a);
    }
  }

  // A call whose operands stand still does so itself.
  Slope of_call(const Node& node) const {
    for (const NodeId operand : t_.call_of(node).operands) {
      if (at(operand)) throw NoDerivative("a call has no derivative as a term");
    }
    return {};
  }

  NodeId number(const Rational& value) { return t_.rational(value); }
  NodeId apply(Op op, NodeId a, NodeId b = -1) { return t_.apply(op, a, b); }
  NodeId negated(NodeId a) { return apply(Op::neg, a); }
  NodeId product(NodeId a, NodeId b) {
    const auto is_one = [&](NodeId x) { return t_.as_rational(x) != nullptr && *t_.as_rational(x) == 1; };
    return is_one(a) ? b : is_one(b) ? a : apply(Op::mul, a, b);
  }
  Slope sum(const Slope& a, const Slope& b) { return a && b ? Slope(apply(Op::add, *a, *b)) : a ? a : b; }

  // (a/b)' = (a' - (a/b) b')/b
  Slope quotient(NodeId value, const Node& node, const Slope& a, const Slope& b) {
    Slope top = b ? Slope(negated(product(value, *b))) : b;
    top = sum(a, top);
    return apply(Op::div, *top, node.b);
  }

  // (a^b)' = b a^(b-1) a' for a constant b; in general a^b (b' log a + b a'/a), which wants a > 0.
  Slope real_power(NodeId value, const Node& node, const Slope& a, const Slope& b) {
    if (!b) {
      const NodeId lowered = apply(Op::real_power, node.a, apply(Op::sub, node.b, number(1)));
      return product(product(node.b, lowered), *a);
    }
    Slope inner = product(*b, apply(Op::log, node.a));
    if (a) inner = sum(inner, apply(Op::div, product(node.b, *a), node.a));
    return product(value, *inner);
  }

  // max(a, b) = (a + b + |a - b|)/2; the derivative of |d| is d/|d| d'.
  Slope extremum(const Node& node, const Slope& a, const Slope& b, Op sign) {
    const NodeId difference = apply(Op::sub, node.a, node.b);
    const NodeId unit = apply(Op::div, difference, apply(Op::abs, difference));
    const NodeId slope_a = a.value_or(number(0)), slope_b = b.value_or(number(0));
    const NodeId moved = apply(Op::mul, unit, apply(Op::sub, slope_a, slope_b));
    return apply(Op::div, apply(sign, apply(Op::add, slope_a, slope_b), moved), number(2));
  }

  NodeId one_minus_square(NodeId a) { return apply(Op::sub, number(1), t_.power(a, 2)); }
  NodeId reciprocal(NodeId a) { return apply(Op::div, number(1), a); }
  // erf'(a) = 2/sqrt(pi) exp(-a^2)
  NodeId gauss(NodeId a) {
    const NodeId scale = apply(Op::div, number(2), apply(Op::sqrt, t_.constant(Op::pi)));
    return apply(Op::mul, scale, apply(Op::exp, negated(t_.power(a, 2))));
  }

  // f'(a) of a function of one variable; `value` is f(a).
  NodeId outer(Op op, NodeId a, NodeId value) {
    switch (op) {
      case Op::sqrt: return reciprocal(apply(Op::mul, number(2), value));
      case Op::cbrt: return reciprocal(apply(Op::mul, number(3), t_.power(value, 2)));
      case Op::exp: return value;
      case Op::log: return reciprocal(a);
      case Op::log1p: return reciprocal(apply(Op::add, number(1), a));
      case Op::expm1: return apply(Op::exp, a);
      case Op::sin: return apply(Op::cos, a);
      case Op::cos: return negated(apply(Op::sin, a));
      case Op::tan: return apply(Op::add, number(1), t_.power(value, 2));
      case Op::asin: return reciprocal(apply(Op::sqrt, one_minus_square(a)));
      case Op::acos: return negated(reciprocal(apply(Op::sqrt, one_minus_square(a))));
      case Op::atan: return reciprocal(apply(Op::add, number(1), t_.power(a, 2)));
      case Op::sinh: return apply(Op::cosh, a);
      case Op::cosh: return apply(Op::sinh, a);
      case Op::tanh: return one_minus_square(value);
      case Op::abs: return apply(Op::div, a, value);
      case Op::erf: return gauss(a);
      case Op::erfc: return negated(gauss(a));
      case Op::Phi: return apply(Op::phi, a);
      case Op::phi: return negated(apply(Op::mul, a, value));
      case Op::Rhat: return apply(Op::Rhat1, a);
      case Op::Rhat1:
        return reciprocal(apply(Op::mul, t_.constant(Op::pi), apply(Op::sqrt, one_minus_square(a))));
      default: throw NoDerivative("a function of the term has no derivative in the language");
    }
  }

  Terms& t_;
  const int variable_;
  std::vector<Slope> slopes_;
};

}  // namespace

language::NodeId derivative(language::Terms& terms, language::NodeId root, int variable) {
  return Derivative(terms, variable).of(root);
}

}  // namespace certibound::rules
