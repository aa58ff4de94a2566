// How the run of a finite claim ended, in one line each. A word is given only where the machine part held in all cases.
#pragma once

#include <certibound/papers/finite_claim.hpp>

#include <string>
#include <utility>
#include <vector>

namespace certibound::papers {

using Run = std::function<FiniteOutcome(const std::atomic<bool>&)>;
using Witness = std::vector<std::pair<std::string, std::string>>;

inline FiniteOutcome stopped() {
  FiniteOutcome out;
  out.left = {"stopped before all cases were done"};
  return out;
}

// `word` if the machine part held in all cases; else undecided, never more.
inline FiniteOutcome word_if(Verdict word, bool holds, const std::string& because, long cases, long bits = 0) {
  FiniteOutcome out;
  out.verdict = holds ? word : Verdict::undecided;
  out.because = because;
  out.cases = cases;
  out.bits = bits;
  if (!holds) out.left = {"the machine part was not confirmed in every case"};
  return out;
}

// Through the argument `because`, whose machine part is decided.
inline FiniteOutcome reduced_if(bool holds, const std::string& because, long cases, long bits = 0) {
  return word_if(Verdict::reduced, holds, because, cases, bits);
}

// `because` gives the extent of what was decided.
inline FiniteOutcome checked_if(bool holds, const std::string& because, long cases, long bits = 0) {
  return word_if(Verdict::checked, holds, because, cases, bits);
}

inline FiniteOutcome refuted_if(bool confirmed, Witness witness, const std::string& because, long cases = 1,
                                long bits = 0) {
  FiniteOutcome out = word_if(Verdict::refuted, confirmed, because, cases, bits);
  if (confirmed) out.witness = std::move(witness);
  if (!confirmed) out.left = {"the witness was not confirmed"};
  return out;
}

// The same outcome with the values that it rests on.
inline FiniteOutcome with_values(FiniteOutcome out, std::vector<NamedEnclosure> values) {
  out.enclosures = std::move(values);
  return out;
}

inline FiniteOutcome enclosed(std::vector<NamedEnclosure> values, const std::string& because, long cases, long bits) {
  return with_values(word_if(Verdict::enclosed, true, because, cases, bits), std::move(values));
}

// For what was measured on data, or by programs, that are not here.
inline FiniteOutcome needs_data(const std::string& because, const std::string& data) {
  FiniteOutcome out;
  out.because = because;
  out.left = {"a measurement on data that are not part of this program: " + data};
  out.cases = 1;
  return out;
}

}  // namespace certibound::papers
