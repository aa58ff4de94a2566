// The rectified monomials s(x) = max(0, x)^n, n >= 2 (step and relu are those of degree 0 and 1): Cho & Saul, Kernel Methods for Deep Learning, NIPS
// 2009, the arc-cosine kernels of degree n, J_n(theta) = e_n(cos theta).
//
// With the angle alpha = pi - acos rho = atan2(sqrt(1 - rho^2), -rho),
//   E[s(X) s(Y)] = (q1 q2)^(n/2) e_n(rho) / (2 pi),   e_0 = alpha,   e_1 = sqrt(1 - rho^2) + alpha rho,
//   e_(n+1) = (2n + 1) rho e_n + n^2 (1 - rho^2) e_(n-1),
// from Stein's identity E[X f(X, Y)] = E[f_X] + rho E[f_Y] applied to E[X_+^n Y_+^n] and E[X_+^(n-1) Y_+^(n+1)]: n-fold
// differentiation of (pi - theta)/sin theta, unstable at both ends, is not needed. For rho >= 0 all terms are positive.
// For rho < 0 the terms cancel: e_n(-1) = 0 and e_n' = n^2 e_(n-1) make e_n of order (1 + rho)^(n + 1/2), so that
// n + 1 times |log2(1 + rho)| + 2 bits are lost, and the working precision is raised by as many.
// Since e_n' = n^2 e_(n-1) >= 0 the ends of rho give the ends of the dual and of all derivatives up to the n-th; the next
// are those of alpha.
#include "families.hpp"

#include <algorithm>
#include <utility>

namespace certibound {
namespace {

bool is_value(const Float& rho, long value) { return mpfr_cmp_si(rho.get(), value) == 0; }

// e_n / (2 pi) at one representable point of [-1, 1].
Interval kernel_at_point(const Float& rho, long n, Precision bits) {
  if (is_value(rho, -1)) return {0L, bits};
  if (is_value(rho, 1)) {  // E[X_+^(2n)] = (2n - 1)!!/2
    Rational half_moment(1, 2);
    for (long k = 2 * n - 1; k > 1; k -= 2) half_moment *= k;
    return {half_moment, bits};
  }
  if (is_value(rho, 0) && n % 2 == 0) {  // E[X_+^n]^2 = ((n - 1)!!/2)^2
    Rational half_moment(1, 2);
    for (long k = n - 1; k > 1; k -= 2) half_moment *= k;
    return {Rational(half_moment * half_moment), bits};
  }
  Precision work = std::max(bits, rho.precision()) + 8 + 4 * n;
  if (rho.sign() < 0) {
    Float distance(rho.precision() + 2);
    mpfr_add_ui(distance.get(), rho.get(), 1, MPFR_RNDD);
    work += (n + 1) * (std::max<Precision>(-mpfr_get_exp(distance.get()), 0) + 2);
  }
  const Interval r = Interval(rho, rho).at_precision(work), one(1L, work);
  const Interval complement = (one - r) * (one + r), root = sqrt(complement), angle = atan2(root, -r);
  Interval before = angle, value = root + angle * r;
  if (n == 0) value = angle;
  for (long k = 1; k < n; ++k) {
    Interval next = Interval(2 * k + 1, work) * r * value + Interval(k * k, work) * complement * before;
    before = std::exchange(value, std::move(next));
  }
  return (value / (Interval(2L, work) * Interval::pi(work))).at_precision(bits);
}

Interval kernel(const GaussianBox& box, long n) {
  const Interval low = kernel_at_point(box.rho.lo(), n, box.bits);
  if (box.rho.is_point()) return low;
  return {low.lo(), kernel_at_point(box.rho.hi(), n, box.bits).hi()};
}

class Rectified final : public Activation {
 public:
  Rectified(std::string name, long degree) : Activation(std::move(name)), degree_(degree) {}

  std::optional<Interval> lipschitz(Precision) const override { return std::nullopt; }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return pown(box.scale, degree_) * kernel(box, degree_); }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    const long last = std::min<long>(order, degree_);
    Rational factor = 1;  // (n!/(n - last)!)^2
    for (long i = 0; i < last; ++i) factor *= (degree_ - i) * (degree_ - i);
    const Interval front = pown(box.scale, degree_) * box.number(factor);
    if (order <= degree_) return front * kernel(box, degree_ - order);
    return front * arcsine_derivative(box, static_cast<int>(order - degree_ - 1)) /
           (box.number(2) * Interval::pi(box.bits));
  }
  Interval tangent_on(const GaussianBox& box) const override {
    return box.number(degree_ * degree_) * pown(box.scale, degree_ - 1) * kernel(box, degree_ - 1);
  }

 private:
  long degree_;
};

}  // namespace

ActivationPointer make_rectified(std::string name, long degree) {
  return std::make_shared<Rectified>(std::move(name), degree);
}

}  // namespace certibound
