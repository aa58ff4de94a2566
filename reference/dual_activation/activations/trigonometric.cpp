// sin and cos, from the characteristic function of X - Y and X + Y (Rahimi & Recht, Random Features for Large-Scale
// Kernel Machines, NIPS 2007). With c = rho sqrt(q1 q2), S = q1 + q2:
//   E[sin X sin Y] = e^{-S/2} sinh c = (e^{c - S/2} - e^{-c - S/2}) / 2,   and cosh, + for cos.
// For the sine the product keeps its digits near c = 0, the difference does not overflow for large variances: both are
// evaluated and met. Since sin' = cos and cos' = -sin, each is the other's E[s' s'].
#include "families.hpp"

namespace certibound {
namespace {

Interval expected_sines(const GaussianBox& box) {
  const Interval half = (box.q1 + box.q2) / box.number(2), c = box.covariance;
  const Interval difference = (exp(c - half) - exp(-c - half)) / box.number(2);
  return intersection(exp(-half) * sinh(c), difference);
}

Interval expected_cosines(const GaussianBox& box) {
  const Interval half = (box.q1 + box.q2) / box.number(2), c = box.covariance;
  const Interval sum = (exp(c - half) + exp(-c - half)) / box.number(2);
  return intersection(exp(-half) * cosh(c), sum);
}

class Trigonometric final : public Activation {
 public:
  Trigonometric(std::string name, bool is_sine) : Activation(std::move(name)), is_sine_(is_sine) {}

  std::optional<Interval> lipschitz(Precision bits) const override { return Interval(1L, bits); }

 protected:
  Interval dual_on(const GaussianBox& box) const override {
    return is_sine_ ? expected_sines(box) : expected_cosines(box);
  }
  Interval derivative_on(const GaussianBox& box) const override { return box.scale * tangent_on(box); }
  Interval tangent_on(const GaussianBox& box) const override {
    return is_sine_ ? expected_cosines(box) : expected_sines(box);
  }

 private:
  bool is_sine_;
};

}  // namespace

ActivationPointer make_sin() { return std::make_shared<Trigonometric>("sin", true); }
ActivationPointer make_cos() { return std::make_shared<Trigonometric>("cos", false); }

}  // namespace certibound
