// Kleene evaluation of a formula whose atoms are certainly true, certainly false, or neither.
#pragma once

#include <certibound/language/problem.hpp>

#include <algorithm>

namespace certibound::language {

enum class Truth { no, maybe, yes };

// atom_truth(i) is the truth of atom i; atoms that cannot change the outcome any more are not asked.
template <typename AtomTruth>
Truth truth_of(const Formula& formula, AtomTruth atom_truth) {
  if (formula.kind == Condition::Kind::compare) return atom_truth(formula.atom);
  const bool all = formula.kind == Condition::Kind::all_of;
  Truth out = all ? Truth::yes : Truth::no;
  for (const Formula& part : formula.parts) {
    const Truth t = truth_of(part, atom_truth);
    out = all ? std::min(out, t) : std::max(out, t);
    if (out == (all ? Truth::no : Truth::yes)) break;
  }
  return out;
}

}  // namespace certibound::language
