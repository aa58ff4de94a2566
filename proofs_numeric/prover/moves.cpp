#include "moves.hpp"

#include "closed_form.hpp"
#include "factorise.hpp"
#include "search.hpp"
#include "touching.hpp"

#include <certibound/language/algebra.hpp>
#include <certibound/rules/derivative.hpp>
#include <certibound/rules/goal.hpp>
#include <certibound/rules/induction.hpp>
#include <certibound/rules/rules.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace certibound::prover {
namespace {

using language::Box;
using language::Claim;
using language::Condition;
using language::NodeId;
using language::Op;
using language::Problem;
using language::Relation;
using language::Side;
using language::Terms;

constexpr double kForced = 0.02;  // steps that only bring a goal to another form, or follow a zero of the difference
constexpr std::size_t kMaxTextSize = 6'000;

bool is_inequality(const Condition& c) {
  return c.kind == Condition::Kind::compare && c.relation != Relation::equal && c.relation != Relation::not_equal;
}

class Moves {
 public:
  Moves(const Claim& goal, const Problem& problem, const std::vector<Box>& left, const std::string& before)
      : goal_(goal), problem_(problem), domain_(problem.domain()), left_(left), before_(before),
        names_(goal.variable_names()) {}

  std::vector<Move> run() {
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

 private:
  void add(const char* rule, std::string words, double cost) {
    if (words.size() <= kMaxTextSize) out_.push_back({Step{rule, std::move(words), {}}, cost});
  }

  std::string text(NodeId id) const { return "{" + to_text(goal_.terms, id, names_) + "}"; }
  std::string text_of(const Terms& terms, NodeId id) const { return "{" + to_text(terms, id, names_) + "}"; }

  void inequality() {
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
    const bool arcs = mentions({Op::acos, Op::asin, Op::Rhat, Op::Rhat1});
    if (!arcs) roots();
    const bool has_roots = !out_.empty();
    if (is_derivative) {
      forms();
      if (!out_.empty()) return;  // a derivative is only ever looked at in normal form
    }
    lines();
    if (is_form || is_derivative) {
      factors();
      if (!out_.empty()) return;
    }
    climbs(true);
    limits();
    if (is_multiplicative()) add("logarithms", text(goal_.show->left) + " " + text(goal_.show->right), 0.3);
    if (has_roots && names_.size() == 1) return;
    if (!is_derivative && !is_form) forms();
    if (!has_gammas()) relaxations(0.1);
    inductions();
    isolations();
    turns();
    curves();
    climbs(false);
    quadratics();
    if (goal_.variables.size() > 1) substitutions();
    concavities();
    if (!is_form) linear();
    exponentials();
    logarithms();
    bowls();
    if (goal_.variables.size() == 1) substitutions();
    splits();
    if (has_gammas()) relaxations(1);
  }

  bool has_gammas() const { return mentions({Op::gamma, Op::lgamma, Op::call}); }

  void relaxations(double cost) {
    for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
      if (goal_.variables[i].integer) add("relax", names_[i], cost);
    }
  }

  // Is the difference certainly zero where x_i = value?
  bool vanishes_at(std::size_t i, NodeId value) const { return vanishes_on(goal_, d_.f, i, value); }

  const language::Bound& bound(std::size_t i, bool lower) const {
    return lower ? goal_.variables[i].lower : goal_.variables[i].upper;
  }

  // From an end; first those at which the difference is zero.
  void climbs(bool zeros) {
    for (std::size_t i = goal_.variables.size(); i-- > 0;) {
      if (goal_.variables[i].integer || rules::others_mention(goal_, i)) continue;
      for (const bool lower : {true, false}) {
        const language::Bound& end = bound(i, lower);
        if (!end.value || vanishes_at(i, *end.value) != zeros) continue;
        const std::string words = names_[i] + (lower ? " lower" : " upper");
        if (zeros && d_.strict && end.open) add("climb", words + " steep", 0.1);
        if (!zeros || !d_.strict) add("climb", words, zeros ? 0.1 : 1);
      }
    }
  }

  void limits() {
    if (goal_.variables.size() != 1 || !goal_.hypotheses.parts.empty() || goal_.variables[0].integer) return;
    for (const bool lower : {false, true}) {
      const language::Bound& end = bound(0, lower);
      if (end.value && !end.open) continue;
      const std::string words = names_[0] + (lower ? " lower" : " upper");
      if (d_.strict) add("limit", words + " steep", 0.2);
      add("limit", words, 0.2);
    }
  }

  // An expression has a value: the signs of its divisors as samples show them.
  void values() {
    std::string signs;
    const std::vector<bool> needed = goal_.terms.reachable({goal_.show->left});
    for (NodeId id = 0; id <= goal_.show->left; ++id) {
      const language::Node& node = goal_.terms[id];
      const bool divides = node.op == Op::div || (node.op == Op::power && node.n < 0);
      if (!needed[static_cast<std::size_t>(id)] || !divides) continue;
      const NodeId divisor = node.op == Op::div ? node.b : node.a;
      if (goal_.terms.as_rational(divisor) == nullptr) signs += sign_at_sample(goal_.terms, divisor) < 0 ? '-' : '+';
    }
    add("values", signs, kForced);
  }

  // Some points that bounds and hypotheses allow, as far as they can tell.
  const std::vector<std::vector<Rational>>& samples() const {
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
  int sign_at_sample(const Terms& terms, NodeId id) const {
    const language::Program program(terms, {id});
    for (std::size_t k = 0; k < std::min<std::size_t>(samples().size(), 12); ++k) {
      const language::Range value = at_point(program, samples()[k]);
      if (!value.defined) continue;
      if (certainly_positive(value)) return 1;
      if (certainly_negative(value)) return -1;
    }
    return 0;
  }

  NodeId with_sign(Terms& terms, NodeId id, int sign) const { return sign < 0 ? terms.apply(Op::neg, id) : id; }

  // The numerator of the normal form, without the monomial that divides it.
  void forms() {
    form(false);
    if (mentions({Op::sinh, Op::cosh, Op::tanh})) form(true);
  }

  void form(bool hyperbolic) {
    Terms terms = goal_.terms;
    const auto fraction = language::as_fraction(terms, d_.f, names_.size(), hyperbolic);
    if (!fraction) return;
    const NodeId rest = terms.apply(Op::div, fraction->common, fraction->denominator);
    const Rational* constant = terms.as_rational(rest);
    const int sign = constant != nullptr ? (*constant > 0 ? 1 : -1) : sign_at_sample(terms, rest);
    if (sign == 0) return;
    const NodeId top = with_sign(terms, fraction->numerator, sign), bottom = with_sign(terms, rest, sign);
    if (terms.key(top) == terms.key(d_.f)) return;
    add("product", text_of(terms, top) + " " + text_of(terms, bottom), kForced);
  }

  // From n to n + 1, or down from the limit at infinity; where gamma functions of n/2 stand, from n to n + 2.
  void inductions() {
    const bool gammas = has_gammas();
    for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
      const language::Variable& n = goal_.variables[i];
      if (n.upper.value || rules::others_mention(goal_, i) || (!n.integer && !gammas)) continue;
      for (const long step : {1, 2}) {
        if (step == 2 && !gammas) continue;
        const std::string words = names_[i] + " " + std::to_string(step);
        if (names_.size() == 1) descend(words);
        if (n.integer) add("ascend", words, 0.4);
      }
    }
  }

  void descend(const std::string& words) {
    Terms terms = goal_.terms;
    const NodeId limit = rules::with_stirling(terms, d_.f, 0);
    add("descend", words + " " + text_of(terms, limit), 0.4);
    if (const auto f = language::as_fraction(terms, limit, 1)) {
      const NodeId top = terms.apply(Op::mul, f->common, f->numerator);
      add("descend", words + " " + text_of(terms, terms.apply(Op::div, top, f->denominator)), 0.4);
    }
    if (const auto joined = joined_logarithms(terms, limit)) add("descend", words + " " + text_of(terms, *joined), 0.4);
  }

  // All logarithms with rational factors as one, so that what cancels in its argument cancels.
  std::optional<NodeId> joined_logarithms(Terms& terms, NodeId root) const {
    const auto whole = language::as_fraction(terms, root, names_.size());
    if (!whole) return std::nullopt;
    const Rational* common = terms.as_rational(whole->common);
    const Rational* below = terms.as_rational(whole->denominator);
    if (common == nullptr || below == nullptr) return std::nullopt;
    const Rational scale = *common / *below;
    NodeId rest = terms.apply(Op::mul, terms.rational(scale), whole->numerator), argument = terms.rational(1);
    Integer least = 1;
    std::vector<std::pair<NodeId, Rational>> logs;
    for (const language::Linear& part : language::linear_parts(terms, root, names_.size())) {
      const Rational* factor = terms.as_rational(part.factor);
      if (terms[part.function].op != Op::log || factor == nullptr) continue;
      logs.emplace_back(part.function, *factor * scale);
      least = lcm(least, denominator(logs.back().second));
    }
    for (const auto& [log, factor] : logs) {
      const Rational times = factor * Rational(least);
      if (abs(times) > 16) return std::nullopt;
      rest = terms.apply(Op::sub, rest, terms.apply(Op::mul, terms.rational(factor), log));
      argument = terms.apply(Op::mul, argument, terms.power(terms[log].a, numerator(times).convert_to<long>()));
    }
    if (logs.size() < 2) return std::nullopt;
    const auto simple = language::as_fraction(terms, argument, names_.size());
    if (!simple) return std::nullopt;
    const NodeId quotient = terms.apply(Op::div, terms.apply(Op::mul, simple->common, simple->numerator), simple->denominator);
    const auto plain = language::as_fraction(terms, rest, names_.size());
    const NodeId left = plain ? terms.apply(Op::div, terms.apply(Op::mul, plain->common, plain->numerator), plain->denominator)
                              : terms.rational(0);
    return terms.apply(Op::add, terms.apply(Op::div, terms.apply(Op::log, quotient), terms.rational(Rational(least))), left);
  }

  // A normal form in factors: first an even power, which has its sign for nothing, else any factor; the rest follows.
  void factors() {
    Terms terms = goal_.terms;
    const auto whole = factorise(terms, d_.f);
    if (!whole) return;
    const auto is_even = [](const auto& factor) { return factor.second % 2 == 0; };
    auto first = std::find_if(whole->factors.begin(), whole->factors.end(), is_even);
    if (first == whole->factors.end()) first = whole->factors.begin();
    const bool alone = whole->factors.size() == 1;
    if (whole->factors.empty() || (alone && first->second == 1)) return;
    const long taken = is_even(*first) ? first->second : first->second > 0 ? 1 : -1;
    NodeId above = terms.rational(whole->constant), below = terms.rational(1);
    for (auto it = whole->factors.begin(); it != whole->factors.end(); ++it) {
      const long n = it == first ? it->second - taken : it->second;
      if (n > 0) above = terms.apply(Op::mul, above, terms.power(it->first, n));
      if (n < 0) below = terms.apply(Op::mul, below, terms.power(it->first, -n));
    }
    const NodeId rest = terms.apply(Op::div, above, below), size = terms.power(first->first, std::abs(taken));
    const NodeId part = taken > 0 ? size : terms.apply(Op::div, terms.rational(1), size);
    const int sign = is_even(*first) ? 1 : sign_at_sample(terms, part);
    if (sign == 0) return;
    add("product", text_of(terms, with_sign(terms, part, sign)) + " " + text_of(terms, with_sign(terms, rest, sign)), kForced);
  }

  // |u|, max and min: where samples of u keep one sign, use it; else cut where u is zero.
  void signs() {
    Terms terms = goal_.terms;
    const std::vector<bool> needed = goal_.terms.reachable({d_.f});
    for (NodeId id = 0; id <= d_.f; ++id) {
      const language::Node node = goal_.terms[id];
      if (!needed[static_cast<std::size_t>(id)] || (node.op != Op::abs && node.op != Op::max && node.op != Op::min)) continue;
      const NodeId u = node.op == Op::abs ? node.a : terms.apply(Op::sub, node.a, node.b);
      const auto [some_positive, some_negative] = signs_at_samples(terms, u);
      if (!some_negative) add("sign", text_of(terms, u), kForced);
      if (!some_positive) add("sign", text_of(terms, terms.apply(Op::neg, u)), kForced);
      if (some_positive && some_negative) cut_at_zeros(terms, u);
    }
  }

  std::pair<bool, bool> signs_at_samples(const Terms& terms, NodeId id) const {
    const language::Program program(terms, {id});
    std::pair<bool, bool> out{false, false};
    for (const auto& point : samples()) {
      const language::Range value = at_point(program, point);
      out.first = out.first || (value.defined && certainly_positive(value));
      out.second = out.second || (value.defined && certainly_negative(value));
    }
    return out;
  }

  static language::Range at_point(const language::Program& program, const std::vector<Rational>& point) {
    Box box;
    for (const Rational& x : point) box.push_back(language::point_side(x));
    return enclose(program, to_ranges(box, 80), 80)[0];
  }

  // The zeros x_i = c(x) of a term that is linear in x_i.
  void cut_at_zeros(Terms& terms, NodeId u) {
    for (std::size_t i = goal_.variables.size(); i-- > 0;) {
      const NodeId x = terms.variable(static_cast<int>(i));
      if (goal_.variables[i].integer || !terms.depends_on(u, static_cast<int>(i))) continue;
      for (const Rational& value : simple_values(domain_[i], 24)) {
        if (goal_.variables.size() > 1) break;
        if (!inside(domain_[i], value)) continue;
        if (evaluate_exactly(language::Program(terms, {u}), {value})[0].is_zero()) {
          add("split", names_[i] + " {" + to_string(value) + "}", 0.1);
        }
      }
      for (std::size_t j = 0; j < i; ++j) {
        const NodeId y = terms.variable(static_cast<int>(j));
        for (const NodeId place : {y, terms.apply(Op::neg, y), terms.apply(Op::sub, terms.rational(1), y)}) {
          if (language::vanishes_identically(terms, terms.apply(Op::sub, u, terms.apply(Op::sub, x, place))) ||
              language::vanishes_identically(terms, terms.apply(Op::add, u, terms.apply(Op::sub, x, place)))) {
            add("split", names_[i] + " " + text_of(terms, place), 0.1);
          }
        }
      }
    }
  }

  static bool inside(const Side& side, const Rational& x) {
    return (side.lo_infinite || side.lo < x) && (side.hi_infinite || x < side.hi);
  }

  // N = P sqrt(v) + Q with P and Q of opposite signs: the sign of N is that of Q^2 - P^2 v or of its negative.
  void roots() {
    Terms terms = goal_.terms;
    const auto whole = language::as_fraction(terms, d_.f, names_.size());
    if (!whole) return;
    const NodeId rest = terms.apply(Op::div, whole->common, whole->denominator);
    for (const language::Linear& part : language::linear_parts(terms, whole->numerator, names_.size())) {
      if (terms[part.function].op != Op::sqrt || !moves_at_all(terms, part.function)) continue;
      const int p = sign_at_sample(terms, part.factor), q = sign_at_sample(terms, part.rest), d = sign_at_sample(terms, rest);
      if (p * q * d == 0 || p == q) continue;
      const NodeId radicand = terms[part.function].a;
      const NodeId squares = terms.apply(Op::sub, terms.power(part.rest, 2),
                                         terms.apply(Op::mul, terms.power(part.factor, 2), radicand));
      const auto plain = language::as_fraction(terms, squares, names_.size());
      if (!plain || terms.as_rational(plain->denominator) == nullptr) continue;
      // N = (Q^2 - P^2 v)/(Q - P sqrt(v)), where the divisor has the sign of Q
      const NodeId divisor = terms.apply(Op::sub, part.rest, terms.apply(Op::mul, part.factor, part.function));
      const NodeId scale = terms.apply(Op::div, terms.apply(Op::mul, whole->common, rest_of(terms, *plain)),
                                       terms.apply(Op::mul, divisor, whole->denominator));
      add("product", text_of(terms, with_sign(terms, plain->numerator, q * d)) + " " +
                         text_of(terms, with_sign(terms, scale, q * d)), 0.25);
    }
  }

  static NodeId rest_of(Terms& terms, const language::Fraction& f) { return terms.apply(Op::div, f.common, f.denominator); }

  bool moves_at_all(const Terms& terms, NodeId id) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (terms.depends_on(id, static_cast<int>(i))) return true;
    }
    return false;
  }

  // N = P g + Q: with P of one sign, the goal is g + Q/P of that sign. The derivative of g may be simpler than g.
  void linear() {
    Terms terms = goal_.terms;
    for (const language::Linear& part : language::linear_parts(terms, d_.f, names_.size())) {
      if (terms.as_rational(part.factor) != nullptr || !moves_at_all(terms, part.function)) continue;
      const int sign = sign_at_sample(terms, part.factor);
      if (sign == 0) continue;
      const auto whole = language::as_fraction(terms, d_.f, names_.size());
      if (!whole) continue;
      const int below = sign_at_sample(terms, whole->denominator);
      if (below == 0) continue;
      const NodeId inner =
          terms.apply(Op::add, part.function, terms.apply(Op::div, part.rest, part.factor));
      const NodeId signed_inner = with_sign(terms, inner, sign * below);
      const NodeId factor = with_sign(terms, terms.apply(Op::div, part.factor, whole->denominator), sign * below);
      add("product", text_of(terms, signed_inner) + " " + text_of(terms, factor), 0.5);
    }
  }

  // Two positive sides of which one is made of powers, exponentials or gamma functions: their logarithms are simpler.
  bool is_multiplicative() const {
    const NodeId left = goal_.show->left, right = goal_.show->right;
    const Rational* constant = goal_.terms.as_rational(left);
    if (constant != nullptr && *constant <= 0) return false;
    if (mentions({Op::erf, Op::erfc, Op::Phi})) return false;  // their logarithms are not
    return (has_powers(left) || has_powers(right)) && sign_at_sample(goal_.terms, left) > 0 && sign_at_sample(goal_.terms, right) > 0;
  }

  // Is there an exponential, a symbolic power, a gamma function or a binomial coefficient among its factors?
  bool has_powers(NodeId id) const {
    const language::Node& node = goal_.terms[id];
    switch (node.op) {
      case Op::exp:
      case Op::gamma: return true;
      case Op::real_power: return goal_.terms.as_rational(node.b) == nullptr || has_powers(node.a);
      case Op::call: return goal_.terms.call_of(node).what == language::Special::binomial;
      case Op::mul:
      case Op::div: return has_powers(node.a) || has_powers(node.b);
      case Op::power:
      case Op::sqrt:
      case Op::cbrt: return has_powers(node.a);
      default: return false;
    }
  }

  // log L <= log R for the two sides, or for P exp(g) >= -Q.
  void logarithms() {
    Terms terms = goal_.terms;
    const bool written = goal_.terms.as_rational(goal_.show->left) == nullptr;
    if (written && !is_multiplicative()) add("logarithms", text(goal_.show->left) + " " + text(goal_.show->right), 1);
    for (const language::Linear& part : language::linear_parts(terms, d_.f, names_.size())) {
      const Op op = terms[part.function].op;
      if (op != Op::exp && op != Op::real_power && op != Op::sqrt) continue;
      const auto whole = language::as_fraction(terms, d_.f, names_.size());
      if (!whole || terms.as_rational(whole->denominator) == nullptr) continue;
      const NodeId product = terms.apply(Op::mul, part.factor, part.function);
      const int sign = sign_at_sample(terms, part.factor), rest = sign_at_sample(terms, part.rest);
      if (sign * rest != -1) continue;
      const NodeId left = sign > 0 ? terms.apply(Op::neg, part.rest) : terms.apply(Op::neg, product);
      const NodeId right = sign > 0 ? product : part.rest;
      add("logarithms", text_of(terms, left) + " " + text_of(terms, right), 1);
    }
  }

  // A difference of logarithms with rational factors, and a rest without any: compare the products.
  void exponentials() {
    if (!mentions({Op::log, Op::log1p, Op::lgamma})) return;
    Terms terms = goal_.terms;
    const auto whole = language::as_fraction(terms, d_.f, names_.size());
    if (!whole || terms.as_rational(whole->denominator) == nullptr || terms.as_rational(whole->common) == nullptr) return;
    const Rational scale = *terms.as_rational(whole->common) / *terms.as_rational(whole->denominator);
    NodeId rest = terms.apply(Op::mul, terms.rational(scale), whole->numerator);
    NodeId above = -1, below = -1;
    for (const language::Linear& part : language::linear_parts(terms, d_.f, names_.size())) {
      const Rational* factor = terms.as_rational(part.factor);
      if (terms[part.function].op != Op::log || factor == nullptr || denominator(Rational(*factor * scale)) != 1 ||
          abs(*factor * scale) > 16) {
        continue;
      }
      const Rational times = *factor * scale;
      rest = terms.apply(Op::sub, rest, terms.apply(Op::mul, terms.rational(times), part.function));
      NodeId& side = times > 0 ? above : below;
      const NodeId argument = terms[part.function].a;
      const NodeId power = terms.power(argument, numerator(Rational(abs(times))).convert_to<long>());
      side = side < 0 ? power : terms.apply(Op::mul, side, power);
    }
    if (above < 0 && below < 0) return;
    const auto plain = language::as_fraction(terms, rest, names_.size());
    const NodeId left = plain ? terms.apply(Op::div, terms.apply(Op::mul, plain->common, plain->numerator), plain->denominator)
                              : terms.rational(0);
    if (above < 0) above = terms.rational(1);
    if (below < 0) below = terms.rational(1);
    if (plain) {
      const int sign = sign_at_sample(terms, left);
      NodeId& side = sign < 0 ? below : above;
      side = terms.apply(Op::mul, side, terms.apply(Op::exp, with_sign(terms, left, sign < 0 ? -1 : 1)));
    }
    add("exponentials", text_of(terms, above) + " " + text_of(terms, below), plain ? 0.75 : 0.2);
  }

  // One variable: cut at zeros of the difference inside the domain.
  void isolations() {
    if (goal_.variables.size() != 1 || goal_.variables[0].integer) return;
    const std::size_t before = out_.size();
    const Side& side = domain_[0];
    const language::Contacts contacts = find_contacts(problem_, left_);
    for (const Rational& at : contacts[0]) {
      if (inside(side, at)) add("isolate", names_[0] + " {" + to_string(at) + "}", 0.5);
    }
    if (out_.size() == before) irrational_isolations();
  }

  void irrational_isolations() {
    std::vector<Rational> points = simple_values(domain_[0], 60);
    for (const Box& box : left_) {
      if (!box[0].lo_infinite) points.push_back(box[0].lo);
      if (!box[0].hi_infinite) points.push_back(box[0].hi);
    }
    for (const Interval& at : touching_points(goal_.terms, d_.f, std::move(points))) {
      Claim scratch = goal_;
      for (const NodeId place : closed_forms(scratch.terms, at)) {
        if (!vanishes_on(scratch, d_.f, 0, place)) continue;
        add("isolate", names_[0] + " " + text_of(scratch.terms, place), 0.5);
        break;
      }
    }
  }

  // Several variables: cut along curves y = c(x) on which the difference is zero.
  void curves() {
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

  bool inside_bounds(const Claim& claim, std::size_t i, NodeId place) const {
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

  bool vanishes_on(const Claim& claim, NodeId f, std::size_t i, NodeId place) const {
    try {
      const Claim at = rules::with_value(rules::to_show(claim, f, false), i, place);
      const language::Program program(at.terms, {at.show->right});
      if (at.variables.empty() && evaluate_exactly(program, {})[0].is_zero()) return true;
      return vanishes_identically(at.terms, at.show->right);
    } catch (const std::exception&) {
      return false;
    }
  }

  void quadratics() {
    for (std::size_t i = goal_.variables.size(); i-- > 0;) {
      Terms terms = goal_.terms;
      const auto parts = language::as_quadratic(terms, d_.f, names_.size(), static_cast<int>(i));
      if (!parts) continue;
      add("quadratic", names_[i] + " " + text_of(terms, parts->a) + " " + text_of(terms, parts->b) + " " +
                           text_of(terms, parts->c), 0.3);
    }
  }

  // Linear in a variable: both ends decide.
  void lines() {
    for (std::size_t i = 0; i < goal_.variables.size(); ++i) {
      const language::Variable& x = goal_.variables[i];
      if (x.integer || !x.lower.value || !x.upper.value || rules::others_mention(goal_, i)) continue;
      Terms terms = goal_.terms;
      try {
        const NodeId slope = rules::derivative(terms, d_.f, static_cast<int>(i));
        if (terms.depends_on(slope, static_cast<int>(i))) continue;
      } catch (const rules::NoDerivative&) {
        continue;
      }
      if (d_.strict && x.lower.open && x.upper.open) continue;
      add("concave", names_[i], 0.1);
    }
  }

  void concavities() {
    for (std::size_t i = goal_.variables.size(); i-- > 0;) {
      const language::Variable& x = goal_.variables[i];
      if (x.integer || !x.lower.value || !x.upper.value || rules::others_mention(goal_, i)) continue;
      if (d_.strict && x.lower.open && x.upper.open) add("concave", names_[i] + " steep", 1);
      add("concave", names_[i], 1);
    }
  }

  // A simple rational point inside at which the difference is zero.
  void bowls() {
    if (d_.strict || goal_.variables.size() > 2 || !goal_.hypotheses.parts.empty()) return;
    std::size_t found = 0;
    for (const auto& point : candidate_points(domain_, 400)) {
      if (found == 2) return;
      bool is_inside = true;
      std::string words;
      for (std::size_t i = 0; i < point.size(); ++i) {
        is_inside = is_inside && !domain_[i].integer && inside(domain_[i], point[i]);
        words += (i > 0 ? " {" : "{") + to_string(point[i]) + "}";
      }
      if (!is_inside || !evaluate_exactly(problem_.goal_program(), point)[0].is_zero()) continue;
      add("bowl", words, 1);
      ++found;
    }
  }

  bool mentions(std::initializer_list<Op> ops) const {
    const std::vector<bool> needed = goal_.terms.reachable({d_.f});
    for (NodeId id = 0; id <= d_.f; ++id) {
      if (!needed[static_cast<std::size_t>(id)]) continue;
      if (std::find(ops.begin(), ops.end(), goal_.terms[id].op) != ops.end()) return true;
    }
    return false;
  }

  std::string new_name(char first) const {
    for (int k = 0;; ++k) {
      std::string name = std::string(1, first) + (k == 0 ? "" : std::to_string(k));
      if (std::find(names_.begin(), names_.end(), name) == names_.end()) return name;
    }
  }

  void substitutions() {
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

  bool touches_lower(std::size_t i) const {
    const auto& lower = goal_.variables[i].lower.value;
    if (!lower) return false;
    if (vanishes_at(i, *lower)) return true;
    const Rational* at = goal_.terms.as_rational(*lower);
    return at != nullptr && at->is_zero();
  }

  // Is the upper bound pi/2, a pole of the tangent?
  bool ends_at_quarter(std::size_t i) const {
    const auto& upper = goal_.variables[i].upper.value;
    if (!upper) return false;
    const auto value = evaluate_exactly(language::Program(goal_.terms, {*upper}), std::vector<Rational>(names_.size()))[0];
    return (value - language::Exact::pi() * language::Exact(Rational(1, 2))).is_zero();
  }

  // One variable: where samples of the derivative change their sign.
  void turns() {
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
  void splits() {
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

  static Rational simplest_near(const Rational& x, const Rational& reach) { return simplest_between(x - reach, x + reach); }

  Claim goal_;
  const Problem& problem_;
  const Box& domain_;
  const std::vector<Box>& left_;
  const std::string& before_;
  const std::vector<std::string> names_;
  rules::Difference d_;
  mutable std::vector<std::vector<Rational>> samples_;  // made when first asked for
  std::vector<Move> out_;
};

}  // namespace

std::vector<Move> moves(const Claim& goal, const Problem& problem, const std::vector<Box>& left,
                        const std::string& before) {
  return Moves(goal, problem, left, before).run();
}

}  // namespace certibound::prover
