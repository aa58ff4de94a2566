// Which Highway targets these kernels are compiled for. Include it before any Highway header.
//
// The kernels are built on exact products (fused multiply-add), and their results are the same bits on every target.
// So targets without FMA instructions are left out; a CPU that has nothing better runs the scalar target, whose
// std::fma is exact everywhere (and slow where the CPU has no FMA: about 1 us an element, estimated). Vectors of
// unknown length (SVE, RVV) are left out because blocks-inl.hpp puts vectors in arrays.
//
// AVX3_DL (AVX-512 from Ice Lake and Zen 4 on) is one that Highway compiles only if asked: it has the funnel shift and the bit count of
// the boundary counts.
#pragma once

#define HWY_WANT_AVX3_DL
#define HWY_DISABLED_TARGETS \
  (HWY_SSSE3 | HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_WASM | HWY_WASM_EMU256)
