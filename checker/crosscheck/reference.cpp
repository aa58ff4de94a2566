// The list of functions a kernel can be checked against: one line each.
#include <certibound/crosscheck/reference.hpp>

#include "quick_rhat.hpp"
#include "series.hpp"

#include <certibound/dual_activation/relu.hpp>

namespace certibound::crosscheck {

const std::vector<Reference>& references() {
  static const std::vector<Reference> all = {
      {"Rhat", "(sqrt(1 - rho^2) + (pi - acos rho) rho)/pi", -1, 1, {-0.99, 0, 0.9}, rhat, fast_rhat, kSeriesError,
       judge_rhat_quickly},
      {"dRhat", "1 - acos(rho)/pi", -1, 1, {-0.99, 0, 0.9}, rhat_derivative, fast_rhat_derivative, kSeriesError},
  };
  return all;
}

const Reference* find_reference(std::string_view name) {
  for (const Reference& reference : references()) {
    if (reference.name == name) {
      return &reference;
    }
  }
  return nullptr;
}

}  // namespace certibound::crosscheck
