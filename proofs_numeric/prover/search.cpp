#include "search.hpp"

#include <algorithm>

namespace certibound::prover {

using language::Box;
using language::Decision;

namespace {

struct Open {
  Box box;
  int depth;
};

}  // namespace

SearchResult search(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
                    const SearchLimits& limits, const Budget& budget) {
  SearchResult out;
  const auto start = std::chrono::steady_clock::now();
  const auto out_of_time = [&] {
    return budget.spent() || std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() > limits.seconds;
  };
  bool some_held = false;
  std::vector<Open> open;
  for (Box& part : cut_at(problem.domain(), contacts)) open.push_back({std::move(part), 0});
  while (!open.empty()) {
    Open item = std::move(open.back());
    open.pop_back();
    if (is_empty(item.box)) continue;
    if (++out.boxes > limits.boxes || out.left.size() > limits.left || out_of_time()) {
      out.left.push_back(std::move(item.box));
      break;
    }
    out.depth = std::max(out.depth, item.depth);
    const Decision decision = decide_on_box(problem, item.box, method, contacts);
    if (decision == Decision::excluded) continue;
    if (decision == Decision::holds) {
      some_held = true;
      continue;
    }
    auto [first, second] = bisect(item.box, problem.domain());
    const bool whole = decision != Decision::unknown || item.depth >= limits.depth || (is_empty(first) && is_empty(second));
    if (whole) {
      out.left.push_back(std::move(item.box));
      continue;
    }
    open.push_back({std::move(second), item.depth + 1});
    open.push_back({std::move(first), item.depth + 1});
  }
  for (Open& item : open) out.left.push_back(std::move(item.box));
  out.complete = out.left.empty();
  out.vacuous = out.complete && !some_held;
  return out;
}

std::vector<NamedRational> named(const language::Problem& problem, const std::vector<Rational>& point) {
  std::vector<NamedRational> out;
  for (std::size_t i = 0; i < point.size(); ++i) out.emplace_back(problem.names()[i], point[i]);
  return out;
}

}  // namespace certibound::prover
