// The dual of erf for every target, and the table that chooses one of them at run time.
#include <certibound/kernels/erf_dual.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "erf_dual/erf_dual.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "erf_dual/erf_dual-inl.hpp"
#include "erf_dual/erf_dual_general-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

void erf_dual_double(const double* rho, double* out, std::size_t n) { for_array<ErfDual>(rho, out, n); }

void erf_dual_general_double(const double* q1, const double* q2, const double* rho, double* out, std::size_t n) {
  const hn::ScalableTag<double> d;
  using Tag = hn::ScalableTag<double>;
  const std::size_t lanes = hn::Lanes(d);
  const auto run = [&](const double* x, const double* y, const double* r, double* to) {
    const Block<Tag, 1> first{{hn::LoadU(Tag(), x)}}, second{{hn::LoadU(Tag(), y)}}, third{{hn::LoadU(Tag(), r)}};
    hn::StoreU(erf_dual_general(Tag(), first, second, third).part[0], Tag(), to);
  };
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) run(q1 + i, q2 + i, rho + i, out + i);
  if (i < n) {
    HWY_ALIGN double x[hn::MaxLanes(d)] = {}, y[hn::MaxLanes(d)] = {}, r[hn::MaxLanes(d)] = {};
    std::copy(q1 + i, q1 + n, x);
    std::copy(q2 + i, q2 + n, y);
    std::copy(rho + i, rho + n, r);
    run(x, y, r, r);
    std::copy(r, r + (n - i), out + i);
  }
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

HWY_EXPORT(erf_dual_double);
HWY_EXPORT(erf_dual_general_double);

void erf_dual(const double* rho, double* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(erf_dual_double)(rho, out, n); }
void erf_dual(const double* q1, const double* q2, const double* rho, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(erf_dual_general_double)(q1, q2, rho, out, n);
}

}  // namespace certibound::kernels
#endif
