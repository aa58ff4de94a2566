#include "leaf.hpp"

#include "double_decide.hpp"

#include <algorithm>

namespace certibound::prover {

using language::Decision;

namespace {

constexpr Precision kSampleBits = 80;
constexpr std::size_t kSamples = 48;

}  // namespace

Step leaf_step(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
               const SearchResult& result) {
  Step out{"boxes", std::to_string(method.bits) + " " + std::to_string(result.depth) + " " +
                        std::to_string(std::max<long>(result.boxes, 1)) + " " + std::to_string(method.taylor_order), {}};
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    for (const Rational& at : contacts[i]) out.words += " " + problem.names()[i] + " " + to_string(at);
  }
  return out;
}

bool plausible(const language::Problem& problem) {
  const language::Method method{.bits = kSampleBits, .slopes = false};
  const language::Contacts no_contacts;
  DoubleDecider doubles(problem, method, no_contacts);
  for (const auto& point : candidate_points(problem.domain(), kSamples)) {
    if (!contains(problem.domain(), point)) continue;
    language::Box box;
    for (const Rational& x : point) box.push_back(language::point_side(x));
    Decision decision = doubles.usable() ? doubles.on(box) : Decision::unknown;
    if (decision == Decision::unknown) decision = decide_on_box(problem, box, method);
    if (decision == Decision::fails || decision == Decision::undefined) return false;
  }
  return true;
}

}  // namespace certibound::prover
