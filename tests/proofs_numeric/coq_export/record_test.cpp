// What Coq said is repeated for the very file and the very library it was said of, and for nothing else.
#include <certibound/coq_export/record.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace certibound::coq_export {
namespace {

const Exported kFile{"Theorem t : True.\n", ""};
const Exported kOther{"Theorem t : False.\n", ""};
const Exported kNone{std::nullopt, "sums"};

Record record_with(const std::string& status, const std::string& reason = "") {
  return {{"c", {status, reason, status == "not exported" ? "" : sha256(*kFile.text), "lib"}}};
}

TEST(CoqRecord, RepeatsTheWordForTheSameFileAndLibrary) {
  const Status accepted = status_of("c", kFile, record_with("accepted"), "lib");
  EXPECT_EQ(accepted.standing, Standing::accepted);
  EXPECT_EQ(accepted.why, "");
  EXPECT_EQ(accepted.sha256, sha256(*kFile.text));
  const Status rejected = status_of("c", kFile, record_with("rejected", "a time-out"), "lib");
  EXPECT_EQ(rejected.standing, Standing::rejected);
  EXPECT_EQ(rejected.why, "a time-out");
}

TEST(CoqRecord, NeverCallsAnotherFileOrAnotherLibraryAccepted) {
  for (const char* status : {"accepted", "rejected"}) {
    EXPECT_EQ(status_of("c", kOther, record_with(status), "lib").standing, Standing::stale);
    EXPECT_EQ(status_of("c", kFile, record_with(status), "another").standing, Standing::stale);
    EXPECT_EQ(status_of("d", kFile, record_with(status), "lib").standing, Standing::not_asked);
  }
  EXPECT_EQ(status_of("c", kFile, record_with("not exported", "sums"), "lib").standing, Standing::stale);
  const Record without_library = {{"c", {"accepted", "", sha256(*kFile.text), ""}}};
  EXPECT_EQ(status_of("c", kFile, without_library, "lib").standing, Standing::stale);
}

TEST(CoqRecord, SaysWhyThereIsNoFile) {
  const Status none = status_of("c", kNone, record_with("accepted"), "lib");
  EXPECT_EQ(none.standing, Standing::not_exported);
  EXPECT_EQ(none.why, "sums");
  EXPECT_EQ(none.sha256, "");
}

TEST(CoqRecord, RefusesWhatIsNoRecord) {
  EXPECT_THROW(read_record("{"), std::invalid_argument);
  EXPECT_THROW(read_record(R"([{"claim": "a"}])"), std::invalid_argument);
  EXPECT_THROW(read_record(R"([{"claim": "a", "status": 1}])"), std::invalid_argument);
}

TEST(CoqRecord, IsTheFileOfTheTree) {
  std::ifstream in(std::filesystem::path(CERTIBOUND_SOURCE_DIR) / "proofs_numeric/coq/accepted.json");
  std::stringstream text;
  text << in.rdbuf();
  const Record file = read_record(text.str());
  ASSERT_GE(file.size(), 600u);
  ASSERT_EQ(recorded().size(), file.size());
  for (const auto& [claim, said] : file) {
    const Said& embedded = recorded().at(claim);
    EXPECT_EQ(embedded.status, said.status) << claim;
    EXPECT_EQ(embedded.reason, said.reason) << claim;
    EXPECT_EQ(embedded.sha256, said.sha256) << claim;
    EXPECT_EQ(embedded.library, said.library) << claim;
  }
  EXPECT_EQ(library_hash().size(), 16u);
}

}  // namespace
}  // namespace certibound::coq_export
