// The body of a binder as an integrand: the program of its term run on the number types of the quadrature.
#pragma once

#include <certibound/language/evaluate.hpp>
#include <certibound/quadrature/integrand.hpp>

#include <optional>
#include <vector>

namespace certibound {

// The operations of the language that the number types of the quadrature have under other names, or not at all.
template <typename N>
N power(const N& x, long n) {
  return pown(x, n);
}
template <typename N>
N real_power(const N& x, const N& y) {
  return pow(x, y);
}
template <typename N>
N rhat_derivative(const N& rho) {
  const N one = constant(Rational(1), rho);
  return one - acos(rho) / acos(-one);
}
// (sqrt((1 - rho)(1 + rho)) + (pi - acos rho) rho)/pi
template <typename N>
N rhat(const N& rho) {
  const N one = constant(Rational(1), rho);
  return sqrt((one - rho) * (one + rho)) / acos(-one) + rhat_derivative(rho) * rho;
}

namespace external {

// Constants of a number type are made in the likeness of one of its numbers.
template <typename N>
class Likeness {
 public:
  Likeness(const N& like, Precision bits) : like_(&like), bits_(bits) {}

  N literal(const Rational& value) const { return constant(value, *like_); }
  N pi() const { return constant(Interval::pi(bits_), *like_); }
  N e() const { return constant(Interval::e(bits_), *like_); }
  N unknown() const { return constant(Interval::entire(bits_), *like_); }
  // No number of these types is known to be whole: the ends of a sum inside an integral are literals.
  std::optional<Integer> whole(const N&) const { return std::nullopt; }
  N call(const language::Call&, const std::vector<N>&) const { return unknown(); }

 private:
  const N* like_;
  Precision bits_;
};

class Body {
 public:
  // captured: enclosures of the captured variables, in the order of the body's variables. bits: of the constants.
  Body(const language::Lambda& lambda, std::vector<Interval> captured, Precision bits)
      : program_(lambda.terms, {lambda.root}), captured_(std::move(captured)), bits_(bits) {}

  template <typename N>
  N operator()(const N& x) const {
    std::vector<N> variables;
    for (const Interval& value : captured_) variables.push_back(constant(value, x));
    variables.push_back(x);
    return program_.run<N>(Likeness<N>(x, bits_), variables)[0];
  }

 private:
  language::Program program_;
  std::vector<Interval> captured_;
  Precision bits_;
};

}  // namespace external
}  // namespace certibound
