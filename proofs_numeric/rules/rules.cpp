#include "rules.hpp"

#include <certibound/rules/derivative.hpp>

#include <algorithm>

namespace certibound::rules {
namespace {

struct Rule {
  std::string_view name;
  Claims (*premises)(const Claim&, const Words&);
};

constexpr Rule kRules[] = {
    {"affine", affine}, {"ascend", ascend}, {"bowl", bowl}, {"climb", climb}, {"concave", concave},
    {"conjunction", conjunction}, {"cosine", cosine}, {"descend", descend}, {"disjunct", disjunct}, {"either", either},
    {"exponentials", exponentials}, {"forget", forget}, {"isolate", isolate}, {"limit", limit},
    {"logarithms", logarithms}, {"product", product}, {"quadratic", quadratic}, {"ratio", ratio},
    {"reciprocal", reciprocal}, {"reflect", reflect}, {"relax", relax}, {"sign", sign}, {"split", split},
    {"square", square}, {"squares", squares}, {"suppose", suppose}, {"values", values},
};

// Words are separated by one blank; a term, which may hold blanks, stands in braces.
Words words_of(const std::string& text) {
  Words out;
  std::size_t at = 0;
  while (at < text.size()) {
    const bool braced = text[at] == '{';
    const std::size_t end = braced ? text.find('}', at) : std::min(text.find(' ', at), text.size());
    ENSURE(end != std::string::npos, "a brace is not closed");
    out.push_back(text.substr(at + (braced ? 1 : 0), end - at - (braced ? 1 : 0)));
    at = end + (braced ? 1 : 0);
    if (at == text.size()) break;
    ENSURE(text[at] == ' ' && at + 1 < text.size(), "the words of a step are separated by one blank");
    ++at;
  }
  return out;
}

}  // namespace

std::vector<Claim> premises(const Claim& goal, const Step& step) {
  const auto* rule = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& r) { return r.name == step.rule; });
  ENSURE(rule != std::end(kRules), "'" + step.rule.substr(0, 40) + "' is not a rule");
  ENSURE(goal.show.has_value(), "a rule wants a goal to show");
  try {
    return rule->premises(goal, words_of(step.words));
  } catch (const NoDerivative& error) {
    throw Rejected(error.what());
  } catch (const language::TooLarge& error) {
    throw Rejected(error.what());
  }
}

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> out;
  for (const Rule& rule : kRules) out.push_back(rule.name);
  return out;
}

}  // namespace certibound::rules
