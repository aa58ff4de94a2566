// Sections as Markdown (the dialect of GitHub: with tables), for a page that lives in a repository.
#pragma once

#include <certibound/report/model.hpp>

#include <string>
#include <string_view>

namespace certibound::report {

// Text on one line that means nothing to Markdown but itself.
std::string markdown_text(std::string_view text);

// The text letter by letter, as code. In a cell of a table a bar has to be escaped even there.
std::string markdown_code(std::string_view text, bool in_table = false);

// Headings begin at `level`. Plots are left out.
std::string section_markdown(const Section& section, int level);

}  // namespace certibound::report
