// What a schema cannot say; the documents themselves are held to their schemas by check_json.py.
#include "sample_report.hpp"

#include <certibound/report/json.hpp>

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

namespace certibound::report {
namespace {

using Json = nlohmann::ordered_json;

TEST(Json, EnclosuresArePrintedOutward) {
  const Json third = enclosure_json(Interval(Rational(1, 3), 200), 5);
  EXPECT_EQ(third, Json({{"lo", "0.33333"}, {"hi", "0.33334"}}));
  EXPECT_EQ(enclosure_json(Interval(Rational(-1, 4), 53)), Json({{"lo", "-0.25"}, {"hi", "-0.25"}}));
  EXPECT_EQ(enclosure_json(Interval::entire(53)), Json({{"lo", "-inf"}, {"hi", "inf"}}));
  EXPECT_EQ(enclosure_json(Interval::empty(53)), Json({{"lo", "inf"}, {"hi", "-inf"}}));
}

TEST(Json, LeavesEmptyFieldsOut) {
  Finding f;
  f.id = "x";
  f.verdict = Verdict::ill_posed;
  EXPECT_EQ(finding_json(f), Json({{"id", "x"}, {"verdict", "ill-posed"}, {"seconds", "0.000"}}));
}

TEST(Json, KeepsEveryField) {
  Finding f = test::sample_report().findings[11];
  ASSERT_EQ(f.id, "hostile.id");
  const Json claim = finding_json(f);
  for (const char* key : {"id", "paper", "at", "printed", "reads", "statement", "domain", "verdict", "because",
                          "witness", "left", "enclosures", "bits", "boxes", "seconds", "certificate"}) {
    EXPECT_TRUE(claim.contains(key)) << key;
  }
  EXPECT_EQ(claim.size(), 16u);
  EXPECT_EQ(claim["bits"], "4096");
}

TEST(Json, KeepsBothEntriesOfOneName) {
  const Json claim = finding_json(test::sample_report().findings[11]);
  EXPECT_EQ(claim["witness"].size(), 2u);
  EXPECT_EQ(claim["witness"]["x (2)"], "second");
}

TEST(Json, TextReadsBackUnchangedExceptForMalformedBytes) {
  Finding f = test::finding("x", Verdict::proved);
  f.statement = "<a> \"q\" \\ \x1b \n \xcf\x81";
  EXPECT_EQ(Json::parse(json_text(finding_json(f)))["statement"], f.statement);
  f.statement = "a\xff";
  EXPECT_EQ(Json::parse(json_text(finding_json(f)))["statement"], "a\xef\xbf\xbd");
}

TEST(Json, RepeatsWhatCoqSaidWithoutUpgradingIt) {
  std::map<std::string, Json> notes;
  const Json document = report_json(test::sample_report());  // outlives the loop
  for (const Json& claim : document["claims"]) {
    if (claim.contains("coq")) notes[claim["id"].get<std::string>()] = claim["coq"];
  }
  ASSERT_EQ(notes.size(), 3u);
  EXPECT_EQ(notes["lemma.proved"], Json({{"status", "accepted"}, {"sha256", std::string(64, 'a')}}));
  EXPECT_EQ(notes["lemma.refuted"]["status"], "stale");
  EXPECT_EQ(notes["lemma.reduced"], Json({{"status", "not exported"}, {"why", "sums"}}));
}

TEST(Json, TellsChangesOnlyWhereTheyAre) {
  const Json document = report_json(test::sample_audit());
  std::size_t changed = 0;
  for (const Json& claim : document["claims"]) changed += claim.contains("changed") ? 1 : 0;
  EXPECT_EQ(changed, 3u);
}

TEST(Json, MarksAnInterruptedRun) {
  Report report = test::sample_report();
  EXPECT_FALSE(report_json(report).contains("interrupted"));
  report.interrupted = true;
  EXPECT_EQ(report_json(report)["interrupted"], true);
}

TEST(Json, RefusesNumbersAndNamesThePlace) {
  Report report = test::sample_report();
  report.sections[0].data = {{"rows", {{{"eps", 0.1}}}}};
  try {
    json_text(report_json(report));
    FAIL() << "a number was written";
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("/widths/rows/0/eps"), std::string::npos) << error.what();
  }
}

TEST(Json, RefusesSectionKeysThatAreTaken) {
  for (const char* key : {"", "claims", "version", "interrupted", "widths"}) {
    Report report = test::sample_report();
    report.sections.push_back({.key = key, .data = {{"a", "b"}}});
    EXPECT_THROW(report_json(report), std::invalid_argument) << key;
  }
}

TEST(Json, IsTheSameEveryTime) {
  EXPECT_EQ(json_text(report_json(test::sample_report())), json_text(report_json(test::sample_report())));
}

}  // namespace
}  // namespace certibound::report
