// Functions that are linear on each side of 0 (relu, leaky, abs, identity), and the jumps step and sign.
//
// With R(x) = max(0, x) and s = b R(x) - a R(-x), slopes a left and b right, E[R(X) R(Y)] = sqrt(q1 q2) Rhat(rho) / 2
// and E[R(X) R(-Y)] = sqrt(q1 q2) Rhat(-rho) / 2 give
//   E[s(X) s(Y)] / sqrt(q1 q2) = (a^2 + b^2)/2 Rhat(rho) - a b Rhat(-rho)                  (1)
//                              = (a - b)^2/2 Rhat(rho) + a b rho,                           (2)
// since Rhat(rho) - Rhat(-rho) = rho. (1) has terms of one sign for a b <= 0, (2) for a b >= 0 and rho >= 0: both are
// evaluated and met. The derivative in rho is likewise
//   (a - b)^2/2 Rhat'(rho) + a b = (a + b)^2/4 + (a - b)^2/(2 pi) asin(rho),
// of which the first keeps its digits near rho = -1, the second near rho = 0 (abs). Higher ones are those of
//   (a - b)^2/(2 pi) 1/sqrt(1 - rho^2).
//   E[step(X) step(Y)] = Rhat'(rho)/2,   E[sign(X) sign(Y)] = 2 asin(rho)/pi.
// Source: Cho & Saul, Kernel Methods for Deep Learning, NIPS 2009, degrees 0 and 1.
#include <certibound/dual_activation/relu.hpp>

#include "families.hpp"

namespace certibound {
namespace {

bool is_unit(const Interval& rho, long side) { return rho.is_point() && mpfr_cmp_si(rho.lo().get(), side) == 0; }

class TwoSlopes final : public Activation {
 public:
  TwoSlopes(std::string name, const Rational& left, const Rational& right)
      : Activation(std::move(name)), a_(left), b_(right), ab_(a_ * b_), half_jump_((a_ - b_) * (a_ - b_) / 2) {}

  std::optional<Interval> lipschitz(Precision bits) const override {
    const Rational a = a_ < 0 ? Rational(-a_) : a_, b = b_ < 0 ? Rational(-b_) : b_;
    return Interval(a < b ? b : a, bits);
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    if (a_ == b_) return box.number(ab_) * box.covariance;
    const Interval up = rhat(box.rho), down = rhat(-box.rho);
    const Interval first = box.number(Rational((a_ * a_ + b_ * b_) / 2)) * up - box.number(ab_) * down;
    const Interval second = box.number(half_jump_) * up + box.number(ab_) * box.rho;
    return box.scale * intersection(first, second);
  }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    if (order == 1) return box.scale * slope(box);
    if (a_ == b_) return box.number(0);
    return box.scale * box.number(half_jump_) * arcsine_derivative(box, order - 2) / Interval::pi(box.bits);
  }
  Interval tangent_on(const GaussianBox& box) const override {
    // The derivative of s at 0 is not defined at a kink, which is all that a variable of variance 0 sees.
    if (a_ != b_ && box.only_zero_variance()) return Interval::empty(box.bits);
    return slope(box);
  }

 private:
  Interval slope(const GaussianBox& box) const {
    if (a_ == b_) return box.number(ab_);
    const Interval first = box.number(half_jump_) * rhat_derivative(box.rho) + box.number(ab_);
    const Rational mean = (a_ + b_) * (a_ + b_) / 4;
    const Interval second = box.number(mean) + box.number(half_jump_) * asin(box.rho) / Interval::pi(box.bits);
    return intersection(first, second);
  }

  Rational a_, b_, ab_, half_jump_;
};

// `low` for x < 0, 1 for x > 0, 0 at 0: step for low = 0, sign for low = -1. The jump is 1 - low.
class Jump final : public Activation {
 public:
  Jump(std::string name, long low) : Activation(std::move(name)), low_(low) {}

  std::optional<Interval> lipschitz(Precision) const override { return std::nullopt; }
  bool has_jump() const override { return true; }

 protected:
  // A variable of variance 0 is 0, where both functions are 0: the dual jumps at q = 0.
  Interval dual_on(const GaussianBox& box) const override {
    const Interval zero = box.number(0);
    if (box.only_zero_variance()) return zero;
    const Interval value = at_correlation(box);
    return box.has_zero_variance() ? hull(value, zero) : value;
  }
  // jump^2 / (2 pi sqrt(1 - rho^2)) and its derivatives: empty at rho = +-1, where they are infinite.
  Interval derivative_on(const GaussianBox& box, int order) const override {
    const Interval jump_squared = box.number((1 - low_) * (1 - low_));
    return jump_squared * arcsine_derivative(box, order - 1) / (box.number(2) * Interval::pi(box.bits));
  }
  Interval tangent_on(const GaussianBox& box) const override {
    return box.only_zero_variance() ? Interval::empty(box.bits) : box.number(0);
  }

 private:
  Interval at_correlation(const GaussianBox& box) const {
    if (is_unit(box.rho, 1)) return low_ == 0 ? box.number(Rational(1, 2)) : box.number(1);
    if (is_unit(box.rho, -1)) return box.number(low_);
    if (is_unit(box.rho, 0)) return low_ == 0 ? box.number(Rational(1, 4)) : box.number(0);
    if (low_ == 0) return rhat_derivative(box.rho) / box.number(2);
    return box.number(2) * asin(box.rho) / Interval::pi(box.bits);
  }

  long low_;
};

}  // namespace

Interval arcsine_derivative(const GaussianBox& box, int m) {
  std::vector<Integer> p = {1};  // coefficients of P_m
  for (long i = 0; i < m; ++i) {
    std::vector<Integer> next(p.size() + 1);
    for (std::size_t k = 0; k < p.size(); ++k) {  // c rho^k gives c k rho^(k-1) + c (2i + 1 - k) rho^(k+1)
      if (k >= 1) next[k - 1] += p[k] * k;
      next[k + 1] += p[k] * (2 * i + 1 - static_cast<long>(k));
    }
    p = std::move(next);
  }
  // P_m has the parity of m, so that Horner's rule in rho^2 sums terms of one sign.
  Interval sum = box.number(0);
  const Interval square = sqr(box.rho);
  for (int k = m; k >= 0; k -= 2) sum = fma(sum, square, box.number(Rational(p[static_cast<std::size_t>(k)])));
  if (m % 2 == 1) sum = sum * box.rho;
  return sum / (pown(box.complement, m) * sqrt(box.complement));
}

ActivationPointer make_two_slopes(std::string name, const Rational& left, const Rational& right) {
  return std::make_shared<TwoSlopes>(std::move(name), left, right);
}
ActivationPointer make_step() { return std::make_shared<Jump>("step", 0L); }
ActivationPointer make_sign() { return std::make_shared<Jump>("sign", -1L); }

}  // namespace certibound
