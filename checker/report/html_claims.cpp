// The claims of the page: what changed since the record, then a table for each paper.
#include "html_parts.hpp"

#include <certibound/report/markup.hpp>
#include <certibound/report/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace certibound::report {
namespace {

constexpr int short_digits = 8, long_digits = 20;

// One line under the statement: what a reader must know without opening the details.
std::string note(const Finding& f) {
  if (!f.witness.empty() && f.verdict == Verdict::refuted) return "fails at " + witness_text(f);
  if (!f.witness.empty() && f.verdict == Verdict::ill_posed) return "undefined at " + witness_text(f);
  if (f.verdict == Verdict::undecided && !f.left.empty()) {
    const std::size_t more = f.left.size() - 1;
    return "left: " + f.left.front() + (more > 0 ? fmt::format(" (and {} more)", more) : "");
  }
  if (f.verdict == Verdict::checked) return f.because;  // its extent belongs to the verdict
  return "";
}

std::string fact(std::string_view name, const std::string& markup) {
  return markup.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, markup);
}

// Each line in an element `tag`: "code" for formulas, "span" for prose.
std::string list(const std::vector<std::string>& lines, std::string_view tag) {
  if (lines.empty()) return "";
  std::string out = "<ul>";
  for (const std::string& line : lines) out += "<li>" + element(tag, line) + "</li>";
  return out + "</ul>";
}

std::vector<std::string> enclosure_lines(const Finding& f) {
  std::vector<std::string> lines;
  for (const NamedEnclosure& e : f.enclosures) lines.push_back(e.name + " " + enclosure_text(e.value, long_digits));
  return lines;
}

std::string effort(const Finding& f) {
  std::string out;
  if (f.bits != 0) out += fmt::format("{} bits, ", f.bits);
  if (f.boxes != 0) out += fmt::format("{} {}, ", f.boxes, f.boxes == 1 ? "box or case" : "boxes or cases");
  return out + seconds_text(f.seconds);
}

std::string reproduction(const Finding& f, const Report& report) {
  return report.claim_command.empty() ? report.command : report.claim_command + " " + shell_word(f.id);
}

std::string facts(const Finding& f, const Report& report) {
  return "<dl class=\"facts\">\n" + fact("Printed", element("code", f.printed)) +
         fact("Read as", escape_markup(f.reads)) +
         fact("Leans on", f.leans_on_arb ? "[arb] values by Arb, outside the trusted base" : "") +
         fact(because_label(f.verdict), escape_markup(f.because)) + fact("Cost of the correction", escape_markup(f.cost)) +
         fact("Witness", element("code", witness_text(f))) +
         fact("Left", list(f.left, "span")) + fact("Enclosures", list(enclosure_lines(f), "code")) +
         fact("Coq", escape_markup(coq_text(f, report))) + fact("Effort", effort(f)) + fact("Certificate", element("code", f.certificate)) +
         fact("To run it", element("code", reproduction(f, report))) + "</dl>\n";
}

std::string statement_cell(const Finding& f, const Report& report) {
  const std::string& text = f.statement.empty() ? f.printed : f.statement;
  const std::string domain = f.domain.empty() ? "" : "for " + f.domain;
  return fmt::format("<details><summary>{}{}{}</summary>\n{}</details>",
                     element("code", text.empty() ? "(no statement)" : text),
                     element("span", domain, "class=\"domain\""), element("span", note(f), "class=\"note\""),
                     facts(f, report));
}

// Where an extreme lies, if that is known: "attained at x = 1/2".
std::string place(const Finding& f) {
  const bool known = f.verdict == Verdict::enclosed && !f.left.empty() && f.left.front().find("attained") != std::string::npos;
  return known ? element("span", f.left.front(), "class=\"name\"") : "";
}

std::string value_cell(const Finding& f) {
  if (const NamedEnclosure* value = headline(f)) {
    return element("span", value->name, "class=\"name\"") + " " +
           element("span", enclosure_text(value->value, short_digits)) + place(f);
  }
  return f.enclosures.empty() ? "" : fmt::format("{} values", f.enclosures.size());
}

// Under the verdict, for what Coq accepted as it is today and nothing else.
std::string coq_mark(const Finding& f, const Report& report) {
  const auto note = report.coq.find(f.id);
  if (note == report.coq.end() || note->second.word != "accepted") return "";
  return element("span", "Coq", "class=\"coq\" title=\"accepted by Coq, too\"");
}

std::string row(const Finding& f, const Report& report, const std::string& anchor) {
  const std::string changed = record_note(f, report);
  return fmt::format(
      "<tr id=\"{}\" data-verdict=\"{}\"{}>\n<td>{}{}{}</td>\n<th scope=\"row\"><a href=\"#{}\">{}</a>{}</th>\n"
      "<td>{}</td>\n<td class=\"value\">{}</td>\n</tr>\n",
      anchor, to_string(f.verdict), changed.empty() ? "" : " class=\"changed\"", verdict_badge(f.verdict),
      coq_mark(f, report), element("span", changed, "class=\"was\""), anchor, escape_markup(f.id), element("span", f.at, "class=\"at\""),
      statement_cell(f, report), value_cell(f));
}

std::string table(const std::string& paper, const Report& report, const std::vector<std::string>& anchors) {
  std::string rows;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    if (report.findings[i].paper == paper) rows += row(report.findings[i], report, anchors[i]);
  }
  return "<table class=\"claims\">\n<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Claim</th>"
         "<th scope=\"col\">Statement</th><th scope=\"col\">Tightness or value</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n";
}

std::string paper_section(const std::string& paper, const Report& report, const std::vector<std::string>& anchors) {
  const auto title = report.papers.find(paper);
  return fmt::format("<section class=\"paper\" id=\"{}\">\n{}\n{}\n{}</section>\n", paper_anchor(paper),
                     element("h2", paper_heading(paper)),
                     element("p", title == report.papers.end() ? "" : title->second, "class=\"citation\""),
                     table(paper, report, anchors));
}

// Shown by the script alone: without one there is nothing it could do.
constexpr std::string_view filter_bar =
    "<form id=\"filter\" hidden=\"hidden\" role=\"search\">\n"
    "<label for=\"filter-text\">Find a claim</label> <input id=\"filter-text\" type=\"search\" autocomplete=\"off\"/>\n"
    "<fieldset id=\"filter-verdicts\"><legend>Verdicts shown</legend></fieldset>\n"
    "<p id=\"filter-count\" role=\"status\"></p>\n</form>\n";

}  // namespace

std::vector<std::string> claim_anchors(const std::vector<Finding>& findings) {
  std::vector<std::string> anchors;
  std::set<std::string> taken;
  for (const Finding& f : findings) {
    const std::string wanted = "claim-" + anchor_name(f.id);
    std::string anchor = wanted;
    for (int n = 2; !taken.insert(anchor).second; ++n) anchor = fmt::format("{}:{}", wanted, n);
    anchors.push_back(anchor);
  }
  return anchors;
}

std::string paper_anchor(std::string_view paper) { return "paper-" + anchor_name(paper); }

std::string paper_heading(std::string_view paper) { return paper.empty() ? "Claims" : std::string(paper); }

std::string changes_html(const Report& report, const std::vector<std::string>& anchors) {
  std::string items;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& f = report.findings[i];
    const std::string changed = record_note(f, report);
    if (changed.empty()) continue;
    items += fmt::format("<li><a href=\"#{}\">{}</a> {}, now {}</li>\n", anchors[i], escape_markup(f.id),
                         escape_markup(changed), verdict_badge(f.verdict));
  }
  if (items.empty()) return "";
  return "<section id=\"changes\" class=\"changes\">\n<h2>Differs from the record</h2>\n<ul>\n" + items +
         "</ul>\n</section>\n";
}

std::string claims_html(const Report& report, const std::vector<std::string>& anchors) {
  if (report.findings.empty()) return "";
  std::string out(filter_bar);
  for (const std::string& paper : paper_order(report.findings)) out += paper_section(paper, report, anchors);
  return out;
}

}  // namespace certibound::report
