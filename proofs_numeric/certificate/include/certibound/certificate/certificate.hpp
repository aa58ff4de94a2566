// Certificate: what a proof or a refutation comes to as data, and its text. No arithmetic happens here.
//
// A proof is a tree. Each step names a rule of inference (rules/README.md lists them) with its words; what it leaves to
// show are its premises, in the order the rule states them. A leaf is the rule `boxes`: a bisection that the checker does
// again. The format is line-oriented and does not grow with the bisection.
//
//   certibound certificate 2
//   sha256 3f0c...                    of the claim's text, byte for byte
//   claim 154                         the number of bytes that follow
//   paper ...
//   end claim
//   verdict proved                    or: verdict refuted
//   bits 64                           the highest working precision of a box (of the witness, at most)
//   inhabitant e 1/2                  proved only: a point of the domain that satisfies the hypotheses
//   climb e lower                     a step; its premises follow, each indented by one blank more
//    boxes 64 0 1 0                   precision, depth below the first cuts, number of boxes, order of expansions,
//    boxes 64 0 1 0                   then the points where the domain is cut: e 0 e 1/2
//    boxes 64 12 500 8 e 0
//   witness e 1/3                     refuted only: the point where the claim fails
//   end
#pragma once

#include <certibound/interval/rational.hpp>
#include <certibound/verdict/verdict.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certibound {

using NamedRational = std::pair<std::string, Rational>;

struct Step {
  std::string rule;
  std::string words;  // what stands behind the rule's name on its line; may be empty
  std::vector<Step> premises;
};

struct Certificate {
  std::string claim_text;
  Verdict verdict = Verdict::proved;  // proved or refuted
  Precision bits = 64;
  std::vector<NamedRational> inhabitant;
  Step proof;
  std::vector<NamedRational> witness;
};

// Anything that keeps a certificate from being accepted; what() is the reason.
struct Rejected : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Lower-case hexadecimal SHA-256 (FIPS 180-4) of the bytes.
std::string sha256(std::string_view bytes);

std::string write_certificate(const Certificate& certificate);

// Throws Rejected for any text that write_certificate would not have written: unknown, missing, repeated or disordered
// lines, numbers out of range, a claim text that does not match its length or hash, anything after `end`.
Certificate read_certificate(std::string_view text);

// Largest values a certificate may ask for; the checker's time and memory are bounded by them.
inline constexpr Precision kMaxCertificateBits = 4096;
inline constexpr std::size_t kMaxCertificatePoints = 1'000;  // lines `inhabitant` or `witness` each
inline constexpr std::size_t kMaxCertificateSteps = 10'000;
inline constexpr std::size_t kMaxCertificateNesting = 200;  // of steps

}  // namespace certibound
