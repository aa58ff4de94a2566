// M(s) = prod (1 - 2 w_i s)^(-n_i/2), Re s < 1/(2 max w). With z_i = 1 - 2 w_i (c + iW) and v >= W,
//   |1 - 2 w_i (c + iv)|^2/|z_i|^2 = 1 + rho_i ((v/W)^2 - 1) >= (v/W)^(2 rho_i),   rho_i = (Im z_i)^2/|z_i|^2 <= 1,
// by Bernoulli's inequality; so |M(c+iv)| <= |M(c+iW)| (W/v)^p, p = sum n_i rho_i/2, and the sum over kh > W of
// |M(c+ikh)|/(kh) is at most (1/h) times the integral from W, |M(c+iW)|/(h p).
#include "terms.hpp"

#include <certibound/contour/line_integral.hpp>

#if __has_include(<flint/acb.h>)
#include <flint/acb.h>
#else
#include <acb.h>
#endif

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {
namespace {

constexpr long kMostNodes = 3000;

class Complex {
 public:
  Complex() { acb_init(value_); }
  Complex(const Complex&) = delete;
  Complex& operator=(const Complex&) = delete;
  ~Complex() { acb_clear(value_); }
  acb_ptr get() { return value_; }

 private:
  acb_t value_;
};

struct Transform {
  const std::vector<WeightedChiSquare>& terms;
  int sign;  // 1 for Q, -1 for -Q
  Precision bits;

  double log_real(double s) const {
    double sum = 0;
    for (const WeightedChiSquare& term : terms) {
      sum -= static_cast<double>(term.degrees) / 2 * std::log1p(-2 * sign * s * to_double(term.weight));
    }
    return sum;
  }
  Ball real(const Rational& s) const {
    Ball sum(0L, bits);
    for (const WeightedChiSquare& term : terms) {
      const Ball base(Rational(1 - 2 * sign * s * term.weight), bits);
      sum = sum - Ball(Rational(term.degrees, 2), bits) * log(base);
    }
    return exp(sum);
  }
  std::pair<Ball, Ball> complex(const Rational& c, const Ball& w) const {
    Complex sum, base;
    for (const WeightedChiSquare& term : terms) {
      arb_set(acb_realref(base.get()), Ball(Rational(1 - 2 * sign * c * term.weight), bits).get());
      arb_set(acb_imagref(base.get()), (Ball(Rational(-2 * sign * term.weight), bits) * w).get());
      acb_log(base.get(), base.get(), bits);
      acb_mul_arb(base.get(), base.get(), Ball(Rational(-term.degrees, 2), bits).get(), bits);
      acb_add(sum.get(), sum.get(), base.get(), bits);
    }
    acb_exp(sum.get(), sum.get(), bits);
    std::pair<Ball, Ball> out{Ball(bits), Ball(bits)};
    arb_set(out.first.get(), acb_realref(sum.get()));
    arb_set(out.second.get(), acb_imagref(sum.get()));
    return out;
  }
  Ball rest(const Rational& c, const Ball& h, const Ball& w) const {
    Ball p(0L, bits);
    for (const WeightedChiSquare& term : terms) {
      const Ball re = sqr(Ball(Rational(1 - 2 * sign * c * term.weight), bits));
      const Ball im = sqr(Ball(Rational(2 * term.weight), bits) * w);
      p = p + Ball(Rational(term.degrees, 2), bits) * im / (re + im);
    }
    const auto [re, im] = complex(c, w);
    return sqrt_of_nonnegative(sqr(re) + sqr(im)) / (h * p);
  }
};

Interval tail(const std::vector<WeightedChiSquare>& terms, int sign, const Rational& x, Precision bits) {
  const double infinity = std::numeric_limits<double>::infinity();
  Rational most = 0;
  for (const WeightedChiSquare& term : terms) most = std::max(most, term.weight);
  const double edge = to_double(Rational(1 / (2 * most)));
  const Rational a = sign * x;
  const Transform rough{terms, sign, 64};
  const Line line = propose_line([&](double s) { return rough.log_real(s); }, sign > 0 ? -infinity : -edge,
                                 sign > 0 ? edge : infinity, to_double(a), bits + 10);
  const double lost = std::clamp((line.log_peak - line.log_estimate) / 0.69, 0.0, 1e6);
  const Precision work = bits + 60 + static_cast<Precision>(lost);
  const Transform transform{terms, sign, work};
  const LineIntegral integral{Ball(1L, work), [&](const Rational& s) { return transform.real(s); },
                              [&](const Rational& c, const Ball& w) { return transform.complex(c, w); },
                              [&](const Rational& c, const Ball& h, const Ball& w) { return transform.rest(c, h, w); }};
  const Ball p = tail_on_line(integral, Ball(a, work), line, work, kMostNodes);
  return intersection(p.interval(work), Interval(0, 1, work));
}

}  // namespace

MixtureTails chi2_mixture_by_contour(const std::vector<WeightedChiSquare>& terms, const Rational& x, Precision bits) {
  if (!admissible(terms)) return {Interval::empty(bits), Interval::empty(bits)};
  if (x <= 0) return {{0, bits}, {1, bits}};
  return {tail(terms, -1, x, bits), tail(terms, 1, x, bits)};
}

}  // namespace certibound
