#include "findings.hpp"

#include <certibound/digest/papers_page.hpp>
#include <certibound/report/model.hpp>

#include <gtest/gtest.h>

namespace certibound::digest {
namespace {

using test::finding;

std::vector<Finding> some() {
  std::vector<Finding> out;
  for (const std::string paper : {"arpit19", "nachum22"}) {
    for (const Verdict v : report::all_verdicts) out.push_back(finding(paper + "." + std::string(to_string(v)), v));
    out.push_back(finding(paper + ".refuted.corrected", Verdict::reduced));
    out.push_back(finding(paper + ".t.reading_a", Verdict::refuted));
    out.push_back(finding(paper + ".t.reading_b", Verdict::proved));
  }
  out.front().at = "p. 1 | Lemma *2*, `x_1`";
  return out;
}

// What is known without a run.
std::vector<Finding> bare(std::vector<Finding> findings) {
  for (Finding& f : findings) {
    f.because.clear();
    f.witness.clear();
    f.left.clear();
    f.enclosures.clear();
    f.bits = f.boxes = 0;
    f.seconds = 0;
    f.certificate.clear();
  }
  return findings;
}

TEST(PapersPage, ShowsFiguresAndWitnesses) {
  const std::string page = papers_page(some(), {{"arpit19", "A <title>."}});
  for (const char* wanted :
       {"## arpit19\n", "A \\<title\\>.",
        "| `arpit19.enclosed` | (arpit19.enclosed) | enclosed | sup in \\[0.33333333, 0.33333334\\] |",
        "- Fails at: `e = 1/3`", "p. 1 \\| Lemma \\*2\\*, \\`x\\_1\\`", "### Errata", "#### Depends on the reading",
        "### What remains"}) {
    EXPECT_NE(page.find(wanted), std::string::npos) << wanted;
  }
}

TEST(PapersPage, DoesNotDependOnTime) {
  std::vector<Finding> findings = some();
  const std::string page = papers_page(findings, {});
  for (Finding& f : findings) {
    f.seconds += 1;
    f.bits += 64;
    f.boxes += 1;
    f.certificate = "elsewhere";
  }
  EXPECT_EQ(papers_page(findings, {}), page);
}

TEST(PapersPage, WithoutFiguresIsWhatIsKnownWithoutARun) {
  EXPECT_NE(papers_page(some(), {}), papers_page(bare(some()), {}));
  EXPECT_EQ(without_figures(papers_page(some(), {})), without_figures(papers_page(bare(some()), {})));
}

TEST(PapersPage, WithoutFiguresStillTellsVerdictsAndTextsApart) {
  const std::string page = without_figures(papers_page(some(), {}));
  for (std::size_t i = 0; i < some().size(); ++i) {
    std::vector<Finding> other = some();
    other[i].verdict = other[i].verdict == Verdict::proved ? Verdict::enclosed : Verdict::proved;
    EXPECT_NE(without_figures(papers_page(other, {})), page) << other[i].id;
    other = some();
    other[i].at += "!";
    EXPECT_NE(without_figures(papers_page(other, {})), page) << other[i].id;
    other = some();
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NE(without_figures(papers_page(other, {})), page) << other[i].id;
  }
}

}  // namespace
}  // namespace certibound::digest
