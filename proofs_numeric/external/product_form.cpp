#include "product_form.hpp"

namespace certibound::external {
namespace {

using language::Node;
using language::NodeId;
using language::Op;
using language::Terms;

constexpr std::size_t kMostProducts = 400;
constexpr long kMostPower = 20;

// What a node is as a function of X and Y. `fn` is it over the captured variables (constant) and its direction.
struct Shape {
  enum Kind { constant, linear, univariate, other } kind = other;
  Rational alpha = 0, beta = 0;  // linear: alpha X + beta Y + fn, fn a constant
  Direction direction = {};
  NodeId fn = -1;
};

class Expansion {
 public:
  // split: alpha X + beta Y counts as a sum of two, not as a variable of its own.
  Expansion(const language::Lambda& body, std::size_t captured, bool split)
      : source_(body.terms), captured_(static_cast<int>(captured)), split_(split) {}

  std::optional<std::vector<Product>> products(NodeId id);
  Terms take_terms() { return std::move(out_); }

 private:
  using Products = std::optional<std::vector<Product>>;

  NodeId variable() { return out_.variable(captured_); }
  NodeId one() { return out_.rational(1); }

  const Shape& shape(NodeId id) {
    if (const auto found = shapes_.find(id); found != shapes_.end()) return found->second;
    Shape value = compute(source_[id]);
    return shapes_.emplace(id, std::move(value)).first->second;
  }
  Shape compute(const Node& node);
  Shape compute_call(const Node& node);
  std::optional<Shape> linear(const Node& node, const Shape& a, const Shape& b);
  // A linear or univariate shape as a function of its direction.
  Shape as_univariate(const Shape& x);
  NodeId operation(const Node& node, NodeId a, NodeId b) {
    return out_.same_operation(source_, node, [&](NodeId id) { return id == node.a ? a : b; });
  }

  Products sum(const Node& node);
  Products times(const std::vector<Product>& a, const std::vector<Product>& b);
  Products quotient(const Node& node);
  Products power(const Node& node);
  Products exponential(const Node& node);
  Products larger(const Node& node);
  // The operation on each factor of a single product.
  template <typename F>
  Products each(NodeId id, F f);

  Terms source_, out_;
  int captured_;
  bool split_;
  std::map<NodeId, Shape> shapes_;
};

Shape Expansion::as_univariate(const Shape& x) {
  if (x.kind != Shape::linear) return x;
  Shape out;
  out.kind = Shape::univariate;
  const bool first = x.alpha != 0;
  out.direction = first ? Direction{false, Rational(x.beta / x.alpha)} : Direction{true, 0};
  const Rational slope = first ? x.alpha : x.beta;
  out.fn = slope == 1 ? variable() : out_.apply(Op::mul, out_.rational(slope), variable());
  const Rational* offset = out_.as_rational(x.fn);
  if (offset == nullptr || *offset != 0) out.fn = out_.apply(Op::add, out.fn, x.fn);
  return out;
}

std::optional<Shape> Expansion::linear(const Node& node, const Shape& a, const Shape& b) {
  const auto flat = [](const Shape& x) { return x.kind == Shape::constant || x.kind == Shape::linear; };
  if (!flat(a) || !flat(b)) return std::nullopt;
  Shape out;
  out.kind = Shape::linear;
  out.fn = operation(node, a.fn, b.fn);
  if (node.op == Op::neg) {
    out.alpha = -a.alpha;
    out.beta = -a.beta;
  } else if (node.op == Op::add || node.op == Op::sub) {
    const long sign = node.op == Op::add ? 1 : -1;
    out.alpha = a.alpha + sign * b.alpha;
    out.beta = a.beta + sign * b.beta;
  } else {
    const bool scaled_by_second = b.kind == Shape::constant;
    const Rational* scale = out_.as_rational(scaled_by_second ? b.fn : a.fn);
    const bool fits = node.op == Op::mul ? scaled_by_second || a.kind == Shape::constant : scaled_by_second;
    if (!fits || scale == nullptr || *scale == 0) return std::nullopt;
    const Shape& x = scaled_by_second ? a : b;
    const Rational factor = node.op == Op::mul ? *scale : Rational(1 / *scale);
    out.alpha = x.alpha * factor;
    out.beta = x.beta * factor;
  }
  if (out.alpha == 0 && out.beta == 0) out.kind = Shape::constant;
  if (split_ && out.alpha != 0 && out.beta != 0) return Shape{};
  return out;
}

Shape Expansion::compute_call(const Node& node) {
  Shape out;
  for (const NodeId id : source_.call_of(node).operands) {
    if (shape(id).kind != Shape::constant) return out;
  }
  out.kind = Shape::constant;
  out.fn = out_.same_operation(source_, node, [&](NodeId id) { return shape(id).fn; });
  return out;
}

Shape Expansion::compute(const Node& node) {
  Shape out;
  if (node.op == Op::call) return compute_call(node);
  if (node.op == Op::variable) {
    out.kind = node.n < captured_ ? Shape::constant : Shape::linear;
    out.alpha = node.n == captured_ ? 1 : 0;
    out.beta = node.n == captured_ + 1 ? 1 : 0;
    out.fn = node.n < captured_ ? out_.variable(static_cast<int>(node.n)) : out_.rational(0);
    return out;
  }
  if (node.a < 0) {
    out.kind = Shape::constant;
    out.fn = out_.same_operation(source_, node, [](NodeId id) { return id; });
    return out;
  }
  Shape a = shape(node.a), b = shape(node.b < 0 ? node.a : node.b);
  if (a.kind == Shape::other || b.kind == Shape::other) return out;
  if (a.kind == Shape::constant && b.kind == Shape::constant) {
    out.kind = Shape::constant;
    out.fn = operation(node, a.fn, b.fn);
    return out;
  }
  if (node.op == Op::neg || node.op == Op::add || node.op == Op::sub || node.op == Op::mul || node.op == Op::div) {
    if (const auto found = linear(node, a, b)) return *found;
  }
  a = as_univariate(a);
  b = as_univariate(b);
  const bool together = a.kind == Shape::constant || b.kind == Shape::constant || a.direction == b.direction;
  if (!together) return out;
  out.kind = Shape::univariate;
  out.direction = a.kind == Shape::constant ? b.direction : a.direction;
  out.fn = operation(node, a.fn, b.fn);
  return out;
}

template <typename F>
Expansion::Products Expansion::each(NodeId id, F f) {
  auto inner = products(id);
  if (!inner || inner->size() != 1) return std::nullopt;
  Product& only = inner->front();
  only.constant = f(only.constant);
  for (auto& [direction, fn] : only.factors) fn = f(fn);
  return inner;
}

Expansion::Products Expansion::sum(const Node& node) {
  auto first = products(node.a), second = products(node.b < 0 ? node.a : node.b);
  if (!first || !second || first->size() + second->size() > kMostProducts) return std::nullopt;
  for (Product& term : *second) {
    if (node.op == Op::sub) term.constant = out_.apply(Op::neg, term.constant);
    first->push_back(std::move(term));
  }
  return first;
}

Expansion::Products Expansion::times(const std::vector<Product>& a, const std::vector<Product>& b) {
  if (a.size() * b.size() > kMostProducts) return std::nullopt;
  std::vector<Product> out;
  for (const Product& x : a) {
    for (const Product& y : b) {
      Product product = x;
      product.constant = out_.apply(Op::mul, x.constant, y.constant);
      for (const auto& [direction, fn] : y.factors) {
        const auto [place, fresh] = product.factors.emplace(direction, fn);
        if (!fresh) place->second = out_.apply(Op::mul, place->second, fn);
      }
      out.push_back(std::move(product));
    }
  }
  return out;
}

// By one product, factor by factor, so that x/|x| stays one quotient.
Expansion::Products Expansion::quotient(const Node& node) {
  auto out = products(node.a);
  const auto below = products(node.b);
  if (!out || !below || below->size() != 1) return std::nullopt;
  for (Product& product : *out) {
    product.constant = out_.apply(Op::div, product.constant, below->front().constant);
    for (const auto& [direction, fn] : below->front().factors) {
      NodeId& factor = product.factors.emplace(direction, one()).first->second;
      factor = out_.apply(Op::div, factor, fn);
    }
  }
  return out;
}

Expansion::Products Expansion::power(const Node& node) {
  const long n = node.n;
  if (auto single = each(node.a, [&](NodeId fn) { return out_.power(fn, n); })) return single;
  const auto base = products(node.a);
  if (!base || n < 0 || n > kMostPower) return std::nullopt;
  Products out = std::vector<Product>{{one(), {}}};
  for (long k = 0; out && k < n; ++k) out = times(*out, *base);
  return out;
}

// exp of a sum of functions of one direction each.
Expansion::Products Expansion::exponential(const Node& node) {
  const auto terms = products(node.a);
  if (!terms) return std::nullopt;
  Products out = std::vector<Product>{{one(), {}}};
  for (const Product& term : *terms) {
    if (!out || term.factors.size() > 1) return std::nullopt;
    Product factor{one(), {}};
    if (term.factors.empty()) {
      factor.constant = out_.apply(Op::exp, term.constant);
    } else {
      const auto& [direction, fn] = *term.factors.begin();
      factor.factors.emplace(direction, out_.apply(Op::exp, out_.apply(Op::mul, term.constant, fn)));
    }
    out = times(*out, {factor});
  }
  return out;
}

// (a + b +- |a - b|)/2
Expansion::Products Expansion::larger(const Node& node) {
  const NodeId a = node.a, b = node.b;
  const NodeId distance = source_.apply(Op::abs, source_.apply(Op::sub, a, b));
  const NodeId twice = source_.apply(node.op == Op::max ? Op::add : Op::sub, source_.apply(Op::add, a, b), distance);
  return products(source_.apply(Op::div, twice, source_.rational(2)));
}

Expansion::Products Expansion::products(NodeId id) {
  const Shape found = shape(id);
  const Node node = source_[id];
  if (found.kind == Shape::constant) return std::vector<Product>{{found.fn, {}}};
  if (found.kind != Shape::other) {
    const Shape x = as_univariate(found);
    return std::vector<Product>{{one(), {{x.direction, x.fn}}}};
  }
  switch (node.op) {
    case Op::neg: {
      auto out = products(node.a);
      if (out) {
        for (Product& term : *out) term.constant = out_.apply(Op::neg, term.constant);
      }
      return out;
    }
    case Op::add:
    case Op::sub: return sum(node);
    case Op::mul: {
      const auto a = products(node.a), b = products(node.b);
      return a && b ? times(*a, *b) : std::nullopt;
    }
    case Op::div: return quotient(node);
    case Op::power: return power(node);
    case Op::exp: return exponential(node);
    case Op::abs: return each(node.a, [&](NodeId fn) { return out_.apply(Op::abs, fn); });
    case Op::min:
    case Op::max: return larger(node);
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<ProductForm> product_form(const language::Lambda& body, std::size_t captured) {
  for (const bool split : {false, true}) {
    Expansion expansion(body, captured, split);
    auto products = expansion.products(body.root);
    if (!products) continue;
    bool pairs = true;
    for (const Product& product : *products) pairs = pairs && product.factors.size() <= 2;
    if (pairs) return ProductForm{expansion.take_terms(), std::move(*products)};
  }
  return std::nullopt;
}

}  // namespace certibound::external
