#include "search.hpp"

#include "double_decide.hpp"

#include <algorithm>

namespace certibound::prover {

using language::Box;
using language::Decision;

namespace {

struct Open {
  Box box;
  int depth;
};

// Depth-first, with decide(box) for a Decision.
template <typename Decide>
SearchResult bisection(const language::Problem& problem, const language::Contacts& contacts, const SearchLimits& limits,
                       const Budget& budget, Decide decide) {
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
    const Decision decision = decide(item.box);
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

// Whether doubles may have been too coarse for some box: it is small, or a point.
bool has_narrow_box(const std::vector<Box>& boxes, const Box& domain) {
  static const Rational narrow(1, 1L << 20);
  return std::any_of(boxes.begin(), boxes.end(), [&](const Box& box) {
    for (std::size_t i = 0; i < box.size(); ++i) {
      const language::Side &side = box[i], &whole = domain[i];
      if (side.lo_infinite || side.hi_infinite) return false;
      const bool bounded = !whole.lo_infinite && !whole.hi_infinite;
      if (side.hi - side.lo > narrow * (bounded ? Rational(whole.hi - whole.lo) : Rational(1))) return false;
    }
    return true;
  });
}

}  // namespace

SearchResult search(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
                    const SearchLimits& limits, const Budget& budget) {
  DoubleDecider doubles(problem, method, contacts);
  if (doubles.usable()) {
    SearchResult foretold = bisection(problem, contacts, limits, budget, [&](const Box& box) { return doubles.on(box); });
    if (!foretold.complete && !has_narrow_box(foretold.left, problem.domain())) return foretold;
  }
  return bisection(problem, contacts, limits, budget,
                   [&](const Box& box) { return decide_on_box(problem, box, method, contacts); });
}

std::vector<NamedRational> named(const language::Problem& problem, const std::vector<Rational>& point) {
  std::vector<NamedRational> out;
  for (std::size_t i = 0; i < point.size(); ++i) out.emplace_back(problem.names()[i], point[i]);
  return out;
}

}  // namespace certibound::prover
