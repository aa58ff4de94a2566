// The corpus of claims with a known answer: what is listed in decided.txt has to come out as it says, and no claim of the
// corpus may come out wrong.
#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace certibound {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(CERTIBOUND_SOURCE_DIR) / "tests/proofs_numeric/corpus";

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

// Ids that the prover decides within a few seconds.
const std::set<std::string>& decided() {
  static const std::set<std::string> ids = [] {
    std::set<std::string> out;
    std::ifstream in(kFolder / "decided.txt");
    for (std::string line; std::getline(in, line);) {
      if (!line.empty() && line[0] != '#') out.insert(line);
    }
    return out;
  }();
  return ids;
}

bool is_false(const std::string& id) { return id.starts_with("false."); }

// What the checker accepts of what the prover proposes; anything else counts as undecided.
Verdict accepted_verdict(const language::Claim& claim, double seconds) {
  prover::Options options;
  options.seconds = seconds;
  const prover::Proposal proposal = prover::prove(claim, options);
  if (proposal.verdict != Verdict::proved && proposal.verdict != Verdict::refuted) return proposal.verdict;
  const kernel::Accepted accepted = kernel::verify(read_certificate(write_certificate(proposal.certificate.value())));
  EXPECT_EQ(accepted.verdict, proposal.verdict) << claim.id;
  return accepted.verdict;
}

class CorpusFile : public testing::TestWithParam<std::string> {};

TEST_P(CorpusFile, DecidesWhatIsListed) {
  const std::string name = GetParam() + ".claim";
  std::size_t count = 0;
  for (const language::Claim& claim : language::parse_document({name, text_of(kFolder / name)}).claims) {
    if (decided().count(claim.id) == 0) continue;
    EXPECT_EQ(accepted_verdict(claim, 60), is_false(claim.id) ? Verdict::refuted : Verdict::proved) << claim.id;
    ++count;
  }
  EXPECT_GT(count, 0u) << "decided.txt lists none of " << name;
}

INSTANTIATE_TEST_SUITE_P(Files, CorpusFile,
                         testing::Values("contact_1d_end", "contact_1d_inside", "contact_2d", "contact_half_integer",
                                         "contact_infinity", "contact_integer", "contact_orders", "contact_polynomial",
                                         "dependency", "false", "narrow_gap", "univariate", "wide"),
                         [](const auto& file) { return file.param; });

TEST(Corpus, ListsOnlyIdsThatExist) {
  std::set<std::string> ids;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".claim") continue;
    for (const language::Claim& claim : language::parse_document({"", text_of(entry.path())}).claims) ids.insert(claim.id);
  }
  for (const std::string& id : decided()) EXPECT_EQ(ids.count(id), 1u) << id;
}

// Those that are too hard within the limit may stay open; none may come out wrong.
TEST(Corpus, NothingFalseIsProved) {
  for (const language::Claim& claim : language::parse_document({"", text_of(kFolder / "false.claim")}).claims) {
    if (decided().count(claim.id) != 0) continue;
    EXPECT_NE(accepted_verdict(claim, 2), Verdict::proved) << claim.id;
  }
}

}  // namespace
}  // namespace certibound
