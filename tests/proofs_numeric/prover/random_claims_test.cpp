// Random claims whose truth is known: L + s >= R (or >) where L = R is an identity and the sign of s is known. Not one may
// get the wrong verdict. Where s keeps away from 0 nine of ten are decided; where both sides meet or nearly do, the search
// gets little time, and that some are decided is enough.
#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20240608;  // of the first shard; the others follow
constexpr double kHardSeconds = 0.05;
#ifdef CERTIBOUND_EXHAUSTIVE
constexpr int kShards = 100, kClaims = 1'000;  // 10^5 in all
#else
constexpr int kShards = 1, kClaims = 300;
#endif

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : engine_(seed) {}

  struct Made {
    std::string text;
    bool truth = false;
    std::string kind;
    bool easy = false;  // s keeps away from 0, or the claim is false on a large part of the domain
  };

  Made claim() {
    const bool open = below(2) == 0, strict = below(2) == 0;
    const long lo = below(3);
    domain_lo_ = "1/" + std::to_string(lo + 2);
    const std::string domain = std::string(open ? "(" : "[") + domain_lo_ + ", " + std::to_string(lo + 1) + "]";
    const auto [shift, kind, weakly, strictly] = shift_of(open);
    const auto [left, right] = identity();
    Made out;
    out.kind = kind + (strict ? ", strict" : "");
    out.easy = kind == "above" || kind == "below" || kind == "just below" || kind == "crosses";
    out.truth = strict ? strictly : weakly;
    out.text = "claim c { forall x in " + domain + " show " + left + shift + (strict ? " > " : " >= ") + right + " }\n";
    return out;
  }

 private:
  struct Shift {
    std::string text, kind;
    bool weakly, strictly;  // is s >= 0, s > 0 on the whole domain?
  };

  long below(long n) { return static_cast<long>(engine_() % static_cast<std::uint64_t>(n)); }
  std::string fraction() { return std::to_string(below(9) + 1) + "/" + std::to_string(below(9) + 1); }

  Shift shift_of(bool open) {
    const std::string k = fraction(), inside = std::to_string(below(2) + 3) + "/5";  // 3/5 or 4/5, inside every domain
    switch (below(8)) {
      case 0: return {" + " + k, "above", true, true};
      case 1: return {" + " + k + "*1e-6", "just above", true, true};
      case 2: return {" - " + k, "below", false, false};
      case 3: return {" - " + k + "*1e-9", "just below", false, false};
      case 4: return {"", "equal", true, false};
      case 5: return {" + " + k + "*(x - " + domain_lo_ + ")", "meets at the left end", true, open};
      case 6: return {" + " + k + "*(x - " + inside + ")^2", "meets inside", true, false};
      default: return {" + " + k + "*(x - " + inside + ")", "crosses", false, false};
    }
  }

  // Positive on x > 0.
  std::string positive() {
    switch (below(5)) {
      case 0: return "(" + fraction() + " + x)";
      case 1: return "(x^2 + " + fraction() + "*x + 1)";
      case 2: return "(x + " + fraction() + "*x^3)";
      case 3: return "sqrt(x + " + fraction() + ")";
      default: return "exp(" + fraction() + "*x)";
    }
  }

  std::pair<std::string, std::string> identity() {
    const std::string a = positive(), b = positive();
    switch (below(10)) {
      case 0: return {"exp(" + a + ")*exp(-" + a + ")", "1"};
      case 1: return {"log(" + a + "*" + b + ")", "log(" + a + ") + log(" + b + ")"};
      case 2: return {"sqrt(" + a + ")^2", a};
      case 3: return {"sqrt(" + a + "*" + b + ")", "sqrt(" + a + ")*sqrt(" + b + ")"};
      case 4: return {"(" + a + " + " + b + ")^2", a + "^2 + 2*" + a + "*" + b + " + " + b + "^2"};
      case 5: return {a + "/" + b, a + "*(1/" + b + ")"};
      case 6: return {a + "^2 - " + b + "^2", "(" + a + " - " + b + ")*(" + a + " + " + b + ")"};
      case 7: return {"exp(log(" + a + "))", a};
      case 8: return {a + "^3 + " + b + "^3", "(" + a + " + " + b + ")*(" + a + "^2 - " + a + "*" + b + " + " + b + "^2)"};
      default: return {"log(" + a + "^2)", "2*log(" + a + ")"};
    }
  }

  std::mt19937_64 engine_;
  std::string domain_lo_;
};

class RandomClaims : public testing::TestWithParam<int> {};

TEST_P(RandomClaims, NoneGetsTheWrongVerdict) {
  const std::uint64_t seed = kSeed + static_cast<std::uint64_t>(GetParam());
  Maker maker(seed);
  std::map<std::string, std::pair<int, int>> tally;  // kind -> decided, all
  int easy = 0, easy_decided = 0, hard_decided = 0;
  for (int round = 0; round < kClaims; ++round) {
    const Maker::Made made = maker.claim();
    const std::string where = "seed " + std::to_string(seed) + ", round " + std::to_string(round) + ": " + made.text;
    prover::Options options;
    options.max_bits = 64;
    options.seconds = made.easy ? 10 : kHardSeconds;
    const prover::Proposal proposal = prover::prove(language::parse_document({"", made.text}).claims.at(0), options);
    const bool proved = proposal.verdict == Verdict::proved, refuted = proposal.verdict == Verdict::refuted;
    EXPECT_FALSE(proved && !made.truth) << where;
    EXPECT_FALSE(refuted && made.truth) << where;
    EXPECT_TRUE(proved || refuted || proposal.verdict == Verdict::undecided) << where << to_string(proposal.verdict);
    ASSERT_EQ(proposal.certificate.has_value(), proved || refuted) << where;
    if (proposal.certificate) {
      EXPECT_EQ(kernel::verify(read_certificate(write_certificate(*proposal.certificate))).verdict, proposal.verdict) << where;
    }
    auto& [decided, all] = tally[made.kind];
    decided += proved || refuted;
    ++all;
    easy += made.easy;
    (made.easy ? easy_decided : hard_decided) += proved || refuted;
  }
  std::string table;
  for (const auto& [kind, count] : tally) {
    table += kind + ": " + std::to_string(count.first) + " of " + std::to_string(count.second) + "\n";
  }
  EXPECT_GE(10 * easy_decided, 9 * easy) << table;
  EXPECT_GE(easy, kClaims / 3) << table;
  EXPECT_GE(hard_decided, 10) << table;
}

INSTANTIATE_TEST_SUITE_P(Shard, RandomClaims, testing::Range(0, kShards));

}  // namespace
}  // namespace certibound
