// With the atom 2^-m at 0 taken out, M(s) = 2^-m ((1+u)^m - 1), so that
//   |M(c+iw)| <= 2^-m m |u| (1+|u|)^(m-1),  |u| = ((1-2c)^2 + 4w^2)^(-1/4) <= (2w)^(-1/2), decreasing in w,
// and the sum over k > K of |M(c+ikh)|/(kh) is at most 2^-m m (1+|u|)^(m-1), |u| at W = Kh, times
//   (1/h) integral from W of (2w)^(-1/2)/w dw = (1/h) (2/W)^(1/2).
// For the lower tail the same with -S: u = (1 + 2s)^(-1/2), and c - 1 in place of 1 - 2c by its sign.
#include <certibound/contour/line_integral.hpp>
#include <certibound/contour/norm_tail.hpp>

#include "complex.hpp"

#include <cmath>
#include <limits>

namespace certibound {
namespace {

constexpr long kMostNodes = 2000;

struct NormTransform {
  long m;
  int sign;  // 1 for S, -1 for -S
  Precision bits;

  Ball real(const Rational& s) const {
    const Ball u = reciprocal_root(Rational(1 - sign * 2 * s));
    return from_u(u);
  }
  Ball reciprocal_root(const Rational& x) const { return Ball(1L, bits) / sqrt(Ball(x, bits)); }
  Ball two_to_minus_m() const {
    Ball out(1L, bits);
    arb_mul_2exp_si(out.get(), out.get(), -m);
    return out;
  }
  // 2^-m ((1+u)^m - 1) = ((1+u)/2)^m - 2^-m.
  Ball from_u(const Ball& u) const {
    return exp(Ball(m, bits) * log1p((u - Ball(1L, bits)) / Ball(2L, bits))) - two_to_minus_m();
  }
  std::pair<Ball, Ball> complex(const Rational& c, const Ball& w) const {
    Complex s(bits);
    arb_set(acb_realref(s.get()), Ball(Rational(1 - sign * 2 * c), bits).get());
    arb_set(acb_imagref(s.get()), (Ball(-2L * sign, bits) * w).get());
    acb_rsqrt(s.get(), s.get(), bits);
    acb_sub_ui(s.get(), s.get(), 1, bits);
    acb_mul_2exp_si(s.get(), s.get(), -1);
    acb_log1p(s.get(), s.get(), bits);
    acb_mul_si(s.get(), s.get(), m, bits);
    acb_exp(s.get(), s.get(), bits);
    arb_sub(acb_realref(s.get()), acb_realref(s.get()), two_to_minus_m().get(), bits);
    return s.parts(bits);
  }
  Ball rest(const Rational& c, const Ball& h, const Ball& w) const {
    const Ball square = sqr(Ball(Rational(1 - sign * 2 * c), bits)) + Ball(4L, bits) * sqr(w);
    const Ball u = Ball(1L, bits) / sqrt(sqrt(square));
    const Ball power = exp(Ball(m - 1, bits) * log1p((u - Ball(1L, bits)) / Ball(2L, bits)));  // ((1+|u|)/2)^(m-1)
    return Ball(m, bits) * power * sqrt(Ball(2L, bits) / w) / (Ball(2L, bits) * h);
  }
};

double log_transform(double m, double s) { return m * std::log1p((1 / std::sqrt(1 - 2 * s) - 1) / 2); }

Interval tail(long m, int sign, const Rational& e, Precision bits) {
  const double md = static_cast<double>(m), infinity = std::numeric_limits<double>::infinity();
  const Rational a = m * Rational(1 + sign * e) / 2 * sign;
  const auto log_m = [&](double s) { return log_transform(md, sign * s); };
  const Line line =
      propose_line(log_m, sign > 0 ? -infinity : -0.5, sign > 0 ? 0.5 : infinity, to_double(a), bits + 10);
  // The peak cancels down to the value, the phase w a loses the bits of m, and log1p those of m again.
  const double lost = (line.log_peak - line.log_estimate) / 0.69 + 2 * std::log2(md + 2);
  const Precision work = bits + 40 + static_cast<Precision>(lost);
  const NormTransform transform{m, sign, work};
  const LineIntegral integral{Ball(1L, work) - transform.two_to_minus_m(),
                              [&](const Rational& s) { return transform.real(s); },
                              [&](const Rational& c, const Ball& w) { return transform.complex(c, w); },
                              [&](const Rational& c, const Ball& h, const Ball& w) { return transform.rest(c, h, w); }};
  Ball p = tail_on_line(integral, Ball(a, work), line, work, kMostNodes);
  if (sign < 0) p = p + transform.two_to_minus_m();
  return intersection(p.interval(work), Interval(0, 1, work));
}

}  // namespace

Interval norm_upper_tail_by_contour(long m, const Rational& e, Precision bits) {
  if (m < 1 || m > 1'000'000'000'000'000 || e < 0 || e > 1'000'000) return Interval::empty(bits);
  return tail(m, 1, e, bits);
}

Interval norm_lower_tail_by_contour(long m, const Rational& e, Precision bits) {
  if (m < 1 || m > 1'000'000'000'000'000 || e < 0 || e >= 1) return Interval::empty(bits);
  return tail(m, -1, e, bits);
}

}  // namespace certibound
