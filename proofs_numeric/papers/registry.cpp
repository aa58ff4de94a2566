#include <certibound/papers/registry.hpp>

#include "embedded.hpp"
#include "../arpit19/finite_claims.hpp"
#include "../nachum22/finite_claims.hpp"
#include "../pooling24/finite_claims.hpp"

#include <certibound/language/parser.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

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

// Where the lists of ids have an id, or the longest of its beginnings that they have.
class ListedPlaces {
 public:
  ListedPlaces() {
    std::istringstream lines(embedded_ids());
    for (std::string line; std::getline(lines, line);) places_.emplace(line, places_.size());
  }

  std::size_t of(std::string id) const {
    for (;;) {
      if (const auto found = places_.find(id); found != places_.end()) return found->second;
      const std::size_t dot = id.rfind('.');
      if (dot == std::string::npos) return places_.size();
      id.resize(dot);
    }
  }

 private:
  std::map<std::string, std::size_t> places_;
};

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
  // Papers stay together, in the order of their titles; inside a paper the order of its list of ids, then that of the files.
  const ListedPlaces places;
  std::vector<std::pair<std::pair<std::ptrdiff_t, std::size_t>, Entry>> ranked;
  for (Entry& entry : all.entries) {
    const auto of_paper = [&](const PaperTitle& t) { return t.key == entry.paper; };
    const auto paper = std::find_if(all.titles.begin(), all.titles.end(), of_paper) - all.titles.begin();
    const std::size_t place = places.of(entry.id);
    ranked.emplace_back(std::pair(paper, place), std::move(entry));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  all.entries.clear();
  for (auto& [rank, entry] : ranked) all.entries.push_back(std::move(entry));
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
