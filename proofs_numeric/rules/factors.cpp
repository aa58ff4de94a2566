// The goal in another form: as a product, or through logarithms.
#include "rules.hpp"

#include <certibound/language/algebra.hpp>

#include <map>

namespace certibound::rules {
namespace {

// A term that, where it has a value, equals the logarithm of `root`, which then has a value > 0.
class Logarithm {
 public:
  explicit Logarithm(Terms& terms) : t_(terms) {}

  NodeId of(NodeId root, int depth = 0) {
    if (const auto found = known_.find(root); found != known_.end()) return found->second;
    const NodeId out = depth > kDeepest ? t_.apply(Op::log, root) : taken_apart(root, depth);
    known_.emplace(root, out);
    return out;
  }

 private:
  static constexpr int kDeepest = 50;

  NodeId taken_apart(NodeId root, int depth) {
    const language::Node node = t_[root];  // a copy: the list of nodes grows below
    const auto log = [&](NodeId id) { return of(id, depth + 1); };
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

  Terms& t_;
  std::map<NodeId, NodeId> known_;  // so that a shared part costs once
};

// F with |v| replaced by u or -u where v is one of them, and the maximum or minimum of a and b by the one that u = a - b or
// u = b - a >= 0 makes it.
class KnownSign {
 public:
  KnownSign(Terms& terms, NodeId u) : from_(terms), t_(terms), u_(u) {}

  NodeId of(NodeId root) {
    const std::vector<bool> needed = from_.reachable({root});
    std::vector<NodeId> images(static_cast<std::size_t>(root) + 1, -1);
    for (NodeId id = 0; id <= root; ++id) {
      if (!needed[static_cast<std::size_t>(id)]) continue;
      const language::Node& node = from_[id];
      const auto at = [&](NodeId operand) { return operand < 0 ? -1 : images[static_cast<std::size_t>(operand)]; };
      images[static_cast<std::size_t>(id)] =
          node.op == Op::variable ? id : image(node, at(node.a), at(node.b), [&](NodeId operand) { return at(operand); });
    }
    return images.back();
  }

 private:
  template <typename Operand>
  NodeId image(const language::Node& node, NodeId a, NodeId b, Operand at) {
    if (node.op == Op::abs) {
      if (is_known(a, true)) return a;
      if (is_known(a, false)) return t_.apply(Op::neg, a);
    }
    if (node.op == Op::max || node.op == Op::min) {
      const NodeId difference = t_.apply(Op::sub, a, b);
      if (is_known(difference, true)) return node.op == Op::max ? a : b;
      if (is_known(difference, false)) return node.op == Op::max ? b : a;
    }
    return t_.same_operation(from_, node, at);
  }

  // Is the term u (or -u) by algebra?
  bool is_known(NodeId term, bool plus) {
    return language::vanishes_identically(t_, t_.apply(plus ? Op::sub : Op::add, term, u_));
  }

  const Terms from_;  // as it was: the list of nodes grows
  Terms& t_;
  const NodeId u_;
};

bool equal_by_algebra(Terms& terms, NodeId a, NodeId b) {
  return language::vanishes_identically(terms, terms.apply(Op::sub, a, b));
}

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
  ENSURE(equal_by_algebra(t, d.f, t.apply(Op::mul, a, b)),
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
  ENSURE(equal_by_algebra(t, d.f, t.apply(Op::sub, right, left)),
         "the goal is not the difference of the sides, as far as algebra shows");
  Logarithm log(t);
  const NodeId log_left = log.of(left), log_right = log.of(right);
  return {to_show(own, t.apply(Op::sub, log_right, log_left), d.strict), to_show_defined(own, d.f)};
}

// exponentials {A} {B}
//   A > B;  B > 0;  F has values          (A >= B for F >= 0)
//   -----------------------------
//   F > 0, where F = log A - log B by algebra
Claims exponentials(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the rule wants two terms");
  Claim own = goal;
  const Difference d = difference_of(own);
  const NodeId a = read_term(own, words[0]), b = read_term(own, words[1]);
  Terms& t = own.terms;
  const NodeId logs = t.apply(Op::sub, t.apply(Op::log, a), t.apply(Op::log, b));
  ENSURE(equal_by_algebra(t, d.f, logs),
         "the goal is not the difference of the logarithms, as far as algebra shows");
  return {to_show(own, t.apply(Op::sub, a, b), d.strict), to_show(own, b, true), to_show_defined(own, d.f)};
}

// sign {u}
//   u >= 0;  F > 0 with absolute values, maxima and minima replaced as u >= 0 decides them;  F has values
//   -----------------------------------------------------------------------------------------------------
//   F > 0                                 (likewise with >= 0)
Claims sign(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 1, "the rule wants a term");
  Claim own = goal;
  const Difference d = difference_of(own);
  const NodeId u = read_term(own, words[0]);
  const NodeId plain = KnownSign(own.terms, u).of(d.f);
  ENSURE(plain != d.f, "the sign of the term decides nothing in the goal");
  return {to_show(own, u, false), to_show(own, plain, d.strict), to_show_defined(own, d.f)};
}

// either {u}
//   F > 0 with absolute values, maxima and minima replaced as u >= 0 decides them;  the same for u <= 0;
//   F has values;  u has values
//   ----------------------------
//   F > 0                                 (likewise with >= 0; at each point u >= 0 or u <= 0)
Claims either(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 1, "the rule wants a term");
  Claim own = goal;
  const Difference d = difference_of(own);
  const NodeId u = read_term(own, words[0]);
  const NodeId above = KnownSign(own.terms, u).of(d.f);
  const NodeId below = KnownSign(own.terms, own.terms.apply(Op::neg, u)).of(d.f);
  ENSURE(above != d.f, "the sign of the term decides nothing in the goal");
  return {to_show(own, above, d.strict), to_show(own, below, d.strict), to_show_defined(own, d.f), to_show_defined(own, u)};
}

// quadratic y {a} {b} {c}
//   a > 0;  4 a c - b^2 > 0;  F has values          (4 a c - b^2 >= 0 for F >= 0)
//   ---------------------------------------
//   F > 0, where F = a y^2 + b y + c by algebra, and y stands in none of a, b, c: 4 a F = (2 a y + b)^2 + 4 a c - b^2
Claims quadratic(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 4, "the words are: y {a} {b} {c}");
  Claim own = goal;
  const Difference d = difference_of(own);
  const std::size_t i = variable_named(own, words[0]);
  const NodeId a = read_term(own, words[1]), b = read_term(own, words[2]), c = read_term(own, words[3]);
  Terms& t = own.terms;
  for (const NodeId term : {a, b, c}) {
    ENSURE(!t.depends_on(term, static_cast<int>(i)), "a coefficient mentions the variable");
  }
  const NodeId y = t.variable(static_cast<int>(i));
  const NodeId linear = t.apply(Op::add, t.apply(Op::mul, b, y), c);
  const NodeId whole = t.apply(Op::add, t.apply(Op::mul, a, t.power(y, 2)), linear);
  ENSURE(equal_by_algebra(t, d.f, whole),
         "the polynomial is not the difference of the goal, as far as algebra shows");
  const NodeId four = t.apply(Op::mul, t.rational(4), t.apply(Op::mul, a, c));
  return {to_show(own, a, true), to_show(own, t.apply(Op::sub, four, t.power(b, 2)), d.strict), to_show_defined(own, d.f)};
}

}  // namespace certibound::rules
