// E[s(X) s(Y)] = sum_n a_n(q1) a_n(q2) rho^n prepared for one pair of variances, with what bounds the terms left out.
//
// By Cauchy-Schwarz sum_{n > N} |a_n(q1) a_n(q2)| is at most the root of the product of the energies left,
// E s^2 - sum_{n <= N} a_n^2, for either variance; the same with weights n(n-1)..(n-k+1) for the k-th derivative in rho,
// where the energies are those of s^(k).
#pragma once

#include "series_activation.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace certibound {

struct RhoSeries final : DualSeries {
  // a_n(q1) a_n(q2) for n = 0, 2, 4, .. and n = 1, 3, 5, ..; the upper bound of the sum of the absolute values left.
  std::vector<Interval> even, odd;
  Interval even_left, odd_left;
  bool same_law = false;  // q1 = q2: all terms are squares
  // Upper bound of sum n!/(n-k)! |a_n(q1) a_n(q2)| over the n left, k >= 1; may be infinite.
  std::function<Interval(int k)> weighted_left;
  // The dual at rho = 1 and -1 by another way, met with the series.
  std::optional<Interval> at_one, at_minus_one;

  Interval derivative(const Interval& rho, int order) const override;

 private:
  Interval remainder(const Interval& rho, int order) const;
};

}  // namespace certibound
