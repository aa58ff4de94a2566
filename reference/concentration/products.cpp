// Products of two normals, or of their relu, of correlation rho.
//
// In polar coordinates Z Z' = R^2 (cos u + rho)/2, u twice an angle, uniform, and R^2 exponential of mean 2. So given u the
// product is an exponential variable of mean w = cos u + rho where w > 0, that is for |u| < pi - arccos rho; where w < 0 it is
// that of -rho with the sign turned. With q = 1 - l rho, E exp(l w E) = 1/(1 - l w) gives
//   E[exp(l Z Z'); Z, Z' > 0] = (1/pi) atan(sqrt((q + l)(1 + rho)/((q - l)(1 - rho))))/sqrt(q^2 - l^2).
// Centred at m > 0: E exp(l |X - m|) = exp(l m)/(1 + l w) + exp(-m/w) 2 l w/(1 - (l w)^2) for X exponential of mean w, of which
// the first part is closed as above and the second an integral over u, by quadrature in MPFR intervals up to w = m/60.
#include "moments.hpp"

#include <certibound/quadrature/integrate.hpp>

#include <cmath>

namespace certibound {

using namespace concentration;

namespace {

constexpr Precision kBits = 96;
constexpr long kGoal = 56;  // absolute goal of the integral, in bits

bool is_correlation(const Rational& rho) { return rho >= -1 && rho <= 1; }

// E[exp(l Z Z'); Z, Z' > 0]. Infinite for q <= l. For q < -l the root is imaginary and atan turns into atanh.
Expectation positive_quadrant(const Rational& rho, const Interval& l) {
  const Interval one = whole(1, l), q = one - l * exact(rho, l), more = q + l, less = q - l;
  if (less.hi().sign() <= 0) return infinite();
  if (!is_positive(less) || !(is_positive(more) || is_negative(more))) return unknown(l);
  const Interval pi = Interval::pi(l.precision()), run = sqrt(less * exact(Rational(1 - rho), l));
  const Interval rise = sqrt(abs(more) * exact(Rational(1 + rho), l)), root = pi * sqrt(abs(more) * less);
  return finite((is_positive(more) ? atan2(rise, run) : atanh(rise / run)) / root);
}

// P(not both positive) = (1 + arccos(rho)/pi)/2.
Interval outside_quadrant(const Rational& rho, const Interval& like) {
  return one_half(like) * (whole(1, like) + acos(exact(rho, like)) / Interval::pi(like.precision()));
}

// The first moment (sqrt(1 - rho^2) + (pi - arccos rho) rho)/(2 pi) of relu(Z) relu(Z').
Interval relu_product_mean(const Rational& rho, Precision bits) {
  const Interval r(rho, bits), pi = Interval::pi(bits);
  const Interval root = sqrt(Interval(Rational((1 - rho) * (1 + rho)), bits));
  return (root + (pi - acos(r)) * r) / (Interval(2, bits) * pi);
}

// E[exp(l |Z Z' - m|); Z, Z' > 0] for m > 0, rho > -1, 0 < l < 1/(1 + rho).
class CentredQuadrant {
 public:
  CentredQuadrant(const Rational& rho, const Interval& m) : rho_(rho), m_(m.at_precision(kBits)) {}

  Expectation operator()(const Interval& rate) const {
    const Interval l = rate.at_precision(kBits), rest = whole(1, l) - l * exact(Rational(1 + rho_), l);
    if (rest.hi().sign() <= 0) return infinite();
    if (!is_positive(rest)) return unknown(l);
    return exp(l * m_) * positive_quadrant(rho_, -l) + finite(second_part(l));
  }

  // The same in doubles, by Simpson's rule.
  double approximate(double l) const {
    constexpr int kPanels = 4096;
    const double rho = to_double(rho_), m = to_double(to_rational(mid(m_)));
    const double end = 3.141592653589793 - std::acos(rho), step = end / kPanels;
    double sum = 0;
    for (int k = 0; k <= kPanels; ++k) {
      const double w = std::fmax(std::cos(k * step) + rho, 1e-300), lw = l * w;
      const double value = std::exp(l * m) / (1 + lw) + std::exp(-m / w) * 2 * lw / (1 - lw * lw);
      sum += value * (k == 0 || k == kPanels ? 1 : k % 2 == 1 ? 4 : 2);
    }
    return sum * step / 3 / (2 * 3.141592653589793);
  }

 private:
  // 1/(4 pi) of the integral over |u| < pi - arccos rho. Both factors rise with w, so beyond the cut the integrand is at most its
  // value there.
  Interval second_part(const Interval& l) const {
    const Interval one = whole(1, l), two = whole(2, l), pi = Interval::pi(kBits), rho = exact(rho_, l);
    const Interval cut = min(m_ / whole(60, l), (one + rho) / two), end = at_point(acos(cut - rho).lo());
    const auto f = make_integrand([&](const auto& u) {
      const auto w = cos(u) + constant(rho_, u), lw = constant(l, u) * w;
      return exp(-constant(m_, u) / w) * (lw + lw) / (constant(Rational(1), u) - sqr(lw));
    });
    QuadratureOptions options;
    options.bits = kBits;
    options.absolute_goal = kGoal;
    const Integral inside = integral(f, whole(0, l), end, options);
    const Interval w = cos(end) + rho, lw = l * w;
    const Interval greatest = exp(-m_ / w) * two * lw / (one - sqr(lw));
    const Interval rest = hull(whole(0, l), greatest * max(pi - acos(rho) - end, whole(0, l)));
    return (inside.own + rest) / (two * pi);
  }
  static Interval at_point(const Float& x) { return {x, x}; }

  Rational rho_;
  Interval m_;
};

// The rate in (0, critical) at which a rising function of doubles is 2.
template <typename Moment>
double bisect(double critical, const Moment& moment) {
  double lo = 0, hi = critical;
  for (int k = 0; k < 60; ++k) {
    const double middle = (lo + hi) / 2;
    (moment(middle) > 2 ? hi : lo) = middle;
  }
  return lo;
}

constexpr Precision kMostCentred = 32;

// |Z Z' - rho| for rho > 0: on the quadrants of the other sign it is a variable of -rho and rho together.
void centre_normal(Variable& out, const Rational& rho) {
  const Rational size = abs(rho);
  const CentredQuadrant same(size, Interval(size, kBits));
  out.absolute = sub_exponential([same, size](const Interval& a) {
    return whole(2, a) * (same(a) + exp(a * exact(size, a)) * positive_quadrant(Rational(-size), a));
  });
  out.proposal = [same, size](Orlicz) {
    const double r = to_double(size);
    return bisect(1 / (1 + r), [&](double a) {
      const double q = 1 + a * r, other = std::atan2(std::sqrt((q + a) * (1 - r)), std::sqrt((q - a) * (1 + r)));
      return 2 * (same.approximate(a) + std::exp(a * r) * other / (3.141592653589793 * std::sqrt(q * q - a * a)));
    });
  };
  out.most_bits = kMostCentred;
}

void centre_relu(Variable& out, const Rational& rho) {
  const CentredQuadrant both(rho, relu_product_mean(rho, kBits));
  out.absolute = sub_exponential([both, rho](const Interval& a) {
    const Interval mean = relu_product_mean(rho, a.precision());
    return finite(exp(a * mean) * outside_quadrant(rho, a)) + both(a);
  });
  out.proposal = [both, rho](Orlicz) {
    const double mean = to_double(to_rational(mid(relu_product_mean(rho, 53))));
    const double outside = (1 + std::acos(to_double(rho)) / 3.141592653589793) / 2;
    return bisect(1 / (1 + to_double(rho)),
                  [&](double a) { return outside * std::exp(a * mean) + both.approximate(a); });
  };
  out.most_bits = kMostCentred;
}

// Of X - mean from that of X.
std::function<Expectation(const Interval&)> shifted(std::function<Expectation(const Interval&)> transform,
                                                    std::function<Interval(Precision)> mean) {
  return [transform, mean](const Interval& l) {
    const Expectation value = transform(l);
    return value.infinite ? value : finite(exp(-l * mean(l.precision())) * value.value);
  };
}

void centre(Variable& out) {
  out.transform = shifted(out.transform, out.mean);
  out.mean = rational_mean(0);
}

}  // namespace

std::optional<Variable> normal_product(const Rational& rho, Centring centring, std::string* why) {
  if (!is_correlation(rho)) return say(why, "a correlation lies in [-1, 1]"), std::nullopt;
  Variable out;
  out.name = title("product of normals of correlation " + to_string(rho), centring);
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
  if (centring == Centring::centred && rho != 0) {
    centre_normal(out, rho);
    centre(out);
  }
  return out;
}

std::optional<Variable> relu_product(const Rational& rho, Centring centring, std::string* why) {
  if (!is_correlation(rho)) return say(why, "a correlation lies in [-1, 1]"), std::nullopt;
  Variable out;
  out.name = title("product of relu of normals of correlation " + to_string(rho), centring);
  const auto transform = [rho](const Interval& l) {
    return finite(outside_quadrant(rho, l)) + positive_quadrant(rho, l);
  };
  out.absolute = sub_exponential(transform);
  out.transform = transform;
  out.mean = [rho](Precision bits) { return relu_product_mean(rho, bits); };
  out.critical_rate = only_psi1(rho == -1 ? Rational(1) : Rational(1 / (1 + rho)));
  out.is_zero = rho == -1;
  if (centring == Centring::centred && rho != -1) {
    centre_relu(out, rho);
    centre(out);
  }
  return out;
}

}  // namespace certibound
