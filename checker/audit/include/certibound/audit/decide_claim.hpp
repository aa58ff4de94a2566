// One claim from question to finding: search, then the trusted checker, then the word.
#pragma once

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>
#include <certibound/papers/registry.hpp>
#include <certibound/prover/prove.hpp>
#include <certibound/verdict/verdict.hpp>

#include <optional>

namespace certibound::audit {

struct Decided {
  Finding finding;
  std::optional<Certificate> certificate;  // accepted by the checker
};

// A proposal of the prover becomes `proved` (or `reduced`, if the claim leans on a `because`) or `refuted` only if the
// checker accepts its certificate, read back from its text. Everything else is taken over as it is.
Decided decide_claim(const language::Claim& claim, const prover::Options& options);
Decided decide_claim(const papers::Entry& entry, const prover::Options& options);

// The same for a proposal that is already there. REQUIRES: claim.show.
Decided judge(const language::Claim& claim, const prover::Proposal& proposal);

// The identity of a claim without running it.
Finding describe(const papers::Entry& entry);

}  // namespace certibound::audit
