// Enclosures of Rhat on boxes: Rhat is increasing, so its kernel at the two ends, each moved outward by more than its error.
//
// Let y be the result of RhatFaithful and R = Rhat(rho) its exact value, u = 2^-53. Then |y - R| <= 0.865 ulp(R) (proven by machine,
// rhat-inl.hpp) and ulp(R) <= 2u R, so y = R (1 + e) with |e| <= 1.73 u. For rho > -1 all numbers here are normal (R > 2^-82), so
// with c = 2.75 u
//   upper   RN(y + c y) >= R (1 - 1.73 u)(1 + 2.75 u)(1 - u) >= R:  2.75 - 1.73 - 1 = 0.02, second order < 8 u^2
//   lower   RN(y - c y) <= R (1 + 1.73 u)(1 - 2.75 u)(1 + u) <= R:  likewise
// rho = -1 gives y = 0 and the point 0, which is exact. Rhat <= 1, so the upper end is cut there.
// Width beyond that of the range itself: (1.73 + 2.75 + 1) u at each end, < 11 u of the value in all, u being half an ULP of 1.
#if defined(CERTIBOUND_KERNELS_RHAT_BOX_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_RHAT_BOX_INL_HPP
#undef CERTIBOUND_KERNELS_RHAT_BOX_INL_HPP
#else
#define CERTIBOUND_KERNELS_RHAT_BOX_INL_HPP
#endif

#include "rhat/rhat-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr double kOutward = 2.75 * 0x1p-53;

struct RhatLower {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> rho) {
    const auto y = RhatFaithful::run(d, rho);
    return fnma(y, splat<K>(d, kOutward), y);
  }
};

struct RhatUpper {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> rho) {
    const auto one = splat<K>(d, 1.0);
    const auto y = RhatFaithful::run(d, rho);
    const auto up = fma(y, splat<K>(d, kOutward), y);
    return select_below(one, up, one, up);  // NaN stays NaN
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
