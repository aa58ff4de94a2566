// The parts of the page, one function each; html.cpp puts them together.
#pragma once

#include <certibound/report/model.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace certibound::report {

// page/style.css and page/page.js, embedded when the program is built.
extern const std::string_view page_style;
extern const std::string_view page_script;

// "<tag>text</tag>", escaped; `attributes` is markup. Nothing at all for an empty text.
std::string element(std::string_view tag, std::string_view text, std::string_view attributes = "");

// The verdict word with the class that colours it.
std::string verdict_badge(Verdict verdict);

// The anchors of the claims, in the order of the findings; each is unique in the page.
std::vector<std::string> claim_anchors(const std::vector<Finding>& findings);
std::string paper_anchor(std::string_view paper);
std::string section_anchor(const Section& section);
std::string paper_heading(std::string_view paper);

// Claims whose verdict differs from the record, with both words; nothing if there are none.
std::string changes_html(const Report& report, const std::vector<std::string>& anchors);
// The tables of claims, one for each paper.
std::string claims_html(const Report& report, const std::vector<std::string>& anchors);

// Where the page shows a claim: id -> anchor.
using ClaimLinks = std::map<std::string, std::string>;
std::string sections_html(const std::vector<Section>& sections, const ClaimLinks& links);

}  // namespace certibound::report
