// The smaller one of both tails by contour integrals, the other one from 1.
//
// The transform of S has poles from -1/2 on, by the layers with few positive rows, which mostly do not rule a tail. So the
// event is cut into bands by the least K_l, from .. below-1, with from = b_0 > b_1 > .. > 1, each of which has a wider
// strip and its own line. Bands of so small a probability that it does not count are bounded instead, by Markov's
// inequality.
#include "band_transform.hpp"

#include <certibound/contour/line_integral.hpp>
#include <certibound/contour/product_law.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr Precision kRoughBits = 64;

struct Question {
  Widths widths;
  Rational t;
  const Stop& stop;
};

double log_of(const Rational& t) { return mpfr_get_d(log(Interval(t, 64)).hi().get(), MPFR_RNDN); }

double log_of(const Ball& x) {
  const Float at_most = x.interval(64).hi();
  return at_most.sign() <= 0 ? -std::numeric_limits<double>::infinity()
                             : mpfr_get_d(log(Interval(at_most, at_most)).hi().get(), MPFR_RNDN);
}

double strip_end(Band band, int sign) {
  return sign > 0 ? std::numeric_limits<double>::infinity() : static_cast<double>(band.from) / 2;
}

// P(S >= log t) or P(S <= log t) on the band.
Ball on_line(const Question& q, Band band, int sign, Precision bits) {
  const double a = sign * log_of(q.t), edge = static_cast<double>(band.from) / 2;
  BandTransform rough(q.widths, band, sign, kRoughBits);
  const Line line = propose_line([&](double s) { return rough.log_real(s); },
                                 sign > 0 ? -edge : -std::numeric_limits<double>::infinity(), strip_end(band, sign), a,
                                 bits + 10);
  const double lost = std::max((line.log_peak - line.log_estimate) / kLog2, 0.0);
  const double size = 2 * std::log2(static_cast<double>(q.widths.rbegin()->first));
  const Precision work = bits + 50 + static_cast<Precision>(std::min(lost, 1e6)) + static_cast<Precision>(size);
  BandTransform transform(q.widths, band, sign, work);
  const LineIntegral integral{transform.mass(),
                              [&](const Rational& s) { return transform.real(s); },
                              [&](const Rational& c, const Ball& w) { return transform.complex(c, w); },
                              [&](const Rational& c, const Ball& h, const Ball& w) { return transform.rest(c, h, w); },
                              q.stop};
  const Ball at = log(Ball(q.t, work));
  const Ball p = tail_on_line(integral, sign > 0 ? at : -at, line, work);
  return p.is_finite() ? p : Ball::hull(Ball(0L, work), transform.mass());
}

// At least the probability of the band.
Ball by_markov(const Question& q, Band band, int sign) {
  const double a = sign * log_of(q.t);
  BandTransform transform(q.widths, band, sign, kRoughBits);
  const Markov place = best_markov([&](double s) { return transform.log_real(s); }, strip_end(band, sign), a);
  const Rational s(place.at);
  const Ball bound = transform.real(s) * exp(Ball(Rational(-sign * s), kRoughBits) * log(Ball(q.t, kRoughBits)));
  return bound.is_finite() ? min(bound, transform.mass()) : transform.mass();
}

// The widest strip that a tail can need has K down to about m/4, where the terms of a layer have their last minimum.
std::vector<Band> bands_of(const Widths& widths) {
  std::vector<Band> out{{(widths.begin()->first + 3) / 4}};
  while (out.back().from > 1) {
    const long below = out.back().from;
    out.push_back({below - std::max(below * 2 / 5, 1L), below});
  }
  return out;
}

// P(some K_l = 0).
Ball dead(const Widths& widths, Precision bits) {
  Ball log_alive(0L, bits + 20);
  for (const auto& [m, count] : widths) {
    Ball atom(1L, bits + 20);
    arb_mul_2exp_si(atom.get(), atom.get(), -m);
    log_alive = log_alive + Ball(count, bits + 20) * log1p(-atom);
  }
  return -expm1(log_alive);
}

Ball tail(const Question& q, int sign, Precision bits) {
  const std::vector<Band> bands = bands_of(q.widths);
  std::vector<Ball> bounds;
  for (const Band& band : bands) bounds.push_back(by_markov(q, band, sign));
  Ball sum = sign > 0 ? Ball(0L, bits + 20) : dead(q.widths, bits);
  for (std::size_t i = 0; i < bands.size(); ++i) {
    Ball left(0L, kRoughBits);
    for (std::size_t j = i; j < bands.size(); ++j) left = left + bounds[j];
    if (certainly_positive(sum - left * pown(Ball(2L, kRoughBits), bits + 4))) {
      return sum + Ball::hull(Ball(0L, left.precision()), left);
    }
    // A band that is small beside the others needs fewer digits.
    double largest = log_of(sum);
    for (const Ball& bound : bounds) largest = std::max(largest, log_of(bound));
    const double spare = std::max(largest - log_of(bounds[i]) - 20, 0.0) / kLog2;
    const Precision enough = std::max(bits - static_cast<Precision>(std::min(spare, 1e9)), Precision{12});
    sum = sum + on_line(q, bands[i], sign, enough);
  }
  return sum;
}

// Whether t lies above the mean of the product's logarithm, about.
bool above_the_middle(const Question& q) {
  BandTransform whole(q.widths, {1}, 1, kRoughBits);
  const double step = 1e-4;
  return log_of(q.t) > (whole.log_real(step) - whole.log_real(-step)) / (2 * step);
}

}  // namespace

ProductTails product_tails(const std::vector<long>& widths, const Rational& t, Precision bits, const Stop& stop) {
  Question q{{}, t, stop};
  for (const long width : widths) {
    if (width < 1 || width > kMostProductWidth) return {Interval::empty(bits), Interval::empty(bits)};
    ++q.widths[width];
  }
  if (widths.empty() || t <= 0) return {Interval::empty(bits), Interval::empty(bits)};
  const bool upper = above_the_middle(q);
  Ball small = tail(q, upper ? 1 : -1, bits);
  // The places are proposed by bounds from above, which a tail that few rows rule can lie far below.
  Precision more = bits;
  for (int tries = 0; tries < 3 && arb_rel_accuracy_bits(small.get()) < bits && !(stop && stop()); ++tries) {
    more += 64 + more / 2;
    small = tail(q, upper ? 1 : -1, more);
  }
  const Interval all(0, 1, small.precision());
  const Interval p = intersection(small.interval(), all);
  const Interval other = intersection((Ball(1L, small.precision()) - small).interval(), all);
  return upper ? ProductTails{p, other} : ProductTails{other, p};
}

Interval product_upper_tail(const std::vector<long>& widths, const Rational& t, Precision bits, const Stop& stop) {
  return product_tails(widths, t, bits, stop).upper;
}

Interval product_lower_tail(const std::vector<long>& widths, const Rational& t, Precision bits, const Stop& stop) {
  return product_tails(widths, t, bits, stop).lower;
}

}  // namespace certibound
