// a sin(b x + m), a cos(b x + m) and rbf, from the characteristic function of X - Y and X + Y (Rahimi & Recht, Random
// Features for Large-Scale Kernel Machines, NIPS 2007). With c = rho sqrt(q1 q2), S = q1 + q2 and variances times b^2:
//   E[sin X sin Y] = e^(-S/2) sinh c = (e^(c - S/2) - e^(-c - S/2)) / 2,   E[cos X cos Y] with cosh and +,
// E[sin X cos Y] = 0, and sin(x + m) = cos m sin x + sin m cos x, so that
//   E[sin(X + m) sin(Y + m)] = cos^2 m E[sin X sin Y] + sin^2 m E[cos X cos Y].
// For the sine the product keeps its digits near c = 0, the difference does not overflow for large variances: both are
// evaluated and met. Each derivative in c exchanges sinh and cosh.
// rbf(g) = sqrt(2) sin(sqrt(2g) x + pi/4) has sin^2 m = cos^2 m = 1/2: E = e^(g (2c - S)), the squared exponential kernel;
// S - 2c is taken as (sqrt q1 - sqrt q2)^2 + 2 sqrt(q1 q2) (1 - rho).
#include "families.hpp"

namespace certibound {
namespace {

// e^(-S/2) sinh c and e^(-S/2) cosh c with variances times b^2.
struct Hyperbolic {
  Hyperbolic(const GaussianBox& box, const Rational& b) {
    const Interval two = box.number(2), b2 = box.number(Rational(b * b));
    const Interval half = b2 * (box.q1 + box.q2) / two, c = b2 * box.covariance;
    const Interval rising = exp(c - half), falling = exp(-c - half), front = exp(-half);
    odd = intersection(front * sinh(c), (rising - falling) / two);
    even = intersection(front * cosh(c), (rising + falling) / two);
  }
  Interval odd, even;
};

// amplitude times cos^2 m odd + sin^2 m even, after `order` derivatives in c; m = 0 keeps one term alone.
class Wave final : public Activation {
 public:
  Wave(std::string name, bool is_sine, const Rational& a, const Rational& b, const Rational& m)
      : Activation(std::move(name)), is_sine_(is_sine), a_(a), b_(b), m_(m) {}

  std::optional<Interval> lipschitz(Precision bits) const override { return abs(Interval(Rational(a_ * b_), bits)); }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return mixed(box, 0); }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return pown(box.number(Rational(b_ * b_)) * box.scale, order) * mixed(box, order);
  }
  Interval tangent_on(const GaussianBox& box) const override { return box.number(Rational(b_ * b_)) * mixed(box, 1); }

 private:
  Interval mixed(const GaussianBox& box, int order) const {
    const Hyperbolic h(box, b_);
    const bool sine_first = is_sine_ == (order % 2 == 0);
    const Interval &first = sine_first ? h.odd : h.even, &second = sine_first ? h.even : h.odd;
    const Interval front = box.number(Rational(a_ * a_));
    if (m_ == 0) return front * first;
    const Interval angle = box.number(m_);
    return front * (sqr(cos(angle)) * first + sqr(sin(angle)) * second);
  }

  bool is_sine_;
  Rational a_, b_, m_;
};

class Rbf final : public Activation {
 public:
  Rbf(std::string name, const Rational& g) : Activation(std::move(name)), g_(g) {}

  std::optional<Interval> lipschitz(Precision bits) const override {
    return Interval(2L, bits) * sqrt(Interval(g_, bits));
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    const Interval gap = box.number(1) - box.rho, same = sqr(sqrt(box.q1) - sqrt(box.q2));
    return exp(-(box.number(g_) * (same + box.number(2) * box.scale * gap)));
  }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return pown(box.number(Rational(2 * g_)) * box.scale, order) * dual_on(box);
  }
  Interval tangent_on(const GaussianBox& box) const override { return box.number(Rational(2 * g_)) * dual_on(box); }

 private:
  Rational g_;
};

}  // namespace

ActivationPointer make_sin(std::string name, const Rational& a, const Rational& b, const Rational& c) {
  return std::make_shared<Wave>(std::move(name), true, a, b, c);
}
ActivationPointer make_cos(std::string name, const Rational& a, const Rational& b, const Rational& c) {
  return std::make_shared<Wave>(std::move(name), false, a, b, c);
}
ActivationPointer make_rbf(std::string name, const Rational& g) { return std::make_shared<Rbf>(std::move(name), g); }

}  // namespace certibound
