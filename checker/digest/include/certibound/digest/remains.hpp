// What the verdicts come to, and what is still to be done.
#pragma once

#include <certibound/report/model.hpp>
#include <certibound/verdict/verdict.hpp>

#include <vector>

namespace certibound::digest {

// Neither proved nor refuted, nor a value enclosed: undecided, checked, agrees, sampled or informal.
bool remains(Verdict verdict);

// Why it remains, in the words of its run: what is left, the extent of what was checked, the sentence that states nothing.
std::string reason(const Finding& finding);

// A row for each paper, a column for each word that occurs.
report::Table count_table(const std::vector<Finding>& findings);

// Key "remains": the counts, then every claim that remains.
report::Section remains_section(const std::vector<Finding>& findings);

}  // namespace certibound::digest
