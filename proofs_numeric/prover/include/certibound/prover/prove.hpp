// Search for a proof or a refutation of a `show` claim. Untrusted: it proposes certificates, the checker decides.
#pragma once

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>
#include <certibound/verdict/verdict.hpp>

#include <atomic>
#include <optional>
#include <string>
#include <vector>

namespace certibound::prover {

struct Options {
  Precision max_bits = 256;                  // highest working precision tried
  double seconds = 20;                       // wall-clock limit of one claim
  long max_boxes = 200'000;                  // boxes of one attempt
  unsigned jobs = 1;                         // threads for the search by rules; which proof is found may depend on it
  const std::atomic<bool>* stop = nullptr;   // set from outside (Ctrl-C): give up soon, with what is known
};

// What the search came to. proved, refuted and checked are proposals: `certificate` has to be accepted by the checker.
struct Proposal {
  Verdict verdict = Verdict::undecided;  // proved, refuted, checked, vacuous, ill_posed, agrees, undecided
  std::optional<Certificate> certificate;
  std::optional<language::Claim> part;   // of checked: the claim on the part of its domain that was decided
  std::vector<NamedRational> witness;    // of refuted and ill_posed
  std::vector<std::string> left;         // of undecided: boxes and the reason; of checked: the extent
  std::vector<NamedEnclosure> enclosures;
  long bits = 0;
  long boxes = 0;
};

// REQUIRES: claim.show.
Proposal prove(const language::Claim& claim, const Options& options);

}  // namespace certibound::prover
