// The lower tail q(m, e) = P(r <= 1 - e) of the norm law, and the probability of either tail.
//
// Saddle: u^3/(1 + u) = (1 - e)/2, 0 <= u <= 1, x = u - 1 and psi as for the upper tail (tail-inl.hpp), now with e < 0 there.
// n = m u is about twice the number of positive coordinates that the event is made of, and the expansion goes by powers of 1/n.
//
// m >= 1000 and n >= 400: the expansion of the upper tail on the other side of the pole, w = -sqrt(2 psi) < 0:
//   q = exp(-m psi) [M(|w| sqrt m) - sum_k d_k m^-k / sqrt m] / sqrt(2 pi)
//     = exp(-m psi) [erfcx(sqrt(m psi))/2 - sum_k D_k n^-k / sqrt n],   D_k = d_k u^(k + 1/2) / sqrt(2 pi),
// D_k bounded, polynomials in sqrt u (coefficients.py). First term left out (measured, |D_6| < 0.066): 0.17 n^-6 < 5e-17 of the
// sum. The expansion is asymptotic; its remainder is not proven.
//
// Else: the mixture sum_k C(m,k) 2^-m P(k/2, X), X = m(1-e)/4. P(a, X) = sum_(j >= 0) t_(a+j), t_a = exp(-X) X^a/Gamma(a+1), also
// for a = 0, so by order of t
//   q = 2^-m exp(-X) sum_i W_i X^(i/2)/Gamma(i/2 + 1),   W_i = sum of C(m,k) over k <= i of the parity of i,
// all terms positive, log-concave along each parity: it ends where two terms in a row are below 2^-62 of the sum (a lane whose sum
// has ended may go on without changing). With n < 400 some 700 terms are enough for any m. To stay in range W_i is
// kept as W_i c^i and X as X/c^2, c the power of two next to u: exact. X is a double and a small rest as above.
//
// Errors, u = 2^-53, relative to q. Expansion: as for the upper tail, about 12u; n errs by 2u, which the D_k feel as n^-k.
// Sum: two roundings a step in C(m,k) and in X^(i/2), each halved in effect by the peak where they stop: below 2000 u, by chance
// about sqrt(2000) u; measured figures in README.md of the room.
#if defined(CERTIBOUND_KERNELS_LOWER_TAIL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_LOWER_TAIL_INL_HPP
#undef CERTIBOUND_KERNELS_LOWER_TAIL_INL_HPP
#else
#define CERTIBOUND_KERNELS_LOWER_TAIL_INL_HPP
#endif

#include "tail/tail-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr double kLeastOfExpansion = 400;  // n

// The cube root of v, 2^-60 <= v <= 1, within 1.6 % (measured): a parabola on [2^-1.5, 2^1.5].
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> rough_cube_root(Tag d, Block<Tag, K> v) {
  const auto parts = fraction_and_exponent(d, v);
  const auto third = nearest_whole(d, parts.lo * splat<K>(d, 1.0 / 3));
  const auto g = parts.hi * power_of_two(d, parts.lo - splat<K>(d, 3.0) * third);
  const auto root = fma(fma(splat<K>(d, -0.08298), g, splat<K>(d, 0.53613)), g, splat<K>(d, 0.53918));
  return root * power_of_two(d, third);
}

// u of u^3 = s (1 + u) in two doubles, for s = s.hi + s.lo, 2^-60 <= s <= 1/2. Series u = s^(1/3) + s^(2/3)/3 + O(s^(4/3)): 1.7 %
// off; three steps of Newton's method leave 2e-14, one more in two doubles 2^-91 (measured on the whole domain).
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> lower_saddle(Tag d, Pair<Tag, K> s) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0), three = splat<K>(d, 3.0);
  const auto root = rough_cube_root(d, s.hi);
  auto u = fma(root * root, splat<K>(d, 1.0 / 3), root);
  for (int step = 0; step < 3; ++step) {
    const auto square = u * u;
    u = u - fnma(s.hi, one + u, u * square) / fms(three, square, s.hi);
  }
  const auto square = u * u;
  const Pair<Tag, K> cube = Pair<Tag, K>{square, fms(u, u, square)} * u;
  const auto left = cube - two_sum(one, u) * s;
  return fast_two_sum(u, zero - (left.hi + left.lo) / fms(three, square, s.hi));
}

template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> lower_by_expansion(Tag d, Block<Tag, K> m, Pair<Tag, K> u) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0);
  const auto less = two_sum(u.hi, zero - one);
  const auto a = exponent_in_two(d, fast_two_sum(less.hi, less.lo + u.lo)) * m;

  const auto inverse = one / (m * u.hi);
  const auto q = sqrt(u.hi);
  const auto y = fms(splat<K>(d, 6.0), q / (q + splat<K>(d, 2.0)), one);
  auto sum = polynomial(d, tables::kLower5, y);
  sum = fma(sum, inverse, polynomial(d, tables::kLower4, y));
  sum = fma(sum, inverse, polynomial(d, tables::kLower3, y));
  sum = fma(sum, inverse, polynomial(d, tables::kLower2, y));
  sum = fma(sum, inverse, polynomial(d, tables::kLower1, y));
  sum = fma(sum, inverse, polynomial(d, tables::kLower0, y));
  return {fnma(sum, sqrt(inverse), half_erfcx(d, sqrt(max(a.hi, zero)))), a, zero};
}

// REQUIRES: m, X = X.hi + X.lo and u of a width and an e of the domain in every lane.
template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> lower_by_sum(Tag d, Block<Tag, K> m, Pair<Tag, K> X, Block<Tag, K> u) {
  constexpr int kMostTerms = 2000;  // 790 are needed for m = 999, e = 0
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0), limit = splat<K>(d, kLeastLarge);
  const auto exponent = fraction_and_exponent(d, u).lo;
  const auto c = power_of_two(d, exponent), square = c * c, down = power_of_two(d, zero - exponent);
  const auto twice = (X.hi + X.hi) * down * down, negligible = splat<K>(d, 0x1p-62);

  // 2^-m goes into the first weight where it is a normal number, else into the exponent.
  auto weight = power_of_two(d, zero - select_below(m, limit, m, zero));
  const auto halvings = select_below(m, limit, zero, m);
  auto even_weight = weight, odd_weight = zero, sum = weight;
  auto even = one, odd = sqrt(X.hi) * down * splat<K>(d, 0x1.20dd750429b6dp0);  // 2/sqrt(pi)
  for (int i = 1; i <= kMostTerms; i += 2) {
    const auto here = splat<K>(d, i), next = splat<K>(d, i + 1);
    weight = weight * ((m - splat<K>(d, i - 1)) * c) / here;  // from k = m + 1 on: 0
    odd_weight = fma(odd_weight, square, weight);
    weight = weight * ((m - here) * c) / next;
    even_weight = fma(even_weight, square, weight);
    even = even * twice / next;
    sum = fma(odd_weight, odd, sum);
    sum = fma(even_weight, even, sum);
    if (i % 8 == 7) {
      const auto last = max(odd_weight * odd, even_weight * even), small = sum * negligible;
      bool done = true;
      for (std::size_t k = 0; k < K; ++k) done = done && hn::AllFalse(d, hn::Lt(small.part[k], last.part[k]));
      if (done) break;
    }
    odd = odd * twice / splat<K>(d, i + 2);
  }
  const auto slope = one - one / (u * u);  // 2l
  const Pair<Tag, K> log_two{splat<K>(d, 0x1.62e42fefa39efp-1), splat<K>(d, 0x1.abc9e3b39803fp-56)};
  return {sum, Pair<Tag, K>{X.hi, X.lo * slope} + log_two * halvings, zero};
}

// P(r <= 1 - e) for 0 <= e <= 1. Lanes outside of the domain go through with no meaning.
template <class Tag, std::size_t K>
HWY_INLINE Tail<Tag, K> lower_tail(Tag d, Block<Tag, K> width, Block<Tag, K> eps) {
  const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0), limit = splat<K>(d, kLeastLarge);
  const auto most = splat<K>(d, kMostWidth);
  // NaN and all that is outside become m = 1 or 2^51 and e = 0 or 1.
  const auto m = select_below(width, most, select_below(one, width, width, one), most);
  const auto e = select_below(eps, one, select_below(zero, eps, eps, zero), one);
  const auto rest = two_sum(one, zero - e);
  const auto half = splat<K>(d, 0.5);
  const Pair<Tag, K> s{max(rest.hi * half, splat<K>(d, 0x1p-60)), rest.lo * half};
  const auto u = lower_saddle(d, s);
  const auto n = select_below(m, limit, zero, select_below(zero, rest.hi, m * u.hi, zero));  // e = 1: the sum is its first term
  const auto large = splat<K>(d, kLeastOfExpansion);

  bool all_small = true, all_large = true;
  for (std::size_t k = 0; k < K; ++k) {
    const auto small = hn::Lt(n.part[k], large.part[k]);
    all_small = all_small && hn::AllTrue(d, small);
    all_large = all_large && hn::AllFalse(d, small);
  }
  if (all_large) return lower_by_expansion(d, m, u);
  // Lanes that do not end here must stay in range while their neighbours go on: for e = 1, where u is none, the scale c has to keep
  // C(m,k) c^k small for any m.
  const auto scale = select_below(zero, rest.hi, u.hi, splat<K>(d, 0x1p-60));
  const auto some_m = select_below(n, large, m, one), some_u = select_below(n, large, scale, one);
  const Pair<Tag, K> X = rest * (m * splat<K>(d, 0.25));
  const Pair<Tag, K> some_X{select_below(n, large, X.hi, zero), select_below(n, large, X.lo, zero)};
  const auto small = lower_by_sum(d, some_m, some_X, some_u);
  return all_small ? small : select_tail(n, large, small, lower_by_expansion(d, m, u));
}

// Each of the three: {p, log p}.
struct UpperTail {
  template <class Tag, std::size_t K>
  static HWY_INLINE Pair<Tag, K> both(Tag d, Block<Tag, K> m, Block<Tag, K> eps, bool logarithm) {
    const auto tail = upper_tail(d, m, eps);
    const auto p = probability(d, tail);
    return {p, logarithm ? log_probability(d, tail, p) : p};
  }
};

// 0 and -infinity for e > 1.
struct LowerTail {
  template <class Tag, std::size_t K>
  static HWY_INLINE Pair<Tag, K> both(Tag d, Block<Tag, K> m, Block<Tag, K> eps, bool logarithm) {
    const auto one = splat<K>(d, 1.0);
    const auto never = splat<K>(d, -std::numeric_limits<double>::infinity());
    const auto tail = lower_tail(d, m, eps);
    const auto p = probability(d, tail);
    const auto log_p = logarithm ? log_probability(d, tail, p) : p;
    return {select_below(one, eps, splat<K>(d, 0.0), p), select_below(one, eps, never, log_p)};
  }
};

// The sum of both, exactly 1 for e = 0. log(p + q) = log p + log(1 + q/p) for q <= p.
struct EitherTail {
  template <class Tag, std::size_t K>
  static HWY_INLINE Pair<Tag, K> both(Tag d, Block<Tag, K> m, Block<Tag, K> eps, bool logarithm) {
    const auto zero = splat<K>(d, 0.0), one = splat<K>(d, 1.0);
    const auto upper = UpperTail::both(d, m, eps, logarithm), lower = LowerTail::both(d, m, eps, logarithm);
    const auto sum = upper.hi + lower.hi;
    const auto p = select_below(zero, eps, select_below(sum, one, sum, one), one);
    if (!logarithm) return {p, p};
    const auto least = splat<K>(d, kLeastWithLog), far = splat<K>(d, 100.0);
    const auto high = max(upper.lo, lower.lo), distance = abs(upper.lo - lower.lo);
    const auto ratio = scaled_exp(d, one, Pair<Tag, K>{select_below(distance, far, distance, far), zero}, zero);
    const auto small = high + log_of(d, fraction_and_exponent(d, one + ratio));
    return {p, select_below(p, least, small, log_of(d, fraction_and_exponent(d, max(p, least))))};
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
