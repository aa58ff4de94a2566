// From the asserts of a script to the text of a claim. Internal to this room.
#pragma once

#include "formula.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace certibound::smt {

enum class Sort { real, integer, boolean };  // a Boolean is an integer from 0 to 1; b stands for b == 1

struct Variable {
  std::string name;
  Sort sort = Sort::real;
  std::size_t offset = 0;  // of its declaration
};

// An integer variable whose asserts give no lower bound.
struct UnboundedInteger : std::runtime_error {
  explicit UnboundedInteger(std::size_t v) : std::runtime_error("no lower bound"), variable(v) {}
  std::size_t variable;
};

// The claim `id` that the asserts have no solution; `at` says where they are from.
//   forall (domain) show not (the asserts that are no bounds)
// Domain and goal together say exactly the asserts: a variable that only has bounds, which some number satisfies, is left
// out; bounds that exclude each other stay in the goal. Real terms that are shared or deep become definitions, since the
// text of a formula with shared parts may be exponentially longer. Throws language::TooLarge, UnboundedInteger.
std::string claim_text(Formulas& formulas, const std::vector<Variable>& variables, const std::vector<Id>& asserts,
                       const std::string& id, const std::string& at);

}  // namespace certibound::smt
