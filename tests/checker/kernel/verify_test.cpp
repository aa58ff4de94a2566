// The checker accepts what the prover certifies, after a round trip through text, and refuses every mutant.
#include <certibound/kernel/verify.hpp>

#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>

namespace certibound {
namespace {

const std::string kHalfInteger = "claim c { forall rho in [-1, 1] show Rhat(rho) - rho <= 2^(-3/2)*(1 - rho)^(3/2) }\n";

Certificate certificate_of(const std::string& text) {
  if (text == kHalfInteger) {
    const Step leaf{"boxes", "64 40 20000 8 t 0", {}};
    return {text, Verdict::proved, 64, {{"rho", Rational(0)}}, {"cosine", "", {leaf, leaf}}, {}};
  }
  const language::Document document = language::parse_document({"test", text});
  prover::Proposal proposal = prover::prove(document.claims.at(0), {});
  EXPECT_TRUE(proposal.certificate.has_value()) << text;
  return proposal.certificate.value_or(Certificate{});
}

// The reason for a rejection; empty if it was accepted.
std::string rejection(const Certificate& certificate) {
  try {
    kernel::verify(read_certificate(write_certificate(certificate)));
    return "";
  } catch (const Rejected& reason) {
    return reason.what();
  }
}

std::string rejection_of_text(const std::string& text) {
  try {
    kernel::verify(read_certificate(text));
    return "";
  } catch (const Rejected& reason) {
    return reason.what();
  }
}

const std::string kContact = "claim c { forall e in [0, 1] show e - e^2 <= log(1 + e) }\n";
const std::string kStrictOpen = "claim c { forall rho in [-1, 1) show Rhat(rho) > rho }\n";
const std::string kFalse = "claim c { forall e in [0, 1] show e^2 >= e }\n";

// The same certificate for a claim with one piece of text replaced.
Certificate with_claim(Certificate c, const std::string& from, const std::string& to) {
  const auto at = c.claim_text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  c.claim_text.replace(at, from.size(), to);
  return c;
}

TEST(Verify, AcceptsProofsAndRefutationsAfterARoundTrip) {
  for (const std::string& text : {kContact, kStrictOpen, kHalfInteger, kFalse}) {
    const Certificate certificate = certificate_of(text);
    EXPECT_EQ(rejection(certificate), "") << text;
    const kernel::Accepted accepted = kernel::verify(certificate);
    EXPECT_EQ(accepted.verdict, text == kFalse ? Verdict::refuted : Verdict::proved);
    EXPECT_EQ(accepted.claim_id, "c");
  }
}

TEST(Verify, RejectsAClaimMovedPastTheTruth) {
  EXPECT_NE(rejection(with_claim(certificate_of(kContact), "log(1 + e)", "log(1 + e) - 1/1000000")), "");
  EXPECT_NE(rejection(with_claim(certificate_of(kHalfInteger), "2^(-3/2)", "2^(-3/2)*999999/1000000")), "");
  EXPECT_NE(rejection(with_claim(certificate_of(kFalse), "e^2 >= e", "e^2 <= e")), "");
}

TEST(Verify, RejectsAStretchedDomain) {
  EXPECT_NE(rejection(with_claim(certificate_of(kContact), "[0, 1]", "[-1/2, 1]")), "");
  EXPECT_NE(rejection(with_claim(certificate_of(kStrictOpen), "[-1, 1)", "[-1, 1]")), "");
}

TEST(Verify, RejectsStrictnessFlippedAtAContact) {
  EXPECT_NE(rejection(with_claim(certificate_of(kContact), "<=", "<")), "");
  EXPECT_NE(rejection(with_claim(certificate_of(kHalfInteger), "<=", "<")), "");
}

Certificate with_proof(const std::string& text, Step proof) {
  Certificate out = certificate_of(text);
  out.proof = std::move(proof);
  return out;
}
Step boxes(const std::string& words) { return {"boxes", words, {}}; }

TEST(Verify, RejectsWhenAStepIsTakenAway) {
  const Certificate c = with_proof(kContact, boxes("64 40 1000 8 e 0"));
  ASSERT_EQ(rejection(c), "");
  const Step half = boxes("64 40 20000 8 t 0");
  ASSERT_EQ(rejection(with_proof(kHalfInteger, {"cosine", "", {half, half}})), "");
  Certificate wrong_point = c, no_point = c;
  wrong_point.inhabitant = {{"e", Rational(2)}};
  no_point.inhabitant.clear();
  for (const Certificate& mutant :
       {with_proof(kContact, boxes("64 40 1000 8")), with_proof(kContact, boxes("64 40 1000 0 e 0")), wrong_point, no_point,
        with_proof(kContact, {"boxes", "64 40 1000 8 e 0", {boxes("64 40 1000 8 e 0")}}), with_proof(kContact, boxes("64 40 1000 8 f 0")),
        with_proof(kHalfInteger, {"cosine", "", {boxes("64 0 20000 8 t 0"), half}}),
        with_proof(kHalfInteger, {"cosine", "", {boxes("64 40 1 8 t 0"), half}}), with_proof(kHalfInteger, {"cosine", "", {half}}),
        with_proof(kHalfInteger, {"cosine", "", {half, half, half}}), with_proof(kHalfInteger, boxes("64 40 20000 8 rho 1"))}) {
    EXPECT_NE(rejection(mutant), "") << write_certificate(mutant);
  }
}

TEST(Verify, RejectsAWitnessThatIsNone) {
  Certificate c = certificate_of(kFalse);
  c.witness = {{"e", Rational(1)}};
  EXPECT_NE(rejection(c), "");
  c.witness = {{"e", Rational(5)}};
  EXPECT_NE(rejection(c), "");
  c.witness = {{"x", Rational(1, 2)}};
  EXPECT_NE(rejection(c), "");
  Certificate claimed_proof = certificate_of(kContact);
  claimed_proof.verdict = Verdict::refuted;
  claimed_proof.witness = {{"e", Rational(1, 2)}};
  EXPECT_NE(rejection(claimed_proof), "");
}

TEST(Verify, RejectsEveryTruncation) {
  const std::string text = write_certificate(certificate_of(kContact));
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_NE(rejection_of_text(text.substr(0, length)), "") << length;
  }
  EXPECT_EQ(rejection_of_text(text + "more"), "there is text after 'end'");
}

// A changed byte may leave a valid certificate (more depth is no harm), but never one of another claim.
TEST(Verify, AChangedByteNeverProvesAnotherClaim) {
  const Certificate original = certificate_of(kContact);
  const std::string text = write_certificate(original);
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string mutant = text;
    mutant[random() % mutant.size()] = static_cast<char>(random() % 256);
    try {
      const Certificate read = read_certificate(mutant);
      kernel::verify(read);
      EXPECT_EQ(read.claim_text, original.claim_text) << mutant;
      EXPECT_EQ(read.verdict, original.verdict) << mutant;
    } catch (const Rejected& reason) {
      EXPECT_STRNE(reason.what(), "");
    }
  }
}

TEST(Verify, RejectsWhatIsNoCertificate) {
  EXPECT_NE(rejection_of_text(""), "");
  EXPECT_NE(rejection_of_text(std::string(1 << 20, '\0')), "");
  EXPECT_NE(rejection_of_text("certibound certificate 2\n"), "");
  Certificate measure;
  measure.claim_text = "claim c { measure 1 }\n";
  measure.proof = boxes("64 1 1 0");
  EXPECT_EQ(rejection(measure), "only a 'show' claim can be proved or refuted");
  Certificate broken;
  broken.claim_text = "claim c { show 1 < }\n";
  broken.proof = boxes("64 1 1 0");
  EXPECT_NE(rejection(broken).find("cannot be read"), std::string::npos);
}

TEST(Sha256, IsThatOfTheStandard) {
  // FIPS 180-4, examples of NIST
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace certibound
