// Route 1: a quadrant is a difference or sum of two sectors (Owen 1956), in MPFR intervals; Arb takes no part.
//
// In the coordinates x, y of independent normal variables X = x, Y = rho x + sigma y, sigma = sqrt(1 - rho^2), the set
// {X <= a, Y <= b} is a sector with apex A, |A|^2 = (a^2 - 2 rho a b + b^2) / sigma^2, and opening angle
// omega = pi/2 + asin(rho). Its sides lie on lines at distances |a| and |b|, and A lies
//   s1 = (rho a - b) / sigma and s2 = (rho b - a) / sigma
// beyond the feet of the perpendiculars, seen along each side. With V of owen_sector.hpp, by which side of the sides the
// origin is on:
//   a < 0, b < 0     V(s1, -a) + V(s2, -b)
//   a < 0, b >= 0    V(s1, -a) - V(s2, b)
//   a >= 0, b >= 0   1 - V(s1, a) - V(s2, b).
//
// Cancellation: about A, the mass of a sector is the integral over its directions of a density that grows towards the
// origin's direction on both sides, since it is a decreasing function of the cosine. So the mean of the density over
// directions next to the largest one is not less than over all of them: Phi2 is at least omega/pi of the minuend in the
// second row, and omega/(2 pi) of 1 in the third. Those bits are added to the working precision.
#include "bivariate_normal_routes.hpp"
#include "detail.hpp"
#include "owen_sector.hpp"

namespace certibound::detail {
namespace {

Float negated(Float x) {
  mpfr_neg(x.get(), x.get(), MPFR_RNDN);
  return x;
}

struct Sides {
  Interval w1, w2, s1, s2;
};

Interval sigma(const Float& rho, Precision bits) {
  const Interval one(1, bits), r = point(rho, std::max(bits, rho.precision()));
  return sqrt((one - r) * (one + r)).at_precision(bits);
}

Sides sides(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Interval root = sigma(rho, bits);
  const auto beyond = [&](const Float& x, const Float& y) {
    return (fma(point(rho), point(x), point(negated(y), bits)) / root).at_precision(bits);
  };
  return {abs(point(a, bits)), abs(point(b, bits)), beyond(a, b), beyond(b, a)};
}

// One side on the far side of the origin at least.
Interval sectors(const Float& a, const Float& b, const Sides& x, Precision target) {
  const Interval nothing(0, 64), one(1, 64);
  if (a.sign() >= 0 && b.sign() >= 0) {
    return one - owen_sector(x.s1, x.w1, one, target) - owen_sector(x.s2, x.w2, one, target);
  }
  if (a.sign() < 0 && b.sign() < 0) {
    const bool first_is_greater = x.s1.lo() < x.s2.lo();
    const Interval first =
        first_is_greater ? owen_sector(x.s1, x.w1, nothing, target) : owen_sector(x.s2, x.w2, nothing, target);
    return first + (first_is_greater ? owen_sector(x.s2, x.w2, first, target) : owen_sector(x.s1, x.w1, first, target));
  }
  const Interval first =
      a.sign() < 0 ? owen_sector(x.s1, x.w1, nothing, target) : owen_sector(x.s2, x.w2, nothing, target);
  return first - (a.sign() < 0 ? owen_sector(x.s2, x.w2, first, target) : owen_sector(x.s1, x.w1, first, target));
}

// Phi2(0, 0, rho) = (pi/2 + asin(rho)) / (2 pi), and |Phi2(a, b, rho) - Phi2(0, 0, rho)| <= (|a| + |b|) phi(0), phi(0) < 1/2.
Interval near_origin(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Precision work = std::max(bits, rho.precision()) + 8;
  const Interval one(1, work), r = point(rho, work), error = half(abs(point(a, work)) + abs(point(b, work)));
  return atan(sqrt((one + r) / (one - r))) / Interval::pi(work) + hull(-error, error);
}

}  // namespace

Interval phi2_by_owen(const Float& a, const Float& b, const Float& rho, Precision bits) {
  const Interval range(Rational(0), Rational(1), bits);
  // asin(rho) + pi/2 = 2 atan(sqrt((1 + rho)/(1 - rho))) <= pi, at least sigma.
  const long narrow = rho.sign() < 0 ? std::max(0L, 1 - exponent(sigma(rho, 64).lo())) : 0;
  const Precision aim = std::min(bits, kMostByMpfr);
  if (narrow > 2 * aim + 256) return range;
  const Precision target = aim + narrow + 8;
  if (std::max(exponent(a), exponent(b)) < -target)
    return intersection(near_origin(a, b, rho, target), range).at_precision(bits);
  const Sides rough = sides(a, b, rho, std::max({a.precision(), b.precision(), rho.precision()}));
  // |A|^2 is the condition number of exp(-|A|^2/2).
  const Interval square = sqr(rough.s1) + sqr(rough.w1);
  const long size = std::clamp(exponent(square.hi()), 0L, 34L);
  // Rounded up, so that the tables of Gauss-Legendre nodes are used again.
  const Precision work = (target + size + 16 + 31) / 32 * 32;
  return intersection(sectors(a, b, sides(a, b, rho, work), target), range).at_precision(bits);
}

}  // namespace certibound::detail
