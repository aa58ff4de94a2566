// The words a claim can end with, each with one meaning, and the record of what was found.
// A report never upgrades a word.
#pragma once

#include <certibound/interval/interval.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certibound {

enum class Verdict {
  proved,     // holds at every point of the stated domain; the trusted checker accepted a certificate
  reduced,    // proved through a stated human argument (`because`), whose machine part is proved
  refuted,    // an exact witness lies in the domain, and the claim certainly fails there
  vacuous,    // the domain or the hypotheses are empty; never counted as proved
  ill_posed,  // an expression is undefined at a named point of the domain
  undecided,  // neither; `left` says what remains and why
  checked,    // a finite or gridded part of the domain was decided exactly
  agrees,     // two independently computed enclosures of both sides overlap; not a proof
  enclosed,   // a `find` or `measure`: nothing was claimed, the values are proven enclosures
  sampled,    // Monte Carlo with seed, sample size and confidence interval; not a proof
  informal,   // the sentence states nothing that can be decided
};

// The word as it is printed and stored: "proved", "ill-posed", ...
std::string_view to_string(Verdict v);
// The inverse; throws std::invalid_argument on any other word.
Verdict verdict_from_string(std::string_view word);
// One sentence for a legend.
std::string_view meaning(Verdict v);

// A named value with its proven enclosure, printed outward-rounded: an entry of a `measure`, a tightness, a digit count.
struct NamedEnclosure {
  std::string name;
  Interval value;
};

// What is known of one claim after it was run.
struct Finding {
  std::string id;
  std::string paper;      // "nachum22"; empty for a user's own claim without `paper`
  std::string at;         // place in the paper
  std::string printed;    // the text as printed, where it differs from `statement`
  std::string reads;      // how an ambiguity was resolved
  std::string statement;  // what was decided, in the claim language or in words for a finite claim
  std::string domain;     // "e in [0, 1)"
  Verdict verdict = Verdict::undecided;
  bool leans_on_arb = false;  // some value rests on Arb, outside the trusted base; shown as [arb]
  std::string because;    // the human reduction, or the exact extent of a `checked`
  std::string cost;       // of a corrected statement: what the correction costs against the printed one
  std::vector<std::pair<std::string, std::string>> witness;  // variable, exact value
  std::vector<std::string> left;                             // boxes or cases left, with the reason
  std::vector<NamedEnclosure> enclosures;
  long bits = 0;          // highest working precision used; 0 for exact integer work
  long boxes = 0;         // boxes or cases examined
  double seconds = 0;     // CPU seconds of this claim
  std::string certificate;  // path of the certificate file, if one was written
};

}  // namespace certibound
