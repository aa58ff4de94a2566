// The generated coefficients of the Rhat kernels, and which of them belong to which lane type.
#pragma once

#include <cstddef>

namespace certibound::kernels::tables {

#include "rhat_coeffs.inc"

// P(v) ~ hi + (lo + sum_i coefficients[i] v^(i+1)), coefficients rounded to T.
template <class T>
struct Rhat;
template <>
struct Rhat<double> {
  static constexpr double hi = kRhat_hi, lo = kRhat_lo;
  static constexpr auto& coefficients = kRhat;
};
template <>
struct Rhat<float> {
  static constexpr float hi = kRhatFloat_hi, lo = kRhatFloat_lo;
  static constexpr auto& coefficients = kRhatFloat;
};

}  // namespace certibound::kernels::tables
