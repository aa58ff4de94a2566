#include <certibound/language/jet.hpp>

#include "jet_algebra.hpp"

namespace certibound::language {

Range scalar(const Rational& value, const Range& like) { return constant(value, like.value.precision()); }
Exact scalar(const Rational& value, const Exact&) { return Exact(value); }
Range pi_like(const Range& like) { return pi_range(like.value.precision()); }
Exact pi_like(const Exact&) { return Exact::pi(); }
Range unknown_like(const Range& like) { return unknown(like.value.precision()); }
Exact unknown_like(const Exact&) { return {}; }
bool certainly_zero(const Exact& x) { return x.is_zero(); }

// max and abs pick a branch on the whole box; at a point an exact zero would pick one of two one-sided branches, which
// says nothing about the other side, so only strict signs count there.
bool known_nonnegative(const Range& x) { return certainly_nonnegative(x); }
bool known_nonnegative(const Exact& x) { return x.sign() == 1; }

namespace {

template <typename S, typename Constant>
std::vector<S> jet_of(const Program& program, std::size_t root, const std::vector<S>& variables, std::size_t variable,
                      int order, Constant constant_of) {
  const auto size = static_cast<std::size_t>(order) + 1;
  const S& like = variables.at(variable);
  const std::vector<Jet<S>> values = program.run<Jet<S>>([&](const Node& node) {
    Jet<S> out{std::vector<S>(size, number(0, like))};
    if (node.op != Op::variable) {
      out.c[0] = constant_of(node);
    } else {
      out.c[0] = variables[static_cast<std::size_t>(node.n)];
      if (static_cast<std::size_t>(node.n) == variable && size > 1) out.c[1] = number(1, like);
    }
    return out;
  });
  return values.at(root).c;
}

}  // namespace

std::vector<Range> enclose_jet(const Program& program, std::size_t root, const std::vector<Range>& variables,
                               std::size_t variable, int order, Precision bits) {
  std::vector<Range> out = jet_of<Range>(program, root, variables, variable, order,
                                         [&](const Node& node) { return range_of_constant(program.terms(), node, bits); });
  // An empty coefficient only says that a formula for it has no value anywhere, as at the end of a domain.
  for (Range& coefficient : out) {
    if (coefficient.value.is_empty()) coefficient = unknown(bits);
  }
  return out;
}

std::vector<Exact> exact_jet(const Program& program, std::size_t root, const std::vector<Rational>& point,
                             std::size_t variable, int order) {
  std::vector<Exact> variables;
  for (const Rational& value : point) variables.emplace_back(value);
  return jet_of<Exact>(program, root, variables, variable, order,
                       [&](const Node& node) { return exact_of_constant(program.terms(), node); });
}

}  // namespace certibound::language
