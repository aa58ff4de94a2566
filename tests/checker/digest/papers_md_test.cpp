// PAPERS.md of this tree against the claims and the record: everything in it that does not need a run.
#include <certibound/audit/decide_claim.hpp>
#include <certibound/digest/papers_page.hpp>
#include <certibound/papers/registry.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace certibound::digest {
namespace {

std::string file_text() {
  std::ifstream in(std::string(CERTIBOUND_SOURCE_DIR) + "/PAPERS.md");
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<Finding> recorded_findings() {
  std::vector<Finding> out;
  for (const papers::Entry& entry : papers::registry()) {
    out.push_back(audit::describe(entry));
    const auto verdict = papers::recorded_verdict(entry.id);
    EXPECT_TRUE(verdict) << entry.id << " is not in proofs_numeric/verdicts.json";
    if (verdict) out.back().verdict = *verdict;
  }
  return out;
}

std::string recorded_page() {
  PaperTitles titles;
  for (const papers::PaperTitle& title : papers::paper_titles()) titles[title.key] = title.title;
  return without_figures(papers_page(recorded_findings(), titles));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST(PapersMd, IsWhatClaimsAndRecordMakeIt) {
  const std::vector<std::string> file = lines_of(without_figures(file_text())), made = lines_of(recorded_page());
  for (std::size_t i = 0; i < std::min(file.size(), made.size()); ++i) {
    ASSERT_EQ(file[i], made[i]) << "line " << i + 1 << " without figures; make the page again: ./run audit --papers PAPERS.md";
  }
  EXPECT_EQ(file.size(), made.size()) << "make the page again: ./run audit --papers PAPERS.md";
}

// What was enclosed has its value: the page comes from a run.
TEST(PapersMd, HoldsTheFiguresOfARun) {
  int enclosed = 0;
  for (const std::string& line : lines_of(file_text())) {
    if (line.rfind("| `", 0) != 0 || line.find("| enclosed |") == std::string::npos) continue;
    ++enclosed;
    EXPECT_EQ(line.find("| enclosed |  |"), std::string::npos) << line;
  }
  EXPECT_GE(enclosed, 4);
}

}  // namespace
}  // namespace certibound::digest
