#include "ratio_transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr long kAllTerms = 64;  // so few are taken without a look for a window

// Where the terms have their greatest local maximum: the logarithm of the ratio of neighbours falls through 0. For s < 0 it
// rises from the pole at k = -2s first, up to some k below m/3, so only what lies above is searched; `least` if there is
// no maximum.
long peak(long m, long least, double s) {
  const double md = static_cast<double>(m);
  const auto rises = [&](long k) {
    const double d = static_cast<double>(k);
    return 2 * s / d > -1 && std::log((md - d) / (d + 1)) + std::log1p(2 * s / d) / 2 > 0;
  };
  long lo = s < 0 ? std::max(least, m / 3) : least, hi = m;
  if (!rises(lo)) return least;
  while (hi - lo > 1) {
    const long k = lo + (hi - lo) / 2;
    (rises(k) ? lo : hi) = k;
  }
  return lo;
}

struct Radius {
  Radius() { mag_init(value); }
  Radius(const Radius&) = delete;
  Radius& operator=(const Radius&) = delete;
  ~Radius() { mag_clear(value); }
  mag_t value;
};

// Places to sample a sum over least..most: close together around k0 and near the pole at the lower end.
std::vector<long> sample(long m, long k0, long least, long most) {
  std::vector<long> out;
  if (most - least < kAllTerms) {
    for (long k = least; k <= most; ++k) out.push_back(k);
    return out;
  }
  const long step = std::max(static_cast<long>(std::sqrt(static_cast<double>(m)) / 5), 1L);
  for (long i = -22; i <= 22; ++i) out.push_back(std::clamp(k0 / step * step + i * step, least, most));
  for (double distance = 1; least + static_cast<long>(distance) <= most; distance *= 1.3)
    out.push_back(least + static_cast<long>(distance));
  out.push_back(least);
  out.push_back(most);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// P(K < k), K ~ Bin(m, 1/2), 1 <= k <= m: 2^-m times the sum of C(m, i), i < k, downwards; C(m, i-1)/C(m, i) = i/(m-i+1)
// rises with i, so what is left out is geometric.
Ball few_rows(long m, long k, Precision bits) {
  const Precision work = bits + 40;
  const auto log_factorial = [&](long n) { return lgamma(Ball(n + 1, work)); };
  Ball term = exp(log_factorial(m) - log_factorial(k - 1) - log_factorial(m - k + 1));
  arb_mul_2exp_si(term.get(), term.get(), -m);
  Ball sum = term;
  for (long i = k - 1; i >= 1; --i) {
    arb_mul_si(term.get(), term.get(), i, work);
    arb_div_si(term.get(), term.get(), m - i + 1, work);
    sum = sum + term;
    if (2 * i > m || i % 16 != 0) continue;
    const Ball left = term * Ball(Rational(i, m - 2 * i + 1), work);  // i/(m-i+1) / (1 - i/(m-i+1))
    if (certainly_positive(sum - left * pown(Ball(2L, work), bits))) {
      sum = sum + Ball::hull(Ball(0L, work), left);
      break;
    }
  }
  return sum.at_precision(bits);
}


}  // namespace

Ball RatioTransform::mass() const {
  const Ball below = few_rows(m_, least_, bits_);
  return (most_ == m_ ? Ball(1L, bits_) : few_rows(m_, most_ + 1, bits_)) - below;
}

double RatioTransform::log_term(long k, double s) {
  const double md = static_cast<double>(m_), kd = static_cast<double>(k);
  const auto [place, fresh] = log_weights_.try_emplace(k, 0.0);
  if (fresh) {
    place->second =
        std::lgamma(md + 1) - std::lgamma(kd + 1) - std::lgamma(md - kd + 1) - md * kLog2 - std::lgamma(kd / 2);
  }
  return place->second + s * std::log(4 / md) + std::lgamma(kd / 2 + s);
}

double RatioTransform::log_real(double s) {
  if (2 * s <= -static_cast<double>(least_)) return std::numeric_limits<double>::infinity();
  const long k0 = std::clamp(peak(m_, least_, s), least_, most_);
  const std::vector<long> places = sample(m_, k0, least_, most_);
  std::vector<double> logs;
  for (const long k : places) logs.push_back(log_term(k, s));
  const double top = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double left = i == 0 ? 1 : static_cast<double>(places[i] - places[i - 1]);
    const double right = i + 1 == places.size() ? 1 : static_cast<double>(places[i + 1] - places[i]);
    sum += std::exp(logs[i] - top) * (left + right) / 2;
  }
  return top + std::log(sum);
}

Ball RatioTransform::log_weight(long k, const Rational& c) const {
  const auto log_gamma = [&](const Rational& x) { return lgamma(Ball(x, bits_)); };
  return log_gamma(m_ + 1) - log_gamma(k + 1) - log_gamma(m_ - k + 1) - Ball(m_, bits_) * log(Ball(2L, bits_)) -
         log_gamma(Rational(k, 2)) + Ball(c, bits_) * log(Ball(Rational(4, m_), bits_));
}

Ball RatioTransform::term(long k, const Rational& c) const {
  return exp(log_weight(k, c) + lgamma(Ball(Rational(c + Rational(k, 2)), bits_)));
}

Ball RatioTransform::above(long hi, const Rational& c) const {
  Ball sum(0L, bits_);
  for (long k = hi; k > hi - 2 && k >= least_; --k) {
    const Rational growth = c > 0 ? Rational(Rational(k + 2 * c) / k) : Rational(1);
    const Rational q = Rational(Integer(m_ - k) * (m_ - k - 1), Integer(k + 1) * (k + 2)) * growth;
    if (q >= 1) return Ball::indeterminate(bits_);
    sum = sum + term(k, c) * Ball(Rational(q / (1 - q)), bits_);
  }
  // With a single term below, the chain of the other parity begins above hi.
  return hi > least_ ? sum : Ball::indeterminate(bits_);
}

Ball RatioTransform::below(long lo, const Rational& c) const {
  Ball sum(0L, bits_);
  for (long a = least_; a < lo;) {
    const long b = std::min(a + 1 + (a - least_) / 8, lo), n = (b - a + 1) / 2;
    const Rational first(Integer(b - 2) * (b - 1), Integer(m_ - b + 3) * (m_ - b + 2));
    const Rational q = c < 0 ? Rational(first * a / (a + 2 * c)) : first;
    const Ball bound(q, bits_);
    Ball factor = q > 1 ? Ball(n, bits_) * pown(bound, n - 1) : Ball(n, bits_);
    if (q < 1) factor = min(factor, Ball(Rational(1 / (1 - q)), bits_));
    for (long k = b - 1; k >= std::max(b - 2, a); --k) sum = sum + term(k, c) * factor;
    a = b;
  }
  return sum;
}

RatioTransform::Chain RatioTransform::chain(long first, long last, const Rational& c) const {
  Chain out{first, log_weight(first, c), {}, {}};
  for (long k = first; k + 2 <= last; k += 2) {
    Ball slope(2L, bits_);
    arb_mul_si(slope.get(), slope.get(), m_ - k, bits_);
    arb_mul_si(slope.get(), slope.get(), m_ - k - 1, bits_);
    arb_div_si(slope.get(), slope.get(), (k + 1) * (k + 2), bits_);
    arb_div_si(slope.get(), slope.get(), k, bits_);
    out.real.push_back(slope * Ball(Rational(c + Rational(k, 2)), bits_));
    out.slope.push_back(std::move(slope));
  }
  return out;
}

RatioTransform::Window RatioTransform::window(const Rational& c) const {
  Window out{c, Ball(0L, bits_), {}};
  long lo = least_, hi = most_;
  if (hi - lo >= kAllTerms) {
    const double md = static_cast<double>(m_);
    const long k0 = std::clamp(peak(m_, least_, to_double(c)), least_, most_);
    const long half = static_cast<long>(std::sqrt(0.35 * md * (static_cast<double>(bits_) + 8))) + 4;
    const Ball goal = term(k0, c) * pown(Ball(Rational(1, 2), bits_), bits_);
    const auto serves = [&](const Ball& rest) { return rest.is_finite() && certainly_positive(goal - rest); };
    Ball rest(0L, bits_);
    for (hi = std::min(k0 + half, most_); hi < most_; hi = std::min(hi + half / 4 + 1, most_)) {
      if (serves(rest = above(hi, c))) break;
    }
    if (hi < most_) out.outside = rest;
    // What is lost downwards can be more than the goal however low lo is, so that is tried a few times only.
    for (lo = std::max(k0 - half, least_); lo > least_; lo = std::max(lo - half / 4 - 1, least_)) {
      if (serves(rest = below(lo, c))) break;
    }
    if (lo > least_) out.outside = out.outside + rest;
  }
  for (long k = lo; k <= std::min(lo + 1, hi); ++k) out.chains.push_back(chain(k, hi, c));
  return out;
}

Ball RatioTransform::real(const Rational& s) const {
  RatioTransform copy(m_, least_, most_, bits_);
  return copy.at(s, Ball(0L, bits_)).parts(bits_).first;
}

Complex RatioTransform::first_term(const Chain& chain, const Ball& w) const {
  const Rational& c = window_->c;
  Complex s(bits_), term(bits_);
  arb_set(acb_realref(s.get()), Ball(Rational(c + Rational(chain.first, 2)), bits_).get());
  arb_set(acb_imagref(s.get()), w.get());
  acb_lgamma(term.get(), s.get(), bits_);
  const Ball turn = w * log(Ball(Rational(4, m_), bits_));
  arb_add(acb_realref(term.get()), acb_realref(term.get()), chain.log_weight.get(), bits_);
  arb_add(acb_imagref(term.get()), acb_imagref(term.get()), turn.get(), bits_);
  acb_exp(term.get(), term.get(), bits_);
  return term;
}

// The sum over one chain divided by its first term, by Horner's rule. Rectangular balls grow with every turn of the factors,
// so the radius is kept apart, as that of a disk: |f| times it, and what the product of the midpoints adds.
Complex RatioTransform::horner(const Chain& chain, const Ball& w) const {
  Complex factor(bits_), value(bits_);
  Radius disk, size, fresh;
  acb_one(value.get());
  for (std::size_t i = chain.real.size(); i-- > 0;) {
    arb_set(acb_realref(factor.get()), chain.real[i].get());
    arb_mul(acb_imagref(factor.get()), chain.slope[i].get(), w.get(), bits_);
    acb_mul(value.get(), value.get(), factor.get(), bits_);
    acb_add_ui(value.get(), value.get(), 1, bits_);
    acb_get_mag(size.value, factor.get());
    mag_mul(disk.value, disk.value, size.value);
    mag_add(fresh.value, arb_radref(acb_realref(value.get())), arb_radref(acb_imagref(value.get())));
    mag_add(disk.value, disk.value, fresh.value);
    acb_get_mid(value.get(), value.get());
  }
  acb_add_error_mag(value.get(), disk.value);
  return value;
}

Complex RatioTransform::at(const Rational& c, const Ball& w) {
  if (!window_ || window_->c != c) window_ = window(c);
  w_ = w;
  Complex sum(bits_);
  for (const Chain& chain : window_->chains) sum = sum + first_term(chain, w) * horner(chain, w);
  const Ball& outside = window_->outside;
  const Ball error = Ball::hull(-outside, outside);
  arb_add(acb_realref(sum.get()), acb_realref(sum.get()), error.get(), bits_);
  if (!arb_is_zero(w.get())) arb_add(acb_imagref(sum.get()), acb_imagref(sum.get()), error.get(), bits_);
  return sum;
}

Ball RatioTransform::magnitude() const {
  Ball sum = window_->outside, value(bits_), size(bits_);
  for (const Chain& chain : window_->chains) {
    value = Ball(1L, bits_);
    for (std::size_t i = chain.real.size(); i-- > 0;) {
      value = value * sqrt(sqr(chain.real[i]) + sqr(chain.slope[i] * w_)) + Ball(1L, bits_);
    }
    acb_abs(size.get(), first_term(chain, w_).get(), bits_);
    sum = sum + size * value;
  }
  return sum;
}

}  // namespace certibound
