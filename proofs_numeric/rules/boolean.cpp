// Goals made of several comparisons.
#include "rules.hpp"

namespace certibound::rules {
namespace {

// A condition under which every expression of `condition` has a value: the conjunction of E == E.
void collect_defined(const Condition& condition, std::vector<Condition>& out) {
  if (condition.kind == Condition::Kind::compare) {
    out.push_back(Condition::compare(condition.left, Relation::equal, condition.left));
    out.push_back(Condition::compare(condition.right, Relation::equal, condition.right));
  }
  for (const Condition& part : condition.parts) collect_defined(part, out);
}

Claim with_show(const Claim& goal, Condition show) {
  Claim out = goal;
  out.show = std::move(show);
  return out;
}

std::size_t number_of(const Words& words, std::size_t count) {
  ENSURE(words.size() == 1 && !words[0].empty() && words[0].size() < 7, "the rule wants the number of a part");
  std::size_t out = 0;
  for (const char c : words[0]) {
    ENSURE(c >= '0' && c <= '9', "the rule wants the number of a part");
    out = 10 * out + static_cast<std::size_t>(c - '0');
  }
  ENSURE(out < count, "there is no part of this number");
  return out;
}

}  // namespace

//   P_1;  ...;  P_n
//   ----------------
//   P_1 and ... and P_n
Claims conjunction(const Claim& goal, const Words& words) {
  ENSURE(words.empty(), "the rule has no words");
  ENSURE(goal.show->kind == Condition::Kind::all_of && !goal.show->parts.empty(), "the goal is no conjunction");
  Claims out;
  for (const Condition& part : goal.show->parts) out.push_back(with_show(goal, part));
  return out;
}

//   P_k;  the other parts have values
//   ----------------------------------
//   P_1 or ... or P_n
Claims disjunct(const Claim& goal, const Words& words) {
  ENSURE(goal.show->kind == Condition::Kind::any_of, "the goal is no disjunction");
  const std::size_t k = number_of(words, goal.show->parts.size());
  Condition others{.kind = Condition::Kind::all_of, .parts = {}};
  for (std::size_t i = 0; i < goal.show->parts.size(); ++i) {
    if (i != k) collect_defined(goal.show->parts[i], others.parts);
  }
  return {with_show(goal, goal.show->parts[k]), with_show(goal, others)};
}

//   P_1, ..., P_(n-1) are not satisfied |- P_n, for the part k = n;  the other parts have values
//   ---------------------------------------------------------------------------------------------
//   P_1 or ... or P_n
Claims suppose(const Claim& goal, const Words& words) {
  ENSURE(goal.show->kind == Condition::Kind::any_of, "the goal is no disjunction");
  const std::size_t k = number_of(words, goal.show->parts.size());
  Condition others{.kind = Condition::Kind::all_of, .parts = {}};
  Condition assumed{.kind = Condition::Kind::all_of, .parts = {goal.hypotheses}};
  for (std::size_t i = 0; i < goal.show->parts.size(); ++i) {
    if (i == k) continue;
    collect_defined(goal.show->parts[i], others.parts);
    assumed.parts.push_back(negation(goal.show->parts[i]));
  }
  Claim main = with_show(goal, goal.show->parts[k]);
  main.hypotheses = std::move(assumed);
  return {std::move(main), with_show(goal, others)};
}

}  // namespace certibound::rules
