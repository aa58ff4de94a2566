// Blocks: K vectors that go through a kernel side by side, and the loop that feeds an array to a kernel block by block.
//
// K = 2 interleaves two independent dependency chains in program order; with one vector the scheduler of the CPU fills
// with waiting operations of the same chain (6 % slower on Zen 4, measured), with more the registers spill.
// Every operation below is one correctly rounded IEEE operation on each lane, on every target, so a kernel written with
// them gives the same bits on all of them. No include guard of the usual kind: compiled once per Highway target.
#if defined(CERTIBOUND_KERNELS_BLOCKS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_BLOCKS_INL_HPP
#undef CERTIBOUND_KERNELS_BLOCKS_INL_HPP
#else
#define CERTIBOUND_KERNELS_BLOCKS_INL_HPP
#endif

#include "simd_targets.hpp"

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class Tag, std::size_t K>
struct Block {
  hn::Vec<Tag> part[K];
};

// x y + z, x y - z and z - x y, each with one rounding.
#if HWY_NATIVE_FMA
template <class V>
HWY_INLINE V fma(V x, V y, V z) {
  return hn::MulAdd(x, y, z);
}
template <class V>
HWY_INLINE V fms(V x, V y, V z) {
  return hn::MulSub(x, y, z);
}
template <class V>
HWY_INLINE V fnma(V x, V y, V z) {
  return hn::NegMulAdd(x, y, z);
}
#elif HWY_TARGET == HWY_SCALAR
template <class V>
HWY_INLINE V fma(V x, V y, V z) {
  return V(std::fma(x.raw, y.raw, z.raw));
}
template <class V>
HWY_INLINE V fms(V x, V y, V z) {
  return V(std::fma(x.raw, y.raw, -z.raw));
}
template <class V>
HWY_INLINE V fnma(V x, V y, V z) {
  return V(std::fma(-x.raw, y.raw, z.raw));
}
#else
#error "the kernels need a fused multiply-add"
#endif

// Applies `expression`, which may use the index i, to the K vectors of the block r.
#define CERTIBOUND_EACH(expression)           \
  Block<Tag, K> r;                            \
  HWY_UNROLL(4)                               \
  for (std::size_t i = 0; i < K; ++i) {       \
    r.part[i] = (expression);                 \
  }                                           \
  return r

template <std::size_t K, class Tag>
HWY_INLINE Block<Tag, K> splat(Tag d, hn::TFromD<Tag> c) {
  CERTIBOUND_EACH(hn::Set(d, c));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> operator+(Block<Tag, K> x, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::Add(x.part[i], y.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> operator-(Block<Tag, K> x, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::Sub(x.part[i], y.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> operator*(Block<Tag, K> x, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::Mul(x.part[i], y.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> operator/(Block<Tag, K> x, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::Div(x.part[i], y.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> abs(Block<Tag, K> x) {
  CERTIBOUND_EACH(hn::Abs(x.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> sqrt(Block<Tag, K> x) {
  CERTIBOUND_EACH(hn::Sqrt(x.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> fma(Block<Tag, K> x, Block<Tag, K> y, Block<Tag, K> z) {
  CERTIBOUND_EACH(fma(x.part[i], y.part[i], z.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> fms(Block<Tag, K> x, Block<Tag, K> y, Block<Tag, K> z) {
  CERTIBOUND_EACH(fms(x.part[i], y.part[i], z.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> fnma(Block<Tag, K> x, Block<Tag, K> y, Block<Tag, K> z) {
  CERTIBOUND_EACH(fnma(x.part[i], y.part[i], z.part[i]));
}
// The larger one; unspecified (one of the two) if either is NaN.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> max(Block<Tag, K> x, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::Max(x.part[i], y.part[i]));
}
// y where x < limit, +0 elsewhere (also where x is NaN); and the other way round.
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> where_below(Block<Tag, K> x, Block<Tag, K> limit, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::IfThenElseZero(hn::Lt(x.part[i], limit.part[i]), y.part[i]));
}
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> where_not_below(Block<Tag, K> x, Block<Tag, K> limit, Block<Tag, K> y) {
  CERTIBOUND_EACH(hn::IfThenZeroElse(hn::Lt(x.part[i], limit.part[i]), y.part[i]));
}
// y where x < limit, z elsewhere (also where x is NaN).
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> select_below(Block<Tag, K> x, Block<Tag, K> limit, Block<Tag, K> y, Block<Tag, K> z) {
  CERTIBOUND_EACH(hn::IfThenElse(hn::Lt(x.part[i], limit.part[i]), y.part[i], z.part[i]));
}
#undef CERTIBOUND_EACH

// One block through the kernel. Kernel::run(tag, Block) is a static function template on the number of vectors.
template <std::size_t K, class Kernel, class Tag, class T>
HWY_INLINE void one_block(Tag d, const T* in, T* out) {
  const std::size_t lanes = hn::Lanes(d);
  Block<Tag, K> x;
  for (std::size_t i = 0; i < K; ++i) {
    x.part[i] = hn::LoadU(d, in + i * lanes);
  }
  x = Kernel::run(d, x);
  for (std::size_t i = 0; i < K; ++i) {
    hn::StoreU(x.part[i], d, out + i * lanes);
  }
}

// out[i] = Kernel(in[i]), i < n < lanes, through a full vector of our own: nothing is read or written past the arrays.
template <class Kernel, class T>
HWY_INLINE void part_of_block(const T* in, T* out, std::size_t n) {
  const hn::ScalableTag<T> d;
  HWY_ALIGN T buffer[hn::MaxLanes(d)] = {};
  std::copy(in, in + n, buffer);
  one_block<1, Kernel>(d, buffer, buffer);
  std::copy(buffer, buffer + n, out);
}

// From this size on (of the results, in bytes) they go past the caches: a plain store would first read the line it overwrites.
// Above the L2 of today's cores, so that results which the caller finds in a cache stay there.
inline constexpr std::size_t kStreamedBytes = std::size_t{1} << 24;
inline constexpr std::size_t kLineBytes = 64;
// Loads are announced this far ahead (8 % on an Emerald Rapids, measured at 2^24 doubles); past the end that is harmless.
inline constexpr std::size_t kPrefetchBytes = 3072;

// The first elements of a large array, with stores that bypass the cache; returns how many. Bits do not depend on the way of a store.
template <class Kernel, class T>
HWY_INLINE std::size_t stream_array(const T* in, T* out, std::size_t n) {
  const hn::ScalableTag<T> d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t misplaced = reinterpret_cast<std::uintptr_t>(out) % kLineBytes;
  if (misplaced % sizeof(T) != 0) return 0;
  std::size_t i = misplaced == 0 ? 0 : (kLineBytes - misplaced) / sizeof(T);
  for (std::size_t k = 0; k < i; k += lanes) part_of_block<Kernel>(in + k, out + k, std::min(lanes, i - k));
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    const std::uintptr_t ahead = reinterpret_cast<std::uintptr_t>(in + i) + kPrefetchBytes;
    hwy::Prefetch(reinterpret_cast<const T*>(ahead));
    hwy::Prefetch(reinterpret_cast<const T*>(ahead + lanes * sizeof(T)));
    Block<hn::ScalableTag<T>, 2> x = {{hn::LoadU(d, in + i), hn::LoadU(d, in + i + lanes)}};
    x = Kernel::run(d, x);
    hn::Stream(x.part[0], d, out + i);
    hn::Stream(x.part[1], d, out + i + lanes);
  }
  hwy::FlushStream();
  return i;
}

// out[i] = Kernel(in[i]), i < n. A block is loaded before it is stored, so out may be in itself.
template <class Kernel, class T>
HWY_INLINE void for_array(const T* in, T* out, std::size_t n) {
  const hn::ScalableTag<T> d;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = n * sizeof(T) >= kStreamedBytes && in != out ? stream_array<Kernel>(in, out, n) : 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    one_block<2, Kernel>(d, in + i, out + i);
  }
  for (; i + lanes <= n; i += lanes) {
    one_block<1, Kernel>(d, in + i, out + i);
  }
  if (i < n) part_of_block<Kernel>(in + i, out + i, n - i);
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
