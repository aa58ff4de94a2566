// Attacks on the checker: twins of true claims that are moved past the truth, and proofs with a step that was changed. What is
// accepted has to be true at every point tried; what is false has to be refused.
#include <certibound/kernel/verify.hpp>
#include <certibound/language/decide.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <regex>
#include <sstream>

namespace certibound {
namespace {

constexpr unsigned kSeed = 20261129;
const std::filesystem::path kFolder = std::filesystem::path(CERTIBOUND_SOURCE_DIR) / "tests/proofs_numeric/corpus";

std::vector<language::Claim> corpus(const std::string& name) {
  std::ifstream in(kFolder / (name + ".claim"));
  std::stringstream text;
  text << in.rdbuf();
  return language::parse_document({name, text.str()}).claims;
}

std::optional<Certificate> proof_of(const language::Claim& claim, double seconds) {
  prover::Options options;
  options.seconds = seconds;
  const prover::Proposal proposal = prover::prove(claim, options);
  return proposal.verdict == Verdict::proved ? proposal.certificate : std::nullopt;
}

bool accepts(const Certificate& certificate) {
  try {
    return kernel::verify(read_certificate(write_certificate(certificate))).verdict == certificate.verdict;
  } catch (const Rejected&) {
    return false;
  }
}

// Numbers worth trying as coordinates: those of the claim's text, and simple ones.
std::vector<Rational> numbers_of(const std::string& text) {
  std::vector<Rational> out;
  for (const long n : {0L, 1L, -1L, 2L, -2L, 3L, 5L, 10L, 100L}) out.emplace_back(n);
  for (const long d : {2L, 3L, 4L, 7L, 10L, 1000L, 1000000L}) {
    for (const long n : {1L, -1L, d - 1L, d + 1L}) out.emplace_back(Rational(n, d));
  }
  static const std::regex literal("[0-9]+(\\.[0-9]+)?(/[0-9]+)?");
  for (auto at = std::sregex_iterator(text.begin(), text.end(), literal); at != std::sregex_iterator(); ++at) {
    if (const auto value = parse_rational(at->str())) out.push_back(*value);
  }
  return out;
}

// Empty, or the point of the domain at which the claim certainly fails or is undefined.
std::string failing_point(const language::Claim& claim, std::mt19937& random) {
  const language::Problem problem(claim);
  const std::vector<Rational> values = numbers_of(claim.text);
  const std::size_t n = claim.variables.size();
  for (std::size_t k = 0; k < (n == 1 ? values.size() : 300); ++k) {
    std::vector<Rational> point;
    for (std::size_t i = 0; i < n; ++i) point.push_back(values[n == 1 ? k : random() % values.size()]);
    const language::Decision decision = decide_at_point(problem, point, 128);
    if (decision != language::Decision::fails && decision != language::Decision::undefined) continue;
    std::string where;
    for (const Rational& x : point) where += to_string(x) + " ";
    return where;
  }
  return "";
}

// The claim with its goal changed: strict for non-strict, or a literal of it a little larger or smaller.
std::vector<std::string> twins(const std::string& text, std::mt19937& random) {
  std::vector<std::string> out;
  const std::size_t show = text.find("show");
  if (show == std::string::npos) return out;
  const std::string head = text.substr(0, show), goal = text.substr(show);
  for (const auto& [from, to] : {std::pair{"<=", "<"}, std::pair{">=", ">"}}) {
    if (const std::size_t at = goal.find(from); at != std::string::npos) {
      out.push_back(head + goal.substr(0, at) + to + goal.substr(at + 2));
    }
  }
  static const std::regex literal("[0-9]+");
  std::vector<std::pair<std::size_t, std::string>> literals;
  for (auto at = std::sregex_iterator(goal.begin(), goal.end(), literal); at != std::sregex_iterator(); ++at) {
    literals.emplace_back(static_cast<std::size_t>(at->position()), at->str());
  }
  for (int k = 0; k < 2 && !literals.empty(); ++k) {
    const auto& [place, digits] = literals[random() % literals.size()];
    const char* factor = random() % 2 == 0 ? "*1001/1000)" : "*999/1000)";
    out.push_back(head + goal.substr(0, place) + "(" + digits + factor + goal.substr(place + digits.size()));
  }
  return out;
}

// A random change somewhere in the tree of a proof.
void change(Step& proof, std::mt19937& random) {
  std::vector<Step*> steps{&proof};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (Step& premise : steps[i]->premises) steps.push_back(&premise);
  }
  Step& step = *steps[random() % steps.size()];
  const auto replace = [&](const std::string& from, const std::string& to) {
    const std::size_t at = step.words.find(from);
    if (at != std::string::npos) step.words.replace(at, from.size(), to);
  };
  switch (random() % 8) {
    case 0: step = Step{"boxes", "64 12 200 0", {}}; break;
    case 1: if (step.premises.size() > 1) std::swap(step.premises.front(), step.premises.back()); break;
    case 2: if (!step.premises.empty()) step.premises.pop_back(); break;
    case 3: replace("lower", "upper"); break;
    case 4: replace("upper", "lower"); break;
    case 5: replace(" steep", ""); break;
    case 6: replace("1", "2"); break;
    default: replace("-", "+"); break;
  }
}

TEST(Attack, NoTwinThatFailsSomewhereIsProved) {
  std::mt19937 random(kSeed);
  long tried = 0, proved = 0;
  for (const char* name : {"contact_1d_end", "contact_half_integer", "contact_infinity", "contact_orders", "contact_2d"}) {
    const std::vector<language::Claim> claims = corpus(name);
    for (std::size_t i = 0; i < claims.size(); i += 3) {
      for (const std::string& text : twins(claims[i].text, random)) {
        language::Claim twin;
        try {
          twin = language::parse_document({"twin", text}).claims.at(0);
        } catch (const language::SyntaxError&) {
          continue;
        }
        const auto certificate = proof_of(twin, 0.4);
        ++tried;
        if (!certificate || !accepts(*certificate)) continue;
        ++proved;
        ASSERT_EQ(failing_point(twin, random), "") << "seed " << kSeed << "\n" << text << write_certificate(*certificate);
      }
    }
  }
  EXPECT_GT(tried, 60);
  RecordProperty("twins", static_cast<int>(tried));
  RecordProperty("proved", static_cast<int>(proved));
}

// The same proof for a twin of the claim, with every term of the claim as it is: almost none may pass, none that is false.
TEST(Attack, AProofDoesNotServeAFalseTwin) {
  std::mt19937 random(kSeed);
  long refused = 0;
  for (const char* name : {"contact_1d_end", "contact_orders", "contact_half_integer"}) {
    for (const language::Claim& claim : corpus(name)) {
      const auto certificate = proof_of(claim, 0.5);
      if (!certificate) continue;
      for (const std::string& text : twins(claim.text, random)) {
        Certificate other = *certificate;
        other.claim_text = text;
        if (!accepts(other)) {
          ++refused;
          continue;
        }
        const language::Claim twin = language::parse_document({"twin", text}).claims.at(0);
        ASSERT_EQ(failing_point(twin, random), "") << text << write_certificate(other);
      }
    }
  }
  EXPECT_GT(refused, 30);
}

// A changed step may leave a proof of the same claim, which is true; of a false claim it never makes one.
TEST(Attack, ChangedStepsProveNothingFalse) {
  std::mt19937 random(kSeed);
  long refused = 0;
  for (const language::Claim& claim : corpus("contact_orders")) {
    const auto certificate = proof_of(claim, 0.5);
    if (!certificate) continue;
    const std::vector<std::string> others = twins(claim.text, random);
    for (int k = 0; k < 12; ++k) {
      Certificate changed = *certificate;
      if (k % 2 == 1 && !others.empty()) changed.claim_text = others[random() % others.size()];
      change(changed.proof, random);
      if (!accepts(changed)) {
        ++refused;
        continue;
      }
      const language::Claim read = language::parse_document({"changed", changed.claim_text}).claims.at(0);
      ASSERT_EQ(failing_point(read, random), "") << "seed " << kSeed << "\n" << write_certificate(changed);
    }
  }
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace certibound
