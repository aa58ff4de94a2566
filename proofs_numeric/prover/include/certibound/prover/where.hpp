// `find where COND`: the exact part of a real interval on which a condition holds.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/prover/prove.hpp>

#include <string>
#include <vector>

namespace certibound::prover {

struct Where {
  Verdict verdict = Verdict::undecided;  // enclosed: the intervals are complete; ill_posed, vacuous, undecided
  // The finite ends "from 1", "to 1", "from 2", ... of the intervals on which it holds, ascending, and "point 3" where one
  // of them is a single point.
  std::vector<NamedEnclosure> ends;
  std::vector<NamedRational> undefined_at;  // of ill_posed
  // First the whole answer: "holds on [-1, 1.41421...) and (2, oo)"; then the parts that are not decided.
  std::vector<std::string> left;
  long bits = 0, boxes = 0;
};

// Between the zeros of all differences of the condition its truth is constant and decided at a rational point; at a zero,
// rational or not, the signs of all differences are known. REQUIRES: claim.find, of kind where.
Where find_where(const language::Claim& claim, const Options& options);

}  // namespace certibound::prover
