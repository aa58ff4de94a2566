// Functions that are sums of c x^n e^(kx) on pieces of the line: hardtanh, relu6, elu, selu, and a user's own.
//
// E[s(X) s(Y)] is a sum over pairs of half-lines (truncated_moments.hpp), each from Phi2, Phi and phi. Derivatives in
// rho by Price's theorem: with f_k the k-th derivative of s almost everywhere, jumps J_a at the cuts a,
//   d/drho E[f_k(X) f_k(Y)] = sqrt(q1 q2) (E[f_(k+1)(X) f_(k+1)(Y)] + e_k(rho)),
//   e_k = sum_a J_a (p_X(a) E[f_(k+1)(Y) | X = a] + p_Y(a) E[f_(k+1)(X) | Y = a]) + sum_(a,b) J_a J_b p_XY(a, b),
// so that the K-th derivative is (q1 q2)^(K/2) E[f_K f_K] + sum_(k < K) (q1 q2)^((k+1)/2) e_k^(K-1-k), where the e_k are
// elementary: their derivatives are Taylor coefficients.
// Narrow variances: the formula at the midpoint with what the Lipschitz constant allows; the formula itself forgets that its
// terms share the variances.
// At rho = +-1 the expectation is one-dimensional. A derivative needs e_k there if f_k jumps: infinite where two jumps
// fall together (p_XY is), else left undecided.
#include <certibound/dual_activation/piecewise_expectation.hpp>
#include <certibound/interval/relations.hpp>

#include "truncated_moments.hpp"

#include <algorithm>
#include <mutex>

namespace certibound {
namespace {

bool is_value(const Interval& x, long value) { return x.is_point() && mpfr_cmp_si(x.lo().get(), value) == 0; }
bool is_zero(const Interval& x) { return is_value(x, 0); }

// f with its half-lines and jumps.
struct Layer {
  explicit Layer(PiecewiseFunction function) : f(std::move(function)), lines(half_lines(f)) {
    for (std::size_t i = 0; i < f.cuts.size(); ++i) {
      if (!f.jump(i).vanishes_at(f.cuts[i])) jumps.push_back(i);
    }
  }
  Interval jump(std::size_t i, Precision bits) const { return f.jump(i).at(Interval(f.cuts[i], bits)); }

  PiecewiseFunction f;
  std::vector<HalfLine> lines;
  std::vector<std::size_t> jumps;  // the cuts where f jumps
};

// A box of the same members with more bits.
GaussianBox with_bits(const GaussianBox& box, Precision bits) { return {box.rho, box.q1, box.q2, bits, box.stop}; }

bool is_precise(const Interval& x, Precision bits) {
  if (x.is_empty() || x.is_point()) return true;
  const Float size = mig(x), width = wid(x);
  return x.is_bounded() && !size.is_zero() && mpfr_get_exp(size.get()) - mpfr_get_exp(width.get()) >= bits;
}

// At a point, more bits until the terms that cancel leave enough of them.
template <typename F>
Interval sharpened(const GaussianBox& box, const F& f) {
  const bool point = box.rho.is_point() && box.q1.is_point() && box.q2.is_point();
  Precision work = box.bits + 24;
  Interval value = f(with_bits(box, work));
  for (int round = 0; point && round < 3 && !is_precise(value, box.bits); ++round) {
    if (box.stop.stop_requested()) break;
    work = 2 * work + 64;
    value = intersection(value, f(with_bits(box, work)));
  }
  return value.at_precision(box.bits);
}

bool is_odd(const PiecewiseFunction& f) {
  const std::size_t last = f.cuts.size();
  for (std::size_t i = 0; i < last; ++i) {
    if (f.cuts[i] != -f.cuts[last - 1 - i]) return false;
  }
  for (std::size_t i = 0; i <= last; ++i) {
    if (!(f.pieces[i].reflected() + f.pieces[last - i]).is_zero()) return false;
  }
  return true;
}

// Whether f is 0 for all x < 0 (side -1), for all x > 0 (side 1).
bool vanishes_beside_zero(const PiecewiseFunction& f, int side) {
  for (std::size_t i = 0; i < f.pieces.size(); ++i) {
    const bool reaches = side < 0 ? i == 0 || f.cuts[i - 1] < 0 : i == f.cuts.size() || f.cuts[i] > 0;
    if (reaches && !f.pieces[i].is_zero()) return false;
  }
  return true;
}

Interval mean(const Layer& layer, const Interval& q, Precision bits) {
  if (is_zero(q)) return layer.f.at_zero().at(Interval(0L, bits));
  Interval sum(0L, bits);
  if (!is_odd(layer.f)) {
    for (const HalfLine& line : layer.lines) sum = sum + single_moment(line, q, bits);
  }
  return contains_zero(q) ? hull(sum, layer.f.at_zero().at(Interval(0L, bits))) : sum;
}

// E[f(X) g(Y)]
Interval pair(const Layer& f, const Layer& g, const GaussianBox& box) {
  // X and Y are independent, or one of them is 0.
  if (box.only_zero_variance() || is_zero(box.rho)) return mean(f, box.q1, box.bits) * mean(g, box.q2, box.bits);
  const int side = is_value(box.rho, 1) ? 1 : is_value(box.rho, -1) ? -1 : 0;
  Interval sum = box.number(0);
  // f(X) g(-X) is 0 if both vanish on one side of 0, but for what they are at 0.
  const bool apart = side == -1 && ((vanishes_beside_zero(f.f, -1) && vanishes_beside_zero(g.f, -1)) ||
                                    (vanishes_beside_zero(f.f, 1) && vanishes_beside_zero(g.f, 1)));
  for (const HalfLine& first : f.lines) {
    for (const HalfLine& second : g.lines) {
      if (apart) break;
      if (box.stop.stop_requested()) return Interval::entire(box.bits);
      sum = sum + (side == 0 ? pair_moment(first, second, box) : end_moment(first, second, box, side));
    }
  }
  if (!box.has_zero_variance()) return sum;
  // What was divided by sqrt q leaves out q = 0, where a function that jumps at 0 takes another value.
  const Interval zero = box.number(0);
  if (contains_zero(box.q1)) sum = hull(sum, mean(f, zero, box.bits) * mean(g, box.q2, box.bits));
  if (contains_zero(box.q2)) sum = hull(sum, mean(f, box.q1, box.bits) * mean(g, zero, box.bits));
  return sum;
}

class Piecewise final : public Activation {
 public:
  Piecewise(std::string name, PiecewiseFunction function) : Activation(std::move(name)) {
    layers_.emplace_back(std::move(function));
    for (int k = 1; k <= kKeptLayers; ++k) layers_.emplace_back(layers_.back().f.derivative());
  }

  std::optional<Interval> lipschitz(Precision bits) const override;
  bool has_jump() const override { return !layers_[0].jumps.empty(); }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    const auto formula = [this](const GaussianBox& b) { return pair(layers_[0], layers_[0], b); };
    const Interval value = sharpened(box, formula);
    if ((box.q1.is_point() && box.q2.is_point()) || !box.q1.is_bounded() || !box.q2.is_bounded()) return value;
    const auto slope = slope_bound(box.bits);
    if (!slope) return value;
    const Float m1 = mid(box.q1), m2 = mid(box.q2);
    const GaussianBox centre(box.rho, Interval(m1, m1), Interval(m2, m2), box.bits, box.stop);
    return intersection(value, sharpened(centre, formula) + change_of_variances(box, centre, *slope));
  }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return sharpened(box, [this, order](const GaussianBox& b) { return differentiated(b, order); });
  }
  Interval tangent_on(const GaussianBox& box) const override {
    const bool kink = jumps_at_zero(layers_[0]) || jumps_at_zero(layers_[1]);
    if (box.only_zero_variance() && kink) return Interval::empty(box.bits);
    return sharpened(box, [this](const GaussianBox& b) { return pair(layers_[1], layers_[1], b); });
  }

 private:
  static constexpr int kKeptLayers = 3;

  // The Lipschitz constant, once.
  std::optional<Interval> slope_bound(Precision bits) const {
    std::call_once(known_slope_, [this] { slope_ = lipschitz(64); });
    return slope_ ? std::optional(slope_->at_precision(bits)) : std::nullopt;
  }

  // What Cauchy-Schwarz allows: in L2 s(sqrt(q) U) moves by at most L |sqrt q - sqrt m| and has size |s(0)| + L sqrt q.
  Interval change_of_variances(const GaussianBox& box, const GaussianBox& centre, const Interval& slope) const {
    const Interval either(Rational(-1), Rational(1), box.bits);
    const Interval zero = abs(layers_[0].f.at_zero().at(box.number(0)));
    const Interval first = zero + slope * sqrt(centre.q1), second = zero + slope * sqrt(box.q2);
    const Interval move1 = sqrt(box.q1) - sqrt(centre.q1), move2 = sqrt(box.q2) - sqrt(centre.q2);
    return either * slope * (abs(move1) * second + abs(move2) * first);
  }

  static bool jumps_at_zero(const Layer& layer) {
    return std::any_of(layer.jumps.begin(), layer.jumps.end(), [&](std::size_t i) { return layer.f.cuts[i] == 0; });
  }

  // The k-th derivative of s almost everywhere.
  Layer layer(int k) const {
    if (k <= kKeptLayers) return layers_[static_cast<std::size_t>(k)];
    PiecewiseFunction f = layers_.back().f;
    for (int i = kKeptLayers; i < k; ++i) f = f.derivative();
    return Layer(std::move(f));
  }

  // e_k as a Taylor series.
  static Jet edge(const Layer& f, const Layer& next, const GaussianBox& box, int order) {
    Jet sum(box.number(0), order);
    const Interval root1 = sqrt(box.q1), root2 = sqrt(box.q2);
    for (const std::size_t i : f.jumps) {
      const Rational& a = f.f.cuts[i];
      const Interval cut = box.number(a), size = f.jump(i, box.bits);
      const Interval x = size * normal_density(cut / root1) / root1, y = size * normal_density(cut / root2) / root2;
      for (const HalfLine& line : next.lines) {
        sum = sum + x * conditional_moment(line, a, box, false, order);
        sum = sum + y * conditional_moment(line, a, box, true, order);
      }
      for (const std::size_t j : f.jumps) {
        sum = sum + (x * f.jump(j, box.bits)) * conditional_density(f.f.cuts[j], a, box, false, order);
      }
    }
    return sum;
  }

  Interval differentiated(const GaussianBox& box, int order) const {
    const bool at_end = is_value(box.rho, 1) || is_value(box.rho, -1);
    const Layer last = layer(order);
    Interval sum = pown(box.scale, order) * pair(last, last, box);
    for (int k = 0; k < order; ++k) {
      const Layer f = layer(k);
      if (f.jumps.empty()) continue;
      if (at_end) {
        if (jumps_meet(f, box)) return Interval::empty(box.bits);
        // Without meeting p_XY(a, b) and its derivatives tend to 0 there, and without lines they are all there is.
        if (layer(k + 1).lines.empty() && jumps_are_apart(f, box)) continue;
        return Interval::entire(box.bits);
      }
      const int rest = order - 1 - k;
      sum = sum + pown(box.scale, k + 1) * edge(f, layer(k + 1), box, rest).derivative(rest);
    }
    return sum;
  }

  // Whether at this end p_XY(a, b) is infinite at a pair of jumps, with one sign for all such pairs, which is certain to
  // make the derivative infinite.
  static bool jumps_meet(const Layer& f, const GaussianBox& box) {
    const bool same_law = box.q1.is_point() && equal(box.q1, box.q2);
    const int side = is_value(box.rho, 1) ? 1 : -1;
    bool positive = false, negative = false;
    for (const std::size_t i : f.jumps) {
      for (const std::size_t j : f.jumps) {
        const Rational &a = f.f.cuts[i], &b = f.f.cuts[j];
        if (!(a == 0 && b == 0) && !(same_law && a == side * b)) continue;
        const Interval product = f.jump(i, box.bits) * f.jump(j, box.bits);
        if (contains_zero(product)) return false;
        (product.lo().sign() > 0 ? positive : negative) = true;
      }
    }
    return positive != negative;
  }

  // Whether no pair of jumps lies on the line Y/sqrt(q2) = +-X/sqrt(q1) that carries the law at this end.
  static bool jumps_are_apart(const Layer& f, const GaussianBox& box) {
    const Interval side(is_value(box.rho, 1) ? 1 : -1, box.bits), root1 = sqrt(box.q1), root2 = sqrt(box.q2);
    for (const std::size_t i : f.jumps) {
      for (const std::size_t j : f.jumps) {
        if (contains_zero(box.number(f.f.cuts[i]) * root2 - side * box.number(f.f.cuts[j]) * root1)) return false;
      }
    }
    return true;
  }

  std::vector<Layer> layers_;
  mutable std::once_flag known_slope_;
  mutable std::optional<Interval> slope_;
};

// sup |f| over [a, b] by subdivision: a box is settled at its ends where f' has one sign. Ends that are not representable
// lie in a box a little larger: its ends give upper bounds only.
class Supremum {
 public:
  Supremum(const ExpPolynomial& f, Precision bits)
      : f_(f), slope_(f.derivative()), curve_(slope_.derivative()), bits_(bits) {}

  Interval over(const Rational& a, const Rational& b) {
    const Interval first(a, bits_), last(b, bits_);
    Interval best = max(abs(f_.at(first)), abs(f_.at(last))), upper = best;
    std::vector<Interval> boxes = {Interval(first.lo(), last.hi())};
    for (int step = 0; !boxes.empty(); ++step) {
      const Interval box = boxes.back();
      boxes.pop_back();
      const Interval slope = slope_.at(box);
      if (slope.lo().sign() >= 0 || slope.hi().sign() <= 0) {
        upper = max(upper, max(value(box.lo()), value(box.hi())));
        continue;
      }
      const Float middle = mid(box);
      const Interval centre(middle, middle);
      best = max(best, value(middle));
      const Interval rise = intersection(slope, slope_.at(centre) + curve_.at(box) * (box - centre));
      const Interval range = abs(intersection(f_.at(box), f_.at(centre) + rise * (box - centre)));
      if (range.hi() <= best.lo()) continue;
      if (step > kMostSteps || !(box.lo() < middle) || !(middle < box.hi())) {
        upper = max(upper, range);
        continue;
      }
      boxes.emplace_back(box.lo(), middle);
      boxes.emplace_back(middle, box.hi());
    }
    return {best.lo(), max(best, upper).hi()};
  }

 private:
  static constexpr int kMostSteps = 4000;

  Interval value(const Float& x) const { return abs(f_.at(Interval(x, x).at_precision(bits_))); }

  const ExpPolynomial& f_;
  ExpPolynomial slope_, curve_;
  Precision bits_;
};

// Beyond this R > 0 every term x^n e^(kx), k < 0, falls; nothing if f is unbounded towards +oo.
std::optional<Rational> settled_from(const ExpPolynomial& f) {
  Rational from = 1;
  for (const auto& [rate, p] : f.terms()) {
    if (rate > 0 || (rate == 0 && p.size() > 1)) return std::nullopt;
    if (rate < 0) from = std::max(from, Rational(static_cast<long>(p.size()) / -rate + 1));
  }
  return from;
}

// sup |f| over x >= a, where f tends to a constant: below R by subdivision, beyond it by the terms, each of which is
// largest at R. R is moved out until the second bound is not above the first, or for good.
std::optional<Interval> supremum_to_infinity(const ExpPolynomial& f, const Rational& a, Precision bits) {
  const auto settled = settled_from(f);
  if (!settled) return std::nullopt;
  Rational r = std::max(Rational(a + 1), *settled);
  Interval inner(0L, bits), outer = inner;
  for (int step = 0; step < 12; ++step, r *= 2) {
    const Interval end(r, bits);
    inner = Supremum(f, bits).over(a, r);
    outer = Interval(0L, bits);
    Interval constant(0L, bits);
    for (const auto& [rate, p] : f.terms()) {
      if (rate == 0) {
        constant = abs(Interval(p[0], bits));
        outer = outer + constant;
        continue;
      }
      for (std::size_t n = 0; n < p.size(); ++n) {
        outer = outer + abs(Interval(p[n], bits)) * pown(end, static_cast<long>(n)) * exp(Interval(rate, bits) * end);
      }
    }
    inner = max(inner, constant);  // the limit
    if (outer.hi() <= inner.lo()) return inner;
  }
  return Interval(inner.lo(), max(inner, outer).hi());
}

std::optional<Interval> Piecewise::lipschitz(Precision bits) const {
  if (has_jump()) return std::nullopt;
  const Precision work = bits + 16;
  const PiecewiseFunction& slope = layers_[1].f;
  Interval largest(0L, work);
  for (std::size_t i = 0; i < slope.pieces.size(); ++i) {
    const ExpPolynomial& f = slope.pieces[i];
    std::optional<Interval> here;
    const bool has_left = i > 0, has_right = i + 1 < slope.pieces.size();
    if (const auto constant = f.constant()) {
      here = abs(Interval(*constant, work));
    } else if (has_left && has_right) {
      here = Supremum(f, work).over(slope.cuts[i - 1], slope.cuts[i]);
    } else if (has_left) {
      here = supremum_to_infinity(f, slope.cuts[i - 1], work);
    } else if (has_right) {
      here = supremum_to_infinity(f.reflected(), -slope.cuts[i], work);
    } else {  // not constant on the whole line
      const auto right = supremum_to_infinity(f, 0, work), left = supremum_to_infinity(f.reflected(), 0, work);
      if (right && left) here = max(*right, *left);
    }
    if (!here) return std::nullopt;
    largest = max(largest, *here);
  }
  return largest.at_precision(bits);
}

}  // namespace

Interval expectation(const PiecewiseFunction& f, const PiecewiseFunction& g, const GaussianPair& at,
                     std::stop_token stop) {
  const GaussianBox box(at.rho, at.q1, at.q2, at.precision() + 16, std::move(stop));
  if (box.is_empty()) return Interval::empty(at.precision());
  const Layer first(f), second(g);
  const Interval value = sharpened(box, [&](const GaussianBox& b) { return pair(first, second, b); });
  return value.at_precision(at.precision());
}

ActivationPointer make_piecewise(std::string name, PiecewiseFunction function) {
  return std::make_shared<Piecewise>(std::move(name), std::move(function));
}

}  // namespace certibound
