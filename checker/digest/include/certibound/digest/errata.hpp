// What an author would want to know: which printed statements fail, where, and what holds instead. Made from findings
// alone; nothing is known here about any single claim.
#pragma once

#include <certibound/report/model.hpp>
#include <certibound/verdict/verdict.hpp>

#include <map>
#include <string>
#include <vector>

namespace certibound::digest {

// Refuted, ill-posed or vacuous: does not hold as it stands.
bool fails(Verdict verdict);

// A printed statement with the findings that fail (several where it has parts or readings, all of which fail), and the
// corrected statements that stand beside it (claim_names.hpp).
struct Erratum {
  std::vector<const Finding*> failing;
  std::vector<const Finding*> corrections;
};

// A printed statement of which a reading fails and another one does not.
struct Ambiguity {
  std::string stem;                      // the id without the reading
  std::vector<const Finding*> readings;  // all of them
  std::vector<const Finding*> corrections;
};

struct Errata {
  std::vector<Erratum> errata;
  std::vector<Ambiguity> ambiguities;
};

// In the order of the findings. Statements that no paper prints (sharper ones, tightness, corrections) are no errata.
// Findings of one paper with the same place and the same printed text are one erratum. The findings stay the caller's.
Errata errata_of(const std::vector<Finding>& findings);

using PaperTitles = std::map<std::string, std::string, std::less<>>;

// The errata as a section, key "errata": a part for each paper, then what depends on the reading.
report::Section errata_section(const Errata& errata, const PaperTitles& titles);

}  // namespace certibound::digest
