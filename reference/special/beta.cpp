#include <certibound/special/beta.hpp>

#include "monotone.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <algorithm>

namespace certibound {
namespace {

using special::between;
using special::to_precision;
using special::unbounded_from;

constexpr long kMostBits = 10'000'000;

Interval positive_part(const Interval& x, Precision bits) {
  const Interval out = intersection(x, unbounded_from(0, bits));
  return !out.is_empty() && out.hi().is_zero() ? Interval::empty(bits) : out;
}

Ball log_beta_ball(const Ball& a, const Ball& b) { return lgamma(a) + lgamma(b) - lgamma(a + b); }

// B or log B at a corner; oo at 0, the limit 0 (-oo) at infinity.
Interval beta_corner(bool logarithm, const Float& a, const Float& b, Precision bits) {
  if (a.is_zero() || b.is_zero()) return {Interval(0L, bits).lo(), Interval::entire(bits).hi()};
  if (a.is_infinite() || b.is_infinite()) {
    return logarithm ? Interval(Interval::entire(bits).lo(), Interval(0L, bits).hi()) : Interval(0L, bits);
  }
  return to_precision(bits, [&](Precision p) {
    const Ball value = log_beta_ball(Ball(a).at_precision(p + mpfr_get_prec(a.get())), Ball(b).at_precision(p));
    return logarithm ? value : exp(value);
  });
}

Interval beta_of(bool logarithm, const Interval& first, const Interval& second) {
  const Precision bits = std::max(first.precision(), second.precision());
  const Interval a = positive_part(first, bits), b = positive_part(second, bits);
  if (a.is_empty() || b.is_empty()) return Interval::empty(bits);
  return between(beta_corner(logarithm, a.hi(), b.hi(), bits), beta_corner(logarithm, a.lo(), b.lo(), bits));
}

// I at a corner of the box: the limits of shape 0 and oo put all mass at one end of [0, 1].
Interval incomplete_corner(const Float& x, const Float& a, const Float& b, Precision bits) {
  const Interval zero(0L, bits), one(1L, bits), any(Rational(0), Rational(1), bits);
  if (x.is_zero()) return a.is_zero() ? any : zero;
  if (mpfr_cmp_si(x.get(), 1) == 0) return b.is_zero() ? any : one;
  const bool at_zero = a.is_zero() || b.is_infinite(), at_one = b.is_zero() || a.is_infinite();
  if (at_zero || at_one) return at_zero && at_one ? any : at_zero ? one : zero;
  return intersection(any, to_precision(bits, [&](Precision p) {
                        Ball out(p);
                        arb_hypgeom_beta_lower(out.get(), Ball(a).get(), Ball(b).get(), Ball(x).get(), 1, p);
                        return out;
                      }));
}

bool whole_box_inside(const Interval& n, const Interval& k) {
  return !n.is_empty() && !k.is_empty() && k.lo().sign() >= 0 && compare(k.hi(), n.lo()) <= 0 && n.is_bounded();
}

Interval binomial_point(bool logarithm, const Float& n, const Float& k, Precision bits) {
  return to_precision(bits, [&](Precision p) {
    const Precision exact = p + mpfr_get_prec(n.get()) + mpfr_get_prec(k.get());
    const Ball one(1L, exact), m = Ball(n).at_precision(exact), j = Ball(k).at_precision(exact);
    const Ball value = lgamma(m + one) - lgamma(j + one) - lgamma(m - j + one);
    return logarithm ? value : exp(value);
  });
}

Interval binomial_of(bool logarithm, const Interval& n, const Interval& k) {
  const Precision bits = std::max(n.precision(), k.precision());
  if (n.is_empty() || k.is_empty()) return Interval::empty(bits);
  if (!whole_box_inside(n, k)) return Interval::entire(bits);
  const Interval least_left = binomial_point(logarithm, n.lo(), k.lo(), bits);
  const Interval least_right = binomial_point(logarithm, n.lo(), k.hi(), bits);
  Float middle(mpfr_get_prec(n.hi().get()) + 1);
  mpfr_div_2ui(middle.get(), n.hi().get(), 1, MPFR_RNDN);  // exact
  const Float& best = std::clamp(middle, k.lo(), k.hi());
  return between(min(least_left, least_right), binomial_point(logarithm, n.hi(), best, bits));
}

}  // namespace

Interval beta(const Interval& a, const Interval& b) { return beta_of(false, a, b); }
Interval log_beta(const Interval& a, const Interval& b) { return beta_of(true, a, b); }

Interval incomplete_beta(const Interval& x, const Interval& a, const Interval& b) {
  const Precision bits = std::max({x.precision(), a.precision(), b.precision()});
  const Interval at = intersection(x, Interval(Rational(0), Rational(1), bits));
  const Interval first = positive_part(a, bits), second = positive_part(b, bits);
  if (at.is_empty() || first.is_empty() || second.is_empty()) return Interval::empty(bits);
  return between(incomplete_corner(at.lo(), first.hi(), second.lo(), bits),
                 incomplete_corner(at.hi(), first.lo(), second.hi(), bits));
}

std::optional<Integer> binomial(const Integer& n, const Integer& k) {
  if (n < 0) return std::nullopt;
  if (k < 0 || k > n) return Integer(0);
  const Integer least = std::min(k, Integer(n - k));
  const long bits_of_n = static_cast<long>(mpz_sizeinbase(n.backend().data(), 2));
  if (least > kMostBits / bits_of_n) return std::nullopt;
  Integer out;
  mpz_bin_ui(out.backend().data(), n.backend().data(), least.convert_to<unsigned long>());
  return out;
}

Interval binomial(const Interval& n, const Interval& k) { return binomial_of(false, n, k); }
Interval log_binomial(const Interval& n, const Interval& k) { return binomial_of(true, n, k); }

}  // namespace certibound
