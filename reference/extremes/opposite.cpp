// On the quadrant x, y > 0, P(X <= x, -X <= y) = 1 - Q(x) - Q(y) = Phi(x) Phi(y) - Q(x) Q(y), so by Hoeffding's identity
//   Cov(M_x^+, M_y^+) = integral over x, y > 0 of (Phi Phi - Q Q)^n - (Phi Phi)^n = sum over j = 1..n of (-1)^j C(n,j) b_j^2,
//   b_j = integral over x > 0 of Q(x)^j Phi(x)^(n-j).
// Here s_j = C(n,j) b_j is the integral of P(Bin(n, Q(x)) = j): a sum of squares of one-dimensional integrals, of which
// few are needed for large n, since C(n,j) b_j^2 = s_j^2/C(n,j) and the s_j sum up to E M_n^+.
//
// Without the zero: M = M^+ - M^-, and M_x^- > 0 implies that all X_i < 0, hence M_y = -min > 0 and M_y^- = 0. So
//   E[M_x M_y] = E[M_x^+ M_y^+] - 2 T,   T = E[max min; min > 0] <= E[sum X_i^2; min > 0] = n 2^-n.
#include "opposite.hpp"

#include "gauss_legendre.hpp"
#include "maximum_balls.hpp"
#include "negative_part.hpp"
#include "positive_wedge.hpp"
#include "strip.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace certibound::extremes {
namespace {

constexpr double kLog2 = 0.6931471805599453;

// b_1 .. b_terms on panels of [begin, oo).
class BinomialIntegrals {
 public:
  BinomialIntegrals(std::int64_t n, long terms, Precision bits)
      : n_(n), bits_(bits), sums_(static_cast<std::size_t>(terms), Ball(bits)) {}

  // The part of x in [0, begin]. If Q(begin) >= terms/n, q^j (1-q)^(n-j) falls in q >= Q(begin), so the integrand is at
  // most its value at `begin`. Otherwise nothing is done and the answer is false.
  bool skip_to(double begin) {
    const Ball x = exact(begin, kBoundBits), terms(static_cast<long>(sums_.size()), kBoundBits);
    if (!certainly_positive(Ball(n_, kBoundBits) * upper_tail(x) - terms)) return false;
    add(x, [&](const Ball& power) { return between_zero_and(power * x, bits_); });
    return true;
  }

  // excess: of the strip that holds the panel's ellipse
  void add_panel(const Panel& panel, const GaussLegendre& rule, const Ball& excess) {
    const Ball centre = panel.centre(bits_), half = panel.half(bits_);
    for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
      const Ball weight = half * rule.weights[i];
      add(centre + half * rule.nodes[i], [&](const Ball& power) { return weight * power; });
    }
    // |Q(x + iy)| <= exp(y^2/2) Q(x), |Phi| <= 1 + excess
    const Ball tail = exp(times_two_to(sqr(panel.height()), -1)) * upper_tail(panel.leftmost());
    const Ball scale = rule.remainder() * panel.half(kBoundBits) * pown(Ball(1L, kBoundBits) + excess, n_);
    Ball power(1L, kBoundBits);
    for (Ball& sum : sums_) {
      power = power * tail;
      arb_add_error(sum.get(), upper(scale * power).get());
    }
  }

  // Beyond X: Q^j Phi^(n-j) <= Q^j, and the integral of Q^j is at most Q(X)^j sqrt(pi/2)/j.
  void end_at(double end) {
    const Ball tail = upper_tail(exact(end, kBoundBits)), factor = sqrt(times_two_to(Ball::pi(kBoundBits), -1));
    Ball power = factor;
    long j = 0;
    for (Ball& sum : sums_) {
      power = power * tail;
      sum = sum + between_zero_and(power / Ball(++j, kBoundBits), bits_);
    }
  }

  const std::vector<Ball>& values() const { return sums_; }

 private:
  // sums[j-1] += weigh(Q(x)^j Phi(x)^(n-j))
  template <typename Weigh>
  void add(const Ball& x, const Weigh& weigh) {
    const Ball tail = upper_tail(x), log_cdf = log1p(-tail), ratio = tail * exp(-log_cdf);
    Ball power = exp(Ball(n_, x.precision()) * log_cdf);
    for (Ball& sum : sums_) {
      power = power * ratio;
      sum = sum + weigh(power);
    }
  }

  std::int64_t n_;
  Precision bits_;
  std::vector<Ball> sums_;
};

// E M_n^+ <= 1 + sqrt(2 log n).
Ball mean_bound(std::int64_t n) { return Ball(1L, kBoundBits) + sqrt(times_two_to(log(Ball(n, kBoundBits)), 1)); }

// log C(n, j), an estimate.
double log_binomial(std::int64_t n, long j) {
  const double size = static_cast<double>(n), k = static_cast<double>(j);
  return std::lgamma(size + 1) - std::lgamma(k + 1) - std::lgamma(size - k + 1);
}

// What the terms j > terms add, 0 if there are none. For terms < j <= n/2: s_j^2/C(n,j) <= s_j E M / C(n, terms + 1). For
// j > n/2: s_j b_j with b_j <= integral of Q^j <= 2^-j sqrt(pi/2)/j <= 2^(-n/2) sqrt(pi/2) 2/n. The s_j sum up to E M.
Ball left_out(std::int64_t n, long terms) {
  if (terms >= n) return Ball(kBoundBits);
  Ball binomial(1L, kBoundBits);
  for (long j = 1; j <= terms + 1; ++j) binomial = binomial * Ball(n - j + 1, kBoundBits) / Ball(j, kBoundBits);
  const Ball mean = mean_bound(n), root = sqrt(times_two_to(Ball::pi(kBoundBits), -1));
  const Ball far = times_two_to(root * Ball(2L, kBoundBits) / Ball(n, kBoundBits), -static_cast<long>(n / 2));
  return upper(sqr(mean) / binomial + mean * far);
}

// Before this place (nQ)^j exp(-nQ) is below exp(-nats) for all j <= terms.
double begin_estimate(double n, long terms, double nats) {
  const double tails = nats + 3 * static_cast<double>(terms) * std::log(nats);
  return n > 4 * tails ? quantile_estimate(n, tails) : 0;
}

BinomialIntegrals binomial_integrals(std::int64_t n, long terms, Precision bits) {
  const double nats = kLog2 * static_cast<double>(bits) + 4, size = static_cast<double>(n);
  BinomialIntegrals out(n, terms, bits);
  const double end = std::sqrt(2 * (nats + std::log(size)));
  const double height = std::fmin(1.2 / std::fmax(quantile_estimate(size, 1), 0.8), 1.2);
  const Ball excess = strip_excess(height, 0, std::fmax(quantile_estimate(size, 0.001), 3) + 1);
  const GaussLegendre rule(quadrature_points(nats + 8), bits);
  double x = begin_estimate(size, terms, nats);
  if (x > 0 && !out.skip_to(x)) x = 0;
  while (x < end) {
    const Panel panel{x, x + (2 - 1e-6) * height / kSemiMinor};  // its ellipse is well inside the strip
    out.add_panel(panel, rule, excess);
    x = panel.right;
  }
  out.end_at(x);
  return out;
}

// j up to 2 bits + 20 = n, or as many as make C(n, j+1) large.
long terms_needed(std::int64_t n, Precision bits) {
  if (n <= 2 * bits + 20) return static_cast<long>(n);
  const double nats = kLog2 * static_cast<double>(bits) + 2 * std::log(estimate(mean_bound(n)));
  long terms = 1;
  while (log_binomial(n, terms + 1) < nats && terms < n / 2) ++terms;
  return terms;
}

Ball covariance_with_zero(std::int64_t n, Precision bits) {
  const long terms = terms_needed(n, bits);
  const BinomialIntegrals integrals = binomial_integrals(n, terms, bits);
  Ball sum(bits), binomial(1L, bits);
  for (long j = 1; j <= terms; ++j) {
    binomial = binomial * Ball(n - j + 1, bits) / Ball(j, bits);
    const Ball term = binomial * sqr(integrals.values()[static_cast<std::size_t>(j - 1)]);
    sum = j % 2 == 0 ? sum + term : sum - term;
  }
  return widened(sum, left_out(n, terms));
}

}  // namespace

Ball opposite_covariance(std::int64_t n, MaxOver over, Precision bits) {
  const Precision work = bits + 10;
  if (n == 1 && over == MaxOver::values) return Ball(-1L, work);
  const Ball with_zero = covariance_with_zero(n, work);
  if (over == MaxOver::values_and_zero) return with_zero;
  // E M^+ = E M + q: Cov(M_x, M_y) = Cov^+ + (E M^+)^2 - (E M)^2 - 2 T
  const Ball mean = maximum_balls(n, work).mean, extra = negative_part(n, work).zeroth;
  return with_zero + extra * (times_two_to(mean, 1) + extra) - times_two_to(positive_wedge(n, work), 1);
}

}  // namespace certibound::extremes
