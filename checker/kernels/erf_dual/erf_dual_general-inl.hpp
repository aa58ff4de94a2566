// E[erf(X) erf(Y)] for any variances q1, q2 and correlation r: (2/pi) asin(z), z = 2 r sqrt(q1 q2/((1 + 2 q1)(1 + 2 q2))), loses every
// digit of 1 - z^2 where z is near 1. With t = z/sqrt(1 - z^2) it is
//   (2/pi) atan(t),   t^2 = 4 r^2 q1 q2/N,   N = 1 + 2 (q1 + q2) + 4 q1 q2 (1 - r)(1 + r),
// where all terms are positive, 1 - |r| and 1 + |r| are sums of two doubles exactly, and atan has the condition number 1 at most.
// For t <= 1: (2/pi) atan(t) = t B(t^2), B = c0 + w(t^2 - 1/2), |w| <= 0.08; for t > 1: 1 - (2/pi) atan(1/t).
//
// Error analysis, u = 2^-53, F the result, z the smaller of t and 1/t.
//   z         in two doubles, N and the quotient to 40 u^2, the root and 1/t to first order: 100 u^2
//   s         z.hi^2 rounds: u/2 in [1/2, 1], and |w'| <= 0.22: 0.11 u, relative to B >= 1/2 0.22 u at worst, at z = 1; like z^2 below
//   w         |w| <= 0.08: its last step 2^-58, the one before, by |s| <= 1/2, 2^-59, the others less: together 2^-57, 0.13 u F
//   rest      z w + tail + lo: two roundings of at most 2^-57: 0.13 u F; the derivative of atan that multiplies the low part of z
//             is within 3 %: 0.03 u F
//   sum       1/2 ulp
//   B         2^-59 (measured, general_coeffs.inc), 0.02 u
// Together < 1/2 ulp + 0.53 u F, u F <= ulp(F): < 1.03 ulp by this count, for t <= 1. For t > 1 the errors of z B <= 1/2 are the same and
// F >= 1/2 is larger. The bound of the header, 1, is measured.
#if defined(CERTIBOUND_KERNELS_ERF_DUAL_GENERAL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_ERF_DUAL_GENERAL_INL_HPP
#undef CERTIBOUND_KERNELS_ERF_DUAL_GENERAL_INL_HPP
#else
#define CERTIBOUND_KERNELS_ERF_DUAL_GENERAL_INL_HPP
#endif

#include "erf_dual/tables.hpp"
#include "rhat/rhat-inl.hpp"
#include "tail/double_double-inl.hpp"

#include <limits>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr double kLeastVariance = 0x1p-240, kMostVariance = 0x1p240;

// t without its sign, in two doubles; 0 where a variance is 0. REQUIRES: |r| <= 1, variances 0 or in [2^-240, 2^240].
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> erf_tangent(Tag d, Block<Tag, K> q1, Block<Tag, K> q2, Block<Tag, K> r) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0), two = splat<K>(d, 2.0), four = splat<K>(d, 4.0);
  const auto p = q1 * q2;
  const Pair<Tag, K> product{p, fms(q1, q2, p)};
  const auto rest = two_sum(one, zero - r) * two_sum(one, r);  // 1 - r^2
  const auto N = product * rest * four + two_sum(q1, q2) * two + Pair<Tag, K>{one, zero};
  const auto square = product / N;
  const auto root = sqrt(square.hi), safe = max(root, splat<K>(d, 0x1p-500));
  const auto root_lo = (fnma(root, root, square.hi) + square.lo) / (safe + safe);
  const auto twice = r + r;
  return Pair<Tag, K>{root, root_lo} * twice;
}

template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> erf_dual_general(Tag d, Block<Tag, K> q1, Block<Tag, K> q2, Block<Tag, K> rho) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0);
  const auto t = erf_tangent(d, q1, q2, abs(rho));
  const auto i = one / max(t.hi, one);
  const auto i_lo = i * (fnma(i, t.hi, one) - i * t.lo);
  const auto z = select_below(one, t.hi, i, t.hi), z_lo = select_below(one, t.hi, i_lo, t.lo);

  const auto y = z * z;
  const auto w = odd_even(d, tables::kArc, tables::kArc_lo, y - splat<K>(d, 0.5));
  const auto slope = fma(fma(splat<K>(d, 0.25), y, splat<K>(d, -0.565)), y, splat<K>(d, 0.634));  // (2/pi)/(1 + y), within 3 %
  const auto c0 = splat<K>(d, tables::kArc_hi);
  const auto p = z * c0;
  const auto rest = fma(z, w, fma(z_lo, slope, fms(z, c0, p)));
  const auto turned = two_sum(one, zero - p);
  const auto value = select_below(one, t.hi, turned.hi + (turned.lo - rest), p + rest);

  const auto nan = splat<K>(d, std::numeric_limits<double>::quiet_NaN());
  const auto least = splat<K>(d, kLeastVariance), most = splat<K>(d, kMostVariance);
  const auto variance = [&](Block<Tag, K> q, Block<Tag, K> inside) {
    const auto upper = select_below(most, q, nan, inside);
    return select_below(q, least, select_below(abs(q), splat<K>(d, 0x1p-1074), inside, nan), select_below(q, zero, nan, upper));
  };
  auto out = select_below(one, abs(rho), nan, value);
  out = variance(q2, variance(q1, out));
  for (std::size_t k = 0; k < K; ++k) out.part[k] = hn::CopySign(out.part[k], rho.part[k]);
  return out;
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
