#include <certibound/language/evaluate.hpp>

namespace certibound::language {

Program::Program(const Terms& terms, std::vector<NodeId> roots) : terms_(&terms), roots_(std::move(roots)) {
  const std::vector<bool> needed = terms.reachable(roots_);
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i]) needed_.push_back(static_cast<NodeId>(i));
  }
}

Range range_of_constant(const Terms& terms, const Node& node, Precision bits) {
  if (node.op == Op::pi) return pi_range(bits);
  if (node.op == Op::e) return e_range(bits);
  return constant(terms.rational_value(node), bits);
}

Exact exact_of_constant(const Terms& terms, const Node& node) {
  if (node.op == Op::pi) return Exact::pi();
  if (node.op == Op::e) return {};
  return Exact(terms.rational_value(node));
}

std::vector<Range> enclose(const Program& program, const std::vector<Range>& variables, Precision bits) {
  return program.run<Range>([&](const Node& node) {
    return node.op == Op::variable ? variables[static_cast<std::size_t>(node.n)]
                                   : range_of_constant(program.terms(), node, bits);
  });
}

std::vector<Exact> evaluate_exactly(const Program& program, const std::vector<Rational>& point) {
  return program.run<Exact>([&](const Node& node) {
    return node.op == Op::variable ? Exact(point[static_cast<std::size_t>(node.n)])
                                   : exact_of_constant(program.terms(), node);
  });
}

}  // namespace certibound::language
