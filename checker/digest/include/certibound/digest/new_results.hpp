// What is sharper than the papers: statements that none of them prints, with their values and certificates.
#pragma once

#include <certibound/report/model.hpp>
#include <certibound/verdict/verdict.hpp>

#include <vector>

namespace certibound::digest {

// "sup in [0.25, 0.26]", the first few of them; empty without enclosures.
std::string values_text(const Finding& finding);

// Key "new_results": sharper statements that hold (proved, reduced, enclosed), and those that fail, with the witness. What is
// neither remains (remains.hpp).
report::Section new_results_section(const std::vector<Finding>& findings);

// Sup and inf of bound against truth, from the claims named so (claim_names.hpp); empty if none was run.
report::Table tightness_table(const std::vector<Finding>& findings);
nlohmann::ordered_json tightness_json(const std::vector<Finding>& findings);

}  // namespace certibound::digest
