// Hermite coefficients of a function whose derivative of order d has the Fourier transform c u/sinh u, u = pi w/r: tanh
// (d = 1), the odd part of sigmoid (d = 1) and the even part of softplus (d = 2); or c u^2 cosh u/sinh^2 u, the even part of
// silu (d = 2): from (x g)'' = 2 g' + x g'', where x stands for i d/dw. For large variances, where they fall slowly.
//
// By Stein's identity sqrt(n!) a_n = E f^(n)(X) for f(x) = p(sqrt(q) x), and so, with K the transform of p^(d), m = n - d,
//   a_n = i^m q^((d-1)/2)/(2 pi sqrt(n!)) int K(x/sqrt q) x^m e^(-x^2/2) dx,
// a positive integrand with a peak of width about 1 at sqrt m: no term cancels, and the trapezoidal rule needs few nodes.
//
// Errors. For |Im u| <= pi/2, u = a + ib, |sinh u|^2 = sinh^2 a + sin^2 b >= (4/pi^2) |u|^2, so |u/sinh u| <= pi/2, and
// |u^2 cosh u/sinh^2 u| <= 4: for |a| <= 1 by pi^2/4 cosh 1, for |a| > 1 since (a^2 + pi^2/4) cosh a/sinh^2 a falls from 3.9.
// On Im x = y, with r^2 = Re(x)^2 + y^2, |x^m e^(-x^2/2)| = e^(y^2) r^m e^(-r^2/2), whose integral over |Re x| <= 1 is at
// most 2 (m/e)^(m/2) <= 2 sqrt(m!) and over the rest, where d Re x = (r/Re x) dr <= sqrt(1 + y^2) dr, at most
// 2 sqrt(1 + y^2) int_0^oo r^m e^(-r^2/2) dr. The theorem of strip_series.cpp then bounds the rule. Nodes beyond the last one
// in use lie where the integrand falls, by at least the factor (1 + h/X)^m e^(-X h + dx) a node, dx = pi h/(r sqrt q): x^m
// e^(-x^2/2) is log-concave, the first transform falls, the second rises at most like e^u. Nodes given up lie below
// sqrt(n + 1), where terms fall with n, so that they are at most what they were.
#pragma once

#include <certibound/ball/ball.hpp>

#include <deque>

namespace certibound {

struct FourierKernel {
  long scale = 1;        // c
  long rate = 1;         // r
  int derivative = 1;    // d
  bool squared = false;  // u^2 cosh u/sinh^2 u
};

class FourierCoefficients {
 public:
  // root_q: the root of the variance. target: about as many bits after the point are right.
  FourierCoefficients(const FourierKernel& kernel, const Ball& root_q, Precision target);

  // |a_n| for n = d, d + 2, d + 4, ..
  Ball next();

  // About how many nodes serve each coefficient at a variance.
  static double nodes(const FourierKernel& kernel, double q, Precision target);

 private:
  struct Node {
    long index;
    Ball square, value;  // x^2 and 2 h K x^m e^(-x^2/2)
  };
  void start();
  void enter();
  void extend();
  void give_up();
  Ball error() const;
  // value/sqrt(n!) is below what counts.
  bool is_small(const Ball& value) const;

  FourierKernel kernel_;
  Ball root_q_;
  Precision target_, bits_;
  double y_, h_;
  long n_;
  std::deque<Node> nodes_;
  Ball factorial_;     // n!, 64 bits
  Ball half_moment_;   // int_0^oo r^m e^(-r^2/2) dr
  Ball inverse_root_;  // 1/sqrt(n!)
  Ball given_up_;      // bound of the sum of values given up, over sqrt(n!) at that time
  Ball front_;         // q^((d-1)/2)/(2 pi)
};

}  // namespace certibound
