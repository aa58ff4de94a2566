// Mean values of r = |ReLU(Ru)|^2/|u|^2, R with m rows of iid N(0, 2/m) entries: r = (1/m) sum xi_i, xi = 2 B g^2, B a fair
// coin, g standard normal; so E xi^n = 2^(n-1) (2n-1)!!, E r = 1, Var r = 5/m.
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

inline constexpr long kMostMoment = 200;

// E r^n, exactly, through the cumulants, of which those of m r are m times those of xi.
// REQUIRES: m >= 1, 0 <= n <= kMostMoment.
Rational norm_moment(long m, int n);

// Var r = 5/m.
inline Rational norm_variance(long m) { return {5, m}; }

struct NormDeviations {
  Interval root_mean;       // E sqrt r
  Interval deviation;       // E |1 - r|
  Interval root_deviation;  // E |1 - sqrt r|, of the norm itself
};

// Enclosures of relative width at most 2^-bits (measured by the tests for m up to 10^6), by sums over the k near m/2:
//   E(1 - r)^+ = sum of C(m,k) 2^-m [P(k/2, x) - (2k/m) P(k/2+1, x)],  E|1 - r| = 2 E(1 - r)^+,
//   E(1 - sqrt r)^+ = sum of C(m,k) 2^-m [P(k/2, x) - c_k P((k+1)/2, x)],  E|1 - sqrt r| = 2 E(1 - sqrt r)^+ + E sqrt r - 1,
// x = m/4, c_k = 2 m^(-1/2) Gamma((k+1)/2)/Gamma(k/2), E sqrt r = sum of C(m,k) 2^-m c_k.
//   1 <= m <= kMaxTailWidth; outside of this all are empty
NormDeviations norm_deviations(long m, Precision bits);

}  // namespace certibound
