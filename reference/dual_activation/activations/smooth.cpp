// tanh, sigmoid, softplus, silu, mish: no closed dual; a Hermite series with a proven remainder (strip_series.cpp).
//
// Singularities next to the real axis: tanh at +-i pi/2; sigmoid, softplus and silu(x) = x sigmoid(x) at +-i pi;
// mish(x) = x tanh(log(1 + e^x)) where (1 + e^x)^2 = -1, at log(2)/2 +- 3 i pi/4. Bounds of |s'| for |Im z| <= eta:
//   |cosh(x + iy)|^2 = sinh^2 x + cos^2 y gives |tanh'| <= 1/cos^2 eta, and |tanh| <= max(1, tan eta);
//   |z|/(4 |cosh^2(z/2)|) <= (|x| + eta)/(x^2 + 4 c^2) <= 1/(4c) + eta/(4 c^2), c = cos(eta/2), for silu;
//   mish' = g + z g' with u = e^z, g = u(u + 2)/((u + 1)^2 + 1), g' = 4u(u + 1)/((u + 1)^2 + 1)^2 and r = |u|: the roots
//   of the denominator have modulus sqrt 2 and arguments +-3 pi/4, so it is at least sigma max(r, sqrt 2)^2 with
//   sigma = sin(min(3 pi/4 - eta, pi/2)); hence |g| <= (1 + sqrt 2)/sigma and, |z| <= |log r| + eta,
//   |z g'| <= 4r(r + 1)(|log r| + eta)/(sigma^2 max(r, sqrt 2)^4) <= (16/9 + (7/2) eta)/sigma^2.
// Cauchy: |s^(k)| <= (k-1)! sup |s'| / eta^(k-1) on the real axis, the supremum over |Im z| <= eta.
#include "smooth.hpp"

#include <certibound/interval/relations.hpp>

#include "series_activation.hpp"

namespace certibound {
namespace {

Ball number(long n, const Ball& like) { return {n, like.precision()}; }
Ball ratio(long a, long b, const Ball& like) { return {Rational(a, b), like.precision()}; }
Ball half(const Ball& x) { return x * ratio(1, 2, x); }
Ball sech_square(const Ball& x) { return number(1, x) / sqr(cosh(x)); }
Ball larger(const Ball& x, long n) { return max(x, number(n, x)); }

const SmoothPart kTanh = {[](const Ball& x) { return tanh(x); }, [](const Ball& x) { return sech_square(x); },
                          [](const Ball& eta) { return number(1, eta) / sqr(cos(eta)); },
                          FourierKernel{2, 2, 1}};  // sech^2: pi w/sinh(pi w/2)

// tanh(x/2)/2
const SmoothPart kSigmoid = {[](const Ball& x) { return half(tanh(half(x))); },
                             [](const Ball& x) { return sech_square(half(x)) * ratio(1, 4, x); },
                             [](const Ball& eta) { return ratio(1, 4, eta) / sqr(cos(half(eta))); },
                             FourierKernel{1, 1, 1}};  // sech^2(x/2)/4: pi w/sinh(pi w)

// log cosh(x/2) = log(1 + 2 sinh^2(x/4))
const SmoothPart kSoftplus = {[](const Ball& x) { return log1p(number(2, x) * sqr(sinh(x * ratio(1, 4, x)))); },
                              [](const Ball& x) { return half(tanh(half(x))); },
                              [](const Ball& eta) { return half(larger(tan(half(eta)), 1)); }, FourierKernel{1, 1, 2}};

// (x/2) tanh(x/2)
const SmoothPart kSilu = {[](const Ball& x) { return half(x) * tanh(half(x)); },
                          [](const Ball& x) { return half(tanh(half(x)) + half(x) * sech_square(half(x))); },
                          [](const Ball& eta) {
                            const Ball c = cos(half(eta));
                            return half(larger(tan(half(eta)), 1)) + ratio(1, 4, eta) / c +
                                   eta * ratio(1, 4, eta) / sqr(c);
                          },
                          FourierKernel{1, 1, 2, true}};

// g(x), g(-x) and their derivatives for x >= 0, in w = e^-x.
struct Gate {
  explicit Gate(const Ball& x) {
    const Ball one = number(1, x), two = number(2, x), four = number(4, x), w = exp(-x);
    const Ball right = one + two * w + two * sqr(w), left = two + two * w + sqr(w);
    plus = (one + two * w) / right;
    minus = w * (w + two) / left;
    plus_slope = four * sqr(w) * (one + w) / sqr(right);
    minus_slope = four * w * (one + w) / sqr(left);
  }
  Ball plus, minus, plus_slope, minus_slope;
};

Ball mish_bound(const Ball& eta) {
  const Ball pi = Ball::pi(eta.precision());
  const Ball sigma = sin(min(ratio(3, 4, eta) * pi - eta, half(pi)));
  return ratio(5, 2, eta) / sigma + (ratio(16, 9, eta) + ratio(7, 2, eta) * eta) / sqr(sigma);
}

const SmoothPart kMishEven = {[](const Ball& x) {
                                const Gate g(x);
                                return half(x * (g.plus - g.minus));
                              },
                              [](const Ball& x) {
                                const Gate g(x);
                                return half(g.plus - g.minus + x * (g.plus_slope + g.minus_slope));
                              },
                              mish_bound};
const SmoothPart kMishOdd = {[](const Ball& x) {
                               const Gate g(x);
                               return half(x * (g.plus + g.minus));
                             },
                             [](const Ball& x) {
                               const Gate g(x);
                               return half(g.plus + g.minus + x * (g.plus_slope - g.minus_slope));
                             },
                             mish_bound};

Ball zero_at_zero(Precision bits) { return Ball(0L, bits); }
Ball half_at_zero(Precision bits) { return Ball(Rational(1, 2), bits); }
Ball log_two_at_zero(Precision bits) { return log(Ball(2L, bits)); }

// Where f changes from positive to negative, by bisection of [1, 4] until its sign is not certain any more.
// REQUIRES: f has one zero there, f(1) > 0 > f(4).
Interval sign_change(Interval (*f)(const Interval& x), Precision bits) {
  const Precision work = bits + 16;
  Float low = Interval(1L, work).lo(), high = Interval(4L, work).lo();
  for (Precision step = 0; step < work; ++step) {
    const Float middle = mid(Interval(low, high));
    const Interval value = f(Interval(middle, middle).at_precision(work + 16));
    if (contains_zero(value)) break;
    (value.lo().sign() > 0 ? low : high) = middle;
  }
  return {low, high};
}

// silu' = S + x S (1 - S) with the sigmoid S; silu'' = S (1 - S) (2 - x tanh(x/2)), and x tanh(x/2) rises from 0 for x > 0.
// silu'(-x) = 1 - silu'(x), so the largest |silu'| is at the positive zero.
Interval silu_largest_slope(Precision bits) {
  const Interval x = sign_change(
      [](const Interval& t) {
        const Interval two(2L, t.precision());
        return two - t * tanh(t / two);
      },
      bits);
  const Interval one(1L, x.precision()), s = reciprocal(one + exp(-x));
  return (s + x * s * (one - s)).at_precision(bits);
}

// With w = e^-x and R = 1 + 2w + 2w^2, g' = (4w^2 + 4w^3)/R^2 and g'' = (-8w^2 - 12w^3 + 8w^4 + 8w^5)/R^3. The zero of
// mish'' = 2 g' + x g'' in [1, 4] is the place of the largest |mish'|: tested by subdivision, the third derivative is
// negative on [1.2, 1.8] and |mish'| < 1.0884 elsewhere.
Interval mish_second_slope(const Interval& x) {
  const auto n = [&x](long value) { return Interval(value, x.precision()); };
  const Interval w = exp(-x), w2 = sqr(w), r = n(1) + n(2) * w + n(2) * w2;
  const Interval first = n(4) * w2 * (n(1) + w) / sqr(r);
  const Interval second = n(4) * w2 * (n(2) * w2 * (w + n(1)) - n(3) * w - n(2)) / pown(r, 3);
  return n(2) * first + x * second;
}

Interval mish_largest_slope(Precision bits) {
  const Interval x = sign_change(mish_second_slope, bits);
  const auto n = [&x](long value) { return Interval(value, x.precision()); };
  const Interval w = exp(-x), w2 = sqr(w), r = n(1) + n(2) * w + n(2) * w2;
  return ((n(1) + n(2) * w) / r + x * n(4) * w2 * (n(1) + w) / sqr(r)).at_precision(bits);
}

const SmoothFunction kSmooth[] = {
    {"tanh", zero_at_zero, 0, {}, kTanh, Rational(1, 2), 1, 1},
    {"sigmoid", half_at_zero, 0, {}, kSigmoid, 1, Rational(1, 4), Rational(1, 4)},
    {"softplus", log_two_at_zero, Rational(1, 2), kSoftplus, {}, 1, Rational(1, 2), 1},
    {"silu", zero_at_zero, Rational(1, 2), kSilu, {}, 1, Rational(1, 2), Rational(11, 10), silu_largest_slope},
    {"mish", zero_at_zero, 0, kMishEven, kMishOdd, Rational(3, 4), Rational(3, 5), Rational(11, 10),
     mish_largest_slope}};

class Smooth final : public SeriesActivation {
 public:
  explicit Smooth(const SmoothFunction& s) : SeriesActivation(s.name), s_(s) {}

  std::optional<Interval> lipschitz(Precision bits) const override {
    return s_.largest_slope == nullptr ? Interval(s_.slope_bound, bits) : s_.largest_slope(bits);
  }

 protected:
  Interval value_at_zero(Precision bits) const override { return s_.at_zero(bits).interval(); }
  Interval slope_at_zero(Precision bits) const override { return {s_.slope_at_zero, bits}; }
  bool has_constant_mean() const override { return s_.even.value == nullptr; }
  Interval derivative_bound(int k, Precision bits) const override {
    const Interval first(s_.slope_bound, bits);
    if (k == 1) return first;
    const Ball eta = Ball(Rational(s_.width_over_pi * Rational(3, 4)), bits) * Ball::pi(bits);
    Ball bound = abs(Ball(s_.linear, bits));
    for (const SmoothPart& part : {s_.even, s_.odd}) {
      if (part.value != nullptr) bound = bound + part.bound(eta);
    }
    for (long i = 1; i < k; ++i) bound = bound * Ball(i, bits) / eta;
    return bound.interval();
  }
  std::shared_ptr<const DualSeries> prepare(const Float& q1, const Float& q2, int order, Precision bits,
                                            const std::stop_token& stop) const override {
    return strip_series(s_, q1, q2, order, bits, stop);
  }

 private:
  const SmoothFunction& s_;
};

}  // namespace

ActivationPointer make_smooth(std::string_view name) {
  for (const SmoothFunction& s : kSmooth) {
    if (name == s.name) return std::make_shared<Smooth>(s);
  }
  return nullptr;
}

}  // namespace certibound
