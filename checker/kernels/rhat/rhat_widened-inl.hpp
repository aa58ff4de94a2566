// Rhat in float by way of double: correctly rounded for every float (rhat.hpp says how this is known).
#if defined(CERTIBOUND_KERNELS_RHAT_WIDENED_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_RHAT_WIDENED_INL_HPP
#undef CERTIBOUND_KERNELS_RHAT_WIDENED_INL_HPP
#else
#define CERTIBOUND_KERNELS_RHAT_WIDENED_INL_HPP
#endif

#include "rhat/rhat_plain-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// In double the relative error is below 5 u, u = 2^-53: three roundings and some percent of h (rhat_plain-inl.hpp), the sum, and
// for |rho| < 2^-29 that of 1 - |rho|. The float next to it is the float next to Rhat unless Rhat lies within 2^-26 float ULP of
// a midpoint of two floats.
template <std::size_t K>
HWY_INLINE void one_widened_block(const float* in, float* out) {
  const hn::ScalableTag<double> d;
  const hn::Rebind<float, decltype(d)> df;
  const std::size_t lanes = hn::Lanes(d);
  Block<hn::ScalableTag<double>, K> x;
  for (std::size_t i = 0; i < K; ++i) {
    x.part[i] = hn::PromoteTo(d, hn::LoadU(df, in + i * lanes));
  }
  x = RhatPlain::run(d, x);
  for (std::size_t i = 0; i < K; ++i) {
    hn::StoreU(hn::DemoteTo(df, x.part[i]), df, out + i * lanes);
  }
}

HWY_INLINE void rhat_widened(const float* in, float* out, std::size_t n) {
  const hn::ScalableTag<double> d;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    one_widened_block<2>(in + i, out + i);
  }
  for (; i < n; i += lanes) {
    HWY_ALIGN float buffer[hn::MaxLanes(d)] = {};
    const std::size_t count = std::min(lanes, n - i);
    std::copy(in + i, in + i + count, buffer);
    one_widened_block<1>(buffer, buffer);
    std::copy(buffer, buffer + count, out + i);
  }
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
