// The generated coefficients of the dual of erf.
#pragma once

namespace certibound::kernels::tables {

#include "erf_dual_coeffs.inc"
#include "general_coeffs.inc"

}  // namespace certibound::kernels::tables
