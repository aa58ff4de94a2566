// Terms: the expressions of one claim as a shared list of operations.
//
// Each node refers to earlier nodes only, equal nodes are stored once, and the list is at the same time the program that
// evaluates it: run through the nodes in order. There is no tree to recurse over, so no input can exhaust the stack.
#pragma once

#include <certibound/interval/rational.hpp>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace certibound::language {

using NodeId = int;

enum class Op {
  rational,
  pi,
  e,
  variable,
  neg,
  add,
  sub,
  mul,
  div,
  power,       // x^k, integer literal k; 0^0 = 1
  real_power,  // x^y: x > 0, or x = 0 and y > 0 (value 0)
  min,
  max,
  // functions of one variable
  sqrt,
  cbrt,
  exp,
  log,
  log1p,
  expm1,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  abs,
  erf,
  erfc,
  Phi,
  phi,
  gamma,
  lgamma,
  Rhat,
  Rhat1,
  call,  // of more than two operands, or with a body: node.n is the index of a Call
};

// What a call computes. The first four are functions of their arguments; `dual` has the name of an activation and the
// arguments rho, q1, q2; the last three bind variables in a body.
enum class Special { chi2_cdf, chi2_sf, Phi2, binomial, dual, sum, integral, expect };

struct Lambda;  // the body of a binder

struct Call {
  Special what;
  // Arguments (of sum and integral: the finite ends; of expect with two variables: rho), then the values of the captured
  // variables: variable i of the body, for the first `captured` of its variables, is operands[arguments + i].
  std::vector<NodeId> operands;
  std::size_t arguments = 0;
  std::string name = {};  // of the activation
  std::shared_ptr<const Lambda> body = nullptr;
  bool from_minus_infinity = false, to_infinity = false;  // ends of an integral that are no operands

  std::size_t captured() const { return operands.size() - arguments; }
};

struct Node {
  Op op;
  NodeId a = -1, b = -1;  // operands (of a call: the first and the last; all of them are in the Call)
  long n = 0;             // exponent of `power`, index of a variable, a constant or a call
  auto operator<=>(const Node&) const = default;
};

// A term would become larger than anything a person writes; the message is for a person.
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Terms {
 public:
  static constexpr std::size_t kMaxNodes = 100'000;
  static constexpr int kMaxDepth = 2'000;
  static constexpr long kMaxExponent = 1'000'000;
  static constexpr std::size_t kMaxConstantBits = 65'536;  // constants are folded exactly up to this size

  NodeId rational(const Rational& value);
  NodeId constant(Op op);  // pi or e
  NodeId variable(int index);
  // Any other operation. Folds exact rational arithmetic; throws TooLarge beyond the limits above.
  NodeId apply(Op op, NodeId a, NodeId b = -1);
  NodeId power(NodeId base, long exponent);
  // REQUIRES: at least one operand. Folds binomials of literals.
  NodeId call(const Call& call);
  // The operation of a node of `from` on other operands: operand(id) is the node of this list for node id of `from`.
  // REQUIRES: the node is no variable.
  template <typename Operand>
  NodeId same_operation(const Terms& from, const Node& node, Operand operand);

  // The same term with each variable i replaced by the node arguments[i] of `target`.
  NodeId substitute(NodeId root, const std::vector<NodeId>& arguments, Terms& target) const;

  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  const Rational& rational_value(const Node& node) const { return constants_[static_cast<std::size_t>(node.n)]; }
  const Call& call_of(const Node& node) const { return calls_[static_cast<std::size_t>(node.n)]; }
  // The value if the node is a rational literal (after folding), else nullptr.
  const Rational* as_rational(NodeId id) const;
  // Which nodes the roots need, by index.
  std::vector<bool> reachable(const std::vector<NodeId>& roots) const;
  // Does the term mention the variable?
  bool depends_on(NodeId root, int variable) const;
  // The term as a text that only equal terms share.
  std::string key(NodeId root) const;

 private:
  NodeId intern(const Node& node, const std::vector<NodeId>& operands);
  NodeId intern(const Node& node) { return intern(node, {node.a, node.b}); }
  NodeId fold(Op op, const Rational& a, const Rational& b);

  std::vector<Node> nodes_;
  std::vector<int> depth_;
  std::vector<Rational> constants_;
  std::vector<Call> calls_;
  std::map<Node, NodeId> known_;
  std::map<Rational, long> known_constants_;
  std::map<std::string, long> known_calls_;
};

// A term over variables of its own: those captured from outside, then those that the binder binds.
struct Lambda {
  Terms terms;
  NodeId root = -1;
  std::vector<std::string> bound;  // names of the bound variables
  int sums = 0;                    // how deep sums are nested in the body
  std::string key;                 // equal for equal bodies
};

template <typename Operand>
NodeId Terms::same_operation(const Terms& from, const Node& node, Operand operand) {
  switch (node.op) {
    case Op::rational: return rational(from.rational_value(node));
    case Op::pi:
    case Op::e: return constant(node.op);
    case Op::power: return power(operand(node.a), node.n);
    case Op::call: {
      Call copy = from.call_of(node);
      for (NodeId& id : copy.operands) id = operand(id);
      return call(copy);
    }
    default: return apply(node.op, operand(node.a), node.b < 0 ? -1 : operand(node.b));
  }
}

// Name in the language and number of arguments of the functions a claim can call.
struct FunctionName {
  std::string_view name;
  Op op;
  int arguments;
};
const std::vector<FunctionName>& functions();
const FunctionName* find_function(std::string_view name);
// The calls by name: functions of several variables, then the binders.
struct SpecialName {
  std::string_view name;
  Special what;
  int arguments;  // -1: read by rules of its own
};
const std::vector<SpecialName>& special_functions();
const SpecialName* find_special(std::string_view name);

// The term as text of the language, with the fewest parentheses; `names` are the variables in order.
std::string to_text(const Terms& terms, NodeId root, const std::vector<std::string>& names);

}  // namespace certibound::language
