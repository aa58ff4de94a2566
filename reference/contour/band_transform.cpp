#include "band_transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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

namespace {

// Of a group of layers: prod A - prod B, prod A, prod B.
template <typename T>
struct Group {
  T sum, all, without;
};

template <typename T>
Group<T> joined(const Group<T>& x, const Group<T>& y) {
  return {x.sum * y.without + x.all * y.sum, x.all * y.all, x.without * y.without};
}
Ball joined(const Ball& x, const Ball& y) { return x * y; }
Complex joined(const Complex& x, const Complex& y) { return x * y; }

// n copies of x joined, n >= 1, by halving: balls grow with the number of products.
template <typename T>
T copies(const T& x, long n) {
  if (n == 1) return x;
  const T half = copies(x, n / 2), even = joined(half, half);
  return n % 2 == 0 ? even : joined(even, x);
}

}  // namespace

template <typename T, typename Of>
T BandTransform::combined(const T& one, const Of& of) {
  std::optional<Group<T>> bands;
  T all = one;
  for (Layer& layer : layers_) {
    const T with = of(layer.with);
    if (band_.below == 0) {
      all = all * copies(with, layer.count);
      continue;
    }
    const T without = of(layer.without);
    const Group<T> here = copies(Group<T>{with, with + without, without}, layer.count);
    bands = bands ? joined(*bands, here) : here;
  }
  return band_.below == 0 ? all : bands->sum;
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
