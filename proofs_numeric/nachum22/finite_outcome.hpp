// Short ways to say how the run of a finite claim ended.
#pragma once

#include <certibound/papers/finite_claim.hpp>

namespace certibound::papers {

inline FiniteOutcome stopped() {
  FiniteOutcome out;
  out.left = {"stopped before the enumeration was complete"};
  return out;
}

// `reduced` through this argument if its machine part held in all cases; else undecided, never more.
inline FiniteOutcome reduced_if(bool machine_part_holds, const std::string& argument, long cases, long bits = 0) {
  FiniteOutcome out;
  out.cases = cases;
  out.bits = bits;
  out.because = argument;
  out.verdict = machine_part_holds ? Verdict::reduced : Verdict::undecided;
  if (!machine_part_holds) out.left = {"the machine part of the argument was not confirmed in every case"};
  return out;
}

// `refuted` by this witness if the exact arithmetic confirmed that the claim fails there; else undecided.
inline FiniteOutcome refuted_if(bool confirmed, std::vector<std::pair<std::string, std::string>> witness,
                                const std::string& because, long cases) {
  FiniteOutcome out;
  out.cases = cases;
  out.because = because;
  out.verdict = confirmed ? Verdict::refuted : Verdict::undecided;
  if (confirmed) out.witness = std::move(witness);
  if (!confirmed) out.left = {"the witness was not confirmed"};
  return out;
}

}  // namespace certibound::papers
