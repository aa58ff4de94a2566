// PAPERS.md: what the audit found, paper by paper, for someone who reads the repository.
#pragma once

#include <certibound/digest/errata.hpp>
#include <certibound/verdict/verdict.hpp>

#include <string>
#include <vector>

namespace certibound::digest {

// A function of its arguments alone: no time, no machine, no version. What only a run knows (values, witnesses, what is left,
// how far a check went) stands in the last column of a table or in lines of its own; the rest follows from the claims and
// their verdicts.
std::string papers_page(const std::vector<Finding>& findings, const PaperTitles& titles);

// The page without what only a run knows: the same for findings that carry nothing but text and verdict.
std::string without_figures(const std::string& page);

}  // namespace certibound::digest
