// A report made up for the tests: every verdict, every field, and text that must not get through unescaped.
#pragma once

#include <certibound/report/model.hpp>

#include <string>

namespace certibound::report::test {

// Markup, quotes, an escape sequence, a bell, a stray byte, a newline and a mark that reverses the reading direction.
inline const std::string hostile =
    "<script>alert(\"1\")</script> & 'x' \x1b[31mred\x1b[0m \x07 \xff\n]]> \xe2\x80\xae end";

Finding finding(std::string id, Verdict verdict);

// One finding for each verdict, with the fields that verdict asks for.
std::vector<Finding> one_of_each();

// `one_of_each` in two papers, one hostile claim, sections with a table and plots, an environment.
Report sample_report();

// The same with a record from which two claims differ and in which one is missing.
Report sample_audit();

}  // namespace certibound::report::test
