// Kernels with one defect each, and some without, for the tests of `certibound kernel check`. All are named after what they
// do; the good ones are the square root, which IEEE 754 rounds correctly.
#include <certibound/kernel.h>

#include <cfenv>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <limits>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace {

void roots(const double* in, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = std::sqrt(in[i]);
}

// Each element by f.
template <class F>
void each(const double* in, double* out, size_t n, F f) {
  for (size_t i = 0; i < n; ++i) out[i] = f(in[i]);
}

}  // namespace

CERTIBOUND_KERNEL void good(const double* in, double* out, size_t n) { roots(in, out, n); }
CERTIBOUND_KERNEL void good_float(const float* in, float* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = std::sqrt(in[i]);
}
CERTIBOUND_KERNEL double good_scalar(double x) { return std::sqrt(x); }
CERTIBOUND_KERNEL void good_sum(const double* x, const double* y, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = x[i] + y[i];
}
CERTIBOUND_KERNEL void good_but_talks(const double* in, double* out, size_t n) {
  roots(in, out, n);
  std::puts("words on standard output");
  std::fflush(stdout);
}

// Wrong values.
CERTIBOUND_KERNEL void two_ulp_in_one_binade(const double* in, double* out, size_t n) {
  each(in, out, n, [](double x) {
    const double y = std::sqrt(x);
    return x >= 0x1p-300 && x < 0x1p-299 ? y * (1 + 0x1p-51) : y;
  });
}
CERTIBOUND_KERNEL void one_wrong_float(const float* in, float* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = in[i] == 0x1.23456p+10F ? std::sqrt(in[i]) * 1.001F : std::sqrt(in[i]);
}
CERTIBOUND_KERNEL void nan_inside(const double* in, double* out, size_t n) {
  each(in, out, n, [](double x) { return x > 0 && x < 0x1p-1000 ? std::numeric_limits<double>::quiet_NaN() : std::sqrt(x); });
}
CERTIBOUND_KERNEL void number_outside(const double* in, double* out, size_t n) {
  each(in, out, n, [](double x) { return std::sqrt(std::fabs(x)); });
}
CERTIBOUND_KERNEL void hides_nan(const double* in, double* out, size_t n) {
  each(in, out, n, [](double x) { return std::isnan(x) ? 0 : std::sqrt(x); });
}
CERTIBOUND_KERNEL void wrong_sum(const double* x, const double* y, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = x[i] + y[i] + (y[i] == 1 ? 1e-9 : 0);
}
CERTIBOUND_KERNEL void flushes_results(const double* in, double* out, size_t n) {  // a tenth of the input
  each(in, out, n, [](double x) { return std::fabs(x / 10) < std::numeric_limits<double>::min() ? 0 : x / 10; });
}
CERTIBOUND_KERNEL void stairs(const double* in, double* out, size_t n) {  // every other step of 1 ULP goes down
  each(in, out, n, [](double x) {
    const double y = std::sqrt(x);
    return std::fmod(std::ldexp(x, 52 - std::ilogb(x)), 2) == 1 ? std::nextafter(y, 0) : y;
  });
}
CERTIBOUND_KERNEL void lopsided_sine(const double* in, double* out, size_t n) {
  each(in, out, n, [](double x) { return x < 0 ? std::nextafter(std::sin(x), -2) : std::sin(x); });
}

// Deadly ones.
CERTIBOUND_KERNEL void crashes(const double* in, double* out, size_t n) {
  roots(in, out, n);
  for (size_t i = 0; i < n; ++i) {
    if (in[i] > 3 && in[i] < 3.25) std::raise(SIGSEGV);
  }
}
CERTIBOUND_KERNEL void exits(const double*, double*, size_t) { std::_Exit(0); }
CERTIBOUND_KERNEL void hangs(const double* in, double* out, size_t n) {
  roots(in, out, n);
  for (size_t i = 0; i < n; ++i) {
    for (const volatile double* x = in + i; *x > 3 && *x < 3.25;) {
    }
  }
}
CERTIBOUND_KERNEL void writes_behind(const double* in, double* out, size_t n) {
  roots(in, out, n);
  static_cast<volatile double*>(out)[n] = 1;
}
CERTIBOUND_KERNEL void reads_behind(const double* in, double* out, size_t n) {
  roots(in, out, n);
  static_cast<void>(static_cast<const volatile double*>(in)[n]);
}
CERTIBOUND_KERNEL void writes_before(const double* in, double* out, size_t n) {
  roots(in, out, n);
  if (n == 5) static_cast<volatile double*>(out)[-1] = 1;
}
CERTIBOUND_KERNEL void writes_its_input(const double* in, double* out, size_t n) {
  roots(in, out, n);
  if (n > 0) const_cast<volatile double*>(in)[0] = 1;
}

// Those that leave something behind.
CERTIBOUND_KERNEL void rounds_upward(const double* in, double* out, size_t n) {
  roots(in, out, n);
  std::fesetround(FE_UPWARD);
}
CERTIBOUND_KERNEL void counts_its_calls(const double* in, double* out, size_t n) {
  static int calls = 0;
  roots(in, out, n);
  if (n > 7 && ++calls % 2 == 0) out[7] = 7;
}
CERTIBOUND_KERNEL void depends_on_length(const double* in, double* out, size_t n) {
  roots(in, out, n);
  if (n % 4 != 0 && n < 60) out[n - 1] = std::nextafter(out[n - 1], 0);
}
#if defined(__SSE2__)
CERTIBOUND_KERNEL void sets_ftz(const double* in, double* out, size_t n) {
  roots(in, out, n);
  _mm_setcsr(_mm_getcsr() | 0x8000U);
}
CERTIBOUND_KERNEL void sets_daz(const double* in, double* out, size_t n) {
  roots(in, out, n);
  _mm_setcsr(_mm_getcsr() | 0x0040U);
}
CERTIBOUND_KERNEL void unmasks_exceptions(const double* in, double* out, size_t n) {
  roots(in, out, n);
  _mm_setcsr(_mm_getcsr() & ~0x0200U);  // division by zero
}
#endif
