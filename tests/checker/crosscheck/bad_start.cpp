// A library that does its harm while it is loaded, as one linked with -ffast-math does (it flushes to zero from then on), or
// by crashing; what, is said by a macro.
#include <certibound/kernel.h>

#include <cmath>
#include <cstdlib>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace {

struct Start {
  Start() {
#if defined(START_ABORTS)
    std::abort();
#elif defined(__SSE2__)
    _mm_setcsr(_mm_getcsr() | 0x8040U);
#endif
  }
} start;

}  // namespace

CERTIBOUND_KERNEL void roots(const double* in, double* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = std::sqrt(in[i]);
}
