// For fixed t write J(x) = P(X > x, Y <= t) = Phi(t) - F(x, t) = integral from x to oo of k,
//   k(x) = phi(x) Phi((t - rho x)/sigma).
// On each panel in d, from the right to the left, k at the nodes gives J at the nodes of a second rule (the integral of
// the interpolant) and J at the left end; the integrand is then
//   Phi(t)^n - (Phi(t) - J)^n = -Phi(t)^n expm1(n log1p(-J/Phi(t))),
// without cancellation however small J is. Remainders need bounds at x + iy, |y| <= h, on the rectangle around the ellipse:
//   |k| <= exp(h^2/2) phi(x) min(g Phi(p), 1 + g Q(p)), p = (t - rho x)/sigma, g = exp((rho h/sigma)^2/2)
//     (move the path of the integrals Phi and Q by i rho h/sigma);
//   J(x + iy) = integral over v < t of phi(v) Q((x + iy - rho v)/sigma), at most exp(h^2/(2 sigma^2)) J(x);
//     J falls in x, and J(x) <= Q(x); for rho >= 0 even J(x) <= Q(x) Phi(p(x)), and for rho > 0, J(x) is at most
//     phi(max(x, 0)) times the integral of Phi(p), which is (sigma/rho) E(Z + p(x))_+;
//     for rho < 0 also J = Q(x) - Q2(x, t), |Q| <= exp(h^2/2) Q(x), |Q2| <= exp(h^2/(2 sigma^2)) Q2(x, t), with
//     Q2(x, t) = P(X > x, Y > t) <= Q(x) Q(t) (Slepian) and <= P(U > (x + t)/2) = Q((x + t)/(2 tau));
//   |integrand| = |n J times the mean of (Phi - s J)^(n-1) over 0 < s < 1| <= n |J| (Phi(t) + |J|)^(n-1);
//   it is also at most Phi(t)^n + |F|^n, |F(x + iy, t)| <= exp(h^2/(2 sigma^2)) F(x, t), and for rho < 0, where p grows,
//     F(x, t), the integral of k up to x, is at most Phi(x) Phi(p(x)).
// Beyond D: the integrand is at most n Phi(t)^(n-1) J, J(t + D) <= Q(t + D) and <= P(X - Y > D), and the integral of
// J(t + d) over d > D is at most E(X - t - D)_+ and at most E(X - Y - D)_+, X - Y = 2 V.
#include "inner_integral.hpp"

#include <algorithm>
#include <cmath>

namespace certibound::extremes {
namespace {

// log Q(x), an estimate that does not underflow.
double log_tail(double x) {
  return x < 30 ? std::log(0.5 * std::erfc(x / std::sqrt(2.0))) : -x * x / 2 - std::log(x) - 0.9;
}

Ball growth(const Ball& shift) { return exp(times_two_to(sqr(shift), -1)); }

// 1 - (1 - share)^n for a share in [0, 1].
Ball lost_share(const Ball& share, std::int64_t n) {
  const Ball lost = -expm1(Ball(n, share.precision()) * log1p(-share));
  if (lost.is_finite()) return lost;
  const Ball zero(kBoundBits), most = max(upper(Ball(1L, kBoundBits) - share.at_precision(kBoundBits)), zero);
  return Ball(1L, share.precision()) - between_zero_and(pown(most, n), share.precision());
}

}  // namespace

struct InnerIntegral::Place {
  explicit Place(const Ball& place, std::int64_t n)
      : t(place),
        coarse_t(place.at_precision(kBoundBits)),
        tail(upper_tail(place)),
        cdf(Ball(1L, place.precision()) - tail),
        power(place.precision()),
        estimate_t(estimate(place)) {
    if (!certainly_positive(t)) cdf = normal_cdf(t);
    const Ball log_cdf = certainly_positive(t) ? log1p(-tail) : log(cdf);
    power = exp(Ball(n, place.precision()) * log_cdf);
    power_less_one = exp(Ball(n - 1, kBoundBits) * log_cdf.at_precision(kBoundBits));
  }
  Ball t, coarse_t, tail, cdf;  // t, Q(t), Phi(t)
  Ball power, power_less_one;   // Phi(t)^n, Phi(t)^(n-1)
  double estimate_t;
};

InnerIntegral::InnerIntegral(const PairLaw& law, double nats, Precision bits)
    : law_(law),
      coarse_(law.coarse()),
      nats_(nats),
      rho_(estimate(law.rho)),
      sigma_(estimate(law.sigma)),
      upsilon_(estimate(law.upsilon)),
      tau_(estimate(law.tau)),
      bits_(bits),
      density_rule_(interpolation_points(nats + 10), bits),
      rule_(density_rule_.points() / 2 + 6, bits),
      to_right_(rule_.points(), density_rule_.points(), bits) {}

// The half length of the panel that starts at `left`: as long as the bounds on its ellipse stay moderate.
double InnerIntegral::choose_half(const Place& place, double left) const {
  constexpr double kShrink = 0.75;
  const double n = static_cast<double>(law_.n), t = place.estimate_t, log_tail_t = log_tail(t);
  double half = std::fmin(1.5, 2 * nats_ * upsilon_);
  for (; half > sigma_ / 16; half *= kShrink) {
    const double h = kSemiMinor * half, d = left + half - kSemiMajor * half, x = t + d;
    const double log_wide = h * h / (2 * sigma_ * sigma_), p = ((1 - rho_) * t - rho_ * d) / sigma_;
    const double p_right = p - rho_ * 2 * kSemiMajor * half / sigma_;
    double log_ratio = log_wide,
           cdf_growth = rho_ * rho_ * log_wide;  // of the bound for |J| to Q(x), of that for Phi(p)
    if (rho_ >= 0) {
      log_ratio += log_tail(-p);
    } else {
      const double log_both = std::fmin(log_tail_t, log_tail((x + t) / (2 * tau_)) - log_tail(x));
      log_ratio = std::fmin(log_ratio, std::log(std::exp(h * h / 2) + std::exp(std::fmin(log_wide + log_both, 99))));
      const double log_low = log_tail(-p_right);  // of Phi(p) at the right end, its greatest value
      const double turned = std::fmin(cdf_growth + log_tail(p), 99);
      cdf_growth = std::fmin(cdf_growth + std::fmin(log_low, 0), std::log1p(std::exp(turned)));
      if (cdf_growth < 1.5 && n * std::fmax(log_wide + log_low, 0) < nats_ / 3) break;
    }
    const double size = std::exp(log_ratio + log_tail(x)), growth_of_power = n * (size - std::exp(log_tail_t));
    if (cdf_growth < 1.5 && log_ratio < 2.3 && growth_of_power < nats_ / 3) break;
  }
  return half;
}

// In d, from 0 to where the rest is small.
std::vector<Panel> InnerIntegral::panels(const Place& place) const {
  const double wanted = nats_ + std::log(static_cast<double>(law_.n)) - std::fmin(0, 2 * std::log(upsilon_));
  const double far = std::sqrt(2 * wanted), end = std::fmin(far - place.estimate_t, far * 2 * upsilon_);
  std::vector<Panel> out;
  double left = 0;
  do {
    out.push_back({left, left + 2 * choose_half(place, left)});
    left = out.back().right;
  } while (left < end);
  return out;
}

Ball InnerIntegral::bound_of_density(const Place& place, const Panel& panel) const {
  const Ball lo = place.coarse_t + panel.leftmost(), hi = place.coarse_t + panel.rightmost(), zero(kBoundBits);
  const Ball nearest = max(max(lo, -hi), zero);  // the least |x| on the rectangle, phi falls from there
  const Ball at_lo = coarse_.standardised(place.coarse_t, panel.leftmost());
  const Ball at_hi = coarse_.standardised(place.coarse_t, panel.rightmost());
  const Ball turned = growth(coarse_.rho * panel.height() / coarse_.sigma);
  const Ball cdf =
      min(turned * normal_cdf(max(at_lo, at_hi)), Ball(1L, kBoundBits) + turned * upper_tail(min(at_lo, at_hi)));
  return upper(growth(panel.height()) * normal_density(nearest) * cdf);
}

Ball InnerIntegral::bound_of_integrand(const Place& place, const Panel& panel) const {
  const Ball x = place.coarse_t + panel.leftmost(), tail_t = place.tail.at_precision(kBoundBits);
  const Ball tail = upper_tail(x), wide = growth(panel.height() / coarse_.sigma);
  Ball size = wide * tail;
  if (law_.positively_correlated()) {
    const Ball p = coarse_.standardised(place.coarse_t, panel.leftmost());
    size = size * normal_cdf(p);
    const Ball density = normal_density(max(x, Ball(kBoundBits)));
    if (certainly_positive(law_.rho)) size = min(size, wide * density * coarse_.sigma / coarse_.rho * mean_excess(-p));
  } else {
    const Ball both = min(tail * tail_t, upper_tail(times_two_to(x + place.coarse_t, -1) / coarse_.tau));
    size = min(size, growth(panel.height()) * tail + wide * both);
  }
  // log(Phi(t) + size); from 1 - Q(t) nothing would be left far to the left of 0
  const Ball log_base =
      certainly_positive(place.t) ? log1p(size - tail_t) : log(place.cdf.at_precision(kBoundBits) + size);
  const Ball n(law_.n, kBoundBits), by_tail = n * size * exp(Ball(law_.n - 1, kBoundBits) * log_base);
  if (law_.positively_correlated()) return upper(by_tail);
  const Ball x_right = place.coarse_t + panel.rightmost();
  const Ball p_right = coarse_.standardised(place.coarse_t, panel.rightmost());
  const Ball cdf = wide * normal_cdf(x_right) * normal_cdf(p_right);
  return upper(min(by_tail, place.power.at_precision(kBoundBits) + exp(n * log(cdf))));
}

// The integral over one panel; `beyond` is J at its right end on entry, at its left end on return.
Ball InnerIntegral::on_panel(const Place& place, const Panel& panel, Ball& beyond) const {
  const Ball centre = panel.centre(bits_), half = panel.half(bits_), n(law_.n, bits_);
  BallRow density(density_rule_.nodes.size(), bits_);
  Ball whole(bits_);
  for (std::size_t j = 0; j < density_rule_.nodes.size(); ++j) {
    const Ball d = centre + half * density_rule_.nodes[j];
    const Ball k = normal_density(place.t + d) * normal_cdf(law_.standardised(place.t, d));
    whole = whole + density_rule_.weights[j] * k;
    density.set(j, k);
  }
  const Ball width = panel.half(kBoundBits), bound = width * bound_of_density(place, panel);
  Ball sum(bits_);
  for (int i = 0; i < rule_.points(); ++i) {
    const Ball part = widened(half * dot(to_right_.row(i), density), upper(bound * to_right_.remainder()));
    sum = sum + rule_.weights[static_cast<std::size_t>(i)] * lost_share((beyond + part) / place.cdf, law_.n);
  }
  beyond = beyond + widened(half * whole, upper(bound * density_rule_.remainder()));
  return widened(half * place.power * sum, upper(width * bound_of_integrand(place, panel) * rule_.remainder()));
}

Ball InnerIntegral::rest(const Place& place, const Ball& end) const {
  const Ball spread = times_two_to(coarse_.upsilon, 1);  // the standard deviation of X - Y
  const Ball excess = min(mean_excess(place.coarse_t + end), spread * mean_excess(end / spread));
  return upper(Ball(law_.n, kBoundBits) * place.power_less_one * excess);
}

Ball InnerIntegral::operator()(const Ball& t) const {
  const Place place(t, law_.n);
  const std::vector<Panel> layout = panels(place);
  const Ball end = exact(layout.back().right, kBoundBits);
  const Ball spread = times_two_to(coarse_.upsilon, 1);
  Ball beyond = between_zero_and(upper(min(upper_tail(place.coarse_t + end), upper_tail(end / spread))), bits_);
  Ball sum = between_zero_and(rest(place, end), bits_);
  for (auto panel = layout.rbegin(); panel != layout.rend(); ++panel) sum = sum + on_panel(place, *panel, beyond);
  return sum;
}

}  // namespace certibound::extremes
