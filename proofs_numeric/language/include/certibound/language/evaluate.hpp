// One interpreter for terms, over any kind of number that has the functions of the language: Range (enclosures), Exact,
// Gradient (slopes), Jet (Taylor coefficients).
#pragma once

#include <certibound/language/calls.hpp>
#include <certibound/language/exact.hpp>
#include <certibound/language/range.hpp>
#include <certibound/language/terms.hpp>

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace certibound::language {

// The value of one operation. Number must provide all functions of the language by argument-dependent lookup.
template <typename Number>
Number apply_operation(Op op, const Number& a, const Number& b, long n) {
  switch (op) {
    case Op::neg: return -a;
    case Op::add: return a + b;
    case Op::sub: return a - b;
    case Op::mul: return a * b;
    case Op::div: return a / b;
    case Op::power: return power(a, n);
    case Op::real_power: return real_power(a, b);
    case Op::min: return min(a, b);
    case Op::max: return max(a, b);
    case Op::sqrt: return sqrt(a);
    case Op::cbrt: return cbrt(a);
    case Op::exp: return exp(a);
    case Op::log: return log(a);
    case Op::log1p: return log1p(a);
    case Op::expm1: return expm1(a);
    case Op::sin: return sin(a);
    case Op::cos: return cos(a);
    case Op::tan: return tan(a);
    case Op::asin: return asin(a);
    case Op::acos: return acos(a);
    case Op::atan: return atan(a);
    case Op::sinh: return sinh(a);
    case Op::cosh: return cosh(a);
    case Op::tanh: return tanh(a);
    case Op::abs: return abs(a);
    case Op::erf: return erf(a);
    case Op::erfc: return erfc(a);
    case Op::Phi: return normal_cdf(a);
    case Op::phi: return normal_density(a);
    case Op::gamma: return gamma(a);
    case Op::lgamma: return lgamma(a);
    case Op::Rhat: return rhat(a);
    case Op::Rhat1: return rhat_derivative(a);
    case Op::rational:
    case Op::pi:
    case Op::e:
    case Op::variable:
    case Op::call: break;  // handled by Program::run
  }
  throw std::logic_error("apply_operation: not an operation");
}

// The terms of a sum, all levels of nested sums together: deeper sums may each be shorter.
inline constexpr long kMaxSumTerms = 100'000;
// How many terms a sum may have whose body nests `depth` more sums.
long sum_limit(int depth);

// The nodes that some roots need, in order of evaluation.
class Program {
 public:
  Program(const Terms& terms, std::vector<NodeId> roots);

  const std::vector<NodeId>& roots() const { return roots_; }
  const Terms& terms() const { return *terms_; }

  // The values of the roots. The arithmetic says what a literal, pi and e are as a Number, which whole number a Number is
  // (nothing if it is none, or not certainly), what an unknown value is, and what a call is worth that is no sum.
  template <typename Number, typename Arithmetic>
  std::vector<Number> run(const Arithmetic& arithmetic, const std::vector<Number>& variables) const;

 private:
  template <typename Number, typename Arithmetic>
  Number value_of(const Node& node, const std::vector<Number>& values, const Arithmetic& arithmetic,
                  const std::vector<Number>& variables) const;

  std::size_t place(NodeId id) const { return place_[static_cast<std::size_t>(id)]; }

  const Terms* terms_;
  std::vector<NodeId> roots_, needed_;
  std::vector<std::size_t> place_;  // of each needed node in needed_
};

// For a product (c u) log(u): the number c and the node u, whose range alone would lose that u log u -> 0 as u -> 0.
std::optional<std::pair<Rational, NodeId>> factor_before_own_log(const Terms& terms, const Node& product);

struct RangeArithmetic {
  Precision bits;
  Range literal(const Rational& value) const { return constant(value, bits); }
  Range pi() const { return pi_range(bits); }
  Range e() const { return e_range(bits); }
  Range unknown() const { return language::unknown(bits); }
  std::optional<Integer> whole(const Range& x) const;
  Range call(const Call& call, const std::vector<Range>& operands) const { return call_value(call, operands, bits); }
};

struct ExactArithmetic {
  Exact literal(const Rational& value) const { return Exact(value); }
  Exact pi() const { return Exact::pi(); }
  Exact e() const { return {}; }
  Exact unknown() const { return {}; }
  std::optional<Integer> whole(const Exact& x) const;
  Exact call(const Call& call, const std::vector<Exact>& operands) const { return call_value(call, operands); }
};

// sum(E, k, from, to): the terms one by one; nothing to add if from > to.
template <typename Number, typename Arithmetic>
Number sum_of(const Terms& terms, const Call& call, const std::vector<Number>& operands, const Arithmetic& arithmetic) {
  const auto end = [&](std::size_t i) -> std::optional<Integer> {
    const Rational* literal = terms.as_rational(call.operands[i]);
    if (literal == nullptr) return arithmetic.whole(operands[i]);
    return ExactArithmetic{}.whole(Exact(*literal));
  };
  const std::optional<Integer> from = end(0), to = end(1);
  if (!from || !to || *to - *from >= sum_limit(call.body->sums)) return arithmetic.unknown();
  const Program body(call.body->terms, {call.body->root});
  std::vector<Number> inner(operands.begin() + static_cast<std::ptrdiff_t>(call.arguments), operands.end());
  inner.push_back(arithmetic.literal(Rational(0)));
  Number sum = arithmetic.literal(Rational(0));
  for (Integer k = *from; k <= *to; ++k) {
    inner.back() = arithmetic.literal(Rational(k));
    sum = sum + body.run<Number>(arithmetic, inner)[0];
  }
  return sum;
}

template <typename Number, typename Arithmetic>
Number Program::value_of(const Node& node, const std::vector<Number>& values, const Arithmetic& arithmetic,
                         const std::vector<Number>& variables) const {
  const auto at = [&](NodeId id) -> const Number& { return values[place(id)]; };
  switch (node.op) {
    case Op::rational: return arithmetic.literal(terms_->rational_value(node));
    case Op::pi: return arithmetic.pi();
    case Op::e: return arithmetic.e();
    case Op::variable: return variables[static_cast<std::size_t>(node.n)];
    case Op::call: {
      const Call& call = terms_->call_of(node);
      std::vector<Number> operands;
      for (const NodeId id : call.operands) operands.push_back(at(id));
      return call.what == Special::sum ? sum_of(*terms_, call, operands, arithmetic) : arithmetic.call(call, operands);
    }
    case Op::mul:
      if constexpr (std::is_same_v<Number, Range>) {
        if (const auto factor = factor_before_own_log(*terms_, node)) {
          return arithmetic.literal(factor->first) * x_log_x(at(factor->second));
        }
      }
      [[fallthrough]];
    default: return apply_operation(node.op, at(node.a), at(node.b < 0 ? node.a : node.b), node.n);
  }
}

template <typename Number, typename Arithmetic>
std::vector<Number> Program::run(const Arithmetic& arithmetic, const std::vector<Number>& variables) const {
  std::vector<Number> values;  // of needed_, operands before what is made of them
  values.reserve(needed_.size());
  for (const NodeId id : needed_) values.push_back(value_of((*terms_)[id], values, arithmetic, variables));
  std::vector<Number> out;
  out.reserve(roots_.size());
  for (const NodeId root : roots_) out.push_back(values[place(root)]);
  return out;
}

// Enclosures of the roots, given an enclosure of each variable.
std::vector<Range> enclose(const Program& program, const std::vector<Range>& variables, Precision bits);

// Exact values of the roots at a rational point; unknown where the value is not of the form Exact holds.
std::vector<Exact> evaluate_exactly(const Program& program, const std::vector<Rational>& point);

}  // namespace certibound::language
