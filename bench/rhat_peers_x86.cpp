// SLEEF (1.0 ULP variants, one of 3.5 ULP) and glibc's libmvec, AVX-512 and AVX2, through their documented vector symbols. Declared
// here rather than by sleef.h, whose declarations depend on the compiler flags of the whole file.
#include "rhat_peers_x86.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define CERTIBOUND_AVX512 __attribute__((target("avx512f")))
#define CERTIBOUND_AVX2 __attribute__((target("avx2,fma")))
#else
#undef HAVE_SLEEF
#undef HAVE_LIBMVEC
#undef HAVE_XSIMD
#endif

namespace certibound::bench {

#if defined(HAVE_SLEEF) || defined(HAVE_LIBMVEC)
namespace {
constexpr double kPi = 0x1.921fb54442d18p+1;

using Acos512 = __m512d (*)(__m512d);
using Acos256 = __m256d (*)(__m256d);
using Acos512f = __m512 (*)(__m512);

template <Acos512 acos>
CERTIBOUND_AVX512 void rhat_avx512(const double* in, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; i += 8) {
    const __m512d x = _mm512_loadu_pd(in + i);
    const __m512d root = _mm512_sqrt_pd(_mm512_fnmadd_pd(x, x, _mm512_set1_pd(1)));
    const __m512d sum = _mm512_fmadd_pd(_mm512_sub_pd(_mm512_set1_pd(kPi), acos(x)), x, root);
    _mm512_storeu_pd(out + i, _mm512_mul_pd(sum, _mm512_set1_pd(1 / kPi)));
  }
}

template <Acos256 acos>
CERTIBOUND_AVX2 void rhat_avx2(const double* in, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; i += 4) {
    const __m256d x = _mm256_loadu_pd(in + i);
    const __m256d root = _mm256_sqrt_pd(_mm256_fnmadd_pd(x, x, _mm256_set1_pd(1)));
    const __m256d sum = _mm256_fmadd_pd(_mm256_sub_pd(_mm256_set1_pd(kPi), acos(x)), x, root);
    _mm256_storeu_pd(out + i, _mm256_mul_pd(sum, _mm256_set1_pd(1 / kPi)));
  }
}

template <Acos512f acos>
CERTIBOUND_AVX512 void rhat_avx512_float(const float* in, float* out, std::size_t n) {
  constexpr auto pi = static_cast<float>(kPi);
  for (std::size_t i = 0; i < n; i += 16) {
    const __m512 x = _mm512_loadu_ps(in + i);
    const __m512 root = _mm512_sqrt_ps(_mm512_fnmadd_ps(x, x, _mm512_set1_ps(1)));
    const __m512 sum = _mm512_fmadd_ps(_mm512_sub_ps(_mm512_set1_ps(pi), acos(x)), x, root);
    _mm512_storeu_ps(out + i, _mm512_mul_ps(sum, _mm512_set1_ps(1 / pi)));
  }
}
}  // namespace
#endif

#ifdef HAVE_SLEEF
extern "C" {
CERTIBOUND_AVX512 __m512d Sleef_acosd8_u10avx512f(__m512d);
CERTIBOUND_AVX512 __m512d Sleef_acosd8_u35avx512f(__m512d);
CERTIBOUND_AVX2 __m256d Sleef_acosd4_u10avx2(__m256d);
CERTIBOUND_AVX512 __m512 Sleef_acosf16_u10avx512f(__m512);
}
#endif
#ifdef HAVE_LIBMVEC
extern "C" {
CERTIBOUND_AVX512 __m512d _ZGVeN8v_acos(__m512d);
CERTIBOUND_AVX2 __m256d _ZGVdN4v_acos(__m256d);
CERTIBOUND_AVX512 __m512 _ZGVeN16v_acosf(__m512);
}
#endif

std::vector<Peer> peers() {
  return {
#ifdef HAVE_SLEEF
      {"SLEEF u10", "AVX3", rhat_avx512<Sleef_acosd8_u10avx512f>, nullptr},
      {"SLEEF u35", "AVX3", rhat_avx512<Sleef_acosd8_u35avx512f>, nullptr},
      {"SLEEF u10", "AVX2", rhat_avx2<Sleef_acosd4_u10avx2>, nullptr},
      {"SLEEF u10 float", "AVX3", nullptr, rhat_avx512_float<Sleef_acosf16_u10avx512f>},
#endif
#ifdef HAVE_XSIMD
      {"xsimd", "AVX3", rhat_xsimd_avx512, nullptr},
#endif
#ifdef HAVE_LIBMVEC
      {"libmvec", "AVX3", rhat_avx512<_ZGVeN8v_acos>, nullptr},
      {"libmvec", "AVX2", rhat_avx2<_ZGVdN4v_acos>, nullptr},
      {"libmvec float", "AVX3", nullptr, rhat_avx512_float<_ZGVeN16v_acosf>},
#endif
  };
}

std::vector<std::string> missing_peers() {
  return {
#ifndef HAVE_SLEEF
      "SLEEF (libsleef-dev)",
#endif
#ifndef HAVE_XSIMD
      "xsimd (libxsimd-dev)",
#endif
#ifndef HAVE_LIBMVEC
      "libmvec (glibc)",
#endif
  };
}

}  // namespace certibound::bench
