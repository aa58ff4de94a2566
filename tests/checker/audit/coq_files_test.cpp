#include <certibound/audit/coq_files.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/report/write_file.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace certibound::audit {
namespace {

namespace fs = std::filesystem;

class CoqFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(CERTIBOUND_BINARY_DIR) / "coq_files_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    claims_ = language::parse_document({"<test>",
                                        "claim a.b { forall x in [0, 1] show x^2 <= x }\n"
                                        "claim a_b { forall x in [0, 1] show x^3 <= x }\n"
                                        "claim no { forall x in [0, 1] show x^2 < x }\n"
                                        "claim sums { show sum(k, k, 1, 3) == 6 }\n"
                                        "claim open { forall x in [0, 1] show log(x) <= x }\n"})
                  .claims;
  }

  void run(CoqFiles& files) const {
    for (const Task& task : files.followed(tasks_of(claims_))) task.run({});
  }

  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  std::string text_of(const std::string& name) const {
    std::ifstream in(folder_ / name);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }

  static bool names(const report::Section& section, const std::string& claim, const std::string& word) {
    for (const report::Table& table : section.tables) {
      for (const auto& row : table.rows) {
        if (row.at(0) == claim && row.at(1) == word) return true;
      }
    }
    return false;
  }

  fs::path folder_;
  std::vector<language::Claim> claims_;
};

TEST_F(CoqFilesTest, WritesWhatCanBeWrittenAndNamesTheRest) {
  const coq_export::Record nothing;
  CoqFiles files(folder_.string(), nothing, "lib");
  run(files);
  EXPECT_EQ(count(), 2u);  // a.b or a_b, which share a name, and no
  EXPECT_NE(text_of("claim_no.v").find("Theorem claim_no : ~ (forall"), std::string::npos);
  const report::Section section = files.section();
  EXPECT_TRUE(names(section, "sums", "not exported"));
  EXPECT_TRUE(names(section, "a_b", "not written"));
  EXPECT_FALSE(names(section, "a.b", "not written"));
  EXPECT_EQ(section.data["written"], "2");
  EXPECT_EQ(files.notes().count("open"), 0u);  // neither proved nor refuted
}

TEST_F(CoqFilesTest, ShowsAsAcceptedOnlyTheFileThatWas) {
  const coq_export::Record nothing;
  CoqFiles first(folder_.string(), nothing, "lib");
  run(first);
  EXPECT_EQ(first.notes().at("no").word, "not asked");
  const coq_export::Record record = {{"no", {"accepted", "", sha256(text_of("claim_no.v")), "lib"}},
                                     {"a.b", {"accepted", "", sha256("another file"), "lib"}},
                                     {"sums", {"accepted", "", sha256("a file"), "lib"}}};
  CoqFiles second("", record, "lib"), third("", record, "another");
  run(second);
  run(third);
  EXPECT_EQ(second.notes().at("no").word, "accepted");
  EXPECT_EQ(second.notes().at("a.b").word, "stale");
  EXPECT_EQ(second.notes().at("sums").word, "not exported");
  EXPECT_EQ(second.section().data["counts"]["accepted"], "1");
  EXPECT_EQ(third.notes().at("no").word, "stale");
}

TEST_F(CoqFilesTest, SaysThatAFileCannotBeWritten) {
  fs::create_directories(folder_.parent_path());
  std::ofstream(folder_) << "a file, not a folder\n";
  CoqFiles files(folder_.string());
  EXPECT_THROW(run(files), report::WriteError);
}

}  // namespace
}  // namespace certibound::audit
