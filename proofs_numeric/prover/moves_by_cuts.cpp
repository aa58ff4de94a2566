// Moves that cut the domain or change its variables: where both sides meet, where slopes turn, at corners.
#include "closed_form.hpp"
#include "move_finder.hpp"
#include "search.hpp"
#include "touching.hpp"

#include <certibound/rules/derivative.hpp>
#include <certibound/rules/rules.hpp>

#include <algorithm>

namespace certibound::prover {
namespace {

// A zero inside one variable's domain: no other way leads past it.
constexpr double kTouching = 0.05;

}  // namespace

// One variable: cut at zeros of the difference inside the domain.
void MoveFinder::isolations() {
  if (goal_.variables.size() != 1) return;
  if (goal_.variables[0].integer) return whole_isolations();
  const std::size_t before = out_.size();
  const Side& side = domain_[0];
  const language::Contacts contacts = find_contacts(problem_, left_);
  for (const Rational& at : contacts[0]) {
    if (inside(side, at)) add("isolate", names_[0] + " {" + to_string(at) + "}", kTouching);
  }
  if (out_.size() == before) irrational_isolations();
}

// Small integers, the lowest left aside, at which both sides are equal.
void MoveFinder::whole_isolations() {
  Claim scratch = goal_;
  for (const Rational& at : simple_values(domain_[0], 12)) {
    if (!inside(domain_[0], at) || !vanishes_on(scratch, d_.f, 0, scratch.terms.rational(at))) continue;
    add("isolate", names_[0] + " {" + to_string(at) + "}", kTouching);
  }
}

void MoveFinder::irrational_isolations() {
  std::vector<Rational> points = simple_values(domain_[0], 60);
  for (const Box& box : left_) {
    if (!box[0].lo_infinite) points.push_back(box[0].lo);
    if (!box[0].hi_infinite) points.push_back(box[0].hi);
  }
  for (const Interval& at : touching_points(goal_.terms, d_.f, std::move(points))) {
    Claim scratch = goal_;
    for (const NodeId place : closed_forms(scratch.terms, at)) {
      if (!vanishes_on(scratch, d_.f, 0, place)) continue;
      add("isolate", names_[0] + " " + text_of(scratch.terms, place), kTouching);
      break;
    }
  }
}

// Several variables: cut along curves y = c(x) on which the difference is zero.
void MoveFinder::curves() {
  if (goal_.variables.size() < 2) return;
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    if (goal_.variables[i].integer) continue;
    Terms terms = goal_.terms;
    std::vector<NodeId> slopes(names_.size(), -1);
    try {
      slopes[i] = rules::derivative(terms, d_.f, static_cast<int>(i));
    } catch (const rules::NoDerivative&) {
    }
    std::vector<NodeId> places;
    for (std::size_t j = 0; j < i; ++j) {
      const NodeId x = terms.variable(static_cast<int>(j));
      const NodeId one = terms.rational(1);
      for (const NodeId place :
           {x, terms.apply(Op::neg, x), terms.apply(Op::sub, one, x), terms.apply(Op::div, one, x), terms.power(x, 2),
            terms.apply(Op::sqrt, x), terms.apply(Op::log, x), terms.apply(Op::exp, x), terms.apply(Op::add, one, x),
            terms.apply(Op::mul, terms.rational(2), x), terms.apply(Op::div, x, terms.rational(2)),
            terms.apply(Op::div, one, terms.power(x, 2)), terms.power(x, 3), terms.apply(Op::cbrt, x)}) {
        places.push_back(place);
      }
    }
    for (const Rational& value : simple_values(domain_[i], 8)) places.push_back(terms.rational(value));
    for (const NodeId place : places) {
      Claim scratch = goal_;
      scratch.terms = terms;
      if (!inside_bounds(scratch, i, place)) continue;
      const bool touches = vanishes_on(scratch, d_.f, i, place);
      const bool turns = !touches && terms.as_rational(place) == nullptr && slopes[i] >= 0 &&
                         vanishes_on(scratch, slopes[i], i, place);
      if (touches || turns) add("isolate", names_[i] + " " + text_of(terms, place), touches ? 0.4 : 0.6);
    }
  }
}

bool MoveFinder::inside_bounds(const Claim& claim, std::size_t i, NodeId place) const {
  const Rational* at = claim.terms.as_rational(place);
  if (at != nullptr) return inside(domain_[i], *at);
  const language::Program program(claim.terms, {place});
  for (const auto& point : candidate_points(domain_, 40)) {
    const language::Range value = at_point(program, point);
    if (!value.defined || !value.value.is_bounded()) continue;
    if (inside(domain_[i], to_rational(value.value.lo()))) return true;
  }
  return false;
}

void MoveFinder::substitutions() {
  const bool roots = mentions({Op::sqrt, Op::real_power, Op::cbrt});
  const bool arcs = mentions({Op::acos, Op::asin, Op::Rhat, Op::Rhat1});
  if (goal_.variables.size() == 1 && goal_.hypotheses.parts.empty() && (arcs || roots) && !goal_.variables[0].integer) {
    const Side& side = domain_[0];
    if (!side.lo_infinite && !side.hi_infinite && side.lo >= -1 && side.hi <= 1) add("cosine", "", 1);
  }
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    const Side& side = domain_[i];
    if (side.integer) continue;
    if (roots) {
      if (!side.lo_infinite) add("square", names_[i] + " lower " + new_name('u'), 1);
      if (!side.hi_infinite) add("square", names_[i] + " upper " + new_name('u'), 1);
    }
    if (side.hi_infinite && !side.lo_infinite && side.lo >= 0) add("reciprocal", names_[i] + " " + new_name('r'), before_ == "reciprocal" ? 1 : 0.4);
    const bool negative = side.lo_infinite && !side.hi_infinite && side.hi <= 0;
    if (negative) add("reflect", names_[i] + " {0} " + new_name('n'), 0.5);
    if (mentions({Op::tan}) && ends_at_quarter(i) && !touches_lower(i)) add("reflect", names_[i] + " {pi/2} " + new_name('n'), 0.3);
    for (std::size_t k = 0; k < i; ++k) {
      const bool positive = !domain_[k].lo_infinite && domain_[k].lo >= 0 && !domain_[k].integer;
      if (positive && !domain_[k].lo_open && domain_[k].lo.is_zero()) {
        add("isolate", names_[k] + " {0}", 0.2);
        continue;
      }
      if (positive) add("ratio", names_[i] + " " + names_[k] + " " + new_name('q'), 0.5);
    }
    const bool depends = goal_.variables[i].lower.value && goal_.variables[i].upper.value &&
                         (goal_.terms.as_rational(*goal_.variables[i].lower.value) == nullptr ||
                          goal_.terms.as_rational(*goal_.variables[i].upper.value) == nullptr);
    if (depends) add("affine", names_[i] + " " + new_name('w'), 1);
  }
}

bool MoveFinder::touches_lower(std::size_t i) const {
  const auto& lower = goal_.variables[i].lower.value;
  if (!lower) return false;
  if (vanishes_at(i, *lower)) return true;
  const Rational* at = goal_.terms.as_rational(*lower);
  return at != nullptr && at->is_zero();
}

// Is the upper bound pi/2, a pole of the tangent?
bool MoveFinder::ends_at_quarter(std::size_t i) const {
  const auto& upper = goal_.variables[i].upper.value;
  if (!upper) return false;
  const auto value = evaluate_exactly(language::Program(goal_.terms, {*upper}), std::vector<Rational>(names_.size()))[0];
  return (value - language::Exact::pi() * language::Exact(Rational(1, 2))).is_zero();
}

// One variable: where samples of the derivative change their sign.
void MoveFinder::turns() {
  if (goal_.variables.size() != 1 || domain_[0].integer) return;
  Step step{"climb", names_[0] + (domain_[0].lo_infinite ? " upper" : " lower"), {}};
  std::vector<Claim> parts;
  try {
    Claim open = goal_;
    parts = rules::premises(open, step);
  } catch (const Rejected&) {
    return;
  }
  const Claim& slope = parts[1];
  Claim own = slope;
  const rules::Difference d = rules::difference_of(own);
  const language::Program program(own.terms, {d.f});
  std::vector<Rational> points = simple_values(domain_[0], 60);
  std::sort(points.begin(), points.end());
  int before = 0;
  Rational last;
  std::size_t found = 0;
  for (const Rational& x : points) {
    const language::Range value = enclose(program, language::to_ranges({language::point_side(x)}, 80), 80)[0];
    if (!value.defined) continue;
    const int sign = certainly_positive(value) ? 1 : certainly_negative(value) ? -1 : 0;
    if (sign == 0) continue;
    if (before * sign < 0 && found++ < 2) {
      for (const Rational& place : {last, x}) {
        if (inside(domain_[0], place)) add("split", names_[0] + " {" + to_string(place) + "}", 0.35);
      }
    }
    before = sign;
    last = x;
  }
}

// Near an end and away from it.
// One variable, and the difference rises from about zero and falls to it again: cut to the left and to the right of its peak, so
// that it is monotone towards both ends.
void MoveFinder::peaks() {
  if (names_.size() != 1 || domain_[0].integer || !goal_.hypotheses.parts.empty()) return;
  Terms terms = goal_.terms;
  NodeId slope = -1;
  try {
    slope = rules::derivative(terms, d_.f, 0);
  } catch (const rules::NoDerivative&) {
    return;
  }
  const language::Program program(terms, {d_.f, slope});
  struct Seen {
    Rational x;
    double height;
    bool rises, falls;
  };
  std::vector<Seen> seen;
  for (const auto& point : samples()) {
    const std::vector<language::Range> at = enclose(program, language::to_ranges({language::point_side(point[0])}, 80), 80);
    if (!at[0].defined) continue;
    const double height = mpfr_get_d(at[0].value.hi().get(), MPFR_RNDN);
    seen.push_back({point[0], height, at[1].defined && certainly_positive(at[1]), at[1].defined && certainly_negative(at[1])});
  }
  std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.x < b.x; });
  const auto last_rise = std::find_if(seen.rbegin(), seen.rend(), [](const Seen& s) { return s.rises; });
  const auto first_fall = std::find_if(seen.begin(), seen.end(), [](const Seen& s) { return s.falls; });
  if (last_rise == seen.rend() || first_fall == seen.end() || last_rise->x >= first_fall->x) return;
  constexpr double kLow = 0.01;  // of the peak's height
  if (std::max(seen.front().height, seen.back().height) > kLow * std::max(last_rise->height, first_fall->height)) return;
  for (const Rational& x : {last_rise->x, first_fall->x}) {
    if (inside(domain_[0], x)) add("split", names_[0] + " {" + to_string(x) + "}", 0.2);
  }
}

void MoveFinder::splits() {
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    const Side& side = domain_[i];
    if (side.integer) continue;
    std::vector<Rational> places;
    if (!side.lo_infinite && !side.hi_infinite) {
      for (const Rational& weight : {Rational(1, 2), Rational(1, 8), Rational(7, 8)}) {
        places.push_back(simplest_near(side.lo + (side.hi - side.lo) * weight, (side.hi - side.lo) / 64));
      }
    } else if (!side.lo_infinite) {
      for (const long step : {1, 4}) places.push_back(side.lo + step);
    } else if (!side.hi_infinite) {
      for (const long step : {1, 4}) places.push_back(side.hi - step);
    } else {
      places = {0};
    }
    for (const Rational& place : places) add("split", names_[i] + " {" + to_string(place) + "}", names_.size() == 1 ? 0.5 : 1);
  }
}

}  // namespace certibound::prover
