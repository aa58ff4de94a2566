// See yardsticks.hpp. REQUIRES of all: n is a multiple of the vector length.
#include "yardsticks.hpp"

// The targets of the kernels (checker/kernels/simd_targets.hpp), so that forcing one by name forces it here too.
#define HWY_WANT_AVX3_DL
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "yardsticks.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>
#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace certibound::bench::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class T>
void square_roots_of(const T* in, T* out, std::size_t n) {
  const hn::ScalableTag<T> d;
  for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
    hn::StoreU(hn::Sqrt(hn::LoadU(d, in + i)), d, out + i);
  }
}

void square_roots_double(const double* in, double* out, std::size_t n) { square_roots_of(in, out, n); }
void square_roots_float(const float* in, float* out, std::size_t n) { square_roots_of(in, out, n); }

void copy_double(const double* in, double* out, std::size_t n) {
  const hn::ScalableTag<double> d;
  for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
    hn::StoreU(hn::LoadU(d, in + i), d, out + i);
  }
}

std::uint64_t and_popcount(const std::uint64_t* a, const std::uint64_t* b, std::size_t n) {
  const hn::ScalableTag<std::uint64_t> d;
  const std::size_t lanes = hn::Lanes(d);
  auto sum = hn::Zero(d), other = hn::Zero(d);
  for (std::size_t i = 0; i + 2 * lanes <= n; i += 2 * lanes) {
    sum = hn::Add(sum, hn::PopulationCount(hn::And(hn::LoadU(d, a + i), hn::LoadU(d, b + i))));
    other = hn::Add(other, hn::PopulationCount(hn::And(hn::LoadU(d, a + i + lanes), hn::LoadU(d, b + i + lanes))));
  }
  return hn::GetLane(hn::SumOfLanes(d, hn::Add(sum, other)));
}

void rhat_contrib(const double* in, double* out, std::size_t n) {
  const hn::ScalableTag<double> d;
  const auto pi = hn::Set(d, 0x1.921fb54442d18p+1);
  for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
    const auto x = hn::LoadU(d, in + i);
    const auto root = hn::Sqrt(hn::NegMulAdd(x, x, hn::Set(d, 1.0)));
    const auto sum = hn::MulAdd(hn::Sub(pi, hn::Acos(d, x)), x, root);
    hn::StoreU(hn::Mul(sum, hn::Set(d, 0x1.45f306dc9c883p-2)), d, out + i);
  }
}

}  // namespace certibound::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::bench {
HWY_EXPORT(square_roots_double);
HWY_EXPORT(square_roots_float);
HWY_EXPORT(copy_double);
HWY_EXPORT(rhat_contrib);
HWY_EXPORT(and_popcount);

void square_roots(const double* in, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(square_roots_double)(in, out, n);
}
void square_roots(const float* in, float* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(square_roots_float)(in, out, n);
}
void copy(const double* in, double* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(copy_double)(in, out, n); }
std::uint64_t read_and_count(const std::uint64_t* a, const std::uint64_t* b, std::size_t n) {
  return HWY_DYNAMIC_DISPATCH(and_popcount)(a, b, n);
}
void rhat_highway(const double* in, double* out, std::size_t n) { HWY_DYNAMIC_DISPATCH(rhat_contrib)(in, out, n); }
}  // namespace certibound::bench
#endif
