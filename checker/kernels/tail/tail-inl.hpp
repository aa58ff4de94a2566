// The upper tail p(m, e) = P(r >= 1 + e) of the norm law and its logarithm (reference/norm_law/tail.hpp).
//
// m >= 1000: the uniform saddle-point expansion (Lugannani & Rice, Adv. Appl. Prob. 12, 1980; Bleistein's form of it). With
// K(l) = log((1 + u)/2), u = (1 - 2l)^(-1/2), the law of m (1+e)/2 copies has p = (2 pi i)^-1 int exp(m (K(l) - l s)) dl/l,
// s = (1+e)/2, over a line Re l > 0. At the saddle u = 1 + x the exponent is -psi = -w^2/2, and y with
// K(l) - l s = -psi + y^2/2 there makes the integral one of exp(m y^2/2) f(y), f = (dl/dy)/l. The pole of f at l = 0 is
// 1/(w + y): it gives Q(w sqrt m), the normal tail, and what is left is expanded at y = 0:
//   p = exp(-m psi) [M(w sqrt m) + sum_k d_k m^-k / sqrt m] / sqrt(2 pi),  M Mills' ratio                           x < 2
//   p = exp(-m psi) e_0 [1 + sum_k (e_k/e_0) m^-k] / sqrt(2 pi m),  e_0 = 2/(x sqrt(u (3 + 2u)))                      x >= 2
// d_k and e_k depend on e alone: polynomials (coefficients.py). Left out at m = 1000 (first term, measured): d_5 < 2e-17,
// e_6 < 3e-18 of the sum. The expansion is asymptotic; its remainder is not proven.
//
// m < 1000: the mixture sum_k C(m,k) 2^-m Q(k/2, X), X = m(1+e)/4, all terms positive, times exp(X):
// exp(X) Q(1/2, X) = erfcx(sqrt X), exp(X) Q(1, X) = 1, Q(a+1) = Q(a) + t_a, t_(a+1) = t_a X/(a+1). X is a double and a small
// rest, which counts to first order: d log p/dX = -2 l about.
//
// Errors, u = 2^-53, relative to p. m >= 1000: psi in two doubles to some 2^-75 (two-double steps of 2^-100; the series of the
// logarithm in double from its fifth term on), so m psi up to 2000 brings 2^-64; Mills' polynomial 3u, the rest of the
// sum 3u, exp 4u, two products: about 12u counted. m < 1000: C(m,k) 2^-m and t have two roundings a step: below 4 m u, by
// chance about sqrt(m) u; measured figures in README.md of the room. log p has the absolute error of p in u, and 2^-52 of itself.
#if defined(CERTIBOUND_KERNELS_TAIL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_TAIL_INL_HPP
#undef CERTIBOUND_KERNELS_TAIL_INL_HPP
#else
#define CERTIBOUND_KERNELS_TAIL_INL_HPP
#endif

#include "tail/double_double-inl.hpp"

#include "tail/tables.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr double kLeastLarge = 1000;  // from this width on by the expansion
inline constexpr double kMostWidth = 0x1p51;
inline constexpr double kFar = 2;  // x

// A result f exp(-a) 2^shift.
template <class Tag, std::size_t K>
struct Tail {
  Block<Tag, K> f;
  Pair<Tag, K> a;
  Block<Tag, K> shift;
};

// y where x < limit, z elsewhere.
template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> select_tail(Block<Tag, K> x, Block<Tag, K> limit, Tail<Tag, K> y, Tail<Tag, K> z) {
  return {select_below(x, limit, y.f, z.f),
          {select_below(x, limit, y.a.hi, z.a.hi), select_below(x, limit, y.a.lo, z.a.lo)},
          select_below(x, limit, y.shift, z.shift)};
}

// psi = 2d^2 + d - log1p(d), d = x/2, as in exponent-inl.hpp, but all of it in two doubles: with 1 + d = 2^k (1 + q),
// -0.3 < q < 0.42, s = q/(2 + q): d - log1p(d) = (d - q) - k log 2 + s (q - 2 s^2 Q(s^2)).
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> exponent_in_two(Tag d, Pair<Tag, K> x) {
  static constexpr double kHigh[] = {1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9};
  static constexpr double kLow[] = {0x1.5555555555555p-56, -0x1.999999999999ap-57, 0x1.2492492492492p-57, 0x1.c71c71c71c71cp-58};
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0), two = splat<K>(d, 2.0), half = splat<K>(d, 0.5);
  const Pair<Tag, K> w{x.hi * half, x.lo * half};
  const auto parts = fraction_and_exponent(d, one + w.hi);
  const auto k = parts.lo, scale = power_of_two(d, zero - k);
  const auto sum = two_sum(w.hi * scale, scale - one);
  const auto q = fast_two_sum(sum.hi, fma(w.lo, scale, sum.lo));
  const auto s = q / (Pair<Tag, K>{two, zero} + q);
  const auto z = s * s;
  auto tail = splat<K>(d, 1.0 / 31);
  for (int j = 13; j >= 4; --j) tail = fma(tail, z.hi, splat<K>(d, 1.0 / (2 * j + 3)));
  Pair<Tag, K> series{tail, zero};
  for (std::size_t j = 4; j-- > 0;) series = series * z + Pair<Tag, K>{splat<K>(d, kHigh[j]), splat<K>(d, kLow[j])};
  const auto twice = z * series;
  const auto bent = s * (q - Pair<Tag, K>{twice.hi + twice.hi, twice.lo + twice.lo});
  const Pair<Tag, K> logs{k * splat<K>(d, kLogTwoHigh), k * splat<K>(d, kLogTwoLow)};
  const auto square = w * w;
  return Pair<Tag, K>{square.hi + square.hi, square.lo + square.lo} + (((w - q) - logs) + bent);
}

// erfcx(x)/2 for x >= 0.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> half_erfcx(Tag d, Block<Tag, K> x) {
  const auto c = splat<K>(d, 3.75);
  return polynomial(d, tables::kMills, (x - c) / (x + c)) / fma(x, splat<K>(d, 2.0), splat<K>(d, 1.0));
}

template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> by_expansion(Tag d, Block<Tag, K> m, Pair<Tag, K> x) {
  const auto one = splat<K>(d, 1.0), two = splat<K>(d, 2.0);
  const auto inverse = one / m, root = sqrt(inverse);
  const auto a = exponent_in_two(d, x) * m;

  const auto t = x.hi / (x.hi + splat<K>(d, 1.5));
  const auto y = fms(t, splat<K>(d, 3.5), one);
  auto sum = polynomial(d, tables::kNear4, y);
  sum = fma(sum, inverse, polynomial(d, tables::kNear3, y));
  sum = fma(sum, inverse, polynomial(d, tables::kNear2, y));
  sum = fma(sum, inverse, polynomial(d, tables::kNear1, y));
  sum = fma(sum, inverse, polynomial(d, tables::kNear0, y));
  const auto near = fma(sum, root, half_erfcx(d, sqrt(a.hi)));

  const auto u = x.hi + one;
  const auto v = fms(splat<K>(d, 6.0), one / u, one);
  auto more = polynomial(d, tables::kFar5, v);
  more = fma(more, inverse, polynomial(d, tables::kFar4, v));
  more = fma(more, inverse, polynomial(d, tables::kFar3, v));
  more = fma(more, inverse, polynomial(d, tables::kFar2, v));
  more = fma(more, inverse, polynomial(d, tables::kFar1, v));
  const auto first = two / (x.hi * sqrt(u * fma(two, u, splat<K>(d, 3.0)))) * root * splat<K>(d, 0x1.9884533d43651p-2);
  const auto far = fma(first, more * inverse, first);
  return {select_below(x.hi, splat<K>(d, kFar), near, far), a, splat<K>(d, 0.0)};
}

// REQUIRES: whole 1 <= m < 1000 in every lane (others go through with no meaning).
template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> by_sum(Tag d, Block<Tag, K> m, Block<Tag, K> eps, Block<Tag, K> x_saddle, int most) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0);
  const auto factor = two_sum(one, eps);
  const auto quarter = m * splat<K>(d, 0.25);
  const auto X = factor * quarter;
  const auto u = x_saddle + one, slope = one - one / (u * u);  // 2l

  auto weight = m * power_of_two(d, zero - m);
  auto odd = half_erfcx(d, sqrt(X.hi)), even = one;
  odd = odd + odd;
  auto odd_step = sqrt(X.hi) * splat<K>(d, 0x1.20dd750429b6dp0), even_step = X.hi;  // 2/sqrt(pi)
  auto sum = zero, shift = zero;
  const auto twice = X.hi + X.hi, limit = splat<K>(d, 0x1p600), down = splat<K>(d, 0x1p-600);
  for (int k = 1; k <= most; k += 2) {
    const auto here = splat<K>(d, k), next = splat<K>(d, k + 1), over = splat<K>(d, k + 2);
    sum = fma(weight, odd, sum);
    weight = weight * (m - here) / next;
    sum = fma(weight, even, sum);
    weight = weight * (m - next) / over;
    odd = odd + odd_step;
    even = even + even_step;
    // From k = m on all weights are 0: nothing may grow or be scaled any more, whatever the neighbours still do.
    odd_step = where_below(here, m, odd_step * twice / over);
    even_step = where_below(here, m, even_step * twice / splat<K>(d, k + 3));
    const auto largest = where_below(here, m, max(odd + odd_step, even + even_step));
    const auto scale = select_below(limit, largest, down, one);
    shift = select_below(limit, largest, shift + splat<K>(d, 600.0), shift);
    sum = sum * scale;
    odd = odd * scale;
    even = even * scale;
    odd_step = odd_step * scale;
    even_step = even_step * scale;
  }
  return {sum, Pair<Tag, K>{X.hi, X.lo * slope}, shift};
}

// P(r >= 1 + e). Lanes outside of the domain go through with no meaning.
template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> upper_tail(Tag d, Block<Tag, K> m, Block<Tag, K> eps) {
  const auto zero = splat<K>(d, 0.0), limit = splat<K>(d, kLeastLarge);
  const auto nan = splat<K>(d, std::numeric_limits<double>::quiet_NaN());
  const auto x = chernoff_saddle<4>(d, eps);

  bool large = false;
  int most = 0;
  HWY_ALIGN double width[hn::MaxLanes(d)];
  for (std::size_t i = 0; i < K; ++i) {
    hn::Store(m.part[i], d, width);
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) {
      if (width[lane] >= 1 && width[lane] < kLeastLarge) most = std::max(most, static_cast<int>(width[lane]));
      large = large || width[lane] >= kLeastLarge;
    }
  }
  Tail<Tag, K> out{nan, {zero, zero}, zero};
  if (large) out = by_expansion(d, m, x);
  if (most > 0) out = select_tail(m, limit, by_sum(d, m, eps, x.hi, most), out);
  return out;
}

// p of a result.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> probability(Tag d, Tail<Tag, K> tail) {
  // Beyond 2839 = 2^12 log 2 scaled_exp is no longer exact, but p is 0: with m < 1000 a normal p has X < 1400.
  const auto ceiling = splat<K>(d, 0x1p30);
  return scaled_exp(d, tail.f, Pair<Tag, K>{select_below(tail.a.hi, ceiling, tail.a.hi, ceiling), tail.a.lo}, tail.shift);
}

inline constexpr double kLeastWithLog = 0x1p-1000;  // from here on log p is taken of p itself

// log p of a result with this p.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> log_probability(Tag d, Tail<Tag, K> tail, Block<Tag, K> p) {
  const auto parts = fraction_and_exponent(d, tail.f);
  const auto far = (log_of(d, Pair<Tag, K>{parts.hi, parts.lo + tail.shift}) - tail.a.lo) - tail.a.hi;
  const auto least = splat<K>(d, kLeastWithLog);
  return select_below(p, least, far, log_of(d, fraction_and_exponent(d, max(p, least))));
}

// value, but NaN unless m is a whole number in [1, 2^51] and 0 <= eps <= 2^20.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> on_widths(Tag d, Block<Tag, K> m, Block<Tag, K> eps, Block<Tag, K> value) {
  const auto nan = splat<K>(d, std::numeric_limits<double>::quiet_NaN());
  const auto whole = nearest_whole(d, m);
  const auto bad = select_below(abs(whole - m), splat<K>(d, 0x1p-1074), value, nan);
  const auto in_range = select_below(splat<K>(d, kMostWidth), m, nan, select_below(m, splat<K>(d, 1.0), nan, bad));
  return on_domain(d, eps, select_below(eps, splat<K>(d, 0x1p21), in_range, nan));
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
