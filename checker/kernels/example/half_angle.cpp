// An example of a kernel of one's own: Rhat without cancellation, from the C library alone. With rho = cos t,
//   pi Rhat(cos t) = sin t + (pi - t) cos t,
// which for s = pi - t (small near rho = -1) is sin s - s cos s. That difference still cancels like s^3/3, so for s < 2 it is
// summed as its power series, sum_k (-1)^(k+1) s^(2k+1) 2k/(2k+1)!. The angle s = 2 asin(sqrt((1 + rho)/2)) keeps its digits
// because 1 + rho is exact below -1/2.
//
//   certibound kernel check ./libhalf_angle.so:half_angle --against Rhat --max-ulp 9
//
// finds some 7.8 ULP near rho = -0.47 (measured): s^3 triples the error of the angle.
#include <certibound/kernel.h>

#include <cmath>
#include <limits>

static double half_angle_one(double rho) {
  constexpr double pi = 3.14159265358979323846;
  if (!(rho >= -1 && rho <= 1)) return std::numeric_limits<double>::quiet_NaN();
  const double s = 2 * std::asin(std::sqrt((1 + rho) / 2));
  if (s >= 2) return (std::sin(s) - s * std::cos(s)) / pi;
  const double y = s * s;
  double sum = 1;
  for (int k = 11; k >= 1; --k) sum = 1 - y / (2.0 * k * (2 * k + 3)) * sum;  // the quotient of the terms k + 1 and k
  return s * y / 3 * sum / pi;
}

CERTIBOUND_KERNEL void half_angle(const double* in, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = half_angle_one(in[i]);
}
