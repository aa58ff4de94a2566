// The frame of the page: head, title, counts, contents, footer.
#include <certibound/report/html.hpp>

#include "html_parts.hpp"

#include <certibound/report/markup.hpp>
#include <certibound/report/text.hpp>

#include <fmt/format.h>

namespace certibound::report {
namespace {

// The policy forbids every load, so that the page provably needs no network; the empty icon stops browsers from asking
// for one.
std::string head(const Report& report) {
  return fmt::format(
      "<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; img-src data:\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<link rel=\"icon\" href=\"data:,\"/>\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      escape_markup(report.title), page_style);
}

std::string plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string subtitle(const Report& report) {
  std::string out = "Certibound " + report.version;
  if (!report.findings.empty()) out += " · " + plural(report.findings.size(), "claim");
  if (report.seconds > 0) out += " · " + seconds_text(report.seconds);
  return element("p", out, "class=\"subtitle\"");
}

std::string counts(const Report& report) {
  std::string items;
  for (const auto& [verdict, count] : verdict_counts(report.findings)) {
    items += fmt::format("<li><b>{}</b> {}</li>\n", count, verdict_badge(verdict));
  }
  return items.empty() ? "" : "<ul class=\"counts\" aria-label=\"Claims with each verdict\">\n" + items + "</ul>\n";
}

std::string legend(const Report& report) {
  std::string words;
  for (const auto& [verdict, count] : verdict_counts(report.findings)) {
    words += fmt::format("<dt>{}</dt><dd>{}</dd>\n", verdict_badge(verdict), escape_markup(meaning(verdict)));
  }
  if (words.empty()) return "";
  return "<details class=\"legend\"><summary>What the words mean</summary>\n<dl>\n" + words + "</dl></details>\n";
}

std::string warnings(const Report& report) {
  return report.interrupted ? element("p", "This run was interrupted: claims that are not listed were not run.",
                                      "class=\"warning\" role=\"note\"") + "\n"
                            : "";
}

std::string header(const Report& report) {
  return "<header>\n" + element("h1", report.title) + "\n" + subtitle(report) + "\n" + warnings(report) +
         counts(report) + legend(report) + "</header>\n";
}

std::string link(const std::string& anchor, std::string_view text) {
  return fmt::format("<li><a href=\"#{}\">{}</a></li>\n", anchor, escape_markup(text));
}

// Worth its place only where there is more than one thing to go to.
std::string contents(const Report& report) {
  std::string items;
  std::size_t entries = 0;
  const auto add = [&](const std::string& anchor, std::string_view text) {
    items += link(anchor, text);
    ++entries;
  };
  for (const std::string& paper : paper_order(report.findings)) add(paper_anchor(paper), paper_heading(paper));
  for (const Section& section : report.sections) add(section_anchor(section), section.title);
  if (entries < 2) return "";
  return "<nav aria-label=\"Contents\">\n<ul>\n" + items + "</ul>\n</nav>\n";
}

std::string footer(const Report& report) {
  std::string items;
  for (const auto& [name, version] : report.environment) {
    items += element("dt", name) + fmt::format("<dd>{}</dd>\n", escape_markup(version));
  }
  std::string out = "<footer>\n";
  if (!report.command.empty()) {
    out += "<p>To make this report again: " + element("code", report.command) + "</p>\n";
  }
  if (!items.empty()) out += "<dl class=\"environment\">\n" + items + "</dl>\n";
  return out + "</footer>\n";
}

}  // namespace

std::string element(std::string_view tag, std::string_view text, std::string_view attributes) {
  if (text.empty()) return "";
  return fmt::format("<{}{}{}>{}</{}>", tag, attributes.empty() ? "" : " ", attributes, escape_markup(text), tag);
}

std::string verdict_badge(Verdict verdict) {
  return fmt::format("<span class=\"verdict v-{0}\">{0}</span>", to_string(verdict));
}

std::string html_page(const Report& report) {
  const std::vector<std::string> anchors = claim_anchors(report.findings);
  ClaimLinks links;
  for (std::size_t i = 0; i < anchors.size(); ++i) links.emplace(report.findings[i].id, anchors[i]);
  return "<!DOCTYPE html>\n<html lang=\"en\">\n" + head(report) + "<body>\n" + header(report) + "<main>\n" +
         changes_html(report, anchors) + contents(report) + claims_html(report, anchors) +
         sections_html(report.sections, links) + "</main>\n" + footer(report) +
         fmt::format("<script>\n{}</script>\n</body>\n</html>\n", page_script);
}

}  // namespace certibound::report
