// `find sup` and `find inf`: certified enclosures of an extreme value by branch and bound.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/prover/prove.hpp>

namespace certibound::prover {

// A proposal: `claim` says that no value lies beyond that at the point (or: that none reaches it), and `certificate`, once the
// checker accepted it, proves that. Then `value` encloses the extreme.
struct ExtremePoint {
  bool attained = false;                  // false: the point is an excluded end of the domain
  std::vector<NamedRational> at;
  Interval value;                         // of the expression there
  language::Claim claim;
  Certificate certificate;
};

struct Extreme {
  Verdict verdict = Verdict::undecided;   // enclosed, ill_posed, vacuous or undecided
  Interval value;                         // encloses the supremum (infimum); one end may be infinite
  std::vector<NamedRational> near;        // the point with the best value seen, where that end of `value` is taken
  std::vector<std::string> left;          // why it is not enclosed more tightly
  std::optional<ExtremePoint> point;
  long bits = 0, boxes = 0;
};

// Stops when the enclosure is narrower than 2^-30 of its size, or at the limits; the result is an enclosure either way. Then
// asks the prover, for a part of the time, whether the best point seen, or an excluded end, is where the extreme lies.
// REQUIRES: claim.find, of kind supremum or infimum.
Extreme find_extreme(const language::Claim& claim, const Options& options);

}  // namespace certibound::prover
