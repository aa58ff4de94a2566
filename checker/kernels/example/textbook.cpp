// The formula of the textbooks for Rhat, as most programs have it: the counter-example. It loses every digit near rho = -1,
// where sqrt(1 - rho^2) and (pi - acos rho) |rho| cancel like (1 + rho)^(3/2):
//
//   certibound kernel check ./libtextbook.so:textbook --against Rhat --max-ulp 1
//
// says refuted, with an input beside -1 and an error of 10^23 ULP.
#include <certibound/kernel.h>

#include <cmath>

CERTIBOUND_KERNEL void textbook(const double* in, double* out, size_t n) {
  constexpr double pi = 3.14159265358979323846;
  for (size_t i = 0; i < n; ++i) {
    out[i] = (std::sqrt(1 - in[i] * in[i]) + (pi - std::acos(in[i])) * in[i]) / pi;
  }
}
