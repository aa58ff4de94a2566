// Exponents of the two tails of r = |ReLU(Ru)|^2 / |u|^2, R with m rows of iid N(0, 2/m) entries.
//
// With lambda < 1/2 and v = (1 - 2 lambda)^(-1/2), E exp(lambda B g^2) = (1 + v)/2 for B a fair coin, g standard
// normal, so
//   P(r >= 1+e) and P(r <= 1-e) are at most exp(-m I),  I = sup over lambda of lambda (1+e)/2 - log((1 + v)/2),
// for +e and -e. Source of f: D. Arpit, Y. Bengio, arXiv 1901.03611, Lemma 2, (7), which takes v^2 = 1 + e; the
// supremum is attained where v^3/(1 + v) = (1 + e)/2 (Cramer).
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// Enclosure of f(e) = e/4 + log(2/(1 + sqrt(1+e))), the published exponent; exactly 0 at e = 0.
//   e  rational > -1      bits  precision of the result
// Relative width: at most 2^(6 - bits) (measured by the tests from e = 1e6 down to |e| = 1e-300); by
//   d = e/(2 (1 + sqrt(1+e))),  f = d^2 + (d - log1p(d)),
// where the one cancellation left is met by as many more bits. REQUIRES: e > -1; elsewhere the result is empty.
Interval published_exponent(const Rational& e, Precision bits);

// Enclosure of the saddle v > 0 of the best Chernoff bound, less 1: the root x of 2x^3 + 6x^2 + (5 - e)x = 2e.
// Relative width as for published_exponent. REQUIRES: e > -1; elsewhere the result is empty.
Interval chernoff_saddle_less_one(const Rational& e, Precision bits);

// Enclosure of the best Chernoff exponent I(e): 1 + e = 2v^3/(1 + v), I = v(v - 1)/2 - log((1 + v)/2); exactly 0 at
// e = 0. I(e) belongs to the upper tail for e > 0, I(-e) to the lower one. With d = (v - 1)/2 it is
// 2d^2 + (d - log1p(d)).
// Relative width as for published_exponent. REQUIRES: e > -1; elsewhere the result is empty.
Interval chernoff_exponent(const Rational& e, Precision bits);

}  // namespace certibound
