// Bounds of Phi2 without an integral. They are sharp where the integral has nothing to add: one argument far out, rho = 0,
// rho next to 1 or -1.
#include "bivariate_normal_routes.hpp"
#include "detail.hpp"
#include "mills.hpp"

namespace certibound::detail {
namespace {

Interval below(const Interval& x) { return normal_distribution(x, x.precision()); }

// (1/2 pi) int phi between -1 and rho of d theta exp(-(A/(1+r) + B/(1-r))/4), r = sin(theta), A = (a+b)^2, B = (a-b)^2:
// what Plackett's identity adds to Phi2(a, b, -1). The angle is pi/2 + asin(rho) = 2 atan(sqrt((1+rho)/(1-rho))), and the
// exponents lie between their values at both ends, -oo at r = -1 unless A = 0.
Interval gain_from_minus_one(const Interval& a, const Interval& b, const Interval& rho) {
  const Precision bits = rho.precision();
  const Interval one(1, bits), four(4, bits), sum = sqr(a + b), difference = sqr(a - b);
  const Interval angle = atan(sqrt((one + rho) / (one - rho))) / Interval::pi(bits);
  const Interval largest = exp(-(sum / (one + rho) + half(difference)) / four);
  const bool flat = sum.is_point() && sum.lo().is_zero();
  const Interval least = flat ? exp(-difference / (four * (one - rho))) : number(0, bits);
  return angle * hull(least, largest);
}

// How far below Phi(min(a, b)) = Phi2(a, b, 1): the same with rho and b reflected.
Interval loss_from_one(const Interval& a, const Interval& b, const Interval& rho) {
  return gain_from_minus_one(a, -b, -rho);
}

}  // namespace

Interval phi2_at_minus_one(const Float& a, const Float& b, Precision bits) {
  Float sum(64);
  mpfr_add(sum.get(), a.get(), b.get(), MPFR_RNDA);  // its sign is exact
  if (sum.sign() <= 0) return number(0, bits);
  // What cancels: Phi(a) - Phi(-b) is about (a+b) phi(a). In the tails its condition number is Phi(a)/((a+b) phi(a)).
  const Precision work = std::max({bits, a.precision(), b.precision()}) + 16 +
                         std::clamp(std::max(exponent(a), exponent(b)) - exponent(sum), 0L, bits + 64);
  const Interval x = point(a, work), y = point(b, work), one(1, work), root = sqrt(number(2, work));
  Interval value;
  if (certainly(less(max(abs(x), abs(y)), one))) {
    value = half(erf(x / root) + erf(y / root));
  } else if (a.sign() < 0) {
    value = below(x) - below(-y);
  } else if (b.sign() < 0) {
    value = below(y) - below(-x);
  } else {
    value = one - below(-x) - below(-y);
  }
  return intersection(value, Interval(Rational(0), Rational(1), work)).at_precision(bits);
}

Interval phi2_bounds(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Precision work = std::max({bits, a.precision(), b.precision(), rho.precision()}) + 16;
  const Interval x = point(a, work), y = point(b, work), r = point(rho, work), one(1, work);
  const Interval at_least = phi2_at_minus_one(a, b, work), of_a = below(x), of_b = below(y);
  const Interval at_most = min(of_a, of_b), product = of_a * of_b;
  if (equal(r, one)) return at_most.at_precision(bits);
  if (equal(r, -one)) return at_least.at_precision(bits);
  // Frechet 1951, and Slepian 1962: Phi2 increases in rho.
  Interval out = rho.sign() > 0 ? hull(product, at_most) : rho.sign() < 0 ? hull(at_least, product) : product;
  if (exponent(rho) == 0) {  // 1/2 <= |rho| < 1
    if (exponent((one - r).hi()) < -16) out = intersection(out, at_most - loss_from_one(x, y, r));
    if (exponent((one + r).hi()) < -16) out = intersection(out, at_least + gain_from_minus_one(x, y, r));
  }
  return out.at_precision(bits);
}

}  // namespace certibound::detail
