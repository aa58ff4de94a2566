// Moves that bring the difference to another form: quotients, factors, squares, logarithms, exponentials.
#include "factorise.hpp"
#include "move_finder.hpp"
#include "search.hpp"

#include <algorithm>
#include <cstdlib>

namespace certibound::prover {

// The numerator of the normal form, without the monomial that divides it.
void MoveFinder::forms() {
  form(false);
  if (mentions({Op::sinh, Op::cosh, Op::tanh})) form(true);
}

void MoveFinder::form(bool hyperbolic) {
  Terms terms = goal_.terms;
  const auto fraction = language::as_fraction(terms, d_.f, names_.size(), hyperbolic);
  if (!fraction) return;
  const NodeId rest = terms.apply(Op::div, fraction->common, fraction->denominator);
  const Rational* constant = terms.as_rational(rest);
  const int sign = constant != nullptr ? (*constant > 0 ? 1 : -1) : sign_at_sample(terms, rest);
  if (sign == 0) return;
  const NodeId top = with_sign(terms, fraction->numerator, sign), bottom = with_sign(terms, rest, sign);
  if (terms.key(top) == terms.key(d_.f)) return;
  add("product", text_of(terms, top) + " " + text_of(terms, bottom), kForced);
}

// A normal form in factors: first an even power, which has its sign for nothing, else any factor; the rest follows.
void MoveFinder::factors() {
  Terms terms = goal_.terms;
  const auto whole = factorise(terms, d_.f);
  if (!whole) return;
  const auto is_even = [](const auto& factor) { return factor.second % 2 == 0; };
  auto first = std::find_if(whole->factors.begin(), whole->factors.end(), is_even);
  if (first == whole->factors.end()) first = whole->factors.begin();
  const bool alone = whole->factors.size() == 1;
  if (whole->factors.empty() || (alone && first->second == 1)) return;
  const long taken = is_even(*first) ? first->second : first->second > 0 ? 1 : -1;
  NodeId above = terms.rational(whole->constant), below = terms.rational(1);
  for (auto it = whole->factors.begin(); it != whole->factors.end(); ++it) {
    const long n = it == first ? it->second - taken : it->second;
    if (n > 0) above = terms.apply(Op::mul, above, terms.power(it->first, n));
    if (n < 0) below = terms.apply(Op::mul, below, terms.power(it->first, -n));
  }
  const NodeId rest = terms.apply(Op::div, above, below), size = terms.power(first->first, std::abs(taken));
  const NodeId part = taken > 0 ? size : terms.apply(Op::div, terms.rational(1), size);
  if (terms.key(part) == terms.key(d_.f)) return;
  const int sign = is_even(*first) ? 1 : sign_at_sample(terms, part);
  if (sign == 0) return;
  add("product", text_of(terms, with_sign(terms, part, sign)) + " " + text_of(terms, with_sign(terms, rest, sign)), kForced);
}

// The terms whose sign decides an absolute value, a maximum or a minimum.
std::vector<NodeId> MoveFinder::corners(Terms& terms) const {
  std::vector<NodeId> out;
  const std::vector<bool> needed = goal_.terms.reachable({d_.f});
  for (NodeId id = 0; id <= d_.f; ++id) {
    const language::Node node = goal_.terms[id];
    if (!needed[static_cast<std::size_t>(id)] || (node.op != Op::abs && node.op != Op::max && node.op != Op::min)) continue;
    out.push_back(node.op == Op::abs ? node.a : terms.apply(Op::sub, node.a, node.b));
  }
  return out;
}

// Where samples of u keep one sign, use it; else cut where u is zero.
void MoveFinder::signs() {
  Terms terms = goal_.terms;
  for (const NodeId u : corners(terms)) {
    const auto [some_positive, some_negative] = signs_at_samples(terms, u);
    if (!some_negative) add("sign", text_of(terms, u), kForced);
    if (!some_positive) add("sign", text_of(terms, terms.apply(Op::neg, u)), kForced);
    if (some_positive && some_negative) cut_at_zeros(terms, u);
  }
}

void MoveFinder::branches() {
  Terms terms = goal_.terms;
  for (const NodeId u : corners(terms)) add("either", text_of(terms, u), 0.1);
}

// The zeros x_i = c(x) of a term that is linear in x_i.
void MoveFinder::cut_at_zeros(Terms& terms, NodeId u) {
  for (std::size_t i = goal_.variables.size(); i-- > 0;) {
    const NodeId x = terms.variable(static_cast<int>(i));
    if (goal_.variables[i].integer || !terms.depends_on(u, static_cast<int>(i))) continue;
    for (const Rational& value : simple_values(domain_[i], 24)) {
      if (goal_.variables.size() > 1) break;
      if (!inside(domain_[i], value)) continue;
      if (evaluate_exactly(language::Program(terms, {u}), {value})[0].is_zero()) {
        add("split", names_[i] + " {" + to_string(value) + "}", 0.1);
      }
    }
    for (std::size_t j = 0; j < i; ++j) {
      const NodeId y = terms.variable(static_cast<int>(j));
      for (const NodeId place : {y, terms.apply(Op::neg, y), terms.apply(Op::sub, terms.rational(1), y)}) {
        if (language::vanishes_identically(terms, terms.apply(Op::sub, u, terms.apply(Op::sub, x, place))) ||
            language::vanishes_identically(terms, terms.apply(Op::add, u, terms.apply(Op::sub, x, place)))) {
          add("split", names_[i] + " " + text_of(terms, place), 0.1);
        }
      }
    }
  }
}

// N = P sqrt(v) + Q with P and Q of opposite signs: the sign of N is that of Q^2 - P^2 v or of its negative.
void MoveFinder::roots() {
  Terms terms = goal_.terms;
  const auto whole = language::as_fraction(terms, d_.f, names_.size());
  if (!whole) return;
  const NodeId rest = terms.apply(Op::div, whole->common, whole->denominator);
  for (const language::Linear& part : language::linear_parts(terms, whole->numerator, names_.size())) {
    if (terms[part.function].op != Op::sqrt || !moves_at_all(terms, part.function)) continue;
    const int p = sign_at_sample(terms, part.factor), q = sign_at_sample(terms, part.rest), d = sign_at_sample(terms, rest);
    if (p * q * d == 0 || p == q) continue;
    const NodeId radicand = terms[part.function].a;
    const NodeId squares = terms.apply(Op::sub, terms.power(part.rest, 2),
                                       terms.apply(Op::mul, terms.power(part.factor, 2), radicand));
    const auto plain = language::as_fraction(terms, squares, names_.size());
    if (!plain || terms.as_rational(plain->denominator) == nullptr) continue;
    // N = (Q^2 - P^2 v)/(Q - P sqrt(v)), where the divisor has the sign of Q
    const NodeId divisor = terms.apply(Op::sub, part.rest, terms.apply(Op::mul, part.factor, part.function));
    const NodeId scale = terms.apply(Op::div, terms.apply(Op::mul, whole->common, rest_of(terms, *plain)),
                                     terms.apply(Op::mul, divisor, whole->denominator));
    add("product", text_of(terms, with_sign(terms, plain->numerator, q * d)) + " " +
                       text_of(terms, with_sign(terms, scale, q * d)), 0.25);
  }
}

// N = P g + Q: with P of one sign, the goal is g + Q/P of that sign. The derivative of g may be simpler than g.
void MoveFinder::linear() {
  Terms terms = goal_.terms;
  for (const language::Linear& part : language::linear_parts(terms, d_.f, names_.size())) {
    if (terms.as_rational(part.factor) != nullptr || !moves_at_all(terms, part.function)) continue;
    const int sign = sign_at_sample(terms, part.factor);
    if (sign == 0) continue;
    const auto whole = language::as_fraction(terms, d_.f, names_.size());
    if (!whole) continue;
    const int below = sign_at_sample(terms, whole->denominator);
    if (below == 0) continue;
    const NodeId inner =
        terms.apply(Op::add, part.function, terms.apply(Op::div, part.rest, part.factor));
    const NodeId signed_inner = with_sign(terms, inner, sign * below);
    const NodeId factor = with_sign(terms, terms.apply(Op::div, part.factor, whole->denominator), sign * below);
    add("product", text_of(terms, signed_inner) + " " + text_of(terms, factor), 0.5);
  }
}

// Two positive sides of which one is made of powers, exponentials or gamma functions: their logarithms are simpler.
bool MoveFinder::is_multiplicative() const {
  const NodeId left = goal_.show->left, right = goal_.show->right;
  const Rational* constant = goal_.terms.as_rational(left);
  if (constant != nullptr && *constant <= 0) return false;
  if (mentions({Op::erf, Op::erfc, Op::Phi})) return false;  // their logarithms are not
  return (has_powers(left) || has_powers(right)) && sign_at_sample(goal_.terms, left) > 0 && sign_at_sample(goal_.terms, right) > 0;
}

// Is there an exponential, a symbolic power, a gamma function or a binomial coefficient among its factors?
bool MoveFinder::has_powers(NodeId id) const {
  const language::Node& node = goal_.terms[id];
  switch (node.op) {
    case Op::exp:
    case Op::gamma: return true;
    case Op::real_power: return goal_.terms.as_rational(node.b) == nullptr || has_powers(node.a);
    case Op::call: return goal_.terms.call_of(node).what == language::Special::binomial;
    case Op::mul:
    case Op::div: return has_powers(node.a) || has_powers(node.b);
    case Op::power:
    case Op::sqrt:
    case Op::cbrt: return has_powers(node.a);
    default: return false;
  }
}

// log L <= log R for the two sides, or for P exp(g) >= -Q.
void MoveFinder::logarithms() {
  Terms terms = goal_.terms;
  const bool written = goal_.terms.as_rational(goal_.show->left) == nullptr;
  if (written && !is_multiplicative()) add("logarithms", text(goal_.show->left) + " " + text(goal_.show->right), 1);
  for (const language::Linear& part : language::linear_parts(terms, d_.f, names_.size())) {
    const Op op = terms[part.function].op;
    if (op != Op::exp && op != Op::real_power && op != Op::sqrt) continue;
    const auto whole = language::as_fraction(terms, d_.f, names_.size());
    if (!whole || terms.as_rational(whole->denominator) == nullptr) continue;
    const NodeId product = terms.apply(Op::mul, part.factor, part.function);
    const int sign = sign_at_sample(terms, part.factor), rest = sign_at_sample(terms, part.rest);
    if (sign * rest != -1) continue;
    const NodeId left = sign > 0 ? terms.apply(Op::neg, part.rest) : terms.apply(Op::neg, product);
    const NodeId right = sign > 0 ? product : part.rest;
    add("logarithms", text_of(terms, left) + " " + text_of(terms, right), 1);
  }
}

// A difference of logarithms with rational factors, and a rest without any: compare the products.
void MoveFinder::exponentials() {
  if (!mentions({Op::log, Op::log1p, Op::lgamma})) return;
  Terms terms = goal_.terms;
  const auto whole = language::as_fraction(terms, d_.f, names_.size());
  if (!whole || terms.as_rational(whole->denominator) == nullptr || terms.as_rational(whole->common) == nullptr) return;
  const Rational scale = *terms.as_rational(whole->common) / *terms.as_rational(whole->denominator);
  NodeId rest = terms.apply(Op::mul, terms.rational(scale), whole->numerator);
  NodeId above = -1, below = -1;
  for (const language::Linear& part : language::linear_parts(terms, d_.f, names_.size())) {
    const Rational* factor = terms.as_rational(part.factor);
    if (terms[part.function].op != Op::log || factor == nullptr || denominator(Rational(*factor * scale)) != 1 ||
        abs(*factor * scale) > 16) {
      continue;
    }
    const Rational times = *factor * scale;
    rest = terms.apply(Op::sub, rest, terms.apply(Op::mul, terms.rational(times), part.function));
    NodeId& side = times > 0 ? above : below;
    const NodeId argument = terms[part.function].a;
    const NodeId power = terms.power(argument, numerator(Rational(abs(times))).convert_to<long>());
    side = side < 0 ? power : terms.apply(Op::mul, side, power);
  }
  if (above < 0 && below < 0) return;
  const auto plain = language::as_fraction(terms, rest, names_.size());
  const NodeId left = plain ? terms.apply(Op::div, terms.apply(Op::mul, plain->common, plain->numerator), plain->denominator)
                            : terms.rational(0);
  if (above < 0) above = terms.rational(1);
  if (below < 0) below = terms.rational(1);
  if (plain) {
    const int sign = sign_at_sample(terms, left);
    NodeId& side = sign < 0 ? below : above;
    side = terms.apply(Op::mul, side, terms.apply(Op::exp, with_sign(terms, left, sign < 0 ? -1 : 1)));
  }
  add("exponentials", text_of(terms, above) + " " + text_of(terms, below), plain ? 0.75 : 0.2);
}

void MoveFinder::quadratics() {
  for (std::size_t i = goal_.variables.size(); i-- > 0;) {
    Terms terms = goal_.terms;
    const auto parts = language::as_quadratic(terms, d_.f, names_.size(), static_cast<int>(i));
    if (!parts) continue;
    add("quadratic", names_[i] + " " + text_of(terms, parts->a) + " " + text_of(terms, parts->b) + " " +
                         text_of(terms, parts->c), 0.3);
  }
}

}  // namespace certibound::prover
