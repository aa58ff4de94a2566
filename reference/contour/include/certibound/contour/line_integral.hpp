// Tails by a contour integral, with a proven error: the trapezoidal rule on a line parallel to the imaginary axis.
//
// Let mu be a measure on the reals of finite mass without atoms, M(s) the integral of exp(sy) mu(dy), finite for Re s in
// an open interval around 0 (open at 0 is enough on one side), G(y) = mu[y, oo), c > 0 in that interval. Then
// exp(cy) G(y) has the Fourier transform M(c+iw)/(c+iw), and Poisson's summation formula with period T, h = 2 pi/T, gives
//   (h/(2 pi)) sum over all k of M(c+ikh) exp(-(c+ikh) a)/(c+ikh)
//     = G(a) + sum over n >= 1 of exp(-cnT) G(a - nT) + sum over n >= 1 of exp(cnT) G(a + nT),
// with nothing neglected. The sums on the right are enclosed by Markov's inequality at other points of the interval:
//   beyond > c:      the last sum is at most E(beyond),   E(b) = M(b) exp(-ba) q/(1-q), q = exp(-|b-c| T);
//   0 < before < c:  the first one is at most E(before);
//   before < 0:      there mu(-oo, y) <= M(before) exp(-before y) instead, so the first one is between
//                    mass p/(1-p) - E(before) and mass p/(1-p), p = exp(-cT).
// What a truncation of the left side leaves out is bounded by the caller. The points c, before, beyond and T may be any;
// unfortunate ones cost width. For saddle points and this rule see E. Y. Rodin, L. N. Trefethen and J. A. C. Weideman, The
// exponentially convergent trapezoidal rule, SIAM Review 56, 2014; the bound of the error is the two lines above.
#pragma once

#include <certibound/ball/ball.hpp>

#include <functional>
#include <utility>

namespace certibound {

struct LineIntegral {
  Ball mass;
  std::function<Ball(const Rational& s)> real;                                     // M(s)
  std::function<std::pair<Ball, Ball>(const Rational& c, const Ball& w)> complex;  // real and imaginary part of M(c+iw)
  // At least the sum over k > K of |M(c+ikh)|/|c+ikh|; called with w = Kh after complex(c, w).
  std::function<Ball(const Rational& c, const Ball& h, const Ball& w)> rest;
  std::function<bool()> stop = {};  // asks for an end; then nothing is known
};

struct Line {
  Rational before, at, beyond, period;  // c is `at`
  double log_estimate;                  // about log G(a)
  double log_peak;                      // about log(M(c) exp(-ca)): what cancels against it
  double log_goal;                      // of what may be neglected: the sum ends where its rest is below
};

// An enclosure of G(a), a wide one if `most_nodes` do not suffice for the line's goal; the indeterminate ball if it was asked
// to stop.
Ball tail_on_line(const LineIntegral& integral, const Ball& a, const Line& line, Precision bits,
                  long most_nodes = 100'000);

// A line for a relative error of about 2^-bits, from log M in double precision, finite for lo < s < hi (either may be
// infinite), lo < 0 < hi. A proposal: nothing rests on it.
Line propose_line(const std::function<double(double)>& log_m, double lo, double hi, double a, Precision bits);

// About where log M(s) - s a is smallest over 0 < s < hi, and the value: an estimate of log G(a) from above. As M(s) exp(-sa)
// is at least G(a) for every s >= 0, a proven bound is that expression as a ball, at the place proposed.
struct Markov {
  double at, log_bound;
};
Markov best_markov(const std::function<double(double)>& log_m, double hi, double a);

}  // namespace certibound
