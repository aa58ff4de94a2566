// Where both sides may meet: the points the bisection could not get past, if a difference vanishes there exactly.
#include "search.hpp"

#include <algorithm>

namespace certibound::prover {
namespace {

bool vanishes(const language::Problem& problem, const std::vector<Rational>& point) {
  const auto values = evaluate_exactly(problem.goal_program(), point);
  return std::any_of(values.begin(), values.end(), [](const language::Exact& v) { return v.is_zero(); });
}

// The finite ends of the side, and the simplest rational near it.
std::vector<Rational> suspects(const language::Side& left, const language::Side& domain) {
  std::vector<Rational> out;
  if (!left.lo_infinite) out.push_back(left.lo);
  if (!left.hi_infinite) out.push_back(left.hi);
  if (!left.lo_infinite && !left.hi_infinite) {
    const Rational slack = left.hi - left.lo;
    out.push_back(simplest_between(left.lo, left.hi));
    out.push_back(simplest_between(left.lo - slack, left.hi + slack));
  }
  if (!domain.lo_infinite) out.push_back(domain.lo);
  if (!domain.hi_infinite) out.push_back(domain.hi);
  return out;
}

}  // namespace

language::Contacts find_contacts(const language::Problem& problem, const std::vector<language::Box>& left) {
  const language::Box& domain = problem.domain();
  language::Contacts contacts(domain.size());
  if (domain.size() != 1) return contacts;  // one variable: the only case the Taylor rule reaches
  std::vector<Rational> tried;
  for (const language::Box& box : left) {
    for (const Rational& x : suspects(box[0], domain[0])) {
      if (std::find(tried.begin(), tried.end(), x) != tried.end()) continue;
      tried.push_back(x);
      const bool in_closure = (domain[0].lo_infinite || domain[0].lo <= x) && (domain[0].hi_infinite || x <= domain[0].hi);
      if (in_closure && vanishes(problem, {x})) contacts[0].push_back(x);
    }
    if (tried.size() > 200) break;
  }
  std::sort(contacts[0].begin(), contacts[0].end());
  return contacts;
}

}  // namespace certibound::prover
