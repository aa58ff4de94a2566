// The tail of the norm law for every target, and the tables that choose one of them at run time.
#include <certibound/kernels/tail.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tail/tail.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "tail/lower_tail-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// out[i] from m[i] and eps[i], one vector at a time; what is loaded is loaded before it is stored.
template <class Which, bool logarithm>
HWY_INLINE void for_pairs(const double* m, const double* eps, double* out, std::size_t n) {
  using Tag = hn::ScalableTag<double>;
  const Tag d;
  const std::size_t lanes = hn::Lanes(d);
  const auto run = [&](const double* x, const double* y, double* to) {
    const Block<Tag, 1> width{{hn::LoadU(d, x)}}, at{{hn::LoadU(d, y)}};
    const auto result = Which::both(Tag(), width, at, logarithm);
    hn::StoreU(on_widths(Tag(), width, at, logarithm ? result.lo : result.hi).part[0], d, to);
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

#define CERTIBOUND_TAIL(name, which, logarithm)                                        \
  void name##_double(const double* m, const double* eps, double* out, std::size_t n) { \
    for_pairs<which, logarithm>(m, eps, out, n);                                       \
  }
CERTIBOUND_TAIL(norm_upper_tail, UpperTail, false)
CERTIBOUND_TAIL(norm_log_upper_tail, UpperTail, true)
CERTIBOUND_TAIL(norm_lower_tail, LowerTail, false)
CERTIBOUND_TAIL(norm_log_lower_tail, LowerTail, true)
CERTIBOUND_TAIL(norm_failure, EitherTail, false)
CERTIBOUND_TAIL(norm_log_failure, EitherTail, true)
#undef CERTIBOUND_TAIL

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

#define CERTIBOUND_TAIL(name)                                                 \
  HWY_EXPORT(name##_double);                                                  \
  void name(const double* m, const double* eps, double* out, std::size_t n) { \
    HWY_DYNAMIC_DISPATCH(name##_double)(m, eps, out, n);                      \
  }
CERTIBOUND_TAIL(norm_upper_tail)
CERTIBOUND_TAIL(norm_log_upper_tail)
CERTIBOUND_TAIL(norm_lower_tail)
CERTIBOUND_TAIL(norm_log_lower_tail)
CERTIBOUND_TAIL(norm_failure)
CERTIBOUND_TAIL(norm_log_failure)
#undef CERTIBOUND_TAIL

}  // namespace certibound::kernels
#endif
