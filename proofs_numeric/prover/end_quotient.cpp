#include "end_quotient.hpp"

#include <certibound/language/jet.hpp>

namespace certibound::prover {

using language::Exact;
using language::Op;
using language::Range;

namespace {

constexpr int kMostOrder = 8;

// The first coefficient that is not 0; nothing if that is not certain.
std::optional<int> order_of(const std::vector<Exact>& jet) {
  for (std::size_t k = 0; k < jet.size(); ++k) {
    if (jet[k].is_zero()) continue;
    const int sign = jet[k].sign();
    return sign == 1 || sign == -1 ? std::optional<int>(static_cast<int>(k)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

EndQuotient::EndQuotient(const language::Terms& terms, language::NodeId root, const language::Box& domain) : terms_(terms) {
  while (terms_[root].op == Op::neg) {
    negative_ = !negative_;
    root = terms_[root].a;
  }
  if (terms_[root].op != Op::div || domain.size() != 1) return;
  numerator_.emplace(terms_, std::vector{terms_[root].a});
  denominator_.emplace(terms_, std::vector{terms_[root].b});
  const language::Side& side = domain[0];
  if (!side.lo_infinite && side.lo_open) look_at(true, side.lo);
  if (!side.hi_infinite && side.hi_open) look_at(false, side.hi);
}

void EndQuotient::look_at(bool lower, const Rational& at) {
  const std::optional<int> order = order_of(exact_jet(*denominator_, 0, {at}, 0, kMostOrder));
  if (!order || *order == 0) return;
  for (const Exact& below : exact_jet(*numerator_, 0, {at}, 0, *order - 1)) {
    if (!below.is_zero()) return;
  }
  ends_.push_back({lower, at, *order});
}

std::optional<Interval> EndQuotient::enclose(const language::Box& box, Precision bits) const {
  for (const End& end : ends_) {
    const language::Side& side = box[0];
    const bool touches = end.lower ? !side.lo_infinite && side.lo == end.at : !side.hi_infinite && side.hi == end.at;
    if (!touches || side.is_point()) continue;
    const std::vector<Range> x = to_ranges(box, bits);
    const auto place = static_cast<std::size_t>(end.order);
    const Range above = enclose_jet(*numerator_, 0, x, 0, end.order, bits)[place];
    const Range below = enclose_jet(*denominator_, 0, x, 0, end.order, bits)[place];
    if (!certainly_positive(below) && !certainly_negative(below)) return std::nullopt;
    const Interval out = above.value / below.value;
    return negative_ ? -out : out;
  }
  return std::nullopt;
}

}  // namespace certibound::prover
