#include "findings.hpp"

#include <certibound/digest/new_results.hpp>
#include <certibound/digest/remains.hpp>

#include <gtest/gtest.h>

namespace certibound::digest {
namespace {

using test::finding;

TEST(Remains, CountsEveryPaperAndWord) {
  const report::Table table = count_table(
      {finding("a.1", Verdict::proved), finding("a.2", Verdict::undecided), finding("b.1", Verdict::proved)});
  EXPECT_EQ(table.columns, (std::vector<std::string>{"paper", "claims", "proved", "undecided"}));
  EXPECT_EQ(table.rows, (std::vector<std::vector<std::string>>{
                            {"a", "2", "1", "1"}, {"b", "1", "1", "0"}, {"all", "3", "2", "1"}}));
}

TEST(Remains, ListsExactlyWhatIsNotSettled) {
  std::vector<Finding> findings;
  for (const Verdict v : report::all_verdicts) findings.push_back(finding("a." + std::string(to_string(v)), v));
  const report::Section section = remains_section(findings);
  ASSERT_EQ(section.tables.size(), 2u);
  std::vector<std::string> ids;
  for (const auto& row : section.tables[1].rows) ids.push_back(row[0]);
  EXPECT_EQ(ids, (std::vector<std::string>{"a.undecided", "a.checked", "a.agrees", "a.sampled", "a.informal"}));
  EXPECT_EQ(section.tables[1].rows[0][3], "e in [0, 1/64]");
  EXPECT_EQ(section.tables[1].rows[1][3], "m = 1..64");
  EXPECT_EQ(section.data["claims"].size(), 5u);
  EXPECT_EQ(section.data["counts"]["a"]["vacuous"], "1");
}

TEST(Remains, SaysSoWhenNothingDoes) {
  const report::Section section = remains_section({finding("a.1", Verdict::proved)});
  EXPECT_EQ(section.tables.size(), 1u);
  EXPECT_EQ(section.paragraphs, std::vector<std::string>{"Every claim is proved, reduced, refuted or enclosed."});
}

TEST(NewResults, HoldSharperStatementsThatHoldAndOthersApart) {
  std::vector<Finding> findings = {
      finding("arpit19.new.a", Verdict::proved),   finding("arpit19.new.b", Verdict::refuted),
      finding("arpit19.new.c", Verdict::checked),  finding("arpit19.eq1", Verdict::proved),
      finding("pooling24.s01", Verdict::enclosed), finding("arpit19.eq1.tightness", Verdict::enclosed)};
  findings[0].certificate = "certs/arpit19.new.a.certificate";
  const report::Section section = new_results_section(findings);
  ASSERT_EQ(section.parts.size(), 3u);
  ASSERT_EQ(section.parts[0].tables[0].rows.size(), 1u);
  EXPECT_EQ(section.parts[0].tables[0].rows[0],
            (std::vector<std::string>{"arpit19.new.a", "f(e) >= 0 for e in [0, 1)", "proved", "",
                                      "certs/arpit19.new.a.certificate"}));
  EXPECT_EQ(section.parts[1].tables[0].rows[0][3], "sup in [0.33333333, 0.33333334]");
  EXPECT_EQ(section.parts[2].tables[0].rows,
            (std::vector<std::vector<std::string>>{{"arpit19.new.b", "f(e) >= 0 for e in [0, 1)", "e = 1/3", ""}}));
  EXPECT_EQ(section.data["hold"].size(), 2u);
  EXPECT_EQ(section.data["fail"].size(), 1u);
}

TEST(Tightness, ListsEnclosedValuesOnly) {
  const std::vector<Finding> findings = {finding("a.1.tightness", Verdict::enclosed),
                                         finding("a.2.tightness", Verdict::undecided),
                                         finding("a.3", Verdict::enclosed)};
  const report::Table table = tightness_table(findings);
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0][0], "a.1.tightness");
  EXPECT_EQ(tightness_json(findings)[0]["values"][0]["name"], "sup");
}

}  // namespace
}  // namespace certibound::digest
