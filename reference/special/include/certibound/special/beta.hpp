// Beta functions and binomial coefficients.
#pragma once

#include <certibound/interval/interval.hpp>

#include <optional>

namespace certibound {

// B(a, b) = Gamma(a) Gamma(b)/Gamma(a + b) and its logarithm, for a, b > 0 (DLMF 5.12.1). Both fall in a and in b, so a box
// takes two values. Empty where no member lies in the domain. Width of a point: 2 units in the last place (measured; of
// log_beta except next to its zeros).
Interval beta(const Interval& a, const Interval& b);
Interval log_beta(const Interval& a, const Interval& b);

// I_x(a, b), the distribution function of the beta law (DLMF 8.17.2), for a, b > 0 and 0 <= x <= 1. Rises in x and b, falls
// in a. Width of a point: 2 units in the last place, in the lower tail relative to the value (measured). By Arb.
Interval incomplete_beta(const Interval& x, const Interval& a, const Interval& b);

// The binomial coefficient, exactly; 0 outside 0 <= k <= n. Nothing if n < 0, or the number has more than about 10^7 bits.
std::optional<Integer> binomial(const Integer& n, const Integer& k);

// Gamma(n+1)/(Gamma(k+1) Gamma(n-k+1)) and its logarithm for real n >= k >= 0, by Arb. Rises in n, and in k up to n/2. On a
// box some of whose members have k < 0 or k > n, nothing is said: entire. Width of a point: 2 units in the last place,
// also for n = 10^12 (measured; of the logarithm except next to its zeros).
Interval binomial(const Interval& n, const Interval& k);
Interval log_binomial(const Interval& n, const Interval& k);

}  // namespace certibound
