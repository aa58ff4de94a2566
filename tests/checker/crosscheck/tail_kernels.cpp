// Tails of the norm law in a shared object: the kernels of checker/kernels as a user's own, and each spoiled in one place.
#include <certibound/kernel.h>
#include <certibound/kernels/erf_dual.hpp>
#include <certibound/kernels/tail.hpp>
#include <certibound/kernels/width.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace kernels = certibound::kernels;

CERTIBOUND_KERNEL void good_lower(const double* m, const double* eps, double* out, size_t n) { kernels::norm_lower_tail(m, eps, out, n); }
CERTIBOUND_KERNEL void good_failure(const double* m, const double* eps, double* out, size_t n) { kernels::norm_failure(m, eps, out, n); }
CERTIBOUND_KERNEL void good_log_upper(const double* m, const double* eps, double* out, size_t n) {
  kernels::norm_log_upper_tail(m, eps, out, n);
}

// Wrong by 10^-12 for widths from 1000 to 10^6.
CERTIBOUND_KERNEL void spoiled_lower(const double* m, const double* eps, double* out, size_t n) {
  kernels::norm_lower_tail(m, eps, out, n);
  for (size_t i = 0; i < n; ++i) out[i] *= m[i] >= 1000 && m[i] < 1e6 ? 1 + 1e-12 : 1;
}
// Leaves out the lower tail.
CERTIBOUND_KERNEL void one_sided_failure(const double* m, const double* eps, double* out, size_t n) { kernels::norm_upper_tail(m, eps, out, n); }
// A plain logarithm: no number where the probability is below the least double.
CERTIBOUND_KERNEL void log_of_upper(const double* m, const double* eps, double* out, size_t n) {
  kernels::norm_upper_tail(m, eps, out, n);
  for (size_t i = 0; i < n; ++i) out[i] = std::log(out[i]);
}
// The law of large widths for all of them.
CERTIBOUND_KERNEL void normal_upper(const double* m, const double* eps, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const bool whole = m[i] >= 1 && m[i] == std::floor(m[i]);
    out[i] = whole ? 0.5 * std::erfc(eps[i] * std::sqrt(m[i] / 10)) : std::numeric_limits<double>::quiet_NaN();
  }
}
// A number for half a neuron.
CERTIBOUND_KERNEL void any_width(const double* m, const double* eps, double* out, size_t n) {
  const std::vector<double> widths(m, m + n);
  kernels::norm_upper_tail(m, eps, out, n);
  for (size_t i = 0; i < n; ++i) {
    if (widths[i] > 0 && widths[i] < 1) out[i] = 0.5;
  }
}

CERTIBOUND_KERNEL void good_width(const double* eps, const double* delta, double* out, size_t n) { kernels::smallest_width(eps, delta, out, n); }
// One row too many for small probabilities.
CERTIBOUND_KERNEL void careful_width(const double* eps, const double* delta, double* out, size_t n) {
  const std::vector<double> probabilities(delta, delta + n);
  kernels::smallest_width(eps, delta, out, n);
  for (size_t i = 0; i < n; ++i) out[i] += probabilities[i] < 0x1p-30 ? 1 : 0;
}

CERTIBOUND_KERNEL void good_erf_dual(const double* q, const double* rho, double* out, size_t n) { kernels::erf_dual(q, q, rho, out, n); }
CERTIBOUND_KERNEL void textbook_erf_dual(const double* q, const double* rho, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = 2 / 3.141592653589793 * std::asin(2 * rho[i] * q[i] / (1 + 2 * q[i]));
}
