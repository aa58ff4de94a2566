// Certificate: what a proof or a refutation comes to as data, and its text. No arithmetic happens here.
//
// The format is line-oriented and does not grow with the bisection: a proof names the precision, the depth and the points
// where both sides meet, and the checker redoes the bisection from them.
//
//   certibound certificate 1
//   sha256 3f0c...                    of the claim's text, byte for byte
//   claim 154                         the number of bytes that follow
//   paper ...
//   end claim
//   verdict proved                    or: verdict refuted
//   bits 64                           working precision of every box (of the witness, at most)
//   depth 40                          bisections allowed below the first cuts
//   boxes 100000                      boxes allowed in all
//   taylor 8                          highest order of an expansion at a contact
//   uniformise 0                      1: the claim is taken in t, for rho = cos t and for rho = -cos t
//   contact e 0                       the domain is cut here, and expansions are tried at these ends
//   inhabitant e 1/2                  a point of the domain that satisfies the hypotheses
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

struct Certificate {
  std::string claim_text;
  Verdict verdict = Verdict::proved;  // proved or refuted
  Precision bits = 64;
  int depth = 0;
  long boxes = 0;
  int taylor = 0;
  bool uniformise = false;
  std::vector<NamedRational> contacts;
  std::vector<NamedRational> inhabitant;
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
inline constexpr int kMaxCertificateDepth = 200;
inline constexpr long kMaxCertificateBoxes = 10'000'000;
inline constexpr int kMaxCertificateTaylor = 32;
inline constexpr std::size_t kMaxCertificatePoints = 1'000;  // lines `contact`, `inhabitant` or `witness` each

}  // namespace certibound
