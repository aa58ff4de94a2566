#include <certibound/language/claim.hpp>

namespace certibound::language {

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

}  // namespace certibound::language
