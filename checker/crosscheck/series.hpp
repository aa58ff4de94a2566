// The fast double-double references of series.cpp.
#pragma once

#include <certibound/crosscheck/reference.hpp>

namespace certibound::crosscheck {

// Relative error of fast_rhat and fast_rhat_derivative; proven in series.cpp.
inline constexpr double kSeriesError = 0x1p-88;

FastValue fast_rhat(double rho);             // REQUIRES: -1 < rho < 1
FastValue fast_rhat_derivative(double rho);  // REQUIRES: -1 < rho < 1

}  // namespace certibound::crosscheck
