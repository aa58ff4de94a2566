// Rhat and its derivative in double-double, from power series with positive terms.
//
// With v = 1 - |rho|, acos(1 - v) = 2 asin(sqrt(v/2)) = sqrt(2v) sum_k t_k v^k, t_k = C(2k,k) / (8^k (2k+1)), and
//   h1(v) = acos(1 - v)/pi                 = v^(1/2) sum_k (sqrt 2/pi) t_k v^k
//   h3(v) = integral_0^v h1                = v^(3/2) sum_k (sqrt 2/pi) t_k/(k + 3/2) v^k
//   Rhat(rho) = max(rho, 0) + h3(v),   Rhat'(rho) = h1(v) for rho < 0, 1 - h1(v) for rho >= 0.
// The coefficients are computed here from exact rationals: nothing is shared with the kernels that this checks.
//
// Relative error of h1 and h3, u = 2^-53, 0 < v <= 1. All terms are positive and t_(k+1) < t_k/2, t_0 = 1:
//   left out, k >= 80: sum < 2 t_80 = 2^-90.31 (for h3 the further factor 3/2 / (k + 3/2) < 1 helps)
//   k = 40..79 in double: sum < 2 t_40 = 2^-48.83 of the first term; Horner's rule on positive terms, each step rounds
//     three times (v, product, sum) and the next step halves what it inherits: < 12u of that sum       < 2^-98.2
//   k = 0..39 in double-double: 40 steps of a product (5u^2) and a sum (4u^2), coefficients to u^2     < 2^-97.4
//   v = hi + lo exactly; square root, two products, last sum (double_double.hpp)                       < 2^-101
// Sum below 2^-90; kSeriesError = 2^-88 leaves a factor 4. No cancellation afterwards: max(rho, 0) + h3 adds positive
// numbers, and 1 - h1 >= 1/2 >= h1. Low parts may underflow for |rho| < 2^-900: 2^-1074 beside numbers above 2^-200.
#include "series.hpp"

#include "double_double.hpp"

#include <certibound/interval/functions.hpp>

#include <array>
#include <cmath>
#include <cstddef>

namespace certibound::crosscheck {
namespace {

constexpr std::size_t kTerms = 80;
constexpr std::size_t kDoubleFrom = 40;

using Series = std::array<DoubleDouble, kTerms>;

// The double-double next to the middle of x. REQUIRES: x narrower than 2^-120 relative.
DoubleDouble nearest_double_double(const Interval& x) {
  const Float middle = mid(x);
  const double hi = mpfr_get_d(middle.get(), MPFR_RNDN);
  const Float rest = mid(x - Interval::point(hi, x.precision()));
  return {hi, mpfr_get_d(rest.get(), MPFR_RNDN)};
}

// (sqrt 2/pi) t_k / (k + 3/2) if integrated, else (sqrt 2/pi) t_k.
Series make_series(bool integrated) {
  constexpr Precision bits = 256;
  const Interval scale = sqrt(Interval(2, bits)) / Interval::pi(bits);
  Series out;
  Rational t = 1;
  for (long k = 0; k < static_cast<long>(kTerms); ++k) {
    const Rational c = integrated ? Rational(t * 2 / (2 * k + 3)) : t;
    out[static_cast<std::size_t>(k)] = nearest_double_double(scale * Interval(c, bits));
    t *= Rational((2 * k + 1) * (2 * k + 1), 4 * (k + 1) * (2 * k + 3));
  }
  return out;
}

DoubleDouble sum(const Series& c, DoubleDouble v) {
  double small = c[kTerms - 1].hi;
  for (std::size_t k = kTerms - 1; k-- > kDoubleFrom;) {
    small = small * v.hi + c[k].hi;
  }
  DoubleDouble total{small, 0};
  for (std::size_t k = kDoubleFrom; k-- > 0;) {
    total = add(multiply(total, v), c[k]);
  }
  return total;
}

// 1 - |rho|, exactly.
DoubleDouble distance_from_one(double rho) { return two_sum(1, -std::fabs(rho)); }

}  // namespace

FastValue fast_rhat(double rho) {
  static const Series series = make_series(true);
  const DoubleDouble v = distance_from_one(rho);
  const DoubleDouble h = multiply(multiply(square_root(v), v), sum(series, v));
  const DoubleDouble value = rho > 0 ? add(h, rho) : h;
  return {value.hi, value.lo};
}

FastValue fast_rhat_derivative(double rho) {
  static const Series series = make_series(false);
  const DoubleDouble v = distance_from_one(rho);
  const DoubleDouble h = multiply(square_root(v), sum(series, v));
  const DoubleDouble value = rho < 0 ? h : add(DoubleDouble{-h.hi, -h.lo}, 1);
  return {value.hi, value.lo};
}

}  // namespace certibound::crosscheck
