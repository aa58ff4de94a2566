// One point against the two references.
#include "judge.hpp"

#include <certibound/interval/functions.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound::crosscheck {
namespace {

// The exponent of ulp(v) for the exact value v = hi + lo; hi is the double nearest to v. Normal range of double.
template <class T>
int ulp_exponent(FastValue exact) {
  constexpr int p = std::numeric_limits<T>::digits;
  constexpr int smallest = std::numeric_limits<T>::min_exponent - p;
  int exponent = 0;
  const double significand = std::frexp(exact.hi, &exponent);
  if (std::fabs(significand) == 0.5 && std::signbit(exact.lo) != std::signbit(exact.hi)) {
    --exponent;  // hi is a power of two and v is nearer to zero
  }
  return std::max(exponent - p, smallest);
}

// Is v within `slack` of a midpoint between two neighbours of type T, or of a power of two?
template <class T>
bool near_a_change(FastValue exact, double slack) {
  const double nearest = static_cast<double>(static_cast<T>(exact.hi));
  const double away = std::fabs((exact.hi - nearest) + exact.lo);  // from the candidate; exact up to 2^-53 relative
  int exponent = 0;
  const bool power = std::fabs(std::frexp(nearest, &exponent)) == 0.5;
  const double unit = std::ldexp(1.0, std::max(exponent - std::numeric_limits<T>::digits,
                                               std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits));
  // Below a power of two the neighbour is half a unit away, so the midpoint is at a quarter.
  return std::fabs(away - unit / 2) <= slack || (power && (away <= slack || std::fabs(away - unit / 4) <= slack));
}

}  // namespace

template <class T>
FastJudgement judge_fast(T computed, FastValue exact, double fast_error) {
  const double unit_exponent = ulp_exponent<T>(exact);
  const double distance = std::fabs((static_cast<double>(computed) - exact.hi) - exact.lo);
  // Two roundings, 2^-52 relative to the larger of the two numbers subtracted, and the error of the reference. The unit
  // is a power of two; a large error may overflow to infinity, which is a bound too.
  const double slack = 2 * fast_error * std::fabs(exact.hi);
  FastJudgement judgement{};
  const auto scale = static_cast<int>(-unit_exponent);
  judgement.error = std::ldexp(distance, scale);
  judgement.uncertainty = std::ldexp(slack, scale) + judgement.error * 0x1p-50;
  judgement.certain = exact.hi != 0 && !near_a_change<T>(exact, slack + std::fabs(exact.hi) * 0x1p-100);
  judgement.misrounded = computed != static_cast<T>(exact.hi);
  return judgement;
}

template <class T>
RigorousJudgement judge_rigorously(const Reference& reference, T x, T computed, Precision bits) {
  Interval exact = reference.enclosure(Interval::point(x, bits));
  Rounding rounding = rounding_of(computed, exact);
  for (int doubling = 0; doubling < 2 && rounding == Rounding::unknown; ++doubling) {
    bits *= 2;
    exact = reference.enclosure(Interval::point(x, bits));
    rounding = rounding_of(computed, exact);
  }
  return {ulp_error(computed, exact), rounding};
}

template FastJudgement judge_fast(double, FastValue, double);
template FastJudgement judge_fast(float, FastValue, double);
template RigorousJudgement judge_rigorously(const Reference&, double, double, Precision);
template RigorousJudgement judge_rigorously(const Reference&, float, float, Precision);

}  // namespace certibound::crosscheck
