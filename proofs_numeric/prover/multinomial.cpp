#include "multinomial.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace certibound::prover {

using language::Node;
using language::NodeId;
using language::Op;

namespace {

constexpr std::size_t kMaxTerms = 2'000;
constexpr long kMaxExponent = 60;

bool is_ring_operation(Op op) {
  return op == Op::rational || op == Op::neg || op == Op::add || op == Op::sub || op == Op::mul || op == Op::div ||
         op == Op::power;
}

void add_to(Multinomial& p, const Exponents& e, const Rational& c) {
  const auto [entry, is_new] = p.try_emplace(e, c);
  if (!is_new) entry->second += c;
  if (entry->second.is_zero()) p.erase(entry);
  if (p.size() > kMaxTerms) throw PolynomialTooLarge{};
}

}  // namespace

Ring::Ring(const language::Terms& terms, const std::vector<NodeId>& roots, const std::vector<std::string>& variables)
    : terms_(terms), names_(variables) {
  std::set<NodeId> seen, variable_nodes, others;
  const auto visit = [&](const auto& self, NodeId id) -> void {
    if (!seen.insert(id).second) return;
    const Node& node = terms[id];
    if (node.op == Op::variable) {
      variable_nodes.insert(id);
    } else if (is_ring_operation(node.op)) {
      for (const NodeId part : {node.a, node.b}) {
        if (part >= 0) self(self, part);
      }
    } else {
      others.insert(id);
      if (node.op == Op::sqrt) self(self, node.a);
    }
  };
  for (const NodeId root : roots) visit(visit, root);
  for (const std::set<NodeId>* some : {&variable_nodes, &others}) {
    for (const NodeId id : *some) {
      index_.emplace(id, atoms_.size());
      atoms_.push_back(id);
    }
  }
  squares_.resize(atoms_.size());
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    const Node& node = terms[atoms_[i]];
    if (node.op == Op::sqrt) squares_[i] = polynomial(node.a);
    if (node.op != Op::sin) continue;
    for (std::size_t j = 0; j < atoms_.size(); ++j) {
      if (terms[atoms_[j]].op == Op::cos && terms[atoms_[j]].a == node.a) {
        squares_[i] = sum(constant(1), scaled(atom(j, 2), -1));
      }
    }
  }
}

bool Ring::has_relations() const {
  return std::any_of(squares_.begin(), squares_.end(), [](const auto& s) { return s.has_value(); });
}

int Ring::variable(std::size_t atom) const {
  const Node& node = terms_[atoms_[atom]];
  return node.op == Op::variable ? static_cast<int>(node.n) : -1;
}

Multinomial Ring::constant(const Rational& value) const {
  Multinomial out;
  if (!value.is_zero()) out.emplace(Exponents(size(), 0), value);
  return out;
}

Multinomial Ring::atom(std::size_t index, int exponent) const {
  Exponents e(size(), 0);
  e[index] = exponent;
  return {{e, Rational(1)}};
}

// Powers s^2 replaced until every atom with a relation stands in the first power.
Multinomial Ring::reduced(const Multinomial& p) const {
  for (std::size_t i = 0; i < size(); ++i) {
    if (!squares_[i]) continue;
    const auto high = std::find_if(p.begin(), p.end(), [&](const auto& term) { return term.first[i] > 1; });
    if (high == p.end()) continue;
    Multinomial low;
    for (const auto& [e, c] : p) {
      Exponents rest = e;
      rest[i] = e[i] % 2;
      Multinomial part{{rest, c}};
      for (int k = 0; k < e[i] / 2; ++k) {
        Multinomial next;
        for (const auto& [f, d] : part) {
          for (const auto& [g, h] : *squares_[i]) {
            Exponents both = f;
            for (std::size_t j = 0; j < both.size(); ++j) both[j] += g[j];
            add_to(next, both, d * h);
          }
        }
        part = std::move(next);
      }
      for (const auto& [f, d] : part) add_to(low, f, d);
    }
    return reduced(low);
  }
  return p;
}

Multinomial Ring::product(const Multinomial& a, const Multinomial& b) const {
  Multinomial out;
  for (const auto& [e, c] : a) {
    for (const auto& [f, d] : b) {
      Exponents both = e;
      for (std::size_t i = 0; i < both.size(); ++i) both[i] += f[i];
      add_to(out, both, c * d);
    }
  }
  return has_relations() ? reduced(out) : out;
}

std::optional<Multinomial> Ring::polynomial(NodeId root) const {
  const auto of = [&](const auto& self, NodeId id) -> Multinomial {
    if (const auto known = index_.find(id); known != index_.end()) return atom(known->second);
    const Node& node = terms_[id];
    switch (node.op) {
      case Op::rational: return constant(terms_.rational_value(node));
      case Op::neg: return scaled(self(self, node.a), -1);
      case Op::add: return sum(self(self, node.a), self(self, node.b));
      case Op::sub: return sum(self(self, node.a), scaled(self(self, node.b), -1));
      case Op::mul: return product(self(self, node.a), self(self, node.b));
      case Op::div: {
        const Rational* divisor = terms_.as_rational(node.b);
        if (divisor == nullptr || divisor->is_zero()) throw PolynomialTooLarge{};
        return scaled(self(self, node.a), 1 / *divisor);
      }
      case Op::power: {
        if (node.n < 0 || node.n > kMaxExponent) throw PolynomialTooLarge{};
        const Multinomial base = self(self, node.a);
        Multinomial out = constant(1);
        for (long k = 0; k < node.n; ++k) out = product(out, base);
        return out;
      }
      default: throw PolynomialTooLarge{};
    }
  };
  try {
    return of(of, root);
  } catch (const PolynomialTooLarge&) {
    return std::nullopt;
  }
}

std::string Ring::text(const Multinomial& p) const {
  std::string out;
  for (auto term = p.rbegin(); term != p.rend(); ++term) {
    const auto& [e, c] = *term;
    std::string factors;
    for (std::size_t i = 0; i < e.size(); ++i) {
      if (e[i] == 0) continue;
      factors += (factors.empty() ? "" : "*") + to_text(terms_, atoms_[i], names_) + (e[i] > 1 ? "^" + std::to_string(e[i]) : "");
    }
    const Rational size = abs(c);
    out += out.empty() ? (c < 0 ? "-" : "") : c < 0 ? " - " : " + ";
    out += factors.empty() ? to_string(size) : size == 1 ? factors : to_string(size) + "*" + factors;
  }
  return out.empty() ? "0" : out;
}

Multinomial sum(const Multinomial& a, const Multinomial& b) {
  Multinomial out = a;
  for (const auto& [e, c] : b) add_to(out, e, c);
  return out;
}

Multinomial scaled(const Multinomial& p, const Rational& factor) {
  Multinomial out;
  if (factor.is_zero()) return out;
  for (const auto& [e, c] : p) out.emplace(e, c * factor);
  return out;
}

int degree(const Multinomial& p) {
  int out = 0;
  for (const auto& [e, c] : p) {
    int total = 0;
    for (const int k : e) total += k;
    out = std::max(out, total);
  }
  return out;
}

int degree(const Multinomial& p, std::size_t atom) {
  int out = 0;
  for (const auto& [e, c] : p) out = std::max(out, e[atom]);
  return out;
}

Rational value_at(const Multinomial& p, const std::vector<Rational>& point) {
  Rational out = 0;
  for (const auto& [e, c] : p) {
    Rational product = c;
    for (std::size_t i = 0; i < e.size(); ++i) {
      if (e[i] > 0) product *= power(point[i], e[i]);
    }
    out += product;
  }
  return out;
}

double value_at(const Multinomial& p, const std::vector<double>& point) {
  double out = 0;
  for (const auto& [e, c] : p) {
    double product = to_double(c);
    for (std::size_t i = 0; i < e.size(); ++i) product *= std::pow(point[i], e[i]);
    out += product;
  }
  return out;
}

}  // namespace certibound::prover
