// S = log r_1 + ... + log r_L, the layers independent, on a band of the numbers K_l of positive rows: on the event that all
// K_l >= from, and not all K_l >= below (or on the former alone). With A, B, D the transforms of one layer over K >= from,
// K >= below and from <= K < below, A = B + D, the transform is
//   prod A_l - prod B_l = sum over l of (prod over j < l of A_j) D_l (prod over j > l of B_j),
// a sum of which nothing cancels.
//
// Rest of a sum along a line. For v >= W and a = k/2 + c > 0,
//   |Gamma(a+iv)/Gamma(a+iW)|^2 = prod over n >= 0 of ((a+n)^2 + W^2)/((a+n)^2 + v^2) <= ((b^2+W^2)/(b^2+v^2))^J,
// the first J factors with b >= a + J in place of a + n. With A at least the sum of the absolute values of all products of
// L terms at c + iW, and p = L J/2,
//   sum over kh > W of |M(c+ikh)|/(kh) <= (A/W) (1/h) integral from W of ((b^2+W^2)/(b^2+v^2))^p dv
//                                      <= A (b^2+W^2) / (2 (p-1) h W^2),
// the last step by a factor v/W >= 1 under the integral.
#pragma once

#include "ratio_transform.hpp"

#include <map>

namespace certibound {

using Widths = std::map<long, long>;  // width -> number of layers

struct Band {
  long from;       // >= 1 and at most each width
  long below = 0;  // > from and at most each width; 0: the whole event K_l >= from
};

class BandTransform {
 public:
  // sign 1: of S; -1: of -S, which exists for Re s < from/2.
  BandTransform(const Widths& widths, Band band, int sign, Precision bits);

  double log_real(double s);
  Ball real(const Rational& s);
  std::pair<Ball, Ball> complex(const Rational& c, const Ball& w);
  Ball rest(const Rational& c, const Ball& h, const Ball& w);
  Ball mass();  // of the event

 private:
  struct Layer {
    RatioTransform with, without;  // D and B; without a lower end of the band B is not used
    long width, count;
  };
  // The sum above; of(transform) gives the value of one transform.
  template <typename T, typename Of>
  T combined(const T& one, const Of& of);

  std::vector<Layer> layers_;
  Band band_;
  long total_ = 0;
  int sign_;
  Precision bits_;
};

}  // namespace certibound
