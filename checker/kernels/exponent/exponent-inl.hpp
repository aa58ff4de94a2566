// Exponents of the norm law without cancellation.
//
// The printed f(e) = e/4 - log((1 + sqrt(1+e))/2) loses every digit below e = 10^-8: it is of order e^2, its terms of order e.
// With d = (v - 1)/2, where v^2 = 1 + e for f and v^3/(1 + v) = (1 + e)/2 for I,
//   f = d^2 + g(d),   I = 2 d^2 + g(d),   g(d) = d - log1p(d) >= 0,
// all terms positive. g itself: with 1 + d = 2^k (1 + q), 0 <= q < 1, and s = q/(2 + q) <= 1/3
//   log1p(q) = 2 atanh(s) = q - s (q - 2 s^2 Q(s^2)),   Q(z) = sum_j z^j/(2j + 3)        (as q - 2s = q s)
//   g(d) = (d - q - k log 2) + s (q - 2 s^2 Q(s^2)),
// where the first part is exactly 0 for k = 0. Source of the idea: the form of log1p in fdlibm (s_log1p.c).
//
// Errors. u = 2^-53; F is the result, A = 1 or 2. Every product below is far above the subnormal range where F >= 2^-900.
//   d      the sum d_hi + d_lo is exact to a few u^2: each rounding of 1 + e, of the root, of 1 + root and of the quotient is
//          found as an exact remainder and carried along to first order
//   p      A d_hi^2 with its exact rounding error; 2 A d_hi d_lo and g'(d) d_lo = d_lo d/(1 + d) to first order
//   g      k = 0: s + s_lo is exact to a few u^2; 2 s^2 Q <= 0.085 q has some 7 u of itself, 0.6 u of the difference, which
//          rounds once: relative error < 1.6 u. As g <= d^2/2, g <= F/3 (A = 1) or F/5 (A = 2): < 0.6 u F
//          k > 0: d >= 1, F >= 1.3. d - q and the next two differences round below 2^-53 d each, q once, k times the
//          constants is exact or 2^-70, the rest as above: < 3 u d + u <= 2.4 u F at A = 1, d = 1 (measured: 0.9); falls like 1/d
//   sum    g + small and the last sum: u g/2 and 1/2 ulp
// Together, in ulp(F) >= u F: below 1/2 + 0.6 + 0.2 = 1.3 for d < 1 (e < 8), below 3.2 beyond by this count, which takes all
// signs alike at their worst: so the promise of the header is measured. Taylor: the terms of Q beyond j = 16 sum to
// < 9^-17/37 * 9/8 = 2^-59 of the first one.
#if defined(CERTIBOUND_KERNELS_EXPONENT_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_EXPONENT_INL_HPP
#undef CERTIBOUND_KERNELS_EXPONENT_INL_HPP
#else
#define CERTIBOUND_KERNELS_EXPONENT_INL_HPP
#endif

#include "blocks-inl.hpp"

#include <limits>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr double kLargestEps = 0x1p20;

template <class Tag, std::size_t K>
struct Pair {
  Block<Tag, K> hi, lo;
};

// a + b exactly (Knuth).
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> two_sum(Block<Tag, K> a, Block<Tag, K> b) {
  const auto s = a + b;
  const auto part = s - a;
  return {s, (a - (s - part)) + (b - part)};
}

// k = floor(log2 m) as a double, and 2^-k, for 1 <= m < 2^52.
template <class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> binade(Tag d, Block<Tag, K> m) {
  const hn::RebindToUnsigned<Tag> du;
  Pair<Tag, K> out;
  for (std::size_t i = 0; i < K; ++i) {
    const auto biased = hn::ShiftRight<52>(hn::BitCast(du, m.part[i]));
    const auto k = hn::Sub(biased, hn::Set(du, 1023));
    const auto magic = hn::Set(du, 0x4330000000000000ULL);  // 2^52
    out.hi.part[i] = hn::Sub(hn::BitCast(d, hn::Or(k, magic)), hn::Set(d, 0x1p52));
    out.lo.part[i] = hn::BitCast(d, hn::ShiftLeft<52>(hn::Sub(hn::Set(du, 1023), k)));
  }
  return out;
}

// A (d_hi + d_lo)^2 + g(d_hi + d_lo), see above.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> exponent_of(Tag d, Pair<Tag, K> x, double factor) {
  const auto one = splat<K>(d, 1.0), two = splat<K>(d, 2.0);
  const auto [k, scale] = binade(d, one + x.hi);
  const auto q = fma(x.hi, scale, scale - one);
  // k = 0: q = d exactly. Else one rounding; scale - 1 is exact. 1 + d may round up to a power of two: then q is -2^-54 or so.
  const auto t = two + q;
  const auto s = q / t;
  const auto s_lo = (fnma(s, t, q) - s * ((two - t) + q)) * splat<K>(d, 0.5) * (one - s);
  // The remainder of the quotient and the tail of 2 + q are exact; 1/t = (1 - s)/2.
  const auto z = s * s;
  auto sum = splat<K>(d, 1.0 / 35);
  for (int j = 15; j >= 0; --j) sum = fma(sum, z, splat<K>(d, 1.0 / (2 * j + 3)));
  const auto inner = fnma(z + z, sum, q);
  const auto series = s * inner;
  const auto series_lo = fma(s_lo, inner, fms(s, inner, series));
  const auto large = fnma(k, splat<K>(d, 0x1.62e42fefa38p-1), x.hi - q);  // k times 41 bits: exact product
  const auto g = (large - k * splat<K>(d, 0x1.ef35793c7673p-45)) + series;

  const auto a = splat<K>(d, factor);
  const auto p = x.hi * x.hi;
  const auto lost = fms(x.hi, x.hi, p);
  const auto slope = fma(a, two, one / (one + x.hi));
  const auto small = fma(x.lo * x.hi, slope, fma(a, lost, series_lo));
  return fma(a, p, g + small);  // a p is exact
}

// value, but for e < 2^-70, where it is the first term (hi + lo) e^2 of its series to 2^-69: there the exact remainders above
// leave the range of double. Error: 1/2 ulp and u^2, and below 2^-1022 half the subnormal step each for e^2, its remainder and
// the products: at most 1.2 ulp.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> by_first_term(Tag d, Block<Tag, K> eps, double hi, double lo, Block<Tag, K> value) {
  const auto square = eps * eps, factor = splat<K>(d, hi);
  const auto rest = fma(fms(eps, eps, square), factor, square * splat<K>(d, lo));
  return select_below(eps, splat<K>(d, 0x1p-70), fma(square, factor, rest), value);
}

// NaN outside [0, 2^20]; NaN in, NaN out, since value then is NaN.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> on_domain(Tag d, Block<Tag, K> eps, Block<Tag, K> value) {
  const auto nan = splat<K>(d, std::numeric_limits<double>::quiet_NaN());
  const auto above = select_below(splat<K>(d, kLargestEps), eps, nan, value);
  return select_below(eps, splat<K>(d, 0.0), nan, above);
}

struct PublishedExponent {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> eps) {
    const auto one = splat<K>(d, 1.0);
    const auto w = two_sum(one, eps);
    const auto root = sqrt(w.hi);
    const auto root_lo = (fnma(root, root, w.hi) + w.lo) / (root + root);
    const auto t = root + one;
    const auto t_lo = (one - (t - root)) + root_lo;  // root >= 1: the first difference is exact
    const auto t2 = t + t;
    const auto x = eps / t2;
    const auto x_lo = fnma(x, t_lo + t_lo, fnma(x, t2, eps)) / t2;
    return on_domain(d, eps, by_first_term(d, eps, 3.0 / 32, 0.0, exponent_of(d, Pair<Tag, K>{x, x_lo}, 1.0)));
  }
};

// x = v - 1 is the positive root of F(x) = x (2x^2 + 6x + 5 - e) - 2e. F' = 6x^2 + 12x + 5 - e > 0 there, and F is convex for
// x > -1. sqrt(1+e) - 1, the published choice, is 1.25 to 1.42 times the root; 3/4 of it is within 7 % (measured on the whole
// domain), so three steps of Newton's method leave a relative error of 2^-29 (measured), and one more, with F(x) in two
// doubles, one of order 2^-58 beside the rounding that x.lo keeps; after four steps it is of order 2^-100.
template <int steps, class Tag, std::size_t K>
HWY_INLINE Pair<Tag, K> chernoff_saddle(Tag d, Block<Tag, K> eps) {
  const auto one = splat<K>(d, 1.0), two = splat<K>(d, 2.0), five = splat<K>(d, 5.0), six = splat<K>(d, 6.0);
  const auto twelve = splat<K>(d, 12.0);
  const auto below = five - eps, e2 = eps + eps;
  auto x = splat<K>(d, 0.75) * eps / (one + sqrt(one + eps));
  for (int step = 0; step < steps; ++step) {
    const auto value = fms(x, fma(fma(two, x, six), x, below), e2);
    x = x - value / fma(fma(six, x, twelve), x, below);
  }
  // 2x^2 - e + 6x + 5 in two doubles.
  const auto square = two * (x * x);
  const auto square_lo = two * fms(x, x, x * x);
  const auto six_x = six * x;
  const auto six_x_lo = fms(six, x, six_x);
  const auto a = two_sum(square, splat<K>(d, 0.0) - eps);
  const auto b = two_sum(a.hi, six_x);
  const auto c = two_sum(b.hi, five);
  const auto c_lo = ((a.lo + b.lo) + c.lo) + (square_lo + six_x_lo);
  const auto product = x * c.hi;
  const auto product_lo = fma(x, c_lo, fms(x, c.hi, product));
  const auto value = (product - e2) + product_lo;  // product and 2e are neighbours: exact difference
  const auto step = value / fma(fma(six, x, twelve), x, below);
  const auto y = x - step;
  return {y, (x - y) - step};
}

struct ChernoffExponent {
  template <class Tag, std::size_t K>
  static HWY_INLINE Block<Tag, K> run(Tag d, Block<Tag, K> eps) {
    const auto x = chernoff_saddle<3>(d, eps);
    const auto half = splat<K>(d, 0.5);
    const auto value = exponent_of(d, Pair<Tag, K>{half * x.hi, half * x.lo}, 2.0);
    return on_domain(d, eps, by_first_term(d, eps, 0.1, -0x1.999999999999ap-58, value));
  }
};

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
