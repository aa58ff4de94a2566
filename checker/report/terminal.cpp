// The report as plain text, one verdict line per claim.
#include <certibound/report/terminal.hpp>

#include <certibound/report/text.hpp>

#include <fmt/format.h>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace certibound::report {
namespace {

constexpr std::size_t verdict_width = 9;  // "undecided", "ill-posed"
constexpr std::size_t detail_indent = verdict_width + 2;
constexpr std::size_t least_statement = 20;  // a statement is not cut below this
constexpr int digits = 8;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::string_view colour_of(Verdict v) {
  switch (v) {
    case Verdict::proved:
    case Verdict::reduced: return "\x1b[32m";
    case Verdict::refuted: return "\x1b[31m";
    case Verdict::enclosed: return "\x1b[36m";
    case Verdict::informal: return "\x1b[2m";
    default: return "\x1b[33m";
  }
}

std::string painted(std::string text, std::string_view colour, const TerminalStyle& style) {
  return style.colour ? fmt::format("{}{}\x1b[0m", colour, text) : text;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string statement_of(const Finding& f) {
  const std::string statement = one_line(f.statement.empty() ? f.printed : f.statement);
  const std::string domain = one_line(f.domain);
  return domain.empty() ? statement : fmt::format("{} for {}", statement, domain);
}

std::string value_line(const NamedEnclosure& e) { return one_line(e.name) + " " + enclosure_text(e.value, digits); }

std::string verdict_line(const Finding& f, const TerminalStyle& style) {
  const std::string id = padded(one_line(f.id), style.id_width);
  const NamedEnclosure* value = headline(f);
  const std::string tail =
      (value ? "  " + value_line(*value) : "") + (f.leans_on_arb ? "  [arb]" : "") + "  " + seconds_text(f.seconds);
  std::string statement = statement_of(f);
  if (style.shorten) {
    const std::size_t used = detail_indent + display_width(id) + 2 + display_width(tail);
    statement = shorten(statement, std::max(least_statement, style.columns > used ? style.columns - used : 0));
  }
  const std::string word = padded(std::string(to_string(f.verdict)), verdict_width);
  return fmt::format("{}  {}  {}{}\n", painted(word, colour_of(f.verdict), style), id, statement, tail);
}

// What a reader must know to understand this verdict; nothing for a plain "proved".
std::vector<std::string> details(const Finding& f) {
  std::vector<std::string> out;
  if (!f.witness.empty()) {
    const bool undefined = f.verdict == Verdict::ill_posed, fails = f.verdict == Verdict::refuted;
    out.push_back((undefined ? "undefined at " : fails ? "fails at " : "at ") + witness_text(f));
  }
  if (!f.because.empty()) out.push_back(fmt::format("{}: {}", because_label(f.verdict), f.because));
  for (const std::string& left : f.left) out.push_back("left: " + left);
  for (const NamedEnclosure& e : f.enclosures) {
    if (&e != headline(f)) out.push_back(value_line(e));
  }
  return out;
}

std::string row_text(const std::vector<std::string>& cells, const Table& table,
                     const std::vector<std::size_t>& widths) {
  std::string out(2, ' ');
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string cell = i < cells.size() ? one_line(cells[i]) : "";
    const std::string gap(widths[i] - display_width(cell), ' ');
    const bool right = i < table.align.size() && table.align[i] == Align::right;
    if (i > 0) out += "  ";
    out += right ? gap + cell : cell + gap;
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

constexpr std::size_t label_width = 14, fact_indent = label_width + 4;

std::string fact_text(std::string_view label, const std::string& text, const TerminalStyle& style) {
  std::string out = wrap(text, style.columns, fact_indent);
  if (out.empty()) return out;
  const std::string name = one_line(label);
  if (display_width(name) > label_width) return "  " + name + "\n" + out;
  return "  " + padded(name, label_width) + out.substr(2 + label_width);
}

std::string entry_text(const Entry& entry, const TerminalStyle& style) {
  std::string ids;
  for (const std::string& id : entry.claims) ids += (ids.empty() ? "" : ", ") + one_line(id);
  std::string out = wrap(entry.title, style.columns, 0) + fact_text("Claim", ids, style);
  for (const Fact& fact : entry.facts) out += fact_text(fact.label, fact.text, style);
  return out;
}

// The first cell heads the others, which stand one below the other.
std::string prose_text(const Table& table, const TerminalStyle& style) {
  std::string out = wrap(table.caption, style.columns, 0);
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += i == 0 ? wrap(row[i], style.columns, 0) : fact_text(i < table.columns.size() ? table.columns[i] : "", row[i], style);
    }
  }
  return out;
}

std::string table_text(const Table& table, const TerminalStyle& style) {
  if (table.prose) return prose_text(table, style);
  std::vector<std::size_t> widths;
  const auto measure = [&widths](const std::vector<std::string>& cells) {
    widths.resize(std::max(widths.size(), cells.size()), 0);
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(one_line(cells[i])));
  };
  measure(table.columns);
  for (const auto& row : table.rows) measure(row);
  std::string out = wrap(table.caption, style.columns, 0) + row_text(table.columns, table, widths);
  for (const auto& row : table.rows) out += row_text(row, table, widths);
  return out;
}

std::string record_summary(const Report& report) {
  if (!report.recorded) return "";
  const auto differing = std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& f) {
    return differs_from_record(f, *report.recorded);
  });
  if (differing == 0) return "; every verdict as recorded";
  return fmt::format("; {} {} from the record", differing, differing == 1 ? "verdict differs" : "verdicts differ");
}

}  // namespace

TerminalStyle terminal_style(int descriptor) {
  TerminalStyle style;
  if (isatty(descriptor) == 0) return style;
  const char* term = std::getenv("TERM");
  style.colour = !is_set("NO_COLOR") && !(term != nullptr && std::string_view(term) == "dumb");
  style.shorten = true;
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.columns = size.ws_col;
  return style;
}

std::string finding_text(const Finding& f, const Report& report, const TerminalStyle& style) {
  std::string out = verdict_line(f, style);
  const std::string note = record_note(f, report);
  if (!note.empty()) out += std::string(detail_indent, ' ') + painted("CHANGED: " + note, "\x1b[1;35m", style) + "\n";
  for (const std::string& line : details(f)) out += wrap(line, style.columns, detail_indent);
  return out;
}

std::string summary_text(const Report& report, const TerminalStyle& style) {
  std::string counts;
  for (const auto& [verdict, count] : verdict_counts(report.findings)) {
    const std::string part = fmt::format("{} {}", to_string(verdict), count);
    counts += (counts.empty() ? "" : ", ") + painted(part, colour_of(verdict), style);
  }
  const std::size_t total = report.findings.size();
  if (counts.empty()) counts = "nothing was decided";
  std::string out = fmt::format("{} ({} {}, {}){}\n", counts, total, total == 1 ? "claim" : "claims",
                                seconds_text(report.seconds), record_summary(report));
  if (report.interrupted) out += "Interrupted: the claims that are not listed were not run.\n";
  return out;
}

std::string section_text(const Section& section, const TerminalStyle& style) {
  std::string out = section.title.empty() ? "" : painted(one_line(section.title), "\x1b[1m", style) + "\n";
  const auto separate = [&out] { out += out.empty() ? "" : "\n"; };
  for (const std::string& paragraph : section.paragraphs) {
    separate();
    out += wrap(paragraph, style.columns, 0);
  }
  for (const Table& table : section.tables) {
    separate();
    out += table_text(table, style);
  }
  for (const Entry& entry : section.entries) {
    separate();
    out += entry_text(entry, style);
  }
  for (const Section& part : section.parts) {
    separate();
    out += section_text(part, style);
  }
  if (!section.plots.empty()) {
    separate();
    for (const Plot& plot : section.plots) out += wrap("Plot, in the HTML page: " + plot.title, style.columns, 0);
  }
  return out;
}

std::string report_text(const Report& report, const TerminalStyle& given) {
  TerminalStyle style = given;
  for (const Finding& f : report.findings) style.id_width = std::max(style.id_width, display_width(one_line(f.id)));
  std::string out;
  for (const Finding& f : report.findings) out += finding_text(f, report, style);
  for (const Section& section : report.sections) out += (out.empty() ? "" : "\n") + section_text(section, style);
  if (!report.findings.empty() || report.interrupted) out += (out.empty() ? "" : "\n") + summary_text(report, style);
  return out;
}

}  // namespace certibound::report
