// The goal in another form: as a product, or through logarithms.
#include "rules.hpp"

#include <certibound/language/algebra.hpp>

namespace certibound::rules {
namespace {

// A term that, where it has a value, equals the logarithm of `root`, which then has a value > 0.
class Logarithm {
 public:
  explicit Logarithm(Terms& terms) : t_(terms) {}

  NodeId of(NodeId root, int depth = 0) {
    const language::Node node = t_[root];
    const auto log = [&](NodeId id) { return of(id, depth + 1); };
    if (depth > 50) return t_.apply(Op::log, root);
    switch (node.op) {
      case Op::exp: return node.a;
      case Op::mul: return t_.apply(Op::add, log(node.a), log(node.b));
      case Op::div: return t_.apply(Op::sub, log(node.a), log(node.b));
      case Op::power: return t_.apply(Op::mul, t_.rational(Rational(node.n)), log(node.a));
      case Op::real_power: return t_.apply(Op::mul, node.b, log(node.a));
      case Op::sqrt: return t_.apply(Op::div, log(node.a), t_.rational(2));
      case Op::cbrt: return t_.apply(Op::div, log(node.a), t_.rational(3));
      case Op::rational:
        if (t_.rational_value(node) == 1) return t_.rational(0);
        return t_.apply(Op::log, root);
      default: return t_.apply(Op::log, root);
    }
  }

 private:
  Terms& t_;
};

}  // namespace

// product {A} {B}
//   A > 0;  B > 0;  F has values          (likewise with >= 0)
//   -----------------------------
//   F > 0, where F = A B by algebra
Claims product(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the rule wants two factors");
  Claim own = goal;
  const Difference d = difference_of(own);
  const NodeId a = read_term(own, words[0]), b = read_term(own, words[1]);
  Terms& t = own.terms;
  ENSURE(language::vanishes_identically(t, t.apply(Op::sub, d.f, t.apply(Op::mul, a, b))),
         "the product is not the difference of the goal, as far as algebra shows");
  return {to_show(own, a, d.strict), to_show(own, b, d.strict), to_show_defined(own, d.f)};
}

// logarithms {L} {R}
//   log L < log R, the logarithms taken apart at products, powers and exp;  F has values     (likewise with <=)
//   -------------------------------------------------------------------------------------
//   F > 0, where F = R - L by algebra
Claims logarithms(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the rule wants two sides");
  Claim own = goal;
  const Difference d = difference_of(own);
  const NodeId left = read_term(own, words[0]), right = read_term(own, words[1]);
  Terms& t = own.terms;
  ENSURE(language::vanishes_identically(t, t.apply(Op::sub, d.f, t.apply(Op::sub, right, left))),
         "the goal is not the difference of the sides, as far as algebra shows");
  Logarithm log(t);
  const NodeId log_left = log.of(left), log_right = log.of(right);
  return {to_show(own, t.apply(Op::sub, log_right, log_left), d.strict), to_show_defined(own, d.f)};
}

}  // namespace certibound::rules
