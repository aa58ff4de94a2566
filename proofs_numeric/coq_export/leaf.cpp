// A leaf of a proof, that a goal holds on boxes: equalities by algebra, inequalities by bisection and, where both sides
// meet at a rational point, by a chain of derivatives. What is decided here (orders of contacts, where pieces are cut) is
// only proposed to Coq.
#include "lemmas.hpp"

#include <certibound/language/decide.hpp>
#include <certibound/language/jet.hpp>
#include <certibound/language/uniformise.hpp>

#include <algorithm>
#include <optional>
#include <sstream>

namespace certibound::coq_export {
namespace {

using language::Bound;
using language::Op;
using language::Program;
using language::Range;
using language::Relation;

constexpr Precision kBits = 128;
constexpr int kMaxOrder = 8;
constexpr int kMaxHalvings = 8;   // of the gap beside a contact
constexpr int kMaxBisections = 9;  // to see the sign of a derivative on a piece

struct Inequality {
  NodeId f = -1;
  bool strict = false;
};

const Rational* end_of(const Claim& goal, const Bound& bound) {
  return bound.value ? goal.terms.as_rational(*bound.value) : nullptr;
}

// The orders of the first coefficient that is not zero, seen from a point.
struct Contact {
  int order = 0;  // 0: the sides do not meet
  int sign = 1;   // of that coefficient
};

// One inequality F > 0 or F >= 0 in one real variable between rational ends.
class OneVariable {
 public:
  OneVariable(File& file, const Claim& goal, Inequality what, std::vector<Rational> cuts)
      : file_(file), goal_(goal), what_(what), program_(goal.terms, {what.f}), cuts_(std::move(cuts)) {
    lower_ = *end_of(goal, goal.variables[0].lower);
    upper_ = *end_of(goal, goal.variables[0].upper);
    name_ = bound_names(goal)[0];
    term_ = real_text(goal.terms, what.f, {name_});
  }

  // Is it known at both ends whether, and to which order, the sides meet?
  bool has_known_ends() const {
    try {
      return contact(lower_).order >= 0 && contact(upper_).order >= 0;
    } catch (const NotExportable&) {
      return false;
    }
  }

  // Lemmas of all pieces, then the one that joins them; its name.
  std::string write() {
    std::vector<Rational> points = {lower_};
    std::sort(cuts_.begin(), cuts_.end());
    for (const Rational& cut : cuts_) {
      if (points.back() < cut && cut < upper_) points.push_back(cut);
    }
    points.push_back(upper_);
    if (lower_ == upper_) points = {lower_, upper_};
    for (std::size_t i = 0; i + 1 < points.size(); ++i) between(points[i], points[i + 1]);
    return join();
  }

 private:
  struct Piece {
    Rational lo, hi;
    bool lo_open, hi_open;
    std::string lemma;
  };

  Contact contact(const Rational& at) const {
    const auto exact = language::exact_jet(program_, 0, {at}, 0, kMaxOrder);
    const auto near = language::enclose_jet(program_, 0, {language::constant(at, kBits)}, 0, kMaxOrder, kBits);
    for (int k = 0; k <= kMaxOrder; ++k) {
      const auto j = static_cast<std::size_t>(k);
      if (exact[j].is_zero()) continue;
      const int exact_sign = exact[j].known() ? exact[j].sign() : 2;
      if (exact_sign == 1 || certainly_positive(near[j])) return {k, 1};
      if (exact_sign == -1 || certainly_negative(near[j])) return {k, -1};
      if (near[j].defined && mag(near[j].value) < Interval(Rational(1, 1'000'000'000'000), kBits).lo()) continue;  // Coq will say
      if (k == 0) return {0, 1};
      throw NotExportable("the order of the contact at " + to_string(at) + " is not known");
    }
    return {-1, 0};
  }

  // Is the k-th derivative, with its sign, positive on all of [lo, hi] (an end where it vanishes with k + 1 excepted)?
  bool has_sign(const Rational& lo, const Rational& hi, int order, int sign, int depth = kMaxBisections) const {
    language::Side side;
    side.lo = lo;
    side.hi = hi;
    const auto jet = language::enclose_jet(program_, 0, {language::to_range(side, kBits)}, 0, order, kBits);
    const Range& value = jet[static_cast<std::size_t>(order)];
    if (value.value.is_bounded() && (sign > 0 ? certainly_positive(value) : certainly_negative(value))) return true;
    if (depth == 0) return false;
    const Rational mid = (lo + hi) / 2;
    return has_sign(lo, mid, order, sign, depth - 1) && has_sign(mid, hi, order, sign, depth - 1);
  }

  bool has_value_at(const Rational& at) const {
    const Range value = language::enclose(program_, {language::constant(at, kBits)}, kBits)[0];
    return value.defined && value.value.is_bounded();
  }

  void between(const Rational& a, const Rational& b) {
    const Contact left = contact(a), right = contact(b);
    if (left.order < 0 || right.order < 0) throw NotExportable("both sides meet to a high order at an end of a piece");
    Rational lo = a, hi = b;
    if (left.order > 0 && b == upper_ && goal_.variables[0].upper.open && !has_value_at(b)) {
      return piece(a, b, what_.strict, true,
                   "chain_to_open no_params " + data_name() + " " + std::to_string(left.order) + "%nat " + rational_data(a) + ".");
    }
    if (left.order > 0) lo = chain(a, right.order == 0 ? b : Rational((a + b) / 2), left, true);
    if (right.order > 0) hi = chain(b, std::max(lo, left.order == 0 ? a : Rational((a + b) / 2)), right, false);
    if (lo < hi || (a == b && pieces_.empty())) {
      const bool defined = has_value_at(lo) && has_value_at(hi);
      const bool lo_open = lo == lower_ && goal_.variables[0].lower.open && (left.order > 0 || !defined);
      const bool hi_open = hi == upper_ && goal_.variables[0].upper.open && !defined;
      piece(lo, hi, lo_open, hi_open,
            "intros " + name_ + " H. " + (defined ? "by_bisection1 " : "by_algebra_or_bisection1 ") + name_ + ".");
    }
  }

  // A chain of derivatives from the contact towards `limit`; returns how far it reaches.
  Rational chain(const Rational& at, const Rational& limit, const Contact& contact, bool rightwards) {
    const int needed = rightwards || contact.order % 2 == 0 ? 1 : -1;
    if (contact.sign != needed) throw NotExportable("the sides cross at " + to_string(at));
    Rational reach = limit;
    for (int halving = 0; halving <= kMaxHalvings; ++halving) {
      const Rational lo = std::min(at, reach), hi = std::max(at, reach);
      if (has_sign(lo, hi, contact.order, contact.sign)) {
        const std::string data = data_name();
        const std::string arguments = " no_params " + data + " " + std::to_string(contact.order) + "%nat ";
        const std::string q = rational_data(at);
        if (rightwards) {
          piece(lo, hi, what_.strict, false, "chain_from_left" + arguments + q + " " + rational_text(hi, true) + ".");
        } else {
          piece(lo, hi, false, what_.strict, "chain_from_right" + arguments + rational_text(lo, true) + " " + q + ".");
        }
        return reach;
      }
      reach = (at + reach) / 2;
    }
    throw NotExportable("no derivative keeps its sign beside the contact at " + to_string(at));
  }

  const std::string& data_name() {
    if (data_.empty()) {
      data_ = file_.fresh();
      file_.definition(data_, "expr", data_text(goal_.terms, what_.f, 0));
    }
    return data_;
  }

  std::string statement_between(const Rational& lo, const Rational& hi, bool lo_open, bool hi_open) const {
    return "forall " + name_ + " : R, " + rational_text(lo) + (lo_open ? " < " : " <= ") + name_ +
           (hi_open ? " < " : " <= ") + rational_text(hi) + " -> 0 " + (what_.strict ? "< " : "<= ") + term_;
  }

  void piece(const Rational& lo, const Rational& hi, bool lo_open, bool hi_open, const std::string& proof) {
    const std::string lemma = file_.fresh();
    file_.lemma(lemma, statement_between(lo, hi, lo_open, hi_open), proof);
    pieces_.push_back({lo, hi, lo_open, hi_open, lemma});
  }

  std::string join() {
    std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) { return a.lo < b.lo; });
    const language::Variable& v = goal_.variables[0];
    const std::string lemma = file_.fresh();
    std::string proof = "intros " + name_ + " H.\n";
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      proof += "destruct (Rle_lt_dec " + name_ + " " + rational_text(pieces_[i].hi, true) + "); [apply " + pieces_[i].lemma +
               "; lra|].\n";
    }
    proof += "apply " + pieces_.back().lemma + "; lra.";
    file_.lemma(lemma, statement_between(lower_, upper_, v.lower.open, v.upper.open), proof);
    return lemma;
  }

  File& file_;
  const Claim& goal_;
  Inequality what_;
  Program program_;
  std::vector<Rational> cuts_;
  Rational lower_, upper_;
  std::string name_, term_, data_;
  std::vector<Piece> pieces_;
};

std::vector<Rational> cuts_of(const Step& step, const std::string& name) {
  std::vector<Rational> out;
  std::istringstream words(step.words);
  std::string skipped, variable, value;
  for (int i = 0; i < 4; ++i) words >> skipped;
  while (words >> variable >> value) {
    if (const auto number = parse_rational(value); number && variable == name) out.push_back(*number);
  }
  return out;
}

bool has_finite_rational_ends(const Claim& goal) {
  return std::all_of(goal.variables.begin(), goal.variables.end(), [&](const language::Variable& v) {
    return end_of(goal, v.lower) != nullptr && end_of(goal, v.upper) != nullptr;
  });
}

// The tactic that shows one comparison, all premises and variables in the context.
std::string comparison_proof(File& file, Claim goal, const Condition& comparison, const Step& step) {
  if (comparison.relation == Relation::equal) return "by_algebra.";
  if (comparison.relation == Relation::not_equal) return "by_difference.";
  Inequality what;
  what.strict = comparison.relation == Relation::less;
  what.f = goal.terms.apply(Op::sub, comparison.right, comparison.left);
  if (const Rational* left = goal.terms.as_rational(comparison.left); left != nullptr && left->is_zero()) what.f = comparison.right;
  const std::vector<std::string> names = bound_names(goal);
  if (goal.variables.empty()) return "number_or_equal.";
  const bool bounded = has_finite_rational_ends(goal);
  if (bounded && names.size() == 1 && !goal.variables[0].integer) {
    try {
      const std::string lemma = OneVariable(file, goal, what, cuts_of(step, goal.variables[0].name)).write();
      return "apply_piece (" + lemma + " " + names[0] + ").";
    } catch (const NotExportable&) {
      return "by_algebra_or_bisection1 " + names[0] + ".";
    }
  }
  if (names.size() == 1) return "by_algebra_or_bisection1 " + names[0] + ".";
  if (names.size() == 2) return "by_algebra_or_bisection2 " + names[0] + " " + names[1] + ".";
  if (names.size() == 3) return "by_algebra_or_bisection3 " + names[0] + " " + names[1] + " " + names[2] + ".";
  return "by_algebra_or_bisections.";
}

// Whichever disjunct can be shown on the whole domain.
std::string disjunction_proof(File& file, const Claim& goal, const Condition& condition, const Step& step) {
  std::string out, before;
  for (const Condition& part : condition.parts) {
    if (part.kind != Condition::Kind::compare) throw NotExportable("a disjunction of more than comparisons is shown by boxes");
    std::string proof = comparison_proof(file, goal, part, step);
    proof.pop_back();  // the stop
    const bool last = &part == &condition.parts.back();
    out += (out.empty() ? "first [ " : " | ") + ("solve [" + before) + (last ? "" : "left; ") + proof + "]";
    before += "right; ";
  }
  return out + " ].";
}

std::string condition_proof(File& file, const Claim& goal, const Condition& condition, const Step& step) {
  if (condition.kind == Condition::Kind::compare) return comparison_proof(file, goal, condition, step);
  if (condition.parts.empty()) {
    if (condition.kind == Condition::Kind::any_of) throw NotExportable("an empty disjunction is shown");
    return "exact I.";
  }
  if (condition.parts.size() == 1) return condition_proof(file, goal, condition.parts[0], step);
  if (condition.kind == Condition::Kind::any_of) return disjunction_proof(file, goal, condition, step);
  std::string out = "parts.";
  for (const Condition& part : condition.parts) out += "\n{ " + condition_proof(file, goal, part, step) + " }";
  return out;
}

// Integers as real numbers between the same bounds.
Claim with_real_variables(Claim goal) {
  for (language::Variable& v : goal.variables) v.integer = false;
  return goal;
}

}  // namespace

std::string intros(const Claim& claim) {
  std::string out = "intros";
  for (const std::string& name : bound_names(claim)) out += " " + name;
  for (std::size_t i = 0; i < premises_text(claim).size(); ++i) out += " H" + std::to_string(i + 1);
  return out == "intros" ? "" : out + ". ";
}

namespace {

// Where the sides of a goal in rho meet at +-1 to a half-integer order: in t, rho = +-cos t. Nothing if that is no way.
std::optional<std::string> write_in_cosine(File& file, const Claim& goal) {
  const bool one_real = goal.variables.size() == 1 && !goal.variables[0].integer;
  if (!one_real || goal.show->kind != Condition::Kind::compare) return std::nullopt;
  const bool order = goal.show->relation == Relation::less || goal.show->relation == Relation::less_equal;
  if (!order || !has_finite_rational_ends(goal)) return std::nullopt;
  Claim own = goal;
  const NodeId f = own.terms.apply(Op::sub, goal.show->right, goal.show->left);
  if (OneVariable(file, own, {.f = f, .strict = false}, {}).has_known_ends()) return std::nullopt;
  const auto parts = language::uniformised(goal);
  if (!parts) return std::nullopt;
  const Step at_zero{.rule = "boxes", .words = "64 0 1 0 t 0", .premises = {}};
  const std::string plus = write_leaf(file, parts->at(0), at_zero), minus = write_leaf(file, parts->at(1), at_zero);
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(goal), intros(goal) + "by_cosine " + bound_names(goal)[0] + " H1 " + plus + " " + minus + ".");
  return lemma;
}

}  // namespace

std::string write_leaf(File& file, const Claim& goal, const Step& step) {
  if (const auto lemma = write_in_cosine(file, goal)) return *lemma;
  const bool integers = std::any_of(goal.variables.begin(), goal.variables.end(), [](const auto& v) { return v.integer; });
  const Claim real = integers ? with_real_variables(goal) : goal;
  const std::string proof = intros(real) + condition_proof(file, real, *real.show, step);
  const std::string lemma = file.fresh();
  file.lemma(lemma, statement(real), proof);
  if (!integers) return lemma;
  const std::string whole = file.fresh();
  std::string arguments;
  for (const std::string& name : real_names(goal)) arguments += " (" + name + ")";
  file.lemma(whole, statement(goal), intros(goal) + "apply (" + lemma + arguments + "); assumption.");
  return whole;
}

}  // namespace certibound::coq_export
