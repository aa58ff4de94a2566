// The exponents for every target, and the tables that choose one of them at run time.
#include <certibound/kernels/exponent.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "exponent/exponent.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "exponent/exponent-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

void published_exponent_double(const double* eps, double* out, std::size_t n) { for_array<PublishedExponent>(eps, out, n); }
void chernoff_exponent_double(const double* eps, double* out, std::size_t n) { for_array<ChernoffExponent>(eps, out, n); }

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

HWY_EXPORT(published_exponent_double);
HWY_EXPORT(chernoff_exponent_double);

void published_exponent(const double* eps, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(published_exponent_double)(eps, out, n);
}
void chernoff_exponent(const double* eps, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(chernoff_exponent_double)(eps, out, n);
}

}  // namespace certibound::kernels
#endif
