// Sections as Markdown.
#include <certibound/report/markdown.hpp>

#include <certibound/report/text.hpp>

#include <algorithm>

namespace certibound::report {
namespace {

constexpr std::string_view special = "\\`*_{}[]<>|~#$";

std::string row(const std::vector<std::string>& cells, std::size_t columns) {
  std::string out = "|";
  for (std::size_t i = 0; i < columns; ++i) out += " " + (i < cells.size() ? cells[i] : "") + " |";
  return out + "\n";
}

std::string table(const Table& t) {
  std::string out = t.caption.empty() ? "" : markdown_text(t.caption) + "\n\n";
  std::vector<std::string> heads, rules;
  for (std::size_t i = 0; i < t.columns.size(); ++i) {
    heads.push_back(markdown_text(t.columns[i]));
    rules.push_back(i < t.align.size() && t.align[i] == Align::right ? "---:" : "---");
  }
  out += row(heads, heads.size()) + row(rules, rules.size());
  for (const auto& cells : t.rows) {
    std::vector<std::string> shown;
    for (const std::string& cell : cells) shown.push_back(markdown_text(cell));
    out += row(shown, heads.size());
  }
  return out;
}

std::string entry(const Entry& e) {
  std::string ids;
  for (const std::string& id : e.claims) ids += (ids.empty() ? "" : ", ") + markdown_code(id);
  std::string out = "**" + markdown_text(e.title) + "**" + (ids.empty() ? "" : " " + ids) + "\n\n";
  for (const Fact& fact : e.facts) {
    if (one_line(fact.text).empty()) continue;
    out += "- " + markdown_text(fact.label) + ": " +
           (fact.formula ? markdown_code(fact.text) : markdown_text(fact.text)) + "\n";
  }
  return out;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (special.find(c) != std::string_view::npos) out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string markdown_code(std::string_view text, bool in_table) {
  std::string inside = one_line(text);
  if (in_table) {
    for (std::size_t i = 0; (i = inside.find('|', i)) != std::string::npos; i += 2) inside.insert(i, 1, '\\');
  }
  // The fence has to be longer than every run of back quotes in the text.
  std::size_t longest = 0, run = 0;
  for (const char c : inside) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`'), gap(longest > 0 ? " " : "");
  return fence + gap + inside + gap + fence;
}

std::string section_markdown(const Section& section, int level) {
  std::string out;
  const auto separate = [&out] { out += out.empty() ? "" : "\n"; };
  if (!section.title.empty())
    out += std::string(static_cast<std::size_t>(level), '#') + " " + markdown_text(section.title) + "\n";
  for (const std::string& paragraph : section.paragraphs) {
    separate();
    out += markdown_text(paragraph) + "\n";
  }
  for (const Table& t : section.tables) {
    separate();
    out += table(t);
  }
  for (const Entry& e : section.entries) {
    separate();
    out += entry(e);
  }
  for (const Section& part : section.parts) {
    separate();
    out += section_markdown(part, level + 1);
  }
  return out;
}

}  // namespace certibound::report
