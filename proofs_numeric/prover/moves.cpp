#include "move_finder.hpp"
#include "search.hpp"

#include <certibound/rules/rules.hpp>

#include <algorithm>

namespace certibound::prover {
namespace {

constexpr std::size_t kMaxTextSize = 6'000;

bool is_inequality(const Condition& c) {
  return c.kind == Condition::Kind::compare && c.relation != Relation::equal && c.relation != Relation::not_equal;
}

}  // namespace

MoveFinder::MoveFinder(const Claim& goal, const Problem& problem, const std::vector<Box>& left, const std::string& before)
    : goal_(goal), problem_(problem), domain_(problem.domain()), left_(left), before_(before),
      names_(goal.variable_names()) {}

std::vector<Move> MoveFinder::run() {
  const Condition& show = *goal_.show;
  if (show.kind == Condition::Kind::all_of) {
    if (!show.parts.empty()) add("conjunction", "", kForced);
  } else if (show.kind == Condition::Kind::any_of) {
    for (std::size_t k = 0; k < show.parts.size(); ++k) add("suppose", std::to_string(k), 1);
    for (std::size_t k = 0; k < show.parts.size(); ++k) add("disjunct", std::to_string(k), 1);
  } else if (show.relation == Relation::equal && show.left == show.right) {
    values();
  } else if (is_inequality(show) && !goal_.variables.empty()) {
    inequality();
  }
  return std::move(out_);
}

void MoveFinder::add(const char* rule, std::string words, double cost) {
  if (words.size() <= kMaxTextSize) out_.push_back({Step{rule, std::move(words), {}}, cost});
}

std::string MoveFinder::text(NodeId id) const { return "{" + to_text(goal_.terms, id, names_) + "}"; }

std::string MoveFinder::text_of(const Terms& terms, NodeId id) const { return "{" + to_text(terms, id, names_) + "}"; }

void MoveFinder::inequality() {
  d_ = rules::difference_of(goal_);
  const bool is_derivative = before_ == "climb" || before_ == "limit" || before_ == "concave";
  const bool is_form = before_ == "product";
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!goal_.terms.depends_on(d_.f, static_cast<int>(i)) && !rules::others_mention(goal_, i)) {
      add("forget", names_[i], kForced);
      return;
    }
  }
  signs();
  if (!out_.empty()) return;  // nothing else helps before the corners are gone
  branches();
  const bool arcs = mentions({Op::acos, Op::asin, Op::Rhat, Op::Rhat1});
  if (!arcs) roots();
  const bool has_roots = !out_.empty();
  if (is_derivative) {
    forms();
    if (!out_.empty()) {  // a derivative is only ever looked at in normal form, or differentiated once more as it is
      if (mentions({Op::div})) climbs(true);
      return;
    }
  }
  lines();
  if (is_form || is_derivative) {
    const std::size_t before = out_.size();
    factors();
    if (out_.size() > before) return;
  }
  climbs(true);
  concavities(true);
  limits();
  if (is_multiplicative()) add("logarithms", text(goal_.show->left) + " " + text(goal_.show->right), 0.3);
  peaks();
  if (has_roots && names_.size() == 1) {
    if (!is_form) linear();
    return;
  }
  if (!is_derivative && !is_form) forms();
  if (!has_gammas()) relaxations(0.1);
  inductions();
  isolations();
  turns();
  curves();
  climbs(false);
  quadratics();
  if (goal_.variables.size() > 1) substitutions();
  concavities(false);
  if (!is_form) linear();
  exponentials();
  logarithms();
  bowls();
  if (goal_.variables.size() == 1) substitutions();
  splits();
  if (has_gammas()) relaxations(1);
}

bool MoveFinder::has_gammas() const { return mentions({Op::gamma, Op::lgamma, Op::call}); }

// Is the difference certainly zero where x_i = value?
bool MoveFinder::vanishes_at(std::size_t i, NodeId value) const { return vanishes_on(goal_, d_.f, i, value); }

const language::Bound& MoveFinder::bound(std::size_t i, bool lower) const {
  return lower ? goal_.variables[i].lower : goal_.variables[i].upper;
}

// Some points that bounds and hypotheses allow, as far as they can tell.
const std::vector<std::vector<Rational>>& MoveFinder::samples() const {
  constexpr std::size_t kWanted = 60, kTried = 400;
  if (!samples_.empty()) return samples_;
  const bool plain = problem_.hypothesis_atoms().empty();
  for (auto& point : candidate_points(domain_, plain ? kWanted : kTried)) {
    Box box;
    for (const Rational& x : point) box.push_back(language::point_side(x));
    const bool allowed = plain || decide_on_box(problem_, box, {.bits = 64, .slopes = false}) != language::Decision::excluded;
    if (allowed && samples_.size() < kWanted) samples_.push_back(std::move(point));
  }
  return samples_;
}

// 1 if the term is certainly positive at a sample of the domain, -1 if negative, 0 if there is no telling.
int MoveFinder::sign_at_sample(const Terms& terms, NodeId id) const {
  const language::Program program(terms, {id});
  for (std::size_t k = 0; k < std::min<std::size_t>(samples().size(), 12); ++k) {
    const language::Range value = at_point(program, samples()[k]);
    if (!value.defined) continue;
    if (certainly_positive(value)) return 1;
    if (certainly_negative(value)) return -1;
  }
  return 0;
}

NodeId MoveFinder::with_sign(Terms& terms, NodeId id, int sign) const { return sign < 0 ? terms.apply(Op::neg, id) : id; }

std::pair<bool, bool> MoveFinder::signs_at_samples(const Terms& terms, NodeId id) const {
  const language::Program program(terms, {id});
  std::pair<bool, bool> out{false, false};
  for (const auto& point : samples()) {
    const language::Range value = at_point(program, point);
    out.first = out.first || (value.defined && certainly_positive(value));
    out.second = out.second || (value.defined && certainly_negative(value));
  }
  return out;
}

language::Range MoveFinder::at_point(const language::Program& program, const std::vector<Rational>& point) {
  Box box;
  for (const Rational& x : point) box.push_back(language::point_side(x));
  return enclose(program, to_ranges(box, 80), 80)[0];
}

bool MoveFinder::inside(const Side& side, const Rational& x) {
  return (side.lo_infinite || side.lo < x) && (side.hi_infinite || x < side.hi);
}

NodeId MoveFinder::rest_of(Terms& terms, const language::Fraction& f) { return terms.apply(Op::div, f.common, f.denominator); }

bool MoveFinder::moves_at_all(const Terms& terms, NodeId id) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (terms.depends_on(id, static_cast<int>(i))) return true;
  }
  return false;
}

bool MoveFinder::vanishes_on(const Claim& claim, NodeId f, std::size_t i, NodeId place) const {
  try {
    const Claim at = rules::with_value(rules::to_show(claim, f, false), i, place);
    const language::Program program(at.terms, {at.show->right});
    if (at.variables.empty() && evaluate_exactly(program, {})[0].is_zero()) return true;
    return vanishes_identically(at.terms, at.show->right);
  } catch (const std::exception&) {
    return false;
  }
}

bool MoveFinder::mentions(std::initializer_list<Op> ops) const {
  const std::vector<bool> needed = goal_.terms.reachable({d_.f});
  for (NodeId id = 0; id <= d_.f; ++id) {
    if (!needed[static_cast<std::size_t>(id)]) continue;
    if (std::find(ops.begin(), ops.end(), goal_.terms[id].op) != ops.end()) return true;
  }
  return false;
}

std::string MoveFinder::new_name(char first) const {
  for (int k = 0;; ++k) {
    std::string name = std::string(1, first) + (k == 0 ? "" : std::to_string(k));
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) return name;
  }
}

Rational MoveFinder::simplest_near(const Rational& x, const Rational& reach) { return simplest_between(x - reach, x + reach); }

std::vector<Move> moves(const Claim& goal, const Problem& problem, const std::vector<Box>& left, const std::string& before) {
  return MoveFinder(goal, problem, left, before).run();
}

}  // namespace certibound::prover
