#include "descent.hpp"

#include "double_range.hpp"

#include <certibound/language/truth.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound::prover {
namespace {

using language::Box;
using language::Formula;
using language::Problem;
using language::Side;
using language::Sign;
using Point = std::vector<double>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeastStep = 1e-11;  // of the size of a variable
constexpr double kLeastProbe = 1e-4;
constexpr std::size_t kMostMiddles = 32, kMostProbed = 150;

// Heights of all atoms of a formula at a point; infinite where one has no value.
class Heights {
 public:
  Heights(const language::Program& program, const std::vector<language::Atom>& atoms, const Formula& formula)
      : program_(program), atoms_(atoms), formula_(formula), fast_(has_double_ranges(program)) {}

  bool fast() const { return fast_; }

  double at(const Point& x) const {
    std::vector<double> values;
    if (fast_) {
      std::vector<DoubleRange> variables;
      for (const double c : x) variables.push_back({c, c, true, false, false});
      for (const DoubleRange& v : program_.run<DoubleRange>(DoubleArithmetic{}, variables)) {
        values.push_back(v.defined ? v.lo + (v.hi - v.lo) / 2 : kInfinity);
      }
    } else {
      std::vector<language::Range> variables;
      for (const double c : x) variables.push_back(language::constant(Rational(c), 64));
      for (const language::Range& v : enclose(program_, variables, 64)) {
        values.push_back(v.defined ? mpfr_get_d(v.value.lo().get(), MPFR_RNDN) : kInfinity);
      }
    }
    return of(formula_, values);
  }

 private:
  double of(const Formula& formula, const std::vector<double>& values) const {
    using Kind = language::Condition::Kind;
    if (formula.kind == Kind::compare) {
      const double v = values[formula.atom];
      switch (atoms_[formula.atom].sign) {
        case Sign::zero: return -std::fabs(v);
        case Sign::nonzero: return std::fabs(v);
        default: return v;
      }
    }
    const bool all = formula.kind == Kind::all_of;
    double out = all ? kInfinity : -kInfinity;
    for (const Formula& part : formula.parts) out = all ? std::min(out, of(part, values)) : std::max(out, of(part, values));
    return out;
  }

  const language::Program& program_;
  const std::vector<language::Atom>& atoms_;
  const Formula& formula_;
  const bool fast_;
};

struct Walker {
  Point at;
  double height = kInfinity;
};

class Descent {
 public:
  explicit Descent(const Problem& problem)
      : domain_(problem.domain()), goal_(problem.goal_program(), problem.goal_atoms(), problem.goal()),
        given_(problem.hypothesis_program(), problem.hypothesis_atoms(), problem.hypotheses()),
        has_hypotheses_(!problem.hypothesis_atoms().empty()), has_calls_(mentions_calls(problem.terms())) {}

  std::vector<std::vector<Rational>> run(const std::vector<std::vector<Rational>>& starts, const std::vector<Box>& left) {
    const bool fast = goal_.fast() && given_.fast();
    if (!fast && has_calls_) return {};
    const std::size_t walks = fast ? 24 : 3;
    std::vector<Walker> walkers;
    for (std::size_t i = 0; i < starts.size(); i += fast ? 1 : 1 + starts.size() / 60) {
      Point x;
      for (const Rational& c : starts[i]) x.push_back(c.convert_to<double>());
      add(walkers, std::move(x));
    }
    for (std::size_t i = 0; i < left.size(); i += 1 + left.size() / kMostMiddles) add(walkers, middle(left[i]));
    sort(walkers);
    if (fast) {
      if (walkers.size() > kMostProbed) walkers.resize(kMostProbed);
      for (Walker& w : walkers) probe(w);
      sort(walkers);
    }
    thin_out(walkers, walks);
    for (Walker& w : walkers) walk(w, fast ? 800 : 250);
    sort(walkers);
    std::vector<std::vector<Rational>> out;
    for (const Walker& w : walkers) {
      if (w.height > 1e-6) break;
      out.emplace_back(w.at.begin(), w.at.end());
    }
    return out;
  }

 private:
  // Integrals and their kin take too long to walk on.
  static bool mentions_calls(const language::Terms& terms) {
    for (language::NodeId id = 0; id < static_cast<language::NodeId>(terms.size()); ++id) {
      if (terms[id].op == language::Op::call) return true;
    }
    return false;
  }

  static void sort(std::vector<Walker>& walkers) {
    std::stable_sort(walkers.begin(), walkers.end(), [](const Walker& a, const Walker& b) { return a.height < b.height; });
  }

  // One step in each direction, large and small: where both sides meet on lines and the claim fails near one point of them, many
  // points are equally low, and only their surroundings differ.
  void probe(Walker& w) const {
    const Point from = w.at;
    for (std::size_t i = 0; i < from.size(); ++i) {
      for (double step = first_step(domain_[i], from[i]); step > kLeastProbe && step >= (domain_[i].integer ? 1 : 0); step /= 4) {
        for (const double way : {step, -step}) {
          Point x = from;
          x[i] += domain_[i].integer ? std::round(way) : way;
          take(w, x);
        }
      }
    }
  }

  // The lowest third of them, and others evenly over the rest: where both sides meet on a line, all of the lowest lie on it.
  static void thin_out(std::vector<Walker>& walkers, std::size_t most) {
    if (walkers.size() <= most) return;
    const std::size_t lowest = most / 3, others = most - lowest, rest = walkers.size() - lowest;
    for (std::size_t k = 0; k < others; ++k) std::swap(walkers[lowest + k], walkers[lowest + k * rest / others]);
    walkers.resize(most);
  }

  void add(std::vector<Walker>& walkers, Point x) const {
    Walker w{std::move(x)};
    w.height = height(w.at);
    if (w.height < kInfinity) walkers.push_back(std::move(w));
  }

  // Hooke and Jeeves: a step in each variable, or in two of them at once (along a hypothesis), then the same way once more; smaller
  // steps where that does not help.
  void walk(Walker& w, int evaluations) {
    std::vector<double> step;
    for (std::size_t i = 0; i < w.at.size(); ++i) step.push_back(first_step(domain_[i], w.at[i]));
    while (evaluations > 0 && w.height > -kInfinity) {
      const Walker before = w;
      for (std::size_t i = 0; i < w.at.size(); ++i) {
        for (const double way : {1.0, -1.0}) {
          Point x = w.at;
          x[i] += way * step[i];
          --evaluations;
          if (take(w, x)) break;
        }
      }
      if (!(w.height < before.height)) evaluations -= exchange(w, step);
      if (w.height < before.height) {
        Point x = w.at;
        for (std::size_t i = 0; i < x.size(); ++i) x[i] += w.at[i] - before.at[i];
        --evaluations;
        take(w, x);
        continue;
      }
      bool moves = false;
      for (std::size_t i = 0; i < step.size(); ++i) {
        step[i] /= domain_[i].integer ? 2 : 3;
        if (domain_[i].integer) step[i] = std::floor(step[i]);
        moves = moves || step[i] > (domain_[i].integer ? 0.5 : kLeastStep * std::max(std::fabs(w.at[i]), 1e-3));
      }
      if (!moves) return;
    }
  }

  // One variable up, another down; the number of evaluations.
  int exchange(Walker& w, const std::vector<double>& step) const {
    int count = 0;
    for (std::size_t i = 0; i < step.size(); ++i) {
      for (std::size_t j = 0; j < step.size(); ++j) {
        if (i == j) continue;
        Point x = w.at;
        x[i] += std::min(step[i], step[j]);
        x[j] -= std::min(step[i], step[j]);
        ++count;
        if (take(w, x)) return count;
      }
    }
    return count;
  }

  bool take(Walker& w, const Point& x) const {
    const double own = height(x);
    if (!(own < w.height)) return false;
    w = {x, own};
    return true;
  }

  double height(const Point& x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!std::isfinite(x[i])) return kInfinity;
    }
    if (!contains(domain_, {x.begin(), x.end()}) || (has_hypotheses_ && !(given_.at(x) > 0))) return kInfinity;
    const double own = goal_.at(x);
    return std::isnan(own) ? kInfinity : own;
  }

  static double first_step(const Side& side, double at) {
    const bool bounded = !side.lo_infinite && !side.hi_infinite;
    const double width = bounded ? Rational(side.hi - side.lo).convert_to<double>() : std::max(1.0, std::fabs(at));
    return side.integer ? std::max(1.0, std::floor(width / 8)) : width / 8;
  }

  static Point middle(const Box& box) {
    Point out;
    for (const Side& side : box) {
      const Rational lo = side.lo_infinite ? Rational(side.hi_infinite ? Rational(0) : Rational(side.hi - 1)) : side.lo;
      const Rational hi = side.hi_infinite ? Rational(lo + 1) : side.hi;
      const double x = Rational((lo + hi) / 2).convert_to<double>();
      out.push_back(side.integer ? std::floor(x) : x);
    }
    return out;
  }

  const Box& domain_;
  const Heights goal_, given_;
  const bool has_hypotheses_, has_calls_;
};

}  // namespace

std::vector<std::vector<Rational>> low_points(const Problem& problem, const std::vector<std::vector<Rational>>& starts,
                                              const std::vector<Box>& left) {
  return Descent(problem).run(starts, left);
}

}  // namespace certibound::prover
