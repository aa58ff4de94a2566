// The reader of certificates and the trusted checker: any bytes are accepted or rejected with a reason.
//
// The bytes are taken as a certificate, and once more with the length and the hash of the claim put right, since otherwise
// no mutant would come past the hash: the text up to a line "end claim" is the claim. Work is limited by cutting down the
// numbers of the certificate. What is accepted is accepted again from its own text, and a claim accepted as proved does not
// certainly fail at any of some points of its domain.
#include <certibound/kernel/verify.hpp>
#include <certibound/language/decide.hpp>
#include <certibound/language/parser.hpp>

#include <algorithm>
#include <sstream>

#include "promise.hpp"

using namespace certibound;

namespace {

std::string with_hash(const std::string& text) {
  const std::string mark = "end claim\n";
  const std::size_t end = text.find(mark);
  if (end == std::string::npos) return text;
  std::size_t start = text.find("claim ");
  start = start > end ? 0 : text.find('\n', start) + 1;
  const std::string claim = text.substr(start, end - start);
  return "certibound certificate 2\nsha256 " + sha256(claim) + "\nclaim " + std::to_string(claim.size()) + "\n" + claim +
         text.substr(end);
}

void check_points(const Certificate& certificate) {
  const language::Claim claim = language::parse_document({"again", certificate.claim_text}).claims.at(0);
  const language::Problem problem(claim);
  for (const Rational& value : {Rational(0), Rational(1), Rational(-1), Rational(1, 2), Rational(1, 3), Rational(7, 2)}) {
    const std::vector<Rational> point(claim.variables.size(), value);
    PROMISE(decide_at_point(problem, point, 128) != language::Decision::fails);
  }
}

// The numbers of every leaf "boxes BITS DEPTH COUNT ORDER ...", cut down; what is no such leaf stays as it is.
void limit(Step& step) {
  if (step.rule == "boxes") {
    std::istringstream in(step.words);
    long bits = 0, depth = 0, count = 0, order = 0;
    if (in >> bits >> depth >> count >> order) {
      std::string rest;
      std::getline(in, rest);
      step.words = std::to_string(std::min(bits, 128L)) + " " + std::to_string(std::min(depth, 10L)) + " " +
                   std::to_string(std::min(count, 200L)) + " " + std::to_string(std::min(order, 4L)) + rest;
    }
  }
  for (Step& premise : step.premises) limit(premise);
}

void verify(const std::string& text) {
  try {
    Certificate certificate = read_certificate(text);
    PROMISE(write_certificate(certificate) == text);
    certificate.bits = std::min<Precision>(certificate.bits, 128);
    limit(certificate.proof);
    const kernel::Accepted accepted = kernel::verify(certificate);
    const kernel::Accepted again = kernel::verify(read_certificate(write_certificate(certificate)));
    PROMISE(accepted.verdict == again.verdict && accepted.claim_id == again.claim_id);
    if (accepted.verdict == Verdict::proved) check_points(certificate);
  } catch (const Rejected& reason) {
    PROMISE(*reason.what() != '\0');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  verify(text);
  verify(with_hash(text));
  return 0;
}
