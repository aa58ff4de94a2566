// A claim about finite objects (images, matrices, integer geometry) that the language cannot state: a function that
// decides it exactly. Same registry, same verdict words.
#pragma once

#include <certibound/verdict/verdict.hpp>

#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace certibound::papers {

// What the run of a finite claim came to. `because` gives the extent of what was enumerated.
struct FiniteOutcome {
  Verdict verdict = Verdict::undecided;
  std::string because;
  std::vector<std::pair<std::string, std::string>> witness;
  std::vector<std::string> left;
  std::vector<NamedEnclosure> enclosures;
  long cases = 0;
  long bits = 0;
};

struct FiniteClaim {
  std::string id, paper, at, printed, reads, statement, domain;
  std::function<FiniteOutcome(const std::atomic<bool>& stop)> run;  // returns soon after `stop` is set
  std::string cost = {};  // of a corrected statement: what the correction costs against the printed one
};

}  // namespace certibound::papers
