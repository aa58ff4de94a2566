#include <certibound/report/model.hpp>

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace certibound {
namespace {

TEST(Verdict, WordsAreThoseOfTheManual) {
  EXPECT_EQ(to_string(Verdict::proved), "proved");
  EXPECT_EQ(to_string(Verdict::reduced), "reduced");
  EXPECT_EQ(to_string(Verdict::refuted), "refuted");
  EXPECT_EQ(to_string(Verdict::vacuous), "vacuous");
  EXPECT_EQ(to_string(Verdict::ill_posed), "ill-posed");
  EXPECT_EQ(to_string(Verdict::undecided), "undecided");
  EXPECT_EQ(to_string(Verdict::checked), "checked");
  EXPECT_EQ(to_string(Verdict::agrees), "agrees");
  EXPECT_EQ(to_string(Verdict::enclosed), "enclosed");
  EXPECT_EQ(to_string(Verdict::sampled), "sampled");
  EXPECT_EQ(to_string(Verdict::informal), "informal");
}

TEST(Verdict, EveryWordReadsBackAndHasItsOwnMeaning) {
  std::set<std::string_view> words, meanings;
  for (const Verdict v : report::all_verdicts) {
    EXPECT_EQ(verdict_from_string(to_string(v)), v);
    EXPECT_EQ(meaning(v).back(), '.') << "a meaning is a sentence";
    words.insert(to_string(v));
    meanings.insert(meaning(v));
  }
  EXPECT_EQ(words.size(), report::all_verdicts.size());
  EXPECT_EQ(meanings.size(), report::all_verdicts.size());
}

TEST(Verdict, OtherWordsAreRefused) {
  for (const char* word : {"", "Proved", "proved ", "ill_posed", "true", "certified"}) {
    EXPECT_THROW(verdict_from_string(word), std::invalid_argument) << word;
  }
  EXPECT_THROW(to_string(static_cast<Verdict>(99)), std::invalid_argument);
}

}  // namespace
}  // namespace certibound
