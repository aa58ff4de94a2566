// Polynomials, and the orthonormal Hermite polynomials h_k = He_k / sqrt(k!).
//
// Polynomials s = sum_k s_k x^k: x^k = sum_m k!/(2^m m! l!) He_l(x), l = k - 2m, and E[h_m(X) h_n(Y)] = [m = n] rho^m
// (Mehler) give, with c = rho sqrt(q1 q2),
//   E[s(X) s(Y)] = sum_l c^l / l! R_l(q1) R_l(q2),   R_l(q) = sum_m s_(l+2m) (l+2m)!/(2^m m!) q^m = E[s^(l)(X)].
// h_k: from He_k(g z) = sum_i k!/(2^i i! (k-2i)!) g^(k-2i) (g^2 - 1)^i He_(k-2i)(z), read off the generating function
// exp(g z t - t^2/2) = exp(z (g t) - (g t)^2/2) exp((g^2 - 1) t^2/2),
//   E[h_k(X) h_k(Y)] = sum_i k! / (m! 4^i i!^2) ((q1 - 1)(q2 - 1))^i c^m,   m = k - 2i,
// which is rho^k for variances 1, and does not cancel there as the first formula does. Since h_k' = sqrt(k) h_(k-1),
// E[s' s'] is k times the dual of h_(k-1).
#include "families.hpp"

#include <algorithm>

namespace certibound {
namespace {

Interval hermite_dual(const GaussianBox& box, long degree) {
  const Interval excess = (box.q1 - box.number(1)) * (box.q2 - box.number(1));
  const bool unit_variance = excess.is_point() && excess.lo().is_zero();
  Rational coefficient = 1;  // k! / (m! 4^i i!^2)
  Interval sum = box.number(0);
  for (long i = 0, m = degree; m >= 0; ++i, m -= 2) {
    sum = sum + box.number(coefficient) * pown(excess, i) * pown(box.covariance, m);
    if (unit_variance) break;
    coefficient *= Rational(m * (m - 1), 4 * (i + 1) * (i + 1));
  }
  return sum;
}

class Hermite final : public Activation {
 public:
  explicit Hermite(long degree) : Activation("hermite(" + std::to_string(degree) + ")"), degree_(degree) {}

  std::optional<Interval> lipschitz(Precision bits) const override {
    if (degree_ > 1) return std::nullopt;
    return Interval(degree_, bits);
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return hermite_dual(box, degree_); }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return pown(box.scale, order) * differentiated(box, order);
  }
  Interval tangent_on(const GaussianBox& box) const override { return differentiated(box, 1); }

 private:
  // E[s^(order)(X) s^(order)(Y)]
  Interval differentiated(const GaussianBox& box, int order) const {
    if (order > degree_) return box.number(0);
    Rational factor = 1;
    for (long i = 0; i < order; ++i) factor *= degree_ - i;
    return box.number(factor) * hermite_dual(box, degree_ - order);
  }

  long degree_;
};

class Polynomial final : public Activation {
 public:
  Polynomial(std::string name, std::vector<Rational> coefficients)
      : Activation(std::move(name)), s_(std::move(coefficients)) {
    while (s_.size() > 1 && s_.back() == 0) s_.pop_back();
    const std::size_t size = s_.size();
    moments_.resize(size);
    for (std::size_t l = 0; l < size; ++l) {
      Rational weight = 1;  // (l + 2m)!/(2^m m!)
      for (std::size_t i = 2; i <= l; ++i) weight *= static_cast<long>(i);
      for (std::size_t m = 0; l + 2 * m < size; ++m) {
        moments_[l].push_back(s_[l + 2 * m] * weight);
        const long k = static_cast<long>(l + 2 * m);
        weight *= Rational((k + 1) * (k + 2), 2 * static_cast<long>(m + 1));
      }
    }
  }

  std::optional<Interval> lipschitz(Precision bits) const override {
    if (s_.size() > 2) return std::nullopt;
    return abs(Interval(s_.size() == 2 ? s_[1] : Rational(0), bits));
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return differentiated(box, 0); }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return pown(box.scale, order) * differentiated(box, order);
  }
  Interval tangent_on(const GaussianBox& box) const override { return differentiated(box, 1); }

 private:
  // sum_(l >= order) c^(l - order) / (l - order)! R_l(q1) R_l(q2)
  Interval differentiated(const GaussianBox& box, int order) const {
    Interval sum = box.number(0);
    for (long l = static_cast<long>(s_.size()) - 1; l >= order; --l) {
      // Horner's rule: the sum so far is multiplied by c / (l - order + 1).
      sum = sum * box.covariance / box.number(l - order + 1) + mean_derivative(box.q1, l) * mean_derivative(box.q2, l);
    }
    return sum;
  }
  // R_l(q)
  Interval mean_derivative(const Interval& q, long l) const {
    const std::vector<Rational>& r = moments_[static_cast<std::size_t>(l)];
    Interval sum(0L, q.precision());
    for (std::size_t m = r.size(); m-- > 0;) sum = fma(sum, q, Interval(r[m], q.precision()));
    return sum;
  }

  std::vector<Rational> s_;
  std::vector<std::vector<Rational>> moments_;  // coefficients of R_l
};

}  // namespace

ActivationPointer make_hermite(long degree) { return std::make_shared<Hermite>(degree); }
ActivationPointer make_polynomial(std::string name, std::vector<Rational> coefficients) {
  return std::make_shared<Polynomial>(std::move(name), std::move(coefficients));
}

}  // namespace certibound
