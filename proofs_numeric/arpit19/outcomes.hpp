// Short ways to make the finite claims of this paper and to say how their run ended.
#pragma once

#include <certibound/papers/finite_claim.hpp>

namespace certibound::papers::arpit19 {

using Run = std::function<FiniteOutcome(const std::atomic<bool>&)>;
using Witness = std::vector<std::pair<std::string, std::string>>;

inline FiniteClaim make(const std::string& id, const std::string& at, const std::string& printed,
                        const std::string& reads, const std::string& statement, const std::string& domain, Run run) {
  return {"arpit19." + id, "arpit19", at, printed, reads, statement, domain, std::move(run)};
}

inline FiniteOutcome stopped() {
  FiniteOutcome out;
  out.left = {"stopped before all cases were done"};
  return out;
}

// `refuted` by this witness if the arithmetic confirmed that the claim fails there; else undecided.
inline FiniteOutcome refuted_if(bool confirmed, Witness witness, const std::string& because, long cases,
                                long bits = 0) {
  FiniteOutcome out;
  out.cases = cases;
  out.bits = bits;
  out.because = because;
  out.verdict = confirmed ? Verdict::refuted : Verdict::undecided;
  if (confirmed) out.witness = std::move(witness);
  if (!confirmed) out.left = {"the witness was not confirmed"};
  return out;
}

// `checked` if the statement was decided in all cases; else undecided.
inline FiniteOutcome checked_if(bool holds, const std::string& extent, long cases, long bits) {
  FiniteOutcome out;
  out.cases = cases;
  out.bits = bits;
  out.because = extent;
  out.verdict = holds ? Verdict::checked : Verdict::undecided;
  if (!holds) out.left = {"some case was not decided at this precision"};
  return out;
}

inline FiniteOutcome enclosed(std::vector<NamedEnclosure> values, const std::string& because, long cases, long bits) {
  FiniteOutcome out;
  out.cases = cases;
  out.bits = bits;
  out.because = because;
  out.verdict = Verdict::enclosed;
  out.enclosures = std::move(values);
  return out;
}

}  // namespace certibound::papers::arpit19
