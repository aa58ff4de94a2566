#include "sample_report.hpp"

#include <certibound/report/markdown.hpp>

#include <gtest/gtest.h>

namespace certibound::report {
namespace {

TEST(Markdown, TextMeansNothingButItself) {
  EXPECT_EQ(markdown_text("a*b*c <= x_1 | [y] `z` #1 $2 ~3 \\ {}"),
            "a\\*b\\*c \\<= x\\_1 \\| \\[y\\] \\`z\\` \\#1 \\$2 \\~3 \\\\ \\{\\}");
  EXPECT_EQ(markdown_text("two\n\tlines\x1b[0m"), "two lines\xef\xbf\xbd\\[0m");
}

TEST(Markdown, CodeIsKeptLetterByLetter) {
  EXPECT_EQ(markdown_code("x_1 <= |y|*2"), "`x_1 <= |y|*2`");
  EXPECT_EQ(markdown_code("|a| + |b|", true), "`\\|a\\| + \\|b\\|`");
  EXPECT_EQ(markdown_code("a `b` ``c``"), "``` a `b` ``c`` ```");
}

TEST(Markdown, RowsHaveAsManyCellsAsTheTableHasColumns) {
  Section section{.title = "T"};
  section.tables = {{.caption = "C",
                     .columns = {"a", "b"},
                     .align = {Align::left, Align::right},
                     .rows = {{"1"}, {"1", "2|3", "4"}}}};
  EXPECT_EQ(section_markdown(section, 2), "## T\n\nC\n\n| a | b |\n| --- | ---: |\n| 1 |  |\n| 1 | 2\\|3 |\n");
}

TEST(Markdown, EntriesAndPartsFollow) {
  Section section{.title = "T"};
  section.entries = {{.title = "An *entry*",
                      .claims = {"p.a", "p.b"},
                      .facts = {{"Printed", "x*y", true}, {"Why", "x*y"}, {"Empty", " \n"}}}};
  section.parts = {Section{.title = "Part"}};
  EXPECT_EQ(section_markdown(section, 3),
            "### T\n\n**An \\*entry\\*** `p.a`, `p.b`\n\n- Printed: `x*y`\n- Why: x\\*y\n\n#### Part\n");
}

TEST(Markdown, HostileTextStartsNoMarkup) {
  const std::string text = markdown_text(test::hostile);
  ASSERT_NE(text.find("script"), std::string::npos);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::string("<>[]`*_").find(text[i]) == std::string::npos) continue;
    EXPECT_TRUE(i > 0 && text[i - 1] == '\\') << text.substr(i);
  }
  for (const Section& section : test::sample_report().sections) {
    const std::string page = section_markdown(section, 1);
    EXPECT_EQ(page.find('\x1b'), std::string::npos);
    EXPECT_EQ(page.find("\n]]>"), std::string::npos);  // the text's own line break would begin a line of the page
  }
}

}  // namespace
}  // namespace certibound::report
