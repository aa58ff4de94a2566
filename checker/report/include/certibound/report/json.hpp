// The report as JSON. Every number is a string (exact decimal, rational or hexadecimal float), so that no reader rounds
// it; schemas lie in checker/report/schema.
#pragma once

#include <certibound/report/model.hpp>

#include <string>

namespace certibound::report {

// {"lo": "...", "hi": "..."}, printed outward with `digits` significant decimal digits. The empty set is
// {"lo": "inf", "hi": "-inf"}: no number lies in it.
nlohmann::ordered_json enclosure_json(const Interval& x, int digits = 20);

// One claim; fields without content are left out.
nlohmann::ordered_json finding_json(const Finding& finding, int digits = 20);

// The document of `prove` and `audit`: schema/audit.schema.json.
// REQUIRES: section keys differ from each other and from the document's own; throws std::invalid_argument otherwise.
nlohmann::ordered_json report_json(const Report& report, int digits = 20);

// Text of a document, indented, ended by a newline; malformed UTF-8 becomes U+FFFD. Throws std::invalid_argument, with
// the place, if a JSON number is found anywhere in it.
std::string json_text(const nlohmann::ordered_json& document);

}  // namespace certibound::report
