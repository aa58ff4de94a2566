// What is known of a function s that is analytic in a strip around the real axis, for its Hermite series.
//
// s(x) = s(0) + m x + e(x) + o(x), e even and o odd with e(0) = o(0) = 0. Exact parts (softplus(x) = x/2 + log 2 +
// log cosh(x/2)) make half of the coefficients exactly zero.
#pragma once

#include <certibound/ball/ball.hpp>

#include "fourier_coefficients.hpp"
#include "rho_series.hpp"

#include <memory>
#include <optional>
#include <stop_token>

namespace certibound {

// e or o; all pointers are null where the part is 0.
struct SmoothPart {
  Ball (*value)(const Ball& x) = nullptr;  // at a real x > 0
  Ball (*slope)(const Ball& x) = nullptr;  // its derivative there
  // An upper bound of |derivative| for |Im z| <= eta, 0 <= eta < width.
  Ball (*bound)(const Ball& eta) = nullptr;
  // The transform of a derivative, where it has that form.
  std::optional<FourierKernel> transform = std::nullopt;
};

struct SmoothFunction {
  const char* name;
  Ball (*at_zero)(Precision bits);  // s(0)
  Rational linear;                  // m
  SmoothPart even, odd;
  Rational width_over_pi;  // the singularities next to the real axis have |Im z| = pi times this
  Rational slope_at_zero;  // s'(0)
  Rational slope_bound;    // |s'(x)| <= this for real x
  Interval (*largest_slope)(Precision bits) = nullptr;  // sup |s'|; null where slope_bound is it
};

// The series of E[s(X) s(Y)] for exact variances > 0, good for derivatives up to `order`, with absolute errors of about
// 2^-bits sqrt(q1 q2); nothing if it was told to stop. Where the work would exceed some seconds and `stop` cannot be
// requested, there are fewer terms, and so a wider remainder: for many bits or large variances.
std::shared_ptr<const RhoSeries> strip_series(const SmoothFunction& s, const Float& q1, const Float& q2, int order,
                                              Precision bits, const std::stop_token& stop);

}  // namespace certibound
