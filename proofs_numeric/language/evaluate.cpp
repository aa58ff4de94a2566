#include <certibound/language/evaluate.hpp>

#include <iterator>

namespace certibound::language {

Program::Program(const Terms& terms, std::vector<NodeId> roots) : terms_(&terms), roots_(std::move(roots)) {
  const std::vector<bool> needed = terms.reachable(roots_);
  place_.resize(needed.size());
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (!needed[i]) continue;
    place_[i] = needed_.size();
    needed_.push_back(static_cast<NodeId>(i));
  }
}

long sum_limit(int depth) {
  static constexpr long kLimits[] = {kMaxSumTerms, 316, 46, 17, 10};  // the powers of 10^5
  return depth < static_cast<int>(std::size(kLimits)) ? kLimits[depth] : 4;
}

std::optional<Integer> RangeArithmetic::whole(const Range& x) const {
  if (!x.defined || !x.value.is_point()) return std::nullopt;
  return ExactArithmetic{}.whole(Exact(to_rational(x.value.lo())));
}

std::optional<Integer> ExactArithmetic::whole(const Exact& x) const {
  const auto value = x.rational();
  if (!value || denominator(*value) != 1) return std::nullopt;
  return Integer(numerator(*value));
}

std::vector<Range> enclose(const Program& program, const std::vector<Range>& variables, Precision bits) {
  return program.run<Range>(RangeArithmetic{bits}, variables);
}

std::vector<Exact> evaluate_exactly(const Program& program, const std::vector<Rational>& point) {
  std::vector<Exact> variables;
  for (const Rational& value : point) variables.emplace_back(value);
  return program.run<Exact>(ExactArithmetic{}, variables);
}

std::optional<std::pair<Rational, NodeId>> factor_before_own_log(const Terms& terms, const Node& product) {
  for (const auto& [outer, inner] : {std::pair{product.a, product.b}, std::pair{product.b, product.a}}) {
    if (terms[inner].op != Op::log) continue;
    Rational factor = 1;
    NodeId u = outer;
    while (u != terms[inner].a) {
      const Node& node = terms[u];
      if (node.op == Op::neg) {
        factor = -factor;
        u = node.a;
      } else if (node.op == Op::mul && terms.as_rational(node.a) != nullptr) {
        factor *= *terms.as_rational(node.a);
        u = node.b;
      } else {
        break;
      }
    }
    if (u == terms[inner].a) return std::pair{factor, u};
  }
  return std::nullopt;
}

}  // namespace certibound::language
