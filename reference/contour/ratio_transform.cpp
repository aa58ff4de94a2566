#include "ratio_transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {
namespace {

// log t_k(s) to double precision.
double log_term(double m, double k, double s) {
  return std::lgamma(m + 1) - std::lgamma(k + 1) - std::lgamma(m - k + 1) - m * 0.6931471805599453 +
         s * std::log(4 / m) + std::lgamma(k / 2 + s) - std::lgamma(k / 2);
}

// Where the terms are largest: the logarithm of the ratio of neighbours falls through 0.
long peak(long m, long least, double s) {
  long lo = least, hi = m;
  while (hi - lo > 1) {
    const long k = lo + (hi - lo) / 2;
    const double d = static_cast<double>(k), md = static_cast<double>(m);
    const bool rises = std::log((md - d) / (d + 1)) + std::log1p(2 * s / d) / 2 > 0;
    (rises ? lo : hi) = k;
  }
  return lo;
}

}  // namespace

double RatioTransform::log_real(double s) const {
  const double md = static_cast<double>(m_);
  if (2 * s <= -static_cast<double>(least_)) return std::numeric_limits<double>::infinity();
  // A few terms around the peak, half a standard deviation apart, give the sum smoothly and well enough.
  const long k0 = peak(m_, least_, s), spread = static_cast<long>(4 * std::sqrt(md)) + 2;
  const long lo = std::max(k0 - spread, least_), hi = std::min(k0 + spread, m_), step = std::max((hi - lo) / 32, 1L);
  const double top = log_term(md, static_cast<double>(k0), s);
  double sum = 0;
  for (long k = lo; k <= hi; k += step) sum += std::exp(log_term(md, static_cast<double>(k), s) - top);
  return top + std::log(sum * static_cast<double>(step));
}

Ball RatioTransform::log_weight(long k) const {
  const auto log_gamma = [&](const Rational& x) { return lgamma(Ball(x, bits_)); };
  return log_gamma(m_ + 1) - log_gamma(k + 1) - log_gamma(m_ - k + 1) - Ball(m_, bits_) * log(Ball(2L, bits_)) -
         log_gamma(Rational(k, 2));
}

Complex RatioTransform::first_term(long k, const Rational& c, const Ball& w) const {
  Complex s(bits_), term(bits_);
  arb_set(acb_realref(s.get()), Ball(Rational(c + Rational(k, 2)), bits_).get());
  arb_set(acb_imagref(s.get()), w.get());
  acb_lgamma(term.get(), s.get(), bits_);
  arb_set(acb_realref(s.get()), Ball(c, bits_).get());
  const Ball base = log(Ball(Rational(4, m_), bits_));
  acb_mul_arb(s.get(), s.get(), base.get(), bits_);
  acb_add(term.get(), term.get(), s.get(), bits_);
  acb_add_arb(term.get(), term.get(), log_weight(k).get(), bits_);
  acb_exp(term.get(), term.get(), bits_);
  return term;
}

void RatioTransform::advance(Complex& term, long k, const Complex& two_s) const {
  Complex factor(two_s);
  acb_add_si(factor.get(), factor.get(), k, bits_);
  acb_mul(term.get(), term.get(), factor.get(), bits_);
  acb_mul_si(term.get(), term.get(), (m_ - k) * (m_ - k - 1), bits_);
  acb_div_si(term.get(), term.get(), (k + 1) * (k + 2), bits_);
  acb_div_si(term.get(), term.get(), k, bits_);
}

RatioTransform::Window RatioTransform::window(const Rational& s) const {
  const double sd = to_double(s), md = static_cast<double>(m_);
  const long k0 = peak(m_, least_, sd);
  for (double width = std::sqrt(0.35 * md * (static_cast<double>(bits_) + 16)) + 4;; width *= 1.25) {
    const double room = std::min(width, md);
    Window out{s, std::max(k0 - static_cast<long>(room), least_), std::min(k0 + static_cast<long>(room), m_),
               Ball(0L, bits_)};
    if (out.hi - out.lo < 1) {
      out.lo = least_;
      out.hi = m_;
    }
    const auto term = [&](long k) {
      Ball value(bits_);
      arb_set(value.get(), acb_realref(first_term(k, s, Ball(0L, bits_)).get()));
      return value;
    };
    const auto geometric = [&](long k, const Rational& ratio) {
      if (ratio >= 1) return Ball::indeterminate(bits_);
      return term(k) * Ball(Rational(ratio / (1 - ratio)), bits_);
    };
    const auto up = [&](long k) {
      const Rational growth = s > 0 ? Rational(k + 2 * s) / k : Rational(1);
      return Rational(Integer(m_ - k) * (m_ - k - 1), Integer(k + 1) * (k + 2)) * growth;
    };
    const auto down = [&](long k) {
      const Rational growth = s < 0 ? 1 / (1 + 2 * s / least_) : Rational(1);
      return Rational(Integer(k - 1) * k, Integer(m_ - k + 2) * (m_ - k + 1)) * growth;
    };
    if (out.hi < m_) out.outside = geometric(out.hi, up(out.hi)) + geometric(out.hi - 1, up(out.hi - 1));
    if (out.lo > least_)
      out.outside = out.outside + geometric(out.lo, down(out.lo)) + geometric(out.lo + 1, down(out.lo + 1));
    if (out.outside.is_finite() || room >= md) return out;
  }
}

Ball RatioTransform::real(const Rational& s) const {
  RatioTransform copy(*this);
  const Complex value = copy.at(s, Ball(0L, bits_));
  Ball out(bits_);
  arb_set(out.get(), acb_realref(value.get()));
  return out;
}

Complex RatioTransform::at(const Rational& c, const Ball& w) {
  if (!window_ || window_->s != c) window_ = window(c);
  last_c_ = c;
  last_w_ = w;
  Complex sum(bits_), two_s(bits_);
  arb_set(acb_realref(two_s.get()), Ball(Rational(2 * c), bits_).get());
  arb_set(acb_imagref(two_s.get()), (Ball(2L, bits_) * w).get());
  for (long k = window_->lo; k <= std::min(window_->lo + 1, window_->hi); ++k) {
    Complex term = first_term(k, c, w);
    for (long at = k;; at += 2) {
      acb_add(sum.get(), sum.get(), term.get(), bits_);
      if (at + 2 > window_->hi) break;
      advance(term, at, two_s);
    }
  }
  const Ball error = Ball::hull(-window_->outside, window_->outside);
  arb_add(acb_realref(sum.get()), acb_realref(sum.get()), error.get(), bits_);
  if (!arb_is_zero(w.get())) arb_add(acb_imagref(sum.get()), acb_imagref(sum.get()), error.get(), bits_);
  return sum;
}

// |t_(k+2)|/|t_k| has |k + 2s| in place of k + 2s.
Ball RatioTransform::magnitude() const {
  Ball sum = window_->outside;
  const Ball imaginary = sqr(Ball(2L, bits_) * last_w_);
  for (long k = window_->lo; k <= std::min(window_->lo + 1, window_->hi); ++k) {
    Ball term(bits_);
    acb_abs(term.get(), first_term(k, last_c_, last_w_).get(), bits_);
    for (long at = k;; at += 2) {
      sum = sum + term;
      if (at + 2 > window_->hi) break;
      const Ball factor = sqrt(sqr(Ball(Rational(at + 2 * last_c_), bits_)) + imaginary);
      term =
          term * factor * Ball((m_ - at) * (m_ - at - 1), bits_) / Ball((at + 1) * (at + 2), bits_) / Ball(at, bits_);
    }
  }
  return sum;
}

}  // namespace certibound
