// `measure`: enclosures of an expression on a grid, and the value of one expression at one point.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/verdict/verdict.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certibound::prover {

struct Value {
  Interval enclosure;
  bool defined = false;  // false: certainly or possibly undefined at the point; the enclosure is then not a value
  Precision bits = 0;    // working precision that reached the digits (or the highest one tried)
  bool reached = false;  // the enclosure is narrow enough for the digits
};

// Encloses a term at a point given by exact terms without variables, raising the precision until `digits` decimal digits
// are certain, `max_bits` is reached or stop() is true. Nothing here decides anything.
Value evaluate_to_digits(const language::Terms& terms, language::NodeId root, const std::vector<language::NodeId>& point,
                         int digits, Precision max_bits, const std::function<bool()>& stop = {});

// One enclosure for every point of the grid, named "e = 1/10, m = 100", rows in the order of the claim.
// REQUIRES: claim.measure. An entry that is undefined is left out of `values` and named in `undefined`.
struct MeasureResult {
  std::vector<NamedEnclosure> values;
  std::vector<std::string> undefined;
  Precision bits = 0;
};
MeasureResult measure(const language::Claim& claim, int digits, Precision max_bits);

}  // namespace certibound::prover
