// The trusted checker: accepts a certificate or rejects it with a reason. It searches for nothing and fails closed.
//
// What a verdict of it rests on: the trusted interval (MPFR, GMP), the exact numbers, the reader of the claim language
// and the rules of decide.hpp, this room, the compiler; and on people for the reading of the paper.
#pragma once

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/claim.hpp>

#include <string>

namespace certibound::kernel {

struct Accepted {
  Verdict verdict;       // proved or refuted
  std::string claim_id;
  long boxes = 0;        // boxes the checker went through
  bool leans_on_arb = false;  // the claim has values from outside the trusted base
};

// Throws Rejected. The claim is read from the certificate's own text.
Accepted verify(const Certificate& certificate);

// The same for a claim given by the caller; the certificate's text is not looked at. For a part of a claim's domain,
// which has no text of its own.
Accepted verify(const language::Claim& claim, const Certificate& certificate);

}  // namespace certibound::kernel
