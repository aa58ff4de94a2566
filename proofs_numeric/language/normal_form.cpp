#include "normal_form.hpp"

#include <set>

namespace certibound::language {
namespace {

constexpr std::size_t kMaxWork = 200'000;  // terms added in all, so that the question costs a fraction of a second

std::size_t size(const Factors& factors) {
  std::size_t out = 0;
  for (const auto& [factor, exponent] : factors) out += factor.size() * static_cast<std::size_t>(exponent);
  return out;
}

// About the number of terms that an operation of these two adds up, powers aside.
std::size_t cost(const Quotient& a, const Quotient& b) {
  return (a.numerator.size() + size(a.denominator) + 1) * (b.numerator.size() + size(b.denominator) + 1);
}

// A sum of polynomials is made in one pass over both; anything else costs about the product of the sizes.
std::size_t cost(Op op, const Quotient& a, const Quotient& b) {
  const bool is_sum = (op == Op::add || op == Op::sub) && is_polynomial(a) && is_polynomial(b);
  return is_sum ? a.numerator.size() + b.numerator.size() + 1 : cost(a, b);
}

}  // namespace

void NormalForm::spend(std::size_t terms) {
  work_ += terms;
  if (work_ > kMaxWork) throw GivenUp{};
}

Quotient NormalForm::of(NodeId root) {
  const std::vector<bool> needed = terms_.reachable({root});
  values_.assign(static_cast<std::size_t>(root) + 1, {});
  static const Quotient kNone;
  for (NodeId id = 0; id <= root; ++id) {
    const auto i = static_cast<std::size_t>(id);
    if (!needed[i]) continue;
    const Node& node = terms_[id];
    const Quotient& a = node.a < 0 ? kNone : values_[static_cast<std::size_t>(node.a)];
    const Quotient& b = node.b < 0 ? kNone : values_[static_cast<std::size_t>(node.b)];
    spend(cost(node.op, a, b));
    values_[i] = node.op == Op::call ? call_atom(id) : reduced(node_value(node, id, a, b));
    spend(values_[i].numerator.size() + size(values_[i].denominator));
  }
  return values_.back();
}

Quotient NormalForm::node_value(const Node& node, NodeId id, const Quotient& a, const Quotient& b) {
  switch (node.op) {
    case Op::rational: return number(terms_.rational_value(terms_[id]));
    case Op::pi: return leaf(Op::pi);
    case Op::e: return exponential(one());
    case Op::variable: return leaf(Op::variable, node.n);
    case Op::neg: return -a;
    case Op::add: return a + b;
    case Op::sub: return a + -b;
    case Op::mul: return a * b;
    case Op::div: return a / b;
    case Op::power: return power(a, node.n);
    case Op::sqrt: return square_root(a);
    case Op::exp:
      if (terms_[node.a].op == Op::log) return values_[static_cast<std::size_t>(terms_[node.a].a)];  // exp(log u) = u
      return exponential(a);
    case Op::expm1: return exponential(a) + number(-1);
    case Op::log: return logarithm(a);
    case Op::log1p: return logarithm(reduced(one() + a));
    case Op::sin: return circular(a, 0);
    case Op::cos: return circular(a, 1);
    case Op::tan: return circular(a, 0) / circular(a, 1);
    case Op::acos: return arc_cosine(a);
    case Op::cbrt: return cube_root(a);
    case Op::cosh: return cosh(a);
    case Op::sinh: return sinh(a);
    case Op::tanh: return sinh(a) / cosh(a);
    case Op::phi: return exponential(a * a * number(Rational(-1, 2))) / square_root(leaf(Op::pi) * number(2));
    case Op::erfc: return one() + -function(Op::erf, a);
    case Op::abs: return absolute(a);
    case Op::max: return (a + b + absolute(reduced(a + -b))) * number(Rational(1, 2));
    case Op::min: return (a + b + -absolute(reduced(a + -b))) * number(Rational(1, 2));
    case Op::Rhat: return rhat(a);
    case Op::Rhat1: return one() + -(arc_cosine(a) / leaf(Op::pi));
    case Op::real_power:
      if (is_rational(b)) return rational_power(a, rational_value(b));
      return opaque(Op::real_power, {a, b});
    default: return function(node.op, a);
  }
}

Quotient NormalForm::atom(const std::string& name, Atom atom) {
  const auto [found, is_new] = names_.try_emplace(name, static_cast<AtomId>(atoms_.size()));
  if (is_new) atoms_.push_back(std::move(atom));
  return whole(single(found->second));
}

Quotient NormalForm::leaf(Op op, long n) {
  return atom("l" + std::to_string(static_cast<int>(op)) + "," + std::to_string(n), {op, n});
}

Quotient NormalForm::opaque(Op op, std::vector<Quotient> operands) {
  std::string name = "f" + std::to_string(static_cast<int>(op)) + "(";
  for (const Quotient& operand : operands) name += key(operand) + ";";
  return atom(name, {op, 0, std::move(operands)});
}

// Calls are the same atom where their operands have the same normal forms.
Quotient NormalForm::call_atom(NodeId id) {
  const Call& call = terms_.call_of(terms_[id]);
  std::string name = "call" + std::to_string(static_cast<int>(call.what)) + (call.from_minus_infinity ? "-" : "") +
                     (call.to_infinity ? "+" : "") + call.name + "(" + std::to_string(call.arguments) + ":";
  for (const NodeId operand : call.operands) name += key(values_[static_cast<std::size_t>(operand)]) + ";";
  return atom(name + (call.body ? call.body->key : "") + ")", {Op::call, id});
}

void NormalForm::relate(const Quotient& atom, long degree, const Polynomial& value) {
  relations_.try_emplace(atom.numerator.begin()->first.begin()->first, Relation{degree, value});
}

Quotient NormalForm::power(const Quotient& a, long n) {
  if (n > kMaxPower || n < -kMaxPower) throw GivenUp{};
  Quotient out = one();
  for (long i = 0; i < (n < 0 ? -n : n); ++i) {
    spend(cost(out, a));
    out = out * a;
  }
  return n < 0 ? one() / out : out;
}

// Lower powers by the relations of the atoms.
Polynomial NormalForm::without_powers(const Polynomial& p) {
  Polynomial out;
  for (const auto& [monomial, coefficient] : p) {
    Polynomial product = constant(coefficient);
    for (const auto& [index, exponent] : monomial) {
      const auto relation = relations_.find(index);
      const long times = relation == relations_.end() ? 0 : exponent / relation->second.degree;
      for (long i = 0; i < times; ++i) {
        spend(product.size() * relation->second.value.size());
        product = product * relation->second.value;
      }
      const long rest = times == 0 ? exponent : exponent - times * relation->second.degree;
      if (rest > 0) product = product * single(index, rest);
    }
    out = std::move(out) + product;
  }
  return out;
}

// q/factor^exponent, with the powers of an atom lowered; the power of a sum stays one, for the sake of its size.
Quotient NormalForm::divided_by(Quotient q, const Polynomial& factor, long exponent) {
  const Monomial& first = factor.begin()->first;
  const bool is_atom = factor.size() == 1 && first.size() == 1;
  const auto relation = is_atom ? relations_.find(first.begin()->first) : relations_.end();
  if (relation != relations_.end()) {
    const long times = exponent / relation->second.degree;
    for (long i = 0; i < times; ++i) q = q / whole(relation->second.value);
    exponent -= times * relation->second.degree;
  }
  const Quotient lowered = whole(without_powers(factor));
  for (long i = 0; i < exponent; ++i) q = q / lowered;
  return q;
}

// Powers lowered (what replaces one may bring new ones), common factors cancelled.
Quotient NormalForm::reduced(Quotient q) {
  for (int pass = 0; pass < 8; ++pass) {
    Quotient next = whole(without_powers(q.numerator));
    for (const auto& [factor, exponent] : q.denominator) next = divided_by(std::move(next), factor, exponent);
    cancel(next);
    const bool stable = next.numerator == q.numerator && next.denominator == q.denominator;
    q = std::move(next);
    if (stable) break;
  }
  return q;
}

AtomId NormalForm::variable_atom(long index) {
  return leaf(Op::variable, index).numerator.begin()->first.begin()->first;
}

std::vector<AtomId> NormalForm::function_atoms(const Polynomial& p) const {
  std::set<AtomId> found;
  for (const auto& [monomial, coefficient] : p) {
    for (const auto& [index, exponent] : monomial) {
      const Atom& a = atoms_[static_cast<std::size_t>(index)];
      const bool of_constant = !a.operands.empty() && is_rational(a.operands[0]);
      if (a.op != Op::pi && a.op != Op::variable && a.op != Op::call && !of_constant) found.insert(index);
    }
  }
  return {found.begin(), found.end()};
}

NodeId NormalForm::to_term(const Polynomial& p, Terms& out) const {
  NodeId sum = -1;
  for (const auto& [monomial, coefficient] : p) {
    NodeId product = -1;
    for (const auto& [index, exponent] : monomial) {
      const NodeId factor = out.power(to_term(atoms_[static_cast<std::size_t>(index)], out), exponent);
      product = product < 0 ? factor : out.apply(Op::mul, product, factor);
    }
    const bool negative = sum >= 0 && coefficient < 0;
    const Rational size = negative ? Rational(-coefficient) : coefficient;
    if (product < 0) {
      product = out.rational(size);
    } else if (size != 1) {
      product = out.apply(Op::mul, out.rational(size), product);
    }
    sum = sum < 0 ? product : out.apply(negative ? Op::sub : Op::add, sum, product);
  }
  return sum < 0 ? out.rational(0) : sum;
}

NodeId NormalForm::to_term(const Factors& factors, Terms& out) const {
  NodeId product = -1;
  for (const auto& [factor, exponent] : factors) {
    const NodeId power = out.power(to_term(factor, out), exponent);
    product = product < 0 ? power : out.apply(Op::mul, product, power);
  }
  return product < 0 ? out.rational(1) : product;
}

NodeId NormalForm::to_term(const Quotient& q, Terms& out) const {
  const NodeId top = to_term(q.numerator, out);
  return q.denominator.empty() ? top : out.apply(Op::div, top, to_term(q.denominator, out));
}

NodeId NormalForm::to_term(const Atom& atom, Terms& out) const {
  switch (atom.op) {
    case Op::pi: return out.constant(Op::pi);
    case Op::variable: return out.variable(static_cast<int>(atom.n));
    case Op::call: {
      std::vector<NodeId> variables;
      for (std::size_t i = 0; i < variables_; ++i) variables.push_back(out.variable(static_cast<int>(i)));
      return terms_.substitute(static_cast<NodeId>(atom.n), variables, out);
    }
    default: {
      const NodeId a = to_term(atom.operands[0], out);
      return out.apply(atom.op, a, atom.operands.size() > 1 ? to_term(atom.operands[1], out) : -1);
    }
  }
}

}  // namespace certibound::language
