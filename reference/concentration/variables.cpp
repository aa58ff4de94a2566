#include "moments.hpp"

#include <certibound/special/incomplete_gamma.hpp>

namespace certibound {

using namespace concentration;

namespace {

std::optional<Rational> nowhere(Orlicz) { return std::nullopt; }

// Sub-exponential up to this rate, not sub-Gaussian.
std::function<std::optional<Rational>(Orlicz)> only_psi1(const Rational& rate) {
  return [rate](Orlicz psi) -> std::optional<Rational> { return psi == Orlicz::psi1 ? rate : Rational(0); };
}

std::function<Interval(Precision)> rational_mean(const Rational& mean) {
  return [mean](Precision bits) { return Interval(mean, bits); };
}

std::string title(const std::string& name, Centring centring) {
  return centring == Centring::centred ? name + " less its mean" : name;
}

// psi_1 by the function, psi_2 infinite for every rate > 0.
template <typename Moment>
std::function<Expectation(Orlicz, const Interval&)> sub_exponential(Moment moment) {
  return [moment](Orlicz psi, const Interval& rate) {
    if (psi == Orlicz::psi1) return moment(rate);
    return is_positive(rate) ? infinite() : unknown(rate);
  };
}

bool is_probability(const Rational& p) { return p >= 0 && p <= 1; }
bool is_correlation(const Rational& rho) { return rho >= -1 && rho <= 1; }

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

namespace {

// (1/pi) atan(sqrt((q + l)(1 + rho)/((q - l)(1 - rho))))/sqrt(q^2 - l^2), q = 1 - l rho: E[exp(l Z Z'); Z, Z' > 0]. In polar
// coordinates Z Z' = R^2 (cos u + rho)/2 on |u| < pi - arccos rho, u twice an angle, and E exp(l R^2 h) = 1/(1 - 2 l h).
// Infinite for q <= l. For q < -l the root is imaginary and atan turns into atanh.
Expectation positive_quadrant(const Rational& rho, const Interval& l) {
  const Interval one = whole(1, l), q = one - l * exact(rho, l), more = q + l, less = q - l;
  if (less.hi().sign() <= 0) return infinite();
  if (!is_positive(less) || !(is_positive(more) || is_negative(more))) return unknown(l);
  const Interval pi = Interval::pi(l.precision()), run = sqrt(less * exact(Rational(1 - rho), l));
  const Interval rise = sqrt(abs(more) * exact(Rational(1 + rho), l)), root = pi * sqrt(abs(more) * less);
  return finite((is_positive(more) ? atan2(rise, run) : atanh(rise / run)) / root);
}

// The first moment (sqrt(1 - rho^2) + (pi - arccos rho) rho)/(2 pi) of relu(Z) relu(Z').
Interval relu_product_mean(const Rational& rho, Precision bits) {
  const Interval r(rho, bits), pi = Interval::pi(bits);
  const Interval root = sqrt(Interval(Rational((1 - rho) * (1 + rho)), bits));
  return (root + (pi - acos(r)) * r) / (Interval(2, bits) * pi);
}

}  // namespace

std::optional<Variable> normal_product(const Rational& rho, std::string* why) {
  if (!is_correlation(rho)) return say(why, "a correlation lies in [-1, 1]"), std::nullopt;
  Variable out;
  out.name = "product of normals of correlation " + to_string(rho);
  out.absolute = sub_exponential([rho](const Interval& a) {
    // Z Z' > 0 on two quadrants; where it is < 0 turn the sign of Z', of correlation -rho then
    return whole(2, a) * (positive_quadrant(rho, a) + positive_quadrant(Rational(-rho), a));
  });
  out.transform = [rho](const Interval& l) {
    const Interval q = whole(1, l) - l * exact(rho, l), more = q + l, less = q - l;
    if (more.hi().sign() <= 0 || less.hi().sign() <= 0) return infinite();
    return is_positive(more) && is_positive(less) ? finite(rsqrt(more * less)) : unknown(l);
  };
  out.mean = rational_mean(rho);
  out.critical_rate = only_psi1(Rational(1 / (1 + abs(rho))));
  return out;
}

std::optional<Variable> relu_product(const Rational& rho, std::string* why) {
  if (!is_correlation(rho)) return say(why, "a correlation lies in [-1, 1]"), std::nullopt;
  Variable out;
  out.name = "product of relu of normals of correlation " + to_string(rho);
  const auto transform = [rho](const Interval& l) {
    // P(not both positive) = (1 + arccos(rho)/pi)/2
    const Interval rest = one_half(l) * (whole(1, l) + acos(exact(rho, l)) / Interval::pi(l.precision()));
    return finite(rest) + positive_quadrant(rho, l);
  };
  out.absolute = sub_exponential(transform);
  out.transform = transform;
  out.mean = [rho](Precision bits) { return relu_product_mean(rho, bits); };
  out.critical_rate = only_psi1(rho == -1 ? Rational(1) : Rational(1 / (1 + rho)));
  out.is_zero = rho == -1;
  return out;
}

}  // namespace certibound
