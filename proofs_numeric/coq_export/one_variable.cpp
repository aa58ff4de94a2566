// Pieces of an interval: a chain of derivatives beside each contact, bisection elsewhere. The orders of contacts and
// the reach of each chain are found with enclosures, and only proposed to Coq.
#include "one_variable.hpp"

#include <certibound/language/decide.hpp>
#include <certibound/language/jet.hpp>
#include <certibound/rules/derivative.hpp>

#include <algorithm>
#include <optional>

namespace certibound::coq_export {
namespace {

using language::Program;
using language::Range;

constexpr Precision kBits = 128;
constexpr int kMaxOrder = 8;
constexpr int kMaxSingularOrder = 3;
constexpr int kMaxHalvings = 8;    // of the gap beside a contact
constexpr int kMaxBisections = 9;  // to see the sign of a derivative on a piece

// The first derivative that is not zero, seen from a point.
struct Contact {
  int order = 0;       // 0: the sides do not meet
  int sign = 1;        // of that derivative
  bool smooth = true;  // at the point itself; else only beside it
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

  bool has_known_ends() const { return smooth_contact(lower_).has_value() && smooth_contact(upper_).has_value(); }

  // Lemmas of all pieces, then the one that joins them; its name.
  std::string write() {
    for (const int likely : {-1, 0, 1}) {
      if (language::evaluate_exactly(program_, {Rational(likely)})[0].is_zero()) cuts_.push_back(Rational(likely));
    }
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

  // From power series at the point; nothing if they do not tell.
  std::optional<Contact> smooth_contact(const Rational& at) const {
    const auto exact = language::exact_jet(program_, 0, {at}, 0, kMaxOrder);
    const auto near = language::enclose_jet(program_, 0, {language::constant(at, kBits)}, 0, kMaxOrder, kBits);
    for (int k = 0; k <= kMaxOrder; ++k) {
      const auto j = static_cast<std::size_t>(k);
      if (exact[j].is_zero()) continue;
      const int exact_sign = exact[j].known() ? exact[j].sign() : 2;
      if (exact_sign == 1 || certainly_positive(near[j])) return Contact{k, 1};
      if (exact_sign == -1 || certainly_negative(near[j])) return Contact{k, -1};
      if (near[j].defined && mag(near[j].value) < Interval(Rational(1, 1'000'000'000'000), kBits).lo())
        continue;  // Coq will say
      return k == 0 ? std::optional(Contact{}) : std::nullopt;
    }
    return std::nullopt;
  }

  // At an end where F is not smooth: from its derivatives as terms, at the end and a little inside.
  Contact singular_contact(const Rational& at) const {
    const Rational step = (upper_ - lower_) / 4096;
    const Rational inside = at == lower_ ? Rational(at + step) : Rational(at - step);
    Terms terms = goal_.terms;
    NodeId derivative = what_.f;
    for (int k = 0; k <= kMaxSingularOrder; ++k) {
      const Program program(terms, {derivative});
      if (!language::evaluate_exactly(program, {at})[0].is_zero()) {
        const Range beside = language::enclose(program, {language::constant(inside, kBits)}, kBits)[0];
        if (certainly_positive(beside)) return {k, 1, false};
        if (certainly_negative(beside)) return {k, -1, false};
        break;
      }
      try {
        derivative = rules::derivative(terms, derivative, 0);
      } catch (const rules::NoDerivative& reason) {
        throw NotExportable(reason.what());
      }
    }
    throw NotExportable("the order of the contact at " + to_string(at) + " is not known");
  }

  Contact contact(const Rational& at) const {
    if (const auto smooth = smooth_contact(at)) return *smooth;
    if (at == lower_ || at == upper_) return singular_contact(at);
    throw NotExportable("the order of the contact at " + to_string(at) + " is not known");
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
    Rational lo = a, hi = b;
    const bool open_above = b == upper_ && goal_.variables[0].upper.open && !has_value_at(b);
    if (open_above && left.order > 0 && left.smooth && has_sign(a, b - (b - a) / 1024, left.order, left.sign)) {
      return piece(a, b, what_.strict, true,
                   "chain_to_open no_params " + data_name() + " " + std::to_string(left.order) + "%nat " +
                       rational_data(a) + ".");
    }
    if (left.order > 0) lo = chain(a, right.order == 0 && !open_above ? b : Rational((a + b) / 2), left, true);
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
      // Where F is not smooth the derivative may be infinite; Coq will say.
      const Rational gap = contact.smooth ? Rational(0) : Rational((hi - lo) / 1024);
      if (has_sign(rightwards ? Rational(lo + gap) : lo, rightwards ? hi : Rational(hi - gap), contact.order,
                   contact.sign)) {
        chain_piece(at, lo, hi, contact, rightwards);
        return reach;
      }
      reach = (at + reach) / 2;
    }
    throw NotExportable("no derivative keeps its sign beside the contact at " + to_string(at));
  }

  // At an end of the domain F may have derivatives that D of Expr.v does not find there: then only inside.
  void chain_piece(const Rational& at, const Rational& lo, const Rational& hi, const Contact& contact,
                   bool rightwards) {
    const std::string side = rightwards ? "_from_left" : "_from_right", q = rational_data(at), data = data_name();
    const std::string ends = rightwards ? q + " " + rational_text(hi, true) : rational_text(lo, true) + " " + q;
    const auto word = [&](const std::string& chain, int order) {
      return chain + side + " no_params " + data + " " + std::to_string(order) + "%nat " + ends;
    };
    const std::string inside = word("chain_inside", contact.order - 1), whole = word("chain", contact.order);
    const bool at_end = at == lower_ || at == upper_;
    piece(lo, hi, rightwards && what_.strict, !rightwards && what_.strict,
          (!contact.smooth ? inside
           : at_end        ? "first [" + whole + " | " + inside + "]"
                           : whole) +
              ".");
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
      proof += "destruct (Rle_lt_dec " + name_ + " " + rational_text(pieces_[i].hi, true) + "); [apply (" +
               pieces_[i].lemma + " " + name_ + "); lra|].\n";
    }
    proof += "apply (" + pieces_.back().lemma + " " + name_ + "); lra.";
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

}  // namespace

const Rational* end_of(const Claim& goal, const language::Bound& bound) {
  return bound.value ? goal.terms.as_rational(*bound.value) : nullptr;
}

std::string write_in_one_variable(File& file, const Claim& goal, Inequality what, std::vector<Rational> cuts) {
  return OneVariable(file, goal, what, std::move(cuts)).write();
}

bool has_known_ends(const Claim& goal, Inequality what) {
  File scratch("");
  return OneVariable(scratch, goal, what, {}).has_known_ends();
}

}  // namespace certibound::coq_export
