#include "sample_report.hpp"

#include <certibound/report/markup.hpp>
#include <certibound/report/text.hpp>

#include <gtest/gtest.h>

namespace certibound::report {
namespace {

TEST(OneLine, JoinsWhiteSpaceAndTrims) { EXPECT_EQ(one_line("  a \t\n b\r\nc  "), "a b c"); }

TEST(OneLine, LeavesNothingThatSteersATerminal) {
  for (const char c : one_line(test::hostile)) EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7F);
  EXPECT_EQ(one_line("\xe2\x80\xae"), "\xef\xbf\xbd") << "right-to-left override";
  EXPECT_EQ(one_line("\xc2\x9b"), "\xef\xbf\xbd") << "the one-character control sequence introducer";
}

TEST(OneLine, ReplacesMalformedUtf8AndKeepsTheRest) {
  const std::string bad = "\xef\xbf\xbd";
  EXPECT_EQ(one_line("\xcf\x81 \xe2\x89\xa5 \xf0\x9d\x94\xbc"), "\xcf\x81 \xe2\x89\xa5 \xf0\x9d\x94\xbc");
  EXPECT_EQ(one_line("a\x80z"), "a" + bad + "z") << "stray continuation";
  EXPECT_EQ(one_line("\xc0\xaf"), bad + bad) << "overlong slash in two bytes";
  EXPECT_EQ(one_line("\xe0\x80\xaf"), bad + bad + bad) << "overlong slash in three bytes";
  EXPECT_EQ(one_line("\xed\xa0\x80"), bad + bad + bad) << "surrogate";
  EXPECT_EQ(one_line("\xf4\x90\x80\x80"), bad + bad + bad + bad) << "beyond U+10FFFF";
  EXPECT_EQ(one_line("x\xe2\x89"), "x" + bad + bad) << "cut off";
}

TEST(Shorten, CountsCodePointsAndMarksTheCut) {
  EXPECT_EQ(shorten("\xcf\x81\xcf\x81\xcf\x81\xcf\x81\xcf\x81", 5), "\xcf\x81\xcf\x81\xcf\x81\xcf\x81\xcf\x81");
  EXPECT_EQ(shorten("\xcf\x81\xcf\x81\xcf\x81\xcf\x81\xcf\x81\xcf\x81", 5), "\xcf\x81\xcf\x81...");
  for (std::size_t width = 0; width < 8; ++width) EXPECT_LE(display_width(shorten("abcdefghij", width)), width);
}

TEST(Wrap, BreaksAtTheWidthAndKeepsLongWordsWhole) {
  EXPECT_EQ(wrap("aa bb cc", 7, 2), "  aa bb\n  cc\n");
  EXPECT_EQ(wrap("a abcdefghijkl b", 5, 0), "a\nabcdefghijkl\nb\n");
  EXPECT_EQ(wrap(" \n ", 10, 4), "");
}

TEST(EnclosureText, IsExactOrOutward) {
  EXPECT_EQ(enclosure_text(Interval(Rational(1, 2), 53), 8), "= 0.5");
  EXPECT_EQ(enclosure_text(Interval(Rational(1, 3), 53), 3), "in [0.333, 0.334]");
  EXPECT_EQ(enclosure_text(Interval(Rational(-1, 3), 53), 3), "in [-0.334, -0.333]");
  EXPECT_EQ(enclosure_text(Interval::empty(53), 8), "is empty");
  EXPECT_EQ(enclosure_text(Interval::entire(53), 8), "in [-inf, inf]");
}

TEST(ShellWord, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(shell_word("lemma2.f_reflection"), "lemma2.f_reflection");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("it's $HOME"), "'it'\\''s $HOME'");
  EXPECT_EQ(shell_word(""), "''");
}

TEST(EscapeMarkup, EscapesWhatMarkupReadsAndReplacesWhatXmlCannotHold) {
  EXPECT_EQ(escape_markup("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  EXPECT_EQ(escape_markup("a\n\tb\r"), "a&#10;&#9;b&#13;");
  EXPECT_EQ(escape_markup(std::string_view("\0\x1b\x7f", 3)), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(escape_markup("\xef\xbf\xbf"), "\xef\xbf\xbd") << "U+FFFF";
}

TEST(AnchorName, IsSafeAndKeepsDifferentTextsApart) {
  EXPECT_EQ(anchor_name("lemma2.f_x-1"), "lemma2.f_x-1");
  EXPECT_EQ(anchor_name("a b"), "a:20b");
  EXPECT_NE(anchor_name("a:20b"), anchor_name("a b"));
}

}  // namespace
}  // namespace certibound::report
