// Rhat below 0.59 ULP: the steps of rhat-inl.hpp with the two largest terms of P, and the last addition, in two doubles.
//
// P = c0 + c1 v + v^2 w with 0.0024 <= w <= 0.00320. All but the last term of P is at most 0.01501 + c0 and is kept exactly, so only
// v^2 w, 1 % of the result, sees roundings of its own size; the corrections for the root and for 1 - |rho| follow P and the slope
// instead of being constants.
//
// The error is proven by machine, <= 0.59 ULP (proofs_numeric/gappa); by hand below, in the terms and units of rhat-inl.hpp:
// u = 2^-53, E = 2^-54, and q = 2^-62 = E/256, half an ulp on [2^-9, 2^-8), where w and v^2 w lie for large v.
#if defined(CERTIBOUND_KERNELS_RHAT_REFINED_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_RHAT_REFINED_INL_HPP
#undef CERTIBOUND_KERNELS_RHAT_REFINED_INL_HPP
#else
#define CERTIBOUND_KERNELS_RHAT_REFINED_INL_HPP
#endif

#include "rhat/rhat-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

template <class Tag, std::size_t K>
HWY_INLINE Factors<Tag, K> refined_factors(Tag d, Block<Tag, K> rho) {
  const auto c0 = splat<K>(d, tables::kRhat_hi), c1 = splat<K>(d, tables::kRhat[0]);
  const auto [v, tail, s, e] = root_of(d, rho);

  const auto w = odd_even<2>(d, tables::kRhat, tables::kRhat[1], v);
  // odd <= 0.00064, even <= 0.00257. Roundings: odd 0.25 q, even q, w q, what is before them 0.1 q: 2.35 q.
  const auto lead = fma(v, c1, c0);
  const auto lost = fma(v, c1, c0 - lead) + splat<K>(d, tables::kRhat_lo);
  // c0 <= lead < 2 c0, so c0 - lead is exact; lead + lost = c0 + lo + c1 v but for 2^-106. |lost| <= E/2 + 2^-55.
  const auto minor = fma(v * v, w, lost);
  // P = lead + minor but for the approximation, 0.033 E (0.052 u relative). minor <= 0.00320: rounding q, for v < 0.79 (minor < 2^-9)
  // q/2; v^2 loses half an ulp, u/2 for v > 0.71, which w makes 0.82 q. Together at most 4.2 q.
  const auto product = v * lead;
  auto rest = fms(v, lead, product);
  // v lead = product + rest exact; |rest| <= E/2.
  rest = fma(e, splat<K>(d, 0.5) * lead, rest);
  // e P/2 but for e minor/2, after the factor s: 0.0016 u v = 0.0032 E. Rounding: < 2^-106.
  rest = fma(tail, fma(v, splat<K>(d, 0.0572), splat<K>(d, 0.4422)), rest);
  // tail h'(v)/s: the line is within 0.00064 of acos(1-v)/(pi s) on [1/2, 1], where tail may be non-zero: 0.00064 u/2 < 0.0007 E.
  rest = fma(v, minor, rest);
  // <= 0.00320: rounding q, for v < 0.86 q/2.
  return {s, product, rest};
  // Sum of absolute errors of h, each with its factor s v or s:
  //   all v     0.033 E + 0.0032 E + 0.0007 E + 5.2 q                                              < 0.058 E
  //   v < 0.86  (0.0323 + 0.0022) 0.798 E + 0.0007 E + (2.35 * 0.74 + 0.6 + 1) 0.798 q + 0.47 q     < 0.041 E
  //   v < 0.56  0.0318 * 0.42 E + 0.0005 E + 0.0005 E + (2.35 * 0.32 + 0.36 + 0.25) 0.42 q + 0.2 q  < 0.018 E
}

// |result - Rhat| < 0.59 ulp by hand and by machine:
//   rho >= 0  0.058 E of the factors, lo < 2^-8 rounds q, error + lo rounds q, the result 0.5 ulp; ulp >= E  < 0.57 ulp
//   rho < 0 (positive = error = 0), result h:
//     on [1/4, 1/pi]   0.058 E, lo q; ulp = E                                                               < 0.57 ulp
//     on [1/8, 1/4)    v < 0.86: 0.041 E, lo < 2^-9 rounds q/2; ulp = E/2                                    < 0.59 ulp
//     on [1/16, 1/8)   v < 0.56: 0.018 E, lo < 2^-11 rounds q/8; ulp = E/4                                   < 0.58 ulp
//     below            tail = 0, minor/P < 0.0025; relative to h, where u h <= ulp: approximation 0.052 u, w and v^2 4 * 0.0025 u,
//                      minor, rest, lo 0.0025 u each, e 0.0025 u                                            < 0.58 ulp
struct RhatRefined {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> rho) {
    const auto [root, product, rest] = refined_factors(d, rho);
    const auto positive = max(rho, splat<K>(d, 0.0));
    const auto h = root * product;
    const auto lo = fma(root, rest, fms(root, product, h));  // fms: exact; |lo| < 0.0033
    const auto sum = positive + h;
    const auto part = sum - positive;
    const auto error = (positive - (sum - part)) + (h - part);  // exact: positive + h = sum + error (Knuth's 2Sum)
    return sum + (error + lo);
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
