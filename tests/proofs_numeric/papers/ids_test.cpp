// The registry against the lists of everything the papers claim (ids.txt beside the claims of each paper).
#include <certibound/papers/registry.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

namespace certibound::papers {
namespace {

std::set<std::string> listed(const std::string& paper) {
  std::ifstream in(std::string(CERTIBOUND_SOURCE_DIR) + "/proofs_numeric/" + paper + "/ids.txt");
  std::set<std::string> out;
  for (std::string line; std::getline(in, line);) EXPECT_TRUE(out.insert(line).second) << line << " stands twice in " << paper;
  return out;
}

// The longest listed id that is this one, or this one without its last parts; empty if there is none.
std::string listed_stem(std::string id, const std::set<std::string>& list) {
  while (!list.count(id)) {
    const std::size_t dot = id.rfind('.');
    if (dot == std::string::npos) return "";
    id.resize(dot);
  }
  return id;
}

TEST(Ids, TheListsAreWhole) {
  EXPECT_EQ(listed("nachum22").size(), 196u);
  EXPECT_EQ(listed("arpit19").size(), 170u);
  EXPECT_EQ(listed("pooling24").size(), 172u);
}

TEST(Ids, EveryListedIdIsDecidedAndNothingElse) {
  std::map<std::string, int> seen;
  for (const Entry& entry : registry()) ++seen[entry.id];
  for (const auto& [id, count] : seen) EXPECT_EQ(count, 1) << id << " is used by several claims";
  for (const PaperTitle& title : paper_titles()) {
    const std::set<std::string> list = listed(title.key);
    std::set<std::string> decided;
    for (const Entry& entry : registry()) {
      if (entry.paper != title.key) continue;
      const std::string stem = listed_stem(entry.id, list);
      EXPECT_FALSE(stem.empty()) << entry.id << " belongs to no listed id";
      decided.insert(stem);
    }
    for (const std::string& id : list) EXPECT_TRUE(decided.count(id)) << id << " is listed and not decided";
  }
}

TEST(Ids, TheRegistryIsInTheOrderOfTheLists) {
  for (const PaperTitle& title : paper_titles()) {
    const std::set<std::string> list = listed(title.key);
    std::ifstream in(std::string(CERTIBOUND_SOURCE_DIR) + "/proofs_numeric/" + title.key + "/ids.txt");
    std::vector<std::string> stems, wanted;
    for (std::string line; std::getline(in, line);) wanted.push_back(line);
    for (const Entry& entry : registry()) {
      const std::string stem = entry.paper == title.key ? listed_stem(entry.id, list) : "";
      if (!stem.empty() && (stems.empty() || stems.back() != stem)) stems.push_back(stem);
    }
    EXPECT_EQ(stems, wanted);
  }
}

TEST(Ids, AStemEndsAtADot) {
  const std::set<std::string> list = {"p.a", "p.a.b"};
  EXPECT_EQ(listed_stem("p.a.b.reading_a", list), "p.a.b");
  EXPECT_EQ(listed_stem("p.a.bc", list), "p.a");
  EXPECT_EQ(listed_stem("p.ab", list), "");
}

}  // namespace
}  // namespace certibound::papers
