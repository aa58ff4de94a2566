// The exponents and tails of the norm law, the dual of erf for two equal variances, the smallest width, by the enclosures of reference/.
//
// Tails: x is the width m, y is e. Sums (norm_law/tail.hpp, MPFR) up to m = 2000; beyond, the contour integral (Arb), which costs
// the same for every m; where that is not narrow, near the atom of r at 0, the sum again up to m = 10^6. Some 1 ms a value.
#include "named.hpp"

#include "smallest_width.hpp"

#include <certibound/contour/norm_tail.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace certibound::crosscheck {
namespace {

Value inside(const Interval& value) { return {value, value.is_empty() ? Place::outside : Place::inside}; }
Value outside(Precision bits) { return {Interval::empty(bits), Place::outside}; }
Value unknown(Precision bits) { return {Interval::entire(bits), Place::unknown}; }

Value published(double e, double, Precision bits) { return inside(published_exponent(Rational(e), bits)); }
Value chernoff(double e, double, Precision bits) { return inside(chernoff_exponent(Rational(e), bits)); }

// ---- tails ----

constexpr long kMostSummed = 2000, kMostSummedNearZero = 1'000'000;
constexpr double kMostWidth = 1e15, kMostEps = 0x1p20;
constexpr double kLeastEither = 0x1p-60;  // below, either tail is so near to 1 that ulp(p) takes many bits to tell

using Law = Interval (*)(long m, const Rational& e, Precision bits);

// Of relative width below 2^-bits/2, about.
bool narrow(const Interval& p, Precision bits) {
  if (!p.is_bounded() || p.lo().sign() <= 0) return false;
  Float allowed(p.precision());
  mpfr_div_2si(allowed.get(), p.lo().get(), bits / 2, MPFR_RNDD);
  return wid(p) <= allowed;
}

Interval by_sum_or_contour(Law sum, Law contour, long m, const Rational& e, Precision bits) {
  if (m <= kMostSummed) return sum(m, e, bits);
  const Interval p = contour(m, e, bits);
  return p.is_empty() || narrow(p, bits) || m > kMostSummedNearZero ? p : sum(m, e, bits);
}

Interval upper_tail(long m, const Rational& e, Precision bits) {
  return e > 1'000'000 ? norm_upper_tail(m, e, bits)  // which says little there, and little is asked
                       : by_sum_or_contour(norm_upper_tail, norm_upper_tail_by_contour, m, e, bits);
}
Interval lower_tail(long m, const Rational& e, Precision bits) {
  return e >= 1 ? (e > 1 ? Interval(0, bits) : exp2(Interval(-m, bits)))
                : by_sum_or_contour(norm_lower_tail, norm_lower_tail_by_contour, m, e, bits);
}
Interval either_tail(long m, const Rational& e, Precision bits) {
  return e == 0 ? Interval(1, bits) : min(upper_tail(m, e, bits) + lower_tail(m, e, bits), Interval(1, bits));
}

// No probability for m < 1 or a broken m: NaN. For e < 0 there is one, but nobody computes it here.
template <Law law, bool logarithm>
Value tail(double m, double e, Precision bits) {
  if (m < 1 || m != std::floor(m)) return outside(bits);
  if (m > kMostWidth || e < 0 || e > kMostEps) return unknown(bits);
  if (law == either_tail && e > 0 && e < kLeastEither) return unknown(bits);
  const Interval p = law(static_cast<long>(m), Rational(e), bits);
  if (p.is_empty()) return unknown(bits);
  if (!logarithm) {
    const Interval nothing = Interval::point(0x1p-1074) * Interval::point(0x1p-30);
    return narrow(p, bits) || certainly(less(p, nothing)) ? inside(p) : unknown(bits);
  }
  if (p.is_point() && p.lo().is_zero()) return outside(bits);
  return narrow(p, bits) ? inside(log(p)) : unknown(bits);
}

double unit(std::uint64_t bits) { return std::ldexp(static_cast<double>(bits >> 11), -53); }

// Widths of all sizes, every third below 2000. e: half of them where p runs from 1 to 10^-320 or so; else of all sizes, beside 1,
// and 0 and 1 themselves; so that m psi(e) stays below 10^8, as numbers of MPFR reach down to some exp(-7 10^8).
Inputs tail_point(std::uint64_t first, std::uint64_t second) {
  const double small = std::floor(std::exp2(11 * unit(first))), any = std::floor(std::exp2(49.8 * unit(first)));
  const double m = first % 3 == 0 ? small : any;
  const double depth = 740 * unit(second) * (second % 5 == 0 ? 1 : unit(second * 0x9E3779B97F4A7C15U));
  const double near = std::sqrt(10 * depth / m) + 2 * depth / m;
  const auto kind = (second ^ first >> 7) % 16;
  double e = near;
  if (kind == 0) e = first % 4 == 0 && m < 1e6 ? 1 : 0;
  if (kind == 1 && m < 1e6) e = std::min(1 - std::exp2(-30 * unit(second)), 1.0);
  if (kind == 2 && m < 1e6) e = 1 + std::exp2(-52 * unit(second));
  if (kind >= 3 && kind < 8) e = std::min(std::exp2(-60 + 80 * unit(second)), std::sqrt(1e8 / m));
  return {m, std::min(e, kMostEps)};
}

// Lower tails of widths beyond 10^6 are judged as long as they are far above their atom, 2^-m.
Inputs lower_point(std::uint64_t first, std::uint64_t second) {
  Inputs out = tail_point(first, second);
  if (out.x > kMostSummed && out.y != 1) out.y = std::min(out.y, out.x > 1e5 ? 0.4 : 0.9);
  return out;
}

Inputs either_point(std::uint64_t first, std::uint64_t second) {
  Inputs out = lower_point(first, second);
  if (out.y < kLeastEither) out.y = 0;
  return out;
}

Inputs nearest_tail_point(Inputs at) {
  return {std::clamp(std::nearbyint(at.x), 1.0, kMostWidth), std::clamp(at.y, 0.0, kMostEps)};
}
Inputs nearest_lower_point(Inputs at) {
  at = nearest_tail_point(at);
  if (at.x > kMostSummed && at.y != 1) at.y = std::min(at.y, at.x > 1e5 ? 0.4 : 0.9);
  return at;
}

Inputs nearest_either_point(Inputs at) {
  at = nearest_lower_point(at);
  if (at.y < kLeastEither) at.y = 0;
  return at;
}

constexpr std::string_view kTailPlaces = "x = m whole in 1..10^15, y = e in [0, 2^20]";
constexpr std::string_view kEitherPlaces = "x = m whole in 1..10^15, y = e = 0 or in [2^-60, 2^20]";

// ---- the dual of erf ----

constexpr double kMostVariance = 0x1p240;

// (2/pi) atan(2 q rho/sqrt(1 + 4q + 4 q^2 (1 - rho^2))) = E[erf(X) erf(Y)], X and Y of variance q >= 0 and correlation rho.
Value erf_dual(double q, double rho, Precision bits) {
  if (q < 0 || std::fabs(rho) > 1) return outside(bits);
  if (q != 0 && (q < 1 / kMostVariance || q > kMostVariance)) return unknown(bits);
  const Interval one(1, bits), two(2, bits), four(4, bits);
  const Interval v = Interval::point(q, bits), r = Interval::point(rho, bits);
  const Interval rest = one + four * v + four * sqr(v) * (one - r) * (one + r);
  return inside(two / Interval::pi(bits) * atan(two * v * r / sqrt(rest)));
}

// Variances of all sizes, most of them around 1; correlations of all sizes, uniform, and beside -1 and 1.
Inputs erf_point(std::uint64_t first, std::uint64_t second) {
  const double reach = first % 4 == 0 ? 480 : first % 4 == 1 ? 60 : 8;
  const double q = std::exp2(reach * (unit(first) - 0.5));
  const double size = second % 3 == 0 ? unit(second) : second % 3 == 1 ? 1 - std::exp2(-54 * unit(second)) : std::exp2(-200 * unit(second));
  return {std::min(q, kMostVariance), (second & 8) != 0 ? -size : size};
}

Inputs nearest_erf_point(Inputs at) {
  return {std::clamp(at.x, 1 / kMostVariance, kMostVariance), std::clamp(at.y, -1.0, 1.0)};
}

constexpr Named kAll[] = {
    {"published_exponent", 1, published},
    {"chernoff_exponent", 1, chernoff},
    {"norm_upper_tail", 2, tail<upper_tail, false>, true, kTailPlaces, tail_point, nearest_tail_point},
    {"norm_log_upper_tail", 2, tail<upper_tail, true>, true, kTailPlaces, tail_point, nearest_tail_point},
    {"norm_lower_tail", 2, tail<lower_tail, false>, true, kTailPlaces, lower_point, nearest_lower_point},
    {"norm_log_lower_tail", 2, tail<lower_tail, true>, true, kTailPlaces, lower_point, nearest_lower_point},
    {"norm_failure", 2, tail<either_tail, false>, true, kEitherPlaces, either_point, nearest_either_point},
    {"norm_log_failure", 2, tail<either_tail, true>, true, kEitherPlaces, either_point, nearest_either_point},
    {"erf_dual_at_variance", 2, erf_dual, false, "x = q = 0 or in [2^-240, 2^240], y = rho in [-1, 1]", erf_point, nearest_erf_point},
    {"smallest_width", 2, smallest_width, true, kWidthPlaces, width_point, nearest_width_point, true},
};

}  // namespace

std::span<const Named> named_functions() { return kAll; }

const Named* find_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kAll), std::end(kAll), [&](const Named& n) { return n.name == name; });
  return found == std::end(kAll) ? nullptr : found;
}

}  // namespace certibound::crosscheck
