// (2/pi) asin(2x/3) = x A(x^2) on blocks of vectors: the singularities lie at |x| = 3/2, so one polynomial A = c0 + w,
// 0 <= w <= 0.0864 A, serves [-1, 1].
//
// Error analysis, u = 2^-53, F the result.
//   z, w      z rounds once (u), w has z w'(z) <= 2.3 w: 2.3 u w; its two halves and their sum round some 3 u w:
//             < 6 u w <= 0.52 u F
//   product   x c0 = p + tail exact (|x| >= 2^-900; below: half the subnormal step)
//   rest      x w + tail: one rounding, u 0.0864 F + u^2 F
//   sum       1/2 ulp
//   A         |c0 + w - A| <= 2^-65 A (proven, erf_dual_coeffs.inc)
// Together < 1/2 ulp + 0.62 u F; u F <= ulp(F): < 1.12 ulp by this count, which takes all signs alike at their worst and
// u F = ulp(F), as it is just below a power of two only. So the bound of the header, 1, is measured.
#if defined(CERTIBOUND_KERNELS_ERF_DUAL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_ERF_DUAL_INL_HPP
#undef CERTIBOUND_KERNELS_ERF_DUAL_INL_HPP
#else
#define CERTIBOUND_KERNELS_ERF_DUAL_INL_HPP
#endif

#include "blocks-inl.hpp"
#include "erf_dual/tables.hpp"
#include "rhat/rhat-inl.hpp"

#include <limits>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

struct ErfDual {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> x) {
    const auto c0 = splat<K>(d, tables::kErfDual_hi);
    const auto w = odd_even(d, tables::kErfDual, tables::kErfDual_lo, x * x);
    const auto p = x * c0;
    const auto value = p + fma(x, w, fms(x, c0, p));
    return select_below(splat<K>(d, 1.0), abs(x), splat<K>(d, std::numeric_limits<double>::quiet_NaN()), value);
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
