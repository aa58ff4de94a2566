#include <certibound/language/claim.hpp>

#include <certibound/language/calls.hpp>

#include <algorithm>

namespace certibound::language {
namespace {

void collect(const Condition& condition, std::vector<NodeId>& roots) {
  if (condition.kind == Condition::Kind::compare) roots.insert(roots.end(), {condition.left, condition.right});
  for (const Condition& part : condition.parts) collect(part, roots);
}

}  // namespace

Condition Condition::compare(NodeId left, Relation relation, NodeId right) {
  return {.kind = Kind::compare, .relation = relation, .left = left, .right = right, .parts = {}};
}

Condition Condition::combine(Kind kind, std::vector<Condition> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return {.kind = kind, .parts = std::move(parts)};
}

Condition negation(const Condition& condition) {
  if (condition.kind == Condition::Kind::compare) {
    const NodeId l = condition.left, r = condition.right;
    switch (condition.relation) {
      case Relation::less: return Condition::compare(r, Relation::less_equal, l);
      case Relation::less_equal: return Condition::compare(r, Relation::less, l);
      case Relation::equal: return Condition::compare(l, Relation::not_equal, r);
      case Relation::not_equal: return Condition::compare(l, Relation::equal, r);
    }
  }
  std::vector<Condition> parts;
  for (const Condition& part : condition.parts) parts.push_back(negation(part));
  const bool all = condition.kind == Condition::Kind::all_of;
  return {.kind = all ? Condition::Kind::any_of : Condition::Kind::all_of, .parts = std::move(parts)};
}

std::vector<std::string> Claim::variable_names() const {
  std::vector<std::string> names;
  for (const Variable& v : variables) names.push_back(v.name);
  return names;
}

bool Claim::leans_on_external_values() const {
  std::vector<NodeId> roots;
  for (const Variable& v : variables) {
    if (v.lower.value) roots.push_back(*v.lower.value);
    if (v.upper.value) roots.push_back(*v.upper.value);
  }
  collect(hypotheses, roots);
  if (show) collect(*show, roots);
  if (find) {
    if (find->kind == Find::Kind::where) collect(find->condition, roots);
    else roots.push_back(find->expression);
  }
  if (measure) {
    roots.push_back(measure->expression);
    for (const auto& [name, values] : measure->grid) roots.insert(roots.end(), values.begin(), values.end());
  }
  return std::any_of(roots.begin(), roots.end(),
                     [&](NodeId root) { return language::leans_on_external_values(terms, root); });
}

}  // namespace certibound::language
