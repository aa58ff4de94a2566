// Integrands: one function of one real variable, given on each number type that a route of the quadrature needs.
//
// An integrand is written once, as a function object on any number type, with the function names of Interval and with
// constants made by `constant(value, x)`:
//   const auto f = make_integrand([](const auto& x) { return constant(Rational(1, 3), x) * exp(-sqr(x)); });
#pragma once

#include <certibound/quadrature/complex_ball.hpp>
#include <certibound/quadrature/germ.hpp>
#include <certibound/quadrature/taylor.hpp>

#include <memory>
#include <utility>

namespace certibound {

class Integrand {
 public:
  virtual ~Integrand() = default;

  // Each encloses the function at all members of x, in the sense of its type. All describe the same real function.
  virtual ComplexBall operator()(const ComplexBall& x) const = 0;
  virtual Taylor operator()(const Taylor& x) const = 0;
  virtual QuickTaylor operator()(const QuickTaylor& x) const = 0;
  // Next to an end where it is singular, or infinite. Where it is left unknown, a majorant has to come from the caller.
  virtual Germ operator()(const Germ& x) const { return Germ::unknown(x); }

  // The values on an interval; entire where the function is not known to be defined on all of it.
  Interval operator()(const Interval& x) const {
    const Taylor value = (*this)(Taylor::variable(x, 0));
    return value.is_known() ? value.coefficient(0) : Interval::entire(x.precision());
  }
};

// An integrand from a function object usable with every number type above.
template <typename F>
class IntegrandOf final : public Integrand {
 public:
  explicit IntegrandOf(F f) : f_(std::move(f)) {}
  ComplexBall operator()(const ComplexBall& x) const override { return f_(x); }
  Taylor operator()(const Taylor& x) const override { return f_(x); }
  QuickTaylor operator()(const QuickTaylor& x) const override { return f_(x); }
  Germ operator()(const Germ& x) const override { return f_(x); }
  using Integrand::operator();

 private:
  F f_;
};

template <typename F>
IntegrandOf<F> make_integrand(F f) {
  return IntegrandOf<F>(std::move(f));
}

}  // namespace certibound
