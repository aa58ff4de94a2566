// Statements sharper than the papers, and how tight the papers' bounds are.
#include <certibound/digest/new_results.hpp>

#include <certibound/digest/claim_names.hpp>
#include <certibound/digest/errata.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/text.hpp>

#include <algorithm>

namespace certibound::digest {
namespace {

using report::Section;
using report::Table;
using Json = nlohmann::ordered_json;

constexpr int kDigits = 8;
constexpr std::size_t kMostValues = 6;

bool holds(Verdict verdict) {
  return verdict == Verdict::proved || verdict == Verdict::reduced || verdict == Verdict::enclosed;
}

std::string states(const Finding& f) { return f.statement + (f.domain.empty() ? "" : " for " + f.domain); }

Json claim_json(const Finding& f) {
  Json out{{"id", f.id}, {"verdict", std::string(to_string(f.verdict))}};
  if (!f.enclosures.empty()) out["values"] = Json::array();
  for (const NamedEnclosure& e : f.enclosures)
    out["values"].push_back({{"name", e.name}, {"value", report::enclosure_json(e.value)}});
  if (!f.witness.empty()) out["witness"] = report::witness_text(f);
  if (!f.certificate.empty()) out["certificate"] = f.certificate;
  return out;
}

Section results_of(const std::string& paper, const std::vector<Finding>& findings, Json& data) {
  Section part{.title = "New results: " + (paper.empty() ? "claims" : paper)};
  Table table{.columns = {"claim", "states", "verdict", "value", "certificate"}, .prose = true};
  for (const Finding& f : findings) {
    if (f.paper != paper || !is_sharper(f.id) || is_tightness(f.id) || !holds(f.verdict)) continue;
    table.rows.push_back({f.id, states(f), std::string(to_string(f.verdict)), values_text(f), f.certificate});
    data.push_back(claim_json(f));
  }
  if (!table.rows.empty()) part.tables.push_back(std::move(table));
  return part;
}

Section failing(const std::vector<Finding>& findings, Json& data) {
  Section part{.title = "Sharper statements that fail"};
  Table table{.columns = {"claim", "states", "fails at", "why"}, .prose = true};
  for (const Finding& f : findings) {
    if (!is_sharper(f.id) || !fails(f.verdict)) continue;
    table.rows.push_back({f.id, states(f), report::witness_text(f), f.because});
    data.push_back(claim_json(f));
  }
  if (!table.rows.empty()) part.tables.push_back(std::move(table));
  return part;
}

bool is_tightness_value(const Finding& f) { return is_tightness(f.id) && !f.enclosures.empty(); }

}  // namespace

std::string values_text(const Finding& f) {
  std::string out;
  for (std::size_t i = 0; i < std::min(f.enclosures.size(), kMostValues); ++i) {
    const NamedEnclosure& e = f.enclosures[i];
    out += (out.empty() ? "" : ", ") + report::one_line(e.name) + " " + report::enclosure_text(e.value, kDigits);
  }
  if (f.enclosures.size() > kMostValues) out += ", and " + std::to_string(f.enclosures.size() - kMostValues) + " more";
  return out;
}

Section new_results_section(const std::vector<Finding>& findings) {
  Section section{.key = "new_results", .title = "New results"};
  section.paragraphs = {
      "Statements sharper than the papers' or absent from them, which hold. A certificate stands with those that "
      "are proved as formulas, if the run was asked for certificates (--certificates DIR); what is said of finite "
      "objects is decided by the program itself."};
  Json good = Json::array(), bad = Json::array();
  for (const std::string& paper : report::paper_order(findings)) {
    Section part = results_of(paper, findings, good);
    if (!part.tables.empty()) section.parts.push_back(std::move(part));
  }
  if (Section part = failing(findings, bad); !part.tables.empty()) section.parts.push_back(std::move(part));
  section.data = Json{{"hold", std::move(good)}, {"fail", std::move(bad)}};
  return section;
}

Table tightness_table(const std::vector<Finding>& findings) {
  Table table{.caption = "How far the bounds are from the truth",
              .columns = {"claim", "quantity", "value", "near"},
              .prose = true};
  for (const Finding& f : findings) {
    if (!is_tightness_value(f)) continue;
    std::string near;
    for (const std::string& text : f.left) near += (near.empty() ? "" : "; ") + text;
    table.rows.push_back({f.id, states(f), values_text(f), near});
  }
  return table;
}

Json tightness_json(const std::vector<Finding>& findings) {
  Json out = Json::array();
  for (const Finding& f : findings) {
    if (is_tightness_value(f)) out.push_back(claim_json(f));
  }
  return out;
}

}  // namespace certibound::digest
