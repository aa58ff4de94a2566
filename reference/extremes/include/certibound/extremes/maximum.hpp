// Moments of the largest of n independent standard normal variables, with and without 0 among them:
//   M_n = max(X_1, .., X_n),   M_n^+ = max(0, X_1, .., X_n),
// what max pooling makes of n pre-activations (without and with a ReLU before it).
//
//   E M_n^p = integral of n x^p phi(x) Phi(x)^(n-1) over the line, by the trapezoidal rule: the integrand is entire, so
//   the error falls exponentially with the number of nodes (L. N. Trefethen, J. A. C. Weideman, The exponentially
//   convergent trapezoidal rule, SIAM Review 56, 2014, Theorem 5.1), and a bound of the integrand off the line proves it.
//   E M_n^+ = E M_n + integral of Q(x)^n over x > 0,   E (M_n^+)^2 = E M_n^2 - integral of 2 x Q(x)^n,   Q = 1 - Phi.
#pragma once

#include <certibound/interval/interval.hpp>

#include <cstdint>

namespace certibound {

enum class MaxOver {
  values,           // M_n
  values_and_zero,  // M_n^+
};

inline constexpr std::int64_t kMaxCount = 1'000'000'000'000'000;  // 10^15

struct MaximumMoments {
  Interval mean, second, variance;  // E M, E M^2, E M^2 - (E M)^2
};

// Enclosures of the three moments; the mean and second moment of M_1 are points.
//   count  n, 1 <= n <= kMaxCount       bits  precision of the result
// Widths up to bits = 300 (measured by the tests): at most 2^(4 - bits) for the mean, 2^(7 - bits) for the second moment (of
// up to 60), 2^(2 - bits) for the variance. At 64 bits 3 to 12 ms, at 300 bits up to 0.2 s, for any n (measured).
// Outside the range of n all three are empty.
MaximumMoments maximum_moments(std::int64_t count, MaxOver over, Precision bits);

}  // namespace certibound
