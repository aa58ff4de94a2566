#include "factorise.hpp"

#include <flint/flint.h>
#include <flint/fmpq_mpoly_factor.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <string>

namespace certibound::prover {
namespace {

using language::NodeId;
using language::Op;
using language::Terms;

constexpr long kMaxTerms = 400;
constexpr long kMaxDegree = 40;

struct TooLarge {};

class Context {
 public:
  explicit Context(std::size_t variables) { fmpq_mpoly_ctx_init(value_, static_cast<slong>(variables), ORD_LEX); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { fmpq_mpoly_ctx_clear(value_); }
  const fmpq_mpoly_ctx_struct* get() const { return value_; }

 private:
  fmpq_mpoly_ctx_t value_;
};

class Poly {
 public:
  explicit Poly(const Context& context) : context_(&context) { fmpq_mpoly_init(value_, context.get()); }
  Poly(const Poly&) = delete;
  Poly& operator=(const Poly&) = delete;
  ~Poly() { fmpq_mpoly_clear(value_, context_->get()); }
  fmpq_mpoly_struct* get() { return value_; }

 private:
  const Context* context_;
  fmpq_mpoly_t value_;
};

class Number {
 public:
  Number() { fmpq_init(value_); }
  explicit Number(const Rational& x) : Number() { fmpq_set_mpq(value_, x.backend().data()); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  ~Number() { fmpq_clear(value_); }
  fmpq* get() { return value_; }
  Rational rational() const {
    Rational out;
    fmpq_get_mpq(out.backend().data(), value_);
    return out;
  }

 private:
  fmpq_t value_;
};

bool is_ring_operation(Op op) {
  return op == Op::rational || op == Op::neg || op == Op::add || op == Op::sub || op == Op::mul || op == Op::power;
}

class Factoriser {
 public:
  Factoriser(Terms& terms, NodeId root) : terms_(terms), root_(root), context_(collect()) {}

  std::optional<Factored> run() {
    if (generators_.empty()) return std::nullopt;
    Poly& p = build();
    if (fmpq_mpoly_is_zero(p.get(), context_.get())) return std::nullopt;
    fmpq_mpoly_factor_t found;
    fmpq_mpoly_factor_init(found, context_.get());
    std::optional<Factored> out;
    if (fmpq_mpoly_factor(found, p.get(), context_.get()) != 0 &&
        fmpq_mpoly_factor_make_integral(found, context_.get()) != 0) {
      out = read(found);
    }
    fmpq_mpoly_factor_clear(found, context_.get());
    return out;
  }

 private:
  // Which nodes are needed, and which of them count as variables of the polynomial; returns the number of those.
  std::size_t collect() {
    needed_.assign(static_cast<std::size_t>(root_) + 1, false);
    needed_[static_cast<std::size_t>(root_)] = true;
    for (NodeId id = root_; id >= 0; --id) {
      if (!needed_[static_cast<std::size_t>(id)]) continue;
      const language::Node& node = terms_[id];
      const bool ring = is_ring_operation(node.op) && (node.op != Op::power || (node.n >= 0 && node.n <= kMaxDegree));
      if (!ring) {
        generators_.emplace(id, static_cast<long>(generators_.size()));
        continue;
      }
      if (node.op == Op::rational) continue;
      needed_[static_cast<std::size_t>(node.a)] = true;
      if (node.b >= 0) needed_[static_cast<std::size_t>(node.b)] = true;
    }
    return generators_.size();
  }

  Poly& build() {
    std::map<NodeId, std::unique_ptr<Poly>> values;
    for (NodeId id = 0; id <= root_; ++id) {
      if (!needed_[static_cast<std::size_t>(id)]) continue;
      auto value = std::make_unique<Poly>(context_);
      set(*value, id, values);
      if (fmpq_mpoly_length(value->get(), context_.get()) > kMaxTerms ||
          fmpq_mpoly_total_degree_si(value->get(), context_.get()) > kMaxDegree) {
        throw TooLarge{};
      }
      values[id] = std::move(value);
    }
    result_ = std::move(values[root_]);
    return *result_;
  }

  void set(Poly& out, NodeId id, std::map<NodeId, std::unique_ptr<Poly>>& values) {
    const language::Node& node = terms_[id];
    const auto* ctx = context_.get();
    if (const auto generator = generators_.find(id); generator != generators_.end()) {
      return fmpq_mpoly_gen(out.get(), generator->second, ctx);
    }
    switch (node.op) {
      case Op::rational: {
        Number x(terms_.rational_value(node));
        return fmpq_mpoly_set_fmpq(out.get(), x.get(), ctx);
      }
      case Op::neg: return fmpq_mpoly_neg(out.get(), values[node.a]->get(), ctx);
      case Op::add: return fmpq_mpoly_add(out.get(), values[node.a]->get(), values[node.b]->get(), ctx);
      case Op::sub: return fmpq_mpoly_sub(out.get(), values[node.a]->get(), values[node.b]->get(), ctx);
      case Op::mul: return fmpq_mpoly_mul(out.get(), values[node.a]->get(), values[node.b]->get(), ctx);
      default:
        if (fmpq_mpoly_length(values[node.a]->get(), ctx) > 1 && node.n > 8) throw TooLarge{};
        if (fmpq_mpoly_pow_ui(out.get(), values[node.a]->get(), static_cast<ulong>(node.n), ctx) == 0) throw TooLarge{};
    }
  }

  Factored read(fmpq_mpoly_factor_struct* found) {
    Factored out;
    Number constant;
    fmpq_mpoly_factor_get_constant_fmpq(constant.get(), found, context_.get());
    out.constant = constant.rational();
    Poly base(context_);
    for (slong i = 0; i < fmpq_mpoly_factor_length(found, context_.get()); ++i) {
      fmpq_mpoly_factor_get_base(base.get(), found, i, context_.get());
      out.factors.emplace_back(term_of(base), fmpq_mpoly_factor_get_exp_si(found, i, context_.get()));
    }
    return out;
  }

  NodeId term_of(Poly& p) {
    NodeId sum = -1;
    Number coefficient;
    for (slong k = 0; k < fmpq_mpoly_length(p.get(), context_.get()); ++k) {
      fmpq_mpoly_get_term_coeff_fmpq(coefficient.get(), p.get(), k, context_.get());
      NodeId term = terms_.rational(coefficient.rational());
      for (const auto& [id, index] : generators_) {
        const auto n = static_cast<long>(fmpq_mpoly_get_term_var_exp_ui(p.get(), k, index, context_.get()));
        if (n > 0) term = terms_.apply(Op::mul, term, n == 1 ? id : terms_.power(id, n));
      }
      sum = sum < 0 ? term : terms_.apply(Op::add, sum, term);
    }
    return sum;
  }

  Terms& terms_;
  const NodeId root_;
  std::vector<bool> needed_;
  std::map<NodeId, slong> generators_;
  const Context context_;
  std::unique_ptr<Poly> result_;
};

// Multiplies the term, to the power n, into the constant and the factors; false if there is no telling what it is.
bool take_apart(Terms& terms, NodeId id, long n, Rational& constant, std::map<std::string, std::pair<NodeId, long>>& factors) {
  const language::Node node = terms[id];  // a copy: the list of nodes grows below
  if (const Rational* value = terms.as_rational(id)) {
    if (value->is_zero()) return false;
    constant *= power(*value, n);
    return true;
  }
  switch (node.op) {
    case Op::neg: constant *= n % 2 == 0 ? 1 : -1; return take_apart(terms, node.a, n, constant, factors);
    case Op::mul: return take_apart(terms, node.a, n, constant, factors) && take_apart(terms, node.b, n, constant, factors);
    case Op::div: return take_apart(terms, node.a, n, constant, factors) && take_apart(terms, node.b, -n, constant, factors);
    case Op::power:
      if (node.n == 0 || std::abs(node.n) > kMaxDegree) throw TooLarge{};
      return take_apart(terms, node.a, n * node.n, constant, factors);
    default: break;
  }
  const auto parts = Factoriser(terms, id).run();
  if (!parts) return false;
  constant *= power(parts->constant, n);
  for (const auto& [factor, exponent] : parts->factors) {
    auto& known = factors.try_emplace(terms.key(factor), factor, 0).first->second;
    known.second += n * exponent;
  }
  return true;
}

}  // namespace

std::optional<Factored> factorise(Terms& terms, NodeId root) {
  try {
    Factored out{1, {}};
    std::map<std::string, std::pair<NodeId, long>> factors;  // by text, for the order
    if (!take_apart(terms, root, 1, out.constant, factors) || out.constant.is_zero()) return std::nullopt;
    for (const auto& [text, factor] : factors) {
      if (factor.second != 0) out.factors.push_back(factor);
    }
    return out;
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

}  // namespace certibound::prover
