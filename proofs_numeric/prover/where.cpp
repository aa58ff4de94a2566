// The zeros of the differences cut the domain into stretches. A stretch between two neighbours has no zero of any
// difference, so that one rational point decides it. At a zero the signs are 0 for the differences that vanish there, and
// for the others those beside it.
#include <certibound/prover/where.hpp>

#include "isolate.hpp"

#include <certibound/interval/text.hpp>
#include <certibound/language/algebra.hpp>
#include <certibound/language/problem.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

namespace certibound::prover {
namespace {

using language::Condition;
using language::Decision;
using language::Formula;
using language::Problem;
using language::Sign;
using language::Side;

enum class Truth { no, maybe, yes };

// A zero of the differences named, an end of the domain, or a part that is not understood.
struct Mark {
  Side side;
  std::set<std::size_t> zeros;
  bool excluded = false;     // an open end of the domain
  bool not_settled = false;  // a part in which anything may happen
  Truth truth = Truth::maybe;

  bool is_exact() const { return side.is_point() && !not_settled; }
};

struct End {
  bool infinite = false;
  Side at;
  bool closed = false;
};

struct Stretch {
  End from, to;
};

language::Claim shown(const language::Claim& claim, const Condition& condition) {
  language::Claim out = claim;
  out.show = condition;
  return out;
}

Truth truth_of_sign(int sign, Sign wanted) {
  if (sign >= PointSign::kUnknown) return Truth::maybe;
  const bool holds = wanted == Sign::positive      ? sign > 0
                     : wanted == Sign::nonnegative ? sign >= 0
                     : wanted == Sign::zero        ? sign == 0
                                                   : sign != 0;
  return holds ? Truth::yes : Truth::no;
}

// Kleene: the sign of each difference is known or not.
template <typename SignOf>
Truth truth_of(const Formula& formula, const std::vector<language::Atom>& atoms, const SignOf& sign_of) {
  if (formula.kind == Condition::Kind::compare) return truth_of_sign(sign_of(formula.atom), atoms[formula.atom].sign);
  const bool all = formula.kind == Condition::Kind::all_of;
  Truth out = all ? Truth::yes : Truth::no;
  for (const Formula& part : formula.parts) {
    const Truth t = truth_of(part, atoms, sign_of);
    out = all ? std::min(out, t) : std::max(out, t);
  }
  return out;
}

bool starts_before(const Mark& a, const Mark& b) {
  if (a.side.lo_infinite || b.side.lo_infinite) return a.side.lo_infinite && !b.side.lo_infinite;
  return a.side.lo < b.side.lo;
}

class Search {
 public:
  Search(const language::Claim& claim, const Side& domain, const Options& options)
      : problem_(shown(claim, claim.find->condition)), opposite_(shown(claim, negation(claim.find->condition))), domain_(domain),
        name_(claim.variables[0].name), options_(options), budget_(options) {}

  Where run() {
    out_.bits = options_.max_bits;
    for (const language::Atom& atom : problem_.goal_atoms()) signs_.emplace_back(problem_.terms(), atom.difference, options_.max_bits);
    group_differences();
    add_ends();
    for (std::size_t i = 0; i < signs_.size() && out_.undefined_at.empty(); ++i) {
      if (group_[i] == i) add_zeros(i);
    }
    if (out_.undefined_at.empty()) decide();
    if (!out_.undefined_at.empty()) {
      out_.verdict = Verdict::ill_posed;
      out_.left.clear();
      return std::move(out_);
    }
    assemble();
    report();
    return std::move(out_);
  }

 private:
  // Differences that are equal, or one the negative of the other, have the same zeros.
  void group_differences() {
    language::Terms terms = problem_.terms();
    for (std::size_t i = 0; i < signs_.size(); ++i) {
      group_.push_back(i);
      const language::NodeId d = problem_.goal_atoms()[i].difference;
      for (std::size_t j = 0; j < i && group_[i] == i; ++j) {
        const language::NodeId e = problem_.goal_atoms()[j].difference;
        const bool same = d == e || vanishes_identically(terms, terms.apply(language::Op::sub, d, e)) ||
                          vanishes_identically(terms, terms.apply(language::Op::add, d, e));
        if (same && group_[j] == j) group_[i] = j;
      }
    }
  }

  void add_ends() {
    for (const bool lower : {true, false}) {
      if (lower ? domain_.lo_infinite : domain_.hi_infinite) continue;
      Mark mark{.side = language::point_side(lower ? domain_.lo : domain_.hi), .zeros = {}};
      mark.excluded = lower ? domain_.lo_open : domain_.hi_open;
      marks_.push_back(std::move(mark));
    }
  }

  void add_zeros(std::size_t i) {
    const language::Atom& atom = problem_.goal_atoms()[i];
    const Isolated found = isolate(problem_.terms(), atom.difference, domain_, options_, budget_);
    out_.boxes += found.boxes;
    if (found.undefined_at) return undefined(*found.undefined_at);
    if (!found.stopped.empty()) notes_.push_back(found.stopped);
    for (const Root& root : found.roots) marks_.push_back({.side = {.lo = root.lo, .hi = root.hi}, .zeros = {i}});
    for (const Part& part : found.left) add_part(part.side);
    if (atom.identically_zero) return;
    for (const Side& side : found.zero) add_part(side);
  }

  void add_part(const Side& side) {
    Mark mark{.side = side, .zeros = {}};
    mark.not_settled = true;
    marks_.push_back(std::move(mark));
  }

  void undefined(const Rational& at) { out_.undefined_at = {{name_, at}}; }

  // Ascending, with a gap between neighbours: the same point once, anything else that meets is one part.
  void merge() {
    std::stable_sort(marks_.begin(), marks_.end(), starts_before);
    std::vector<Mark> merged;
    for (Mark& mark : marks_) {
      Mark* last = merged.empty() ? nullptr : &merged.back();
      const bool meets = last != nullptr && (last->side.hi_infinite || mark.side.lo_infinite || mark.side.lo <= last->side.hi);
      if (!meets) {
        merged.push_back(std::move(mark));
        continue;
      }
      const bool same = last->is_exact() && mark.is_exact();
      last->zeros.insert(mark.zeros.begin(), mark.zeros.end());
      last->excluded = same && (last->excluded || mark.excluded);
      last->not_settled = !same;
      if (last->side.hi_infinite || (!mark.side.hi_infinite && mark.side.hi <= last->side.hi)) continue;
      last->side.hi = mark.side.hi;
      last->side.hi_infinite = mark.side.hi_infinite;
    }
    marks_ = std::move(merged);
  }

  void decide() {
    merge();
    for (std::size_t i = 0; i <= marks_.size(); ++i) decide_between(i);
    for (std::size_t i = 0; i < marks_.size(); ++i) decide_mark(i);
  }

  // The stretch before mark i.
  void decide_between(std::size_t i) {
    const Mark* before = i > 0 ? &marks_[i - 1] : nullptr;
    const Mark* after = i < marks_.size() ? &marks_[i] : nullptr;
    const bool none = (before == nullptr && !domain_.lo_infinite) || (after == nullptr && !domain_.hi_infinite) ||
                      (before != nullptr && before->side.hi_infinite) || (after != nullptr && after->side.lo_infinite);
    between_.push_back(Truth::maybe);
    samples_.emplace_back();
    if (none) return;
    Rational point = 0;
    if (before != nullptr && after != nullptr) {
      const Rational quarter = (after->side.lo - before->side.hi) / 4;
      point = simplest_between(before->side.hi + quarter, after->side.lo - quarter);
    } else if (before != nullptr || after != nullptr) {
      point = before != nullptr ? Rational(before->side.hi + 1) : Rational(after->side.lo - 1);
    }
    samples_.back() = point;
    between_.back() = at_point(point);
  }

  Truth at_point(const Rational& point) {
    switch (decide_at_point(problem_, {point}, options_.max_bits)) {
      case Decision::holds: return Truth::yes;
      case Decision::fails: return Truth::no;
      case Decision::undefined: undefined(point); break;
      default: break;
    }
    return Truth::maybe;
  }

  void decide_mark(std::size_t i) {
    Mark& mark = marks_[i];
    if (mark.not_settled) {
      mark.truth = on_part(mark.side);
    } else if (mark.excluded) {
      mark.truth = Truth::no;
    } else {
      if (mark.is_exact()) mark.truth = at_point(mark.side.lo);
      if (mark.truth == Truth::maybe) mark.truth = by_signs(mark, samples_[i] ? samples_[i] : samples_[i + 1]);
    }
  }

  Truth by_signs(const Mark& mark, const std::optional<Rational>& beside) const {
    return truth_of(problem_.goal(), problem_.goal_atoms(), [&](std::size_t atom) {
      if (mark.zeros.count(group_[atom]) > 0 || problem_.goal_atoms()[atom].identically_zero) return 0;
      return beside ? signs_[atom].at(*beside) : PointSign::kUnknown;
    });
  }

  Truth on_part(Side side) const {
    if (!domain_.lo_infinite && side.lo == domain_.lo) side.lo_open = domain_.lo_open;
    if (!domain_.hi_infinite && side.hi == domain_.hi) side.hi_open = domain_.hi_open;
    const language::Method method{.bits = 128};
    if (decide_on_box(problem_, {side}, method) == Decision::holds) return Truth::yes;
    return decide_on_box(opposite_, {side}, method) == Decision::holds ? Truth::no : Truth::maybe;
  }

  // ---- from truths to intervals ----

  // Where a stretch that meets the mark begins or ends: in the mark, or at the edge of a part that was decided as a whole.
  static End end_at(const Mark& mark, bool upper_edge, bool closed) {
    if (mark.not_settled && mark.truth != Truth::maybe) {
      if (upper_edge ? mark.side.hi_infinite : mark.side.lo_infinite) return {.infinite = true, .at = {}, .closed = false};
      return {.infinite = false, .at = language::point_side(upper_edge ? mark.side.hi : mark.side.lo), .closed = closed};
    }
    return {.infinite = false, .at = mark.side, .closed = closed};
  }

  void assemble() {
    std::optional<End> from;
    const auto close = [&](const End& to) {
      if (from) stretches_.push_back({*from, to});
      from.reset();
    };
    for (std::size_t i = 0; i <= marks_.size(); ++i) {
      if (samples_[i]) {
        const Mark* before = i > 0 ? &marks_[i - 1] : nullptr;
        if (between_[i] == Truth::yes && !from) from = before != nullptr ? end_at(*before, true, false) : End{.infinite = true, .at = {}};
        if (between_[i] != Truth::yes && before != nullptr) close(end_at(*before, true, true));
      }
      if (i == marks_.size()) break;
      if (marks_[i].truth == Truth::yes && !from) from = end_at(marks_[i], false, true);
      if (marks_[i].truth != Truth::yes) close(end_at(marks_[i], false, false));
    }
    close(samples_.back() || marks_.empty() ? End{.infinite = true, .at = {}} : end_at(marks_.back(), true, true));
  }

  void report() {
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      const Stretch& s = stretches_[i];
      const std::string number = std::to_string(i + 1);
      if (is_one_point(s)) {
        add_end("point " + number, s.from);
      } else {
        add_end("from " + number, s.from);
        add_end("to " + number, s.to);
      }
    }
    out_.left.push_back("");
    const std::size_t known = out_.left.size();
    for (std::size_t i = 0; i <= marks_.size(); ++i) {
      if (samples_[i] && between_[i] == Truth::maybe) add_left("about " + name_ + " = " + to_string(*samples_[i]));
      if (i < marks_.size() && marks_[i].truth == Truth::maybe) add_left(name_ + (marks_[i].side.is_point() ? " = " : " in ") + side_text(marks_[i].side));
    }
    const bool complete = out_.left.size() == known;
    out_.verdict = complete ? Verdict::enclosed : Verdict::undecided;
    out_.left.front() = stretches_.empty() && !complete ? "holds nowhere that is decided" : answer();
    if (!complete) out_.left.insert(out_.left.begin() + 1, notes_.begin(), notes_.end());
  }

  void add_left(const std::string& place) {
    constexpr std::size_t kMost = 9;
    if (out_.left.size() < kMost) out_.left.push_back(place + ": not decided there");
    else if (out_.left.size() == kMost) out_.left.emplace_back("and more parts like these");
  }

  void add_end(const std::string& name, const End& end) {
    if (end.infinite || end.at.lo_infinite || end.at.hi_infinite) return;
    out_.ends.push_back({name, Interval(end.at.lo, end.at.hi, kRootBits)});
  }

  // Both ends lie in one mark and belong to the stretch: there is nothing between them.
  static bool is_one_point(const Stretch& s) {
    return !s.from.infinite && !s.to.infinite && s.from.closed && s.to.closed && s.from.at.lo == s.to.at.lo && s.from.at.hi == s.to.at.hi;
  }

  std::string answer() const {
    constexpr std::size_t kMost = 6;
    if (stretches_.empty()) return "holds nowhere on the domain";
    std::string out = "holds on ";
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      if (i > 0) out += i + 1 == stretches_.size() || i == kMost ? " and " : ", ";
      if (i == kMost && stretches_.size() > kMost + 1) return out + std::to_string(stretches_.size() - kMost) + " more";
      const Stretch& s = stretches_[i];
      if (is_one_point(s)) {
        out += "{" + text_of(s.from, true) + "}";
      } else {
        out += (s.from.closed ? "[" : "(") + text_of(s.from, true) + ", " + text_of(s.to, false) + (s.to.closed ? "]" : ")");
      }
    }
    return out;
  }

  // An exact rational, or the leading digits that are certain, with dots.
  static std::string text_of(const End& end, bool lower) {
    if (end.infinite) return lower ? "-oo" : "oo";
    if (end.at.is_point() && to_string(end.at.lo).size() <= 24) return to_string(end.at.lo);
    if (end.at.lo_infinite || end.at.hi_infinite) return "?";
    const Interval enclosure(end.at.lo, end.at.hi, kRootBits);
    const std::string lo = lo_to_decimal(enclosure, 18), hi = hi_to_decimal(enclosure, 18);
    const auto differ = std::mismatch(lo.begin(), lo.end(), hi.begin(), hi.end()).first;
    const std::string common(lo.begin(), std::min(differ, lo.begin() + std::min<std::ptrdiff_t>(14, std::ssize(lo))));
    return common.find('.') == std::string::npos || common.size() < 8 || lo.find('e') != std::string::npos ? to_string(enclosure, 6) : common + "...";
  }

  Problem problem_, opposite_;
  Side domain_;
  std::string name_;
  const Options& options_;
  Budget budget_;
  std::vector<PointSign> signs_;     // one a difference
  std::vector<std::size_t> group_;   // the first difference with the same zeros
  std::vector<Mark> marks_;
  std::vector<Truth> between_;       // before mark i; meaningless where there is no sample
  std::vector<std::optional<Rational>> samples_;
  std::vector<Stretch> stretches_;
  std::vector<std::string> notes_;
  Where out_;
};

}  // namespace

Where find_where(const language::Claim& claim, const Options& options) {
  Where out;
  try {
    const language::Box domain = rational_domain(claim);
    if (!is_empty(domain)) return Search(claim, domain[0], options).run();
    out.verdict = Verdict::vacuous;
    out.left = {"the domain is empty"};
  } catch (const language::BadDomain& error) {
    out.left = {error.what()};
  }
  return out;
}

}  // namespace certibound::prover
