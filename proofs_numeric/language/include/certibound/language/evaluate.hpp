// One interpreter for terms, over any kind of number that has the functions of the language: Range (enclosures), Exact,
// Gradient (slopes), Jet (Taylor coefficients).
#pragma once

#include <certibound/language/exact.hpp>
#include <certibound/language/range.hpp>
#include <certibound/language/terms.hpp>

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
    case Op::variable: break;  // leaves, handled by Program::run
  }
  throw std::logic_error("apply_operation: not an operation");
}

// The nodes that some roots need, in order of evaluation.
class Program {
 public:
  Program(const Terms& terms, std::vector<NodeId> roots);

  const std::vector<NodeId>& roots() const { return roots_; }
  const Terms& terms() const { return *terms_; }

  // The values of the roots. leaf(node) gives the number for a rational, a constant or a variable.
  template <typename Number, typename Leaf>
  std::vector<Number> run(Leaf leaf) const {
    std::vector<Number> values(needed_.empty() ? 0 : static_cast<std::size_t>(needed_.back()) + 1);
    for (const NodeId id : needed_) {
      const Node& node = (*terms_)[id];
      auto& out = values[static_cast<std::size_t>(id)];
      if (node.a < 0) {
        out = leaf(node);
      } else {
        const Number& a = values[static_cast<std::size_t>(node.a)];
        out = apply_operation(node.op, a, node.b < 0 ? a : values[static_cast<std::size_t>(node.b)], node.n);
      }
    }
    std::vector<Number> out;
    for (const NodeId root : roots_) out.push_back(values[static_cast<std::size_t>(root)]);
    return out;
  }

 private:
  const Terms* terms_;
  std::vector<NodeId> roots_, needed_;
};

// Leaves without variables.
Range range_of_constant(const Terms& terms, const Node& node, Precision bits);
Exact exact_of_constant(const Terms& terms, const Node& node);

// Enclosures of the roots, given an enclosure of each variable.
std::vector<Range> enclose(const Program& program, const std::vector<Range>& variables, Precision bits);

// Exact values of the roots at a rational point; unknown where the value is not of the form Exact holds.
std::vector<Exact> evaluate_exactly(const Program& program, const std::vector<Rational>& point);

}  // namespace certibound::language
