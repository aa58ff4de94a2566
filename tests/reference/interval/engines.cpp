#include "engines.hpp"

#include <certibound/interval/functions.hpp>

namespace certibound::test {
namespace {

Ball log_to_base(const Ball& x, unsigned long base) {
  Ball out(x.precision());
  arb_log_base_ui(out.get(), x.get(), base, out.precision());
  return out;
}

// base^x; exact where x is whole.
Ball power_of(long base, const Ball& x) { return pow(Ball(base, x.precision()), x); }

// Arb takes the principal root, which is not real for x < 0. A ball around 0 has an image known to the root of its size.
Ball odd_root(const Ball& x, unsigned long n) {
  if (arb_is_negative(x.get()) != 0) return -rootn(-x, n);
  if (arb_is_nonnegative(x.get()) != 0) return rootn(x, n);
  Ball size(x.precision());
  arb_get_abs_ubound_arf(arb_midref(size.get()), x.get(), size.precision());
  const Ball most = rootn(size, n);
  return Ball::hull(-most, most);
}

Ball by_arb(void (*f)(arb_t, const arb_t, slong), const Ball& x) {
  Ball out(x.precision());
  f(out.get(), x.get(), out.precision());
  return out;
}

Ball sign_by_arb(const Ball& x) {
  Ball out(x.precision());
  arb_sgn(out.get(), x.get());
  return out;
}

Ball half(const Ball& x) { return Ball(Rational(1, 2), x.precision()); }

// floor(x + 1/2) with the sum exact, less 1 where x + 1/2 is an odd whole number; on a ball that is more than one number
// the result of both is meant.
Ball ties_to_even(const Ball& x) {
  Ball sum(x.precision());
  arb_add(sum.get(), x.get(), half(x).get(), ARF_PREC_EXACT);
  const Ball up = by_arb(arb_floor, sum);
  if (arb_is_exact(x.get()) == 0) return Ball::hull(up - Ball(1L, x.precision()), up);
  const bool tie = arb_is_int(sum.get()) != 0;
  const bool odd = tie && arb_is_int_2exp_si(sum.get(), 1) == 0;
  return odd ? up - Ball(1L, x.precision()) : up;
}

// sign(x) floor(|x| + 1/2)
Ball ties_away(const Ball& x) {
  Ball size(x.precision());
  arb_abs(size.get(), x.get());
  arb_add(size.get(), size.get(), half(x).get(), ARF_PREC_EXACT);
  return by_arb(arb_floor, size) * sign_by_arb(x);
}

// Towards 0.
Ball truncated(const Ball& x) {
  if (arb_is_nonnegative(x.get()) != 0) return by_arb(arb_floor, x);
  if (arb_is_nonpositive(x.get()) != 0) return by_arb(arb_ceil, x);
  return Ball::hull(by_arb(arb_floor, x), by_arb(arb_ceil, x));
}

Ball norm(const Ball& x, const Ball& y) {
  Ball out(std::max(x.precision(), y.precision()));
  arb_hypot(out.get(), x.get(), y.get(), out.precision());
  return out;
}

bool no_real_power(const Float* x) { return x[0].sign() < 0 || (x[0].is_zero() && x[1].sign() <= 0); }
bool origin(const Float* x) { return x[0].is_zero() && x[1].is_zero(); }

constexpr double kPi = 3.14159;

}  // namespace

#define ONE(f) #f, 1, [](const Interval* x) { return f(x[0]); }, [](const Ball* x) { return f(x[0]); }
#define TWO(f) #f, 2, [](const Interval* x) { return f(x[0], x[1]); }, [](const Ball* x) { return f(x[0], x[1]); }
#define OWN(f) #f, 1, [](const Interval* x) { return f(x[0]); }, [](const Ball * x)
#define PAIR(name, op) \
  name, 2, [](const Interval* x) { return x[0] op x[1]; }, [](const Ball* x) { return x[0] op x[1]; }
#define WHOLE(name, f, n) name, 1, [](const Interval* x) { return f(x[0], n); }, [](const Ball * x)

const std::vector<TwoEngines>& two_engines() {
  static const std::vector<TwoEngines> rows = {
      {"neg", 1, [](const Interval* x) { return -x[0]; }, [](const Ball* x) { return -x[0]; }, -9, 9},
      {PAIR("add", +), -9, 9},
      {PAIR("sub", -), -9, 9},
      {PAIR("mul", *), -9, 9},
      {PAIR("div", /), -9, 9},
      {"fma", 3, [](const Interval* x) { return fma(x[0], x[1], x[2]); },
       [](const Ball* x) { return fma(x[0], x[1], x[2]); }, -9, 9},
      {OWN(reciprocal) { return Ball(1L, x[0].precision()) / x[0]; }, -9, 9},
      {ONE(sqr), -9, 9},
      {WHOLE("pown_3", pown, 3L) { return pown(x[0], 3); }, -9, 9},
      {WHOLE("pown_10", pown, 10L) { return pown(x[0], 10); }, -9, 9},
      {WHOLE("pown_minus_2", pown, -2L) { return pown(x[0], -2); }, -9, 9},
      {WHOLE("pown_minus_7", pown, -7L) { return pown(x[0], -7); }, -9, 9},
      {TWO(pow), 0, 9, 40, no_real_power},
      {ONE(sqrt), 0, 9},
      {OWN(cbrt) { return odd_root(x[0], 3); }, -9, 9},
      {WHOLE("rootn_5", rootn, 5UL) { return odd_root(x[0], 5); }, -9, 9},
      {WHOLE("rootn_6", rootn, 6UL) { return rootn(x[0], 6); }, 0, 9},
      {OWN(rsqrt) { return by_arb(arb_rsqrt, x[0]); }, 0, 9},
      {"hypot", 2, [](const Interval* x) { return hypot(x[0], x[1]); }, [](const Ball* x) { return norm(x[0], x[1]); },
       -9, 9},
      {ONE(exp), -20, 20, 60},
      {OWN(exp2) { return power_of(2, x[0]); }, -20, 20, 60},
      {OWN(exp10) { return power_of(10, x[0]); }, -20, 20, 60},
      {ONE(expm1), -20, 20, 60},
      {ONE(log), 0, 9},
      {OWN(log2) { return log_to_base(x[0], 2); }, 0, 9},
      {OWN(log10) { return log_to_base(x[0], 10); }, 0, 9},
      {ONE(log1p), -1, 9},
      {ONE(sin), -kPi, 9, 60000},
      {ONE(cos), -kPi, 9, 60000},
      {ONE(tan), -kPi, 9, 60000},
      {ONE(asin), -1, 1},
      {ONE(acos), -1, 1},
      {ONE(atan), -9, 9},
      {TWO(atan2), -9, 9, 2'000'000, origin},
      {ONE(sinh), -20, 20, 60},
      {ONE(cosh), -20, 20, 60},
      {ONE(tanh), -20, 20, 60},
      {ONE(asinh), -9, 9},
      {ONE(acosh), 1, 9},
      {ONE(atanh), -1, 1},
      {ONE(abs), -9, 9},
      {TWO(min), -9, 9},
      {TWO(max), -9, 9},
      {OWN(sign) { return sign_by_arb(x[0]); }, -9, 9},
      {OWN(floor) { return by_arb(arb_floor, x[0]); }, -9, 9, 400},
      {OWN(ceil) { return by_arb(arb_ceil, x[0]); }, -9, 9, 400},
      {OWN(trunc) { return truncated(x[0]); }, -9, 9, 400},
      {OWN(round_ties_even) { return ties_to_even(x[0]); }, -9, 9, 400},
      {OWN(round_ties_away) { return ties_away(x[0]); }, -9, 9, 400},
      {ONE(erf), -6, 6, 60},
      {ONE(erfc), -9, 9, 60},
      {ONE(normal_cdf), -9, 9, 60, nullptr, 2},
      {ONE(normal_density), -9, 9, 60, nullptr, 2},
      {ONE(gamma), -5, 30, 12, nullptr, 1},
      {ONE(lgamma), 0, 30, 20, nullptr, 1},
      {ONE(digamma), -5, 30, 20, nullptr, 1},
  };
  return rows;
}

}  // namespace certibound::test
