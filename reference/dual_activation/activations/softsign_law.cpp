#include "softsign_law.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr int kMostPowers = 300;
// About a second, or as long as it takes for a caller who can say stop. A number of one limb takes about 5 n bytes.
constexpr double kMostTerms = 1e6, kMostWork = 1e7, kPatientWork = 3e9, kMostLimbs = 2e7;

Ball number(long n, Precision bits) { return {n, bits}; }

double log_of(const Float& q) {
  long exponent = 0;
  const double mantissa = mpfr_get_d_2exp(&exponent, q.get(), MPFR_RNDN);
  return std::log(mantissa) + static_cast<double>(exponent) * kLog2;
}

// int_0^oo phi(x)/(1 + x/z) dx
Ball goodwin_staton(const Ball& z) {
  const Precision p = z.precision();
  const Ball v = z / sqrt(number(2, p));
  Ball erfi(p), ei(p);
  arb_hypgeom_erfi(erfi.get(), v.get(), p);
  const Ball square = sqr(v);
  arb_hypgeom_ei(ei.get(), square.get(), p);
  const Ball integral = exp(-square) * (Ball::pi(p) * erfi - ei) / number(2, p);
  return z / sqrt(number(2, p) * Ball::pi(p)) * integral;
}

// J_kj = int_0^oo x^k (1 + x/z)^-j phi dx.
class GateMoments {
 public:
  GateMoments(const Ball& z, const Ball& gate, const Ball& density, const std::vector<Ball>& plain)
      : z_(z), gate_(gate), density_(density), plain_(plain) {}

  const Ball& at(int k, int j) {
    if (j == 0) return plain_[static_cast<std::size_t>(k)];
    const auto key = std::pair(k, j);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    Ball value = k > 0    ? z_ * (at(k - 1, j - 1) - at(k - 1, j))
                 : j == 1 ? gate_
                          : z_ / number(j - 1, z_.precision()) * (density_ - at(1, j - 1));
    return known_.emplace(key, std::move(value)).first->second;
  }

 private:
  const Ball &z_, &gate_, &density_;
  const std::vector<Ball>& plain_;
  std::map<std::pair<int, int>, Ball> known_;
};

// k!/(k-n)! (k-n-1)!! = E[X^k He_n], k - n even.
Rational power_coefficient(long k, long n) {
  Rational value = 1;
  for (long i = k - n + 1; i <= k; ++i) value *= i;
  for (long i = k - n - 1; i > 1; i -= 2) value *= i;
  return value;
}

Ball falling(long n, int k, Precision bits) { return number(k == 0 ? 1 : k == 1 ? n : n * (n - 1), bits); }

}  // namespace

SoftsignPlan::SoftsignPlan(const Float& q1, const Float& q2, Precision bits, bool patient)
    : nats_(static_cast<double>(bits) * kLog2 + 8) {
  powers = std::min(kMostPowers, static_cast<int>(0.28 * nats_) + 2);
  const double log1 = log_of(q1), log2 = log_of(q2), log_most = std::max(log1, log2);
  // C has size sqrt((4m)!) q^(2m).
  const double size = std::lgamma(4.0 * powers + 1) + 4.0 * powers * std::max(0.0, log_most);
  const double wanted = std::max(0.6 * std::exp(log_most) * nats_ * nats_, 4.0 * powers + 30);
  for (double n = std::min(wanted, kMostTerms);; n *= 0.75) {
    double growth = 0, moments = 0;
    for (const double log_q : {log1, log2}) {
      if (polynomial_at(log_q)) continue;
      growth = std::max(growth, std::exp(-log_q / 2) * std::sqrt(n));
      moments = std::max(moments, -2.0 * powers * log_q);
    }
    last = static_cast<long>(n) | 1;
    work = bits + 80 + static_cast<Precision>((growth + size + moments) / kLog2);
    const double limbs = static_cast<double>(work) / 64, effort = n * std::pow(limbs, 1.5) * (1 + powers / 20.0);
    if (n < 64 || (n * limbs <= kMostLimbs && effort <= (patient ? kPatientWork : kMostWork))) break;
  }
}

bool SoftsignPlan::is_polynomial(const Float& q) const { return polynomial_at(log_of(q)); }

// E e^2 <= q^M (2M - 1)!!, M = 2m + 2, against q.
bool SoftsignPlan::polynomial_at(double log_q) const {
  const double m = 2.0 * powers + 2;
  const double log_double_factorial = std::lgamma(2 * m + 1) - std::lgamma(m + 1) - m * kLog2;
  return (m - 1) * log_q + log_double_factorial + 2 * std::log(m * m + m + 2) <= -2 * nats_;
}

SoftsignLaw::SoftsignLaw(const Float& variance, const SoftsignPlan& plan, const std::stop_token& stop)
    : bits(plan.work),
      q(Ball(variance).at_precision(bits)),
      z_(number(1, bits) / sqrt(q)),
      density_(normal_density(number(0, bits))),
      powers_(plan.powers) {
  for (int k = 0; k < 3; ++k) error[static_cast<std::size_t>(k)] = number(0, bits);
  fill_half_moments();
  fill_c(plan.last, stop);
  const bool polynomial = plan.is_polynomial(variance);
  if (!polynomial) fill_s(plan.last, stop);
  if (stop.stop_requested()) return;
  if (polynomial) {
    fill_polynomial();
    polynomial_energies();
  } else {
    whole_energies();
  }
  total = of_s;
  subtract_coefficients();
}

// B_n by the three-term recurrence.
void SoftsignLaw::fill_s(long last, const std::stop_token& stop) {
  const Ball half(Rational(1, 2), bits);
  Ball before = half - goodwin_staton(z_), value = density_ - z_ * before;  // B_0, B_1
  Ball hermite = number(1, bits), next(bits);                               // He_(n-2)(0) for even n
  s.push_back(number(2, bits) * value);
  for (long n = 1; n < last && !stop.stop_requested(); ++n) {
    arb_mul_ui(next.get(), before.get(), static_cast<unsigned long>(n), bits);
    arb_addmul(next.get(), z_.get(), value.get(), bits);
    arb_neg(next.get(), next.get());
    if (n == 1) {
      next = next + half;
    } else if (n % 2 == 0) {
      arb_addmul(next.get(), density_.get(), hermite.get(), bits);
      arb_mul_si(hermite.get(), hermite.get(), 1 - n, bits);
    }
    std::swap(before, value);
    std::swap(value, next);
    if (n % 2 == 0) s.push_back(number(2, bits) * value);
  }
}

// t_j = int_0^oo q^j x^(2j) He_n phi / phi(0) for j = 1 .. m, from t_j = q^j (2j)!! at n = 1 by t_j(n + 2) = (2j - n) t_j(n).
void SoftsignLaw::fill_c(long last, const std::stop_token& stop) {
  std::vector<Ball> t;
  Ball value = number(1, bits);
  for (long j = 1; j <= powers_; ++j) {
    value = value * q * number(2 * j, bits);
    t.push_back(value);
  }
  const Ball front = -(number(2, bits) * density_);
  for (long n = 1; n <= last && !stop.stop_requested(); n += 2) {
    Ball sum(bits);
    for (std::size_t j = 0; j < t.size(); ++j) {
      arb_add(sum.get(), sum.get(), t[j].get(), bits);
      arb_mul_si(t[j].get(), t[j].get(), 2 * static_cast<long>(j) + 2 - n, bits);
    }
    c.push_back(front * sum);
  }
}

// Of C and the odd powers.
void SoftsignLaw::fill_polynomial() {
  s = c;
  const Ball root = sqrt(q);
  for (std::size_t i = 0; i < s.size(); ++i) {
    const long n = 2 * static_cast<long>(i) + 1;
    for (long k = n; k <= 2L * powers_ + 1; k += 2) {
      s[i] = s[i] + pown(root, k) * Ball(power_coefficient(k, n), bits);
    }
  }
}

void SoftsignLaw::fill_half_moments() {
  half_moments_ = {Ball(Rational(1, 2), bits), density_};
  for (int k = 2; k <= 4 * powers_ + 2; ++k) {
    half_moments_.push_back(half_moments_[static_cast<std::size_t>(k) - 2] * number(k - 1, bits));
  }
}

// The energy of a derivative of the powers first, first + step, .. of P(sqrt(q) x) = sum (-1)^(k-1) q^(k/2) x^k, x > 0.
Ball SoftsignLaw::polynomial_energy(int derivative, int first, int step) const {
  const Ball root = sqrt(q);
  Ball sum(bits);
  for (int k = first; k <= 2 * powers_ + 1; k += step) {
    for (int l = first; l <= 2 * powers_ + 1; l += step) {
      if (k < derivative || l < derivative) continue;
      const Ball weight = falling(k, derivative, bits) * falling(l, derivative, bits) * pown(root, k + l);
      const Ball term = weight * half_moment(k + l - 2 * derivative);
      sum = (k + l) % 2 == 0 ? sum + term : sum - term;
    }
  }
  return number(2, bits) * sum;
}

// And the bound of what P leaves of s.
void SoftsignLaw::polynomial_energies() {
  const long degree = 2L * powers_ + 2;
  for (int k = 0; k <= 2; ++k) {
    const auto at = static_cast<std::size_t>(k);
    of_s[at] = polynomial_energy(k, 1, 1);
    of_c[at] = polynomial_energy(k, 2, 2);
    of_r[at] = polynomial_energy(k, 1, 2);
    const long weight = k == 0 ? 1 : k == 1 ? degree : degree * degree + degree + 2;
    Rational moment = 1;  // (2 (M - k) - 1)!!
    for (long i = 2 * (degree - k) - 1; i > 1; i -= 2) moment *= i;
    error[at] = pown(q, degree) * Ball(Rational(moment * weight * weight), bits);
  }
}

// f(x) = 1 - g, f' = sqrt(q) g^2, f'' = -2 q g^3 with g = 1/(1 + x/z), x > 0, and the derivatives of C.
void SoftsignLaw::whole_energies() {
  const Ball two = number(2, bits), one = number(1, bits), root = sqrt(q), gate = goodwin_staton(z_);
  const std::array<Ball, 3> front = {one, root, -(two * q)};
  GateMoments moments(z_, gate, density_, half_moments_);
  of_s[0] = one - number(4, bits) * moments.at(0, 1) + two * moments.at(0, 2);
  of_s[1] = two * q * moments.at(0, 4);
  of_s[2] = number(8, bits) * sqr(q) * moments.at(0, 6);
  for (int k = 0; k <= 2; ++k) {
    const auto at = static_cast<std::size_t>(k);
    Ball cross(bits);
    for (int j = 1; j <= powers_; ++j) {
      const Ball weight = pown(q, j) * falling(2L * j, k, bits);
      const Ball with_s = k == 0 ? half_moment(2 * j) - moments.at(2 * j, 1) : front[at] * moments.at(2 * j - k, k + 1);
      cross = cross - two * weight * with_s;
    }
    of_c[at] = polynomial_energy(k, 2, 2);
    of_r[at] = of_s[at] - two * cross + of_c[at];
  }
}

void SoftsignLaw::subtract_coefficients() {
  Ball inverse = number(1, bits);  // n (n-1) .. (n-k+1)/n! for k = 0
  for (std::size_t i = 0; i < s.size(); ++i) {
    const long n = 2 * static_cast<long>(i) + 1;
    if (n > 1) inverse = inverse / number(n * (n - 1), bits);
    const Ball parts[] = {sqr(s[i]) * inverse, sqr(c[i]) * inverse, sqr(s[i] - c[i]) * inverse};
    SoftsignEnergies* const energies[] = {&of_s, &of_c, &of_r};
    for (std::size_t part = 0; part < 3; ++part) {
      Ball weighted = parts[part];
      for (std::size_t k = 0; k < 3; ++k) {
        Ball& left = (*energies[part])[k];
        arb_sub(left.get(), left.get(), weighted.get(), bits);
        arb_mul_si(weighted.get(), weighted.get(), n - static_cast<long>(k), bits);
      }
    }
  }
}

}  // namespace certibound
