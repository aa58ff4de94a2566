// The Rhat kernels for every target, and the tables that choose one of them at run time.
#include <certibound/kernels/rhat.hpp>
#include <certibound/kernels/rhat_box.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "rhat/rhat.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "rhat/rhat-inl.hpp"
#include "rhat/rhat_box-inl.hpp"
#include "rhat/rhat_derivative-inl.hpp"
#include "rhat/rhat_plain-inl.hpp"
#include "rhat/rhat_refined-inl.hpp"
#include "rhat/rhat_widened-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

void rhat_double(const double* rho, double* out, std::size_t n) { for_array<RhatFaithful>(rho, out, n); }
void rhat_refined_double(const double* rho, double* out, std::size_t n) { for_array<RhatRefined>(rho, out, n); }
void rhat_fast_double(const double* rho, double* out, std::size_t n) { for_array<RhatPlain>(rho, out, n); }
void rhat_derivative_double(const double* rho, double* out, std::size_t n) { for_array<RhatDerivative>(rho, out, n); }
void rhat_float(const float* rho, float* out, std::size_t n) { rhat_widened(rho, out, n); }
void rhat_fast_float(const float* rho, float* out, std::size_t n) { for_array<RhatFaithful>(rho, out, n); }
void rhat_box_double(const double* lo, const double* hi, double* out_lo, double* out_hi, std::size_t n) {
  for_array<RhatLower>(lo, out_lo, n);
  for_array<RhatUpper>(hi, out_hi, n);
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

HWY_EXPORT(rhat_double);
HWY_EXPORT(rhat_refined_double);
HWY_EXPORT(rhat_fast_double);
HWY_EXPORT(rhat_derivative_double);
HWY_EXPORT(rhat_float);
HWY_EXPORT(rhat_fast_float);
HWY_EXPORT(rhat_box_double);

void rhat(const double* rho, double* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(rhat_double)(rho, out, n); }
void rhat_refined(const double* rho, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(rhat_refined_double)(rho, out, n);
}
void rhat_fast(const double* rho, double* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(rhat_fast_double)(rho, out, n); }
void rhat_derivative(const double* rho, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(rhat_derivative_double)(rho, out, n);
}
void rhat(const float* rho, float* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(rhat_float)(rho, out, n); }
void rhat_fast(const float* rho, float* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(rhat_fast_float)(rho, out, n); }
void rhat_box(const double* lo, const double* hi, double* out_lo, double* out_hi, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(rhat_box_double)(lo, hi, out_lo, out_hi, n);
}

}  // namespace certibound::kernels
#endif
