#include <certibound/language/calls.hpp>
#include <certibound/language/terms.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace certibound::language {
namespace {

std::size_t bits(const Rational& value) {
  return mpz_sizeinbase(mpq_numref(value.backend().data()), 2) + mpz_sizeinbase(mpq_denref(value.backend().data()), 2);
}

bool is_binary(Op op) {
  return op == Op::add || op == Op::sub || op == Op::mul || op == Op::div || op == Op::real_power || op == Op::min ||
         op == Op::max;
}

bool folds(Op op) {
  return op == Op::neg || op == Op::add || op == Op::sub || op == Op::mul || op == Op::div || op == Op::min ||
         op == Op::max || op == Op::abs;
}

}  // namespace

NodeId Terms::intern(const Node& node, const std::vector<NodeId>& operands) {
  if (const auto found = known_.find(node); found != known_.end()) return found->second;
  if (nodes_.size() >= kMaxNodes) throw TooLarge("the expression has more than 100000 operations");
  int depth = 1;
  for (const NodeId id : operands) {
    if (id >= 0) depth = std::max(depth, 1 + depth_[static_cast<std::size_t>(id)]);
  }
  if (depth > kMaxDepth) throw TooLarge("the expression is nested more than 2000 operations deep");
  const auto id = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(node);
  depth_.push_back(depth);
  known_.emplace(node, id);
  return id;
}

NodeId Terms::rational(const Rational& value) {
  auto [found, is_new] = known_constants_.try_emplace(value, static_cast<long>(constants_.size()));
  if (is_new) constants_.push_back(value);
  return intern({.op = Op::rational, .n = found->second});
}

NodeId Terms::constant(Op op) { return intern({.op = op}); }
NodeId Terms::variable(int index) { return intern({.op = Op::variable, .n = index}); }

const Rational* Terms::as_rational(NodeId id) const {
  const Node& node = (*this)[id];
  return node.op == Op::rational ? &rational_value(node) : nullptr;
}

NodeId Terms::fold(Op op, const Rational& a, const Rational& b) {
  switch (op) {
    case Op::neg: return rational(-a);
    case Op::add: return rational(a + b);
    case Op::sub: return rational(a - b);
    case Op::mul: return rational(a * b);
    case Op::div: return rational(a / b);
    case Op::min: return rational(std::min(a, b));
    case Op::max: return rational(std::max(a, b));
    default: return rational(a < 0 ? Rational(-a) : a);
  }
}

NodeId Terms::apply(Op op, NodeId a, NodeId b) {
  const Rational* left = as_rational(a);
  const Rational* right = b < 0 ? nullptr : as_rational(b);
  const bool exact = left != nullptr && (!is_binary(op) || right != nullptr) && folds(op);
  if (exact && !(op == Op::div && right->is_zero()) &&
      bits(*left) + (right != nullptr ? bits(*right) : 0) < kMaxConstantBits) {
    return fold(op, Rational(*left), right != nullptr ? Rational(*right) : Rational(0));
  }
  if (op == Op::mul && a == b) return power(a, 2);  // a square is never negative
  return intern({.op = op, .a = a, .b = b});
}

NodeId Terms::power(NodeId base, long exponent) {
  const Rational* value = as_rational(base);
  const auto magnitude = static_cast<std::size_t>(exponent < 0 ? -exponent : exponent);
  if (value != nullptr && magnitude * bits(*value) < kMaxConstantBits && !(exponent < 0 && value->is_zero())) {
    return rational(certibound::power(*value, exponent));
  }
  if (exponent == 1) return base;
  return intern({.op = Op::power, .a = base, .n = exponent});
}

NodeId Terms::call(const Call& call) {
  const Rational* n = call.what == Special::binomial ? as_rational(call.operands[0]) : nullptr;
  const Rational* k = n != nullptr ? as_rational(call.operands[1]) : nullptr;
  if (k != nullptr) {
    if (const auto value = binomial_coefficient(*n, *k)) return rational(Rational(*value));
  }
  std::string key = std::to_string(static_cast<int>(call.what)) + (call.from_minus_infinity ? "-" : "") +
                    (call.to_infinity ? "+" : "") + call.name + "(" + std::to_string(call.arguments) + ":";
  for (const NodeId id : call.operands) key += std::to_string(id) + ",";
  key += call.body ? call.body->key : "";
  const auto [found, is_new] = known_calls_.try_emplace(std::move(key), static_cast<long>(calls_.size()));
  if (is_new) calls_.push_back(call);
  return intern({.op = Op::call, .a = call.operands.front(), .b = call.operands.back(), .n = found->second},
                call.operands);
}

NodeId Terms::substitute(NodeId root, const std::vector<NodeId>& arguments, Terms& target) const {
  const std::vector<bool> needed = reachable({root});
  std::vector<NodeId> image(nodes_.size(), -1);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!needed[i]) continue;
    const Node& node = nodes_[i];
    image[i] = node.op == Op::variable
                   ? arguments.at(static_cast<std::size_t>(node.n))
                   : target.same_operation(*this, node, [&](NodeId id) { return image[static_cast<std::size_t>(id)]; });
  }
  return image[static_cast<std::size_t>(root)];
}

std::string Terms::key(NodeId root) const {
  const std::vector<bool> needed = reachable({root});
  std::vector<std::size_t> place(nodes_.size(), 0);
  std::size_t count = 0;
  std::string out;
  const auto add = [&](NodeId id) { out += id < 0 ? "," : std::to_string(place[static_cast<std::size_t>(id)]) + ","; };
  for (std::size_t i = 0; i <= static_cast<std::size_t>(root); ++i) {
    if (!needed[i]) continue;
    place[i] = count++;
    const Node& node = nodes_[i];
    out += std::to_string(static_cast<int>(node.op)) + ":";
    if (node.op == Op::call) {
      const Call& call = call_of(node);
      out += std::to_string(static_cast<int>(call.what)) + (call.from_minus_infinity ? "-" : "") +
             (call.to_infinity ? "+" : "") + call.name + "(" + std::to_string(call.arguments) + ":";
      for (const NodeId id : call.operands) add(id);
      out += (call.body ? call.body->key : "") + ")";
    } else {
      add(node.a);
      add(node.b);
      out += node.op == Op::rational ? to_string(rational_value(node)) : std::to_string(node.n);
    }
    out += ";";
  }
  return out;
}

std::vector<bool> Terms::reachable(const std::vector<NodeId>& roots) const {
  std::vector<bool> needed(nodes_.size(), false);
  for (const NodeId root : roots) needed[static_cast<std::size_t>(root)] = true;
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    if (!needed[i]) continue;
    if (nodes_[i].a >= 0) needed[static_cast<std::size_t>(nodes_[i].a)] = true;
    if (nodes_[i].b >= 0) needed[static_cast<std::size_t>(nodes_[i].b)] = true;
    if (nodes_[i].op != Op::call) continue;
    for (const NodeId id : call_of(nodes_[i]).operands) needed[static_cast<std::size_t>(id)] = true;
  }
  return needed;
}

bool Terms::depends_on(NodeId root, int variable) const {
  const std::vector<bool> needed = reachable({root});
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (needed[i] && nodes_[i].op == Op::variable && nodes_[i].n == variable) return true;
  }
  return false;
}

const std::vector<FunctionName>& functions() {
  static const std::vector<FunctionName> table = {
      {"sqrt", Op::sqrt, 1},   {"cbrt", Op::cbrt, 1},   {"exp", Op::exp, 1},     {"log", Op::log, 1},
      {"log1p", Op::log1p, 1}, {"expm1", Op::expm1, 1}, {"sin", Op::sin, 1},     {"cos", Op::cos, 1},
      {"tan", Op::tan, 1},     {"asin", Op::asin, 1},   {"acos", Op::acos, 1},   {"atan", Op::atan, 1},
      {"sinh", Op::sinh, 1},   {"cosh", Op::cosh, 1},   {"tanh", Op::tanh, 1},   {"abs", Op::abs, 1},
      {"min", Op::min, 2},     {"max", Op::max, 2},     {"erf", Op::erf, 1},     {"erfc", Op::erfc, 1},
      {"Phi", Op::Phi, 1},     {"phi", Op::phi, 1},     {"gamma", Op::gamma, 1}, {"lgamma", Op::lgamma, 1},
      {"Rhat", Op::Rhat, 1},   {"Rhat1", Op::Rhat1, 1},
  };
  return table;
}

const FunctionName* find_function(std::string_view name) {
  const auto& table = functions();
  const auto found = std::find_if(table.begin(), table.end(), [&](const FunctionName& f) { return f.name == name; });
  return found == table.end() ? nullptr : &*found;
}

const std::vector<SpecialName>& special_functions() {
  static const std::vector<SpecialName> table = {
      {"chi2_cdf", Special::chi2_cdf, 2}, {"chi2_sf", Special::chi2_sf, 2},    {"Phi2", Special::Phi2, 3},
      {"binomial", Special::binomial, 2}, {"dual", Special::dual, -1},         {"normdual", Special::dual, -1},
      {"sum", Special::sum, -1},          {"integral", Special::integral, -1}, {"expect", Special::expect, -1},
  };
  return table;
}

const SpecialName* find_special(std::string_view name) {
  const auto& table = special_functions();
  const auto found = std::find_if(table.begin(), table.end(), [&](const SpecialName& f) { return f.name == name; });
  return found == table.end() ? nullptr : &*found;
}

namespace {

// Binding strength, as in the grammar: a part is put in parentheses when it binds less tightly than its place asks.
enum Strength { kSum = 1, kProduct, kNegation, kPower, kAtom };

struct Printed {
  std::string text;
  Strength strength = kAtom;
};

std::string at_least(const Printed& part, Strength strength) {
  return part.strength >= strength ? part.text : "(" + part.text + ")";
}

Printed print_rational(const Rational& value) {
  const bool whole = denominator(value) == 1;
  return {to_string(value), value < 0 ? kSum : whole ? kAtom : kProduct};
}

Printed print_node(const Terms& terms, const Node& node, const std::vector<std::string>& names, const Printed& a,
                   const Printed& b) {
  switch (node.op) {
    case Op::rational: return print_rational(terms.rational_value(node));
    case Op::pi: return {"pi"};
    case Op::e: return {"e_"};
    case Op::variable: return {names.at(static_cast<std::size_t>(node.n))};
    case Op::neg: return {"-" + at_least(a, kNegation), kNegation};
    case Op::add: return {at_least(a, kSum) + " + " + at_least(b, kProduct), kSum};
    case Op::sub: return {at_least(a, kSum) + " - " + at_least(b, kProduct), kSum};
    case Op::mul: return {at_least(a, kProduct) + "*" + at_least(b, kNegation), kProduct};
    case Op::div: return {at_least(a, kProduct) + "/" + at_least(b, kNegation), kProduct};
    case Op::power: {
      const std::string exponent = std::to_string(node.n);
      return {at_least(a, kAtom) + "^" + (node.n < 0 ? "(" + exponent + ")" : exponent), kPower};
    }
    case Op::real_power: return {at_least(a, kAtom) + "^" + at_least(b, kAtom), kPower};
    default: break;
  }
  for (const FunctionName& f : functions()) {
    if (f.op != node.op) continue;
    return {std::string(f.name) + "(" + a.text + (f.arguments == 2 ? ", " + b.text : "") + ")"};
  }
  return {"?"};
}

// integral(E, t, a, b), Phi2(a, b, rho), dual(tanh, rho, q1, q2): `operands` are printed already.
std::string print_call(const Call& call, const std::vector<std::string>& operands) {
  std::vector<std::string> parts;
  if (call.what == Special::dual) parts.push_back(call.name);
  if (call.body) {
    std::vector<std::string> inner;
    for (std::size_t i = call.arguments; i < operands.size(); ++i) inner.push_back("(" + operands[i] + ")");
    inner.insert(inner.end(), call.body->bound.begin(), call.body->bound.end());
    parts.push_back(to_text(call.body->terms, call.body->root, inner));
    parts.insert(parts.end(), call.body->bound.begin(), call.body->bound.end());
  }
  if (call.from_minus_infinity) parts.push_back("-oo");
  parts.insert(parts.end(), operands.begin(), operands.begin() + static_cast<std::ptrdiff_t>(call.arguments));
  if (call.to_infinity) parts.push_back("oo");
  std::string out;
  for (const SpecialName& f : special_functions()) {
    if (f.what == call.what && out.empty()) out = f.name;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "(" : ", ") + parts[i];
  return out + ")";
}

}  // namespace

std::string to_text(const Terms& terms, NodeId root, const std::vector<std::string>& names) {
  constexpr std::size_t kLongest = 4'000;  // shared parts are printed once each, which can double at every level
  const std::vector<bool> needed = terms.reachable({root});
  std::vector<Printed> printed(static_cast<std::size_t>(root) + 1);
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (!needed[i]) continue;
    const Node& node = terms[static_cast<NodeId>(i)];
    static const Printed kNone;
    const Printed& a = node.a < 0 ? kNone : printed[static_cast<std::size_t>(node.a)];
    const Printed& b = node.b < 0 ? kNone : printed[static_cast<std::size_t>(node.b)];
    if (node.op == Op::call) {
      std::vector<std::string> operands;
      for (const NodeId id : terms.call_of(node).operands)
        operands.push_back(printed[static_cast<std::size_t>(id)].text);
      printed[i] = {print_call(terms.call_of(node), operands)};
    } else {
      printed[i] = print_node(terms, node, names, a, b);
    }
    if (printed[i].text.size() > kLongest) printed[i] = {"..."};
  }
  return printed.back().text;
}

}  // namespace certibound::language
