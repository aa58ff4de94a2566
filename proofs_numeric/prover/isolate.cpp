// Breadth first, so that what is easy to find comes before a limit is reached near a point where zeros accumulate.
// A part of the interval is settled
//   without a zero, by the natural enclosure or the mean-value form;
//   by slopes of one strict sign: at most one zero, and the signs at two points say whether there is one;
//   around a rational zero p: f_0(p) = ... = f_{k-1}(p) = 0 exactly, and the enclosure of the Taylor coefficient f_k on
//   a box B around p is not 0: f(x) = f_k(xi) (x - p)^k, so that p is the only zero in B and of multiplicity k.
#include "isolate.hpp"

#include <certibound/language/algebra.hpp>
#include <certibound/language/gradient.hpp>
#include <certibound/language/jet.hpp>

#include <algorithm>
#include <map>
#include <queue>
#include <set>

namespace certibound::prover {
namespace {

using language::Box;
using language::Range;
using language::Side;

constexpr std::size_t kMaxRoots = 1'000;
constexpr int kMaxOrder = 12;
constexpr long kRootWidth = 52;      // a zero is enclosed to 2^-52 of its size
constexpr long kSmallestPart = 42;   // parts are cut down to 2^-42 of their distance from 0, or of 1
constexpr long kRadii = 30;

Side closed(Side side) {
  if (!side.lo_infinite) side.lo_open = false;
  if (!side.hi_infinite) side.hi_open = false;
  return side;
}

bool is_finite(const Side& side) { return !side.lo_infinite && !side.hi_infinite; }

Rational magnitude(const Rational& x) { return x < 0 ? Rational(-x) : x; }

// 1 or -1 if no value is 0 or comes near it, else 0.
int strict_sign(const Range& x) {
  if (x.value.is_empty()) return 0;
  return x.value.lo().sign() > 0 ? 1 : x.value.hi().sign() < 0 ? -1 : 0;
}

Rational inner_point(const Side& side) {
  if (is_finite(side)) return (side.lo + side.hi) / 2;
  if (side.lo_infinite && side.hi_infinite) return 0;
  return side.lo_infinite ? Rational(side.hi - 1) : Rational(side.lo + 1);
}

// The term towards infinity: with x = 1/t (x = -1/t) it is common * N/D in t, each factor enclosed on 0 < t <= 1/|x|, which
// does not lose the cancellation of large powers of x.
class Tail {
 public:
  Tail(const language::Terms& terms, language::NodeId root, bool upper) : upper_(upper), program_(terms_, {}) {
    try {
      const language::NodeId one = terms_.rational(upper ? 1 : -1);
      const language::NodeId x = terms_.apply(language::Op::div, one, terms_.variable(0));
      const language::NodeId in_t = terms.substitute(root, {x}, terms_);
      const std::optional<language::Fraction> f = as_fraction(terms_, in_t, 1);
      if (!f) return;
      const language::NodeId quotient = terms_.apply(language::Op::div, f->numerator, f->denominator);
      const language::NodeId product = terms_.apply(language::Op::mul, f->common, quotient);
      if (!vanishes_identically(terms_, terms_.apply(language::Op::sub, in_t, product))) return;
      program_ = language::Program(terms_, {f->common, f->numerator, f->denominator});
    } catch (const language::TooLarge&) {
    }
  }
  Tail(const Tail&) = delete;
  Tail& operator=(const Tail&) = delete;

  // REQUIRES: the term has a value on the whole side, which is infinite at that end only and does not reach 0.
  bool without_zero(const Side& side) const {
    if (program_.roots().empty()) return false;
    const Side t{.lo = 0, .hi = upper_ ? Rational(1 / side.lo) : Rational(-1 / side.hi), .lo_open = true};
    const std::vector<Range> factors = enclose(program_, {to_range(t, 128)}, 128);
    return std::all_of(factors.begin(), factors.end(), [](const Range& x) {
      return x.defined && (certainly_positive(x) || certainly_negative(x));
    });
  }

 private:
  bool upper_;
  language::Terms terms_;
  language::Program program_;
};

struct Piece {
  Side side;
  int depth = 0;
  bool operator<(const Piece& other) const { return depth > other.depth; }  // the least depth first
};

class Isolation {
 public:
  Isolation(const language::Terms& terms, language::NodeId root, const Side& interval, const Options& options,
            const Budget& budget)
      : sign_(terms, root, options.max_bits), program_(sign_.program()), interval_(interval), options_(options),
        budget_(budget), vanishes_(vanishes_identically(terms, root)), below_(terms, root, false), above_(terms, root, true) {}

  Isolated run() {
    if (!interval_.is_empty()) {
      for (const Rational& x : simple_values(interval_, 60)) note_if_undefined(x);
      open_.push({interval_, 0});
    }
    while (!open_.empty() && !out_.undefined_at && !stop()) {
      const Piece piece = open_.top();
      open_.pop();
      if (!covered(piece)) settle(piece);
    }
    for (; !open_.empty(); open_.pop()) leave(open_.top().side, false);
    for (const auto& [at, root] : roots_) out_.roots.push_back(root);
    merge_left();
    return std::move(out_);
  }

 private:
  bool stop() {
    if (roots_.size() >= kMaxRoots) out_.stopped = "stopped at " + std::to_string(kMaxRoots) + " roots";
    if (out_.boxes >= options_.max_boxes) out_.stopped = "stopped after " + std::to_string(out_.boxes) + " boxes";
    if (budget_.spent()) out_.stopped = "stopped at the time limit";
    return !out_.stopped.empty();
  }

  void leave(const Side& side, bool defined) {
    if (!side.is_empty()) out_.left.push_back({side, defined});
  }

  void note_if_undefined(const Rational& x) {
    if (language::contains({interval_}, {x}) && sign_.at(x) == PointSign::kUndefined && !out_.undefined_at) out_.undefined_at = x;
  }

  // The parts outside the boxes around known zeros are put back where the piece meets one.
  bool covered(const Piece& piece) {
    for (const Side& box : around_) {
      const Side& s = piece.side;
      const bool apart = (!s.hi_infinite && s.hi <= box.lo) || (!s.lo_infinite && box.hi <= s.lo);
      if (apart && !s.is_point()) continue;
      if (s.is_point() && (s.lo < box.lo || box.hi < s.lo)) continue;
      if (s.lo_infinite || s.lo < box.lo) put(piece, s, std::nullopt, box.lo);
      if (s.hi_infinite || box.hi < s.hi) put(piece, s, box.hi, std::nullopt);
      return true;
    }
    return false;
  }

  void put(const Piece& piece, Side side, const std::optional<Rational>& lo, const std::optional<Rational>& hi) {
    if (lo) {
      side.lo = *lo;
      side.lo_open = side.lo_infinite = false;
    }
    if (hi) {
      side.hi = *hi;
      side.hi_open = side.hi_infinite = false;
    }
    if (!side.is_empty()) open_.push({side, piece.depth});
  }

  void settle(const Piece& piece) {
    ++out_.boxes;
    const Side& side = piece.side;
    const Precision bits = piece.depth > 20 ? 128 : 64;
    const Range variable = to_range(side, bits);
    const Range value = enclose(program_, {variable}, bits)[0];
    if (value.value.is_empty()) note_if_undefined(inner_point(side));
    if (out_.undefined_at) return;
    if (side.is_point()) return settle_point(side);
    if (value.defined) {
      if (certainly_positive(value) || certainly_negative(value)) return;
      if (vanishes_ || certainly_zero(value)) return out_.zero.push_back(side);
      const Range slope = enclose_with_slopes(program_, {variable}, bits)[0].slope[0];
      if (without_zero(side, variable, slope, bits) || (strict_sign(slope) != 0 && settle_monotone(side, strict_sign(slope)))) return;
    }
    if (!vanishes_ && settle_contact(piece)) return;
    cut_or_leave(piece, value.defined);
  }

  void settle_point(const Side& side) {
    const int sign = sign_.at(side.lo);
    if (sign == 0) return add_exact(side.lo);
    if (sign == PointSign::kUnknown) leave(side, false);
    if (sign == PointSign::kUndefined) note_if_undefined(side.lo);
  }

  bool without_zero(const Side& side, const Range& variable, const Range& slope, Precision bits) const {
    if (side.hi_infinite && !side.lo_infinite) return side.lo >= 1 && above_.without_zero(side);
    if (side.lo_infinite) return !side.hi_infinite && side.hi <= -1 && below_.without_zero(side);
    const Range centre = language::constant(inner_point(side), bits);
    const Range at_centre = enclose(program_, {centre}, bits)[0];
    if (!at_centre.defined) return false;
    const Range value = at_centre + slope * (variable - centre);
    return certainly_positive(value) || certainly_negative(value);
  }

  void cut_or_leave(const Piece& piece, bool defined) {
    const Side& s = piece.side;
    const Rational finest = power(Rational(2), -kSmallestPart);
    const bool small = is_finite(s) && s.hi - s.lo <= finest * std::max({magnitude(s.lo), magnitude(s.hi), Rational(1)});
    if (small || piece.depth > 200) return leave(s, defined);
    for (const Side& half : halves(s)) {
      if (!half.is_empty()) open_.push({half, piece.depth + 1});
    }
  }

  static std::vector<Side> halves(const Side& side) {
    const auto [below, above] = language::bisect({side}, {side});
    return {below[0], above[0]};
  }

  // ---- slopes of one sign ----

  struct End {
    bool known = false;  // `at` is an end of the part, or of its closure on which the term rises (falls) too
    Rational at;
    int sign = PointSign::kUnknown;
  };

  // True if the part is settled: the term rises (direction 1) or falls (-1) strictly on it.
  bool settle_monotone(const Side& side, int direction) {
    const Side closure = closed(side);
    const bool extends = bounded_slopes(closure, direction);
    const End lo = end_of(side, true, extends, -direction), hi = end_of(side, false, extends, direction);
    for (const End* end : {&lo, &hi}) {
      if (end->sign != 0) continue;
      if (language::contains({interval_}, {end->at})) add_exact(end->at);
      return true;
    }
    if ((lo.known && lo.sign == direction) || (hi.known && hi.sign == -direction)) return true;  // no zero
    if (lo.sign != -direction || hi.sign != direction) return false;
    const Side bracket{.lo = lo.at, .hi = hi.at};
    if (!bounded_slopes(bracket, direction)) return false;  // a continuous term with finite slopes: simple
    add_root(refine(bracket, direction));
    return true;
  }

  // Defined on the closed part, with finite slopes of that strict sign: continuous and strictly monotone there.
  bool bounded_slopes(const Side& side, int direction) const {
    if (!is_finite(side)) return false;
    const language::Gradient g = enclose_with_slopes(program_, {to_range(side, 64)}, 64)[0];
    return g.value.defined && strict_sign(g.slope[0]) == direction && g.slope[0].value.is_bounded();
  }

  // The sign at an end, or at points towards an end that is infinite or has no value: the first that is 0 or `wanted`.
  End end_of(const Side& side, bool lower, bool extends, int wanted) const {
    const bool infinite = lower ? side.lo_infinite : side.hi_infinite, open = lower ? side.lo_open : side.hi_open;
    const Rational& end = lower ? side.lo : side.hi;
    if (!infinite && (!open || extends)) return {true, end, sign_.at(end)};
    for (long k = 1; k <= 64; k *= 2) {
      const Rational step = power(Rational(2), k);
      Rational x = inner_point(side);
      if (infinite) x = lower ? Rational(x - step) : Rational(x + step);
      if (!infinite) x = end + (x - end) / step;
      const int sign = sign_.at(x);
      if (sign == 0 || sign == wanted) return {false, x, sign};
    }
    return {};
  }

  // REQUIRES: the signs at the ends are -direction and direction.
  Root refine(const Side& bracket, int direction) const {
    Rational lo = bracket.lo, hi = bracket.hi;
    const Rational finest = power(Rational(2), -kRootWidth), floor = power(Rational(2), -300);
    const auto narrow = [&] { return hi - lo <= std::max(Rational(finest * std::max(magnitude(lo), magnitude(hi))), floor); };
    while (!narrow()) {
      const Rational quarter = (hi - lo) / 4;
      Rational x = simplest_between(lo + quarter, hi - quarter);
      int sign = sign_.at(x);
      if (sign >= PointSign::kUnknown) sign = sign_.at(x = (lo + x) / 2);
      if (sign == 0) return {x, x, 1};
      if (sign >= PointSign::kUnknown) break;
      (sign == direction ? hi : lo) = x;
    }
    const Rational x = simplest_between(lo, hi);
    if (sign_.at(x) == 0) return {x, x, 1};
    return {lo, hi, 1};
  }

  // ---- rational zeros ----

  // True if the piece was taken apart around a zero.
  bool settle_contact(const Piece& piece) {
    const Side& side = piece.side;
    std::vector<Rational> suspects;
    if (!side.lo_infinite) suspects.push_back(side.lo);
    if (!side.hi_infinite) suspects.push_back(side.hi);
    if (is_finite(side)) suspects.push_back(simplest_between(side.lo, side.hi));
    for (const Rational& p : suspects) {
      if (!tried_.insert(p).second) continue;
      note_if_undefined(p);
      if (sign_.at(p) != 0) continue;
      int multiplicity = 0;
      const std::optional<Side> box = box_around(p, multiplicity);
      if (box) {
        around_.push_back(*box);
        if (language::contains({interval_}, {p})) add_root({p, p, multiplicity});
        open_.push(piece);
        return true;
      }
      if (language::contains({interval_}, {p}) && p != side.lo && p != side.hi) {  // one part on each side of it
        add_root({p, p, 0});
        put(piece, side, std::nullopt, p);
        put(piece, side, p, std::nullopt);
        return true;
      }
    }
    return false;
  }

  // A box around p, as far as the interval goes, in which p is the only zero. multiplicity: 0 if the order is no integer.
  std::optional<Side> box_around(const Rational& p, int& multiplicity) const {
    const std::vector<language::Exact> at = exact_jet(program_, 0, {p}, 0, kMaxOrder);
    int order = 0;
    while (order <= kMaxOrder && at[static_cast<std::size_t>(order)].is_zero()) ++order;
    if (order == 0 && sign_.at(p) == 0) order = 1;  // zero by algebra
    if (order > kMaxOrder) return std::nullopt;
    Rational radius = 1;
    std::optional<Side> widest;  // in which the coefficient has no finite bound, which says nothing about the multiplicity
    for (long i = 0; i < kRadii; ++i, radius /= 4) {
      Side box{.lo = p - radius, .hi = p + radius};
      if (!interval_.lo_infinite) box.lo = std::max(box.lo, interval_.lo);
      if (!interval_.hi_infinite) box.hi = std::min(box.hi, interval_.hi);
      const Range variable = to_range(box, 128);
      if (!enclose(program_, {variable}, 128)[0].defined) continue;
      const Range leading = enclose_jet(program_, 0, {variable}, 0, order, 128)[static_cast<std::size_t>(order)];
      if (strict_sign(leading) == 0) continue;
      const bool bounded = leading.value.is_bounded();
      if (!bounded && order > 1 && p != box.lo && p != box.hi) continue;
      if (!widest) widest = box;
      if (!bounded) continue;
      multiplicity = order;
      return box;
    }
    return widest;
  }

  void add_exact(const Rational& p) {
    int multiplicity = 0;
    const auto known = roots_.find(p);
    if (known != roots_.end() && known->second.lo == known->second.hi) return;
    box_around(p, multiplicity);
    add_root({p, p, multiplicity});
  }

  void add_root(const Root& root) {
    const auto [place, is_new] = roots_.emplace(root.lo, root);
    if (!is_new && root.lo == root.hi) place->second.multiplicity = std::max(place->second.multiplicity, root.multiplicity);
  }

  // Neighbours become one part.
  void merge_left() {
    const auto before = [](const Part& a, const Part& b) {
      if (a.side.lo_infinite || b.side.lo_infinite) return a.side.lo_infinite && !b.side.lo_infinite;
      return a.side.lo < b.side.lo;
    };
    std::sort(out_.left.begin(), out_.left.end(), before);
    std::vector<Part> merged;
    for (const Part& part : out_.left) {
      const bool touches = !merged.empty() && (merged.back().side.hi_infinite || part.side.lo_infinite ||
                                               part.side.lo <= merged.back().side.hi);
      if (!touches) {
        merged.push_back(part);
        continue;
      }
      Side& last = merged.back().side;
      merged.back().defined = merged.back().defined && part.defined;
      if (last.hi_infinite || (!part.side.hi_infinite && part.side.hi <= last.hi)) continue;
      last.hi = part.side.hi;
      last.hi_infinite = part.side.hi_infinite;
      last.hi_open = part.side.hi_open;
    }
    out_.left = std::move(merged);
  }

  PointSign sign_;
  const language::Program& program_;
  Side interval_;
  const Options& options_;
  const Budget& budget_;
  bool vanishes_;
  Tail below_, above_;
  std::priority_queue<Piece> open_;
  std::map<Rational, Root> roots_;  // by the lower end
  std::vector<Side> around_;
  std::set<Rational> tried_;
  Isolated out_;
};

}  // namespace

Isolated isolate(const language::Terms& terms, language::NodeId root, const Side& interval, const Options& options,
                 const Budget& budget) {
  return Isolation(terms, root, interval, options, budget).run();
}

}  // namespace certibound::prover
