// The sections of the page: paragraphs, plots, tables.
#include "html_parts.hpp"

#include <certibound/report/markup.hpp>
#include <certibound/report/svg.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace certibound::report {
namespace {

std::string_view cell_class(const Table& table, std::size_t column) {
  return column < table.align.size() && table.align[column] == Align::right ? " class=\"right\"" : "";
}

std::string column_heads(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += fmt::format("<th scope=\"col\"{}>{}</th>", cell_class(table, i), escape_markup(table.columns[i]));
  }
  return out.empty() ? "" : "<thead><tr>" + out + "</tr></thead>\n";
}

// The id of a claim of this page leads to it; anything else is text.
std::string linked(const std::string& text, const ClaimLinks& links) {
  const auto link = links.find(text);
  if (link == links.end()) return escape_markup(text);
  return fmt::format("<a href=\"#{}\">{}</a>", link->second, escape_markup(text));
}

// The first cell names its row.
std::string row_html(const Table& table, const std::vector<std::string>& cells, const ClaimLinks& links) {
  std::string out = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view tag = i == 0 ? "th" : "td";
    out += fmt::format("<{}{}{}>{}</{}>", tag, i == 0 ? " scope=\"row\"" : "", cell_class(table, i),
                       linked(cells[i], links), tag);
  }
  return out + "</tr>\n";
}

// The box around it can be scrolled sideways on a narrow screen, by keyboard too.
std::string table_html(const Table& table, const ClaimLinks& links) {
  std::string rows;
  for (const auto& row : table.rows) rows += row_html(table, row, links);
  return fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n"
                     "<table class=\"data{}\">\n{}{}<tbody>\n{}</tbody>\n</table></div>\n",
                     escape_markup(table.caption.empty() ? "Table" : table.caption), table.prose ? " prose" : "",
                     element("caption", table.caption), column_heads(table), rows);
}

std::string entry_html(const Entry& entry, const ClaimLinks& links) {
  std::string facts, ids;
  for (const std::string& id : entry.claims) ids += (ids.empty() ? "" : ", ") + linked(id, links);
  if (!ids.empty()) facts += "<dt>Claim</dt><dd>" + ids + "</dd>\n";
  for (const Fact& fact : entry.facts) {
    if (fact.text.empty()) continue;
    facts += element("dt", fact.label) + "<dd>" + element(fact.formula ? "code" : "span", fact.text) + "</dd>\n";
  }
  return "<article class=\"entry\">\n" + element("p", entry.title, "class=\"entry-title\"") + "\n" +
         (facts.empty() ? "" : "<dl class=\"facts\">\n" + facts + "</dl>\n") + "</article>\n";
}

std::string plot_html(const Plot& plot, const std::string& name) {
  return "<figure>\n<figcaption>" + element("b", plot.title) + " " + element("span", plot.caption) + "</figcaption>\n" +
         svg_plot(plot, name) + "</figure>\n";
}

std::string section_html(const Section& section, const std::string& anchor, const ClaimLinks& links, int level) {
  std::string out = fmt::format("<section id=\"{}\">\n{}\n", anchor, element(fmt::format("h{}", level), section.title));
  for (const std::string& paragraph : section.paragraphs) out += element("p", paragraph) + "\n";
  for (std::size_t i = 0; i < section.plots.size(); ++i) {
    out += plot_html(section.plots[i], fmt::format("{}-plot{}", anchor, i + 1));
  }
  for (const Table& table : section.tables) out += table_html(table, links);
  for (const Entry& entry : section.entries) out += entry_html(entry, links);
  for (std::size_t i = 0; i < section.parts.size(); ++i) {
    out += section_html(section.parts[i], fmt::format("{}-part{}", anchor, i + 1), links, std::min(level + 1, 6));
  }
  return out + "</section>\n";
}

}  // namespace

std::string section_anchor(const Section& section) {
  return "section-" + anchor_name(section.key.empty() ? section.title : section.key);
}

std::string sections_html(const std::vector<Section>& sections, const ClaimLinks& links) {
  std::string out;
  for (const Section& section : sections) out += section_html(section, section_anchor(section), links, 2);
  return out;
}

}  // namespace certibound::report
