#include "findings.hpp"

#include <certibound/digest/errata.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/terminal.hpp>

#include <gtest/gtest.h>

namespace certibound::digest {
namespace {

using test::finding;

std::vector<std::string> ids(const std::vector<const Finding*>& findings) {
  std::vector<std::string> out;
  for (const Finding* f : findings) out.push_back(f->id);
  return out;
}

using Ids = std::vector<std::string>;

TEST(Errata, WhatFailsInPrintIsAnErratumWithItsCorrections) {
  const std::vector<Finding> findings = {finding("arpit19.eq1", Verdict::refuted),
                                         finding("arpit19.eq1.corrected.lower", Verdict::proved),
                                         finding("arpit19.eq1.corrected.upper", Verdict::undecided),
                                         finding("arpit19.eq1.corrected.tightness", Verdict::enclosed),
                                         finding("arpit19.eq10.corrected", Verdict::proved),
                                         finding("arpit19.eq2", Verdict::proved),
                                         finding("arpit19.eq3", Verdict::ill_posed),
                                         finding("arpit19.eq4", Verdict::vacuous)};
  const Errata errata = errata_of(findings);
  ASSERT_EQ(errata.errata.size(), 3u);
  EXPECT_EQ(ids(errata.errata[0].failing), Ids{"arpit19.eq1"});
  EXPECT_EQ(ids(errata.errata[0].corrections), (Ids{"arpit19.eq1.corrected.lower", "arpit19.eq1.corrected.upper"}));
  EXPECT_EQ(ids(errata.errata[1].failing), Ids{"arpit19.eq3"});
  EXPECT_EQ(ids(errata.errata[2].failing), Ids{"arpit19.eq4"});
  EXPECT_TRUE(errata.ambiguities.empty());
}

TEST(Errata, WhatNoPaperPrintsIsNone) {
  EXPECT_TRUE(errata_of({finding("arpit19.new.f", Verdict::refuted), finding("pooling24.s21", Verdict::refuted),
                         finding("arpit19.eq1.corrected", Verdict::refuted),
                         finding("arpit19.eq1.tightness", Verdict::ill_posed)})
                  .errata.empty());
}

TEST(Errata, LeaveOutWhatIsNotPrinted) {
  Finding asked = finding("pooling24.tab2.q", Verdict::refuted);
  asked.reads = "not printed; is there such a pair?";
  EXPECT_TRUE(errata_of({asked}).errata.empty());
  asked.reads = "as printed";
  EXPECT_EQ(errata_of({asked}).errata.size(), 1u);
}

TEST(Errata, AReadingThatStandsMakesItAQuestionOfReading) {
  for (const Verdict other : {Verdict::proved, Verdict::reduced, Verdict::undecided, Verdict::checked}) {
    const std::vector<Finding> findings = {finding("nachum22.t.reading_a", Verdict::refuted),
                                           finding("nachum22.t.reading_b", other)};
    const Errata errata = errata_of(findings);
    EXPECT_TRUE(errata.errata.empty());
    ASSERT_EQ(errata.ambiguities.size(), 1u);
    EXPECT_EQ(ids(errata.ambiguities[0].readings), (Ids{"nachum22.t.reading_a", "nachum22.t.reading_b"}));
  }
}

TEST(Errata, WhereNoReadingStandsItIsAnErratum) {
  for (const Verdict other : {Verdict::refuted, Verdict::ill_posed, Verdict::vacuous, Verdict::informal}) {
    const std::vector<Finding> findings = {finding("nachum22.t.reading_a", Verdict::refuted),
                                           finding("nachum22.t.reading_b", other),
                                           finding("nachum22.t.corrected", Verdict::proved)};
    const Errata errata = errata_of(findings);
    EXPECT_TRUE(errata.ambiguities.empty());
    ASSERT_FALSE(errata.errata.empty());
    EXPECT_EQ(ids(errata.errata[0].corrections), Ids{"nachum22.t.corrected"});
  }
}

TEST(Errata, AReadingStandsOnlyWithAllItsParts) {
  const std::vector<Finding> findings = {finding("nachum22.t.reading_a", Verdict::refuted),
                                         finding("nachum22.t.reading_b.lower", Verdict::proved),
                                         finding("nachum22.t.reading_b.upper", Verdict::refuted)};
  EXPECT_EQ(errata_of(findings).errata.size(), 2u);
}

TEST(Errata, TheNearestCorrectionCounts) {
  const std::vector<Finding> findings = {finding("nachum22.t.reading_a", Verdict::refuted),
                                         finding("nachum22.t.corrected", Verdict::proved),
                                         finding("nachum22.t.reading_a.corrected", Verdict::reduced)};
  ASSERT_EQ(errata_of(findings).errata.size(), 1u);
  EXPECT_EQ(ids(errata_of(findings).errata[0].corrections), Ids{"nachum22.t.reading_a.corrected"});
}

TEST(Errata, OnePrintedStatementIsOneErratum) {
  std::vector<Finding> findings = {finding("pooling24.tab2.kappa_5", Verdict::refuted),
                                   finding("pooling24.tab2.kappa_10", Verdict::refuted),
                                   finding("pooling24.tab3.kappa_5", Verdict::refuted)};
  for (Finding& f : findings) f.printed = "kappa";
  for (Finding& f : findings) f.at = f.id.substr(0, f.id.rfind('.'));
  const Errata errata = errata_of(findings);
  ASSERT_EQ(errata.errata.size(), 2u);
  EXPECT_EQ(errata.errata[0].failing.size(), 2u);
}

TEST(ErrataSection, SaysPlaceTextWitnessCorrectionAndCost) {
  std::vector<Finding> findings = {finding("arpit19.eq1", Verdict::refuted),
                                   finding("arpit19.eq1.corrected", Verdict::reduced)};
  findings[1].cost = "twice the width";
  const report::Section section = errata_section(errata_of(findings), {{"arpit19", "A title."}});
  const std::string text = report::section_text(section, {});
  for (const char* wanted : {"Equation (arpit19.eq1): \"text of arpit19.eq1\" does not hold as printed",
                             "text of arpit19.eq1\n", "e = 1/3", "text of arpit19.eq1.corrected",
                             "reduced (arpit19.eq1.corrected)", "twice the width", "A title.", "m = 1..64"}) {
    EXPECT_NE(text.find(wanted), std::string::npos) << wanted << "\n" << text;
  }
  EXPECT_EQ(section.data["statements"][0]["corrections"][0]["cost"], "twice the width");
  EXPECT_EQ(section.data["statements"][0]["findings"][0]["witness"], "e = 1/3");
}

TEST(ErrataSection, TitlesSayWhereAndWhat) {
  Finding f = finding("arpit19.eq1", Verdict::refuted);
  const auto title = [&] { return errata_section(errata_of({f}), {}).parts.at(0).entries.at(0).title; };
  f.at = "after (20)";
  EXPECT_EQ(title(), "After (20): \"text of arpit19.eq1\" does not hold as printed");
  f.at = "";
  f.printed = std::string(60, 'a') + " " + std::string(60, 'b');
  EXPECT_EQ(title(), "arpit19.eq1: \"" + std::string(60, 'a') + " ..\" does not hold as printed");
  f.printed = std::string(120, 'a');
  EXPECT_EQ(title(), "arpit19.eq1: \"" + std::string(90, 'a') + " ..\" does not hold as printed");
}

TEST(ErrataSection, NeverUpgradesACorrection) {
  const std::vector<Finding> findings = {finding("arpit19.eq1", Verdict::refuted),
                                         finding("arpit19.eq1.corrected", Verdict::undecided),
                                         finding("arpit19.eq2", Verdict::refuted)};
  const std::string text = report::section_text(errata_section(errata_of(findings), {}), {});
  EXPECT_NE(text.find("so far undecided (arpit19.eq1.corrected)"), std::string::npos) << text;
  EXPECT_NE(text.find("none is on record"), std::string::npos) << text;
}

TEST(ErrataSection, NamesTheVerdictOfEachReading) {
  const std::vector<Finding> findings = {finding("nachum22.t.reading_a", Verdict::refuted),
                                         finding("nachum22.t.reading_b", Verdict::proved)};
  const report::Section section = errata_section(errata_of(findings), {});
  ASSERT_EQ(section.parts.size(), 1u);
  EXPECT_EQ(section.parts[0].title, "Depends on the reading");
  EXPECT_EQ(section.data["readings"].size(), 1u);
  EXPECT_TRUE(section.data["statements"].empty());
}

}  // namespace
}  // namespace certibound::digest
