// A polynomial inequality by an identity: what is multiplied by something positive to a sum of squares is not negative.
#include "rules.hpp"

#include <certibound/language/algebra.hpp>

#include <algorithm>

namespace certibound::rules {

namespace {

// The factors of a weight as it is written, each once; numbers among them are not negative.
void collect_factors(const Terms& t, NodeId w, std::vector<NodeId>& out) {
  if (t[w].op == Op::mul) {
    collect_factors(t, t[w].a, out);
    return collect_factors(t, t[w].b, out);
  }
  const Rational* number = t.as_rational(w);
  ENSURE(number == nullptr || *number >= 0, "a factor of a weight is a number below zero");
  if (number == nullptr && std::find(out.begin(), out.end(), w) == out.end()) out.push_back(w);
}

}  // namespace

// squares {M} [{c} {w} {q}]...
//   M > 0;  F has values;  S = sum of c w q^2 has values;  g >= 0 for each factor g of a weight w that is no number
//   ---------------------------------------------------------------------------------------------------------------
//   F >= 0, where F M = S by algebra, each c is a number > 0, and no number among the factors of a weight is < 0
// For F > 0 another premise: the first summand c w q^2 > 0.
// At a point of the domain where all premises hold, F, M and S have values there, so F M = S >= 0 (> 0) and M > 0. Nothing is
// asked of the domain: where M or a weight has the wrong sign, or no value, its premise is false.
Claims squares(const Claim& goal, const Words& words) {
  ENSURE(!words.empty() && words.size() % 3 == 1, "the words are: {M}, then {c} {w} {q} for each summand");
  Claim own = goal;
  const Difference d = difference_of(own);
  Terms& t = own.terms;
  const NodeId multiplier = read_term(own, words[0]);
  std::vector<NodeId> factors, summands;
  NodeId sum = t.rational(0);
  for (std::size_t k = 1; k < words.size(); k += 3) {
    const NodeId c = read_term(own, words[k]), w = read_term(own, words[k + 1]), q = read_term(own, words[k + 2]);
    ENSURE(t.as_rational(c) != nullptr && *t.as_rational(c) > 0, "a coefficient is no number above zero");
    collect_factors(t, w, factors);
    summands.push_back(t.apply(Op::mul, t.apply(Op::mul, c, w), t.power(q, 2)));
    sum = t.apply(Op::add, sum, summands.back());
  }
  ENSURE(!d.strict || !summands.empty(), "a strict goal wants a summand");
  ENSURE(language::vanishes_identically(t, t.apply(Op::sub, t.apply(Op::mul, d.f, multiplier), sum)),
         "the sum is not the difference of the goal times the multiplier, as far as algebra shows");
  Claims out{to_show(own, multiplier, true), to_show_defined(own, d.f), to_show_defined(own, sum)};
  for (const NodeId g : factors) out.push_back(to_show(own, g, false));
  if (d.strict) out.push_back(to_show(own, summands.front(), true));
  return out;
}

}  // namespace certibound::rules
