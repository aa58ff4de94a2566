// The formulas of a script as a shared list of operations: each node refers to earlier nodes, equal nodes stand once.
// Internal to this room. A node says what the script says; the only rewriting is exact in real arithmetic.
#pragma once

#include <certibound/interval/rational.hpp>
#include <certibound/language/terms.hpp>

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace certibound::smt {

using Id = int;

enum class Kind {
  // of sort Bool
  truth,    // n is 0 or 1
  compare,  // parts[0] (relation n) parts[1]
  all,
  any,
  proposition,  // a Boolean parameter, number n
  negation,
  // of sort Real; Int is the same
  number,
  pi,
  variable,   // number n of the script
  parameter,  // number n; of a defined function, gone once it is called
  neg,
  add,
  sub,  // parts[0] - parts[1] - ...
  mul,
  div,    // parts[0] / parts[1] / ...
  power,  // parts[0] ^ parts[1]
  call,   // of the function `name` of the claim language
  choice  // if parts[0] then parts[1] else parts[2]
};

enum Relation { less, less_equal, equal };

struct Node {
  Kind kind = Kind::truth;
  int n = 0;
  std::string name = {};
  Rational value = {};  // of a number
  std::vector<Id> parts = {};
  int height = 1;
  bool has_choice = false;  // in itself or below

  bool is_boolean() const { return kind <= Kind::negation; }
};

class Formulas {
 public:
  static constexpr std::size_t kMaxNodes = 200'000;
  static constexpr int kMaxHeight = 1'500;
  static constexpr std::size_t kMaxParts = 2'000'000;  // of all nodes, 64 bits of a number counting as one
  static constexpr std::size_t kMaxSteps = 5'000'000;  // of rebuilding
  static constexpr std::size_t kFoldedBits = 8'000;    // numbers are folded up to this size

  const Node& operator[](Id id) const { return nodes_[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return nodes_.size(); }

  // All of these throw language::TooLarge beyond the limits above.
  Id truth(bool value) { return intern({.kind = Kind::truth, .n = value ? 1 : 0}); }
  Id compare(Relation relation, Id left, Id right);
  Id all(const std::vector<Id>& parts) { return connective(Kind::all, parts); }
  Id any(const std::vector<Id>& parts) { return connective(Kind::any, parts); }
  Id negation(Id part);
  Id number(const Rational& value) { return intern({.kind = Kind::number, .value = value}); }
  Id pi() { return intern({.kind = Kind::pi}); }
  Id variable(int n) { return intern({.kind = Kind::variable, .n = n}); }
  Id parameter(int n) { return intern({.kind = Kind::parameter, .n = n}); }
  Id proposition(int n) { return intern({.kind = Kind::proposition, .n = n}); }
  // neg, add, sub, mul, div, power. Folds numbers.
  Id arithmetic(Kind kind, std::vector<Id> parts);
  Id call(const std::string& name, std::vector<Id> parts) {
    return intern({.kind = Kind::call, .name = name, .parts = std::move(parts)});
  }
  // On Booleans: (c and a) or (not c and b). On reals min, max and abs are recognised.
  Id choice(Id condition, Id then, Id otherwise);

  // The node made anew from below; where `replace` gives an id, that one stands instead. Called once for each node.
  Id rebuild(Id root, const std::function<Id(Id, const Node&)>& replace);
  static constexpr Id kKeep = -1;

  // The Boolean node without `choice`: an atom that has one becomes (c and atom with c) or (not c and atom without c).
  Id without_choices(Id root);

  // Which nodes the roots need, by index.
  std::vector<bool> reachable(const std::vector<Id>& roots) const;

 private:
  Id intern(Node node);
  Id connective(Kind kind, const std::vector<Id>& parts);
  Id fold(Kind kind, const std::vector<Id>& parts);
  Id choose(Id condition, Id then, Id otherwise);
  Id first_choice(Id atom) const;
  Id rebuilt(Id id, const std::function<Id(Id, const Node&)>& replace, std::unordered_map<Id, Id>& done);
  Id made_of(const Node& node, std::vector<Id> parts);

  std::vector<Node> nodes_;
  std::map<std::string, Id> known_;
  std::unordered_map<Id, Id> without_choices_;
  std::size_t steps_ = 0, parts_ = 0;
};

}  // namespace certibound::smt
