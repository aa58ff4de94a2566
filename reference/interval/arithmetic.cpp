// Arithmetic: sums, products, quotients, and the two operations that undo a sum or a product. With powers.cpp,
// elementary.cpp, trigonometric.cpp and special.cpp the only place where end points are rounded.
#include "detail.hpp"

#include <array>

namespace certibound {
namespace {

using detail::common_precision;
using detail::is_zero_interval;

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

// A corner of x y + z, rounded once. REQUIRES: c finite.
Float product_and_sum(const Float& a, const Float& b, const Float& c, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  if (a.is_zero() || b.is_zero()) {
    mpfr_set(out.get(), c.get(), direction);
  } else {
    mpfr_fma(out.get(), a.get(), b.get(), c.get(), direction);
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
  if (x.lo().sign() >= 0) {
    return {corner(y.lo().sign() >= 0 ? x.lo() : x.hi(), y.lo(), MPFR_RNDD),
            corner(y.hi().sign() >= 0 ? x.hi() : x.lo(), y.hi(), MPFR_RNDU)};
  }
  if (y.lo().sign() >= 0) return y * x;
  if (x.hi().sign() <= 0) return -x * -y;
  if (y.hi().sign() <= 0) return -y * -x;
  return {std::min(corner(x.lo(), y.hi(), MPFR_RNDD), corner(x.hi(), y.lo(), MPFR_RNDD)),
          std::max(corner(x.lo(), y.lo(), MPFR_RNDU), corner(x.hi(), y.hi(), MPFR_RNDU))};
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

// x y + z is linear in each argument, so its extremes lie at corners, with the end of z that helps.
Interval fma(const Interval& x, const Interval& y, const Interval& z) {
  const Precision bits = std::max(common_precision(x, y), z.precision());
  if (x.is_empty() || y.is_empty() || z.is_empty()) return Interval::empty(bits);
  const auto corner = [&](const Float& a, const Float& b, mpfr_rnd_t d) {
    return product_and_sum(a, b, d == MPFR_RNDD ? z.lo() : z.hi(), bits, d);
  };
  const auto corners = [&](mpfr_rnd_t d) {
    return std::array{corner(x.lo(), y.lo(), d), corner(x.lo(), y.hi(), d), corner(x.hi(), y.lo(), d),
                      corner(x.hi(), y.hi(), d)};
  };
  return {z.lo().is_infinite() ? detail::infinite(bits, -1) : detail::smallest(corners(MPFR_RNDD)),
          z.hi().is_infinite() ? detail::infinite(bits, 1) : detail::largest(corners(MPFR_RNDU))};
}

Interval reciprocal(const Interval& x) { return Interval(1, x.precision()) / x; }

Interval cancel_minus(const Interval& x, const Interval& y) {
  const Precision bits = common_precision(x, y);
  if (!x.is_bounded() || !y.is_bounded()) return Interval::entire(bits);
  if (x.is_empty()) return Interval::empty(bits);
  if (y.is_empty()) return Interval::entire(bits);
  // wid x - wid y, rounded away from zero, so that the sign is the exact one even where the difference underflows.
  Float terms[] = {x.hi(), (-x).hi(), (-y).lo(), y.lo()}, excess(2);
  const mpfr_ptr pointers[] = {terms[0].get(), terms[1].get(), terms[2].get(), terms[3].get()};
  mpfr_sum(excess.get(), pointers, 4, MPFR_RNDA);
  if (excess.sign() < 0) return Interval::entire(bits);
  Float lo(bits), hi(bits);
  mpfr_sub(lo.get(), x.lo().get(), y.lo().get(), MPFR_RNDD);
  mpfr_sub(hi.get(), x.hi().get(), y.hi().get(), MPFR_RNDU);
  return {lo, hi};
}

Interval cancel_plus(const Interval& x, const Interval& y) { return cancel_minus(x, -y); }

std::pair<Interval, Interval> mul_rev_to_pair(const Interval& factor, const Interval& product) {
  const Precision bits = common_precision(factor, product);
  Interval none = Interval::empty(bits);
  if (contains_zero(factor) && contains_zero(product)) return {Interval::entire(bits), std::move(none)};
  const bool divided = contains_zero(factor) && factor.lo().sign() < 0 && factor.hi().sign() > 0;
  if (!divided || product.is_empty()) return {product / factor, std::move(none)};
  const Float zero = detail::zero(bits);
  Interval by_negative = product / Interval(factor.lo(), zero), by_positive = product / Interval(zero, factor.hi());
  if (product.hi().sign() < 0) std::swap(by_negative, by_positive);
  return {std::move(by_negative), std::move(by_positive)};
}

}  // namespace certibound
