// Cover a domain by boxes on each of which the claim is decided to hold: the induction every proof here rests on.
#pragma once

#include <certibound/language/decide.hpp>

namespace certibound::kernel {

struct CoverLimits {
  int depth = 0;   // bisections below the first cuts
  long boxes = 0;  // boxes in all
};

struct Cover {
  bool complete = false;  // every point of the domain lies in a box where the claim holds, or violates a hypothesis
  bool vacuous = false;   // complete, and no box held: no point satisfies the hypotheses
  long boxes = 0;         // boxes decided
};

// Cuts the domain at the contacts, then bisects; a part is dropped only when it is decided. Deterministic.
Cover cover_domain(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
                   const CoverLimits& limits);

}  // namespace certibound::kernel
