// The page of the papers, from the sections that a report has too.
#include <certibound/digest/papers_page.hpp>

#include <certibound/digest/new_results.hpp>
#include <certibound/digest/remains.hpp>
#include <certibound/report/markdown.hpp>

#include <algorithm>
#include <array>
#include <sstream>

namespace certibound::digest {
namespace {

using report::Section;
using report::Table;

constexpr std::string_view kOpening =
    "# The papers\n\n"
    "Made by `./run audit --papers PAPERS.md`; do not edit. Every verdict is that of a run, with the words of "
    "[README.md](README.md); `./run audit ID` runs one claim again. A paper's statements stand beside what is not "
    "printed in it: "
    "sharper ones (`new`, or `s01`, `s02`, ...), corrections (`corrected`) and how far a bound is from the truth "
    "(`tightness`).\n\n";

// Labels of the facts that only a run knows.
constexpr std::array<std::string_view, 5> kRunLabels{"Fails at", "Undefined at", "Why", "Left", "Its argument"};

std::string claim_table(const std::vector<Finding>& findings) {
  std::string out = "### Claims\n\n| claim | at | verdict | value |\n| --- | --- | --- | --- |\n";
  for (const Finding& f : findings) {
    out += "| " + report::markdown_code(f.id, true) + " | " + report::markdown_text(f.at) + " | " +
           std::string(to_string(f.verdict)) + " | " + report::markdown_text(values_text(f)) + " |\n";
  }
  return out + "\n";
}

// The errata of one paper need no heading with its name.
Section errata_of_one(const std::vector<Finding>& findings) {
  Section section = errata_section(errata_of(findings), {});
  if (!section.parts.empty() && !section.parts.front().entries.empty() &&
      section.parts.front().title.rfind("Errata", 0) == 0) {
    section.entries = std::move(section.parts.front().entries);
    section.parts.erase(section.parts.begin());
  }
  return section;
}

std::string paper_part(const std::string& paper, const std::vector<Finding>& all, const PaperTitles& titles) {
  std::vector<Finding> own;
  std::copy_if(all.begin(), all.end(), std::back_inserter(own), [&](const Finding& f) { return f.paper == paper; });
  const auto title = titles.find(paper);
  Section remaining = remains_section(own);
  remaining.tables.erase(remaining.tables.begin());  // the counts stand on top of the page
  return "## " + paper + "\n\n" + (title == titles.end() ? "" : report::markdown_text(title->second) + "\n\n") +
         claim_table(own) + report::section_markdown(errata_of_one(own), 3) + "\n" +
         report::section_markdown(remaining, 3) + "\n";
}

bool is_row(const std::string& line) { return line.rfind("| ", 0) == 0; }

bool is_run_fact(const std::string& line) {
  return std::any_of(kRunLabels.begin(), kRunLabels.end(),
                     [&](std::string_view label) { return line.rfind("- " + std::string(label), 0) == 0; });
}

// Without its last cell; a bar inside a cell has a backslash before it.
std::string shortened(const std::string& row) {
  std::size_t bar = row.size() - 1;
  do bar = row.rfind('|', bar - 1);
  while (bar > 0 && row[bar - 1] == '\\');
  return row.substr(0, bar + 1);
}

}  // namespace

std::string papers_page(const std::vector<Finding>& findings, const PaperTitles& titles) {
  Section counts;
  counts.tables = {count_table(findings)};
  std::string out = std::string(kOpening) + report::section_markdown(counts, 2) + "\n";
  for (const std::string& paper : report::paper_order(findings)) out += paper_part(paper, findings, titles);
  out.pop_back();  // one newline ends the file
  return out;
}

std::string without_figures(const std::string& page) {
  std::istringstream in(page);
  std::string out;
  bool in_paper = false;
  for (std::string line; std::getline(in, line);) {
    in_paper = in_paper || line.rfind("## ", 0) == 0;
    if (in_paper && is_run_fact(line)) continue;
    out += (in_paper && is_row(line) ? shortened(line) : line) + "\n";
  }
  return out;
}

}  // namespace certibound::digest
