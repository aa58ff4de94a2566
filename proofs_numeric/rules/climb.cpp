// From an end of the domain inwards: the mean value theorem in one variable.
#include <certibound/rules/derivative.hpp>
#include "limits.hpp"
#include "rules.hpp"

namespace certibound::rules {
namespace {

struct From {
  std::size_t i;
  bool lower;
  bool steep;  // the strictness of the goal comes from the slope, not from the value at the end
};

From from_words(const Claim& goal, const Words& words, bool strict) {
  ENSURE(words.size() == 2 || (words.size() == 3 && words[2] == "steep"), "the words are: x lower|upper [steep]");
  ENSURE(words[1] == "lower" || words[1] == "upper", "the end is 'lower' or 'upper'");
  const From out{variable_named(goal, words[0]), words[1] == "lower", words.size() == 3};
  const language::Variable& x = goal.variables[out.i];
  ENSURE(!x.integer, "the rule is for real variables");
  // Then the points between the end and any x of the domain belong to it, too.
  ENSURE(!others_mention(goal, out.i), "a hypothesis or another variable's bound mentions the variable");
  if (out.steep) {
    const Bound& end = out.lower ? x.lower : x.upper;
    ENSURE(strict, "'steep' is for strict goals");
    ENSURE(!end.value || end.open, "'steep' wants an end that is not in the domain");
  }
  return out;
}

// The slope of f, rising away from the end, inside the domain.
Claim slope_claim(const Claim& goal, const From& from, NodeId f) {
  Claim out = goal;
  out.variables[from.i].lower.open = true;
  out.variables[from.i].upper.open = true;
  const NodeId slope = derivative(out.terms, f, static_cast<int>(from.i));
  const NodeId rise = from.lower ? slope : out.terms.apply(Op::neg, slope);
  return to_show(std::move(out), rise, from.steep);
}

Claim closed_at(Claim goal, std::size_t i, bool lower) {
  (lower ? goal.variables[i].lower : goal.variables[i].upper).open = false;
  return goal;
}

// The goal where x_i is at its lower (upper) end; of the other end only lower <= upper is known.
Claim at_end(const Claim& goal, std::size_t i, bool lower) {
  const Claim closed = closed_at(closed_at(goal, i, true), i, false);
  const Bound& end = lower ? closed.variables[i].lower : closed.variables[i].upper;
  return with_value(closed, i, *end.value);
}

}  // namespace

// climb x lower              (for `upper`: -dF/dx)
//   F > 0 at the lower end a of x;  dF/dx >= 0 for a < x < b;  F has values for x in [a, b], b as in the domain
//   ------------------------------------------------------------------------------------------------------------
//   F > 0                      (likewise with >= 0 in place of > 0)
//
// climb x lower steep
//   F >= 0 at the lower end a;  dF/dx > 0 for a < x < b;  F has values for x in [a, b], b as in the domain
//   ------------------------------------------------------------------------------------------------------
//   F > 0, where a is not in the domain
//
// F is continuous where it has values, and differentiable where dF/dx has.
Claims climb(const Claim& goal, const Words& words) {
  Claim own = goal;
  const Difference d = difference_of(own);
  const From from = from_words(own, words, d.strict);
  const Bound& end = from.lower ? own.variables[from.i].lower : own.variables[from.i].upper;
  ENSURE(end.value.has_value(), "there is no value at an infinite end");
  return {at_end(to_show(own, d.f, d.strict && !from.steep), from.i, from.lower), slope_claim(own, from, d.f),
          to_show_defined(closed_at(own, from.i, from.lower), d.f)};
}

// limit x lower [steep]      (for `upper`: -dF/dx, x -> b)
//   dF/dx >= 0 for a < x < b;  F has values;  F tends to a limit > 0 as x -> a
//   --------------------------------------------------------------------------
//   F > 0                      (likewise with >= 0 twice; `steep`: with dF/dx > 0, limit >= 0, a not in the domain)
//
// One variable, no hypotheses; a may be -oo, b may be oo. The limit is the checker's own work.
Claims limit(const Claim& goal, const Words& words) {
  Claim own = goal;
  const Difference d = difference_of(own);
  const From from = from_words(own, words, d.strict);
  ENSURE(own.variables.size() == 1 && own.hypotheses.kind == Condition::Kind::all_of && own.hypotheses.parts.empty(),
         "the rule is for one variable without hypotheses");
  const Bound& end = from.lower ? own.variables[0].lower : own.variables[0].upper;
  const Rational* at = rational_bound(own, end);
  ENSURE(!end.value || at != nullptr, "the end is neither a number nor infinite");
  const Sign wanted = d.strict && !from.steep ? Sign::positive : Sign::nonnegative;
  ENSURE(limit_has_sign(own.terms, d.f, at, from.lower, wanted), "the limit is not known to have the sign");
  return {slope_claim(own, from, d.f), to_show_defined(own, d.f)};
}

// concave x [steep]
//   -F'' >= 0 for a < x < b, where F' has values;  F > 0 at a;  F > 0 at b;  F has values for x in [a, b]
//   -----------------------------------------------------------------------------------------------------
//   F > 0                      (likewise with >= 0; `steep`: with -F'' > 0, F >= 0 at the ends, neither in the domain)
Claims concave(const Claim& goal, const Words& words) {
  Claim own = goal;
  const Difference d = difference_of(own);
  ENSURE(words.size() == 1 || (words.size() == 2 && words[1] == "steep"), "the words are: x [steep]");
  const std::size_t i = variable_named(own, words[0]);
  const bool steep = words.size() == 2;
  const language::Variable& x = own.variables[i];
  ENSURE(!x.integer && x.lower.value && x.upper.value, "the rule is for a real variable with both bounds");
  ENSURE(!others_mention(own, i), "a hypothesis or another variable's bound mentions the variable");
  ENSURE(!steep || (d.strict && x.lower.open && x.upper.open), "'steep' is for strict goals on an open domain");
  const Claim at_ends = to_show(own, d.f, d.strict && !steep);
  Claim inside = own;
  inside.variables[i].lower.open = inside.variables[i].upper.open = true;
  const NodeId slope = derivative(inside.terms, d.f, static_cast<int>(i));
  const NodeId curvature = derivative(inside.terms, slope, static_cast<int>(i));
  const NodeId bent = inside.terms.apply(Op::neg, curvature);
  return {at_end(at_ends, i, true), at_end(at_ends, i, false), to_show(inside, bent, steep),
          to_show_defined(inside, slope), to_show_defined(closed_at(closed_at(own, i, true), i, false), d.f)};
}

// bowl {p} (one variable), bowl {p} {q} (two)
//   F(p) >= 0;  the first derivatives at p are 0;  inside the domain F' has values and F'' is positive semidefinite;
//   F has values on the domain
//   -------------------------------------------------------------------------------------------------------------
//   F >= 0, for p inside a domain that is a box of numbers (so that F is convex on it)
Claims bowl(const Claim& goal, const Words& words) {
  Claim own = goal;
  const Difference d = difference_of(own);
  const std::size_t n = own.variables.size();
  ENSURE(!d.strict, "the rule is for goals that are not strict");
  ENSURE(words.size() == n && (n == 1 || n == 2), "the rule wants a point of one or two coordinates");
  ENSURE(own.hypotheses.kind == Condition::Kind::all_of && own.hypotheses.parts.empty(), "there are hypotheses");
  std::vector<Rational> point;
  Claim inside = own;
  for (std::size_t i = 0; i < n; ++i) {
    language::Variable& x = inside.variables[i];
    const auto value = parse_rational(words[i]);
    ENSURE(value.has_value() && !x.integer, "the point wants exact numbers of real variables");
    const Rational* lo = rational_bound(own, x.lower);
    const Rational* hi = rational_bound(own, x.upper);
    ENSURE((!x.lower.value || lo != nullptr) && (!x.upper.value || hi != nullptr), "a bound is no number");
    ENSURE((lo == nullptr || *lo < *value) && (hi == nullptr || *value < *hi), "the point is not inside");
    x.lower.open = x.upper.open = true;
    point.push_back(*value);
  }
  const auto at_point = [&](Claim c) {
    for (std::size_t i = n; i-- > 0;) c = with_value(c, i, c.terms.rational(point[i]));
    return c;
  };
  Claims out{at_point(to_show(own, d.f, false)), to_show_defined(own, d.f)};
  std::vector<NodeId> slopes;
  for (std::size_t i = 0; i < n; ++i) {
    slopes.push_back(derivative(inside.terms, d.f, static_cast<int>(i)));
    Claim flat = inside;
    flat.show = Condition::compare(flat.terms.rational(0), Relation::equal, slopes[i]);
    out.push_back(at_point(flat));
    out.push_back(to_show_defined(inside, slopes[i]));
  }
  Terms& t = inside.terms;
  std::vector<NodeId> diagonal;
  for (std::size_t i = 0; i < n; ++i) diagonal.push_back(derivative(t, slopes[i], static_cast<int>(i)));
  NodeId determinant = -1;
  if (n == 2) {
    const NodeId mixed = derivative(t, slopes[0], 1);
    determinant = t.apply(Op::sub, t.apply(Op::mul, diagonal[0], diagonal[1]), t.power(mixed, 2));
  }
  for (const NodeId entry : diagonal) out.push_back(to_show(inside, entry, false));
  if (n == 2) out.push_back(to_show(inside, determinant, false));
  return out;
}

}  // namespace certibound::rules
