// exp(x) and exp(-x^2): Gaussian integrals. With c = rho sqrt(q1 q2):
//   E[e^X e^Y] = e^{(q1 + q2)/2 + c}, the moment generating function of X + Y, and s' = s;
//   E[e^{-X^2} e^{-Y^2}] = 1/sqrt D, D = det(1 + 2 Sigma) = 1 + 2 q1 + 2 q2 + 4 q1 q2 (1 - rho^2), and by Price
//   E[s'(X) s'(Y)] = d/dc 1/sqrt D = 4 c / D^(3/2).
// Source: Price, A Useful Theorem for Nonlinear Devices Having Gaussian Inputs, IRE Trans. Inf. Theory 4 (1958).
#include "families.hpp"

namespace certibound {
namespace {

class Exponential final : public Activation {
 public:
  Exponential() : Activation("exp") {}

  std::optional<Interval> lipschitz(Precision) const override { return std::nullopt; }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    return exp((box.q1 + box.q2) / box.number(2) + box.covariance);
  }
  Interval derivative_on(const GaussianBox& box) const override { return box.scale * dual_on(box); }
  Interval tangent_on(const GaussianBox& box) const override { return dual_on(box); }
};

class Gaussian final : public Activation {
 public:
  Gaussian() : Activation("gaussian") {}

  std::optional<Interval> lipschitz(Precision bits) const override {  // |2 x e^{-x^2}| is largest at x^2 = 1/2
    const Interval half(Rational(1, 2), bits);
    return sqrt(Interval(2L, bits)) * exp(-half);
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return reciprocal(sqrt(discriminant(box))); }
  Interval derivative_on(const GaussianBox& box) const override { return box.scale * tangent_on(box); }
  Interval tangent_on(const GaussianBox& box) const override {
    const Interval d = discriminant(box);
    return box.number(4) * box.covariance / (d * sqrt(d));
  }

 private:
  static Interval discriminant(const GaussianBox& box) {
    const Interval two = box.number(2), four = box.number(4);
    return box.number(1) + two * (box.q1 + box.q2) + four * box.q1 * box.q2 * box.complement;
  }
};

}  // namespace

ActivationPointer make_exp() { return std::make_shared<Exponential>(); }
ActivationPointer make_gaussian() { return std::make_shared<Gaussian>(); }

}  // namespace certibound
