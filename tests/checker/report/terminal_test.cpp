#include "sample_report.hpp"

#include <certibound/report/terminal.hpp>
#include <certibound/report/text.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace certibound::report {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t lines_beginning(const std::string& text, const std::string& start) {
  std::size_t count = 0;
  for (const std::string& line : lines_of(text)) count += line.rfind(start, 0) == 0 ? 1 : 0;
  return count;
}

TEST(Terminal, WritesOneVerdictLinePerClaim) {
  const Report report = test::sample_report();
  const std::string text = report_text(report, {});
  for (const Finding& f : report.findings) {
    const std::string word(to_string(f.verdict));
    const std::string start = word + std::string(9 - word.size(), ' ') + "  " + f.id + " ";
    EXPECT_EQ(lines_beginning(text, start), f.id == "lemma.proved" ? 2u : 1u) << start;
  }
}

TEST(Terminal, WritesNoControlCharacterWithoutColour) {
  for (const char c : report_text(test::sample_audit(), {})) {
    EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)) << static_cast<int>(c);
  }
}

TEST(Terminal, ColourChangesNothingButEscapeCodes) {
  std::string coloured = report_text(test::sample_audit(), {.colour = true});
  EXPECT_NE(coloured.find("\x1b[31mrefuted"), std::string::npos);
  while (coloured.find('\x1b') != std::string::npos) {
    const auto begin = coloured.find('\x1b');
    coloured.erase(begin, coloured.find('m', begin) - begin + 1);
  }
  EXPECT_EQ(coloured, report_text(test::sample_audit(), {}));
}

TEST(Terminal, TellsWitnessRestAndReason) {
  const std::string text = report_text(test::sample_report(), {});
  EXPECT_NE(text.find("           fails at e = 1/3, m = 7\n"), std::string::npos);
  EXPECT_NE(text.find("           undefined at e = 1/3, m = 7\n"), std::string::npos);
  EXPECT_NE(text.find("           left: e = 1\n"), std::string::npos);
  EXPECT_NE(text.find("           because: m = 1..4096\n"), std::string::npos);
  EXPECT_NE(text.find("tightness in [0.33333333, 0.33333334]"), std::string::npos);
}

TEST(Terminal, KeepsStatementsWholeWhenPipedAndIdsAlways) {
  Finding f = test::finding(std::string(70, 'i'), Verdict::proved);
  f.statement = std::string(500, 's');
  EXPECT_NE(finding_text(f, {}, {}).find(std::string(500, 's')), std::string::npos);
  const std::string cut = finding_text(f, {}, {.shorten = true, .columns = 80});
  EXPECT_EQ(cut.find(std::string(25, 's')), std::string::npos);
  EXPECT_NE(cut.find(std::string(70, 'i')), std::string::npos);
}

TEST(Terminal, FitsTheWidthOfTheTerminal) {
  Finding f = test::finding("lemma", Verdict::undecided);
  f.statement = std::string(300, 's');
  f.left = {"many words " + std::string(40, 'w') + " and many more words that must be wrapped somewhere"};
  for (const std::string& line : lines_of(finding_text(f, {}, {.shorten = true, .columns = 80}))) {
    EXPECT_LE(display_width(line), 80u) << line;
  }
}

TEST(Terminal, SumsUpVerdictsAndRecord) {
  const std::string plain = summary_text(test::sample_report(), {});
  EXPECT_EQ(plain.rfind("proved 2, reduced 1, refuted 2, vacuous 1, ill-posed 1, undecided 1, ", 0), 0u) << plain;
  EXPECT_NE(plain.find("(13 claims, 12.50 s)\n"), std::string::npos);
  EXPECT_NE(summary_text(test::sample_audit(), {}).find("3 verdicts differ from the record"), std::string::npos);
  Report same = test::sample_report();
  same.findings.resize(1);
  same.recorded = Record{{same.findings[0].id, same.findings[0].verdict}};
  EXPECT_NE(summary_text(same, {}).find("(1 claim, 12.50 s); every verdict as recorded\n"), std::string::npos);
  same.interrupted = true;
  EXPECT_NE(summary_text(same, {}).find("Interrupted"), std::string::npos);
}

TEST(Terminal, NamesTheRecordedVerdictWhereItDiffers) {
  const std::string text = report_text(test::sample_audit(), {});
  EXPECT_NE(text.find("CHANGED: recorded as proved\n"), std::string::npos);
  EXPECT_NE(text.find("CHANGED: not in the record\n"), std::string::npos);
  EXPECT_EQ(report_text(test::sample_report(), {}).find("CHANGED"), std::string::npos);
}

TEST(Terminal, AlignsTables) {
  Section section{.key = "t", .title = "T"};
  section.tables = {{.columns = {"bound", "width"},
                     .align = {Align::left, Align::right},
                     .rows = {{"a", "7"}, {"\xcf\x81\xcf\x81", "1234"}}}};
  EXPECT_EQ(section_text(section, {}), "T\n\n  bound  width\n  a          7\n  \xcf\x81\xcf\x81      1234\n");
}

TEST(TerminalStyle, OfAPipeIsPlain) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const TerminalStyle style = terminal_style(ends[1]);
  EXPECT_FALSE(style.colour);
  EXPECT_FALSE(style.shorten);
  EXPECT_EQ(style.columns, 100u);
  close(ends[0]);
  close(ends[1]);
}

// A pseudo terminal of 132 columns, as seen by the program.
class PseudoTerminal : public ::testing::Test {
 protected:
  void SetUp() override {
    master_ = posix_openpt(O_RDWR | O_NOCTTY);
    ASSERT_GE(master_, 0);
    ASSERT_EQ(grantpt(master_), 0);
    ASSERT_EQ(unlockpt(master_), 0);
    slave_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
    ASSERT_GE(slave_, 0);
    winsize size{};
    size.ws_col = 132;
    ASSERT_EQ(ioctl(slave_, TIOCSWINSZ, &size), 0);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
  }
  void TearDown() override {
    close(slave_);
    close(master_);
    unsetenv("NO_COLOR");
  }
  int master_ = -1, slave_ = -1;
};

using TerminalStyleOnATerminal = PseudoTerminal;

TEST_F(TerminalStyleOnATerminal, HasColourAndItsWidth) {
  EXPECT_TRUE(terminal_style(slave_).colour);
  EXPECT_TRUE(terminal_style(slave_).shorten);
  EXPECT_EQ(terminal_style(slave_).columns, 132u);
}

TEST_F(TerminalStyleOnATerminal, ObeysNoColorAndDumbTerminals) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(terminal_style(slave_).colour);
  setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(terminal_style(slave_).colour) << "an empty NO_COLOR counts as unset";
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(terminal_style(slave_).colour);
}

TEST(Terminal, EntriesAndSentencesAreBrokenIntoLines) {
  Section section{.title = "T"};
  section.entries = {{.title = "An entry", .claims = {"p.a"}, .facts = {{"Why", "one two three four five"}, {"A label that is long", "x"}}}};
  section.parts = {Section{.title = "Part"}};
  section.parts[0].tables = {{.columns = {"claim", "reason"}, .rows = {{"p.b", "because"}, {"p.c", ""}}, .prose = true}};
  EXPECT_EQ(section_text(section, {.columns = 32}),
            "T\n\nAn entry\n  Claim           p.a\n  Why             one two three\n                  four five\n"
            "  A label that is long\n                  x\n\nPart\n\np.b\n  reason          because\np.c\n");
}

}  // namespace
}  // namespace certibound::report
