// M(s) = E r^s over the event least <= K <= most, r ~ (2/m) chi^2_K, K ~ Bin(m, 1/2): a part of the Mellin transform of one
// layer's ratio,
//   M(s) = sum over least <= k <= most of t_k(s),  t_k(s) = C(m,k) 2^-m (4/m)^s Gamma(k/2+s)/Gamma(k/2),  Re s > -least/2.
//
// Terms outside a window lo..hi, for real s. Upwards, t_(k+2)/t_k = (m-k)(m-k-1)/((k+1)(k+2)) (k+2s)/k, which decreases in
// k if the last factor is replaced by its greater value, 1 for s < 0: geometric. Downwards, t_(k-2)/t_k =
//   (k-1)k/((m-k+2)(m-k+1)) (k-2)/(k-2+2s),
// whose first factor rises with k and whose second one is at most 1 for s >= 0 and falls with k for s < 0: on a block
// a <= k-2 < k < b it is at most q, the first factor at b-1 times the second one at k-2 = a. So the n terms of one parity
// in the block sum to at most their top one times n max(1, q)^(n-1), or times 1/(1-q). The blocks are short near the pole
// at k = -2s and grow with the distance from it. For complex s, |t_k(s)| <= t_k(Re s), as |Gamma(a+iw)| <= Gamma(a).
#pragma once

#include "complex.hpp"

#include <optional>
#include <unordered_map>
#include <vector>

namespace certibound {

class RatioTransform {
 public:
  // REQUIRES: 1 <= least <= most <= m.
  RatioTransform(long m, long least, long most, Precision bits) : m_(m), least_(least), most_(most), bits_(bits) {}

  // P(least <= K <= most).
  Ball mass() const;
  // M(s) for real s > -least/2.
  Ball real(const Rational& s) const;
  // log M(s) to some digits, for choosing places; infinite where M is.
  double log_real(double s);

  // M(c + iw); the window for c is made once and kept.
  Complex at(const Rational& c, const Ball& w);
  // At least the sum over k of |t_k(c + iw)| for the last pair (c, w) above: a bound of |M(c + iv)| for v >= w as well.
  Ball magnitude() const;

 private:
  // Of one parity: t_first as a logarithm without its gamma function, and t_(k+2)/t_k = real + i w slope from there on.
  struct Chain {
    long first;
    Ball log_weight;
    std::vector<Ball> real, slope;
  };
  struct Window {
    Rational c;
    Ball outside;  // at least the sum of the terms that are in no chain
    std::vector<Chain> chains;
  };
  Window window(const Rational& c) const;
  Ball above(long hi, const Rational& c) const;  // at least the sum over k > hi
  Ball below(long lo, const Rational& c) const;  // at least the sum over k < lo
  Ball term(long k, const Rational& c) const;
  Ball log_weight(long k, const Rational& c) const;  // log(C(m,k) 2^-m (4/m)^c / Gamma(k/2))
  Chain chain(long first, long last, const Rational& c) const;
  Complex first_term(const Chain& chain, const Ball& w) const;
  Complex horner(const Chain& chain, const Ball& w) const;
  double log_term(long k, double s);

  long m_, least_, most_;
  Precision bits_;
  std::optional<Window> window_;
  Ball w_;
  std::unordered_map<long, double> log_weights_;
};

}  // namespace certibound
