// Certificates as Coq: a file whose last theorem states the claim, or its negation, for `coqc` and the library of
// proofs_numeric/coq. Not trusted: what counts is that the kernel of Coq accepts the file, and what its theorem says.
#pragma once

#include <certibound/certificate/certificate.hpp>

#include <stdexcept>
#include <string>

namespace certibound::coq_export {

// The claim or its proof is outside of what can be written for Coq; what() is the reason.
struct NotExportable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The text of the file; the same certificate gives the same text. The theorem is in the notation of the claim, made from
// the claim's own text; the lemmas before it follow the certificate. Throws NotExportable.
std::string coq_text(const Certificate& certificate);

// The name of the theorem, a word of Coq made from the claim's id.
std::string theorem_name(const std::string& claim_id);

}  // namespace certibound::coq_export
