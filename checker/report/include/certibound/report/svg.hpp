// A plot as an inline SVG element. Colours are classes s0, s1, ... that the page's style sheet fills in for light and
// dark; series also differ by dash or by marker, so that no reader depends on colour.
#pragma once

#include <certibound/report/model.hpp>

#include <string>
#include <string_view>

namespace certibound::report {

// `name` prefixes the ids inside the element and must be unique in the page.
std::string svg_plot(const Plot& plot, std::string_view name);

// The plot as a file of its own, with the colours and lines of the page.
std::string svg_document(const Plot& plot);

}  // namespace certibound::report
