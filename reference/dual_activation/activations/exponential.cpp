// a e^(b x), a e^(b x^2) and gabor(x) = e^(-x^2) sin x: Gaussian integrals. With S = q1 + q2, c = rho sqrt(q1 q2):
//   E[e^(bX) e^(bY)] = e^(b^2 (S/2 + c)), the moment generating function of X + Y;
//   E[e^(bX^2) e^(bY^2)] = 1/sqrt D, D = det(1 - 2b Sigma) = 1 - 2b S + 4 b^2 q1 q2 (1 - rho^2), if Sigma < 1/(2b) for
//     b > 0, else infinite; by Price E[s' s'] is the derivative in c, 4 b^2 c / D^(3/2).
//   gabor: the weight e^(-X^2-Y^2) changes Sigma to Sigma (1 + 2 Sigma)^(-1), so that with W = S + 4 q1 q2 (1 - rho^2)
//     and D = 1 + S + W = det(1 + 2 Sigma), E = e^(-W/(2D)) sinh(c/D) / sqrt D; by Price again
//     E[s' s'] = e^(-W/(2D)) / sqrt D [cosh(c/D) (D + 8 c^2)/D^2 + sinh(c/D) 4 c (1 + S + D)/D^2].
// Sources: Price, A Useful Theorem for Nonlinear Devices Having Gaussian Inputs, IRE Trans. Inf. Theory 4 (1958); gabor as
// in Novak et al., Neural Tangents, ICLR 2020, the derivation above being ours.
#include <certibound/interval/relations.hpp>

#include "families.hpp"
#include "jet.hpp"

namespace certibound {
namespace {

bool certainly_not_positive(const Interval& x) { return x.hi().sign() <= 0; }

Interval positive(const Interval& x) {
  return intersection(x, Interval(Interval(0L, 2).lo(), Interval::entire(2).hi()));
}

// 1 + t S + t^2 q1 q2 (1 - rho^2) = det(1 + t Sigma)
Jet determinant(const GaussianBox& box, const Rational& t, int order) {
  const Interval quadratic = box.number(Rational(t * t)) * box.q1 * box.q2;
  Jet out(box.number(1) + box.number(t) * (box.q1 + box.q2) + quadratic * box.complement, order);
  if (order >= 1) out[1] = -(box.number(2) * quadratic * box.rho);
  if (order >= 2) out[2] = -quadratic;
  return out;
}

class Exponential final : public Activation {
 public:
  Exponential(std::string name, const Rational& a, const Rational& b) : Activation(std::move(name)), a_(a), b_(b) {}

  std::optional<Interval> lipschitz(Precision bits) const override {
    if (a_ == 0 || b_ == 0) return Interval(0L, bits);
    return std::nullopt;
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    const Interval exponent = (box.q1 + box.q2) / box.number(2) + box.covariance;
    return box.number(Rational(a_ * a_)) * exp(box.number(Rational(b_ * b_)) * exponent);
  }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return pown(box.number(Rational(b_ * b_)) * box.scale, order) * dual_on(box);
  }
  Interval tangent_on(const GaussianBox& box) const override { return box.number(Rational(b_ * b_)) * dual_on(box); }

 private:
  Rational a_, b_;
};

class Gaussian final : public Activation {
 public:
  Gaussian(std::string name, const Rational& a, const Rational& b) : Activation(std::move(name)), a_(a), b_(b) {}

  std::optional<Interval> lipschitz(Precision bits) const override {  // |2 b x e^(b x^2)| is largest at x^2 = -1/(2b)
    if (a_ == 0 || b_ == 0) return Interval(0L, bits);
    if (b_ > 0) return std::nullopt;
    const Interval half(Rational(1, 2), bits);
    return abs(Interval(a_, bits)) * sqrt(Interval(Rational(-2 * b_), bits)) * exp(-half);
  }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return value(box, 0)[0]; }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return value(box, order).derivative(order);
  }
  Interval tangent_on(const GaussianBox& box) const override {
    const Jet v = value(box, 0);
    const Interval d = discriminant(box, 0)[0];
    return box.number(Rational(4 * b_ * b_)) * box.covariance * v[0] / d;
  }

 private:
  Jet value(const GaussianBox& box, int order) const {
    return Jet(box.number(Rational(a_ * a_)), order) / sqrt(discriminant(box, order));
  }
  // Empty where the expectation is infinite: 1 - 2b Sigma is positive definite if its determinant and diagonal are > 0.
  Jet discriminant(const GaussianBox& box, int order) const {
    const Rational t = -2 * b_;
    Jet out = determinant(box, t, order);
    if (b_ <= 0) return out;
    const Interval first = box.number(1) + box.number(t) * box.q1, second = box.number(1) + box.number(t) * box.q2;
    const bool infinite = certainly_not_positive(first) || certainly_not_positive(second);
    out[0] = infinite ? Interval::empty(box.bits) : positive(out[0]);
    return out;
  }

  Rational a_, b_;
};

class Gabor final : public Activation {
 public:
  Gabor() : Activation("gabor") {}

  // s' = e^(-x^2) (cos x - 2x sin x) has s'(0) = 1 and |s'| <= 1: for |x| >= 1 by e^(-x^2) sqrt(1 + 4x^2), which falls
  // there; for |x| <= 1 by cos x - 2x sin x <= 1 and, where it is negative (|x| > 0.65), e^(-0.42) (2 sin 1 - cos 1) < 1.
  std::optional<Interval> lipschitz(Precision bits) const override { return Interval(1L, bits); }

 protected:
  Interval dual_on(const GaussianBox& box) const override { return value(box, 0)[0]; }
  Interval derivative_on(const GaussianBox& box, int order) const override {
    return value(box, order).derivative(order);
  }
  Interval tangent_on(const GaussianBox& box) const override {
    const Parts p(box, 0);
    const Interval c = box.covariance, d = p.d[0];
    const Interval even = cosh(p.c_over_d[0]) * (d + box.number(8) * sqr(c));
    const Interval odd = sinh(p.c_over_d[0]) * box.number(4) * c * (box.number(1) + box.q1 + box.q2 + d);
    return p.front[0] * (even + odd) / sqr(d);
  }

 private:
  struct Parts {
    Parts(const GaussianBox& box, int order)
        : d(determinant(box, 2, order)),
          c_over_d(Jet::line(box.covariance, box.scale, order) / d),
          front(exp(box.number(Rational(-1, 2)) * ((d - Jet(box.number(1) + box.q1 + box.q2, order)) / d)) / sqrt(d)) {}
    Jet d, c_over_d, front;  // front: e^(-W/(2D)) / sqrt D
  };

  static Jet value(const GaussianBox& box, int order) {
    const Parts p(box, order);
    return p.front * sinh_cosh(p.c_over_d).first;
  }
};

}  // namespace

ActivationPointer make_exp(std::string name, const Rational& a, const Rational& b) {
  return std::make_shared<Exponential>(std::move(name), a, b);
}
ActivationPointer make_gaussian(std::string name, const Rational& a, const Rational& b) {
  return std::make_shared<Gaussian>(std::move(name), a, b);
}
ActivationPointer make_gabor() { return std::make_shared<Gabor>(); }

}  // namespace certibound
