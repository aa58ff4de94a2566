// Gauss-Legendre quadrature with the remainder by Bernstein's ellipse.
//
// On [-1, 1] let g be analytic inside the ellipse with foci -1, 1 and semi-axes (q + 1/q)/2, (q - 1/q)/2, q > 1, and
// |g| <= M there. Its Chebyshev series cut after degree 2n - 1 differs from g by at most 2 M q^(1-2n) / (q - 1) on
// [-1, 1] (Bernstein 1912; Trefethen, Approximation Theory and Approximation Practice, Theorem 8.2). The n-point rule is
// exact for that polynomial and has positive weights with sum 2, as has the integral, so
//   |integral - rule| <= 8 M q^(1-2n) / (q - 1).
//
// Bound of |f| at t = x + iy: |exp(-alpha t - beta t^2)| = exp(-alpha x - beta x^2 + beta y^2), and |1 + gamma t + delta t^2|
// is at least its real part 1 + gamma x + delta x^2 - delta y^2; where that is positive f has no pole inside. On the ellipse
// x = c + R u and y^2 = H^2 (1 - u^2), |u| <= 1, so both are quadratic polynomials of u. A quadratic of positive leading
// coefficient is bounded below by its vertex, or by its value at +-1 if the vertex lies beyond. What holds on the ellipse
// holds inside, by the minimum principle for the real part and the maximum principle for f.
//
// Where to cut, n and q are chosen in double precision, and only decide the width.
#include "decaying_integral.hpp"

#include "gauss_legendre.hpp"

#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace certibound::detail {
namespace {

constexpr Precision kBoundBits = 64;
constexpr int kDeepest = 40;  // bisections; beyond, the remainder is what it is

struct Rough {
  double alpha, beta, gamma, delta;
};

struct Rule {
  long n;
  double q;
};

double near(const Interval& x) { return mpfr_get_d(mid(x).get(), MPFR_RNDN); }

// min of p0 + p1 u + p2 u^2 over |u| <= 1, p2 >= 0.
double least(double p0, double p1, double p2) {
  const double slope = std::abs(p1);
  return slope >= 2 * p2 ? p0 - slope + p2 : p0 - slope * slope / (4 * p2);
}

// A lower bound of it.
Interval least(const Interval& p0, const Interval& p1, const Interval& p2) {
  const Interval slope = abs(p1), twice = p2 + p2;
  if (certainly(less_equal(twice, slope))) return p0 - slope + p2;
  if (p2.lo().sign() > 0) return p0 - sqr(slope) / (twice + twice);
  return p0 - slope;
}

// The least of the real part of k + linear t + square t^2 on the ellipse with semi-axes R, H about c.
template <typename Number>
Number least_real_part(const Number& k, const Number& linear, const Number& square, const Number& c, const Number& R,
                       const Number& H) {
  const Number r2 = R * R, h2 = H * H;
  return least(Number(k + linear * c + square * (c * c - h2)), Number(R * (linear + square * (c + c))),
               Number(square * (r2 + h2)));
}

// The smallest n for which tables are made that is not below; few, since a table costs many integrals.
long listed(double n) {
  for (const long step : {8L, 16L, 32L, 64L}) {
    if (n <= static_cast<double>(8 * step))
      return step * std::max(1L, static_cast<long>(std::ceil(n / static_cast<double>(step))));
  }
  return 1 << 20;
}

// A rule on [from, to] with a remainder of about 2^-wanted; n beyond `most` means that there is none.
Rule choose_rule(const Rough& f, double from, double to, double wanted, long most) {
  const double radius = (to - from) / 2, centre = (to + from) / 2;
  Rule best{most + 1, 2};
  for (double q = 1.25; q < 300; q *= 1.15) {
    const double reach = radius * (q + 1 / q) / 2, height = radius * (q - 1 / q) / 2;
    const double denominator = least_real_part(1.0, f.gamma, f.delta, centre, reach, height);
    if (!(denominator > 0.05)) break;
    const double exponent = -least_real_part(0.0, f.alpha, f.beta, centre, reach, height);
    const double size = (exponent / std::numbers::ln2) + std::log2(8 * radius / denominator / (q - 1));
    const double n = std::ceil((wanted + size) / (2 * std::log2(q)) + 0.5);
    const long fit = listed(n);
    if (fit < best.n) best = {fit, q};
  }
  return best;
}

Interval exact(double x, Precision bits) { return Interval::point(x, std::max<Precision>(bits, 53)); }

// The bound 8 M q^(1-2n) / (q - 1) above, times the radius; entire if a pole is not excluded.
Interval remainder(const DecayingIntegrand& f, const Interval& middle, const Interval& half, const Rule& rule) {
  const Interval centre = middle.at_precision(kBoundBits), radius = half.at_precision(kBoundBits);
  const Interval zero(0, kBoundBits), one(1, kBoundBits), two(2, kBoundBits), q = exact(rule.q, kBoundBits);
  const Interval reach = radius * (q + one / q) / two, height = radius * (q - one / q) / two;
  const Interval denominator = least_real_part(one, f.gamma, f.delta, centre, reach, height);
  if (denominator.lo().sign() <= 0) return Interval::entire(kBoundBits);
  const Interval size = exp(-least_real_part(zero, f.alpha, f.beta, centre, reach, height)) / denominator;
  const Interval bound = Interval(8, kBoundBits) * radius * size * pown(q, 1 - 2 * rule.n) / (q - one);
  return hull(-bound, bound);
}

Interval value_at(const DecayingIntegrand& f, const Interval& t) {
  const Interval one(1, t.precision());
  return exp(-t * (f.alpha + f.beta * t)) / (one + t * (f.gamma + f.delta * t));
}

class Panels {
 public:
  Panels(const DecayingIntegrand& f, Precision target)
      : f_(f), bits_(f.alpha.precision()), most_(std::clamp<long>(target / 2, 64, 256)) {
    rough_ = {near(f.alpha), near(f.beta), near(f.gamma), near(f.delta)};
    coarse_ = {f.alpha.at_precision(kBoundBits), f.beta.at_precision(kBoundBits), f.gamma.at_precision(kBoundBits),
               f.delta.at_precision(kBoundBits)};
    // The integral is at least of the size of the place where f begins to fall.
    const double falls = 1 + std::abs(rough_.alpha) + std::sqrt(std::abs(rough_.beta)) + std::abs(rough_.gamma) +
                         std::sqrt(std::abs(rough_.delta));
    wanted_ = static_cast<double>(target) + std::log2(falls) + 4;
  }

  Interval sum(double from, double to, int depth) const {
    const Rule whole = choose_rule(rough_, from, to, wanted_, most_);
    if (depth < kDeepest) {
      const double middle = (from + to) / 2;
      const long left = choose_rule(rough_, from, middle, wanted_, most_).n;
      const long right = choose_rule(rough_, middle, to, wanted_, most_).n;
      if (whole.n > most_ || left + right < whole.n) return sum(from, middle, depth + 1) + sum(middle, to, depth + 1);
    }
    return panel(from, to, {std::min(whole.n, most_), whole.q});
  }

 private:
  Interval panel(double from, double to, const Rule& rule) const {
    const Interval two(2, bits_);
    const Interval radius = (exact(to, bits_) - exact(from, bits_)) / two;
    const Interval centre = (exact(to, bits_) + exact(from, bits_)) / two;
    const GaussLegendre& table = gauss_legendre(rule.n, bits_);
    Interval total(0, bits_);
    for (std::size_t k = 0; k < table.nodes.size(); ++k) {
      const Interval step = radius * table.nodes[k];
      total = total + table.weights[k] * (value_at(f_, centre + step) + value_at(f_, centre - step));
    }
    return radius * total + remainder(coarse_, centre, radius, rule);
  }

  const DecayingIntegrand& f_;
  DecayingIntegrand coarse_;
  Precision bits_;
  long most_;
  Rough rough_;
  double wanted_;
};

}  // namespace

Interval integral(const DecayingIntegrand& f, Precision target) {
  for (const Interval* parameter : {&f.alpha, &f.beta, &f.gamma, &f.delta}) {
    const double value = near(*parameter);
    // Far outside of what is required the bisection need not end.
    if (!parameter->is_bounded() || !(value > -0.01) || !(value < 1e9)) return Interval::entire(target);
  }
  return Panels(f, target).sum(0, 1, 0);
}

}  // namespace certibound::detail
