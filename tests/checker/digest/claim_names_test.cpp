#include <certibound/digest/claim_names.hpp>

#include <gtest/gtest.h>

namespace certibound::digest {
namespace {

TEST(ClaimNames, SharperOnesAreKnownByTheirPlace) {
  for (const char* id :
       {"nachum22.new.odd", "arpit19.new.lemma3.net", "pooling24.s01", "pooling24.s04a", "pooling24.s21.corrected"}) {
    EXPECT_TRUE(is_sharper(id)) << id;
    EXPECT_FALSE(is_printed(id)) << id;
  }
  for (const char* id : {"nachum22.thm3.lower", "nachum22.thm3.new", "pooling24.new.x", "pooling24.setup",
                         "pooling24.s1", "pooling24.s04ab", "nachum22.s01", "pooling24", "new"}) {
    EXPECT_FALSE(is_sharper(id)) << id;
  }
}

TEST(ClaimNames, CorrectionsAndTightnessAreNotPrinted) {
  EXPECT_TRUE(is_correction("a.b.corrected"));
  EXPECT_TRUE(is_correction("a.b.corrected.upper"));
  EXPECT_TRUE(is_tightness("a.b.tightness.sup"));
  EXPECT_FALSE(is_printed("a.b.corrected"));
  EXPECT_FALSE(is_printed("a.b.tightness"));
  EXPECT_TRUE(is_printed("a.b.correctedness"));
}

TEST(ClaimNames, AReadingHasStemAndLabel) {
  const auto reading = reading_of("pooling24.tab2.unit_variance.reading_b.by_n");
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->stem, "pooling24.tab2.unit_variance");
  EXPECT_EQ(reading->label, "b");
  EXPECT_FALSE(reading_of("pooling24.tab2.reading_"));
  EXPECT_FALSE(reading_of("pooling24.tab2"));
}

TEST(ClaimNames, BelowEndsAtADot) {
  EXPECT_TRUE(is_below("a.b", "a.b"));
  EXPECT_TRUE(is_below("a.b.c", "a.b"));
  EXPECT_FALSE(is_below("a.bc", "a.b"));
  EXPECT_FALSE(is_below("a", "a.b"));
}

TEST(ClaimNames, StemsGoDownToThePlace) {
  EXPECT_EQ(stems_of("a.b.c.d"), (std::vector<std::string>{"a.b.c.d", "a.b.c", "a.b"}));
  EXPECT_TRUE(stems_of("a").empty());
}

}  // namespace
}  // namespace certibound::digest
