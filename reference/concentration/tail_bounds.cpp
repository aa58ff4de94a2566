#include <certibound/concentration/tail_bounds.hpp>

#include "moments.hpp"

namespace certibound {

using namespace concentration;

namespace {

constexpr Precision kGuard = 24;

Interval refused(Precision bits, std::string* why, const char* sentence) {
  say(why, sentence);
  return Interval::empty(bits);
}

// min(1, factor exp(-exponent)).
Interval probability(long factor, const Interval& exponent, Precision bits) {
  return min(Interval(factor, bits) * exp(-exponent), Interval(1, bits)).at_precision(bits);
}

const char* wrong_sum(const Rational& norm, const Rational& t, const Integer& count) {
  if (norm <= 0) return "the norm K must be positive";
  if (t < 0) return "the deviation t must not be negative";
  if (count < 1) return "the number of variables must be at least 1";
  return nullptr;
}

const char* wrong_bernstein(const Rational& v, const Rational& b, const Rational& t) {
  if (v <= 0) return "the variance factor v must be positive";
  if (b < 0) return "the scale b must not be negative";
  if (t < 0) return "the deviation t must not be negative";
  return nullptr;
}

}  // namespace

// Increasing, so the ends give the range; on either side of u = 2 by its own formula.
Interval sub_exponential_exponent(const Interval& u) {
  const Precision bits = u.precision();
  const Interval zero(0, bits), two(2, bits), one(1, bits);
  const Interval inside = intersection(u, Interval(zero.lo(), Interval::entire(bits).hi()));
  if (inside.is_empty()) return inside;
  const auto at = [&](const Float& end) -> Interval {
    if (end.is_infinite()) return {one.lo(), end};
    const Interval point(end, end);
    return certainly(less_equal(point, two)) ? sqr(point) / Interval(4, bits) : point - one;
  };
  return hull(at(inside.lo()), at(inside.hi()));
}

Interval bernstein_tail(const Rational& norm, const Rational& t, const Integer& count, Precision bits,
                        std::string* why) {
  if (const char* wrong = wrong_sum(norm, t, count)) return refused(bits, why, wrong);
  const Rational u = t / norm, exponent = u <= 2 ? Rational(u * u / 4) : Rational(u - 1);
  return probability(2, Interval(Rational(exponent * Rational(count)), bits + kGuard), bits);
}

Interval stated_bernstein_tail(const Rational& c, const Rational& norm, const Rational& t, const Integer& count,
                               Precision bits, std::string* why) {
  if (c <= 0) return refused(bits, why, "the constant c must be positive");
  if (const char* wrong = wrong_sum(norm, t, count)) return refused(bits, why, wrong);
  const Rational u = t / norm, least = u < 1 ? Rational(u * u) : u;
  return probability(2, Interval(Rational(least * c * Rational(count)), bits + kGuard), bits);
}

Interval sub_gamma_exponent(const Rational& v, const Rational& b, const Rational& t, Precision bits, std::string* why) {
  if (const char* wrong = wrong_bernstein(v, b, t)) return refused(bits, why, wrong);
  const Precision work = bits + kGuard;
  const Rational u = b * t / v;
  const Interval below = Interval(Rational(1 + u), work) + sqrt(Interval(Rational(1 + 2 * u), work));
  return (Interval(Rational(t * t / v), work) / below).at_precision(bits);
}

Interval bounded_bernstein_tail(const Rational& v, const Rational& b, const Rational& t, Precision bits,
                                std::string* why) {
  if (const char* wrong = wrong_bernstein(v, b, t)) return refused(bits, why, wrong);
  return probability(1, Interval(Rational(t * t / (2 * (v + b * t / 3))), bits + kGuard), bits);
}

Interval hoeffding_tail(const Rational& sum_of_squares, const Rational& t, Precision bits, std::string* why) {
  if (sum_of_squares <= 0) return refused(bits, why, "the sum of the squared lengths must be positive");
  if (t < 0) return refused(bits, why, "the deviation t must not be negative");
  return probability(1, Interval(Rational(2 * t * t / sum_of_squares), bits + kGuard), bits);
}

Interval chernoff_tail(const Variable& x, const Rational& t, Side side, const Integer& count, Precision bits,
                       std::string* why) {
  if (count < 1) return refused(bits, why, "the number of variables must be at least 1");
  const Interval exponent = cramer_exponent(x, t, side, bits + kGuard, why);
  if (exponent.is_empty()) return Interval::empty(bits);
  return probability(1, exponent * Interval(Rational(count), bits + kGuard), bits);
}

}  // namespace certibound
