#include "pieces.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace certibound::external {
namespace {

using language::Node;
using language::NodeId;
using language::Op;

using Pieces = std::optional<PiecewiseFunction>;

constexpr std::size_t kMostCuts = 31;
constexpr int kMostDegree = 40;
constexpr std::size_t kMostRates = 8;

PiecewiseFunction whole_line(ExpPolynomial f) { return {{}, {}, {std::move(f)}}; }
PiecewiseFunction constant(const Rational& c) { return whole_line(ExpPolynomial(c, 0, 0)); }

bool small_enough(const PiecewiseFunction& f) {
  return f.cuts.size() <= kMostCuts && std::all_of(f.pieces.begin(), f.pieces.end(), [](const ExpPolynomial& e) {
           return e.degree() <= kMostDegree && e.terms().size() <= kMostRates;
         });
}

// f on the pieces between more cuts.
PiecewiseFunction refined(const PiecewiseFunction& f, const std::vector<Rational>& cuts) {
  PiecewiseFunction out{cuts, std::vector<bool>(cuts.size(), false), {}};
  std::size_t piece = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    if (i > 0 && piece < f.cuts.size() && f.cuts[piece] == cuts[i - 1]) ++piece;
    out.pieces.push_back(f.pieces[piece]);
  }
  return out;
}

using Operation = std::function<std::optional<ExpPolynomial>(const ExpPolynomial&, const ExpPolynomial&)>;

Pieces combined(const PiecewiseFunction& f, const PiecewiseFunction& g, const Operation& operation) {
  std::vector<Rational> cuts;
  std::set_union(f.cuts.begin(), f.cuts.end(), g.cuts.begin(), g.cuts.end(), std::back_inserter(cuts));
  PiecewiseFunction out = refined(f, cuts);
  const PiecewiseFunction other = refined(g, cuts);
  for (std::size_t i = 0; i < out.pieces.size(); ++i) {
    auto piece = operation(out.pieces[i], other.pieces[i]);
    if (!piece) return std::nullopt;
    out.pieces[i] = std::move(*piece);
  }
  return small_enough(out) ? Pieces(std::move(out)) : std::nullopt;
}

struct SingleTerm {
  Rational coefficient, rate;
  int power;
};

// c x^n e^(kx), c not 0.
std::optional<SingleTerm> single_term(const ExpPolynomial& e) {
  if (e.terms().size() != 1) return std::nullopt;
  const auto& [rate, p] = *e.terms().begin();
  for (std::size_t n = 0; n + 1 < p.size(); ++n) {
    if (p[n] != 0) return std::nullopt;
  }
  return SingleTerm{p.back(), rate, static_cast<int>(p.size()) - 1};
}

// f/g where it is such a sum again: g = c e^(kx), or f a multiple of g.
std::optional<ExpPolynomial> quotient(const ExpPolynomial& f, const ExpPolynomial& g) {
  if (g.is_zero()) return std::nullopt;
  if (f.is_zero()) return f;
  const auto divisor = single_term(g);
  if (divisor && divisor->power == 0) {
    return f * ExpPolynomial(Rational(1 / divisor->coefficient), 0, Rational(-divisor->rate));
  }
  const auto& [rate, p] = *f.terms().begin();
  const auto& [other_rate, q] = *g.terms().begin();
  if (rate != other_rate || p.size() != q.size()) return std::nullopt;
  const Rational ratio = p.back() / q.back();
  if (!(f - ExpPolynomial(ratio, 0, 0) * g).is_zero()) return std::nullopt;
  return ExpPolynomial(ratio, 0, 0);
}

// Where f may change its sign, if these are rational numbers that can be named: f = c x^n e^(kx) or linear, times e^(kx).
std::optional<std::vector<Rational>> sign_changes(const ExpPolynomial& f) {
  if (f.is_zero()) return std::vector<Rational>{};
  if (const auto term = single_term(f)) {
    return term->power == 0 ? std::vector<Rational>{} : std::vector<Rational>{Rational(0)};
  }
  if (f.terms().size() != 1) return std::nullopt;
  const auto& p = f.terms().begin()->second;
  if (p.size() != 2) return std::nullopt;
  return std::vector<Rational>{Rational(-p[0] / p[1])};
}

// The sign of f, which changes nowhere between the cuts, there.
int sign_between(const ExpPolynomial& f, const std::vector<Rational>& cuts, std::size_t i) {
  if (f.is_zero()) return 0;
  const Rational at = cuts.empty()       ? Rational(0)
                      : i == 0           ? Rational(cuts.front() - 1)
                      : i == cuts.size() ? Rational(cuts.back() + 1)
                                         : Rational((cuts[i - 1] + cuts[i]) / 2);
  const auto& p = f.terms().begin()->second;
  Rational value = 0;
  for (std::size_t n = p.size(); n-- > 0;) value = value * at + p[n];
  return value < 0 ? -1 : 1;
}

Pieces absolute(const PiecewiseFunction& f) {
  std::vector<Rational> cuts = f.cuts;
  for (const ExpPolynomial& piece : f.pieces) {
    const auto changes = sign_changes(piece);
    if (!changes) return std::nullopt;
    cuts.insert(cuts.end(), changes->begin(), changes->end());
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  PiecewiseFunction out = refined(f, cuts);
  for (std::size_t i = 0; i < out.pieces.size(); ++i) {
    if (sign_between(out.pieces[i], cuts, i) < 0) out.pieces[i] = ExpPolynomial() - out.pieces[i];
  }
  return small_enough(out) ? Pieces(std::move(out)) : std::nullopt;
}

// exp of k x.
Pieces exponential(const PiecewiseFunction& f) {
  PiecewiseFunction out = f;
  for (ExpPolynomial& piece : out.pieces) {
    if (piece.is_zero()) {
      piece = ExpPolynomial(1, 0, 0);
      continue;
    }
    const auto term = single_term(piece);
    if (!term || term->power != 1 || term->rate != 0) return std::nullopt;
    piece = ExpPolynomial(1, 0, term->coefficient);
  }
  return small_enough(out) ? Pieces(std::move(out)) : std::nullopt;
}

Pieces sum(const PiecewiseFunction& f, const PiecewiseFunction& g) {
  return combined(f, g, [](const ExpPolynomial& x, const ExpPolynomial& y) { return x + y; });
}
Pieces difference(const PiecewiseFunction& f, const PiecewiseFunction& g) {
  return combined(f, g, [](const ExpPolynomial& x, const ExpPolynomial& y) { return x - y; });
}
Pieces product(const PiecewiseFunction& f, const PiecewiseFunction& g) {
  return combined(f, g, [](const ExpPolynomial& x, const ExpPolynomial& y) { return x * y; });
}

Pieces power(const PiecewiseFunction& f, long n) {
  if (n < 0 || n > kMostDegree) return std::nullopt;
  Pieces out = constant(1);
  for (long k = 0; out && k < n; ++k) out = product(*out, f);
  return out;
}

// (f + g +- |f - g|)/2
Pieces larger(const PiecewiseFunction& f, const PiecewiseFunction& g, bool smaller) {
  const Pieces both = sum(f, g), apart = difference(f, g);
  const Pieces distance = apart ? absolute(*apart) : std::nullopt;
  if (!both || !distance) return std::nullopt;
  const Pieces twice = smaller ? difference(*both, *distance) : sum(*both, *distance);
  return twice ? product(*twice, constant(Rational(1, 2))) : std::nullopt;
}

Pieces operation(const Node& node, const PiecewiseFunction& a, const PiecewiseFunction& b) {
  switch (node.op) {
    case Op::neg: return difference(constant(0), a);
    case Op::add: return sum(a, b);
    case Op::sub: return difference(a, b);
    case Op::mul: return product(a, b);
    case Op::div: return combined(a, b, quotient);
    case Op::power: {
      if (node.n >= 0) return power(a, node.n);
      const Pieces positive = power(a, -node.n);
      return positive ? combined(constant(1), *positive, quotient) : std::nullopt;
    }
    case Op::exp: return exponential(a);
    case Op::abs: return absolute(a);
    case Op::min: return larger(a, b, true);
    case Op::max: return larger(a, b, false);
    default: return std::nullopt;
  }
}

Pieces leaf(const language::Terms& terms, const Node& node, const std::vector<Interval>& captured) {
  if (node.op == Op::rational) return constant(terms.rational_value(node));
  if (node.op != Op::variable) return std::nullopt;
  const auto index = static_cast<std::size_t>(node.n);
  if (index >= captured.size()) return whole_line(ExpPolynomial(1, 1, 0));
  return captured[index].is_point() ? Pieces(constant(to_rational(captured[index].lo()))) : std::nullopt;
}

}  // namespace

Pieces pieces_of(const language::Terms& terms, NodeId root, const std::vector<Interval>& captured) {
  const std::vector<bool> needed = terms.reachable({root});
  std::map<NodeId, PiecewiseFunction> known;
  for (NodeId id = 0; id <= root; ++id) {
    if (!needed[static_cast<std::size_t>(id)]) continue;
    const Node& node = terms[id];
    Pieces value;
    if (node.op == Op::call) return std::nullopt;
    if (node.a < 0) {
      value = leaf(terms, node, captured);
    } else {
      value = operation(node, known.at(node.a), known.at(node.b < 0 ? node.a : node.b));
    }
    if (!value) return std::nullopt;
    known.emplace(id, std::move(*value));
  }
  return known.at(root);
}

}  // namespace certibound::external
