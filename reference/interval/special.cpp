// Error functions and the gamma family, from the functions MPFR rounds correctly.
#include "detail.hpp"

#include <algorithm>

namespace certibound {
namespace {

int log_gamma(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_lngamma(out, x, direction); }
int round_to(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) { return mpfr_set(out, x, direction); }

// Gamma has its poles at 0, -1, -2, .. and the sign (-1)^n on (n, n + 1), n < 0. On each such piece, and on (0, oo),
// (log |Gamma|)'' = digamma' = sum_k (x + k)^-2 > 0 (DLMF 5.15.1): |Gamma| is log-convex, hence convex. It tends to +oo
// at both ends, and has its minimum where digamma, which increases, is 0.
struct Piece {
  Float left, right;      // two integers; digamma is negative right of the first and positive left of the second
  bool negative = false;  // Gamma
};

bool is_pole(const Float& x) { return x.sign() <= 0 && mpfr_integer_p(x.get()) != 0; }

// f = |Gamma| or log |Gamma| at a point inside the piece or at a pole, where f is +oo.
struct Valley {
  detail::UnaryMpfr mpfr;
  bool logarithm;

  Float at(const Float& x, const Piece& piece, Precision bits, mpfr_rnd_t direction) const {
    if (is_pole(x)) return detail::infinite(bits, 1);
    if (!piece.negative) return detail::apply(mpfr, x, bits, direction);
    Float out = detail::apply(mpfr, x, bits, direction == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD);
    mpfr_neg(out.get(), out.get(), MPFR_RNDN);
    return out;
  }
};

int digamma_sign(const Float& x) {
  Float value(MPFR_PREC_MIN);
  mpfr_digamma(value.get(), x.get(), MPFR_RNDN);  // correctly rounded, so the sign is right
  return value.sign();
}

// [a, b] around the zero of digamma in the piece, by bisection; wid <= 2^-(bits / 2 + 8).
Interval digamma_zero(const Piece& piece, Precision bits) {
  const Precision steps = bits / 2 + 8, work = steps + 4 + mpfr_get_exp(piece.left.get());
  Interval between = Interval(piece.left, piece.right).at_precision(work);
  Float middle(work);
  for (Precision step = 0; step < steps; ++step) {
    mpfr_add(middle.get(), between.lo().get(), between.hi().get(), MPFR_RNDN);  // exact, like the halves
    mpfr_div_2ui(middle.get(), middle.get(), 1, MPFR_RNDN);
    between = digamma_sign(middle) < 0 ? Interval(middle, between.hi()) : Interval(between.lo(), middle);
  }
  return between;
}

// The convex f on a piece. Its minimum lies within [a, b] = digamma_zero, at or above the tangent in a, whose slope is
// digamma(a) for the logarithm and Gamma(a) digamma(a) for Gamma; what the tangent misses is about f'' wid^2 / 2.
Interval valley(const Valley& f, const Interval& x, const Piece& piece) {
  const Precision bits = x.precision(), work = bits + 16;
  const Float hi = std::max(f.at(x.lo(), piece, bits, MPFR_RNDU), f.at(x.hi(), piece, bits, MPFR_RNDU));
  if (x.hi() <= piece.left || (x.hi() < piece.right && digamma_sign(x.hi()) < 0)) {
    return {f.at(x.hi(), piece, bits, MPFR_RNDD), hi};
  }
  if (piece.right <= x.lo() || (piece.left < x.lo() && digamma_sign(x.lo()) > 0)) {
    return {f.at(x.lo(), piece, bits, MPFR_RNDD), hi};
  }
  const Interval bottom = digamma_zero(piece, bits), a(bottom.lo(), bottom.lo());
  const Interval height(f.at(bottom.lo(), piece, work, MPFR_RNDD), f.at(bottom.lo(), piece, work, MPFR_RNDU));
  const Interval slope = digamma(a) * (f.logarithm ? Interval(1, work) : height);
  const Interval least = (height + slope * (Interval(bottom.hi(), bottom.hi()) - a)).at_precision(bits);
  return {least.lo(), hi};
}

// f(x, piece) for the piece that holds x; entire across a pole, empty at one.
template <typename F>
Interval between_poles(const Interval& x, F f) {
  const Precision bits = x.precision();
  if (x.is_empty() || (x.is_point() && is_pole(x.lo()))) return Interval::empty(bits);
  Piece piece{detail::integer(1, 64), detail::integer(2, 64)};
  if (x.lo().sign() >= 0) return f(x, piece);
  // From 2^(bits + 1) on, numbers are integers and their neighbours lie at least 2 apart.
  if (x.lo().is_infinite() || mpfr_get_exp(x.lo().get()) > bits + 1) return Interval::entire(bits);
  piece = {Float(bits + 2), Float(bits + 2)};
  mpfr_floor(piece.left.get(), x.lo().get());
  mpfr_add_ui(piece.right.get(), piece.left.get(), 1, MPFR_RNDN);
  if (piece.right < x.hi()) return Interval::entire(bits);
  Float half = piece.left;
  mpfr_div_2ui(half.get(), half.get(), 1, MPFR_RNDN);
  piece.negative = mpfr_integer_p(half.get()) == 0;
  return f(x, piece);
}

// f at one point, correctly rounded. The enclosure has 10 guard bits, and twice the exponent of x more, as the condition
// number of both functions below grows like x^2. If its ends round to different numbers, it is computed once more with
// twice the bits (Ziv); where they differ still, the value lies next to 1 or below the least Float, and the outer one is
// right. REQUIRES: x finite.
Float at_point(Interval (*f)(const Interval&), const Float& x, Precision bits, mpfr_rnd_t direction) {
  const mpfr_exp_t exponent = x.is_zero() ? 0 : mpfr_get_exp(x.get());
  const Precision work = bits + 10 + 2 * std::clamp<mpfr_exp_t>(exponent, 0, 40);
  const auto rounded = [&](const Float& end) { return detail::apply(round_to, end, bits, direction); };
  Interval value = f(Interval(x, x).at_precision(work));
  if (!(rounded(value.lo()) == rounded(value.hi()))) value = f(Interval(x, x).at_precision(2 * work));
  return rounded(direction == MPFR_RNDD ? value.lo() : value.hi());
}

// Phi(x) = erfc(-x / sqrt 2) / 2.
Interval distribution(const Interval& x) {
  const Interval two(2, x.precision());
  return erfc(-x / sqrt(two)) / two;
}

Interval density(const Interval& x) {
  const Interval two(2, x.precision());
  return exp(-sqr(x) / two) / sqrt(two * Interval::pi(x.precision()));
}

}  // namespace

Interval erf(const Interval& x) { return detail::increasing(mpfr_erf, x); }
Interval erfc(const Interval& x) { return detail::decreasing(mpfr_erfc, x); }

Interval normal_cdf(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval limits(0, 1, bits);
  return {x.lo().is_infinite() ? limits.lo() : at_point(distribution, x.lo(), bits, MPFR_RNDD),
          x.hi().is_infinite() ? limits.hi() : at_point(distribution, x.hi(), bits, MPFR_RNDU)};
}

// Even, and falling away from 0.
Interval normal_density(const Interval& x) {
  if (x.is_empty()) return x;
  const Precision bits = x.precision();
  const Interval distance = abs(x);
  return {distance.hi().is_infinite() ? Interval(0, bits).lo() : at_point(density, distance.hi(), bits, MPFR_RNDD),
          at_point(density, distance.lo(), bits, MPFR_RNDU)};
}

Interval gamma(const Interval& x) {
  return between_poles(x, [](const Interval& part, const Piece& piece) {
    const Interval size = valley({mpfr_gamma, false}, part, piece);
    return piece.negative ? -size : size;
  });
}

Interval lgamma(const Interval& x) {
  return between_poles(detail::at_least(x, 0), [](const Interval& part, const Piece& piece) {
    return valley({log_gamma, true}, part, piece);
  });
}

Interval digamma(const Interval& x) {
  return between_poles(x, [](const Interval& part, const Piece&) {
    const auto at = [&](const Float& end, int limit, mpfr_rnd_t direction) {
      return is_pole(end) ? detail::infinite(part.precision(), limit)
                          : detail::apply(mpfr_digamma, end, part.precision(), direction);
    };
    return Interval(at(part.lo(), -1, MPFR_RNDD), at(part.hi(), 1, MPFR_RNDU));
  });
}

}  // namespace certibound
