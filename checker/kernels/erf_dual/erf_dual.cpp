// The dual of erf for every target, and the table that chooses one of them at run time.
#include <certibound/kernels/erf_dual.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "erf_dual/erf_dual.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "erf_dual/erf_dual-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

void erf_dual_double(const double* rho, double* out, std::size_t n) { for_array<ErfDual>(rho, out, n); }

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

HWY_EXPORT(erf_dual_double);

void erf_dual(const double* rho, double* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(erf_dual_double)(rho, out, n); }

}  // namespace certibound::kernels
#endif
