#include <certibound/language/algebra.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certibound::language {
namespace {

constexpr std::size_t kMaxTerms = 4'000;  // of a polynomial; beyond it the question is given up
constexpr std::size_t kMaxWork = 200'000;  // terms added in all, so that the question costs a fraction of a second
constexpr long kMaxPower = 64;

using Atom = int;
using Monomial = std::map<Atom, long>;  // atom -> positive exponent
using Polynomial = std::map<Monomial, Rational>;  // no zero coefficients

struct GivenUp {};

Polynomial constant(const Rational& value) {
  return value.is_zero() ? Polynomial{} : Polynomial{{Monomial{}, value}};
}

void add_to(Polynomial& sum, const Monomial& monomial, const Rational& coefficient) {
  Rational& entry = sum[monomial];
  entry += coefficient;
  if (entry.is_zero()) sum.erase(monomial);
  if (sum.size() > kMaxTerms) throw GivenUp{};
}

Polynomial operator+(Polynomial a, const Polynomial& b) {
  for (const auto& [monomial, coefficient] : b) add_to(a, monomial, coefficient);
  return a;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial out;
  for (const auto& [m, p] : a) {
    for (const auto& [n, q] : b) {
      Monomial product = m;
      for (const auto& [atom, exponent] : n) product[atom] += exponent;
      add_to(out, product, p * q);
    }
  }
  return out;
}

Polynomial operator-(const Polynomial& a) { return a * constant(Rational(-1)); }

struct Quotient {
  Polynomial numerator, denominator;
};

class NormalForm {
 public:
  explicit NormalForm(const Terms& terms) : terms_(terms) {}

  Quotient of(NodeId root) {
    const std::vector<bool> needed = terms_.reachable({root});
    std::vector<Quotient> values(static_cast<std::size_t>(root) + 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!needed[i]) continue;
      const Node& node = terms_[static_cast<NodeId>(i)];
      static const Quotient kNone;
      const Quotient& a = node.a < 0 ? kNone : values[static_cast<std::size_t>(node.a)];
      const Quotient& b = node.b < 0 ? kNone : values[static_cast<std::size_t>(node.b)];
      spend(cost(a, b));
      values[i] = node.op == Op::call ? call_atom(terms_.call_of(node), values) : reduced(node_value(node, a, b));
      spend(values[i].numerator.size() + values[i].denominator.size());
    }
    return values.back();
  }

 private:
  // An upper bound of the terms that any operation of these two adds up, powers aside.
  static std::size_t cost(const Quotient& a, const Quotient& b) {
    return (a.numerator.size() + a.denominator.size() + 1) * (b.numerator.size() + b.denominator.size() + 1);
  }

  void spend(std::size_t terms) {
    work_ += terms;
    if (work_ > kMaxWork) throw GivenUp{};
  }

  Quotient node_value(const Node& node, const Quotient& a, const Quotient& b) {
    switch (node.op) {
      case Op::rational: return {constant(terms_.rational_value(node)), constant(1)};
      case Op::pi: return atom("pi");
      case Op::e: return atom("e");
      case Op::variable: return atom("x" + std::to_string(node.n));
      case Op::neg: return {-a.numerator, a.denominator};
      case Op::add: return sum(a, b);
      case Op::sub: return sum(a, {-b.numerator, b.denominator});
      case Op::mul: return {a.numerator * b.numerator, a.denominator * b.denominator};
      case Op::div: return {a.numerator * b.denominator, a.denominator * b.numerator};
      case Op::power: return power(a, node.n);
      case Op::sqrt: return square_root(a);
      case Op::Rhat: return rhat(a);
      case Op::Rhat1: return sum({constant(1), constant(1)}, negated(divided_by_pi(function(Op::acos, a))));
      default: return node.b < 0 ? function(node.op, a) : opaque(node.op, key(a) + ";" + key(b));
    }
  }

  static Quotient negated(const Quotient& a) { return {-a.numerator, a.denominator}; }

  static Quotient sum(const Quotient& a, const Quotient& b) {
    if (a.denominator == b.denominator) return {a.numerator + b.numerator, a.denominator};
    return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
  }

  Quotient power(const Quotient& a, long n) {
    if (n > kMaxPower || n < -kMaxPower) throw GivenUp{};
    Quotient out{constant(1), constant(1)};
    for (long i = 0; i < (n < 0 ? -n : n); ++i) {
      spend(cost(out, a));
      out = {out.numerator * a.numerator, out.denominator * a.denominator};
    }
    return n < 0 ? Quotient{out.denominator, out.numerator} : out;
  }

  Quotient divided_by_pi(const Quotient& a) {
    return {a.numerator, a.denominator * atom("pi").numerator};
  }

  // Rhat(u) = (sqrt(1 - u^2) + (pi - acos u) u)/pi
  Quotient rhat(const Quotient& u) {
    const Quotient one{constant(1), constant(1)};
    const Quotient root = square_root(reduced(sum(one, negated(power(u, 2)))));
    const Quotient angle = sum(atom("pi"), negated(function(Op::acos, u)));
    const Quotient product{angle.numerator * u.numerator, angle.denominator * u.denominator};
    return divided_by_pi(sum(root, product));
  }

  Quotient atom(const std::string& name) {
    const auto [found, is_new] = atoms_.try_emplace(name, static_cast<Atom>(atoms_.size()));
    return {Polynomial{{Monomial{{found->second, 1}}, Rational(1)}}, constant(1)};
  }

  Quotient opaque(Op op, const std::string& arguments) {
    return atom("f" + std::to_string(static_cast<int>(op)) + "(" + arguments + ")");
  }

  // Calls are the same atom where their operands have the same normal forms.
  Quotient call_atom(const Call& call, const std::vector<Quotient>& values) {
    std::string name = "call" + std::to_string(static_cast<int>(call.what)) + (call.from_minus_infinity ? "-" : "") +
                       (call.to_infinity ? "+" : "") + call.name + "(";
    for (const NodeId id : call.operands) name += key(values[static_cast<std::size_t>(id)]) + ";";
    return atom(name + (call.body ? call.body->key : "") + ")");
  }

  // The argument of a root keeps its polynomial, so that the square of the root can be replaced by it.
  Quotient square_root(const Quotient& u) {
    const Quotient root = opaque(Op::sqrt, key(u));
    const Atom index = root.numerator.begin()->first.begin()->first;
    if (u.denominator == constant(1)) squares_[index] = u.numerator;
    return root;
  }

  // f(u) with u and -u brought to the same atom where f has a symmetry.
  Quotient function(Op op, const Quotient& u) {
    const bool flip = !u.numerator.empty() && u.numerator.begin()->second < 0;
    const Quotient value = opaque(op, key(flip ? negated(u) : u));
    if (!flip) return value;
    switch (op) {
      case Op::cos:
      case Op::cosh:
      case Op::abs:
      case Op::phi: return value;
      case Op::sin:
      case Op::tan:
      case Op::asin:
      case Op::atan:
      case Op::sinh:
      case Op::tanh:
      case Op::erf:
      case Op::cbrt: return negated(value);
      case Op::acos: return sum(atom("pi"), negated(value));
      case Op::erfc: return sum({constant(2), constant(1)}, negated(value));
      case Op::Phi: return sum({constant(1), constant(1)}, negated(value));
      default: return opaque(op, key(u));
    }
  }

  // Replaces s^2 by u for every root s = sqrt(u) whose argument is a polynomial.
  Polynomial without_squares(const Polynomial& p) {
    Polynomial out;
    for (const auto& [monomial, coefficient] : p) {
      Polynomial product = constant(coefficient);
      for (const auto& [index, exponent] : monomial) {
        const auto square = squares_.find(index);
        const long pairs = square == squares_.end() ? 0 : exponent / 2;
        for (long i = 0; i < pairs; ++i) {
          spend(product.size() * square->second.size());
          product = product * square->second;
        }
        if (exponent - 2 * pairs > 0) product = product * Polynomial{{Monomial{{index, exponent - 2 * pairs}}, Rational(1)}};
      }
      out = out + product;
    }
    return out;
  }

  // Squares gone (a replaced square may bring new ones), and the denominator 1 where it is a constant.
  Quotient reduced(Quotient q) {
    for (int pass = 0; pass < 8; ++pass) {
      Quotient next{without_squares(q.numerator), without_squares(q.denominator)};
      const bool stable = next.numerator == q.numerator && next.denominator == q.denominator;
      q = std::move(next);
      if (stable) break;
    }
    if (q.denominator.size() == 1 && q.denominator.begin()->first.empty()) {
      q.numerator = q.numerator * constant(1 / q.denominator.begin()->second);
      q.denominator = constant(1);
    }
    return q;
  }

  static std::string key(const Polynomial& p) {
    std::string out;
    for (const auto& [monomial, coefficient] : p) {
      out += "+" + to_string(coefficient);
      for (const auto& [index, exponent] : monomial) out += "*" + std::to_string(index) + "^" + std::to_string(exponent);
    }
    return out;
  }
  static std::string key(const Quotient& q) { return key(q.numerator) + "/" + key(q.denominator); }

  const Terms& terms_;
  std::size_t work_ = 0;
  std::map<std::string, Atom> atoms_;
  std::map<Atom, Polynomial> squares_;
};

}  // namespace

bool vanishes_identically(const Terms& terms, NodeId root) {
  try {
    const Quotient value = NormalForm(terms).of(root);
    return value.numerator.empty() && !value.denominator.empty();
  } catch (const GivenUp&) {
    return false;
  }
}

}  // namespace certibound::language
