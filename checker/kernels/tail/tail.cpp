// The tail of the norm law for every target, and the tables that choose one of them at run time.
#include <certibound/kernels/tail.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tail/tail.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "tail/tail-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// out[i] from m[i] and eps[i], one vector at a time; what is loaded is loaded before it is stored.
template <bool logarithm>
HWY_INLINE void for_pairs(const double* m, const double* eps, double* out, std::size_t n) {
  using Tag = hn::ScalableTag<double>;
  const Tag d;
  const std::size_t lanes = hn::Lanes(d);
  const auto run = [&](const double* x, const double* y, double* to) {
    const Block<Tag, 1> width{{hn::LoadU(d, x)}}, at{{hn::LoadU(d, y)}};
    hn::StoreU(norm_tail<logarithm>(Tag(), width, at).part[0], d, to);
  };
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) run(m + i, eps + i, out + i);
  if (i < n) {
    HWY_ALIGN double x[hn::MaxLanes(d)] = {}, y[hn::MaxLanes(d)] = {};
    std::copy(m + i, m + n, x);
    std::copy(eps + i, eps + n, y);
    run(x, y, x);
    std::copy(x, x + (n - i), out + i);
  }
}

void upper_tail_double(const double* m, const double* eps, double* out, std::size_t n) { for_pairs<false>(m, eps, out, n); }
void log_upper_tail_double(const double* m, const double* eps, double* out, std::size_t n) { for_pairs<true>(m, eps, out, n); }

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

HWY_EXPORT(upper_tail_double);
HWY_EXPORT(log_upper_tail_double);

void norm_upper_tail(const double* m, const double* eps, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(upper_tail_double)(m, eps, out, n);
}
void norm_log_upper_tail(const double* m, const double* eps, double* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(log_upper_tail_double)(m, eps, out, n);
}

}  // namespace certibound::kernels
#endif
