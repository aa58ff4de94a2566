// Values of calls that the trusted base has no rule for: bivariate normal and chi-square laws, duals without a closed form,
// integrals and Gaussian expectations, by the rooms special, dual_activation and quadrature.
//
// They rest on Arb, most of them on a second route that confirms it; a verdict that leans on them is marked [arb].
#pragma once

#include <functional>

namespace certibound::external {

// From now on the claim language has these values (calls.hpp of the language). To be called once, before any claim is read.
void provide_values();

// While it lives, integrals of this thread give up (their value is then unknown) as soon as stop() is true.
class StopGuard {
 public:
  explicit StopGuard(std::function<bool()> stop);
  ~StopGuard();
  StopGuard(const StopGuard&) = delete;
  StopGuard& operator=(const StopGuard&) = delete;

 private:
  std::function<bool()> before_;
};

}  // namespace certibound::external
