// Unevaluated sums of two doubles in blocks, and the exponential and logarithm on top of them, for kernels that have to keep
// what a large exponent would magnify.
//
// Sources: two_sum of Knuth; the sums, products and quotients as in Joldes, Muller, Popescu (ACM TOMS 44, 2017), algorithms 6,
// 12 and 17, relative errors of 3u^2, 5u^2 and 10u^2 at most, u = 2^-53, while nothing leaves the normal range.
#if defined(CERTIBOUND_KERNELS_DOUBLE_DOUBLE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_DOUBLE_DOUBLE_INL_HPP
#undef CERTIBOUND_KERNELS_DOUBLE_DOUBLE_INL_HPP
#else
#define CERTIBOUND_KERNELS_DOUBLE_DOUBLE_INL_HPP
#endif

#include "exponent/exponent-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// a + b exactly for |a| >= |b|, or where a = 0.
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> fast_two_sum(Block<Tag, K> a, Block<Tag, K> b) {
  const auto s = a + b;
  return {s, b - (s - a)};
}

template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> operator+(Pair<Tag, K> x, Pair<Tag, K> y) {
  const auto s = two_sum(x.hi, y.hi), t = two_sum(x.lo, y.lo);
  const auto v = fast_two_sum(s.hi, s.lo + t.hi);
  return fast_two_sum(v.hi, t.lo + v.lo);
}
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> operator-(Pair<Tag, K> x, Pair<Tag, K> y) {
  const auto zero = x.hi - x.hi;
  return x + Pair<Tag, K>{zero - y.hi, zero - y.lo};
}
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> operator*(Pair<Tag, K> x, Block<Tag, K> y) {
  const auto p = x.hi * y;
  return fast_two_sum(p, fma(x.lo, y, fms(x.hi, y, p)));
}
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> operator*(Pair<Tag, K> x, Pair<Tag, K> y) {
  const auto p = x.hi * y.hi;
  return fast_two_sum(p, fms(x.hi, y.hi, p) + fma(x.lo, y.hi, x.hi * y.lo));
}
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> operator/(Pair<Tag, K> x, Pair<Tag, K> y) {
  const auto q = x.hi / y.hi;
  const auto rest = (fnma(q, y.hi, x.hi) + x.lo) - q * y.lo;
  return fast_two_sum(q, rest / y.hi);
}

// The polynomial with these coefficients, lowest degree first, by Horner's rule.
template <std::size_t N, class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> polynomial(Tag d, const double (&c)[N], Block<Tag, K> y) {
  auto sum = splat<K>(d, c[N - 1]);
  for (std::size_t j = N - 1; j-- > 0;) sum = fma(sum, y, splat<K>(d, c[j]));
  return sum;
}

// The whole number nearest to x, |x| < 2^51, and 2^n for whole -1022 <= n <= 1023.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> nearest_whole(Tag d, Block<Tag, K> x) {
  const auto magic = splat<K>(d, 0x1.8p52);
  return (x + magic) - magic;
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> power_of_two(Tag d, Block<Tag, K> n) {
  const hn::RebindToUnsigned<Tag> du;
  Block<Tag, K> out;
  for (std::size_t i = 0; i < K; ++i) {
    const auto biased = hn::Add(n.part[i], hn::Set(d, 0x1p52 + 1023));  // its low bits are n + 1023
    out.part[i] = hn::BitCast(d, hn::ShiftLeft<52>(hn::BitCast(du, biased)));
  }
  return out;
}

// v = f 2^e with 1/sqrt 2 < f <= sqrt 2 up to rounding, for normal v > 0: {f, e}.
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> fraction_and_exponent(Tag d, Block<Tag, K> v) {
  const hn::RebindToUnsigned<Tag> du;
  Block<Tag, K> e;
  for (std::size_t i = 0; i < K; ++i) {
    const auto biased = hn::ShiftRight<52>(hn::BitCast(du, v.part[i]));
    e.part[i] = hn::Sub(hn::BitCast(d, hn::Or(biased, hn::Set(du, 0x4330000000000000ULL))), hn::Set(d, 0x1p52 + 1023));
  }
  // -e may be as low as -1023: in two steps.
  const auto half = nearest_whole(d, e * splat<K>(d, 0.5));
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0);
  const auto f = v * power_of_two(d, zero - half) * power_of_two(d, zero - (e - half));
  const auto root = splat<K>(d, 0x1.6a09e667f3bcdp0);
  return {select_below(root, f, f * splat<K>(d, 0.5), f), select_below(root, f, e + one, e)};
}

inline constexpr double kLogTwoHigh = 0x1.62e42fefa38p-1;  // 41 bits: a whole number below 2^12 times it is exact
inline constexpr double kLogTwoLow = 0x1.ef35793c7673p-45;

// log(f 2^e) for f next to 1 as above and a whole e, |e| < 2^12: q = f - 1, s = q/(2 + q), log f = q - s (q - 2 s^2 Q(s^2)).
// Error: 1 ulp where e = 0, else 1 ulp of the result and 2^-55; the terms beyond s^26 are below 2^-58 of the first.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> log_of(Tag d, Pair<Tag, K> x) {
  const auto one = splat<K>(d, 1.0), two = splat<K>(d, 2.0);
  const auto q = x.hi - one;
  const auto s = q / (two + q), z = s * s;
  auto sum = splat<K>(d, 1.0 / 27);
  for (int j = 11; j >= 0; --j) sum = fma(sum, z, splat<K>(d, 1.0 / (2 * j + 3)));
  const auto small = s * fnma(z + z, sum, q) - x.lo * splat<K>(d, kLogTwoLow);
  return x.lo * splat<K>(d, kLogTwoHigh) + (q - small);
}

// f exp(-a) 2^shift for a in two doubles, |a| <= 2^30, and a whole shift; 0 and subnormal numbers by gradual underflow.
// exp(-a) = 2^-k exp(r), |r| <= 0.347: Taylor to r^13, rest < 2^-57; r errs by 2^-55 from the reduction. Error with that of
// the product: 2 ulp (counted), where the result is normal.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> scaled_exp(Tag d, Block<Tag, K> f, Pair<Tag, K> a, Block<Tag, K> shift) {
  static constexpr double kInverseFactorials[] = {1.0,       1.0,        1.0 / 2,       1.0 / 6,        1.0 / 24,
                                                  1.0 / 120, 1.0 / 720,  1.0 / 5040,    1.0 / 40320,    1.0 / 362880,
                                                  1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0};
  const auto k = nearest_whole(d, a.hi * splat<K>(d, 0x1.71547652b82fep0));
  const auto reduced = fnma(k, splat<K>(d, kLogTwoHigh), a.hi);  // exact while |k| < 2^12, and beyond the result is 0
  const auto r = (k * splat<K>(d, kLogTwoLow) - a.lo) - reduced;
  const auto y = f * polynomial(d, kInverseFactorials, r);
  const auto least = splat<K>(d, -2000.0);
  const auto n = max(shift - k, least);
  const auto third = nearest_whole(d, n * splat<K>(d, 1.0 / 3));
  return y * power_of_two(d, third) * power_of_two(d, third) * power_of_two(d, (n - third) - third);
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
