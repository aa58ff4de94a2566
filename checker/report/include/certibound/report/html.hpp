// The report as one self-contained page: no network, no script needed, light and dark, printable.
#pragma once

#include <certibound/report/model.hpp>

#include <string>

namespace certibound::report {

// The page is also well-formed XML after its first line, which is how the tests read it.
std::string html_page(const Report& report);

}  // namespace certibound::report
