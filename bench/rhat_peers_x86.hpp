// Rhat by the printed formula, composed from the vector square root and arc cosine of other libraries (x86-64).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace certibound::bench {

struct Peer {
  std::string name;
  std::string target;  // of kernels::supported_targets() it compares with: "AVX2" or those that begin with "AVX3"
  void (*on_double)(const double* in, double* out, std::size_t n);  // null if the peer works on float
  void (*on_float)(const float* in, float* out, std::size_t n);
};

#ifdef HAVE_XSIMD
void rhat_xsimd_avx512(const double* in, double* out, std::size_t n);
#endif

// REQUIRES of every call: n is a multiple of 16; the CPU has the target.
std::vector<Peer> peers();
// What was not found when this was built.
std::vector<std::string> missing_peers();

}  // namespace certibound::bench
