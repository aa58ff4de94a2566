// M(s) = E r^s over the event K >= least, r ~ (2/m) chi^2_K, K ~ Bin(m, 1/2): the Mellin transform of one layer's ratio,
//   M(s) = sum over least <= k <= m of t_k(s),  t_k(s) = C(m,k) 2^-m (4/m)^s Gamma(k/2+s)/Gamma(k/2),  Re s > -least/2.
//
// Terms outside a window lo..hi. For real s, t_(k+2)/t_k = (m-k)(m-k-1)/((k+1)(k+2)) (k+2s)/k, which decreases in k if the
// last factor is replaced by its greater value, 1 for s < 0; downwards, t_(k-2)/t_k = (k-1)k/((m-k+2)(m-k+1))
// (k-2)/(k-2+2s), where the last factor is at most 1 for s >= 0 and 1/(1 - 2|s|/least) for s < 0, and the first one falls
// with k. So both sides are geometric. For complex s, |t_k(s)| <= t_k(Re s), as |Gamma(a+iw)| <= Gamma(a).
#pragma once

#include "complex.hpp"

#include <optional>

namespace certibound {

class RatioTransform {
 public:
  // REQUIRES: 1 <= least <= m.
  RatioTransform(long m, long least, Precision bits) : m_(m), least_(least), bits_(bits) {}

  // M(s) for real s > -least/2.
  Ball real(const Rational& s) const;
  // log M(s) to double precision, for choosing places; infinite where M is.
  double log_real(double s) const;

  // M(c + iw); the window for c is made once and kept.
  Complex at(const Rational& c, const Ball& w);
  // At least the sum over k of |t_k(c + iw)| for the last pair (c, w) above: a bound of |M(c + iv)| for v >= w as well.
  Ball magnitude() const;

 private:
  struct Window {
    Rational s;
    long lo, hi;
    Ball outside;  // at least the sum of the other terms at s
  };
  Window window(const Rational& s) const;
  Ball log_weight(long k) const;  // log(C(m,k) 2^-m / Gamma(k/2))
  Complex first_term(long k, const Rational& c, const Ball& w) const;
  void advance(Complex& term, long k, const Complex& two_s) const;  // t_k to t_(k+2)

  long m_, least_;
  Precision bits_;
  std::optional<Window> window_;
  Rational last_c_;
  Ball last_w_;
};

}  // namespace certibound
