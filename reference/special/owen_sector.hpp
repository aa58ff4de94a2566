// The standard normal distribution of the plane: the mass of a sector, from which quadrants are put together.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound::detail {

// Owen's T on a >= 0 for thin arguments, h >= 0. The arithmetic has the precision of h, the integral 2^-target.
Interval owen_t(const Interval& h, const Interval& a, Precision target);

// The mass of the sector with its apex at distance sqrt(s^2 + w^2) from the origin, between the ray that leads straight
// away from the origin and a ray on a line at distance w >= 0 from the origin, whose apex lies s beyond the foot of the
// perpendicular (s < 0: before it):
//   V(s, w) = (w / 2 pi) int_s^oo exp(-(w^2 + y^2)/2) / (w^2 + y^2) dy,
// 0 for w = 0, s > 0, and 1/2 for w = 0, s < 0. V(s, w) + V(-s, w) = Phi(-w).
// `scale` is a number the caller will add to V: what is below 2^-target of it is enclosed by its bound only.
// Thin arguments, (s, w) != (0, 0). The arithmetic has the precision of w, the integral 2^-target.
Interval owen_sector(const Interval& s, const Interval& w, const Interval& scale, Precision target);

}  // namespace certibound::detail
