#include <certibound/kernel/cover.hpp>

#include <utility>
#include <vector>

namespace certibound::kernel {
namespace {

using language::Box;
using language::Decision;

struct Open {
  Box box;
  int depth;
};

}  // namespace

Cover cover_domain(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
                   const CoverLimits& limits) {
  Cover out;
  bool some_held = false;
  std::vector<Open> open;
  for (Box& part : cut_at(problem.domain(), contacts)) open.push_back({std::move(part), 0});
  while (!open.empty()) {
    const Open item = std::move(open.back());
    open.pop_back();
    if (is_empty(item.box)) continue;
    if (++out.boxes > limits.boxes) return out;
    const Decision decision = decide_on_box(problem, item.box, method, contacts);
    if (decision == Decision::excluded) continue;
    if (decision == Decision::holds) {
      some_held = true;
      continue;
    }
    if (decision != Decision::unknown || item.depth >= limits.depth) return out;
    auto [first, second] = bisect(item.box, problem.domain());
    if (is_empty(first) && is_empty(second)) return out;  // one point, and not decided
    open.push_back({std::move(second), item.depth + 1});
    open.push_back({std::move(first), item.depth + 1});
  }
  out.complete = true;
  out.vacuous = !some_held;
  return out;
}

}  // namespace certibound::kernel
