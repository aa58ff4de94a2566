// Rhat by the printed formula with xsimd's vector functions. Compiled for AVX-512 as a whole, which is how xsimd chooses its
// instructions, and so kept to this one function; it is called only where the CPU has them.
#include "rhat_peers_x86.hpp"

#if defined(HAVE_XSIMD) && defined(__AVX512F__)
#include <xsimd/xsimd.hpp>

namespace certibound::bench {

void rhat_xsimd_avx512(const double* in, double* out, std::size_t n) {
  using Batch = xsimd::batch<double, xsimd::avx512f>;
  constexpr double pi = 0x1.921fb54442d18p+1;
  for (std::size_t i = 0; i < n; i += Batch::size) {
    const Batch x = Batch::load_unaligned(in + i);
    const Batch root = xsimd::sqrt(xsimd::fnma(x, x, Batch(1.0)));
    const Batch sum = xsimd::fma(Batch(pi) - xsimd::acos(x), x, root);
    (sum * Batch(1 / pi)).store_unaligned(out + i);
  }
}

}  // namespace certibound::bench
#endif
