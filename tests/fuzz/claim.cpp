// The reader of the claim language: any bytes give a document or a SyntaxError. What is read has a text of its own that is
// read again as the same claim, since certificates rest on that; and its normal form can be made, or its domain is refused.
#include <certibound/language/parser.hpp>
#include <certibound/language/problem.hpp>

#include "promise.hpp"

using namespace certibound;

namespace {

void check(const language::Claim& claim) {
  const language::Document again = language::parse_document({"again", claim.text});
  PROMISE(again.claims.size() == 1);
  PROMISE(again.claims[0].id == claim.id);
  PROMISE(again.claims[0].text == claim.text);
  PROMISE(again.claims[0].terms.size() == claim.terms.size());
  if (!claim.show) return;
  try {
    const language::Problem problem(claim);
    PROMISE(problem.names().size() == claim.variables.size());
  } catch (const language::BadDomain&) {
  } catch (const language::TooLarge&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const language::Claim& claim : language::parse_document({"fuzz", text}).claims) check(claim);
  } catch (const language::SyntaxError& error) {
    PROMISE(error.line() >= 1 && error.column() >= 1);
  }
  return 0;
}
