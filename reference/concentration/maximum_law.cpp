// E exp(a (M - c)^2) for the largest M of n normals, c = 0 or E M: the integral of f(x) = n phi(x) Phi(x)^(n-1) exp(a (x -
// c)^2), from L to R by the quadrature of MPFR intervals, beyond by the closed form for n = 1,
//   integral over x > R of phi(x) exp(a (x - c)^2) = s exp(a c^2 s^2) Q((R + 2 a c s^2)/s),   s = (1 - 2a)^(-1/2),
// of which the right end takes n times and the left end n Phi(L)^(n-1) times at most. At a = 1/2 it is, for c > 0,
// exp(c^2/2 - c R)/(sqrt(2 pi) c), and for x < L < 0 it is left to quadrature: not known.
#include "moments.hpp"

#include <certibound/extremes/maximum.hpp>
#include <certibound/quadrature/integrate.hpp>
#include <certibound/special/normal.hpp>

#include <cmath>

namespace certibound {

using namespace concentration;

namespace {

constexpr Precision kBits = 96;
constexpr long kGoal = 56;  // absolute goal of the integral, in bits

// n times the integral over x > from (side 1) or x < from (side -1) of phi(x) exp(a (x - c)^2). REQUIRES: a < 1/2, or side 1.
Interval beyond(std::int64_t n, const Interval& c, const Interval& a, const Interval& from, int side) {
  const Interval rest = whole(1, a) - whole(2, a) * a, count(Rational(n), a.precision());
  if (is_zero(rest)) {
    if (!is_positive(c)) return Interval::entire(a.precision());
    const Interval root = sqrt(whole(2, a) * Interval::pi(a.precision()));
    return count * exp(sqr(c) * one_half(a) - c * from) / (root * c);
  }
  const Interval s = rsqrt(rest), at = (from + whole(2, a) * a * c / rest) / s;
  return count * s * exp(a * sqr(c) / rest + (side > 0 ? normal_log_sf(at) : normal_log_cdf(at)));
}

class MaximumMoment {
 public:
  MaximumMoment(std::int64_t n, Centring centring) : n_(n), centred_(centring == Centring::centred && n > 1) {}

  Interval centre(Precision bits) const {
    return centred_ ? maximum_moments(n_, MaxOver::values, bits).mean : Interval(0, bits);
  }

  Expectation operator()(const Interval& rate) const {
    const Interval a = rate.at_precision(kBits), c = centre(kBits);
    const Interval rest = whole(1, a) - whole(2, a) * a;
    if (is_negative(rest)) return infinite();
    if (is_zero(rest) && !centred_) return infinite();
    if (!is_positive(rest) && !is_zero(rest)) return unknown(a);
    const std::optional<Interval> right = end(c, a, 1), left = end(c, a, -1);
    if (!right || !left) return unknown(a);
    const Interval outside = right_rest(c, a, *right) + left_rest(c, a, *left);
    return finite(inside(c, a, *left, *right) + hull(whole(0, a), outside));
  }

  // By the trapezoidal rule in doubles: the rate at which the moment is 2.
  double proposal() const {
    const double c = to_double(to_rational(mid(centre(53))));
    double lo = 0, hi = 0.5;
    for (int k = 0; k < 52; ++k) {
      const double middle = (lo + hi) / 2;
      (approximate(middle, c) > 2 ? hi : lo) = middle;
    }
    return lo;
  }

 private:
  Interval right_rest(const Interval& c, const Interval& a, const Interval& from) const {
    return beyond(n_, c, a, from, 1);
  }
  Interval left_rest(const Interval& c, const Interval& a, const Interval& from) const {
    const Interval power = exp(Interval(Rational(n_ - 1), kBits) * normal_log_cdf(from));
    const Interval rest = whole(1, a) - whole(2, a) * a;
    // At a = 1/2, for x < from < 0: phi(x) exp((x - c)^2/2) = exp(c^2/2 - c x)/sqrt(2 pi), and Phi(x)^(n-1) <=
    // Phi(from)^(n-2) Phi(x) with Phi(x) <= exp(-x^2/2)/2, so that the integral is one of a normal density again.
    if (!is_zero(rest)) return power * beyond(n_, c, a, from, -1);
    const Interval count(Rational(n_), kBits);
    const Interval others = exp(Interval(Rational(n_ - 2), kBits) * normal_log_cdf(from));
    return count * others * one_half(a) * exp(sqr(c)) * normal_cdf(from + c);
  }

  // Where the rest is below 2^-kGoal.
  std::optional<Interval> end(const Interval& c, const Interval& a, int side) const {
    const Interval goal(power(Rational(2), -kGoal), kBits);
    for (long size = 6; size < 3000; size += 2 + size / 4) {
      const Interval from(side * size, kBits);
      const Interval rest = side > 0 ? right_rest(c, a, from) : left_rest(c, a, from);
      if (certainly(less(rest, goal))) return from;
    }
    return std::nullopt;
  }

  Interval inside(const Interval& c, const Interval& a, const Interval& left, const Interval& right) const {
    const Rational count(n_);
    const auto f = make_integrand([&](const auto& x) {
      using Number = std::decay_t<decltype(x)>;
      const Number half = constant(Rational(1, 2), x), away = x - constant(c, x);
      const Number cdf = half * erfc(-x * sqrt(half)), exponent = constant(a, x) * sqr(away) - half * x * x;
      return constant(count, x) * pown(cdf, static_cast<long>(n_ - 1)) * exp(exponent);
    });
    QuadratureOptions options;
    options.bits = kBits;
    options.absolute_goal = kGoal;
    const Integral value = integral(f, left, right, options);
    return value.own.is_bounded() ? value.own / sqrt(whole(2, a) * Interval::pi(kBits)) : Interval::entire(kBits);
  }

  double approximate(double a, double c) const {
    constexpr double kStep = 1.0 / 64;
    const double n = static_cast<double>(n_);
    double sum = 0;
    for (double x = -37; x < 40; x += kStep) {
      const double tail = 0.5 * std::erfc(std::fabs(x) / std::sqrt(2.0));
      const double log_cdf = x > 0 ? std::log1p(-tail) : std::log(tail);
      sum += std::exp((n - 1) * log_cdf - x * x / 2 + a * (x - c) * (x - c));
    }
    return sum * kStep * n / std::sqrt(2 * 3.141592653589793);
  }

  std::int64_t n_;
  bool centred_;
};

}  // namespace

std::optional<Variable> maximum_of_normals(std::int64_t n, Centring centring, std::string* why) {
  if (n < 1 || n > kMostMaximum) return say(why, "the number of variables lies between 1 and 10^12"), std::nullopt;
  const MaximumMoment moment(n, centring);
  Variable out;
  out.name = "the largest of " + std::to_string(n) + " normals";
  if (centring == Centring::centred) out.name += " less its mean";
  out.absolute = [moment](Orlicz psi, const Interval& rate) {
    return psi == Orlicz::psi2 ? moment(rate) : unknown(rate);
  };
  out.mean = [n, centring](Precision bits) {
    return centring == Centring::centred ? Interval(0, bits) : maximum_moments(n, MaxOver::values, bits).mean;
  };
  out.critical_rate = [](Orlicz psi) -> std::optional<Rational> {
    return psi == Orlicz::psi2 ? std::optional<Rational>(Rational(1, 2)) : std::nullopt;
  };
  out.proposal = [moment](Orlicz) { return moment.proposal(); };
  out.most_bits = 32;
  return out;
}

}  // namespace certibound
