// What language::decide_on_box would say of a box, told in doubles. Untrusted: it proposes where a bisection would end.
#pragma once

#include "double_range.hpp"

#include <certibound/language/decide.hpp>
#include <certibound/language/truth.hpp>

#include <map>
#include <vector>

namespace certibound::prover {

// The rules of language::decide_on_box, in its order: natural enclosure, mean-value form, reduction to a face; for a claim in
// one variable Taylor expansion at a contact or about the middle. Never says `undefined`.
class DoubleDecider {
 public:
  // REQUIRES: the arguments outlive the object.
  DoubleDecider(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts);

  // Whether the rules above are all that could decide: the functions are known, no goal follows from algebra or a hypothesis.
  bool usable() const { return usable_; }

  language::Decision on(const language::Box& box);

 private:
  using Values = std::vector<DoubleRange>;

  language::Truth atom_on(std::size_t atom, const language::Box& box, const Values& variables, const DoubleRange& natural);
  bool by_slopes(std::size_t atom, const Values& variables, language::Sign sign, bool may_reduce) const;
  bool by_monotonicity(std::size_t atom, const Values& variables, const Values& slopes, language::Sign sign) const;
  bool by_taylor(std::size_t atom, const language::Side& side, const DoubleRange& x);
  bool taylor_at_end(std::size_t atom, const Rational& end, bool at_lo, bool excluded, const DoubleRange& x);
  int vanishing_order(std::size_t atom, const Rational& at);

  const language::Problem& problem_;
  const language::Method& method_;
  const language::Contacts& contacts_;
  bool usable_ = false;
  std::map<std::pair<std::size_t, Rational>, int> orders_;  // of the contacts; 0: none that is known
};

}  // namespace certibound::prover
