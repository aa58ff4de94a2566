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

// The first cell names its row.
std::string row_html(const Table& table, const std::vector<std::string>& cells) {
  std::string out = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view tag = i == 0 ? "th" : "td";
    out += fmt::format("<{}{}{}>{}</{}>", tag, i == 0 ? " scope=\"row\"" : "", cell_class(table, i),
                       escape_markup(cells[i]), tag);
  }
  return out + "</tr>\n";
}

// The box around it can be scrolled sideways on a narrow screen, by keyboard too.
std::string table_html(const Table& table) {
  std::string rows;
  for (const auto& row : table.rows) rows += row_html(table, row);
  return fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n"
                     "<table class=\"data\">\n{}{}<tbody>\n{}</tbody>\n</table></div>\n",
                     escape_markup(table.caption.empty() ? "Table" : table.caption), element("caption", table.caption),
                     column_heads(table), rows);
}

std::string plot_html(const Plot& plot, const std::string& name) {
  return "<figure>\n<figcaption>" + element("b", plot.title) + " " + element("span", plot.caption) + "</figcaption>\n" +
         svg_plot(plot, name) + "</figure>\n";
}

std::string section_html(const Section& section) {
  const std::string anchor = section_anchor(section);
  std::string out = fmt::format("<section id=\"{}\">\n{}\n", anchor, element("h2", section.title));
  for (const std::string& paragraph : section.paragraphs) out += element("p", paragraph) + "\n";
  for (std::size_t i = 0; i < section.plots.size(); ++i) {
    out += plot_html(section.plots[i], fmt::format("{}-plot{}", anchor, i + 1));
  }
  for (const Table& table : section.tables) out += table_html(table);
  return out + "</section>\n";
}

}  // namespace

std::string section_anchor(const Section& section) {
  return "section-" + anchor_name(section.key.empty() ? section.title : section.key);
}

std::string sections_html(const std::vector<Section>& sections) {
  std::string out;
  for (const Section& section : sections) out += section_html(section);
  return out;
}

}  // namespace certibound::report
