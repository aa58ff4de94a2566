// N(rho) = Rhat(rho) - k Rhat(-rho) = (1 - k) h(1 - |rho|) + rho for rho >= 0, + k rho for rho < 0, by h and its factors of
// rhat/rhat-inl.hpp; k and l = 1 - k = (a - b)^2/(a^2 + b^2) come in two doubles each, to 2^-95.
//
// Error analysis, u = 2^-53, E = 2^-54 as there. h = product of two doubles and a rest exactly, but for the 0.17 E + 0.031 E of
// RhatRefined; relative to h < 0.26 ulp(h).
//   p      l.hi h = p + tail exact; l.hi lo and l.lo h are below 2^-5 of the result: roundings < 0.02 u l h
//   big    rho, or k.hi rho = big + tail exact
//   sum    exact in two doubles; the small parts together round < 0.02 u max(l h, |k rho|)
//   result 1/2 ulp
// rho >= 0 or k <= 0: both terms are >= 0, N >= l h, and 0.26 ulp(h) l <= 0.52 ulp(N), as l ulp(h) may be twice the ulp of l h:
// < 1.05 ulp by this count, measured below 1. Else l <= 1 and h <= 1/pi: < 1/2 ulp(N) + 0.26 E + 0.02 u < 1/2 ulp(N) + 2^-55.
#if defined(CERTIBOUND_KERNELS_LEAKY_DUAL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_LEAKY_DUAL_INL_HPP
#undef CERTIBOUND_KERNELS_LEAKY_DUAL_INL_HPP
#else
#define CERTIBOUND_KERNELS_LEAKY_DUAL_INL_HPP
#endif

#include "rhat/rhat-inl.hpp"
#include "tail/double_double-inl.hpp"

#include <limits>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// k = k_hi + k_lo and l = 1 - k = l_hi + l_lo.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> leaky_dual_of(Tag d, double k_hi, double k_lo, double l_hi, double l_lo, Block<Tag, K> rho) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0);
  const auto [root, product, rest] = factors(d, rho);
  const auto h = root * product;
  const auto h_lo = fma(root, rest, fms(root, product, h));
  const auto l = splat<K>(d, l_hi);
  const auto p = l * h;
  const auto p_lo = fma(l, h_lo, fma(splat<K>(d, l_lo), h, fms(l, h, p)));

  const auto k = select_below(rho, zero, splat<K>(d, k_hi), one);
  const auto big = k * rho;
  const auto big_lo = fma(select_below(rho, zero, splat<K>(d, k_lo), zero), rho, fms(k, rho, big));
  const auto sum = two_sum(big, p);
  const auto value = sum.hi + (sum.lo + (p_lo + big_lo));
  return select_below(one, abs(rho), splat<K>(d, std::numeric_limits<double>::quiet_NaN()), value);
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
