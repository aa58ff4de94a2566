#include "isolate.hpp"

#include <certibound/language/algebra.hpp>

#include <algorithm>

namespace certibound::prover {

using language::Range;
using language::Side;

PointSign::PointSign(const language::Terms& terms, language::NodeId root, Precision max_bits)
    : terms_(terms), root_(root), program_(terms, {root}), max_bits_(std::max<Precision>(max_bits, 64)) {}

int PointSign::at(const Rational& point) const {
  const Side side = language::point_side(point);
  for (Precision bits = 64; bits <= max_bits_; bits *= 2) {
    const Range value = enclose(program_, {to_range(side, bits)}, bits)[0];
    if (value.value.is_empty()) return kUndefined;
    if (!value.defined) continue;
    if (certainly_positive(value)) return 1;
    if (certainly_negative(value)) return -1;
    if (certainly_zero(value)) return 0;
    if (bits != 64) continue;
    const int exact = evaluate_exactly(program_, {point})[0].sign();
    if (exact != 2) return exact;
    if (by_algebra(point) == 0) return 0;
  }
  return by_algebra(point) == kUndefined ? kUndefined : kUnknown;
}

// With the point put in, rational parts are exact: 0, or kUndefined (as 1/(x - 1/7) at 1/7), or kUnknown.
int PointSign::by_algebra(const Rational& point) const {
  try {
    language::Terms terms;
    const language::NodeId value = terms_.substitute(root_, {terms.rational(point)}, terms);
    if (enclose(language::Program(terms, {value}), {}, 64)[0].value.is_empty()) return kUndefined;
    return vanishes_identically(terms, value) ? 0 : kUnknown;
  } catch (const language::TooLarge&) {
    return kUnknown;
  }
}

std::string side_text(const Side& side) {
  const std::string text = language::to_text(language::Box{side}, {"x"});
  return side.is_point() ? to_string(side.lo) : text.substr(text.find_first_of("[("));
}

std::vector<std::string> left_lines(const Isolated& isolated, const std::string& name, const std::string& what) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> out;
  if (!isolated.stopped.empty()) out.push_back(isolated.stopped);
  for (const Part& part : isolated.left) {
    if (out.size() == kMost) {
      out.emplace_back("and more parts like these");
      return out;
    }
    const std::string place = part.side.is_point() ? " = " : " in ";
    out.push_back(name + place + side_text(part.side) + ": " +
                  what + (part.defined ? "" : ", nor that every value exists"));
  }
  return out;
}

}  // namespace certibound::prover
