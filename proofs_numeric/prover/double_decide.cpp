#include "double_decide.hpp"

#include <certibound/language/jet_algebra.hpp>

#include <algorithm>
#include <cmath>

namespace certibound::prover {

using language::Box;
using language::Decision;
using language::Jet;
using language::Program;
using language::Sign;
using language::Truth;

namespace {

bool says(const DoubleRange& x, Sign sign) {
  if (!x.defined) return false;
  switch (sign) {
    case Sign::positive: return certainly_positive(x);
    case Sign::nonnegative: return certainly_nonnegative(x);
    case Sign::zero: return certainly_zero(x);
    case Sign::nonzero: return certainly_positive(x) || certainly_negative(x);
  }
  return false;
}

bool denies(const DoubleRange& x, Sign sign) {
  if (!x.defined) return false;
  switch (sign) {
    case Sign::positive: return certainly_nonpositive(x);
    case Sign::nonnegative: return certainly_negative(x);
    case Sign::zero: return certainly_positive(x) || certainly_negative(x);
    case Sign::nonzero: return certainly_zero(x);
  }
  return false;
}

Truth truth(const DoubleRange& x, Sign sign) { return says(x, sign) ? Truth::yes : denies(x, sign) ? Truth::no : Truth::maybe; }

DoubleRange point(double at) { return {at, at, true, false, false}; }
bool is_point(const DoubleRange& x) { return x.lo == x.hi; }
bool is_bounded(const DoubleRange& x) { return std::isfinite(x.lo) && std::isfinite(x.hi); }

DoubleRange value(const Program& program, const std::vector<DoubleRange>& variables) {
  return program.run<DoubleRange>(DoubleArithmetic{}, variables)[0];
}

struct JetArithmetic {
  std::size_t size;

  Jet<DoubleRange> constant_of(const DoubleRange& x) const {
    Jet<DoubleRange> out{std::vector<DoubleRange>(size, number(0, x))};
    out.c[0] = x;
    return out;
  }
  Jet<DoubleRange> literal(const Rational& x) const { return constant_of(to_double_range(x)); }
  Jet<DoubleRange> pi() const { return constant_of(pi_like({})); }
  Jet<DoubleRange> e() const { return constant_of(DoubleArithmetic{}.e()); }
  Jet<DoubleRange> unknown() const { return {std::vector<DoubleRange>(size)}; }
  std::optional<Integer> whole(const Jet<DoubleRange>&) const { return std::nullopt; }
  Jet<DoubleRange> call(const language::Call&, const std::vector<Jet<DoubleRange>>&) const { return unknown(); }
};

DoubleRange hull(const DoubleRange& x, const DoubleRange& y) {
  return {std::min(x.lo, y.lo), std::max(x.hi, y.hi), x.defined && y.defined, false, false};
}

}  // namespace

// At a kink both branches together still enclose the slopes between points, which is all that an expansion of order 1 is used for.
// Preferred to the template of the language, which knows nothing there.
Jet<DoubleRange> max(const Jet<DoubleRange>& x, const Jet<DoubleRange>& y) {
  const DoubleRange difference = x.c[0] - y.c[0];
  if (certainly_nonnegative(difference)) return x;
  if (certainly_nonpositive(difference)) return y;
  Jet<DoubleRange> out{std::vector<DoubleRange>(x.c.size())};
  out.c[0] = max(x.c[0], y.c[0]);
  if (x.c.size() == 2) out.c[1] = hull(x.c[1], y.c[1]);
  return out;
}
Jet<DoubleRange> abs(const Jet<DoubleRange>& x) { return max(x, -x); }

namespace {

std::vector<DoubleRange> jet(const Program& program, const std::vector<DoubleRange>& variables, std::size_t variable, int order) {
  const JetArithmetic arithmetic{static_cast<std::size_t>(order) + 1};
  std::vector<Jet<DoubleRange>> inputs;
  for (const DoubleRange& x : variables) inputs.push_back(arithmetic.constant_of(x));
  if (order > 0) inputs[variable].c[1] = point(1);
  return program.run<Jet<DoubleRange>>(arithmetic, inputs)[0].c;
}

Truth hypotheses_on(const language::Problem& problem, const std::vector<DoubleRange>& variables) {
  if (problem.hypothesis_atoms().empty()) return Truth::yes;
  const std::vector<DoubleRange> values = problem.hypothesis_program().run<DoubleRange>(DoubleArithmetic{}, variables);
  return truth_of(problem.hypotheses(), [&](std::size_t i) { return truth(values[i], problem.hypothesis_atoms()[i].sign); });
}

// Goals that language::decide_on_box may settle without looking at numbers.
bool settled_otherwise(const language::Problem& problem) {
  return std::any_of(problem.goal_atoms().begin(), problem.goal_atoms().end(), [&](const language::Atom& goal) {
    const auto& given = problem.hypothesis_atoms();
    return goal.identically_zero || goal.sign == Sign::zero || std::any_of(given.begin(), given.end(), [&](const language::Atom& h) {
             return h.difference == goal.difference;
           });
  });
}

}  // namespace

DoubleDecider::DoubleDecider(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts)
    : problem_(problem), method_(method), contacts_(contacts) {
  usable_ = has_double_ranges(problem.goal_program()) && has_double_ranges(problem.hypothesis_program()) && !settled_otherwise(problem);
}

Decision DoubleDecider::on(const Box& box) {
  if (is_empty(box)) return Decision::excluded;
  Values variables;
  for (const language::Side& side : box) variables.push_back(to_double_range(side));
  const Truth hypotheses = hypotheses_on(problem_, variables);
  if (hypotheses == Truth::no) return Decision::excluded;
  const Values natural = problem_.goal_program().run<DoubleRange>(DoubleArithmetic{}, variables);
  if (!std::all_of(natural.begin(), natural.end(), [](const DoubleRange& x) { return x.defined; })) return Decision::unknown;
  const Truth goal = truth_of(problem_.goal(), [&](std::size_t atom) { return atom_on(atom, box, variables, natural[atom]); });
  if (goal == Truth::yes) return Decision::holds;
  return goal == Truth::no && hypotheses == Truth::yes ? Decision::fails : Decision::unknown;
}

Truth DoubleDecider::atom_on(std::size_t atom, const Box& box, const Values& variables, const DoubleRange& natural) {
  const Sign sign = problem_.goal_atoms()[atom].sign;
  const Truth known = truth(natural, sign);
  if (known != Truth::maybe || sign == Sign::nonzero) return known;
  if (method_.slopes && by_slopes(atom, variables, sign, /*may_reduce=*/true)) return Truth::yes;
  return box.size() == 1 && by_taylor(atom, box[0], variables[0]) ? Truth::yes : Truth::maybe;
}

bool DoubleDecider::by_slopes(std::size_t atom, const Values& variables, Sign sign, bool may_reduce) const {
  const Program& program = problem_.atom_program(atom);
  Values centre = variables, slopes(variables.size());
  bool bounded = true;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    slopes[i] = is_point(variables[i]) ? point(0) : jet(program, variables, i, 1)[1];
    bounded = bounded && is_bounded(variables[i]);
    if (bounded && !is_point(variables[i])) centre[i] = point(variables[i].lo + (variables[i].hi - variables[i].lo) / 2);
  }
  if (bounded) {
    DoubleRange sum = value(program, centre);
    const bool defined = sum.defined;
    for (std::size_t i = 0; i < variables.size(); ++i) sum = sum + slopes[i] * (variables[i] - centre[i]);
    sum.defined = defined;
    if (says(sum, sign)) return true;
  }
  return may_reduce && by_monotonicity(atom, variables, slopes, sign);
}

bool DoubleDecider::by_monotonicity(std::size_t atom, const Values& variables, const Values& slopes, Sign sign) const {
  Values face = variables;
  bool reduced = false, strictly_above = false;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const DoubleRange& x = variables[i];
    if (is_point(x)) continue;
    if (certainly_nonnegative(slopes[i]) && std::isfinite(x.lo)) {
      face[i] = point(x.lo);
      strictly_above = strictly_above || (x.lo_open && certainly_positive(slopes[i]));
    } else if (certainly_nonpositive(slopes[i]) && std::isfinite(x.hi)) {
      face[i] = point(x.hi);
      strictly_above = strictly_above || (x.hi_open && certainly_negative(slopes[i]));
    } else {
      continue;
    }
    reduced = true;
  }
  if (!reduced) return false;
  const Sign needed = sign == Sign::positive && strictly_above ? Sign::nonnegative : sign;
  if (says(value(problem_.atom_program(atom), face), needed)) return true;
  return !std::all_of(face.begin(), face.end(), is_point) && by_slopes(atom, face, needed, /*may_reduce=*/false);
}

bool DoubleDecider::by_taylor(std::size_t atom, const language::Side& side, const DoubleRange& x) {
  const int order = method_.taylor_order;
  if (order <= 0 || !is_bounded(x) || is_point(x)) return false;
  if (taylor_at_end(atom, side.lo, true, side.lo_open, x) || taylor_at_end(atom, side.hi, false, side.hi_open, x)) return true;
  const Program& program = problem_.atom_program(atom);
  const DoubleRange middle = point(x.lo + (x.hi - x.lo) / 2), h = x - middle;
  const Sign sign = problem_.goal_atoms()[atom].sign;
  if (!says(value(program, {middle}), sign)) return false;
  DoubleRange sum = power(h, order) * jet(program, {x}, 0, order)[static_cast<std::size_t>(order)];
  const std::vector<DoubleRange> near = jet(program, {middle}, 0, order - 1);
  for (int j = 0; j < order; ++j) sum = sum + near[static_cast<std::size_t>(j)] * power(h, j);
  sum.defined = true;
  return says(sum, sign);
}

bool DoubleDecider::taylor_at_end(std::size_t atom, const Rational& end, bool at_lo, bool excluded, const DoubleRange& x) {
  const auto& listed = contacts_[0];
  if (std::find(listed.begin(), listed.end(), end) == listed.end()) return false;
  const Sign sign = problem_.goal_atoms()[atom].sign;
  if (sign == Sign::positive && !excluded) return false;
  const int order = vanishing_order(atom, end);
  if (order == 0) return false;
  DoubleRange leading = jet(problem_.atom_program(atom), {x}, 0, order)[static_cast<std::size_t>(order)];
  if (!at_lo && order % 2 == 1) leading = -leading;
  return sign == Sign::positive ? certainly_positive(leading) : certainly_nonnegative(leading);
}

int DoubleDecider::vanishing_order(std::size_t atom, const Rational& at) {
  const auto [entry, is_new] = orders_.try_emplace({atom, at}, 0);
  if (!is_new) return entry->second;
  const std::vector<language::Exact> exact = exact_jet(problem_.atom_program(atom), 0, {at}, 0, method_.taylor_order);
  int order = 0;
  while (order <= method_.taylor_order && exact[static_cast<std::size_t>(order)].is_zero()) ++order;
  return entry->second = order > method_.taylor_order ? 0 : order;
}

}  // namespace certibound::prover
