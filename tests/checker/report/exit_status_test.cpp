#include "sample_report.hpp"

#include <certibound/report/exit_status.hpp>

#include <gtest/gtest.h>

#include <array>

namespace certibound::report {
namespace {

int status(const Report& report) { return static_cast<int>(exit_status(report)); }

Report report_of(std::initializer_list<Verdict> verdicts) {
  Report report;
  for (const Verdict v : verdicts) {
    report.findings.push_back(test::finding("c" + std::to_string(report.findings.size()), v));
  }
  return report;
}

TEST(ExitStatus, OfEachVerdictIsThatOfTheManual) {
  for (const Verdict v : {Verdict::proved, Verdict::reduced, Verdict::enclosed}) EXPECT_EQ(status(report_of({v})), 0);
  EXPECT_EQ(status(report_of({Verdict::refuted})), 1);
  for (const Verdict v : {Verdict::undecided, Verdict::vacuous, Verdict::ill_posed, Verdict::checked, Verdict::agrees,
                          Verdict::sampled, Verdict::informal}) {
    EXPECT_EQ(status(report_of({v})), 2) << to_string(v);
  }
}

TEST(ExitStatus, TheWorstFindingWinsInAnyOrder) {
  EXPECT_EQ(status(report_of({Verdict::proved, Verdict::undecided, Verdict::refuted})), 1);
  EXPECT_EQ(status(report_of({Verdict::refuted, Verdict::undecided, Verdict::proved})), 1);
  EXPECT_EQ(status(report_of({Verdict::proved, Verdict::undecided})), 2);
}

TEST(ExitStatus, WorseFollowsTheStatedOrder) {
  constexpr std::array order{ExitStatus::internal_error, ExitStatus::no_resource, ExitStatus::bad_input,
                             ExitStatus::refuted,        ExitStatus::undecided,   ExitStatus::success};
  constexpr std::array numbers{70, 4, 3, 1, 2, 0};
  for (std::size_t i = 0; i < order.size(); ++i) {
    EXPECT_EQ(static_cast<int>(order[i]), numbers[i]);
    for (std::size_t j = i; j < order.size(); ++j) {
      EXPECT_EQ(worse(order[i], order[j]), order[i]);
      EXPECT_EQ(worse(order[j], order[i]), order[i]);
    }
  }
}

TEST(ExitStatus, AuditComparesWithTheRecordAlone) {
  Report report = report_of({Verdict::refuted, Verdict::undecided});
  report.recorded = Record{{"c0", Verdict::refuted}, {"c1", Verdict::undecided}};
  EXPECT_EQ(status(report), 0) << "refuted, as recorded";
  report.recorded->at("c0") = Verdict::proved;
  EXPECT_EQ(status(report), 1) << "another verdict";
  report.recorded->at("c0") = Verdict::refuted;
  report.recorded->erase("c1");
  EXPECT_EQ(status(report), 1) << "a claim the record does not know";
}

TEST(ExitStatus, AnImprovementOverTheRecordIsAlsoADifference) {
  Report report = report_of({Verdict::proved});
  report.recorded = Record{{"c0", Verdict::undecided}};
  EXPECT_EQ(status(report), 1);
}

TEST(ExitStatus, AnInterruptedRunNeverSucceeds) {
  Report report = report_of({Verdict::proved});
  report.interrupted = true;
  EXPECT_EQ(status(report), 2);
  report.recorded = Record{{"c0", Verdict::proved}};
  EXPECT_EQ(status(report), 2);
}

}  // namespace
}  // namespace certibound::report
