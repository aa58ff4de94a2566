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
Decorated fma(const Decorated& x, const Decorated& y, const Decorated& z);
Decorated reciprocal(const Decorated& x);
Decorated sqr(const Decorated& x);
Decorated pown(const Decorated& x, long n);
Decorated pow(const Decorated& x, const Decorated& y);
Decorated sqrt(const Decorated& x);
Decorated rootn(const Decorated& x, unsigned long n);
Decorated cbrt(const Decorated& x);
Decorated rsqrt(const Decorated& x);
Decorated hypot(const Decorated& x, const Decorated& y);
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
Decorated round_ties_even(const Decorated& x);
Decorated round_ties_away(const Decorated& x);
Decorated erf(const Decorated& x);
Decorated erfc(const Decorated& x);
Decorated normal_cdf(const Decorated& x);
Decorated normal_density(const Decorated& x);
Decorated gamma(const Decorated& x);
Decorated lgamma(const Decorated& x);
Decorated digamma(const Decorated& x);

// Not functions of reals, so that nothing is known of them: always trv.
Decorated cancel_minus(const Decorated& x, const Decorated& y);
Decorated cancel_plus(const Decorated& x, const Decorated& y);
Decorated hull(const Decorated& x, const Decorated& y);
Decorated intersection(const Decorated& x, const Decorated& y);
// The first piece is decorated as the quotient if 0 is no factor; else both are trv.
std::pair<Decorated, Decorated> mul_rev_to_pair(const Decorated& factor, const Decorated& product);

// Relations and numbers look at the interval alone.
inline bool equal(const Decorated& x, const Decorated& y) { return equal(x.value, y.value); }
inline bool subset(const Decorated& x, const Decorated& y) { return subset(x.value, y.value); }
inline bool interior(const Decorated& x, const Decorated& y) { return interior(x.value, y.value); }
inline bool disjoint(const Decorated& x, const Decorated& y) { return disjoint(x.value, y.value); }
inline bool weakly_less(const Decorated& x, const Decorated& y) { return weakly_less(x.value, y.value); }
inline bool strictly_less(const Decorated& x, const Decorated& y) { return strictly_less(x.value, y.value); }
inline bool precedes(const Decorated& x, const Decorated& y) { return precedes(x.value, y.value); }
inline bool strictly_precedes(const Decorated& x, const Decorated& y) { return strictly_precedes(x.value, y.value); }
inline Overlap overlap(const Decorated& x, const Decorated& y) { return overlap(x.value, y.value); }
inline Float inf(const Decorated& x) { return inf(x.value); }
inline Float sup(const Decorated& x) { return sup(x.value); }
inline Float mid(const Decorated& x) { return mid(x.value); }
inline Float rad(const Decorated& x) { return rad(x.value); }
inline std::pair<Float, Float> mid_rad(const Decorated& x) { return mid_rad(x.value); }
inline Float wid(const Decorated& x) { return wid(x.value); }
inline Float mag(const Decorated& x) { return mag(x.value); }
inline Float mig(const Decorated& x) { return mig(x.value); }

}  // namespace certibound
