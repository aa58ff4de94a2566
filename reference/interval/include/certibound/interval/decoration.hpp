// Decorated intervals (IEEE 1788, chapter 11): an enclosure that remembers how well the function behaved.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

namespace certibound {

// From worst to best; a composition has the worst decoration of its parts.
enum class Decoration {
  trv,  // nothing is known
  def,  // defined at every point of the (non-empty) box
  dac,  // defined and continuous on the box
  com,  // and bounded, with a bounded result
};

const char* to_string(Decoration d);

struct Decorated {
  Interval value;
  Decoration decoration = Decoration::trv;

  Decorated() = default;
  // The input of a computation: com if bounded and not empty, dac if unbounded, trv if empty.
  explicit Decorated(Interval x);
  Decorated(Interval x, Decoration d);
};

Decorated operator-(const Decorated& x);
Decorated operator+(const Decorated& x, const Decorated& y);
Decorated operator-(const Decorated& x, const Decorated& y);
Decorated operator*(const Decorated& x, const Decorated& y);
Decorated operator/(const Decorated& x, const Decorated& y);
Decorated sqr(const Decorated& x);
Decorated pown(const Decorated& x, long n);
Decorated pow(const Decorated& x, const Decorated& y);
Decorated sqrt(const Decorated& x);
Decorated rootn(const Decorated& x, unsigned long n);
Decorated cbrt(const Decorated& x);
Decorated exp(const Decorated& x);
Decorated exp2(const Decorated& x);
Decorated exp10(const Decorated& x);
Decorated expm1(const Decorated& x);
Decorated log(const Decorated& x);
Decorated log2(const Decorated& x);
Decorated log10(const Decorated& x);
Decorated log1p(const Decorated& x);
Decorated sin(const Decorated& x);
Decorated cos(const Decorated& x);
Decorated tan(const Decorated& x);
Decorated asin(const Decorated& x);
Decorated acos(const Decorated& x);
Decorated atan(const Decorated& x);
Decorated atan2(const Decorated& y, const Decorated& x);
Decorated sinh(const Decorated& x);
Decorated cosh(const Decorated& x);
Decorated tanh(const Decorated& x);
Decorated asinh(const Decorated& x);
Decorated acosh(const Decorated& x);
Decorated atanh(const Decorated& x);
Decorated abs(const Decorated& x);
Decorated min(const Decorated& x, const Decorated& y);
Decorated max(const Decorated& x, const Decorated& y);
Decorated sign(const Decorated& x);
Decorated floor(const Decorated& x);
Decorated ceil(const Decorated& x);
Decorated trunc(const Decorated& x);
Decorated erf(const Decorated& x);
Decorated erfc(const Decorated& x);
Decorated normal_cdf(const Decorated& x);
Decorated normal_density(const Decorated& x);
Decorated gamma(const Decorated& x);
Decorated lgamma(const Decorated& x);
Decorated digamma(const Decorated& x);

}  // namespace certibound
