#include <certibound/rules/goal.hpp>

#include <certibound/certificate/certificate.hpp>
#include <certibound/language/parser.hpp>

namespace certibound::rules {
namespace {

void map_terms(const Condition& condition, Condition& out, const Terms& from, const std::vector<NodeId>& images,
               Terms& to) {
  out = condition;
  if (condition.kind == Condition::Kind::compare) {
    out.left = from.substitute(condition.left, images, to);
    out.right = from.substitute(condition.right, images, to);
  }
  for (std::size_t k = 0; k < condition.parts.size(); ++k) map_terms(condition.parts[k], out.parts[k], from, images, to);
}

// A hypothesis list is always a conjunction of its parts.
void add_hypothesis(Claim& goal, Condition condition) {
  if (goal.hypotheses.kind != Condition::Kind::all_of) {
    goal.hypotheses = {.kind = Condition::Kind::all_of, .parts = {goal.hypotheses}};
  }
  goal.hypotheses.parts.push_back(std::move(condition));
}

void keep_bound(Claim& goal, const Bound& bound, NodeId value, bool lower) {
  if (!bound.value) return;
  const Rational* end = goal.terms.as_rational(*bound.value);
  const Rational* at = goal.terms.as_rational(value);
  if (*bound.value == value && !bound.open) return;
  if (end != nullptr && at != nullptr) {
    if (lower ? *end < *at : *at < *end) return;
    if (*end == *at && !bound.open) return;
  }
  const Relation relation = bound.open ? Relation::less : Relation::less_equal;
  add_hypothesis(goal, lower ? Condition::compare(*bound.value, relation, value)
                             : Condition::compare(value, relation, *bound.value));
}

}  // namespace

Difference difference_of(Claim& goal) {
  if (!goal.show || goal.show->kind != Condition::Kind::compare || goal.show->relation == Relation::equal ||
      goal.show->relation == Relation::not_equal) {
    throw Rejected("the rule wants a goal that is one inequality");
  }
  const Rational* left = goal.terms.as_rational(goal.show->left);
  const bool against_zero = left != nullptr && left->is_zero();
  const NodeId f = against_zero ? goal.show->right : goal.terms.apply(Op::sub, goal.show->right, goal.show->left);
  return {f, goal.show->relation == Relation::less};
}

Claim to_show(Claim goal, NodeId f, bool strict) {
  goal.show = Condition::compare(goal.terms.rational(0), strict ? Relation::less : Relation::less_equal, f);
  return goal;
}

Claim to_show_defined(Claim goal, NodeId f) {
  goal.show = Condition::compare(f, Relation::equal, f);
  return goal;
}

Claim in_terms(const Claim& goal, Terms terms, const std::vector<NodeId>& images) {
  Claim out;
  out.id = goal.id;
  out.terms = std::move(terms);
  map_terms(goal.hypotheses, out.hypotheses, goal.terms, images, out.terms);
  out.show.emplace();
  map_terms(*goal.show, *out.show, goal.terms, images, out.terms);
  return out;
}

Claim with_value(const Claim& goal, std::size_t i, NodeId value) {
  Terms terms;
  std::vector<NodeId> images;
  for (std::size_t j = 0; j < goal.variables.size(); ++j) {
    // `value` is in variables before i, whose images are known by then
    images.push_back(j == i ? goal.terms.substitute(value, images, terms)
                            : terms.variable(static_cast<int>(j < i ? j : j - 1)));
  }
  Claim out = in_terms(goal, std::move(terms), images);
  const auto mapped = [&](const Bound& bound) {
    return bound.value ? Bound{goal.terms.substitute(*bound.value, images, out.terms), bound.open} : bound;
  };
  for (std::size_t j = 0; j < goal.variables.size(); ++j) {
    const language::Variable& v = goal.variables[j];
    if (j != i) out.variables.push_back({v.name, v.integer, mapped(v.lower), mapped(v.upper)});
  }
  keep_bound(out, mapped(goal.variables[i].lower), images[i], true);
  keep_bound(out, mapped(goal.variables[i].upper), images[i], false);
  return out;
}

std::size_t variable_named(const Claim& goal, const std::string& name) {
  for (std::size_t i = 0; i < goal.variables.size(); ++i) {
    if (goal.variables[i].name == name) return i;
  }
  throw Rejected("'" + name + "' is not a variable of the goal");
}

const Rational* rational_bound(const Claim& goal, const Bound& bound) {
  return bound.value ? goal.terms.as_rational(*bound.value) : nullptr;
}

bool mentions(const Claim& goal, const Condition& condition, std::size_t i) {
  const auto index = static_cast<int>(i);
  if (condition.kind == Condition::Kind::compare) {
    return goal.terms.depends_on(condition.left, index) || goal.terms.depends_on(condition.right, index);
  }
  for (const Condition& part : condition.parts) {
    if (mentions(goal, part, i)) return true;
  }
  return false;
}

bool others_mention(const Claim& goal, std::size_t i) {
  const auto index = static_cast<int>(i);
  for (const language::Variable& v : goal.variables) {
    if (v.lower.value && goal.terms.depends_on(*v.lower.value, index)) return true;
    if (v.upper.value && goal.terms.depends_on(*v.upper.value, index)) return true;
  }
  return mentions(goal, goal.hypotheses, i);
}

NodeId read_term(Claim& goal, const std::string& text) {
  try {
    return language::parse_expression({"<certificate>", text}, goal.variable_names(), goal.terms);
  } catch (const language::SyntaxError& error) {
    throw Rejected(std::string("a term in the certificate cannot be read: ") + error.what());
  }
}

}  // namespace certibound::rules
