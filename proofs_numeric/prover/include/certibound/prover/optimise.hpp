// `find sup` and `find inf`: certified enclosures of an extreme value by branch and bound.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/prover/prove.hpp>

namespace certibound::prover {

struct Extreme {
  Verdict verdict = Verdict::undecided;   // enclosed, ill_posed, vacuous or undecided
  Interval value;                         // encloses the supremum (infimum); one end may be infinite
  std::vector<NamedRational> near;        // the point with the best value seen, where that end of `value` is taken
  std::vector<std::string> left;          // why it is not enclosed more tightly
  long bits = 0, boxes = 0;
};

// Stops when the enclosure is narrower than 2^-30 of its size, or at the limits; the result is an enclosure either way.
// REQUIRES: claim.find, of kind supremum or infimum.
Extreme find_extreme(const language::Claim& claim, const Options& options);

}  // namespace certibound::prover
