// The reader of SMT-LIB scripts: any bytes give questions or a SyntaxError of the script's own, and every claim made is read
// again from its text.
#include <certibound/language/parser.hpp>
#include <certibound/smt/script.hpp>

#include "promise.hpp"

using namespace certibound;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<smt::Question> questions;
  try {
    questions = smt::read_script({"fuzz.smt2", std::string(reinterpret_cast<const char*>(data), size)}, "fuzz");
  } catch (const language::SyntaxError& error) {
    PROMISE(std::string(error.what()).starts_with("fuzz.smt2:"));
    return 0;
  }
  for (const smt::Question& question : questions) {
    const language::Document again = language::parse_document({"again", question.claim.text});
    PROMISE(again.claims.size() == 1 && again.claims[0].text == question.claim.text);
    PROMISE(again.claims[0].show && again.claims[0].hypotheses.parts.empty());
  }
  return 0;
}
