// The distribution function of two standard normal variables with a correlation.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// Phi2(a, b, rho) = P(X <= a, Y <= b) for standard normal X, Y with correlation rho. Encloses the values at all members;
// an unbounded end of a or b stands for the limit as well. Empty if rho has no member in [-1, 1].
//   rho = 1: Phi(min(a, b)), rho = -1: max(0, Phi(a) + Phi(b) - 1).
// Phi2 increases in all three arguments (in rho: Slepian 1962), so a box takes two values.
//
// Each value is computed by the two routes below; the result is their intersection. If they did not meet, which would be
// a mistake in one of them, the result would be [0, 1].
// Width of a point: at most 3 units in the last place, however small the value is (measured). What the arguments alone decide:
// over 1024 bits the owen route confirms that many and plackett adds the rest, up to 8192 bits; where 1 + rho is below
// 2^(-4 bits - 512) the owen route gives no digits. A value takes one to five milliseconds at 106 bits.
Interval bivariate_normal_cdf(const Interval& a, const Interval& b, const Interval& rho);

// The routes by themselves, with the same promises.
//   owen: two sectors of the plane, Owen 1956, by Gauss-Legendre quadrature with a proven remainder; MPFR only.
//   plackett: d/drho Phi2 = phi2, Plackett 1954, integrated by Arb.
Interval bivariate_normal_cdf_owen(const Interval& a, const Interval& b, const Interval& rho);
Interval bivariate_normal_cdf_plackett(const Interval& a, const Interval& b, const Interval& rho);

// Owen's T(h, a) = (1/2 pi) int_0^a exp(-h^2 (1 + x^2)/2) / (1 + x^2) dx, for all real h and a, limits at unbounded ends.
// Even in h, odd in a, falling in |h|, rising in a. By Gauss-Legendre quadrature with a proven remainder; MPFR only.
// Width of a point: at most 3 units in the last place up to 1024 bits (measured).
Interval owens_t(const Interval& h, const Interval& a);

}  // namespace certibound
