// Quantiles of r = |ReLU(Ru)|^2/|u|^2 ~ (2/m) chi^2_K, K ~ Bin(m, 1/2).
#pragma once

#include <certibound/interval/functions.hpp>

namespace certibound {

// inf{t : P(r <= t) >= p}, which is exactly 0 for p <= 2^-m (r = 0 has that probability) and else the only root of
// P(r <= t) = p. A secant iteration proposes; the ends are certified: P(r <= lo) < p < P(r <= hi), by the smaller tail, so
// that levels near 0 and near 1 keep their digits. Relative width 2^-bits (measured by the tests), more where p exceeds 2^-m
// by little. About ten tails are computed.
//   1 <= m <= kMaxTailWidth      p  exact, 0 < p < 1
// Outside of these the result is empty.
Interval norm_quantile(long m, const Rational& p, Precision bits);

}  // namespace certibound
