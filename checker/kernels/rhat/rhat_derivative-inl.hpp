// Rhat'(rho) = 1 - acos(rho)/pi on blocks of vectors, below one ULP, branch free.
//
// With v = 1 - |rho| and h(v) = acos(1 - v)/pi = sqrt(v) R(v): Rhat'(rho) = h(v) for rho < 0, 1 - h(v) otherwise. The
// printed difference cancels like sqrt(1 + rho) at rho = -1; h does not. R = c0 + w, c0 = 0.45016, 0 <= w <= 0.04985.
// Error analysis as in rhat-inl.hpp: u = 2^-53, E = 2^-54 = ulp on [1/4, 1/2).
#if defined(CERTIBOUND_KERNELS_RHAT_DERIVATIVE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_RHAT_DERIVATIVE_INL_HPP
#undef CERTIBOUND_KERNELS_RHAT_DERIVATIVE_INL_HPP
#else
#define CERTIBOUND_KERNELS_RHAT_DERIVATIVE_INL_HPP
#endif

#include "rhat/rhat-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

struct RhatDerivative {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> rho) {
    const auto one = splat<K>(d, 1.0);
    const auto c0 = splat<K>(d, tables::kAcos_hi);
    const auto a = abs(rho);
    const auto v = one - a;
    const auto tail = (one - v) - a;  // exact: v + tail = 1 - |rho|; |tail| <= u/2, 0 for v <= 1/2
    const auto s = sqrt(v);
    const auto e = fnma(s, s, v);  // exact: v - s^2; |e| <= 2u v

    const auto w = odd_even(d, tables::kAcos, tables::kAcos_lo, v);
    // odd <= 0.0408, even <= 0.0092, w <= 0.0499. Roundings, with y = v^2 (1 + u), in 2^-58 = E/16: odd 1 + 0.18,
    // even 0.25 + 0.25 + 0.35, w 1: 3.03 * 2^-58 < 0.19 E. Relative to w: < 2.4 u.
    // Approximation: 2^-58.48 relative (proven, rhat_coeffs.inc): 0.023 u; at most 0.022 E.

    const auto correction = fma(tail, splat<K>(d, 1.19), e) / max(s + s, splat<K>(d, 0x1p-1000)) * (c0 + w);
    // sqrt v = s + e/(2s), and tail h'(v) with h'(v) = 1/(pi sqrt(v(2-v))); the ratio of h' and R/(2s) lies in
    // [1.10, 1.28] for v in [1/2, 1] and is taken as 1.19: |error| <= 0.09 * 0.34 u/2 < 0.031 E.
    // Roundings, each u relative to correction (|correction| <= E): nothing. v = 0: e = 0, and 0 over the floor is 0.
    const auto lo = fma(s, w, correction);  // < 0.05: 2^-58 = 0.063 E
    const auto h = fma(s, c0, lo);
    const auto lost = fms(s, c0, h) + lo;  // s c0 + lo - h, what rounding h lost; 2^-58 = 0.063 E since |lo| < 0.05
    const auto rest = one - h;
    const auto error = (one - rest) - h;  // exact: 1 - h = rest + error (Dekker, 1 >= h)
    return select_below(rho, splat<K>(d, 0.0), h, rest + (error - lost));
    // Sum: 0.19 + 0.022 + 0.031 + 0.063 < 0.31 E.
    //   rho < 0:  on [1/4, 1/2) 0.31 E + 0.5 ulp, ulp = E: < 0.81 ulp; below, v < 0.30 and w/R < 0.026, relative to h:
    //             w 2.4 * 0.026 u, lo 0.026 u, approximation 0.023 u: < 0.62 ulp.
    //   rho >= 0: 1 - h in [1/2, 1], ulp = 2E: (0.31 + 0.063)/2 + 0.5 < 0.69 ulp (error - lost rounds 2^-107).
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
