// The largest of n standard normals and 0, as the claims about max pooling use it.
#pragma once

#include <certibound/extremes/pair.hpp>
#include <certibound/interval/functions.hpp>

namespace certibound::papers::pooling {

constexpr Precision kMaximumBits = 48, kPairBits = 40;

inline Interval number(const Rational& value) { return Interval(value, kMaximumBits); }
inline Interval log_of(std::int64_t n) { return log(Interval(static_cast<long>(n), kMaximumBits)); }

// E M_n, E M_n^2, Var M_n.
inline MaximumMoments moments(std::int64_t n) { return maximum_moments(n, MaxOver::values_and_zero, kMaximumBits); }

inline MaximumPair pair_at(std::int64_t n, const Rational& rho, Precision bits = kPairBits) {
  return maximum_pair(n, rho, MaxOver::values_and_zero, bits);
}

// At rho = -1, where there are one-dimensional integrals only, so that all the bits come cheap.
MaximumPair opposite(std::int64_t n);

// E(M_x - M_y)^2 log n at rho = -1.
inline Interval distance_log(std::int64_t n) { return opposite(n).squared_distance * log_of(n); }

}  // namespace certibound::papers::pooling
