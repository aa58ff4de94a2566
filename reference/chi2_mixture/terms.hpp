// What both routes ask of their terms.
#pragma once

#include <certibound/chi2_mixture/mixture.hpp>

namespace certibound {

inline bool admissible(const std::vector<WeightedChiSquare>& terms) {
  long left = kMostMixtureDegrees;
  for (const WeightedChiSquare& term : terms) {
    if (term.weight <= 0 || term.degrees < 1 || term.degrees > left) return false;
    left -= term.degrees;
  }
  return !terms.empty();
}

}  // namespace certibound
