#include <certibound/papers/registry.hpp>

#include "embedded.hpp"
#include "../arpit19/finite_claims.hpp"
#include "../nachum22/finite_claims.hpp"
#include "../pooling24/finite_claims.hpp"

#include <certibound/language/parser.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace certibound::papers {
namespace {

struct Everything {
  std::vector<Entry> entries;
  std::vector<PaperTitle> titles;
};

void add_paper(Everything& all, const language::PaperInfo& paper) {
  const bool known = std::any_of(all.titles.begin(), all.titles.end(), [&](const PaperTitle& t) { return t.key == paper.key; });
  if (!known) all.titles.push_back({paper.key, paper.title});
}

Everything read_everything() {
  Everything all;
  for (const language::Source& source : embedded_claim_files()) {
    language::Document document = language::parse_document(source);
    if (document.paper) add_paper(all, *document.paper);
    for (language::Claim& claim : document.claims) {
      const std::string id = claim.id, paper = claim.paper;
      all.entries.push_back({id, paper, std::move(claim)});
    }
  }
  for (const auto& list : {nachum22_finite_claims(), arpit19_finite_claims(), pooling24_finite_claims()}) {
    for (const FiniteClaim& claim : list) all.entries.push_back({claim.id, claim.paper, claim});
  }
  // Papers stay together, in the order of their titles; inside a paper the order of the files.
  std::stable_sort(all.entries.begin(), all.entries.end(), [&](const Entry& a, const Entry& b) {
    const auto rank = [&](const Entry& e) {
      return std::find_if(all.titles.begin(), all.titles.end(), [&](const PaperTitle& t) { return t.key == e.paper; }) -
             all.titles.begin();
    };
    return rank(a) < rank(b);
  });
  return all;
}

const Everything& everything() {
  static const Everything all = read_everything();
  return all;
}

bool matches(const Entry& entry, const std::string& word) {
  return entry.id == word || entry.id.compare(0, word.size() + 1, word + ".") == 0;
}

}  // namespace

const std::vector<Entry>& registry() { return everything().entries; }
const std::vector<PaperTitle>& paper_titles() { return everything().titles; }

const std::map<std::string, Verdict>& recorded_verdicts() {
  static const std::map<std::string, Verdict> verdicts = [] {
    std::map<std::string, Verdict> out;
    const nlohmann::json recorded = nlohmann::json::parse(embedded_verdicts());
    for (const auto& [id, word] : recorded.items()) {
      out.emplace(id, verdict_from_string(word.get<std::string>()));
    }
    return out;
  }();
  return verdicts;
}

std::optional<Verdict> recorded_verdict(const std::string& id) {
  const auto found = recorded_verdicts().find(id);
  return found == recorded_verdicts().end() ? std::nullopt : std::optional(found->second);
}

std::vector<const Entry*> select(const std::vector<std::string>& words) {
  std::vector<const Entry*> out;
  for (const std::string& word : words) {
    const auto named = [&](const Entry& entry) { return matches(entry, word); };
    if (std::any_of(registry().begin(), registry().end(), named)) continue;
    std::vector<std::string> names;
    for (const Entry& entry : registry()) names.push_back(entry.id);
    for (const PaperTitle& title : paper_titles()) names.push_back(title.key);
    throw std::invalid_argument("no published claim or paper is called '" + word + "'" + language::did_you_mean(word, names) +
                                "; 'certibound list' shows them all");
  }
  for (const Entry& entry : registry()) {
    const bool wanted = words.empty() || std::any_of(words.begin(), words.end(),
                                                     [&](const std::string& word) { return matches(entry, word); });
    if (wanted) out.push_back(&entry);
  }
  return out;
}

}  // namespace certibound::papers
