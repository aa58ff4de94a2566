// `find roots E`: every zero of an expression in one real variable, each enclosed.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/prover/prove.hpp>

#include <string>
#include <vector>

namespace certibound::prover {

struct Roots {
  Verdict verdict = Verdict::undecided;   // enclosed: `roots` is complete; ill_posed, vacuous, undecided
  std::vector<NamedEnclosure> roots;      // "root 1 (simple)", "root 2 (multiplicity 3)", "root 3", ascending
  std::vector<NamedRational> undefined_at;  // of ill_posed
  std::vector<std::string> left;          // of undecided: where more roots may be; else notes such as "root 2 is exactly 1/3"
  long bits = 0, boxes = 0;
};

// Each enclosure holds one root of its own, and is narrower than 2^-50 of its size where the working precision allows. A
// multiplicity that is given is proven: the order of the first derivative that is not 0 (at an end of the domain:
// one-sided); simple also says that E changes its sign there with slopes bounded away from 0. What cannot be decided within the limits is listed in `left`, and the verdict is then undecided.
// REQUIRES: claim.find, of kind roots.
Roots find_roots(const language::Claim& claim, const Options& options);

}  // namespace certibound::prover
