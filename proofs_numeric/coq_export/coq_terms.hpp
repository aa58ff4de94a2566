// Terms, conditions and claims as text of Coq. Internal to this room.
#pragma once

#include <certibound/language/claim.hpp>

#include <string>
#include <vector>

namespace certibound::coq_export {

using language::Claim;
using language::Condition;
using language::NodeId;
using language::Terms;

// How powers with a half-integer exponent are written: x^(3/2) is `rpow x (3 / 2)` in a statement, as the paper has it,
// and `sqrt x ^ 3` in a lemma.
// Other exponents y give `exp (y * ln x)` in a lemma.
enum class Powers { as_printed, by_roots };

// Every function below throws NotExportable for what Coq has no word for here.

// 1 / 2, (-3), 7: of Coq's real numbers; `atom` in parentheses where it is more than one word.
std::string rational_text(const Rational& value, bool atom = false);
// (3 # 2)%Q
std::string rational_data(const Rational& value);
// variables[i] is the text of variable i.
std::string real_text(const Terms& terms, NodeId root, const std::vector<std::string>& variables,
                      Powers powers = Powers::by_roots);
// Parts of a term that are not smooth, but do not depend on the variable: P first, P (first + 1), ...
struct Constants {
  std::size_t first = 0;
  std::vector<NodeId> terms = {};
};
// The term as data of Expr.v in variable `own`; the other variables are P 0, P 1, ... in their order. Absolute values, maxima,
// minima, roots, acos, asin and Rhat of what does not depend on it are added to the constants, if there is a place for them.
std::string data_text(const Terms& terms, NodeId root, std::size_t own, Constants* constants = nullptr);
std::string condition_text(const Terms& terms, const Condition& condition, const std::vector<std::string>& variables,
                           Powers powers = Powers::by_roots);

// The variables of a claim as bound in Coq, none of them a word of Coq or of the library, and as real numbers (IZR n).
std::vector<std::string> bound_names(const Claim& claim);
std::vector<std::string> real_names(const Claim& claim);
// "forall (x : R) (n : Z), "; empty without variables.
std::string binders(const Claim& claim);
// Bounds and hypotheses in their order, without those that are `True`.
std::vector<std::string> premises_text(const Claim& claim, Powers powers = Powers::by_roots);
// forall ..., bounds -> hypotheses -> goal
std::string statement(const Claim& claim, Powers powers = Powers::by_roots);

}  // namespace certibound::coq_export
