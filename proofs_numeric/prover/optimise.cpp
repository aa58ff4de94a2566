// Branch and bound for a supremum; an infimum is minus the supremum of minus the expression.
//
// The bound of a box is the meet of its natural enclosure, its mean-value form and, where the expression is monotone in a
// variable, its value on the face; at an end where numerator and denominator vanish, the quotient of their Taylor coefficients.
// The supremum lies between the best value at a point and the largest bound of a box.
#include <certibound/prover/optimise.hpp>

#include "end_quotient.hpp"
#include "search.hpp"

#include <certibound/language/gradient.hpp>

#include <algorithm>
#include <queue>

namespace certibound::prover {
namespace {

using language::Box;
using language::Range;

struct Bounded {
  Float bound;  // an upper bound on the box
  Box box;
  bool operator<(const Bounded& other) const { return bound < other.bound; }
};

class Supremum {
 public:
  Supremum(const language::Claim& claim, const Options& options)
      : names_(claim.variable_names()), terms_(claim.terms), domain_(language::rational_domain(claim)), budget_(options),
        options_(options), root_(goal(claim)), program_(terms_, {root_}), quotient_(terms_, root_, domain_), best_(64) {
    mpfr_set_inf(best_.get(), -1);
  }

  Extreme run() {
    if (is_empty(domain_)) return finish(Verdict::vacuous, "the domain is empty");
    for (const auto& point : candidate_points(domain_, 200)) look_at(point);
    if (!undefined_at_.empty()) return finish(Verdict::ill_posed, "");
    push(domain_);
    while (!open_.empty() && !done()) {
      const Bounded item = open_.top();
      open_.pop();
      auto [first, second] = bisect(item.box, domain_);
      if (is_empty(first) && is_empty(second)) {
        stuck_.push_back(item.bound);
        continue;
      }
      for (Box* half : {&first, &second}) {
        if (!is_empty(*half)) push(*half);
      }
    }
    return finish(Verdict::enclosed, "");
  }

 private:
  language::NodeId goal(const language::Claim& claim) {
    const language::NodeId e = claim.find->expression;
    return claim.find->kind == language::Find::Kind::supremum ? e : terms_.apply(language::Op::neg, e);
  }

  bool done() const {
    if (boxes_ > options_.max_boxes || budget_.spent()) return true;
    return close_enough(largest_bound());
  }

  bool close_enough(const Float& bound) const {
    if (!bound.is_finite() || !best_.is_finite()) return false;
    Float gap(64);
    mpfr_sub(gap.get(), bound.get(), best_.get(), MPFR_RNDU);
    if (gap.sign() <= 0) return true;
    const mpfr_exp_t size = best_.is_zero() ? 0 : mpfr_get_exp(best_.get());
    return mpfr_get_exp(gap.get()) < size - 30;
  }

  Float largest_bound() const {
    Float out = best_;
    if (!open_.empty()) out = std::max(out, open_.top().bound);
    for (const Float& bound : stuck_) out = std::max(out, bound);
    return out;
  }

  void look_at(const std::vector<Rational>& point) {
    if (!contains(domain_, point)) return;
    Box box;
    for (const Rational& x : point) box.push_back(language::point_side(x));
    const Range value = enclose(program_, to_ranges(box, kBits), kBits)[0];
    if (value.value.is_empty()) {
      if (undefined_at_.empty()) undefined_at_ = named_point(point);
    } else if (value.defined && best_ < value.value.lo()) {
      best_ = value.value.lo();
      best_at_ = named_point(point);
    }
  }

  std::vector<NamedRational> named_point(const std::vector<Rational>& point) const {
    std::vector<NamedRational> out;
    for (std::size_t i = 0; i < point.size(); ++i) out.emplace_back(names_[i], point[i]);
    return out;
  }

  void push(const Box& box) {
    ++boxes_;
    std::vector<Rational> middle;
    for (const language::Side& side : box) {
      const Rational to = side.hi_infinite ? Rational(side.lo_infinite ? Rational(1) : Rational(side.lo + 1)) : side.hi;
      const Rational from = side.lo_infinite ? Rational(to - 2) : side.lo;
      middle.push_back(side.integer ? simplest_between(from, to) : Rational((from + to) / 2));
    }
    look_at(middle);
    Float bound = upper_bound(box);
    if (best_ < bound) open_.push({std::move(bound), box});
  }

  Float upper_bound(const Box& box) {
    const std::vector<Range> variables = to_ranges(box, kBits);
    const language::Gradient g = enclose_with_slopes(program_, variables, kBits)[0];
    if (const auto at_end = quotient_.enclose(box, kBits); at_end && !at_end->is_empty()) return at_end->hi();
    if (!g.value.defined) {
      Float infinite(kBits);
      mpfr_set_inf(infinite.get(), 1);
      return infinite;
    }
    return std::min({g.value.value.hi(), mean_value(box, variables, g), face(box, g)});
  }

  Float mean_value(const Box& box, const std::vector<Range>& variables, const language::Gradient& g) const {
    Box centre;
    for (const language::Side& side : box) {
      if (side.lo_infinite || side.hi_infinite) return g.value.value.hi();
      centre.push_back(language::point_side((side.lo + side.hi) / 2));
    }
    const std::vector<Range> at = to_ranges(centre, kBits);
    Range sum = enclose(program_, at, kBits)[0];
    if (!sum.defined) return g.value.value.hi();
    for (std::size_t i = 0; i < box.size(); ++i) sum = sum + g.slope[i] * (variables[i] - at[i]);
    return sum.value.is_empty() ? g.value.value.hi() : sum.value.hi();
  }

  Float face(const Box& box, const language::Gradient& g) const {
    Box reduced = box;
    bool any = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const bool rises = certainly_nonnegative(g.slope[i]), falls = certainly_nonpositive(g.slope[i]);
      if (rises && !box[i].hi_infinite) reduced[i] = language::point_side(box[i].hi);
      if (!rises && falls && !box[i].lo_infinite) reduced[i] = language::point_side(box[i].lo);
      any = any || reduced[i].is_point();
    }
    const Range value = any ? enclose(program_, to_ranges(reduced, kBits), kBits)[0] : g.value;
    return value.defined ? value.value.hi() : g.value.value.hi();
  }

  Extreme finish(Verdict verdict, const std::string& reason) {
    Extreme out;
    out.verdict = verdict;
    out.boxes = boxes_;
    out.bits = kBits;
    out.near = verdict == Verdict::ill_posed ? undefined_at_ : best_at_;
    if (!reason.empty()) out.left = {reason};
    if (verdict != Verdict::enclosed) return out;
    const Float bound = largest_bound();
    if (!best_.is_finite()) {
      out.verdict = Verdict::undecided;
      out.left = {"no point of the domain was found where the expression is certainly defined"};
      return out;
    }
    out.value = Interval(best_, bound);
    if (!close_enough(bound)) out.left = {"stopped before the enclosure was narrow; both ends are proven"};
    return out;
  }

  static constexpr Precision kBits = 96;
  std::vector<std::string> names_;
  language::Terms terms_;
  Box domain_;
  Budget budget_;
  const Options& options_;
  language::NodeId root_;
  language::Program program_;
  EndQuotient quotient_;
  Float best_;
  std::vector<NamedRational> best_at_, undefined_at_;
  std::priority_queue<Bounded> open_;
  std::vector<Float> stuck_;
  long boxes_ = 0;
};

// Seconds of the whole that go to the question where the extreme lies.
constexpr double kPointShare = 0.25, kMostPointSeconds = 2;

// The claim that no value lies beyond that of the point (strictly: that none reaches it).
language::Claim no_value_beyond(const language::Claim& claim, const std::vector<NamedRational>& at, bool strictly) {
  language::Claim out = claim;
  std::vector<language::NodeId> arguments;
  for (const auto& [name, value] : at) arguments.push_back(out.terms.rational(value));
  const language::NodeId e = claim.find->expression, there = claim.terms.substitute(e, arguments, out.terms);
  const language::Relation relation = strictly ? language::Relation::less : language::Relation::less_equal;
  const bool supremum = claim.find->kind == language::Find::Kind::supremum;
  out.show = supremum ? language::Condition::compare(e, relation, there) : language::Condition::compare(there, relation, e);
  out.find.reset();
  return out;
}

std::optional<ExtremePoint> proved_point(const language::Claim& claim, const std::vector<NamedRational>& at, bool attained,
                                         const Options& options) {
  ExtremePoint out{.attained = attained, .at = at, .value = {}, .claim = no_value_beyond(claim, at, !attained), .certificate = {}};
  const bool supremum = claim.find->kind == language::Find::Kind::supremum;
  const language::NodeId there = supremum ? out.claim.show->right : out.claim.show->left;
  const Range value = enclose(language::Program(out.claim.terms, {there}), std::vector<Range>(at.size(), language::constant(0, 96)), 96)[0];
  if (!value.defined) return std::nullopt;
  out.value = value.value;
  Proposal proposal = prove(out.claim, options);
  if (proposal.verdict != Verdict::proved || !proposal.certificate) return std::nullopt;
  out.certificate = std::move(*proposal.certificate);
  return out;
}

// The excluded ends of the domain of one variable. A value there is the limit from inside, since the functions of the language are
// continuous wherever they are defined (a find has no hypotheses that could keep away from the end), and so the supremum.
std::vector<std::vector<NamedRational>> excluded_ends(const language::Claim& claim) {
  const language::Box domain = language::rational_domain(claim);
  std::vector<std::vector<NamedRational>> out;
  if (domain.size() != 1 || claim.leans_on_external_values()) return out;
  const language::Side& side = domain[0];
  if (!side.lo_infinite && side.lo_open) out.push_back({{claim.variables[0].name, side.lo}});
  if (!side.hi_infinite && side.hi_open) out.push_back({{claim.variables[0].name, side.hi}});
  return out;
}

std::optional<ExtremePoint> extreme_point(const language::Claim& claim, const Extreme& found, const Options& options) {
  Options own = options;
  own.seconds = std::min(kPointShare * options.seconds, kMostPointSeconds);
  if (auto point = proved_point(claim, found.near, true, own)) return point;
  for (const auto& end : excluded_ends(claim)) {
    if (auto point = proved_point(claim, end, false, own)) return point;
  }
  return std::nullopt;
}

}  // namespace

Extreme find_extreme(const language::Claim& claim, const Options& options) {
  try {
    Extreme out = Supremum(claim, options).run();
    if (out.verdict != Verdict::enclosed) return out;
    if (claim.find->kind == language::Find::Kind::infimum) out.value = -out.value;
    out.point = extreme_point(claim, out, options);
    return out;
  } catch (const language::BadDomain& error) {
    Extreme out;
    out.left = {error.what()};
    return out;
  }
}

}  // namespace certibound::prover
