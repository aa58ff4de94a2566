// Regularised incomplete gamma functions at half-integer shapes, the tails of chi^2_k:
//   P(chi^2_k >= 2x) = Q(k/2, x),   P(chi^2_k <= 2x) = P(k/2, x) = 1 - Q(k/2, x),   k = 0, 1, 2, ..., x > 0,
// where chi^2_0 = 0, so Q(0, x) = 0 and P(0, x) = 1.
//
// With t_b = x^b exp(-x) / Gamma(b+1):  Q(b+1, x) = Q(b, x) + t_b,  P(b, x) = P(b+1, x) + t_b,  t_(b+1) = t_b x/(b+1).
// (DLMF 8.8.5, 8.8.6.) Q is summed upwards and P downwards, so that every term is positive and neither one is taken
// from 1: both keep their relative width however small they are.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/norm_law/nonnegative.hpp>

namespace certibound {

inline constexpr long kMaxHalfGamma = 1L << 40;  // of k and of x below

// Q(k/2, x) for k = first, first + 1, ... The shapes k/2 fall into two chains, integers and half-integers.
// The start lies so far below first and 2x that its bound Q(b, x) <= t_(b-1) / (1 - (b-1)/x) is below one unit in the
// last place; near 0 it is Q(0, x) = 0 and Q(1/2, x) = erfc(sqrt(x)).
class HalfGammaUpper {
 public:
  // REQUIRES: 0 <= first <= kMaxHalfGamma, 0 < x <= kMaxHalfGamma.
  HalfGammaUpper(long first, const Rational& x, Precision bits);
  const NonNegative& sum() const { return chains_[k_ & 1].sum; }  // of Q(k/2, x)
  Interval value() const { return sum().interval(); }
  void advance();  // to k + 1

 private:
  struct Chain {
    NonNegative sum, term;  // Q(k/2, x) and t_(k/2)
    long k;
  };
  Chain start(long k, const Rational& x) const;  // at k or further off
  Chain chain_at(long k, const Rational& x) const;
  void step(Chain& chain) const;

  Precision bits_;
  long k_;
  Interval two_x_;
  NonNegative factor_;  // 2x again
  Chain chains_[2];     // by parity of k
};

// P(k/2, x) for k = last, last - 1, ..., 0. The start lies so far above that t_b <= P(b, x) <= t_b / (1 - x/(b+1)) is
// tight.
class HalfGammaLower {
 public:
  // REQUIRES: 0 <= last <= kMaxHalfGamma, 0 < x <= kMaxHalfGamma.
  HalfGammaLower(long last, const Rational& x, Precision bits);
  const NonNegative& sum() const { return chains_[k_ & 1].sum; }
  Interval value() const { return sum().interval(); }
  void retreat();  // to k - 1. REQUIRES: k >= 1

 private:
  struct Chain {
    NonNegative sum, term;  // P(k/2, x) and t_(k/2)
    long k;
  };
  Chain start(long k, const Rational& x) const;  // at k or further off
  Chain chain_at(long k, const Rational& x) const;
  void step(Chain& chain) const;

  Precision bits_;
  long k_;
  Interval two_x_;
  NonNegative factor_;
  Chain chains_[2];
};

// One value. Relative width at most 2^(2 - bits) (measured by the tests, for k and x up to 10^4).
// REQUIRES: 0 <= k <= kMaxHalfGamma, 0 < x <= kMaxHalfGamma.
Interval gamma_q_half(long k, const Rational& x, Precision bits);
Interval gamma_p_half(long k, const Rational& x, Precision bits);

}  // namespace certibound
