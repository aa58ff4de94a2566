// What the tests of the rules share: claims and proofs from text, premises as text, the checker's answer.
#pragma once

#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/rules/rules.hpp>

#include <string>
#include <vector>

namespace certibound::rules::test {

inline language::Claim claim_of(const std::string& body) {
  return language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0);
}

// "climb x lower" as a step without premises.
inline Step step_of(const std::string& line) {
  const std::size_t blank = std::min(line.find(' '), line.size());
  return {line.substr(0, blank), line.substr(std::min(blank + 1, line.size())), {}};
}

// Why the rule does not apply; empty if it does.
inline std::string rejection(const std::string& body, const std::string& step) {
  try {
    premises(claim_of(body), step_of(step));
    return "";
  } catch (const Rejected& reason) {
    return reason.what();
  }
}

inline std::string text_of(const language::Claim& claim, const language::Condition& condition) {
  static constexpr const char* kRelations[] = {" < ", " <= ", " == ", " != "};
  const auto names = claim.variable_names();
  if (condition.kind == language::Condition::Kind::compare) {
    return to_text(claim.terms, condition.left, names) + kRelations[static_cast<std::size_t>(condition.relation)] +
           to_text(claim.terms, condition.right, names);
  }
  std::string out;
  for (const language::Condition& part : condition.parts) {
    const std::string text = text_of(claim, part);
    if (text.empty()) continue;
    out += (out.empty() ? "" : condition.kind == language::Condition::Kind::all_of ? " and " : " or ") + text;
  }
  return out;
}

// "x in [0, 1), y in [0, x] | y <= 1/2 |- 0 <= x - y"
inline std::string text_of(const language::Claim& claim) {
  std::string out;
  const auto names = claim.variable_names();
  const auto end = [&](const language::Bound& bound) {
    return bound.value ? to_text(claim.terms, *bound.value, names) : std::string("oo");
  };
  for (const language::Variable& v : claim.variables) {
    out += (out.empty() ? "" : ", ") + std::string(v.integer ? "integer " : "") + v.name + " in " +
           (v.lower.open || !v.lower.value ? "(" : "[") + (v.lower.value ? "" : "-") + end(v.lower) + ", " + end(v.upper) +
           (v.upper.open || !v.upper.value ? ")" : "]");
  }
  const std::string given = text_of(claim, claim.hypotheses);
  if (!given.empty()) out += " | " + given;
  return out + " |- " + text_of(claim, *claim.show);
}

inline std::vector<std::string> premise_texts(const std::string& body, const std::string& step) {
  std::vector<std::string> out;
  for (const language::Claim& premise : premises(claim_of(body), step_of(step))) out.push_back(text_of(premise));
  return out;
}

// Why the checker does not accept the proof, written as in a certificate; empty if it does.
inline std::string unproved(const std::string& body, const std::string& inhabitant, const std::string& proof) {
  const std::string claim = "claim c { " + body + " }\n";
  std::string points;
  for (std::size_t at = 0; at < inhabitant.size();) {  // "x 1, y 2"
    const std::size_t end = std::min(inhabitant.find(", ", at), inhabitant.size());
    points += "inhabitant " + inhabitant.substr(at, end - at) + "\n";
    at = end + 2;
  }
  try {
    kernel::verify(read_certificate("certibound certificate 2\nsha256 " + sha256(claim) + "\nclaim " +
                                    std::to_string(claim.size()) + "\n" + claim + "end claim\nverdict proved\nbits 64\n" +
                                    points + proof + "end\n"));
    return "";
  } catch (const Rejected& reason) {
    return reason.what();
  }
}

}  // namespace certibound::rules::test
