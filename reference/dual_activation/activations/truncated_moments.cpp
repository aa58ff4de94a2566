#include "truncated_moments.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/special/bivariate_normal.hpp>

namespace certibound {
namespace {

// A cut in units of the variable, +oo if absent.
struct Cut {
  Cut(const std::optional<Rational>& cut, const Interval& root_q)
      : value(cut ? Interval(*cut, root_q.precision()) : Interval(0L, root_q.precision())),
        // A cut at 0 stays 0 for the limit of variance 0.
        scaled(cut && *cut != 0 ? value / root_q : Interval(0L, root_q.precision())),
        finite(cut.has_value()),
        exact(cut.value_or(0)) {}
  Interval value, scaled;  // cut and cut / sqrt q
  bool finite;
  Rational exact;
};

// sum c[n] m[n]
Interval dot(const ExpPolynomial::Polynomial& c, const std::vector<Interval>& m) {
  Interval sum(0L, m[0].precision());
  for (std::size_t n = 0; n < c.size(); ++n) {
    if (c[n] != 0) sum = sum + Interval(c[n], sum.precision()) * m[n];
  }
  return sum;
}

bool same_point(const Interval& x, const Interval& y) { return x.is_point() && y.is_point() && equal(x, y); }

// E[Y^j; Y < b] for Y of mean m, variance v = r^2: N_j = m N_(j-1) + v (j-1) N_(j-2) - r b^(j-1) phi(t), t = (b - m)/r.
// T is Interval or Jet.
template <typename T>
std::vector<T> truncated_moments(const T& m, const T& v, const T& r, const T& b, const T& t, bool finite, const T& one,
                                 int last) {
  std::vector<T> n = {finite ? normal_cdf(t) : one};
  const T density = finite ? r * normal_density(t) : one - one;
  T power = one;  // b^(j-1)
  for (int j = 1; j <= last; ++j) {
    T next = m * n.back();
    if (j >= 2) next = next + v * (Interval(j - 1, 53) * n[n.size() - 2]);
    if (finite) {
      next = next - power * density;
      power = power * b;
    }
    n.push_back(std::move(next));
  }
  return n;
}

// (b/sqrt(q2) - rho a/sqrt(q1)) / sqrt(1 - rho^2); where both cuts are equally far out it does not cancel near +-1.
Interval standard_gap(const GaussianBox& box, const Cut& a, const Cut& b) {
  if (b.exact == 0 && a.exact == 0) return box.number(0);
  const bool same_law = same_point(box.q1, box.q2);
  if (same_law && (a.exact == b.exact || a.exact == -b.exact)) {
    // t sqrt((1 -+ rho)/(1 +- rho))
    const Interval below = box.number(1) - box.rho, above = box.number(1) + box.rho;
    return b.scaled * sqrt(a.exact == b.exact ? below / above : above / below);
  }
  return (b.scaled - box.rho * a.scaled) / sqrt(box.complement);
}

// m_ij of one pair of half-lines x < a, y < b and one pair of rates.
class PairMoments {
 public:
  PairMoments(const GaussianBox& box, const Rational& k, const Rational& l, const Cut& a, const Cut& b, int last1,
              int last2)
      : box_(box), a_(a), b_(b), root1_(sqrt(box.q1)), root2_(sqrt(box.q2)) {
    const Interval ki = box.number(k), li = box.number(l);
    mean1_ = ki * box.q1 + li * box.covariance;
    mean2_ = ki * box.covariance + li * box.q2;
    // k^2 q1 + 2 k l c + l^2 q2 without a cancellation for k l < 0 beyond that of the standard deviations.
    const Interval together = sqr(ki * root1_ + li * root2_);
    const Interval apart = box.number(2) * ki * li * box.scale * (box.number(1) - box.rho);
    front_ = k == 0 && l == 0 ? box.number(1) : exp((together - apart) / box.number(2));
    const Interval along1 = a.scaled - (ki * root1_ + li * box.rho * root2_);
    const Interval along2 = b.scaled - (ki * box.rho * root1_ + li * root2_);
    const Interval root = sqrt(box.complement);
    // Y given X = a has mean rho sqrt(q2/q1) a + l v, v = q2 (1 - rho^2).
    const Interval v1 = box.q1 * box.complement, v2 = box.q2 * box.complement;
    const Interval one = box.number(1), zero = box.number(0);
    if (a.finite) {
      const Interval m = box.rho * root2_ * a.scaled + li * v2, gap = standard_gap(box, a, b) - li * root2_ * root;
      at_a_ = truncated_moments(m, v2, root2_ * root, b.value, gap, b.finite, one, last2);
      density_a_ = normal_density(along1);
    }
    if (b.finite) {
      const Interval m = box.rho * root1_ * b.scaled + ki * v1, gap = standard_gap(box, b, a) - ki * root1_ * root;
      at_b_ = truncated_moments(m, v1, root1_ * root, a.value, gap, a.finite, one, last1);
      density_b_ = normal_density(along2);
    }
    start_ = a.finite && b.finite ? bivariate_normal_cdf(along1, along2, box.rho)
             : a.finite           ? normal_cdf(along1)
             : b.finite           ? normal_cdf(along2)
                                  : one;
    fill(last1, last2);
  }

  // sum p[i] r[j] m_ij, with the exponential.
  Interval value(const ExpPolynomial::Polynomial& p, const ExpPolynomial::Polynomial& r) const {
    Interval sum = box_.number(0);
    for (std::size_t i = 0; i < p.size(); ++i) {
      if (p[i] != 0) sum = sum + box_.number(p[i]) * dot(r, m_[i]);
    }
    return front_ * sum;
  }

 private:
  void fill(int last1, int last2) {
    m_.assign(static_cast<std::size_t>(last1) + 1, std::vector<Interval>(static_cast<std::size_t>(last2) + 1, start_));
    for (int i = 0; i <= last1; ++i) {
      for (int j = 0; j <= last2; ++j) {
        if (i > 0) {
          at(i, j) = step1(i, j);
        } else if (j > 0) {
          at(0, j) = step2(j);
        }
      }
    }
  }
  Interval& at(int i, int j) { return m_[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]; }

  // sqrt(q) p(cut) is the standard density, so that nothing is divided by a variance.
  Interval step1(int i, int j) {
    Interval sum = mean1_ * at(i - 1, j);
    if (i >= 2) sum = sum + box_.q1 * box_.number(i - 1) * at(i - 2, j);
    if (j >= 1) sum = sum + box_.covariance * box_.number(j) * at(i - 1, j - 1);
    if (a_.finite) sum = sum - root1_ * density_a_ * pown(a_.value, i - 1) * at_a_[static_cast<std::size_t>(j)];
    if (b_.finite) {
      sum = sum - box_.rho * root1_ * density_b_ * pown(b_.value, j) * at_b_[static_cast<std::size_t>(i - 1)];
    }
    return sum;
  }
  Interval step2(int j) {
    Interval sum = mean2_ * at(0, j - 1);
    if (j >= 2) sum = sum + box_.q2 * box_.number(j - 1) * at(0, j - 2);
    if (b_.finite) sum = sum - root2_ * density_b_ * pown(b_.value, j - 1) * at_b_[0];
    if (a_.finite) sum = sum - box_.rho * root2_ * density_a_ * at_a_[static_cast<std::size_t>(j - 1)];
    return sum;
  }

  const GaussianBox& box_;
  const Cut &a_, &b_;
  Interval root1_, root2_, mean1_, mean2_, front_, start_, density_a_, density_b_;
  std::vector<Interval> at_a_, at_b_;  // N_j and N'_i
  std::vector<std::vector<Interval>> m_;
};

GaussianBox with_correlation(const GaussianBox& box, const Interval& rho) {
  return {rho, box.q1, box.q2, box.bits, box.stop};
}

int last_index(const ExpPolynomial::Polynomial& p) { return static_cast<int>(p.size()) - 1; }

// E[U^n e^(kappa U); U < a] for n = 0 .. last: with the tilt, n_j = kappa n_(j-1) + (j-1) n_(j-2) - a^(j-1) phi(a - kappa).
std::vector<Interval> tilted_moments(const Interval& kappa, const Interval& a, bool finite, int last) {
  const Precision bits = kappa.precision();
  const Interval one(1L, bits), two(2L, bits);
  std::vector<Interval> n = truncated_moments(kappa, one, one, a, a - kappa, finite, one, last);
  const Interval front = exp(sqr(kappa) / two);
  for (Interval& x : n) x = front * x;
  return n;
}

}  // namespace

HalfLine HalfLine::reflected() const {
  HalfLine out{cut, above, e.reflected()};
  if (cut) {
    out.cut = -*cut;
    out.above = !above;
  }
  return out;
}

std::vector<HalfLine> half_lines(const PiecewiseFunction& f) {
  std::map<std::pair<Rational, bool>, ExpPolynomial> parts;
  ExpPolynomial everywhere;
  const std::size_t last = f.pieces.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) {
    for (const auto& [rate, polynomial] : f.pieces[i].terms()) {
      ExpPolynomial term;
      for (std::size_t n = 0; n < polynomial.size(); ++n) {
        term = term + ExpPolynomial(polynomial[n], static_cast<int>(n), rate);
      }
      const bool has_left = i > 0, has_right = i < last;
      if (!has_left && !has_right) {
        everywhere = everywhere + term;
        continue;
      }
      const bool above = !has_right || (has_left && (rate < 0 || (rate == 0 && f.cuts[i - 1] >= 0)));
      const ExpPolynomial minus = ExpPolynomial() - term;
      auto& first = parts[{above ? f.cuts[i - 1] : f.cuts[i], above}];
      first = first + term;
      if (has_left && has_right) {
        auto& second = parts[{above ? f.cuts[i] : f.cuts[i - 1], above}];
        second = second + minus;
      }
    }
  }
  std::vector<HalfLine> out;
  if (!everywhere.is_zero()) out.push_back({std::nullopt, false, everywhere});
  for (const auto& [place, e] : parts) {
    if (!e.is_zero()) out.push_back({place.first, place.second, e});
  }
  return out;
}

Interval pair_moment(const HalfLine& f, const HalfLine& g, const GaussianBox& box) {
  if (f.above) return pair_moment(f.reflected(), g, with_correlation(box, -box.rho));
  if (g.above) return pair_moment(f, g.reflected(), with_correlation(box, -box.rho));
  const Cut a(f.cut, sqrt(box.q1)), b(g.cut, sqrt(box.q2));
  Interval sum = box.number(0);
  for (const auto& [k, p] : f.e.terms()) {
    for (const auto& [l, r] : g.e.terms()) {
      sum = sum + PairMoments(box, k, l, a, b, last_index(p), last_index(r)).value(p, r);
    }
  }
  return sum;
}

// U < a/sqrt(q1) and s sqrt(q2) U < b: for s = 1 U below the smaller cut, for s = -1 U between -b/sqrt(q2) and the first.
Interval end_moment(const HalfLine& f, const HalfLine& g, const GaussianBox& box, int side) {
  if (f.above) return end_moment(f.reflected(), g, box, -side);
  if (g.above) return end_moment(f, g.reflected(), box, -side);
  const Interval root1 = sqrt(box.q1), root2 = box.number(side) * sqrt(box.q2);
  const Cut a(f.cut, root1), b(g.cut, root2);
  const bool lower = b.finite && side < 0;
  const Interval high = !b.finite || side < 0 ? a.scaled : a.finite ? min(a.scaled, b.scaled) : b.scaled;
  const bool finite = a.finite || (b.finite && side > 0);
  Interval sum = box.number(0);
  for (const auto& [k, p] : f.e.terms()) {
    for (const auto& [l, r] : g.e.terms()) {
      const int last = last_index(p) + last_index(r);
      const Interval kappa = box.number(k) * root1 + box.number(l) * root2;
      std::vector<Interval> m = tilted_moments(kappa, lower && finite ? max(high, b.scaled) : high, finite, last);
      if (lower) {
        const std::vector<Interval> cut_off = tilted_moments(kappa, b.scaled, true, last);
        for (std::size_t n = 0; n < m.size(); ++n) m[n] = m[n] - cut_off[n];
      }
      for (std::size_t i = 0; i < p.size(); ++i) {
        for (std::size_t j = 0; j < r.size(); ++j) {
          if (p[i] == 0 || r[j] == 0) continue;
          const Interval powers = pown(root1, static_cast<long>(i)) * pown(root2, static_cast<long>(j));
          sum = sum + box.number(Rational(p[i] * r[j])) * powers * m[i + j];
        }
      }
    }
  }
  return sum;
}

Interval single_moment(const HalfLine& f, const Interval& q, Precision bits) {
  const Interval one(1L, bits);
  const HalfLine everywhere{std::nullopt, false, ExpPolynomial(1, 0, 0)};
  return end_moment(f, everywhere, GaussianBox(one, q, one, bits), 1);
}

namespace {

// sqrt(q2) sqrt(1 - rho^2) and the mean rho sqrt(q2/q1) a of Y given X = a, as series in rho.
struct Conditional {
  Conditional(const Rational& a, const GaussianBox& box, bool swapped, int order)
      : q(swapped ? box.q1 : box.q2),
        root_q(sqrt(q)),
        complement(box.complement, order),
        mean(Jet::line(box.rho, box.number(1), order)),
        root(complement) {
    if (order >= 1) complement[1] = -(box.number(2) * box.rho);
    if (order >= 2) complement[2] = box.number(-1);
    const Cut at(a, sqrt(swapped ? box.q2 : box.q1));
    mean = (root_q * at.scaled) * mean;
    root = root_q * sqrt(complement);
  }
  Interval q, root_q;
  Jet complement, mean, root;
};

}  // namespace

Jet conditional_moment(const HalfLine& g, const Rational& a, const GaussianBox& box, bool swapped, int order) {
  if (g.above) return conditional_moment(g.reflected(), -a, box, swapped, order);
  const Conditional y(a, box, swapped, order);
  const Jet one(box.number(1), order), variance = y.q * y.complement;
  const Jet cut(g.cut ? box.number(*g.cut) : box.number(0), order);
  Jet sum(box.number(0), order);
  for (const auto& [rate, p] : g.e.terms()) {
    // e^(lY) moves the mean to m + l v and has the mean e^(l m + l^2 v/2).
    const Interval l = box.number(rate), half = box.number(Rational(1, 2));
    const Jet mean = y.mean + l * variance;
    const Jet front = exp(l * y.mean + (half * sqr(l)) * variance);
    const Jet gap = g.cut ? (cut - mean) / y.root : one;
    const std::vector<Jet> n =
        truncated_moments(mean, variance, y.root, cut, gap, g.cut.has_value(), one, last_index(p));
    Jet value(box.number(0), order);
    for (std::size_t j = 0; j < p.size(); ++j) value = value + box.number(p[j]) * n[j];
    sum = sum + front * value;
  }
  return sum;
}

Jet conditional_density(const Rational& b, const Rational& a, const GaussianBox& box, bool swapped, int order) {
  const Conditional y(a, box, swapped, order);
  return normal_density((Jet(box.number(b), order) - y.mean) / y.root) / y.root;
}

}  // namespace certibound
