// The tails of r = |ReLU(Ru)|^2/|u|^2, R with m rows of iid N(0, 2/m) entries, on arrays:
//   upper     p(m, e) = P(r >= 1 + e) = sum_k C(m,k) 2^-m Q(k/2, m(1+e)/4)
//   lower     q(m, e) = P(r <= 1 - e) = sum_k C(m,k) 2^-m P(k/2, m(1-e)/4),   2^-m for e = 1, 0 for e > 1
//   failure   P(|r - 1| >= e) = p + q,                                        1 for e = 0
// Source: reference/norm_law/tail.hpp. From m = 1000 on the time does not depend on m but through the number of terms that are
// summed where the lower tail rests on fewer than some 200 positive coordinates (e near 1); below, the terms are summed.
//
//   m    n widths, whole numbers in [1, 2^51]          eps  n numbers in [0, 2^20]; NaN outside of either
//   out  n results; may be m or eps itself, else must not overlap them; all in any alignment
// REQUIRES: rounding to nearest, no flush-to-zero. The bits of a result depend on its arguments alone and are the same on every
// target.
//
// Errors (measured, see README.md of the room): of a probability that is a normal number below 1e-14 relative; below 2^-1022 the
// spacing of subnormal numbers counts, and in the end 0. Of a logarithm 1e-14 and 2^-52 of itself, also where the probability
// is far below the least double; the logarithm of 0 is -infinity. For e -> 0 the failure probability goes to 1 and its
// logarithm to 0: there 1e-14 is an absolute error.
#pragma once

#include <cstddef>

namespace certibound::kernels {

void norm_upper_tail(const double* m, const double* eps, double* out, std::size_t n);
void norm_log_upper_tail(const double* m, const double* eps, double* out, std::size_t n);

void norm_lower_tail(const double* m, const double* eps, double* out, std::size_t n);
void norm_log_lower_tail(const double* m, const double* eps, double* out, std::size_t n);

void norm_failure(const double* m, const double* eps, double* out, std::size_t n);
void norm_log_failure(const double* m, const double* eps, double* out, std::size_t n);

}  // namespace certibound::kernels
