// Counts of verdicts, and the claims that are not settled.
#include <certibound/digest/remains.hpp>

#include <algorithm>

namespace certibound::digest {
namespace {

using report::Align;
using report::Table;
using Json = nlohmann::ordered_json;

// In the order of how much is missing.
constexpr Verdict kOpen[] = {Verdict::undecided, Verdict::checked, Verdict::agrees, Verdict::sampled,
                             Verdict::informal};

// What would turn the word into a verdict.
const char* what_would_decide(Verdict verdict) {
  switch (verdict) {
    case Verdict::undecided:
      return "undecided: what is left is said; a proof or a witness for it, or the data it names, would decide";
    case Verdict::checked: return "checked: holds on the finite part that is named; a proof beyond it would decide";
    case Verdict::agrees:
      return "agrees: both sides have common digits and nothing more; a proof of the identity would decide";
    case Verdict::sampled: return "sampled: an experiment with random numbers; an exact law would decide";
    default: return "informal: the sentence states nothing that can be decided, so nothing would";
  }
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return out;
}

std::size_t count(const std::vector<Finding>& findings, const std::string* paper, Verdict verdict) {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& f) {
    return f.verdict == verdict && (paper == nullptr || f.paper == *paper);
  }));
}

std::vector<std::string> count_row(const std::vector<Finding>& findings, const std::string* paper) {
  std::size_t total = 0;
  std::vector<std::string> cells;
  for (const auto& [verdict, all] : report::verdict_counts(findings)) {
    const std::size_t n = count(findings, paper, verdict);
    total += n;
    cells.push_back(std::to_string(n));
  }
  const std::string name = paper == nullptr ? "all" : paper->empty() ? "claims" : *paper;
  cells.insert(cells.begin(), {name, std::to_string(total)});
  return cells;
}

Json counts_json(const std::vector<Finding>& findings) {
  Json out = Json::object();
  for (const std::string& paper : report::paper_order(findings)) {
    Json words = Json::object();
    for (const auto& [verdict, all] : report::verdict_counts(findings)) {
      const std::size_t n = count(findings, &paper, verdict);
      if (n > 0) words[std::string(to_string(verdict))] = std::to_string(n);
    }
    out[paper.empty() ? "claims" : paper] = std::move(words);
  }
  return out;
}

}  // namespace

bool remains(Verdict verdict) { return std::find(std::begin(kOpen), std::end(kOpen), verdict) != std::end(kOpen); }

std::string reason(const Finding& f) {
  if (f.verdict == Verdict::informal) return f.because.empty() ? f.statement : f.because;
  if (f.verdict == Verdict::undecided) return joined(f.left);
  if (!f.because.empty()) return f.because;
  if (!f.left.empty()) return joined(f.left);
  return f.verdict == Verdict::agrees ? "the two sides overlap; no proof was found" : "";
}

Table count_table(const std::vector<Finding>& findings) {
  Table table{
      .caption = "Claims with each verdict", .columns = {"paper", "claims"}, .align = {Align::left, Align::right}};
  for (const auto& [verdict, all] : report::verdict_counts(findings)) {
    table.columns.emplace_back(to_string(verdict));
    table.align.push_back(Align::right);
  }
  const std::vector<std::string> papers = report::paper_order(findings);
  for (const std::string& paper : papers) table.rows.push_back(count_row(findings, &paper));
  if (papers.size() > 1) table.rows.push_back(count_row(findings, nullptr));
  return table;
}

report::Section remains_section(const std::vector<Finding>& findings) {
  report::Section section{.key = "remains", .title = "What remains"};
  section.tables = {count_table(findings)};
  section.data = Json{{"counts", counts_json(findings)}, {"claims", Json::array()}};
  Table open{.caption = "Claims that are not settled", .columns = {"claim", "verdict", "at", "reason"}, .prose = true};
  for (const Verdict verdict : kOpen) {
    const std::size_t before = open.rows.size();
    for (const Finding& f : findings) {
      if (f.verdict != verdict) continue;
      open.rows.push_back({f.id, std::string(to_string(verdict)), f.at, reason(f)});
      Json claim{{"id", f.id}, {"verdict", std::string(to_string(verdict))}};
      if (!reason(f).empty()) claim["reason"] = reason(f);
      section.data["claims"].push_back(std::move(claim));
    }
    if (open.rows.size() > before) section.paragraphs.push_back(what_would_decide(verdict));
  }
  if (open.rows.empty()) {
    section.paragraphs.push_back("Every claim is proved, reduced, refuted or enclosed.");
  } else {
    section.tables.push_back(std::move(open));
  }
  return section;
}

}  // namespace certibound::digest
