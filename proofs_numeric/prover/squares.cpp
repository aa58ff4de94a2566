// The goal is brought to F = sum of c w q^2 / M: with weights w that the domain makes >= 0 (Schmuedgen's products; on an orthant the
// products of variables, which is what the substitution x = u^2 comes to) and a multiplier M > 0 (Polya, Reznick).
#include "squares.hpp"

#include "bernstein.hpp"
#include "gram.hpp"
#include "polynomial_goal.hpp"
#include "univariate.hpp"

#include <algorithm>
#include <limits>

namespace certibound::prover {
namespace {

constexpr std::size_t kMaxBasis = 60;
constexpr int kMaxDegree = 18;         // of the goal times the multiplier

std::string summand(const Rational& factor, const std::string& weight, const std::string& root) {
  return " {" + to_string(factor) + "} {" + weight + "} {" + root + "}";
}

// x - end, or end - x.
std::string distance(const Ring& ring, std::size_t atom, const Rational& end, bool from_below) {
  const Rational sign = from_below ? 1 : -1;
  return "(" + ring.text(sum(scaled(ring.atom(atom), sign), ring.constant(-end * sign))) + ")";
}

std::string product_text(const std::vector<std::string>& factors) {
  std::string out;
  for (const std::string& factor : factors) out += (out.empty() ? "" : "*") + factor;
  return out.empty() ? "1" : out;
}

class SquaresFinder {
 public:
  SquaresFinder(const language::Claim& goal, const language::Problem& problem, const std::function<bool()>& stop)
      : goal_(goal, problem), stop_(stop) {}

  std::vector<Step> run() {
    if (!goal_.read()) return {};
    if (goal_.only_variables() && by_bernstein()) return steps_;
    if (!goal_.look_around(stop_)) return {};
    // Weights that are products of constraints cost the most: first none, then variables that are not negative, last all.
    for (const std::vector<int>& levels : {std::vector<int>{0, 1}, std::vector<int>{2}, std::vector<int>{3}}) {
      for (const Multinomial& multiplier : multipliers()) {
        for (const int level : levels) {
          if (!goal_.is_open(level)) continue;
          for (const Rational& offset : goal_.offsets()) {
            for (const bool wide : {false, true}) {
              if (stop_()) return {};
              if ((!wide || level > 1) && attempt(multiplier, level, offset, wide)) return steps_;
            }
          }
        }
      }
    }
    return {};
  }

 private:
  bool by_bernstein() {
    const Ring& ring = goal_.ring();
    language::Box box;
    for (std::size_t i = 0; i < ring.size(); ++i) box.push_back(goal_.side(i));
    for (const int elevation : {0, 1, 3}) {
      if (stop_()) return false;
      const auto terms = bernstein_terms(goal_.polynomial(), box, elevation, goal_.is_strict());
      if (!terms) continue;
      std::string words = "{" + (goal_.divisor().empty() ? "1" : goal_.divisor()) + "}";
      for (const BernsteinTerm& term : *terms) {
        std::vector<std::string> weight, root;
        const auto add = [&](std::size_t i, bool low, int exponent) {
          if (exponent == 0) return;
          const std::string factor = distance(ring, i, low ? box[i].lo : box[i].hi, low);
          if (exponent % 2 == 1) weight.push_back(factor);
          if (exponent > 1) root.push_back(factor + (exponent > 3 ? "^" + std::to_string(exponent / 2) : ""));
        };
        for (std::size_t i = 0; i < box.size(); ++i) {
          add(i, true, term.low[i]);
          add(i, false, term.high[i]);
        }
        words += summand(term.factor, product_text(weight), product_text(root));
      }
      steps_.push_back({"squares", std::move(words), {}});
      return true;
    }
    return false;
  }

  bool is_homogeneous() const {
    int total = -1;
    for (const auto& [e, c] : goal_.raised(goal_.offsets().front())) {
      int own = 0;
      for (const int k : e) own += k;
      if (total >= 0 && own != total) return false;
      total = own;
    }
    return true;
  }

  // What the goal may be multiplied by: 1, positive variables, sums of variables and of squares, the most promising first.
  std::vector<Multinomial> multipliers() const {
    const Ring& ring = goal_.ring();
    std::vector<Multinomial> out{ring.constant(1)};
    if (!goal_.only_variables()) return out;
    Multinomial mixed, quadratic;  // x where x >= 0 and x^2 elsewhere; x^2
    for (std::size_t i = 0; i < ring.size(); ++i) {
      mixed = sum(mixed, low_power(i));
      quadratic = sum(quadratic, ring.atom(i, 2));
      const bool positive = goal_.is_nonnegative_variable(i) && goal_.is_nonzero(ring.atom(i).begin()->first);
      if (positive) out.push_back(ring.atom(i));
    }
    const auto add = [&](const Multinomial& m) {
      if (std::find(out.begin(), out.end(), m) == out.end()) out.push_back(m);
    };
    if (!is_homogeneous()) {
      mixed = sum(ring.constant(1), mixed);
      quadratic = sum(ring.constant(1), quadratic);
    }
    add(mixed);
    add(quadratic);
    for (std::size_t i = 0; i < ring.size() && !is_homogeneous(); ++i) add(sum(ring.constant(1), low_power(i)));
    add(ring.product(mixed, mixed));
    return out;
  }

  Multinomial low_power(std::size_t atom) const { return goal_.ring().atom(atom, goal_.is_nonnegative_variable(atom) ? 1 : 2); }

  struct Weight {
    Multinomial polynomial;
    std::string text;
  };

  // 1, and products of constraints; every product of variables that are not negative, of others at most `level`.
  std::vector<Weight> weights(int level, int most) const {
    std::vector<Weight> out{{goal_.ring().constant(1), "1"}};
    const std::vector<Multinomial> used = goal_.constraints(level);
    const std::size_t n = used.size();
    for (unsigned set = 1; set < (1U << n); ++set) {
      Weight own = out.front();
      own.text.clear();
      int others = 0;
      for (std::size_t i = 0; i < n; ++i) {
        if ((set >> i & 1U) == 0) continue;
        others += used[i].size() > 1 ? 1 : 0;
        own.polynomial = goal_.ring().product(own.polynomial, used[i]);
        const std::string& factor = goal_.text(used[i]);
        own.text += (own.text.empty() ? "" : "*") + ("(" + factor + ")");
      }
      if (others <= level && degree(own.polynomial) <= most) out.push_back(std::move(own));
    }
    return out;
  }

  // The monomials z for which w z^2 may stand in the sum, highest first.
  // `limit`: the highest power of each atom in a summand.
  std::vector<Multinomial> basis(const Multinomial& target, const Multinomial& weight, const Exponents& limit,
                                 bool monomial_weights) const {
    const Ring& ring = goal_.ring();
    const std::size_t n = ring.size();
    std::vector<Multinomial> out;
    Exponents most(n), e(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
      most[i] = (limit[i] - degree(weight, i)) / 2;
      if (ring.square_of(i)) most[i] = 1;
    }
    if (ring.has_relations()) {  // powers have been replaced: what the target shows is no limit
      for (std::size_t i = 0; i < n; ++i) most[i] = std::max(most[i], 1);
    }
    const int total = (degree(target) - degree(weight) + (ring.has_relations() ? 1 : 0)) / 2;
    if (total < 0 || std::any_of(most.begin(), most.end(), [](int k) { return k < 0; })) return out;
    const auto fill = [&](const auto& self, std::size_t i, int left) -> void {
      if (out.size() > 4 * kMaxBasis) return;
      if (i == n) {
        if (!monomial_weights || ring.has_relations() || in_polytope(target, weight, e)) {
          Multinomial z;
          z.emplace(e, Rational(1));
          out.push_back(std::move(z));
        }
        return;
      }
      for (int k = std::min(most[i], left); k >= 0; --k) {
        e[i] = k;
        self(self, i + 1, left - k);
      }
      e[i] = 0;
    };
    fill(fill, 0, total);
    std::stable_sort(out.begin(), out.end(), [](const Multinomial& a, const Multinomial& b) { return degree(a) > degree(b); });
    return out;
  }

  // Is w + 2 e within the Newton polytope of the target, as far as some directions tell?
  bool in_polytope(const Multinomial& target, const Multinomial& weight, const Exponents& e) const {
    const std::size_t n = e.size();
    const int reach = n <= 3 ? 2 : 1;
    std::vector<int> direction(n, -reach);
    const Exponents& w = weight.begin()->first;
    while (true) {
      int own = 0, most = std::numeric_limits<int>::min();
      for (std::size_t i = 0; i < n; ++i) own += direction[i] * (w[i] + 2 * e[i]);
      for (const auto& [f, c] : target) {
        int value = 0;
        for (std::size_t i = 0; i < n; ++i) value += direction[i] * f[i];
        most = std::max(most, value);
      }
      if (own > most) return false;
      std::size_t i = 0;
      while (i < n && direction[i] == reach) direction[i++] = -reach;
      if (i == n) return true;
      ++direction[i];
    }
  }

  // `wide`: powers beyond those of the target may cancel between summands.
  bool attempt(const Multinomial& multiplier, int level, const Rational& offset, bool wide) {
    const Ring& ring = goal_.ring();
    const Multinomial target = ring.product(multiplier, goal_.raised(offset));
    if (target.empty() || degree(target) > kMaxDegree) return false;
    const std::vector<Weight> all = weights(level, degree(target) + (wide ? 1 : 0));
    const bool monomials = std::all_of(all.begin(), all.end(), [](const Weight& w) { return w.polynomial.size() == 1; });
    Exponents limit(ring.size());
    for (std::size_t i = 0; i < limit.size(); ++i) {
      limit[i] = degree(target, i);
      for (const Weight& w : all) if (wide) limit[i] = std::max(limit[i], degree(w.polynomial, i));
    }
    std::vector<GramBlock> blocks;
    for (const Weight& w : all) {
      blocks.push_back({w.polynomial, basis(target, w.polynomial, limit, monomials)});
      if (blocks.back().basis.size() > kMaxBasis) return false;
    }
    const auto found = sum_of_squares(ring, target, blocks, goal_.zeros(offset), stop_);
    return found && write(multiplier, all, *found, offset);
  }

  // The step; of a strict goal a positive summand comes first.
  bool write(const Multinomial& multiplier, const std::vector<Weight>& weights, std::vector<WeightedSquare> squares,
             const Rational& offset) {
    const Ring& ring = goal_.ring();
    const std::string own = ring.text(multiplier);
    std::string words = "{" + (goal_.divisor().empty() ? own : own == "1" ? goal_.divisor() : goal_.divisor() + "*(" + own + ")") + "}";
    if (offset > 0) words += summand(offset, own, "1");
    if (goal_.is_strict() && offset.is_zero()) {
      const auto is_positive = [&](const WeightedSquare& s) {
        const Multinomial& w = weights[s.block].polynomial;
        return w.size() == 1 && s.root.size() == 1 && goal_.is_nonzero(w.begin()->first) && goal_.is_nonzero(s.root.begin()->first);
      };
      const auto first = std::find_if(squares.begin(), squares.end(), is_positive);
      if (first == squares.end()) return false;
      std::rotate(squares.begin(), first, first + 1);
    }
    for (const WeightedSquare& s : squares) words += summand(s.factor, weights[s.block].text, ring.text(s.root));
    steps_.push_back({"squares", std::move(words), {}});
    // A multiplier may be zero at the origin alone: then what is left where the first variable is zero is looked at on its own.
    if (multiplier.size() > 1 && multiplier.count(Exponents(ring.size(), 0)) == 0) {
      steps_.push_back({"isolate", goal_.names()[static_cast<std::size_t>(ring.variable(0))] + " {0}", {}});
    }
    return true;
  }

  PolynomialGoal goal_;
  const std::function<bool()>& stop_;
  std::vector<Step> steps_;
};

Dense dense(const Multinomial& p) {
  Dense out(static_cast<std::size_t>(degree(p)) + 1, Rational(0));
  for (const auto& [e, c] : p) out[static_cast<std::size_t>(e[0])] = c;
  return out;
}

std::string words_of(const std::vector<LineSquare>& squares, const Stretch& stretch, const Ring& ring) {
  std::string out;
  for (const LineSquare& s : squares) {
    std::vector<std::string> weight;
    if (s.by_lo) weight.push_back(distance(ring, 0, *stretch.lo, true));
    if (s.by_hi) weight.push_back(distance(ring, 0, *stretch.hi, false));
    Multinomial root;
    for (std::size_t k = 0; k < s.root.size(); ++k) {
      if (!s.root[k].is_zero()) root.emplace(Exponents{static_cast<int>(k)}, s.root[k]);
    }
    out += summand(s.factor, product_text(weight), ring.text(root));
  }
  return out;
}

std::vector<Step> on_line(const language::Claim& claim, const language::Problem& problem, const std::function<bool()>& stop) {
  PolynomialGoal goal(claim, problem);
  if (!goal.read() || goal.ring().size() != 1 || !goal.only_variables()) return {};
  const language::Side& side = problem.domain()[0];
  Stretch stretch;
  if (!side.lo_infinite) stretch.lo = side.lo;
  if (!side.hi_infinite) stretch.hi = side.hi;
  if (stretch.lo && stretch.hi && *stretch.lo >= *stretch.hi) return {};
  const auto squares = line_squares(dense(goal.polynomial()), stretch, goal.is_strict(), stop);
  if (!squares) return {};
  return {{"squares", "{" + (goal.divisor().empty() ? "1" : goal.divisor()) + "}" + words_of(*squares, stretch, goal.ring()), {}}};
}

template <typename Find>
std::vector<Step> unless_too_large(Find find) {
  try {
    return find();
  } catch (const language::TooLarge&) {
    return {};
  } catch (const PolynomialTooLarge&) {
    return {};
  } catch (const Rejected&) {
    return {};
  }
}

}  // namespace

std::vector<Step> squares_on_line(const language::Claim& goal, const language::Problem& problem, const std::function<bool()>& stop) {
  return unless_too_large([&] { return on_line(goal, problem, stop); });
}

std::vector<Step> squares(const language::Claim& goal, const language::Problem& problem, const std::function<bool()>& stop) {
  return unless_too_large([&] { return SquaresFinder(goal, problem, stop).run(); });
}

}  // namespace certibound::prover
