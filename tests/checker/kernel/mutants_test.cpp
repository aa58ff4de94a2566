// Certificates changed by hand and by chance: what is still accepted must be a proof of a true claim.
#include <certibound/kernel/verify.hpp>

#include <certibound/language/decide.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <random>
#include <sstream>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20240607;

Certificate certificate_of(const std::string& text) {
  const language::Document document = language::parse_document({"test", text});
  const prover::Proposal proposal = prover::prove(document.claims.at(0), {});
  EXPECT_TRUE(proposal.certificate.has_value()) << text;
  return proposal.certificate.value_or(Certificate{});
}

struct Result {
  std::string reason;  // of a rejection; empty if accepted
  double seconds = 0;
};

Result check(const std::function<kernel::Accepted()>& verify) {
  const auto start = std::chrono::steady_clock::now();
  Result out;
  try {
    verify();
  } catch (const Rejected& rejected) {
    out.reason = rejected.what();
    EXPECT_FALSE(out.reason.empty());
  }
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return out;
}

Result check(const std::string& text) {
  return check([&] { return kernel::verify(read_certificate(text)); });
}
Result check(const Certificate& certificate) {
  return check([&] { return kernel::verify(certificate); });
}

Step boxes(const std::string& words) { return {"boxes", words, {}}; }

// No leaf asks for more boxes than this.
void limit_boxes(Step& step, long most) {
  if (step.rule == "boxes") {
    std::istringstream in(step.words);
    std::string bits, depth, count, rest;
    in >> bits >> depth >> count;
    std::getline(in, rest);
    step.words = bits + " " + depth + " " + std::to_string(std::min(std::stol(count), most)) + rest;
  }
  for (Step& premise : step.premises) limit_boxes(premise, most);
}

// One leaf, whatever the prover would do.
Certificate with_boxes(const std::string& text, const std::string& words) {
  Certificate out = certificate_of(text);
  out.proof = boxes(words);
  return out;
}
const std::string kContactWords = "64 40 1000 8 e 0";

const std::string kContact = "claim c { forall e in [0, 1] show e - e^2 <= log(1 + e) }\n";
const std::string kOpen = "claim c { forall x in (0, 2] show sin(x) < x and x^2 > 0 }\n";
const std::string kTwo = "claim c { forall x in [0, 1], y in [0, x] assume y >= 1/4 show x*y + 1 > x - y/9 and y <= x }\n";
const std::string kBranch = "claim c { forall rho in [-1, 1) show Rhat(rho) > rho }\n";
const std::string kFalse = "claim c { forall e in [0, 1] show e^2 >= e }\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Mutants, EveryChangedByteIsRejectedOrStillProvesTheSameClaim) {
  const Certificate original = with_boxes(kContact, kContactWords);
  const std::string text = write_certificate(original);
  int accepted = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : {static_cast<char>(text[at] ^ 1), static_cast<char>(text[at] ^ 0x20), '9', '\n', '\0'}) {
      if (byte == text[at]) continue;
      std::string mutant = text;
      mutant[at] = byte;
      try {
        const Certificate read = read_certificate(mutant);
        EXPECT_EQ(read.claim_text, original.claim_text) << mutant;
        EXPECT_EQ(read.verdict, original.verdict) << mutant;
        EXPECT_EQ(write_certificate(read), mutant) << "read, but not as it would be written";
        accepted += check(read).reason.empty();
      } catch (const Rejected& rejected) {
        EXPECT_STRNE(rejected.what(), "");
      }
    }
  }
  EXPECT_GT(accepted, 0);  // more boxes, another inhabitant
  EXPECT_LT(accepted, 100);
}

// The points at which an accepted claim is tried.
std::vector<Rational> some_values() {
  std::vector<Rational> out;
  for (long k = -33; k <= 33; ++k) out.emplace_back(k, 11);
  for (const long k : {-1000, -40, -10, 0, 10, 40, 1000}) out.emplace_back(k);
  for (const long k : {1, 2, 3, 4, 5, 8, 100, 1'000'000}) {
    out.emplace_back(1, k);
    out.emplace_back(k - 1, k);
    out.emplace_back(-1, k);
  }
  return out;
}

// A claim whose text was changed and hashed anew is another claim; if its proof is accepted, it has to be true.
TEST(Mutants, AnAcceptedMutantOfTheClaimIsTrue) {
  std::mt19937_64 random(kSeed);
  int accepted = 0, rejected = 0;
  for (const std::string& claim : {kContact, kOpen, kTwo, kBranch}) {
    const Certificate original = certificate_of(claim);
    const std::string letters = "0123456789+-*/^()[]<>=., exyrhoand";
    for (int round = 0; round < 1000; ++round) {
      Certificate mutant = original;
      const std::size_t at = claim.find('{') + random() % (claim.size() - claim.find('{'));
      switch (random() % 3) {
        case 0: mutant.claim_text[at] = letters[random() % letters.size()]; break;
        case 1: mutant.claim_text.insert(at, 1, letters[random() % letters.size()]); break;
        default: mutant.claim_text.erase(at, 1 + random() % 3);
      }
      limit_boxes(mutant.proof, 2'000);
      if (!check(mutant).reason.empty()) {
        ++rejected;
        continue;
      }
      ++accepted;
      const language::Claim read = language::parse_document({"", mutant.claim_text}).claims.at(0);
      const language::Problem problem(read);
      const std::vector<Rational> values = some_values();
      for (std::size_t k = 0; k < values.size() * 3; ++k) {
        std::vector<Rational> point{values[k % values.size()]};
        while (point.size() < problem.names().size()) point.push_back(values[random() % values.size()]);
        point.resize(problem.names().size());
        const language::Decision decision = decide_at_point(problem, point, 128);
        ASSERT_NE(decision, language::Decision::fails) << "seed " << kSeed << ", " << mutant.claim_text << " at " << to_string(point[0]);
        ASSERT_NE(decision, language::Decision::undefined) << "seed " << kSeed << ", " << mutant.claim_text << " at " << to_string(point[0]);
      }
    }
  }
  EXPECT_GT(accepted, 100);
  EXPECT_GT(rejected, 1000);
}

TEST(Mutants, ProofsOfOtherClaimsAndSwappedVerdictsAreRejected) {
  const std::vector<Certificate> all = {certificate_of(kContact), certificate_of(kOpen), certificate_of(kTwo), certificate_of(kFalse)};
  for (std::size_t i = 0; i < all.size(); ++i) {
    Certificate turned = all[i];
    turned.verdict = turned.verdict == Verdict::proved ? Verdict::refuted : Verdict::proved;
    turned.witness = turned.inhabitant = all[i].verdict == Verdict::proved ? all[i].inhabitant : all[i].witness;
    turned.proof = boxes("64 40 1000 0");
    EXPECT_NE(check(turned).reason, "") << turned.claim_text;
    for (std::size_t j = 0; j < all.size(); ++j) {
      Certificate swapped = all[i];
      swapped.claim_text = all[j].claim_text;
      const bool same_data = write_certificate(swapped) == write_certificate(all[j]);
      if (i == j || same_data) continue;
      EXPECT_NE(check(swapped).reason, "") << "data of " << all[i].claim_text << all[j].claim_text;
    }
  }
}

TEST(Mutants, NumbersOutOfRangeOrInAnotherFormAreRejected) {
  const std::string text = write_certificate(with_boxes(kContact, kContactWords));
  ASSERT_EQ(check(text).reason, "");
  const auto line = [&](const std::string& word) {
    const std::size_t at = text.find("\n" + word + " ");
    return text.substr(at + 1, text.find('\n', at + 1) - at - 1);
  };
  // The numbers of the leaf: precision, depth, boxes, order, contact.
  std::vector<std::string> words{"64", "40", "1000", "8", "e", "0"};
  for (const std::size_t place : {0, 1, 2, 3, 5}) {
    for (const std::string& bad : {std::string("-1x"), std::string("99999999999999999999x"), "0" + words[place], "+" + words[place], words[place] + " ",
                                   words[place] + ".0", "0x" + words[place], std::string("nan"), std::string("")}) {
      std::vector<std::string> other = words;
      other[place] = bad;
      std::string joined;
      for (const std::string& word : other) joined += (&word == &other[0] ? "" : " ") + word;
      EXPECT_NE(check(with_boxes(kContact, joined)).reason, "") << joined;
    }
  }
  for (const char* bad : {"1 40 1000 8 e 0", "4097 40 1000 8 e 0", "64 201 1000 8 e 0", "64 40 0 8 e 0", "64 40 10000001 8 e 0", "64 40 1000 33 e 0",
                          "64 40 1000 8 e", "64 40 1000", "64  40 1000 8 e 0", " 64 40 1000 8 e 0", "64 40 1000 8 e 0/7", "64 40 1000 8 e 2/4",
                          "64 40 1000 8 f 0", "64 40 1000 8 e 0 ", ""}) {
    EXPECT_NE(check(with_boxes(kContact, bad)).reason, "") << bad;
  }
  for (const std::string word : {"bits"}) {
    const std::string number = line(word).substr(word.size() + 1);
    for (const std::string& bad : {std::string("-1"), std::string("99999999999999999999"), "0" + number, "+" + number, number + " ", number + ".0",
                                   "0x" + number, std::string("nan"), std::string("10000001")}) {
      const Result result = check(replaced(text, "\n" + line(word) + "\n", "\n" + word + " " + bad + "\n"));
      EXPECT_NE(result.reason, "") << word << " " << bad;
      EXPECT_LT(result.seconds, 5) << word << " " << bad;
    }
    EXPECT_NE(check(replaced(text, line(word) + "\n", "")).reason, "") << "without " << word;
    EXPECT_NE(check(replaced(text, line(word) + "\n", line(word) + "\n" + line(word) + "\n")).reason, "") << word << " twice";
  }
  EXPECT_NE(check(replaced(text, "inhabitant e ", "inhabitant e 0")).reason, "");
  EXPECT_NE(check(replaced(text, "inhabitant e ", "inhabitant  e ")).reason, "");
  EXPECT_NE(check(replaced(text, "\nend\n", "\nend")).reason, "");
}

TEST(Mutants, HostileCertificatesAreRefusedSoon) {
  const Certificate contact = certificate_of(kContact);
  Certificate contacts = contact, many_parts = certificate_of(kTwo), deep = contact, useless = contact, no_variable = contact;
  contacts.proof = many_parts.proof = boxes("64 40 1000 8");
  for (long k = 1; k <= 100'000; ++k) contacts.proof.words += " e " + to_string(Rational(k, 100'001));
  for (long k = 1; k <= 500; ++k) many_parts.proof.words += " x " + to_string(Rational(k, 501)) + " y " + to_string(Rational(k, 501));
  std::string sum = "e";
  for (int k = 0; k < 1'999; ++k) sum += " + e";
  deep.claim_text = "claim c { forall e in [0, 1] show " + sum + " >= e - 1 }\n";  // as deep as can be read; its difference is deeper
  useless.claim_text = "claim c { forall e in [0, 1] show sin(e) >= 2*sin(e/2)*cos(e/2) }\n";
  useless.proof = boxes("64 200 1000 0");
  no_variable.claim_text = "claim c { show sin(3) == 3*sin(1) - 4*sin(1)^3 }\n";
  no_variable.inhabitant.clear();
  no_variable.proof = boxes("64 200 10000000 0");
  for (const Certificate& c : {contacts, many_parts, deep, useless, no_variable}) {
    const std::string text = write_certificate(c);
    const Result result = check(text);
    EXPECT_NE(result.reason, "") << text.substr(0, 300);
    EXPECT_LT(result.seconds, 5) << result.reason;
  }
  for (const std::string& text : {std::string(10'000'000, '\0'), std::string(10'000'000, '\n'), "certibound certificate 2\n" + std::string(10'000'000, 'x'),
                                  "certibound certificate 2\nsha256 \nclaim 4194304\n" + std::string(10'000'000, '{'), std::string("\x1f\x8b\x08\xff\xfe", 5)}) {
    const Result result = check(text);
    EXPECT_NE(result.reason, "");
    EXPECT_LT(result.reason.size(), 1000u);
    EXPECT_LT(result.seconds, 1);
  }
}

}  // namespace
}  // namespace certibound
