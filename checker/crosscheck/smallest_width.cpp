// By the search for the smallest width of a law (width/smallest.hpp), with the upper tail alone: by the sum (MPFR) for m <= 2000,
// else by the contour integral (Arb).
#include "smallest_width.hpp"

#include <certibound/contour/norm_tail.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/width/smallest.hpp>

#include <algorithm>
#include <cmath>

namespace certibound::crosscheck {
namespace {

constexpr long kMostSummed = 2000;
// For smaller e the blocks that exclude smaller widths are too short: some 1/e of them. Above 1/8 the tail need not fall: at e = 0.99
// it is 0.159 for one row and 0.172 for two.
constexpr double kLeastEps = 0x1p-4, kLeastDelta = 0x1p-996, kMostDelta = 0x1p-3;

Interval upper_tail(long m, const Rational& e, Precision bits) {
  return m <= kMostSummed ? norm_upper_tail(m, e, bits) : norm_upper_tail_by_contour(m, e, bits);
}
Interval no_tail(long, const Rational&, Precision bits) { return {0, bits}; }

// Of P about exp(-m psi)/(2 + sqrt(4 pi m psi)).
long near_the_answer(const Rational& e, double delta) {
  const double psi = mpfr_get_d(mid(chernoff_exponent(e, 64)).get(), MPFR_RNDN), depth = -std::log(delta);
  return std::lround((depth - std::log(2 + std::sqrt(12.566 * depth))) / psi);
}

}  // namespace

Value smallest_width(double e, double delta, Precision bits) {
  if (!(e > 0 && delta > 0 && delta < 1)) return {Interval::empty(bits), Place::outside};
  const Value unknown{Interval::entire(bits), Place::unknown};
  if (e < kLeastEps || e >= 1 || delta < kLeastDelta || delta > kMostDelta) return unknown;
  static const MeanLaw law{upper_tail, no_tail, 10'000'000};
  const Rational eps(e);
  const auto threshold = [delta](Precision p) { return Interval::point(delta, p); };
  const auto found = least_of_law(law, eps, threshold, near_the_answer(eps, delta));
  return found && found->failing_from == 1 ? Value{Interval(found->width, bits), Place::inside} : unknown;
}

Inputs width_point(std::uint64_t first, std::uint64_t second) {
  const double s = std::ldexp(static_cast<double>(first >> 11), -53), t = std::ldexp(static_cast<double>(second >> 11), -53);
  // Half of the probabilities above 2^-30.
  return nearest_width_point({std::exp2(-4 * s), std::exp2(-3 - (second % 2 == 0 ? 27 : 993) * t)});
}

Inputs nearest_width_point(Inputs at) {
  return {std::clamp(at.x, kLeastEps, 1 - 0x1p-24), std::clamp(at.y, kLeastDelta, kMostDelta)};
}

}  // namespace certibound::crosscheck
