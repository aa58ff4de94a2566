// The scale functions h(v) = v^power L^logs exp(sum_i rate_i v^-i), L = log(1/v), on (0, delta]. Internal to this room.
#pragma once

#include <certibound/quadrature/germ.hpp>

#include <optional>

namespace certibound::detail {

using Scale = Germ::Scale;

Scale unit_scale(Precision bits);
Scale product(const Scale& a, const Scale& b);
Scale quotient(const Scale& a, const Scale& b);
// The scale to an exponent; nothing if the power of L would not be rational.
std::optional<Scale> power(const Scale& a, const Interval& exponent);
// Whether a / b is v^d exactly, and then d. Intervals that are not points are never known to be equal.
std::optional<long> integer_shift(const Scale& a, const Scale& b);
bool is_unit(const Scale& a);

// Encloses the values on (0, delta]: an interval in [0, oo), unbounded above where no bound is known.
Interval range(const Scale& a, const Interval& delta);
// Encloses int_0^delta h dv; nothing if it is not certain to be finite.
std::optional<Interval> integral(const Scale& a, const Interval& delta);

}  // namespace certibound::detail
