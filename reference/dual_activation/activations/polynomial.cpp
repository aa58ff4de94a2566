// The orthonormal Hermite polynomials h_k = He_k / sqrt(k!), and the squared rectifier.
//
// h_k: from He_k(g z) = sum_i k!/(2^i i! (k-2i)!) g^(k-2i) (g^2 - 1)^i He_(k-2i)(z), read off the generating
// function exp(g z t - t^2/2) = exp(z (g t) - (g t)^2/2) exp((g^2 - 1) t^2/2), and
// E[h_m(X) h_n(Y)] = [m = n] rho^m (Mehler),
//   E[h_k(X) h_k(Y)] = sum_i k! / (m! 4^i i!^2) ((q1 - 1)(q2 - 1))^i c^m,   m = k - 2i,  c = rho sqrt(q1 q2),
// which is rho^k for variances 1. Since h_k' = sqrt(k) h_(k-1), E[s' s'] is k times the dual of h_(k-1).
//
// relu2: s(x) = max(0, x)^2, Cho & Saul, Kernel Methods for Deep Learning, NIPS 2009, degree 2. With the angle
// alpha = pi - acos rho = atan2(sqrt(1 - rho^2), -rho),
//   E[s(X) s(Y)] = q1 q2 [ 3 rho sqrt(1 - rho^2) + alpha (1 + 2 rho^2) ] / (2 pi),
// two terms of order alpha near rho = -1 with a sum of order (4/15) alpha^5, so that 2 |log2(1 + rho)| + 4 bits are
// lost: the working precision is raised by as many. s' = 2 max(0, x) gives E[s' s'] = 2 sqrt(q1 q2) Rhat(rho).
#include <certibound/dual_activation/relu.hpp>

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
  Interval derivative_on(const GaussianBox& box) const override { return box.scale * tangent_on(box); }
  Interval tangent_on(const GaussianBox& box) const override {
    return degree_ == 0 ? box.number(0) : box.number(degree_) * hermite_dual(box, degree_ - 1);
  }

 private:
  long degree_;
};

bool is_value(const Float& rho, long value) { return mpfr_cmp_si(rho.get(), value) == 0; }

// 3 rho sqrt(1 - rho^2) + alpha (1 + 2 rho^2), over 2 pi, at one representable point of [-1, 1].
Interval relu2_at_point(const Float& rho, Precision bits) {
  if (is_value(rho, 1)) return {Rational(3, 2), bits};
  if (is_value(rho, 0)) return {Rational(1, 4), bits};
  if (is_value(rho, -1)) return {0L, bits};
  Float distance(rho.precision() + 2);
  mpfr_add_ui(distance.get(), rho.get(), 1, MPFR_RNDD);
  const Precision lost = std::max<Precision>(-mpfr_get_exp(distance.get()), 0);
  const Precision work = std::max(bits, rho.precision()) + 8 + 2 * lost;
  const Interval r = Interval(rho, rho).at_precision(work), one(1L, work), two(2L, work), three(3L, work);
  const Interval root = sqrt((one - r) * (one + r));
  const Interval sum = three * r * root + atan2(root, -r) * (one + two * sqr(r));
  return (sum / (two * Interval::pi(work))).at_precision(bits);
}

class SquaredRelu final : public Activation {
 public:
  SquaredRelu() : Activation("relu2") {}

  std::optional<Interval> lipschitz(Precision) const override { return std::nullopt; }

 protected:
  // Increasing in rho: its derivative is 2 q1 q2 Rhat(rho) >= 0.
  Interval dual_on(const GaussianBox& box) const override {
    const Interval low = relu2_at_point(box.rho.lo(), box.bits);
    const Interval high = box.rho.is_point() ? low : relu2_at_point(box.rho.hi(), box.bits);
    return box.q1 * box.q2 * Interval(low.lo(), high.hi());
  }
  Interval derivative_on(const GaussianBox& box) const override {
    return box.number(2) * box.q1 * box.q2 * rhat(box.rho);
  }
  Interval tangent_on(const GaussianBox& box) const override { return box.number(2) * box.scale * rhat(box.rho); }
};

}  // namespace

ActivationPointer make_hermite(long degree) { return std::make_shared<Hermite>(degree); }
ActivationPointer make_relu2() { return std::make_shared<SquaredRelu>(); }

}  // namespace certibound
