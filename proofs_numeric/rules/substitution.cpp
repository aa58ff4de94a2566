// New variables: x = g(t) for a g that takes on every value of the domain of x.
#include "rules.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/language/algebra.hpp>
#include <certibound/language/uniformise.hpp>

#include <algorithm>

namespace certibound::rules {
namespace {

void check_new_name(const Claim& goal, std::size_t i, const std::string& name) {
  ENSURE(!name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z', "a new variable begins with a letter a-z");
  for (const char c : name) {
    ENSURE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_', "a new variable has letters a-z, digits and _");
  }
  for (std::size_t j = 0; j < goal.variables.size(); ++j) {
    ENSURE(j == i || goal.variables[j].name != name, "the name of the new variable is in use");
  }
}

// The claim with x_i replaced by image(t, terms) for a new variable t of the same index.
template <typename Image>
Claim changed(const Claim& goal, std::size_t i, const std::string& name, Image image) {
  check_new_name(goal, i, name);
  Terms terms;
  std::vector<NodeId> images;
  for (std::size_t j = 0; j < goal.variables.size(); ++j) images.push_back(terms.variable(static_cast<int>(j)));
  images[i] = image(terms, images[i]);
  Claim out = in_terms(goal, std::move(terms), images);
  const auto mapped = [&](const Bound& bound) {
    return bound.value ? Bound{goal.terms.substitute(*bound.value, images, out.terms), bound.open} : bound;
  };
  for (std::size_t j = 0; j < goal.variables.size(); ++j) {
    const language::Variable& v = goal.variables[j];
    out.variables.push_back(j == i ? language::Variable{name, false, {}, {}}
                                   : language::Variable{v.name, v.integer, mapped(v.lower), mapped(v.upper)});
  }
  return out;
}

std::size_t real_variable(const Claim& goal, const std::string& name) {
  const std::size_t i = variable_named(goal, name);
  ENSURE(!goal.variables[i].integer, "the rule is for real variables");
  return i;
}

// A claim with some of its operations written otherwise; `image` of the derived class says which.
class Rewriter {
 public:
  Rewriter(const Claim& claim, std::size_t i) : from_(claim), i_(i) {}
  virtual ~Rewriter() = default;

  Claim run() {
    Claim out = from_;
    out.terms = Terms();
    for (std::size_t k = 0; k < from_.variables.size(); ++k) out.terms.variable(static_cast<int>(k));
    images_.assign(from_.terms.size(), -1);
    for (language::Variable& v : out.variables) {
      for (Bound* bound : {&v.lower, &v.upper}) {
        if (bound->value) bound->value = rewritten(*bound->value, out.terms);
      }
    }
    rewrite(out.hypotheses, out.terms);
    rewrite(*out.show, out.terms);
    return out;
  }

 private:
  void rewrite(Condition& condition, Terms& to) {
    if (condition.kind == Condition::Kind::compare) {
      condition.left = rewritten(condition.left, to);
      condition.right = rewritten(condition.right, to);
    }
    for (Condition& part : condition.parts) rewrite(part, to);
  }

  NodeId rewritten(NodeId root, Terms& to) {
    const std::vector<bool> needed = from_.terms.reachable({root});
    for (NodeId id = 0; id <= root; ++id) {
      if (!needed[static_cast<std::size_t>(id)] || at(id) >= 0) continue;
      images_[static_cast<std::size_t>(id)] = image_or_variable(from_.terms[id], to);
    }
    return at(root);
  }

 protected:
  NodeId at(NodeId id) const { return id < 0 ? -1 : images_[static_cast<std::size_t>(id)]; }

  const Claim& from_;
  const std::size_t i_;

  // A term that another one replaces must not be what leaves the claim without a value somewhere: it is a polynomial.
  static bool has_values_everywhere(NodeId term, const Terms& to) {
    const std::vector<bool> needed = to.reachable({term});
    for (NodeId id = 0; id <= term; ++id) {
      if (!needed[static_cast<std::size_t>(id)]) continue;
      const language::Node& node = to[id];
      const bool plain = node.op == Op::rational || node.op == Op::pi || node.op == Op::e || node.op == Op::variable ||
                         node.op == Op::neg || node.op == Op::add || node.op == Op::sub || node.op == Op::mul ||
                         (node.op == Op::power && node.n >= 0) ||
                         (node.op == Op::div && to.as_rational(node.b) != nullptr && !to.as_rational(node.b)->is_zero());
      if (!plain) return false;
    }
    return true;
  }

  // The operation of the node on the images of its operands.
  NodeId same(const language::Node& node, Terms& to) {
    return to.same_operation(from_.terms, node, [&](NodeId id) { return at(id); });
  }

 private:
  // REQUIRES of an override: equal to the node wherever that has a value.
  virtual NodeId image(const language::Node& node, Terms& to) = 0;

  NodeId image_or_variable(const language::Node& node, Terms& to) {
    return node.op == Op::variable ? to.variable(static_cast<int>(node.n)) : image(node, to);
  }

  std::vector<NodeId> images_;
};

// Roots of c t^2 become sqrt(c) t, for t >= 0: variable i of the claim.
class RootsOfSquare : public Rewriter {
 public:
  using Rewriter::Rewriter;

 private:
  NodeId image(const language::Node& node, Terms& to) override {
    const Rational* exponent = node.op == Op::real_power ? from_.terms.as_rational(node.b) : nullptr;
    const bool halves = exponent != nullptr && denominator(*exponent) == 2 && abs(numerator(*exponent)) <= 64;
    if (node.op == Op::sqrt || halves) {
      if (const auto c = factor_of_square(at(node.a), to)) {
        const NodeId root = to.apply(Op::mul, to.apply(Op::sqrt, to.rational(*c)), to.variable(static_cast<int>(i_)));
        return halves ? to.power(root, numerator(*exponent).convert_to<long>()) : root;
      }
    }
    return same(node, to);
  }

  // c > 0 if the term is c t^2 by algebra.
  std::optional<Rational> factor_of_square(NodeId term, Terms& to) const {
    std::vector<Rational> point(from_.variables.size(), Rational(0));
    point[i_] = 1;
    if (!has_values_everywhere(term, to)) return std::nullopt;
    const auto c = evaluate_exactly(language::Program(to, {term}), point)[0].rational();
    if (!c || *c <= 0) return std::nullopt;
    Terms scratch = to;
    const NodeId square = scratch.power(scratch.variable(static_cast<int>(i_)), 2);
    const NodeId rest = scratch.apply(Op::sub, term, scratch.apply(Op::mul, scratch.rational(*c), square));
    return language::vanishes_identically(scratch, rest) ? c : std::nullopt;
  }
};

// sin, cos and tan of pi/2 - y become cos y, sin y and cos y/sin y.
class QuarterTurn : public Rewriter {
 public:
  using Rewriter::Rewriter;

 private:
  NodeId image(const language::Node& node, Terms& to) override {
    const bool turns = node.op == Op::sin || node.op == Op::cos || node.op == Op::tan;
    if (!turns || !is_quarter_less(at(node.a), to)) return same(node, to);
    const NodeId y = to.variable(static_cast<int>(i_));
    if (node.op == Op::sin) return to.apply(Op::cos, y);
    if (node.op == Op::cos) return to.apply(Op::sin, y);
    return to.apply(Op::div, to.apply(Op::cos, y), to.apply(Op::sin, y));
  }

  // Is the term pi/2 - y by algebra?
  bool is_quarter_less(NodeId term, Terms& to) const {
    if (!has_values_everywhere(term, to)) return false;
    Terms scratch = to;
    const NodeId quarter = scratch.apply(Op::div, scratch.constant(Op::pi), scratch.rational(2));
    const NodeId other = scratch.apply(Op::sub, quarter, scratch.variable(static_cast<int>(i_)));
    return language::vanishes_identically(scratch, scratch.apply(Op::sub, term, other));
  }
};

}  // namespace

// cosine
//   P(cos t) and P(-cos t) for all t in [0, 8/5] that give a point of the domain;  8/5 > pi/2
//   ------------------------------------------------------------------------------------------
//   P(rho) for all rho of a domain inside [-1, 1]
Claims cosine(const Claim& goal, const Words& words) {
  ENSURE(words.empty(), "the rule has no words");
  auto parts = language::uniformised(goal);
  ENSURE(parts.has_value(), "the goal is not one in a single variable inside [-1, 1] without hypotheses");
  ENSURE(certainly(less(Interval::pi(64), Interval(Rational(16, 5), 64))), "8/5 is not more than pi/2");
  return std::move(*parts);
}

// reciprocal x t
//   P(1/t) for t in [1/b, 1/a]
//   ---------------------------
//   P(x) for x in [a, b], 0 < a (or 0 = a, not in the domain); each end as open as its image
Claims reciprocal(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the rule wants a variable and a new name");
  const std::size_t i = real_variable(goal, words[0]);
  const language::Variable& x = goal.variables[i];
  const Rational* lo = rational_bound(goal, x.lower);
  const Rational* hi = rational_bound(goal, x.upper);
  ENSURE(lo != nullptr && (*lo > 0 || (lo->is_zero() && x.lower.open)), "the variable is not certainly positive");
  ENSURE(!x.upper.value || (hi != nullptr && *hi > 0), "the upper bound is no positive number");
  Claim out = changed(goal, i, words[1], [](Terms& t, NodeId v) { return t.apply(Op::div, t.rational(1), v); });
  Bound& least = out.variables[i].lower;
  least = hi != nullptr ? Bound{out.terms.rational(1 / *hi), x.upper.open} : Bound{out.terms.rational(0), true};
  if (*lo > 0) out.variables[i].upper = {out.terms.rational(1 / *lo), x.lower.open};
  return {std::move(out)};
}

// reflect x {c} y            (c a number without variables)
//   P(c - y) for y between c - b and c - a; for c = pi/2, sin, cos and tan of pi/2 - y written by those of y
//   --------------------------------------------------------------------------------------------------------
//   P(x) for x between a and b; each end as open as its image
Claims reflect(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 3, "the words are: x {c} y");
  Claim own = goal;
  const std::size_t i = real_variable(own, words[0]);
  const NodeId centre = read_term(own, words[1]);
  for (std::size_t j = 0; j < own.variables.size(); ++j) {
    ENSURE(!own.terms.depends_on(centre, static_cast<int>(j)), "the centre is no number");
  }
  NodeId image_of_centre = -1;
  Claim out = changed(own, i, words[2], [&](Terms& t, NodeId v) {
    image_of_centre = own.terms.substitute(centre, {}, t);
    return t.apply(Op::sub, image_of_centre, v);
  });
  const auto reflected = [&](const Bound& bound) {
    if (!bound.value) return bound;
    std::vector<NodeId> images;  // the bound is in variables before i, which did not change
    for (std::size_t j = 0; j < i; ++j) images.push_back(out.terms.variable(static_cast<int>(j)));
    const NodeId value = own.terms.substitute(*bound.value, images, out.terms);
    if (value == image_of_centre) return Bound{out.terms.rational(0), bound.open};
    return Bound{out.terms.apply(Op::sub, image_of_centre, value), bound.open};
  };
  out.variables[i].lower = reflected(own.variables[i].upper);
  out.variables[i].upper = reflected(own.variables[i].lower);
  return {QuarterTurn(out, i).run()};
}

// square x lower t           (square x upper t: x = b - t^2)
//   P(a + t^2) for 0 <= t <= sqrt(b - a), roots of c t^2 written as sqrt(c) t
//   --------------------------------------------------------------------------
//   P(x) for x in [a, b]; each end as open as its image, b may be oo
Claims square(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 3 && (words[1] == "lower" || words[1] == "upper"), "the words are: x lower|upper t");
  const std::size_t i = real_variable(goal, words[0]);
  const bool lower = words[1] == "lower";
  const language::Variable& x = goal.variables[i];
  const Bound& near = lower ? x.lower : x.upper;
  const Bound& far = lower ? x.upper : x.lower;
  const Rational* from = rational_bound(goal, near);
  const Rational* to = rational_bound(goal, far);
  ENSURE(from != nullptr && (!far.value || to != nullptr), "a bound is no number");
  const Rational start = *from;
  Claim out = changed(goal, i, words[2], [&](Terms& t, NodeId v) {
    return t.apply(lower ? Op::add : Op::sub, t.rational(start), t.power(v, 2));
  });
  out.variables[i].lower = {out.terms.rational(0), near.open};
  if (to != nullptr) {
    const Rational length = lower ? Rational(*to - start) : Rational(start - *to);
    ENSURE(length >= 0, "the domain is empty");
    out.variables[i].upper = {out.terms.apply(Op::sqrt, out.terms.rational(length)), far.open};
  }
  return {RootsOfSquare(out, i).run()};
}

// ratio y x t
//   P(x, t x) for t between the bounds of y divided by x
//   -----------------------------------------------------
//   P(x, y), where x stands before y and is positive
Claims ratio(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 3, "the words are: y x t");
  const std::size_t i = real_variable(goal, words[0]), k = variable_named(goal, words[1]);
  ENSURE(k < i, "the divisor does not stand before the variable");
  const Rational* lo = rational_bound(goal, goal.variables[k].lower);
  ENSURE(lo != nullptr && (*lo > 0 || (lo->is_zero() && goal.variables[k].lower.open)), "the divisor is not certainly positive");
  const auto x = [&](Terms& t) { return t.variable(static_cast<int>(k)); };
  Claim out = changed(goal, i, words[2], [&](Terms& t, NodeId v) { return t.apply(Op::mul, v, x(t)); });
  const auto divided = [&](const Bound& bound) {
    if (!bound.value) return bound;
    std::vector<NodeId> images;  // the bound is in variables before i, which did not change
    for (std::size_t j = 0; j < i; ++j) images.push_back(out.terms.variable(static_cast<int>(j)));
    const NodeId value = goal.terms.substitute(*bound.value, images, out.terms);
    const Rational* number = out.terms.as_rational(value);
    if (number != nullptr && number->is_zero()) return Bound{value, bound.open};
    if (value == x(out.terms)) return Bound{out.terms.rational(1), bound.open};
    return Bound{out.terms.apply(Op::div, value, x(out.terms)), bound.open};
  };
  out.variables[i].lower = divided(goal.variables[i].lower);
  out.variables[i].upper = divided(goal.variables[i].upper);
  return {std::move(out)};
}

// affine y t
//   P(a + t (b - a)) for 0 <= t <= 1
//   -----------------------------------------------
//   P(y) for y in [a, b], bounds in earlier variables; each end as open as its image
Claims affine(const Claim& goal, const Words& words) {
  ENSURE(words.size() == 2, "the rule wants a variable and a new name");
  const std::size_t i = real_variable(goal, words[0]);
  const language::Variable& y = goal.variables[i];
  ENSURE(y.lower.value && y.upper.value, "the variable has no two bounds");
  Claim out = changed(goal, i, words[1], [&](Terms& t, NodeId v) {
    std::vector<NodeId> images;
    for (std::size_t j = 0; j < i; ++j) images.push_back(t.variable(static_cast<int>(j)));
    const NodeId low = goal.terms.substitute(*y.lower.value, images, t);
    const NodeId high = goal.terms.substitute(*y.upper.value, images, t);
    return t.apply(Op::add, low, t.apply(Op::mul, v, t.apply(Op::sub, high, low)));
  });
  out.variables[i].lower = {out.terms.rational(0), y.lower.open};
  out.variables[i].upper = {out.terms.rational(1), y.upper.open};
  return {std::move(out)};
}

}  // namespace certibound::rules
