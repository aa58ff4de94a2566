// a erf(b x) + m and gelu(x) = x Phi(x). Below, c = rho sqrt(q1 q2).
//
// erf: E = (2/pi) asin(2c / sqrt((1 + 2 q1)(1 + 2 q2))) (Williams, Computing with Infinite Networks, NIPS 1996).
// With D = (1 + 2 q1)(1 + 2 q2) - 4 c^2 = 1 + 2 q1 + 2 q2 + 4 q1 q2 (1 - rho^2), a sum without cancellation, it is
//   E = (2/pi) atan(2c / sqrt D),   E[s' s'] = (4/pi) / sqrt D.
// b scales both variances by b^2, a the value by a^2, and m adds m^2, since erf is odd.
//
// gelu: with A = (1 + q1)(1 + q2), d^2 = A - c^2 = 1 + q1 + q2 + q1 q2 (1 - rho^2) and the angle alpha = atan2(d, -c),
//   E = [ (c^2 + q1 q2 d^2)/(A d) + c alpha ] / (2 pi),
//   E[s' s'] = [ alpha + c ((2 + q1 + q2) d^2 + A)/(A d^3) ] / (2 pi),
// the second by differentiating the first in c (d' = -c/d, alpha' = 1/d). Tsuchida, Pearce, van der Heide, Roosta &
// Gallagher, Avoiding Kernel Fixed Points: Computing with ELU and GELU Infinite Networks, AAAI 2021; written with
// alpha = pi/2 + atan(c/d), which does not cancel for c < 0. Higher derivatives in rho are Taylor coefficients of these. Both change sign for some c < 0, so a relative width
// cannot be promised there.
#include "families.hpp"
#include "jet.hpp"

namespace certibound {
namespace {

Interval two_pi(const GaussianBox& box) { return box.number(2) * Interval::pi(box.bits); }

// p + q (1 - rho^2)
Jet in_complement(const GaussianBox& box, const Interval& p, const Interval& q, int order) {
  Jet out(p + q * box.complement, order);
  if (order >= 1) out[1] = -(box.number(2) * q * box.rho);
  if (order >= 2) out[2] = -q;
  return out;
}

class Erf final : public Activation {
 public:
  Erf(std::string name, const Rational& a, const Rational& b, const Rational& m)
      : Activation(std::move(name)), a_(a), b_(b), m_(m) {}

  std::optional<Interval> lipschitz(Precision bits) const override {  // |s'(0)|
    return abs(Interval(Rational(2 * a_ * b_), bits)) / sqrt(Interval::pi(bits));
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    const Interval b2 = box.number(Rational(2 * b_ * b_));
    const Interval angle = atan(b2 * box.covariance / sqrt(discriminant(box, 0)[0]));
    return box.number(Rational(2 * a_ * a_)) * angle / Interval::pi(box.bits) + box.number(Rational(m_ * m_));
  }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return box.scale * slope(box, order - 1).derivative(order - 1);
  }
  Interval tangent_on(const GaussianBox& box) const override { return slope(box, 0)[0]; }

 private:
  Jet discriminant(const GaussianBox& box, int order) const {
    const Interval b2 = box.number(Rational(2 * b_ * b_));
    const Interval product = sqr(b2) * box.q1 * box.q2;
    return in_complement(box, box.number(1) + b2 * (box.q1 + box.q2), product, order);
  }
  // E[s' s'] = 4 a^2 b^2 / (pi sqrt D)
  Jet slope(const GaussianBox& box, int order) const {
    const Interval factor = box.number(Rational(4 * a_ * a_ * b_ * b_)) / Interval::pi(box.bits);
    return Jet(factor, order) / sqrt(discriminant(box, order));
  }

  Rational a_, b_, m_;
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
    const Parts p(box, 0);
    const Interval first = (sqr(box.covariance) + box.q1 * box.q2 * p.d_squared[0]) / (p.product * p.d[0]);
    return (first + box.covariance * p.angle[0]) / two_pi(box);
  }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return box.scale * slope(box, order - 1).derivative(order - 1);
  }
  Interval tangent_on(const GaussianBox& box) const override { return slope(box, 0)[0]; }

 private:
  struct Parts {
    Parts(const GaussianBox& box, int order)
        : product((box.number(1) + box.q1) * (box.number(1) + box.q2)),
          covariance(Jet::line(box.covariance, box.scale, order)),
          d_squared(in_complement(box, box.number(1) + box.q1 + box.q2, box.q1 * box.q2, order)),
          d(sqrt(d_squared)),
          angle(atan2(d[0], -box.covariance), order) {
      if (order >= 1) angle = Jet::primitive(angle[0], (Jet(box.scale, order) / d).truncated(order - 1));
    }
    Interval product;                     // A
    Jet covariance, d_squared, d, angle;  // c, d^2, d, alpha
  };

  static Jet slope(const GaussianBox& box, int order) {
    const Parts p(box, order);
    const Jet bracket = (box.number(2) + box.q1 + box.q2) * p.d_squared + Jet(p.product, order);
    return reciprocal(two_pi(box)) * (p.angle + p.covariance * bracket / (p.product * (p.d_squared * p.d)));
  }
};

}  // namespace

ActivationPointer make_erf(std::string name, const Rational& a, const Rational& b, const Rational& c) {
  return std::make_shared<Erf>(std::move(name), a, b, c);
}
ActivationPointer make_gelu() { return std::make_shared<Gelu>(); }

}  // namespace certibound
