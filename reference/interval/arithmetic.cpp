// Arithmetic, powers and roots, and the set operations: the only place besides elementary.cpp, trigonometric.cpp and
// special.cpp where end points are rounded.
#include "detail.hpp"

#include <initializer_list>

namespace certibound {
namespace {

using detail::common_precision;

Float smallest(std::initializer_list<Float> values) { return *std::min_element(values.begin(), values.end()); }
Float largest(std::initializer_list<Float> values) {
  return *std::max_element(values.begin(), values.end(), [](const Float& a, const Float& b) { return a < b; });
}

// A corner product. An infinite end is a limit, not a member, so 0 * oo is 0 here (the factor 0 is exact).
Float product(const Float& a, const Float& b, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  if (a.is_zero() || b.is_zero()) {
    mpfr_set_zero(out.get(), 1);
  } else {
    mpfr_mul(out.get(), a.get(), b.get(), direction);
  }
  return out;
}

// A corner quotient. REQUIRES: b != 0. An infinite divisor gives the limit 0.
Float quotient(const Float& a, const Float& b, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  if (a.is_zero() || b.is_infinite()) {
    mpfr_set_zero(out.get(), 1);
  } else {
    mpfr_div(out.get(), a.get(), b.get(), direction);
  }
  return out;
}

bool is_zero_interval(const Interval& x) { return x.lo().is_zero() && x.hi().is_zero(); }

// x / y for 0 < y.
Interval divide_by_positive(const Interval& x, const Interval& y, Precision bits) {
  const Float& below = x.lo().sign() >= 0 ? y.hi() : y.lo();
  const Float& above = x.hi().sign() >= 0 ? y.lo() : y.hi();
  // An infinite numerator end stays infinite, whatever the divisor.
  Float lo = x.lo().is_infinite() ? detail::infinite(bits, -1) : quotient(x.lo(), below, bits, MPFR_RNDD);
  Float hi = x.hi().is_infinite() ? detail::infinite(bits, 1) : quotient(x.hi(), above, bits, MPFR_RNDU);
  return {lo, hi};
}

// x / y for y = [0, c], c > 0: the quotients by the positive members.
Interval divide_by_zero_up(const Interval& x, const Interval& y, Precision bits) {
  if (x.lo().sign() >= 0 && is_zero_interval(x)) return Interval(0, bits);
  if (x.lo().sign() < 0 && x.hi().sign() > 0) return Interval::entire(bits);
  if (x.lo().sign() >= 0) return {quotient(x.lo(), y.hi(), bits, MPFR_RNDD), detail::infinite(bits, 1)};
  return {detail::infinite(bits, -1), quotient(x.hi(), y.hi(), bits, MPFR_RNDU)};
}

Interval even_power(const Interval& x, unsigned long n) {
  const Interval magnitude = abs(x);
  Float lo(x.precision()), hi(x.precision());
  mpfr_pow_ui(lo.get(), magnitude.lo().get(), n, MPFR_RNDD);
  mpfr_pow_ui(hi.get(), magnitude.hi().get(), n, MPFR_RNDU);
  return {lo, hi};
}

Interval odd_power(const Interval& x, unsigned long n) {
  Float lo(x.precision()), hi(x.precision());
  mpfr_pow_ui(lo.get(), x.lo().get(), n, MPFR_RNDD);
  mpfr_pow_ui(hi.get(), x.hi().get(), n, MPFR_RNDU);
  return {lo, hi};
}

// x^n with one rounding an end, for x of one sign (0 allowed as an end) and n <= -1.
Interval negative_power_one_sign(const Interval& x, long n) {
  const Precision bits = x.precision();
  const bool even = n % 2 == 0;
  const bool negative = x.hi().sign() <= 0;
  const auto value = [&](const Float& end, mpfr_rnd_t direction) {
    Float out(bits);
    if (end.is_zero()) return detail::infinite(bits, negative && !even ? -1 : 1);
    mpfr_pow_si(out.get(), end.get(), n, direction);
    return out;
  };
  // |x|^n falls as |x| grows: on the positive side, and on the negative side for odd n, the value falls with x.
  if (negative && even) return {value(x.lo(), MPFR_RNDD), value(x.hi(), MPFR_RNDU)};
  return {value(x.hi(), MPFR_RNDD), value(x.lo(), MPFR_RNDU)};
}

Interval negative_power(const Interval& x, long n) {
  if (is_zero_interval(x)) return Interval::empty(x.precision());
  if (x.lo().sign() < 0 && x.hi().sign() > 0) {
    if (n % 2 != 0) return Interval::entire(x.precision());
    const Float zero = detail::integer(0, x.precision());
    return hull(negative_power_one_sign(Interval(x.lo(), zero), n), negative_power_one_sign(Interval(zero, x.hi()), n))
        .at_precision(x.precision());
  }
  return negative_power_one_sign(x, n);
}

}  // namespace

Interval operator-(const Interval& x) {
  if (x.is_empty()) return x;
  return {detail::apply(mpfr_neg, x.hi(), x.precision(), MPFR_RNDD),
          detail::apply(mpfr_neg, x.lo(), x.precision(), MPFR_RNDU)};
}

Interval operator+(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  Float lo(bits), hi(bits);
  mpfr_add(lo.get(), x.lo().get(), y.lo().get(), MPFR_RNDD);
  mpfr_add(hi.get(), x.hi().get(), y.hi().get(), MPFR_RNDU);
  return {lo, hi};
}

Interval operator-(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  Float lo(bits), hi(bits);
  mpfr_sub(lo.get(), x.lo().get(), y.hi().get(), MPFR_RNDD);
  mpfr_sub(hi.get(), x.hi().get(), y.lo().get(), MPFR_RNDU);
  return {lo, hi};
}

Interval operator*(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  const auto corner = [&](const Float& a, const Float& b, mpfr_rnd_t d) { return product(a, b, bits, d); };
  if (x.lo().sign() >= 0 && y.lo().sign() >= 0) {
    return {corner(x.lo(), y.lo(), MPFR_RNDD), corner(x.hi(), y.hi(), MPFR_RNDU)};
  }
  return {smallest({corner(x.lo(), y.lo(), MPFR_RNDD), corner(x.lo(), y.hi(), MPFR_RNDD),
                    corner(x.hi(), y.lo(), MPFR_RNDD), corner(x.hi(), y.hi(), MPFR_RNDD)}),
          largest({corner(x.lo(), y.lo(), MPFR_RNDU), corner(x.lo(), y.hi(), MPFR_RNDU),
                   corner(x.hi(), y.lo(), MPFR_RNDU), corner(x.hi(), y.hi(), MPFR_RNDU)})};
}

Interval operator/(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty() || is_zero_interval(y)) return Interval::empty(bits);
  if (y.lo().sign() > 0) return divide_by_positive(x, y, bits);
  if (y.hi().sign() < 0) return divide_by_positive(-x, -y, bits);
  if (y.lo().sign() < 0 && y.hi().sign() > 0) {
    return is_zero_interval(x) ? Interval(0, bits) : Interval::entire(bits);
  }
  return y.hi().sign() > 0 ? divide_by_zero_up(x, y, bits) : divide_by_zero_up(-x, -y, bits);
}

Interval fma(const Interval& x, const Interval& y, const Interval& z) {
  const Precision bits = std::max(common_precision(x, y), z.precision());
  if (x.is_empty() || y.is_empty() || z.is_empty()) return Interval::empty(bits);
  // The product at full precision is exact, so the sum rounds once.
  const Precision exact = x.precision() + y.precision();
  const Interval xy = x.at_precision(exact) * y.at_precision(exact);
  Float lo(bits), hi(bits);
  mpfr_add(lo.get(), xy.lo().get(), z.lo().get(), MPFR_RNDD);
  mpfr_add(hi.get(), xy.hi().get(), z.hi().get(), MPFR_RNDU);
  return {lo, hi};
}

Interval reciprocal(const Interval& x) { return Interval(1, x.precision()) / x; }

Interval sqr(const Interval& x) { return x.is_empty() ? x : even_power(x, 2); }

Interval pown(const Interval& x, long n) {
  if (x.is_empty()) return x;
  if (n == 0) return Interval(1, x.precision());
  if (n < 0) return negative_power(x, n);
  return n % 2 == 0 ? even_power(x, static_cast<unsigned long>(n)) : odd_power(x, static_cast<unsigned long>(n));
}

// y log x is bilinear in (log x, y), so the extremes of x^y over a box lie at its corners.
Interval pow(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  const Interval base = detail::at_least(x, 0);
  if (base.is_empty() || y.is_empty()) return Interval::empty(bits);
  if (is_zero_interval(base)) return y.hi().sign() > 0 ? Interval(0, bits) : Interval::empty(bits);
  const auto corner = [&](const Float& a, const Float& b, mpfr_rnd_t direction) {
    Float out(bits);
    mpfr_pow(out.get(), a.get(), b.get(), direction);
    mpfr_abs(out.get(), out.get(), MPFR_RNDN);  // (-0)^odd is -0 or -oo; the end point meant is +0
    return out;
  };
  return {smallest({corner(base.lo(), y.lo(), MPFR_RNDD), corner(base.lo(), y.hi(), MPFR_RNDD),
                    corner(base.hi(), y.lo(), MPFR_RNDD), corner(base.hi(), y.hi(), MPFR_RNDD)}),
          largest({corner(base.lo(), y.lo(), MPFR_RNDU), corner(base.lo(), y.hi(), MPFR_RNDU),
                   corner(base.hi(), y.lo(), MPFR_RNDU), corner(base.hi(), y.hi(), MPFR_RNDU)})};
}

Interval sqrt(const Interval& x) { return detail::increasing(mpfr_sqrt, detail::at_least(x, 0)); }

Interval rootn(const Interval& x, unsigned long n) {
  const Interval inside = n % 2 == 0 ? detail::at_least(x, 0) : x;
  if (inside.is_empty()) return inside;
  Float lo(x.precision()), hi(x.precision());
  mpfr_rootn_ui(lo.get(), inside.lo().get(), n, MPFR_RNDD);
  mpfr_rootn_ui(hi.get(), inside.hi().get(), n, MPFR_RNDU);
  return {lo, hi};
}

Interval cbrt(const Interval& x) { return rootn(x, 3); }

Interval hull(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty()) return y.at_precision(bits);
  if (y.is_empty()) return x.at_precision(bits);
  return Interval(smallest({x.lo(), y.lo()}), largest({x.hi(), y.hi()})).at_precision(bits);
}

Interval intersection(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty() || disjoint(x, y)) return Interval::empty(bits);
  return Interval(largest({x.lo(), y.lo()}), smallest({x.hi(), y.hi()})).at_precision(bits);
}

Interval abs(const Interval& x) {
  if (x.is_empty() || x.lo().sign() >= 0) return x;
  if (x.hi().sign() <= 0) return -x;
  Float zero(x.precision());
  mpfr_set_zero(zero.get(), 1);
  return {zero, largest({(-x).hi(), x.hi()})};
}

Interval min(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  return Interval(smallest({x.lo(), y.lo()}), smallest({x.hi(), y.hi()})).at_precision(bits);
}

Interval max(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (x.is_empty() || y.is_empty()) return Interval::empty(bits);
  return Interval(largest({x.lo(), y.lo()}), largest({x.hi(), y.hi()})).at_precision(bits);
}

Float mid(const Interval& x) {
  Float out(x.precision());
  if (x.is_empty()) return out;
  if (x.is_entire()) {
    mpfr_set_zero(out.get(), 1);
  } else if (x.lo().is_infinite() || x.hi().is_infinite()) {
    // IEEE 1788: the largest finite number in the direction of the unbounded side.
    mpfr_set_inf(out.get(), x.lo().is_infinite() ? -1 : 1);
    x.lo().is_infinite() ? mpfr_nextabove(out.get()) : mpfr_nextbelow(out.get());
  } else {
    Float sum(x.precision() + 2);
    mpfr_add(sum.get(), x.lo().get(), x.hi().get(), MPFR_RNDN);
    mpfr_div_2ui(out.get(), sum.get(), 1, MPFR_RNDN);
    // Rounding to nearest may leave a very thin interval only through an exponent gap; keep the promise mid in x.
    if (out < x.lo()) out = x.lo();
    if (x.hi() < out) out = x.hi();
  }
  return out;
}

Float wid(const Interval& x) {
  Float out(x.precision());
  if (!x.is_empty()) mpfr_sub(out.get(), x.hi().get(), x.lo().get(), MPFR_RNDU);
  return out;
}

Float rad(const Interval& x) {
  Float out(x.precision());
  if (x.is_empty()) return out;
  if (!x.is_bounded()) return detail::infinite(x.precision(), 1);
  const Float centre = mid(x);
  Float below(x.precision()), above(x.precision());
  mpfr_sub(below.get(), centre.get(), x.lo().get(), MPFR_RNDU);
  mpfr_sub(above.get(), x.hi().get(), centre.get(), MPFR_RNDU);
  return largest({below, above});
}

Float mag(const Interval& x) { return x.is_empty() ? Float(x.precision()) : abs(x).hi(); }
Float mig(const Interval& x) { return x.is_empty() ? Float(x.precision()) : abs(x).lo(); }

}  // namespace certibound
