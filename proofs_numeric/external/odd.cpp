#include "odd.hpp"

#include <certibound/language/algebra.hpp>

namespace certibound::external {

using language::NodeId;
using language::Op;
using language::Terms;

bool is_odd(const language::Call& call) {
  const language::Lambda& body = *call.body;
  Terms terms;
  std::vector<NodeId> same, mirrored;
  const std::size_t count = call.captured() + body.bound.size();
  for (std::size_t i = 0; i < count; ++i) {
    same.push_back(terms.variable(static_cast<int>(i)));
    mirrored.push_back(i < call.captured() ? same.back() : terms.apply(Op::neg, same.back()));
  }
  try {
    const NodeId there = body.terms.substitute(body.root, same, terms);
    const NodeId back = body.terms.substitute(body.root, mirrored, terms);
    return language::vanishes_identically(terms, terms.apply(Op::add, there, back));
  } catch (const language::TooLarge&) {
    return false;
  }
}

}  // namespace certibound::external
