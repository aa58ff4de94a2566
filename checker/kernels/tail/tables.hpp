// The coefficients of tail_coeffs.inc, once for all targets.
#pragma once

namespace certibound::kernels::tables {

#include "tail_coeffs.inc"

}  // namespace certibound::kernels::tables
