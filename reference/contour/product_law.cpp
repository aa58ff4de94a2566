// S = log r_1 + ... + log r_L on {r_l > 0 for all l} has the transform M(s) = prod M_l(s). For v >= W and a = k/2 + c > 0,
//   |Gamma(a+iv)/Gamma(a+iW)|^2 = prod over n >= 0 of ((a+n)^2 + W^2)/((a+n)^2 + v^2) <= ((b^2+W^2)/(b^2+v^2))^J,
// the first J factors with b >= a + J in place of a + n. With A_l >= sum of |t_k(c+iW)| over the k of layer l and p = L J/2,
//   sum over kh > W of |M(c+ikh)|/(kh) <= (prod A_l / W) (1/h) integral from W of ((b^2+W^2)/(b^2+v^2))^p dv
//                                      <= prod A_l (b^2+W^2) / (2 (p-1) h W^2),
// the last step by a factor v/W >= 1 under the integral.
//
// Lower tail: -S, of which M(-s) exists for Re s < least/2 if layers with K < least are left out. What is left out has
// probability at most sum P(1 <= K_l < least), which is added as an interval from 0.
#include "ratio_transform.hpp"

#include <certibound/contour/line_integral.hpp>
#include <certibound/contour/product_law.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;

using Widths = std::map<long, long>;  // width -> number of layers

class ProductTransform {
 public:
  ProductTransform(const Widths& widths, long least, int sign, Precision bits) : sign_(sign), bits_(bits) {
    for (const auto& [width, count] : widths) {
      layers_.push_back({RatioTransform(width, least, bits), width, count});
      total_ += count;
    }
  }

  double log_real(double s) const {
    double sum = 0;
    for (const Layer& layer : layers_) sum += static_cast<double>(layer.count) * layer.transform.log_real(sign_ * s);
    return sum;
  }
  Ball real(const Rational& s) const {
    Ball product(1L, bits_);
    for (const Layer& layer : layers_) product = product * pown(layer.transform.real(sign_ * s), layer.count);
    return product;
  }
  std::pair<Ball, Ball> complex(const Rational& c, const Ball& w) {
    Complex product(bits_);
    acb_one(product.get());
    for (Layer& layer : layers_) {
      Complex value = layer.transform.at(sign_ * c, sign_ > 0 ? w : -w);
      acb_pow_ui(value.get(), value.get(), static_cast<unsigned long>(layer.count), bits_);
      acb_mul(product.get(), product.get(), value.get(), bits_);
    }
    return product.parts(bits_);
  }
  Ball rest(const Rational& c, const Ball& h, const Ball& w) const {
    Ball product(1L, bits_);
    Rational most_a = 0;
    for (const Layer& layer : layers_) {
      product = product * pown(layer.transform.magnitude(), layer.count);
      most_a = std::max(most_a, Rational(Rational(layer.width, 2) + sign_ * c));
    }
    const Integer j = numerator(most_a) / denominator(most_a) + 5;
    const Ball b(Rational(most_a + Rational(j)), bits_), p_less_one(Rational(Rational(j * total_, 2) - 1), bits_);
    return product * (sqr(b) + sqr(w)) / (Ball(2L, bits_) * p_less_one * h * sqr(w));
  }

 private:
  struct Layer {
    RatioTransform transform;
    long width, count;
  };
  std::vector<Layer> layers_;
  long total_ = 0;
  int sign_;
  Precision bits_;
};

// P(1 <= K < least) <= exp(-2 d^2/m), d the distance from m/2 (Hoeffding), and <= 1.
double log_few(long m, long least) {
  const double d = static_cast<double>(m) / 2 - static_cast<double>(least - 1);
  if (least <= 1) return -std::numeric_limits<double>::infinity();
  return d <= 0 ? 0 : -2 * d * d / static_cast<double>(m);
}

// At least P(1 <= K < least) = 2^-m times the sum of C(m,k): the terms rise with a ratio of at least (m-k)/(k+1).
Ball few(long m, long least, Precision bits) {
  if (least <= 1) return Ball(0L, bits);
  const long k = least - 1;
  if (2 * k >= m) return Ball(1L, bits);
  const auto log_gamma = [&](long n) { return lgamma(Ball(n, bits)); };
  const Ball term =
      exp(log_gamma(m + 1) - log_gamma(k + 1) - log_gamma(m - k + 1) - Ball(m, bits) * log(Ball(2L, bits)));
  return term * Ball(Rational(m - k + 1, m - 2 * k + 1), bits);  // 1/(1 - k/(m-k+1))
}

Ball product_of_mass(const Widths& widths, long least, Precision bits, bool upper) {
  Ball mass(1L, bits);
  for (const auto& [m, count] : widths) {
    Ball atom(1L, bits);
    arb_mul_2exp_si(atom.get(), atom.get(), -m);
    const Ball left_out = few(m, least, bits);
    const Ball present = Ball(1L, bits) - atom - (upper ? Ball(0L, bits) : Ball::hull(Ball(0L, bits), left_out));
    mass = mass * pown(present, count);
  }
  return mass;
}

Ball on_line(const Widths& widths, long least, int sign, const Rational& t, Precision bits) {
  const double infinity = std::numeric_limits<double>::infinity(), edge = static_cast<double>(least) / 2;
  const double a = sign * mpfr_get_d(log(Interval(t, 64)).hi().get(), MPFR_RNDN);
  const ProductTransform rough(widths, least, sign, 64);
  const Line line = propose_line([&](double s) { return rough.log_real(s); }, sign > 0 ? -edge : -infinity,
                                 sign > 0 ? infinity : edge, a, bits + 10);
  const double lost = std::max((line.log_peak - line.log_estimate) / kLog2, 0.0);
  const Precision work =
      bits + 50 + static_cast<Precision>(lost) + 2 * static_cast<Precision>(std::log2(widths.rbegin()->first));
  ProductTransform transform(widths, least, sign, work);
  const LineIntegral integral{product_of_mass(widths, least, work, sign > 0),
                              [&](const Rational& s) { return transform.real(s); },
                              [&](const Rational& c, const Ball& w) { return transform.complex(c, w); },
                              [&](const Rational& c, const Ball& h, const Ball& w) { return transform.rest(c, h, w); }};
  const Ball at = log(Ball(t, work));
  return tail_on_line(integral, sign > 0 ? at : -at, line, work);
}

// The greatest `least` for which what is left out is far below an estimate of the tail.
long choose_least(const Widths& widths, const Rational& t, Precision bits) {
  const double a = -mpfr_get_d(log(Interval(t, 64)).hi().get(), MPFR_RNDN);
  const auto serves = [&](long least) {
    double left_out = -std::numeric_limits<double>::infinity();
    for (const auto& [m, count] : widths)
      left_out = std::max(left_out, log_few(m, least) + std::log(static_cast<double>(count)));
    const ProductTransform rough(widths, least, -1, 64);
    const double estimate =
        log_chernoff([&](double s) { return rough.log_real(s); }, static_cast<double>(least) / 2, a);
    return left_out < estimate - 10 - static_cast<double>(bits) * kLog2;
  };
  long lo = 1, hi = widths.begin()->first + 1;  // at lo nothing is left out
  while (hi - lo > 1) {
    const long middle = lo + (hi - lo) / 2;
    (serves(middle) ? lo : hi) = middle;
  }
  return lo;
}

bool collect(const std::vector<long>& widths, const Rational& t, Widths& out) {
  for (const long width : widths) {
    if (width < 1 || width > kMostProductWidth) return false;
    ++out[width];
  }
  return !widths.empty() && t > 0;
}

}  // namespace

Interval product_upper_tail(const std::vector<long>& widths, const Rational& t, Precision bits) {
  Widths counted;
  if (!collect(widths, t, counted)) return Interval::empty(bits);
  const Ball p = on_line(counted, 1, 1, t, bits);
  return intersection(p.interval(), Interval(0, 1, bits));
}

Interval product_lower_tail(const std::vector<long>& widths, const Rational& t, Precision bits) {
  Widths counted;
  if (!collect(widths, t, counted)) return Interval::empty(bits);
  const long least = choose_least(counted, t, bits);
  const Ball p = on_line(counted, least, -1, t, bits);
  const Precision work = p.precision();
  Ball left_out(0L, work), alive(1L, work);
  for (const auto& [m, count] : counted) {
    left_out = left_out + Ball(count, work) * few(m, least, work);
    Ball atom(1L, work);
    arb_mul_2exp_si(atom.get(), atom.get(), -m);
    alive = alive * pown(Ball(1L, work) - atom, count);
  }
  const Ball all = p + Ball::hull(Ball(0L, work), left_out) + (Ball(1L, work) - alive);
  return intersection(all.interval(), Interval(0, 1, work));
}

}  // namespace certibound
