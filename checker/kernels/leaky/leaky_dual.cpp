// The normalised dual of the leaky rectifier for every target, and the table that chooses one of them at run time; k and 1 - k.
#include <certibound/kernels/leaky_dual.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "leaky/leaky_dual.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep

#include "leaky/leaky_dual-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

// coefficients: k and 1 - k, each a double and its rest.
void leaky_dual_double(const double* coefficients, const double* rho, double* out, std::size_t n) {
  using Tag = hn::ScalableTag<double>;
  const std::size_t lanes = hn::Lanes(Tag());
  const double k_hi = coefficients[0], k_lo = coefficients[1], l_hi = coefficients[2], l_lo = coefficients[3];
  const auto run = [&](const double* from, double* to) {
    const Block<Tag, 1> x{{hn::LoadU(Tag(), from)}};
    hn::StoreU(leaky_dual_of(Tag(), k_hi, k_lo, l_hi, l_lo, x).part[0], Tag(), to);
  };
  std::size_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    const Block<Tag, 2> x{{hn::LoadU(Tag(), rho + i), hn::LoadU(Tag(), rho + i + lanes)}};
    const auto y = leaky_dual_of(Tag(), k_hi, k_lo, l_hi, l_lo, x);
    hn::StoreU(y.part[0], Tag(), out + i);
    hn::StoreU(y.part[1], Tag(), out + i + lanes);
  }
  for (; i + lanes <= n; i += lanes) run(rho + i, out + i);
  if (i < n) {
    HWY_ALIGN double buffer[hn::MaxLanes(Tag())] = {};
    std::copy(rho + i, rho + n, buffer);
    run(buffer, buffer);
    std::copy(buffer, buffer + (n - i), out + i);
  }
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace certibound::kernels {
namespace {

// hi + lo to some 2^-100 relative: the operations of tail/double_double-inl.hpp, on numbers.
struct Two {
  double hi, lo;
};
Two fast_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}
Two sum(double a, double b) {
  const double s = a + b, part = s - a;
  return {s, (a - (s - part)) + (b - part)};
}
Two product(Two x, Two y) {
  const double p = x.hi * y.hi;
  return fast_sum(p, std::fma(x.hi, y.hi, -p) + (x.hi * y.lo + x.lo * y.hi));
}
Two quotient(Two x, Two y) {
  const double q = x.hi / y.hi;
  return fast_sum(q, ((std::fma(-q, y.hi, x.hi) + x.lo) - q * y.lo) / y.hi);
}
Two plus(Two x, Two y) {  // of numbers >= 0
  const Two s = sum(x.hi, y.hi);
  return fast_sum(s.hi, s.lo + (x.lo + y.lo));
}

constexpr double kLeastRatio = 0x1p-500;

}  // namespace

HWY_EXPORT(leaky_dual_double);

void leaky_dual(double a, double b, const double* rho, double* out, std::size_t n) {
  if (std::fabs(a) < std::fabs(b)) std::swap(a, b);  // N is symmetric in a and b
  const double ratio = std::fabs(b / a);
  if (!std::isfinite(a) || a == 0 || !(b == 0 || ratio >= kLeastRatio)) {
    std::fill(out, out + n, std::numeric_limits<double>::quiet_NaN());
    return;
  }
  const int exponent = std::ilogb(a);
  a = std::ldexp(a, -exponent);
  b = std::ldexp(b, -exponent);  // exact: the ratio is at least 2^-500, or b = 0; a subnormal b becomes a normal one
  const Two difference = sum(a, -b), first{a, 0}, second{b, 0};
  const Two norm = plus(product(first, first), product(second, second));
  const Two mixed = product(first, second);
  const Two k = quotient({2 * mixed.hi, 2 * mixed.lo}, norm), l = quotient(product(difference, difference), norm);
  const double coefficients[] = {k.hi, k.lo, l.hi, l.lo};
  HWY_DYNAMIC_DISPATCH(leaky_dual_double)(coefficients, rho, out, n);
}

}  // namespace certibound::kernels
#endif
