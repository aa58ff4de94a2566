// Rhat in double by its shortest program, below 3.6 ULP: max(rho, 0) + v^(3/2) P(v) (rhat-inl.hpp) without any correction.
//
// Error by hand, in units of rhat-inl.hpp: u = 2^-53, relative errors. h = v^(3/2) P loses
//   sqrt v     u; for v >= 1/2 half an ulp of [1/2, 1) is at most 0.71 u
//   times v    u; for v in [1/2, 0.63), where it lies in [0.353, 1/2), at most 0.71 u
//   P          the product with w 0.03 u (v > 0.56: 0.06 u), w's own roundings 0.08 u (0.13 u), approximation 0.052 u
//   h          half an ulp
// and, for v > 1/2 only, tail h'(v) of 1 - |rho| = v + tail: at most u/2 acos(1 - v)/pi. On rho < 0, where u h <= ulp,
//   v <= 1/2   (1 + 1 + 0.17) u h, the result 0.5                                                        < 2.7 ulp
//   h < 1/8    v < 0.56: (0.71 + 0.71 + 0.17) u h, the result 0.5; tail 0.355 u/2, ulp = u/8             < 3.6 ulp
//   h < 1/4    v < 0.86: (0.71 + 1 + 0.25) u h, the result 0.5; tail 0.46 u/2, ulp = u/4                 < 3.4 ulp
//   above      the same u h <= 0.64 ulp; tail 0.5 u/2, ulp = u/2                                         < 2.3 ulp
// and on rho >= 0: 1.96 u 0.3184, h u/4, tail u/4, ulp >= u/2; the result 0.5                            < 2.8 ulp
#if defined(CERTIBOUND_KERNELS_RHAT_PLAIN_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_RHAT_PLAIN_INL_HPP
#undef CERTIBOUND_KERNELS_RHAT_PLAIN_INL_HPP
#else
#define CERTIBOUND_KERNELS_RHAT_PLAIN_INL_HPP
#endif

#include "rhat/rhat-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

struct RhatPlain {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> rho) {
    const auto v = splat<K>(d, 1.0) - abs(rho);
    const auto w = odd_even(d, tables::kRhat, tables::kRhat_lo, v);
    const auto t = v * sqrt(v);
    const auto h = fma(t, splat<K>(d, tables::kRhat_hi), t * w);
    return h + max(rho, splat<K>(d, 0.0));
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
