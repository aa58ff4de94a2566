// Which asserts bound one variable, and what is left. Internal to this room.
#pragma once

#include "claim_text.hpp"

namespace certibound::smt {

// One end of a range; of an integer variable whole and closed.
struct End {
  Rational value;
  bool open = false;
};

struct Bounds {
  std::optional<End> lower, upper;
};

// A Boolean formula to be taken as it is, or negated.
struct Literal {
  Id formula = -1;
  bool positive = true;
};

// asserts  <=>  every variable lies in its bounds, and every literal of `rest` holds. No bounds are empty.
struct Split {
  std::vector<Bounds> bounds;  // by variable
  std::vector<Literal> rest;
};

Split split_bounds(const Formulas& formulas, const std::vector<Variable>& variables, const std::vector<Id>& asserts);

}  // namespace certibound::smt
