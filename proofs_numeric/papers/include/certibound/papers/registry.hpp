// All published claims this program knows, in the order of the papers' lists of ids, and the verdicts on record.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/papers/finite_claim.hpp>

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace certibound::papers {

struct Entry {
  std::string id, paper;
  std::variant<language::Claim, FiniteClaim> claim;
};

struct PaperTitle {
  std::string key, title;
};

// Reads the embedded files once. A broken file is a defect of the program: throws language::SyntaxError.
const std::vector<Entry>& registry();
const std::vector<PaperTitle>& paper_titles();

// The verdict that `audit` expects; empty if none is on record.
std::optional<Verdict> recorded_verdict(const std::string& id);
const std::map<std::string, Verdict>& recorded_verdicts();

// The entries named by the words: a paper, an id, or the beginning of ids up to a dot ("arpit19.lemma2"). All if empty.
// Throws std::invalid_argument for a word that names nothing, with the near name.
std::vector<const Entry*> select(const std::vector<std::string>& words);

}  // namespace certibound::papers
