#include <certibound/digest/width_tables.hpp>
#include <certibound/interval/rational.hpp>
#include <certibound/width/bounds.hpp>

#include <gtest/gtest.h>

namespace certibound::digest {
namespace {

const WidthTables& tables() {
  static const WidthTables made =
      width_tables({.eps = {"0.1", "0.5"}, .delta = {"0.05", "1e-3"}, .seconds = 0.1}, 2, {});
  return made;
}

const nlohmann::ordered_json& rows_of(const std::string& bound) {
  for (const auto& one : tables().data) {
    if (one["bound"] == bound) return one["rows"];
  }
  throw std::invalid_argument(bound);
}

TEST(WidthTables, HaveEveryBoundOnTheWholeGrid) {
  ASSERT_EQ(tables().parts.size(), width_bounds().size());
  EXPECT_EQ(rows_of("arpit19.lemma2").size(), 4u);
  EXPECT_EQ(rows_of("pooling24.thm42").size(), 2u);  // it does not speak of delta
  EXPECT_EQ(rows_of("arpit19.lemma6").size(), 2u);   // eps < 1/2
}

// By hand: ./run width arpit19.lemma2 --eps 0.1 --delta 0.05, as README.md has it.
TEST(WidthTables, AgreeWithTheCommandWidth) {
  for (const auto& row : rows_of("arpit19.lemma2")) {
    if (row["eps"] != "1/10" || row["delta"] != "1/20") continue;
    EXPECT_EQ(row["published"], "4152");
    EXPECT_EQ(row["chernoff"], "3698");
    EXPECT_EQ(row["exact"], "1919");
    return;
  }
  FAIL() << "no such row";
}

// Keeping the norm of the last layer is less than keeping that of every layer, and that less than a union bound.
TEST(WidthTables, HaveTheExactLawsOverLayersToo) {
  const WidthTables one = width_tables({.eps = {"0.5"}, .delta = {"0.05"}, .seconds = 5}, 2, {});
  for (const auto& bound : one.data) {
    if (bound["bound"] != "arpit19.thm1") continue;
    const auto& row = bound["rows"][0];
    const auto width = [&](const char* column) { return Integer(row[column].get<std::string>()); };
    EXPECT_LE(width("product"), width("layers")) << row;
    EXPECT_LE(width("layers"), width("exact")) << row;
    EXPECT_LE(width("exact"), width("chernoff")) << row;
    return;
  }
  FAIL() << "no such bound";
}

// A proven bound never asks for less than the exact law.
TEST(WidthTables, OrderedAsTheyHaveToBe) {
  int compared = 0;
  for (const auto& one : tables().data) {
    for (const auto& row : one["rows"]) {
      if (!row.contains("exact") || !row.contains("chernoff")) continue;
      EXPECT_GE(Integer(row["chernoff"].get<std::string>()), Integer(row["exact"].get<std::string>()))
          << one["bound"] << row;
      ++compared;
    }
  }
  EXPECT_GE(compared, 10);
}

}  // namespace
}  // namespace certibound::digest
