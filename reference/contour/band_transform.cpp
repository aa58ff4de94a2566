#include "band_transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {

BandTransform::BandTransform(const Widths& widths, Band band, int sign, Precision bits)
    : band_(band), sign_(sign), bits_(bits) {
  for (const auto& [width, count] : widths) {
    const long most = band.below == 0 ? width : band.below - 1;
    layers_.push_back({RatioTransform(width, band.from, most, bits),
                       RatioTransform(width, std::max(band.below, 1L), width, bits), width, count});
    total_ += count;
  }
}

template <typename T, typename Of>
T BandTransform::combined(const T& one, const Of& of) {
  T all = one, outer = one, sum = one;  // `all`: of A or, without a lower end, of the whole
  bool first = true;
  for (Layer& layer : layers_) {
    const T with = of(layer.with);
    if (band_.below == 0) {
      for (long i = 0; i < layer.count; ++i) all = all * with;
      continue;
    }
    // sum and all stand for the layers so far: a further layer makes sum B + all D, and all A.
    const T without = of(layer.without), either = with + without;
    for (long i = 0; i < layer.count; ++i) {
      sum = first ? with : sum * without + outer * with;
      outer = first ? either : outer * either;
      first = false;
    }
  }
  return band_.below == 0 ? all : sum;
}

double BandTransform::log_real(double s) {
  double inner = 0, log_growth = -std::numeric_limits<double>::infinity();  // sum of log B; log of the sum of log A - log B
  for (Layer& layer : layers_) {
    const double count = static_cast<double>(layer.count), with = layer.with.log_real(sign_ * s);
    if (band_.below == 0) {
      inner += count * with;
      continue;
    }
    const double without = layer.without.log_real(sign_ * s), x = with - without;
    inner += count * without;
    const double term = std::log(count) + (x < -30 ? x : x > 30 ? std::log(x) : std::log(std::log1p(std::exp(x))));
    const double top = std::max(term, log_growth);
    if (std::isfinite(top)) log_growth = top + std::log(std::exp(term - top) + std::exp(log_growth - top));
  }
  if (band_.below == 0 || log_growth < -30) return inner + (band_.below == 0 ? 0 : log_growth);
  const double growth = std::exp(log_growth);
  return inner + (growth > 30 ? growth : std::log(std::expm1(growth)));
}

Ball BandTransform::real(const Rational& s) {
  const auto of = [&](RatioTransform& transform) { return transform.real(sign_ * s); };
  return combined(Ball(1L, bits_), of);
}

std::pair<Ball, Ball> BandTransform::complex(const Rational& c, const Ball& w) {
  Complex one(bits_);
  acb_one(one.get());
  const Ball turned = sign_ > 0 ? w : -w;
  const auto of = [&](RatioTransform& transform) { return transform.at(sign_ * c, turned); };
  return combined(one, of).parts(bits_);
}

Ball BandTransform::rest(const Rational& c, const Ball& h, const Ball& w) {
  const Ball product = combined(Ball(1L, bits_), [](RatioTransform& transform) { return transform.magnitude(); });
  const Rational most_a = Rational(layers_.back().width, 2) + sign_ * c;
  const Integer j = numerator(most_a) / denominator(most_a) + 5;
  const Ball b(Rational(most_a + Rational(j)), bits_), p_less_one(Rational(Rational(j * total_, 2) - 1), bits_);
  return product * (sqr(b) + sqr(w)) / (Ball(2L, bits_) * p_less_one * h * sqr(w));
}

Ball BandTransform::mass() {
  return combined(Ball(1L, bits_), [](RatioTransform& transform) { return transform.mass(); });
}

}  // namespace certibound
