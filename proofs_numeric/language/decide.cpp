#include <certibound/language/decide.hpp>

#include <certibound/language/algebra.hpp>
#include <certibound/language/gradient.hpp>
#include <certibound/language/jet.hpp>
#include <certibound/language/truth.hpp>

#include <algorithm>
#include <optional>

namespace certibound::language {
namespace {

using language::certainly_zero;

bool says(const Range& difference, Sign sign) {
  switch (sign) {
    case Sign::positive: return certainly_positive(difference);
    case Sign::nonnegative: return certainly_nonnegative(difference);
    case Sign::zero: return certainly_zero(difference);
    case Sign::nonzero: return certainly_positive(difference) || certainly_negative(difference);
  }
  return false;
}

bool denies(const Range& difference, Sign sign) {
  switch (sign) {
    case Sign::positive: return certainly_nonpositive(difference);
    case Sign::nonnegative: return certainly_negative(difference);
    case Sign::zero: return certainly_positive(difference) || certainly_negative(difference);
    case Sign::nonzero: return certainly_zero(difference);
  }
  return false;
}

// -1, 0, 1 for an exact sign against what an atom says.
bool says(int sign, Sign wanted) {
  switch (wanted) {
    case Sign::positive: return sign == 1;
    case Sign::nonnegative: return sign == 0 || sign == 1;
    case Sign::zero: return sign == 0;
    case Sign::nonzero: return sign == 1 || sign == -1;
  }
  return false;
}

std::optional<std::vector<Rational>> as_point(const Box& box) {
  std::vector<Rational> point;
  for (const Side& side : box) {
    if (!side.is_point()) return std::nullopt;
    point.push_back(side.lo);
  }
  return point;
}

// Proves one goal atom on a box, given that its natural enclosure is defined there and does not tell.
class AtomOnBox {
 public:
  AtomOnBox(const Problem& problem, std::size_t atom, const Method& method, const Contacts& contacts)
      : program_(problem.atom_program(atom)), sign_(problem.goal_atoms()[atom].sign), method_(method), contacts_(contacts) {}

  bool holds(const Box& box) const {
    if (sign_ == Sign::zero) return point_is_zero(box);
    if (sign_ == Sign::nonzero) return positive_or_negative(box);
    return by_slopes(box, to_ranges(box, method_.bits), sign_, /*may_reduce=*/true) || by_taylor(box);
  }

 private:
  bool point_is_zero(const Box& box) const {
    const auto point = as_point(box);
    return point && evaluate_exactly(program_, *point)[0].is_zero();
  }

  bool positive_or_negative(const Box& box) const {
    const auto point = as_point(box);
    return point && says(evaluate_exactly(program_, *point)[0].sign(), sign_);
  }

  // Mean-value form, then the face where the difference is least.
  bool by_slopes(const Box& box, const std::vector<Range>& variables, Sign sign, bool may_reduce) const {
    if (const auto point = as_point(box)) return says(evaluate_exactly(program_, *point)[0].sign(), sign);
    if (!method_.slopes) return false;
    const std::vector<Range> slope = enclose_with_slopes(program_, variables, method_.bits)[0].slope;
    if (says(mean_value(box, variables, slope), sign)) return true;
    return may_reduce && by_monotonicity(box, slope, sign);
  }

  bool on_face(const Box& face, Sign sign) const {
    const std::vector<Range> variables = to_ranges(face, method_.bits);
    const Range natural = enclose(program_, variables, method_.bits)[0];
    if (natural.defined && says(natural, sign)) return true;
    return (natural.defined || as_point(face)) && by_slopes(face, variables, sign, /*may_reduce=*/false);
  }

  // f(c) + sum slope_i (x_i - c_i), for the centre c of a bounded box.
  Range mean_value(const Box& box, const std::vector<Range>& variables, const std::vector<Range>& slope) const {
    Box centre;
    for (const Side& side : box) {
      if (side.lo_infinite || side.hi_infinite) return unknown(method_.bits);
      centre.push_back(point_side((side.lo + side.hi) / 2));
    }
    const std::vector<Range> at = to_ranges(centre, method_.bits);
    Range sum = enclose(program_, at, method_.bits)[0];
    if (!sum.defined) return unknown(method_.bits);
    for (std::size_t i = 0; i < box.size(); ++i) sum = sum + slope[i] * (variables[i] - at[i]);
    return sum;
  }

  // Where the slope in x_i keeps one sign, the least value lies on a face x_i = const. Where that sign is strict and the
  // face belongs to an open end, the value inside the box is strictly larger than on the face.
  bool by_monotonicity(const Box& box, const std::vector<Range>& slope, Sign sign) const {
    Box face = box;
    bool reduced = false, strictly_above = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const Side& side = box[i];
      if (side.is_point()) continue;
      const bool rises = certainly_nonnegative(slope[i]), falls = certainly_nonpositive(slope[i]);
      if (rises && !side.lo_infinite) {
        face[i] = point_side(side.lo);
        strictly_above = strictly_above || (side.lo_open && certainly_positive(slope[i]));
      } else if (falls && !side.hi_infinite) {
        face[i] = point_side(side.hi);
        strictly_above = strictly_above || (side.hi_open && certainly_negative(slope[i]));
      } else {
        continue;
      }
      reduced = true;
    }
    const Sign needed = sign == Sign::positive && strictly_above ? Sign::nonnegative : sign;
    return reduced && on_face(face, needed);
  }

  // Taylor with the remainder of Lagrange, in the only side that is not a point.
  bool by_taylor(const Box& box) const {
    if (method_.taylor_order <= 0) return false;
    std::size_t free = box.size();
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (box[i].is_point()) continue;
      if (free != box.size()) return false;
      free = i;
    }
    if (free == box.size() || box[free].lo_infinite || box[free].hi_infinite) return false;
    return taylor_at_end(box, free, true) || taylor_at_end(box, free, false) || taylor_at_middle(box, free);
  }

  // sum f_j(c) h^j + f_k h^k with h = x - c, j < k, f_k over the box: the terms do not lose what cancels between them in f.
  bool taylor_at_middle(const Box& box, std::size_t free) const {
    const int order = method_.taylor_order;
    Box middle = box;
    middle[free] = point_side((box[free].lo + box[free].hi) / 2);
    const std::vector<Range> variables = to_ranges(box, method_.bits), at = to_ranges(middle, method_.bits);
    if (!says(enclose(program_, at, method_.bits)[0], sign_)) return false;  // cheap, and without it nothing follows
    const Range h = variables[free] - at[free];
    Range sum = power(h, order) *
                enclose_jet(program_, 0, variables, free, order, method_.bits)[static_cast<std::size_t>(order)];
    const std::vector<Range> near = enclose_jet(program_, 0, at, free, order - 1, method_.bits);
    for (int j = 0; j < order; ++j) sum = sum + near[static_cast<std::size_t>(j)] * power(h, j);
    return says(sum, sign_);
  }

  // At an end where the leading coefficients vanish exactly.
  bool taylor_at_end(const Box& box, std::size_t free, bool at_lo) const {
    if (free >= contacts_.size()) return false;
    const Side& side = box[free];
    const Rational& end = at_lo ? side.lo : side.hi;
    if (std::find(contacts_[free].begin(), contacts_[free].end(), end) == contacts_[free].end()) return false;
    const bool end_excluded = at_lo ? side.lo_open : side.hi_open;
    if (sign_ == Sign::positive && !end_excluded) return false;

    std::vector<Rational> point;
    for (const Side& s : box) point.push_back(s.lo);
    point[free] = end;
    const std::vector<Exact> at_end = exact_jet(program_, 0, point, free, method_.taylor_order);
    int order = 0;
    while (order <= method_.taylor_order && at_end[static_cast<std::size_t>(order)].is_zero()) ++order;
    if (order == 0 || order > method_.taylor_order) return false;

    const std::vector<Range> variables = to_ranges(box, method_.bits);
    Range leading = enclose_jet(program_, 0, variables, free, order, method_.bits)[static_cast<std::size_t>(order)];
    if (!at_lo && order % 2 == 1) leading = -leading;
    return sign_ == Sign::positive ? certainly_positive(leading) : certainly_nonnegative(leading);
  }

  const Program& program_;
  Sign sign_;
  const Method& method_;
  const Contacts& contacts_;
};

bool all_defined(const std::vector<Range>& values) {
  return std::all_of(values.begin(), values.end(), [](const Range& v) { return v.defined; });
}
bool any_nowhere_defined(const std::vector<Range>& values) {
  return std::any_of(values.begin(), values.end(), [](const Range& v) { return v.value.is_empty(); });
}

Truth from_range(const Range& value, Sign sign) {
  if (!value.defined) return Truth::maybe;
  return says(value, sign) ? Truth::yes : denies(value, sign) ? Truth::no : Truth::maybe;
}

Truth truth_of_sign(int sign, Sign wanted) { return says(sign, wanted) ? Truth::yes : Truth::no; }

// The atom is word for word one of the hypotheses (or follows from its strict form).
bool is_assumed(const Problem& problem, const Atom& atom) {
  const auto follows = [&](const Formula& part) {
    if (part.kind != Condition::Kind::compare) return false;
    const Atom& given = problem.hypothesis_atoms()[part.atom];
    const bool weaker = given.sign == Sign::positive && atom.sign == Sign::nonnegative;
    return given.difference == atom.difference && (given.sign == atom.sign || weaker);
  };
  const auto& parts = problem.hypotheses().parts;  // the bounds one by one, and `assume` as one part
  return std::any_of(parts.begin(), parts.end(), [&](const Formula& part) {
    if (part.kind != Condition::Kind::all_of) return follows(part);
    return std::any_of(part.parts.begin(), part.parts.end(), follows);
  });
}

Truth hypotheses_on(const Problem& problem, const std::vector<Range>& variables, Precision bits) {
  if (problem.hypothesis_atoms().empty()) return Truth::yes;
  const std::vector<Range> values = enclose(problem.hypothesis_program(), variables, bits);
  return truth_of(problem.hypotheses(), [&](std::size_t atom) {
    return from_range(values[atom], problem.hypothesis_atoms()[atom].sign);
  });
}

}  // namespace

Decision decide_on_box(const Problem& problem, const Box& box, const Method& method, const Contacts& contacts) {
  if (is_empty(box)) return Decision::excluded;
  const std::vector<Range> variables = to_ranges(box, method.bits);
  const Truth hypotheses = hypotheses_on(problem, variables, method.bits);
  if (hypotheses == Truth::no) return Decision::excluded;

  const std::vector<Range> values = enclose(problem.goal_program(), variables, method.bits);
  if (any_nowhere_defined(values)) return hypotheses == Truth::yes ? Decision::undefined : Decision::unknown;
  if (!all_defined(values)) return Decision::unknown;
  const Truth goal = truth_of(problem.goal(), [&](std::size_t atom) {
    const Truth natural = from_range(values[atom], problem.goal_atoms()[atom].sign);
    if (natural != Truth::maybe) return natural;
    if (problem.goal_atoms()[atom].identically_zero) return truth_of_sign(0, problem.goal_atoms()[atom].sign);
    if (is_assumed(problem, problem.goal_atoms()[atom])) return Truth::yes;
    return AtomOnBox(problem, atom, method, contacts).holds(box) ? Truth::yes : Truth::maybe;
  });
  if (goal == Truth::yes) return Decision::holds;
  return goal == Truth::no && hypotheses == Truth::yes ? Decision::fails : Decision::unknown;
}

namespace {

// An atom at a point: the exact value where there is one, else the enclosure.
Truth truth_at_point(const Atom& atom, const Range& enclosed, const Exact& exact) {
  if (!enclosed.defined) return Truth::maybe;
  const Truth natural = from_range(enclosed, atom.sign);
  if (natural != Truth::maybe) return natural;
  const int sign = atom.identically_zero ? 0 : exact.sign();
  return sign == 2 ? Truth::maybe : truth_of_sign(sign, atom.sign);
}

Truth truth_at_point(const Formula& formula, const std::vector<Atom>& atoms, const std::vector<Range>& values,
                     const std::vector<Exact>& exact) {
  return truth_of(formula, [&](std::size_t i) { return truth_at_point(atoms[i], values[i], exact[i]); });
}

// The values with a zero for each difference that algebra shows to vanish at the point.
std::vector<Exact> with_zeros(std::vector<Exact> values, const Problem& problem, const std::vector<Rational>& point) {
  Terms terms;
  std::vector<NodeId> places;
  for (const Rational& x : point) places.push_back(terms.rational(x));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const NodeId there = problem.terms().substitute(problem.goal_atoms()[i].difference, places, terms);
    if (!values[i].known() && vanishes_identically(terms, there)) values[i] = Exact(0);
  }
  return values;
}

}  // namespace

Decision decide_at_point(const Problem& problem, const std::vector<Rational>& point, Precision max_bits) {
  if (!contains(problem.domain(), point)) return Decision::excluded;
  Box box;
  for (const Rational& x : point) box.push_back(point_side(x));
  const std::vector<Exact> exact_hypotheses = evaluate_exactly(problem.hypothesis_program(), point);
  std::vector<Exact> exact_goal = evaluate_exactly(problem.goal_program(), point);
  for (Precision bits = 64; bits <= max_bits; bits *= 2) {
    if (bits == 128) exact_goal = with_zeros(std::move(exact_goal), problem, point);
    const std::vector<Range> variables = to_ranges(box, bits);
    const std::vector<Range> hypotheses = enclose(problem.hypothesis_program(), variables, bits);
    const Truth assumed = truth_at_point(problem.hypotheses(), problem.hypothesis_atoms(), hypotheses, exact_hypotheses);
    if (assumed == Truth::no) return Decision::excluded;
    const std::vector<Range> values = enclose(problem.goal_program(), variables, bits);
    if (assumed == Truth::yes && any_nowhere_defined(values)) return Decision::undefined;
    if (!all_defined(values)) continue;
    const Truth goal = truth_at_point(problem.goal(), problem.goal_atoms(), values, exact_goal);
    if (goal == Truth::yes && assumed == Truth::yes) return Decision::holds;
    if (goal == Truth::no && assumed == Truth::yes) return Decision::fails;
  }
  return Decision::unknown;
}

}  // namespace certibound::language
