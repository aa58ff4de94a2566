#include "moments.hpp"

#include <certibound/special/incomplete_gamma.hpp>

namespace certibound {

using namespace concentration;

namespace {

std::optional<Rational> nowhere(Orlicz) { return std::nullopt; }

bool is_probability(const Rational& p) { return p >= 0 && p <= 1; }

}  // namespace

std::optional<Variable> two_values(const Rational& x, const Rational& y, const Rational& p, std::string* why) {
  if (!is_probability(p)) return say(why, "a probability lies in [0, 1]"), std::nullopt;
  const Rational q = 1 - p;
  Variable out;
  out.name = to_string(x) + " with probability " + to_string(p) + ", else " + to_string(y);
  const auto mix = [p, q](const Interval& at_x, const Interval& at_y) {
    return finite(exact(p, at_x) * exp(at_x) + exact(q, at_x) * exp(at_y));
  };
  out.absolute = [x, y, mix](Orlicz psi, const Interval& rate) {
    const auto size = [psi](const Rational& v) { return psi == Orlicz::psi1 ? Rational(abs(v)) : Rational(v * v); };
    return mix(rate * exact(size(x), rate), rate * exact(size(y), rate));
  };
  out.transform = [x, y, mix](const Interval& lambda) {
    return mix(lambda * exact(x, lambda), lambda * exact(y, lambda));
  };
  out.mean = rational_mean(p * x + q * y);
  out.critical_rate = nowhere;
  out.is_zero = (p == 0 || x == 0) && (q == 0 || y == 0);
  return out;
}

std::optional<Variable> exponential(const Rational& mean, std::string* why) {
  if (mean <= 0) return say(why, "the mean of an exponential variable is positive"), std::nullopt;
  Variable out;
  out.name = "exponential of mean " + to_string(mean);
  const auto transform = [mean](const Interval& lambda) {
    const Interval rest = whole(1, lambda) - lambda * exact(mean, lambda);
    if (rest.hi().sign() <= 0) return infinite();
    return is_positive(rest) ? finite(reciprocal(rest)) : unknown(lambda);
  };
  out.absolute = sub_exponential(transform);
  out.transform = transform;
  out.mean = rational_mean(mean);
  out.critical_rate = only_psi1(Rational(1 / mean));
  return out;
}

Variable piecewise_linear(const Rational& above, const Rational& below, Centring centring) {
  const Rational jump = above - below;
  const bool centred = centring == Centring::centred;
  const auto first_moment = [jump](Precision bits) {
    return Interval(jump, bits) / sqrt(Interval(2, bits) * Interval::pi(bits));
  };
  const auto centre = [first_moment, centred, jump](Precision bits) {
    return centred && jump != 0 ? first_moment(bits) : Interval(0, bits);
  };
  Variable out;
  out.name = title("piecewise linear, " + to_string(above) + " above and " + to_string(below) + " below 0", centring);
  out.absolute = [=](Orlicz psi, const Interval& rate) {
    const Interval c = centre(rate.precision());
    if (psi == Orlicz::psi2) {
      return half_line_square(above, c, rate) + half_line_square(Rational(-below), c, rate);
    }
    return finite(half_line_absolute(above, c, rate) + half_line_absolute(Rational(-below), c, rate));
  };
  out.transform = [=](const Interval& lambda) {
    const Interval c = centre(lambda.precision());
    const Interval up = half_line_linear(lambda * exact(above, lambda));
    const Interval down = half_line_linear(-lambda * exact(below, lambda));
    return finite(exp(-lambda * c) * (up + down));
  };
  out.mean = [=](Precision bits) { return centred || jump == 0 ? Interval(0, bits) : first_moment(bits); };
  out.critical_rate = [above, below](Orlicz psi) -> std::optional<Rational> {
    const Rational square = above * above > below * below ? Rational(above * above) : Rational(below * below);
    if (psi == Orlicz::psi1 || square == 0) return std::nullopt;
    return Rational(1 / (2 * square));
  };
  out.is_zero = above == 0 && below == 0;
  return out;
}

// With (1 - 2a)^(-k/2) for E exp(a X); centred, split at X = k, where the law tilted by +-a is a gamma law again.
std::optional<Variable> chi_square(long k, Centring centring, std::string* why) {
  if (k < 1) return say(why, "chi-square needs at least one degree of freedom"), std::nullopt;
  const bool centred = centring == Centring::centred;
  Variable out;
  out.name = title("chi-square, " + std::to_string(k) + " degrees of freedom", centring);
  const auto plain = [k](const Interval& a) {
    const Interval rest = whole(1, a) - whole(2, a) * a;
    if (rest.hi().sign() <= 0) return infinite();
    return is_positive(rest) ? finite(exp(-exact(Rational(k, 2), a) * log(rest))) : unknown(a);
  };
  out.absolute = sub_exponential([k, centred, plain](const Interval& a) {
    if (!centred) return plain(a);
    const Expectation above = plain(a);
    const Interval rest = whole(1, a) - whole(2, a) * a, more = whole(1, a) + whole(2, a) * a;
    if (above.infinite || !is_positive(rest)) return above;
    const Interval half = exact(Rational(k, 2), a), shift = a * whole(k, a);
    const Interval below = exp(-half * log(more)) * gamma_p(half, half * more);
    return finite(exp(-shift) * above.value * gamma_q(half, half * rest) + exp(shift) * below);
  });
  out.transform = [k, centred, plain](const Interval& lambda) {
    const Expectation value = plain(lambda);
    return centred && !value.infinite ? finite(exp(-lambda * whole(k, lambda)) * value.value) : value;
  };
  out.mean = rational_mean(centred ? 0 : k);
  out.critical_rate = only_psi1(Rational(1, 2));
  return out;
}

Variable relu_square(Centring centring) {
  const bool centred = centring == Centring::centred;
  Variable out;
  out.name = title("relu(Z)^2", centring);
  const auto plain = [](const Interval& a) {
    return one_half(a) * (finite(whole(1, a)) + inverse_root(whole(1, a) - whole(2, a) * a));
  };
  out.absolute = sub_exponential([centred, plain](const Interval& a) {
    if (!centred) return plain(a);
    return finite(one_half(a) * exp(a * one_half(a))) + half_line_square_distance(Rational(1, 2), a);
  });
  out.transform = [centred, plain](const Interval& lambda) {
    const Expectation value = plain(lambda);
    return centred && !value.infinite ? finite(exp(-lambda * one_half(lambda)) * value.value) : value;
  };
  out.mean = rational_mean(centred ? Rational(0) : Rational(1, 2));
  out.critical_rate = only_psi1(Rational(1, 2));
  return out;
}

}  // namespace certibound
