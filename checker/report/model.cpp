// Questions that several writers ask of a Report.
#include <certibound/report/model.hpp>

#include <algorithm>

namespace certibound::report {

std::vector<std::pair<Verdict, std::size_t>> verdict_counts(const std::vector<Finding>& findings) {
  std::vector<std::pair<Verdict, std::size_t>> counts;
  for (const Verdict verdict : all_verdicts) {
    const auto has_it = [verdict](const Finding& f) { return f.verdict == verdict; };
    const auto count = std::count_if(findings.begin(), findings.end(), has_it);
    if (count > 0) counts.emplace_back(verdict, static_cast<std::size_t>(count));
  }
  return counts;
}

std::vector<std::string> paper_order(const std::vector<Finding>& findings) {
  std::vector<std::string> papers;
  for (const Finding& finding : findings) {
    if (std::find(papers.begin(), papers.end(), finding.paper) == papers.end()) papers.push_back(finding.paper);
  }
  return papers;
}

bool differs_from_record(const Finding& finding, const Record& recorded) {
  const auto entry = recorded.find(finding.id);
  return entry == recorded.end() || entry->second != finding.verdict;
}

std::string record_note(const Finding& finding, const Report& report) {
  if (!report.recorded || !differs_from_record(finding, *report.recorded)) return "";
  const auto entry = report.recorded->find(finding.id);
  if (entry == report.recorded->end()) return "not in the record";
  return "recorded as " + std::string(to_string(entry->second));
}

std::string coq_text(const Finding& finding, const Report& report) {
  const auto entry = report.coq.find(finding.id);
  if (entry == report.coq.end()) return "";
  const CoqNote& note = entry->second;
  std::string out = note.word + (note.why.empty() ? "" : ": " + note.why);
  if (!note.sha256.empty()) out += "; the file has the SHA-256 " + note.sha256;
  return out;
}

std::string_view because_label(Verdict verdict) {
  return verdict == Verdict::reduced ? "because (not machine-checked)" : "because";
}

std::string witness_text(const Finding& finding) {
  std::string out;
  for (const auto& [variable, value] : finding.witness) {
    out += (out.empty() ? "" : ", ") + variable + " = " + value;
  }
  return out;
}

const NamedEnclosure* headline(const Finding& finding) {
  for (const NamedEnclosure& enclosure : finding.enclosures) {
    if (enclosure.name == "tightness") return &enclosure;
  }
  return finding.enclosures.size() == 1 ? &finding.enclosures.front() : nullptr;
}

}  // namespace certibound::report
