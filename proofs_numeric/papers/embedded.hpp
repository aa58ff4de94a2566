// The texts that the build puts into the program, so that an installed one needs no files beside it.
#pragma once

#include <certibound/language/diagnostic.hpp>

#include <vector>

namespace certibound::papers {

const std::vector<language::Source>& embedded_claim_files();
const char* embedded_ids();  // one a line, in the order of the papers
const char* embedded_verdicts();

}  // namespace certibound::papers
