// Rhat(rho) = (sqrt(1 - rho^2) + (pi - acos rho) rho)/pi on blocks of vectors, below one ULP, branch free.
//
// The printed formula cancels like (1 + rho)^(3/2) at rho = -1 and loses every digit there. With v = 1 - |rho|
//   Rhat(rho) = max(rho, 0) + h(v),   h(v) = v^(3/2) P(v) = (sqrt(v(2-v)) - (1-v) acos(1-v))/pi,
// which has no cancellation: P is analytic on [0, 2) and grows from 0.3001 to 1/pi = 0.3183 on [0, 1]. So one
// polynomial c0 + w(v), 0 <= w <= 0.01821, serves the whole domain, and only 6 % of the result sees the rounding of
// w.
//
// In double the error is proven by machine, roundings by Gappa and the approximation by Coq (proofs_numeric/gappa):
// <= 0.865 ULP for RhatFaithful. What follows is the same by hand, with coarser steps. A line changed here has to be
// changed in proofs_numeric/gappa/kernel_program.py; a test compares the bits of both.
//
// Error analysis. u = 2^-53, v in (0, 1]; absolute errors in units of E = 2^-54 = ulp on [1/4, 1/2); "exact" lines
// round nothing. Written for double; float takes the same steps, its bound comes from trying all floats (rhat.hpp).
#if defined(CERTIBOUND_KERNELS_RHAT_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_RHAT_INL_HPP
#undef CERTIBOUND_KERNELS_RHAT_INL_HPP
#else
#define CERTIBOUND_KERNELS_RHAT_INL_HPP
#endif

#include "blocks-inl.hpp"
#include "rhat/tables.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// c_lo + c[first] v + c[first+1] v^2 + ... + c[N-1] v^(N-first) for odd N - first, the odd and the even powers side by side
// (half the latency of Horner).
template <std::size_t first = 0, class Tag, std::size_t K, class T, std::size_t N>
HWY_INLINE Block<Tag, K> odd_even(Tag d, const T (&c)[N], T c_lo, Block<Tag, K> v) {
  static_assert((N - first) % 2 == 1 && N - first >= 3);
  const auto y = v * v;
  auto odd = splat<K>(d, c[N - 1]);
  auto even = splat<K>(d, c[N - 2]);
  HWY_UNROLL(16)
  for (std::size_t k = N - 3; k > first; k -= 2) {
    odd = fma(odd, y, splat<K>(d, c[k]));
    even = fma(even, y, splat<K>(d, c[k - 1]));
  }
  odd = fma(odd, y, splat<K>(d, c[first]));
  even = fma(even, y, splat<K>(d, c_lo));
  return fma(odd, v, even);
}

// v = 1 - |rho| and s = sqrt v with what each of them lost, tail and e.
template <class Tag, std::size_t K>
struct Root {
  Block<Tag, K> v, tail, s, e;
};

template <class Tag, std::size_t K>
HWY_INLINE Root<Tag, K> root_of(Tag d, Block<Tag, K> rho) {
  const auto one = splat<K>(d, hn::TFromD<Tag>{1});
  const auto a = abs(rho);
  const auto v = one - a;
  const auto tail = (one - v) - a;
  // exact: v + tail = 1 - |rho|. For a >= 1/2 (v <= 1/2) tail = 0; else |tail| <= u/2, the rounding error of v.

  const auto s = sqrt(v);
  const auto e = fnma(s, s, v);
  // e = v - s^2 exact (the remainder of a square root is a floating-point number; v >= 2^-53 or v = 0: no underflow).
  // sqrt v = s + e/(2s) up to u^2; |s - sqrt v| <= u/2, so |e| <= u sqrt v; in relative terms |e| <= 2u v.
  return {v, tail, s, e};
}

// h(v) = root (product + rest) to first order in u, where product is a vector and rest is small.
template <class Tag, std::size_t K>
struct Factors {
  Block<Tag, K> root, product, rest;
};

template <class Tag, std::size_t K>
HWY_INLINE Factors<Tag, K> factors(Tag d, Block<Tag, K> rho) {
  using T = hn::TFromD<Tag>;
  using Table = tables::Rhat<T>;
  const auto c0 = splat<K>(d, Table::hi);
  const auto [v, tail, s, e] = root_of(d, rho);

  const auto w = odd_even(d, Table::coefficients, Table::lo, v);
  // odd <= 0.01564, even <= 0.00258, w <= 0.01821 (sums of the coefficients; all increase). y = v^2 (1 + u). Roundings:
  //   odd   last step 2^-60 (2^-59 above 2^-6, that is for v > 0.99), the one before 2^-64, y 2^-63.5: 1.16 * 2^-60
  //   even  last two steps 2^-62 each, y 2^-61.5, earlier 2^-66:                                     0.87 * 2^-60
  //   w     2 * 2^-60 if w >= 2^-6 (only for v > 0.86), else 2^-60
  // Sum W = (2 or 1) + 1.16 v + 0.87 v^2 in 2^-60 = E/64: 0.063 E, for v > 0.99 0.079 E. Relative to w: < 2.4 u.
  // Approximation: |c0 + w - P| <= 2^-57.27 P (proven, rhat_coeffs.inc) <= 0.033 E; 0.052 u relative.

  const auto product = v * c0;
  auto rest = fms(v, c0, product);
  // v c0 = product + rest exact; |rest| <= ulp(0.3001)/2 = E/2.
  rest = fma(e, splat<K>(d, T(0.1546)), rest);
  // Adds e P/2, i.e. e/(2s) v P = s (e P/2) of the root's remainder, with P/2 in [0.15005, 0.15916] taken as 0.1546:
  // |error| <= 0.0046 |e|, after the factor s: 0.0046 u v = 0.010 E; relative to h at most 0.031 u. Rounding: < 2^-106.
  rest = fma(tail, splat<K>(d, T(0.486)), rest);
  // Adds tail h'(v)/s with h'(v)/s = acos(1-v)/(pi s) in [0.4714, 0.5] for v in [1/2, 1], taken as 0.486:
  // |error| <= 0.0146 u/2 = 0.015 E. Second order in tail, and the rounding: < 2^-106.
  rest = fma(v, w, rest);
  // <= 0.01821: rounding 2^-59 = 0.031 E if v > 0.87, else 2^-60 = 0.016 E.
  return {s, product, rest};
  // Sum of absolute errors of h, each with its factor s v or s:
  //   all v      0.063 + 0.033 + 0.010 + 0.015 + 0.031                      < 0.155 E  (v > 0.99: 0.17 E)
  //   v < 0.894  (0.059 + 0.033) 0.845 + 0.009 + (0.015 + 0.016) 0.946      < 0.117 E
  //   v <= 13/16 (0.040 + 0.033) 0.733 + 0.008 + (0.015 + 0.016) 0.902      < 0.090 E
}

// |result - Rhat| < 0.87 ulp by hand, <= 0.865 ulp by machine:
//   0 <= rho < 0.01  0.17 E of the factors, lo < 2^-5 rounds 0.03 E, the result 0.5 E; ulp = E              < 0.71 ulp
//   rho < 0.106      0.155 E, lo < 0.0183 + rho < 1/8 rounds 0.125 E, the result 0.5 E; ulp = E             < 0.79 ulp
//   rho < 3/16       v < 0.894: 0.117 E, lo < 1/4 rounds 0.25 E, the result 0.5 E; ulp = E                  < 0.87 ulp
//   rho >= 3/16      0.090 E, lo < 2^-6 rounds 0.016 E, h < 1/4 rounds 0.25 E; ulp >= E; the result 0.5 ulp < 0.86 ulp
//   rho < 0, result h: on [1/4, 1/pi]  0.17 E, lo 0.031 E, the result 0.5 E; ulp = E                        < 0.71 ulp
//                      on [1/8, 1/4)   v < 0.86: (0.041 + 0.033) 0.80 + 0.008 + (0.015 + 0.016) 0.93 and lo
//                                      0.016, in E = 2 ulp; the result 0.5 ulp                              < 0.73 ulp
//                      below           v < 0.55, w/P < 0.028; relative to h, where u h <= ulp: w 2.4 * 0.028 u, rest
//                                      and lo 0.028 u each, e 0.031 u, approximation 0.052 u; tail (v > 1/2
//                                      only) 0.015 * 0.75 E <= 0.045 ulp; the result 0.5 ulp                < 0.76 ulp
struct RhatFaithful {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> rho) {
    using T = hn::TFromD<Tag>;
    const auto [root, product, rest] = factors(d, rho);
    const auto positive = max(rho, splat<K>(d, T{0}));
    const auto limit = splat<K>(d, T(0.1875));
    // A small rho joins the small terms, a large one the result: either way only one addition rounds at full size.
    const auto lo = fma(root, rest, where_below(rho, limit, positive));
    const auto h = fma(root, product, lo);
    return h + where_not_below(rho, limit, positive);
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
