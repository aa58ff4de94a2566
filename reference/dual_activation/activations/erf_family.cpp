// erf(x) and gelu(x) = x Phi(x). Below, c = rho sqrt(q1 q2).
//
// erf: E = (2/pi) asin(2c / sqrt((1 + 2 q1)(1 + 2 q2))) (Williams, Computing with Infinite Networks, NIPS 1996).
// With D = (1 + 2 q1)(1 + 2 q2) - 4 c^2 = 1 + 2 q1 + 2 q2 + 4 q1 q2 (1 - rho^2), a sum without cancellation, it is
//   E = (2/pi) atan(2c / sqrt D),   E[s' s'] = (4/pi) / sqrt D.
//
// gelu: with A = (1 + q1)(1 + q2), d^2 = A - c^2 = 1 + q1 + q2 + q1 q2 (1 - rho^2) and the angle alpha = atan2(d, -c),
//   E = [ (c^2 + q1 q2 d^2)/(A d) + c alpha ] / (2 pi),
//   E[s' s'] = [ alpha + c ((2 + q1 + q2) d^2 + A)/(A d^3) ] / (2 pi),
// the second by differentiating the first in c (d' = -c/d, alpha' = 1/d). Tsuchida, Pearce, van der Heide, Roosta &
// Gallagher, Avoiding Kernel Fixed Points: Computing with ELU and GELU Infinite Networks, AAAI 2021; written with
// alpha = pi/2 + atan(c/d), which does not cancel for c < 0. Both change sign for some c < 0, so a relative width
// cannot be promised there.
#include "families.hpp"

namespace certibound {
namespace {

Interval two_pi(const GaussianBox& box) { return box.number(2) * Interval::pi(box.bits); }

class Erf final : public Activation {
 public:
  Erf() : Activation("erf") {}

  std::optional<Interval> lipschitz(Precision bits) const override {  // s'(0)
    return Interval(2L, bits) / sqrt(Interval::pi(bits));
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    const Interval angle = atan(box.number(2) * box.covariance / sqrt(discriminant(box)));
    return box.number(2) * angle / Interval::pi(box.bits);
  }
  Interval derivative_on(const GaussianBox& box) const override { return box.scale * tangent_on(box); }
  Interval tangent_on(const GaussianBox& box) const override {
    return box.number(4) / (Interval::pi(box.bits) * sqrt(discriminant(box)));
  }

 private:
  static Interval discriminant(const GaussianBox& box) {
    const Interval two = box.number(2), four = box.number(4);
    return box.number(1) + two * (box.q1 + box.q2) + four * box.q1 * box.q2 * box.complement;
  }
};

class Gelu final : public Activation {
 public:
  Gelu() : Activation("gelu") {}

  // s'' = phi(x) (2 - x^2), so s' = Phi(x) + x phi(x) is largest at x = sqrt 2, where it is above 1 = s'(oo).
  std::optional<Interval> lipschitz(Precision bits) const override {
    const Interval top = sqrt(Interval(2L, bits));
    return normal_cdf(top) + top * normal_density(top);
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    const Parts p(box);
    const Interval first = (sqr(box.covariance) + box.q1 * box.q2 * p.d_squared) / (p.product * p.d);
    return (first + box.covariance * p.angle) / two_pi(box);
  }
  Interval derivative_on(const GaussianBox& box) const override { return box.scale * tangent_on(box); }
  Interval tangent_on(const GaussianBox& box) const override {
    const Parts p(box);
    const Interval bracket = (box.number(2) + box.q1 + box.q2) * p.d_squared + p.product;
    return (p.angle + box.covariance * bracket / (p.product * p.d_squared * p.d)) / two_pi(box);
  }

 private:
  struct Parts {
    explicit Parts(const GaussianBox& box)
        : product((box.number(1) + box.q1) * (box.number(1) + box.q2)),
          d_squared(box.number(1) + box.q1 + box.q2 + box.q1 * box.q2 * box.complement),
          d(sqrt(d_squared)),
          angle(atan2(d, -box.covariance)) {}
    Interval product, d_squared, d, angle;  // A, d^2, d, alpha
  };
};

}  // namespace

ActivationPointer make_erf() { return std::make_shared<Erf>(); }
ActivationPointer make_gelu() { return std::make_shared<Gelu>(); }

}  // namespace certibound
