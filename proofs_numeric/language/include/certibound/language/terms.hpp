// Terms: the expressions of one claim as a shared list of operations.
//
// Each node refers to earlier nodes only, equal nodes are stored once, and the list is at the same time the program that
// evaluates it: run through the nodes in order. There is no tree to recurse over, so no input can exhaust the stack.
#pragma once

#include <certibound/interval/rational.hpp>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace certibound::language {

using NodeId = int;

enum class Op {
  rational, pi, e, variable,
  neg, add, sub, mul, div,
  power,       // x^k, integer literal k; 0^0 = 1
  real_power,  // x^y: x > 0, or x = 0 and y > 0 (value 0)
  min, max,
  // functions of one variable
  sqrt, cbrt, exp, log, log1p, expm1, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, abs,
  erf, erfc, Phi, phi, gamma, lgamma, Rhat, Rhat1,
};

struct Node {
  Op op;
  NodeId a = -1, b = -1;  // operands
  long n = 0;             // exponent of `power`, index of a variable or a constant
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

  // The same term with each variable i replaced by the node arguments[i] of `target`.
  NodeId substitute(NodeId root, const std::vector<NodeId>& arguments, Terms& target) const;

  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  const Rational& rational_value(const Node& node) const { return constants_[static_cast<std::size_t>(node.n)]; }
  // The value if the node is a rational literal (after folding), else nullptr.
  const Rational* as_rational(NodeId id) const;
  // Which nodes the roots need, by index.
  std::vector<bool> reachable(const std::vector<NodeId>& roots) const;
  // Does the term mention the variable?
  bool depends_on(NodeId root, int variable) const;

 private:
  NodeId intern(const Node& node);
  NodeId fold(Op op, const Rational& a, const Rational& b);

  std::vector<Node> nodes_;
  std::vector<int> depth_;
  std::vector<Rational> constants_;
  std::map<Node, NodeId> known_;
  std::map<Rational, long> known_constants_;
};

// Name in the language and number of arguments of the functions a claim can call.
struct FunctionName {
  std::string_view name;
  Op op;
  int arguments;
};
const std::vector<FunctionName>& functions();
const FunctionName* find_function(std::string_view name);

// The term as text of the language, with the fewest parentheses; `names` are the variables in order.
std::string to_text(const Terms& terms, NodeId root, const std::vector<std::string>& names);

}  // namespace certibound::language
