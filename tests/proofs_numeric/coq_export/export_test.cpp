// What a certificate is turned into for Coq: the statement as the claim has it, the same text each time, or a refusal.
#include <certibound/coq_export/export.hpp>

#include <gtest/gtest.h>

namespace certibound::coq_export {
namespace {

Certificate refuted(const std::string& claim, std::vector<NamedRational> witness) {
  Certificate out;
  out.claim_text = claim;
  out.verdict = Verdict::refuted;
  out.witness = std::move(witness);
  return out;
}

Certificate proved(const std::string& claim, Step proof = {.rule = "boxes", .words = "64 20 500 0", .premises = {}}) {
  Certificate out;
  out.claim_text = claim;
  out.proof = std::move(proof);
  return out;
}

std::string theorem(const std::string& text) {
  const std::size_t at = text.find("Theorem ");
  return text.substr(at, text.find(".\nProof.", at) - at);
}

std::string reason(const Certificate& certificate) {
  try {
    coq_text(certificate);
  } catch (const NotExportable& refusal) {
    return refusal.what();
  }
  return "";
}

TEST(CoqExport, StatesClosedOpenAndStrictAsTheClaimDoes) {
  EXPECT_EQ(theorem(coq_text(proved("claim a { forall x in [0, 1) show x < 2 }"))),
            "Theorem claim_a : forall (x : R), 0 <= x < 1 -> x < 2");
  EXPECT_EQ(theorem(coq_text(proved("claim a { forall x in (-1/2, 1] show x <= 2 }"))),
            "Theorem claim_a : forall (x : R), (-1 / 2) < x <= 1 -> x <= 2");
  EXPECT_EQ(theorem(coq_text(proved("claim a { forall x in (0, oo) show x > -1 }"))),
            "Theorem claim_a : forall (x : R), 0 < x -> (-1) < x");
}

TEST(CoqExport, StatesHypothesesIntegersAndConnectives) {
  EXPECT_EQ(theorem(coq_text(proved("claim a.b { forall integer n >= 1, x in [0, n] assume x != 1 show x <= n and n > 0 }"))),
            "Theorem claim_a_b : forall (n : Z) (x : R), 1 <= IZR n -> 0 <= x <= IZR n -> x <> 1 -> x <= IZR n /\\ 0 < IZR n");
}

TEST(CoqExport, RefutesByTheWholeClaimNegated) {
  const std::string text = coq_text(refuted("claim a { forall x in [0, 1], integer m in 1..3 show x < m/2 }",
                                            {{"x", Rational(3, 4)}, {"m", Rational(1)}}));
  EXPECT_EQ(theorem(text), "Theorem claim_a : ~ (forall (x : R) (m : Z), 0 <= x <= 1 -> 1 <= IZR m <= 3 -> x < IZR m / 2)");
  EXPECT_NE(text.find("specialize (H (3 / 4) (1)%Z)."), std::string::npos) << text;
}

TEST(CoqExport, KeepsThePapersNotation) {
  EXPECT_EQ(theorem(coq_text(refuted("claim a { forall rho in [-1, 1] show Rhat(rho) >= (1 - rho)^(3/2)*acos(rho) - e_ }",
                                     {{"rho", Rational(0)}}))),
            "Theorem claim_a : ~ (forall (rho : R), (-1) <= rho <= 1 -> "
            "rpow (1 - rho) (3 / 2) * acos rho - exp 1 <= Rhat rho)");
}

TEST(CoqExport, ProtectsTheWordsOfCoq) {
  EXPECT_EQ(theorem(coq_text(refuted("claim a { forall R in [0, 1], fun in [0, 1] show R < fun }",
                                     {{"R", Rational(1)}, {"fun", Rational(0)}}))),
            "Theorem claim_a : ~ (forall (R_ : R) (fun_ : R), 0 <= R_ <= 1 -> 0 <= fun_ <= 1 -> R_ < fun_)");
  const std::string text = coq_text(refuted("claim a { show 1*(1) == 2 # (* \" \n }", {}));
  EXPECT_EQ(text.find('"'), std::string::npos) << text;
}

TEST(CoqExport, GivesTheSameTextEachTime) {
  const Certificate c = proved("claim a { forall x in [0, 1] show exp(x) >= 1 + x }", {.rule = "boxes", .words = "64 20 500 4 x 0", .premises = {}});
  EXPECT_EQ(coq_text(c), coq_text(c));
  EXPECT_NE(coq_text(c).find("chain_from_left no_params"), std::string::npos) << coq_text(c);
}

TEST(CoqExport, RefusesWithAReason) {
  EXPECT_EQ(reason(proved("claim a { forall x in [1, 2] show gamma(x) > 0 }")), "gamma functions are not written for Coq");
  EXPECT_EQ(reason(proved("claim a { show integral(x, x, 0, 1) == 1/2 }")), "'integral' is not written for Coq");
  EXPECT_EQ(reason(proved("claim a { show cbrt(8) == 2 }")), "cube roots are not written for Coq");
  EXPECT_EQ(reason(proved("claim a { show 1 < }")).substr(0, 45), "the claim in the certificate cannot be read: ");
  EXPECT_EQ(reason(proved("claim a { forall x in [0, 1] show x >= 0 }", {.rule = "guess", .words = "", .premises = {}})), "'guess' is not a rule");
}

}  // namespace
}  // namespace certibound::coq_export
