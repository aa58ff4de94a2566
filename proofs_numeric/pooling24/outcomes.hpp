// How the run of a finite claim of this paper ended, in one line each.
#pragma once

#include <certibound/papers/finite_claim.hpp>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace certibound::papers::pooling {

using Witness = std::vector<std::pair<std::string, std::string>>;

// For the texts of samples; no verdict rests on it.
inline std::string decimals(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

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

inline FiniteOutcome refuted_if(bool confirmed, Witness witness, const std::string& because, long cases = 1,
                                long bits = 0) {
  FiniteOutcome out = word_if(Verdict::refuted, confirmed, because, cases, bits);
  if (confirmed) out.witness = std::move(witness);
  return out;
}

// For what was measured on data, or by programs, that are not here.
inline FiniteOutcome needs_data(const std::string& data) {
  FiniteOutcome out;
  out.because = "The sentence reports a measurement, and no law gives its outcome.";
  out.left = {"a measurement on data that are not part of this program: " + data};
  out.cases = 1;
  return out;
}

using Run = std::function<FiniteOutcome(const std::atomic<bool>&)>;

inline FiniteClaim claim(const std::string& id, const std::string& at, const std::string& printed,
                         const std::string& reads, const std::string& statement, const std::string& domain, Run run,
                         const std::string& cost = {}) {
  return {"pooling24." + id, "pooling24", at, printed, reads, statement, domain, std::move(run), cost};
}

}  // namespace certibound::papers::pooling
