// Functions of boxes from values at their corners, by Arb. Internal to this room.
#pragma once

#include <certibound/ball/ball.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

namespace certibound::special {

inline constexpr Precision kGuardBits = 16;

inline Interval unbounded_from(long from, Precision bits) {
  return {Interval(from, bits).lo(), Interval::entire(bits).hi()};
}
inline Interval point(const Float& x) { return {x, x}; }

// f evaluated at rising precision until the ball has `bits` correct bits, or is 0, or 16 times the bits were not enough.
// f(p): the value from exact inputs at a working precision of p bits.
template <typename F>
Interval to_precision(Precision bits, F f) {
  Ball value(bits);
  for (Precision p = bits + kGuardBits; p <= 16 * (bits + kGuardBits) + 512; p *= 2) {
    value = f(p);
    if (value.is_finite() && arb_rel_accuracy_bits(value.get()) >= bits + 1) break;
  }
  return value.interval(bits);
}

// Both ends of a function that increases from one corner to the other.
inline Interval between(const Interval& least, const Interval& greatest) {
  if (least.is_empty() || greatest.is_empty()) return Interval::empty(least.precision());
  return {least.lo(), greatest.hi()};
}

}  // namespace certibound::special
