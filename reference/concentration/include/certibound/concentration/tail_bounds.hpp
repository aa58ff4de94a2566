// Tail bounds for sums with every constant explicit, and Cramer's exponent, the best that Chernoff's method gives.
//
// Each formula is a function of its own parameters; hypotheses on them are checked, and the empty set with a reason is the
// answer where they fail. What they say of the law (independence, zero mean) is the caller's to know; it stands above each.
#pragma once

#include <certibound/concentration/variable.hpp>

#include <string>

namespace certibound {

enum class Side { upper, lower };  // P(mean >= t) or P(mean <= t)

// --- Bernstein for sub-exponential variables: X_1..X_N independent, E X_i = 0, |X_i|_psi1 <= K, t >= 0.

// E(u) = sup over 0 <= l <= 1 of (l u - l^2): u^2/4 for u <= 2, u - 1 beyond. As E exp(|X|/K) <= 2, for |lambda| K <= 1
//   E exp(lambda X) <= 1 + sum over k >= 2 of |lambda|^k E|X|^k/k! <= 1 + (lambda K)^2 <= exp((lambda K)^2),
// since the sum over k >= 1 of E|X|^k/(K^k k!) is at most 1. So P(|mean| >= t) <= 2 exp(-N E(t/K)), and E(u) >=
// min(u^2, u)/4: nachum22, Theorem 6 holds with c = 1/4. REQUIRES: u >= 0 (the part below 0 is forgotten).
Interval sub_exponential_exponent(const Interval& u);

// min(1, 2 exp(-N E(t/K))), a bound of P(|(1/N) sum X_i| >= t). REQUIRES: K > 0, t >= 0, N >= 1.
Interval bernstein_tail(const Rational& norm, const Rational& t, const Integer& count, Precision bits,
                        std::string* why = nullptr);

// min(1, 2 exp(-min(t^2/K^2, t/K) c N)) as printed: nachum22, Theorem 6, with the constant c as the caller claims it
// (R. Vershynin, 2018, Corollary 2.8.3, leaves it open; 1/4 is proven above). REQUIRES: also c > 0.
Interval stated_bernstein_tail(const Rational& c, const Rational& norm, const Rational& t, const Integer& count,
                               Precision bits, std::string* why = nullptr);

// --- Bernstein's inequality of the textbooks, for S = sum of (X_i - E X_i), X_i independent (S. Boucheron, G. Lugosi,
// P. Massart, Concentration Inequalities, 2013, Theorem 2.10 and Corollary 2.11).

// Sub-gamma: log E exp(lambda S) <= v lambda^2/(2 (1 - b lambda)) for 0 < lambda < 1/b gives P(S >= t) <= exp(-h),
// h = (v/b^2) h1(b t/v), h1(u) = 1 + u - sqrt(1 + 2u); here t^2/v / (1 + u + sqrt(1 + 2u)), without cancellation, which
// is at least t^2/(2 (v + b t)). Holds if sum E X_i^2 <= v and sum E (X_i)_+^q <= q! v b^(q-2)/2 for q >= 3.
// REQUIRES: v > 0, b >= 0, t >= 0.
Interval sub_gamma_exponent(const Rational& v, const Rational& b, const Rational& t, Precision bits,
                            std::string* why = nullptr);

// exp(-t^2/(2 (v + b t/3))), a bound of P(S >= t) if X_i - E X_i <= b and sum Var X_i <= v. REQUIRES: v > 0, b >= 0, t >= 0.
Interval bounded_bernstein_tail(const Rational& v, const Rational& b, const Rational& t, Precision bits,
                                std::string* why = nullptr);

// exp(-2 t^2/sum (b_i - a_i)^2), a bound of P(S >= t) if a_i <= X_i <= b_i (W. Hoeffding 1963, Theorem 2).
// REQUIRES: the sum of squares > 0, t >= 0.
Interval hoeffding_tail(const Rational& sum_of_squares, const Rational& t, Precision bits, std::string* why = nullptr);

// --- Chernoff's method: P(mean of N copies >= t) <= exp(-N I(t)), I(t) = sup over lambda >= 0 of lambda t - log E
// exp(lambda X), the best exponent (Cramer); for Side::lower P(mean <= t), over lambda <= 0.

// Enclosure of I(t). From below by values, from above by chords of the concave function of lambda. Absolute width about
// 2^(10 - bits) (measured by the tests); 0 lies in it if t is on the wrong side of the mean. Unbounded above if the supremum
// was not found. Empty, with a reason, if X has no closed transform. REQUIRES: bits >= 24.
Interval cramer_exponent(const Variable& x, const Rational& t, Side side, Precision bits, std::string* why = nullptr);

// exp(-N I(t)), the same in probabilities. REQUIRES: N >= 1.
Interval chernoff_tail(const Variable& x, const Rational& t, Side side, const Integer& count, Precision bits,
                       std::string* why = nullptr);

}  // namespace certibound
