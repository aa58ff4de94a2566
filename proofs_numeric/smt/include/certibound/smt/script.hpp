// SMT-LIB 2 scripts (.smt2) as claims: a second front end to the claim language. Not trusted.
//
// A `check-sat` asks whether the asserts so far have a solution. The claim made from it says that they have none:
//   forall (the domain of the variables) : not (all asserts)
// so that `proved` answers unsat and `refuted` answers sat, with the witness as the solution. The domain is read from the
// asserts that bound one variable by a number; every other assert stands in the goal. The claim is made as text and read
// by language::parse_document, so that a certificate holds the very claim that was decided; that this text says what the
// script says is the promise of this room, held by its tests and not by the trusted checker.
//
// Semantics: SMT-LIB leaves x/0, log(-1) and the like open; here a claim with an expression that is undefined somewhere on
// its domain is ill-posed, and the answer is unknown. What is answered holds for every reading of the open values.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/language/diagnostic.hpp>
#include <certibound/verdict/verdict.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certibound::smt {

inline constexpr std::size_t kMaxExpressions = 1'000'000;  // atoms and lists of one script
inline constexpr int kMaxDepth = 500;                      // of a term, `let` bodies not counted

enum class Answer { sat, unsat, unknown };

// "sat", "unsat", "unknown".
std::string_view to_string(Answer answer);
// The word for the verdict on the claim: unsat for proved, sat for refuted, else unknown.
Answer answer_of(Verdict verdict);

// One `check-sat`.
struct Question {
  language::Claim claim;
  std::size_t line = 0;            // of the check-sat, from 1
  std::optional<Answer> status;    // what the last (set-info :status ...) before it says
  std::size_t status_line = 0;
};

// The questions of a script in order; their claims are called `id`, or id.1, id.2, ... where there are several.
// Throws language::SyntaxError with line and column for anything that is not read.
std::vector<Question> read_script(const language::Source& source, const std::string& id);

// A file name as an id of the language: "ex-1.smt2" is ex_1.
std::string id_of_file(std::string_view file_name);

}  // namespace certibound::smt
