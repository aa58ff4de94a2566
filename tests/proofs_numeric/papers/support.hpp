// What the tests of the claims share: running one by its id, reading its witness, constants moved past the truth.
#pragma once

#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/papers/registry.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <string>

namespace certibound::papers::test {

inline FiniteOutcome run(const std::string& id) {
  const std::atomic<bool> never{false};
  for (const Entry& entry : registry()) {
    if (entry.id != id) continue;
    if (const auto* claim = std::get_if<FiniteClaim>(&entry.claim)) return claim->run(never);
  }
  ADD_FAILURE() << "no finite claim is called " << id;
  return {};
}

inline std::string of_witness(const FiniteOutcome& outcome, const std::string& name) {
  for (const auto& [key, value] : outcome.witness) {
    if (key == name) return value;
  }
  ADD_FAILURE() << "the witness does not give " << name;
  return "0";
}

// A claim that is proved, with a constant moved just past the truth.
struct Twin {
  const char *claim, *body;
};
inline void PrintTo(const Twin& twin, std::ostream* out) { *out << twin.claim; }

// Whether the search refutes it and the checker accepts the certificate, written and read again.
inline bool is_refuted(const Twin& twin, const std::string& definitions = {}) {
  prover::Options options;
  options.seconds = 10;
  const std::string text = definitions + "claim c { " + twin.body + " }\n";
  const prover::Proposal proposal = prover::prove(language::parse_document({"test", text}).claims.at(0), options);
  return proposal.verdict == Verdict::refuted && proposal.certificate &&
         kernel::verify(read_certificate(write_certificate(*proposal.certificate))).verdict == Verdict::refuted;
}

}  // namespace certibound::papers::test
