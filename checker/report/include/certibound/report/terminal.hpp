// The report as plain text: one verdict line per claim, indented detail where a verdict needs it, then the sections.
#pragma once

#include <certibound/report/model.hpp>

#include <cstddef>
#include <string>

namespace certibound::report {

struct TerminalStyle {
  bool colour = false;
  bool shorten = false;       // cut statements at the width of the terminal; ids are never cut
  std::size_t columns = 100;  // where paragraphs are wrapped
  std::size_t id_width = 0;   // ids are padded to this column
};

// For the stream behind this file descriptor. Colour only on a terminal, unless NO_COLOR is set or TERM is "dumb".
TerminalStyle terminal_style(int descriptor);

// The line of one claim and its detail, for output while the run goes on. `report` tells the record.
std::string finding_text(const Finding& finding, const Report& report, const TerminalStyle& style);

// "proved 20, refuted 9 (29 claims, 1.20 s)" and how the verdicts compare with the record.
std::string summary_text(const Report& report, const TerminalStyle& style);

std::string section_text(const Section& section, const TerminalStyle& style);

// All of it: claims in the given order, the sections, the summary last.
std::string report_text(const Report& report, const TerminalStyle& style);

}  // namespace certibound::report
