#include "polynomial_goal.hpp"

#include "search.hpp"

#include <certibound/language/algebra.hpp>
#include <certibound/rules/goal.hpp>

#include <algorithm>
#include <cmath>
#include <random>

namespace certibound::prover {

using language::Box;
using language::Condition;
using language::NodeId;
using language::Op;
using language::Relation;

namespace {

constexpr std::size_t kMaxAtoms = 6, kMaxTerms = 260, kMaxConstraints = 8, kMaxPoints = 9'000, kMaxZeros = 60;
constexpr int kMaxDegree = 14, kMaxDegreeOnLine = 60;

bool is_variable(const Multinomial& g) { return g.size() == 1 && degree(g) == 1 && g.begin()->second == 1; }

}  // namespace

bool PolynomialGoal::read() {
  const rules::Difference d = rules::difference_of(goal_);
  strict_ = d.strict;
  const auto whole = language::as_fraction(goal_.terms, d.f, names_.size());
  if (!whole) return false;
  const bool has_divisor = goal_.terms.as_rational(whole->denominator) == nullptr;
  NodeId f = goal_.terms.apply(Op::mul, whole->common, whole->numerator);
  if (!has_divisor) f = goal_.terms.apply(Op::div, f, whole->denominator);
  std::vector<NodeId> roots{f};
  collect_constraints(roots);
  add_sines(roots);
  if (has_divisor) roots.push_back(whole->denominator);
  ring_.emplace(goal_.terms, roots, names_);
  if (ring_->size() > kMaxAtoms || ring_->size() == 0) return false;
  const auto p = ring_->polynomial(f);
  const int most = ring_->size() == 1 ? kMaxDegreeOnLine : kMaxDegree;
  if (!p || p->empty() || p->size() > kMaxTerms || degree(*p) > most || degree(*p) < 2) return false;
  p_ = *p;
  for (const NodeId id : bounds_) {
    const auto g = ring_->polynomial(id);
    if (g && degree(*g) >= 1 && texts_.emplace(*g, to_text(goal_.terms, id, names_)).second) constraints_.push_back(*g);
  }
  std::stable_sort(constraints_.begin(), constraints_.end(),
                   [](const Multinomial& a, const Multinomial& b) { return is_variable(a) && !is_variable(b); });
  return !has_divisor || take_divisor(whole->denominator);
}

// F = P/D: where D keeps one sign, its size is part of the multiplier.
bool PolynomialGoal::take_divisor(NodeId divisor) {
  const auto d = ring_->polynomial(divisor);
  if (!d || !only_variables()) return false;
  for (const Point& point : grid()) {
    if (!is_inside(point)) continue;
    const Rational value = value_at(*d, point);
    if (value.is_zero()) continue;
    divisor_ = (value < 0 ? "-(" : "(") + to_text(goal_.terms, divisor, names_) + ")";
    if (value < 0) p_ = scaled(p_, -1);
    return true;
  }
  return false;
}

// The constraints whose products are weights at a level.
std::vector<Multinomial> PolynomialGoal::constraints(int level) const {
  std::vector<Multinomial> out;
  for (const Multinomial& g : constraints_) {
    if (level > 0 && (level > 1 || is_variable(g)) && out.size() < kMaxConstraints && degree(g) <= degree(p_)) out.push_back(g);
  }
  return out;
}

// Is it worth trying: are there constraints of this level, and is F not negative anywhere they allow, at some random points?
bool PolynomialGoal::is_open(int level) {
  if (level > 2) return is_open(2);
  if (const auto known = open_.find(level); known != open_.end()) return known->second;
  const std::vector<Multinomial> used = constraints(level);
  bool out = level == 0 || used.size() > constraints(level - 1).size();
  std::mt19937 random(20261130);
  std::vector<double> x(ring_->size());
  for (int k = 0; out && only_variables() && k < 600; ++k) {
    const double reach = k % 3 == 0 ? 1 : k % 3 == 1 ? 4 : 1.25;
    for (double& value : x) value = reach * (static_cast<double>(random() % 2001) / 1000 - 1);
    if (std::any_of(used.begin(), used.end(), [&](const Multinomial& g) { return is_variable(g) && value_at(g, x) < 0; })) {
      for (double& value : x) value = std::fabs(value);
    }
    if (std::any_of(used.begin(), used.end(), [&](const Multinomial& g) { return value_at(g, x) < 0; })) continue;
    out = value_at(p_, x) > -1e-7;
  }
  return open_[level] = out;
}

// Differences that bounds and hypotheses make >= 0.
void PolynomialGoal::collect_constraints(std::vector<NodeId>& roots) {
  language::Terms& t = goal_.terms;
  const std::size_t inequalities = roots.size();
  for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
    const NodeId x = t.variable(static_cast<int>(i));
    if (!t.depends_on(roots.front(), static_cast<int>(i))) continue;
    for (const bool lower : {true, false}) {
      const language::Bound& bound = lower ? goal_.variables[i].lower : goal_.variables[i].upper;
      if (!bound.value) continue;
      const Rational* number = t.as_rational(*bound.value);
      const bool zero = number != nullptr && number->is_zero();
      roots.push_back(!lower ? t.apply(Op::sub, *bound.value, x) : zero ? x : t.apply(Op::sub, x, *bound.value));
    }
  }
  add_hypotheses(goal_.hypotheses, roots);
  bounds_.assign(roots.begin() + static_cast<std::ptrdiff_t>(inequalities), roots.end());
}

// The sine beside each cosine, so that 1 - cos(u)^2 is a square.
void PolynomialGoal::add_sines(std::vector<NodeId>& roots) {
  const std::vector<bool> needed = goal_.terms.reachable({roots.front()});
  for (NodeId id = 0; id < static_cast<NodeId>(needed.size()); ++id) {
    if (needed[static_cast<std::size_t>(id)] && goal_.terms[id].op == Op::cos) {
      roots.push_back(goal_.terms.apply(Op::sin, goal_.terms[id].a));
    }
  }
}

void PolynomialGoal::add_hypotheses(const Condition& condition, std::vector<NodeId>& roots) {
  if (condition.kind == Condition::Kind::all_of) {
    for (const Condition& part : condition.parts) add_hypotheses(part, roots);
  } else if (condition.kind == Condition::Kind::compare &&
             (condition.relation == Relation::less || condition.relation == Relation::less_equal)) {
    roots.push_back(goal_.terms.apply(Op::sub, condition.right, condition.left));
  }
}

bool PolynomialGoal::only_variables() const {
  for (std::size_t i = 0; i < ring_->size(); ++i) {
    if (ring_->variable(i) < 0) return false;
  }
  return true;
}

bool PolynomialGoal::in_closure(const Point& point) const {
  return std::all_of(constraints_.begin(), constraints_.end(), [&](const Multinomial& g) { return value_at(g, point) >= 0; });
}

// Does the point lie in the box of the variables, open ends left out?
bool PolynomialGoal::is_inside(const Point& point) const {
  for (std::size_t i = 0; i < point.size(); ++i) {
        if (!language::contains(Box{side(i)}, {point[i]})) return false;
  }
  return true;
}

std::vector<Point> PolynomialGoal::grid() const {
  const std::size_t n = ring_->size();
  std::vector<Rational> values;
  for (const Rational& x : {Rational(0), Rational(1), Rational(-1), Rational(2), Rational(1, 2), Rational(-2), Rational(-1, 2),
                            Rational(3), Rational(1, 3), Rational(4), Rational(-3), Rational(2, 3), Rational(3, 2),
                            Rational(1, 4), Rational(3, 4)}) {
    values.push_back(x);
  }
  std::vector<Point> points{{}};
  for (std::size_t i = 0; i < n; ++i) {
    const language::Side& bounds = side(i);
    std::vector<Rational> own;
    for (const Rational* end : {bounds.lo_infinite ? nullptr : &bounds.lo, bounds.hi_infinite ? nullptr : &bounds.hi}) {
      if (end != nullptr) own.push_back(*end);
    }
    for (const Rational& x : values) {
      const bool inside = (bounds.lo_infinite || bounds.lo < x) && (bounds.hi_infinite || x < bounds.hi);
      if (inside) own.push_back(x);
    }
    if (!bounds.lo_infinite && !bounds.hi_infinite) own.push_back((bounds.lo + bounds.hi) / 2);
    const auto most = static_cast<std::size_t>(std::pow(static_cast<double>(kMaxPoints), 1.0 / static_cast<double>(n)));
    if (own.size() > most) own.resize(most);
    std::vector<Point> next;
    for (const Point& point : points) {
      for (const Rational& x : own) {
        next.push_back(point);
        next.back().push_back(x);
      }
    }
    points = std::move(next);
  }
  return points;
}

// The zeros of F among simple points; for a strict goal, what it may be above. False if F is not positive somewhere.
bool PolynomialGoal::look_around(const std::function<bool()>& stop) {
  if (!only_variables()) {
    offsets_ = {Rational(0)};
    return true;
  }
  std::optional<Rational> least;
  Point lowest;
  std::vector<double> place;
  for (const Point& point : grid()) {
    if (stop()) return false;
    place.clear();
    for (const Rational& x : point) place.push_back(to_double(x));
    const double about = value_at(p_, place);
    if (about > 1e-6 && least && about > to_double(*least) + 1e-6) continue;
    if (!in_closure(point)) continue;
    const Rational value = value_at(p_, point);
    if (value < 0) {
      if (is_inside(point)) return false;
      continue;
    }
    if (value.is_zero() && zeros_.size() < kMaxZeros) zeros_.push_back(point);
    if (!least || value < *least) {
      least = value;
      lowest = point;
    }
  }
  if (!strict_ || !least || least->is_zero()) {
    offsets_ = {Rational(0)};
    return true;
  }
  const double below = descend(lowest);
  if (below >= to_double(*least) * (1 - 1e-9)) offsets_.push_back(*least);
  offsets_.push_back(0);
  if (below > 0) offsets_.push_back(simplest_between(Rational(below / 2), Rational(below * 0.9)));
  return true;
}

// A local minimum of F from a point, by steps along the coordinates, inside what the constraints allow.
double PolynomialGoal::descend(const Point& from) const {
  std::vector<double> x;
  for (const Rational& value : from) x.push_back(to_double(value));
  double best = value_at(p_, x), reach = 0.25;
  for (int round = 0; round < 4'000 && reach > 1e-9; ++round) {
    bool better = false;
    for (std::size_t i = 0; i < x.size(); ++i) {
      for (const double step : {reach, -reach}) {
        std::vector<double> next = x;
        next[i] += step;
        if (std::any_of(constraints_.begin(), constraints_.end(), [&](const Multinomial& g) { return value_at(g, next) < 0; })) continue;
        const double value = value_at(p_, next);
        if (!(value < best)) continue;
        best = value;
        x = next;
        better = true;
      }
    }
    if (!better) reach /= 2;
  }
  return best;
}

std::vector<Point> PolynomialGoal::zeros(const Rational& offset) const {
  if (offset.is_zero()) return zeros_;
  const Multinomial rest = raised(offset);
  std::vector<Point> out;
  if (!only_variables()) return out;
  std::vector<double> place;
  for (const Point& point : grid()) {
    place.clear();
    for (const Rational& x : point) place.push_back(to_double(x));
    if (std::fabs(value_at(rest, place)) > 1e-6) continue;
    if (value_at(rest, point).is_zero() && in_closure(point) && out.size() < kMaxZeros) out.push_back(point);
  }
  return out;
}

const language::Side& PolynomialGoal::side(std::size_t atom) const {
  return problem_.domain()[static_cast<std::size_t>(ring_->variable(atom))];
}

Multinomial PolynomialGoal::raised(const Rational& offset) const { return sum(p_, scaled(ring_->constant(1), -offset)); }

bool PolynomialGoal::is_nonnegative_variable(std::size_t atom) const {
  return std::find(constraints_.begin(), constraints_.end(), ring_->atom(atom)) != constraints_.end();
}

bool PolynomialGoal::is_nonzero(const Exponents& product) const {
  for (std::size_t i = 0; i < ring_->size(); ++i) {
    if (product[i] == 0) continue;
    if (ring_->variable(i) < 0) return false;
    const bool above = !side(i).lo_infinite && (side(i).lo > 0 || (side(i).lo.is_zero() && side(i).lo_open));
    const bool below = !side(i).hi_infinite && (side(i).hi < 0 || (side(i).hi.is_zero() && side(i).hi_open));
    if (!above && !below) return false;
  }
  return true;
}

}  // namespace certibound::prover
