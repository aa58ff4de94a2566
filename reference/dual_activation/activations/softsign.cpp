// softsign(x) = x/(1 + |x|), which has a jump in its second derivative at 0, so that its Hermite coefficients fall only
// like n^(-7/4) and the energy left after N terms like N^(-5/2).
//
// Coefficients. With z = 1/sqrt(q) and B_n = int_0^oo s(sqrt(q) x) He_n(x) phi(x) dx, (1 + sqrt(q) x) s = sqrt(q) x and
// x He_n = He_(n+1) + n He_(n-1) give the three-term recurrence
//   B_(n+1) = r_n - n B_(n-1) - z B_n,   r_0 = phi(0), r_1 = 1/2, r_n = phi(0) He_(n-2)(0) for n >= 2,
// from B_0 = 1/2 - z int_0^oo phi(x)/(x + z) dx, a Goodwin-Staton integral (DLMF 7.2.12): with v = z/sqrt 2
//   int_0^oo e^(-t^2)/(t + v) dt = e^(-v^2) (pi erfi(v) - Ei(v^2))/2   (DLMF 7.5.13, with Dawson's integral as erfi).
// Its homogeneous solutions are Hermite functions at -z, so that errors grow like e^(z sqrt n) at most, which is met by as
// many more bits. a_n = 2 B_n/sqrt(n!) for odd n, 0 for even n.
//
// Slow terms. For x > 0 s = x - x^2 + x^3 - ..; the even powers make the kink. With C(x) = -sum_{j <= m} sgn(x) x^(2j)
// and R = s - C, whose first 2m + 1 derivatives are continuous,
//   E[s(X) s(Y)] = E[C(X) C(Y)] + sum_{n <= N} (a_n a_n' - c_n c_n') rho^n + rest,
//   |rest| <= (sqrt(T_C T_R') + sqrt(T_R T_C') + sqrt(T_R T_R')) |rho|^(N+1),
// T the energies left of C and R for the two variances. E[C C] is a sum of F_ij = E[sgn(X) X^i sgn(Y) Y^j], X, Y
// standard, i + j even, by Stein's identity with r = sqrt(1 - rho^2):
//   F_00 = (2/pi) asin rho,   F_0j = (j-1) F_0(j-2) + (2/pi) (j-2)!! rho r^(j-1),   F_1j = (2/pi) (j-1)!! r^j + j rho F_0(j-1),
//   F_ij = (i-1) F_(i-2)j + j rho F_(i-1)(j-1),   F_ij' = i j F_(i-1)(j-1),   F_0j' = (2/pi) j!! r^(j-1),
// and c_n sqrt(n!) is sqrt(2/pi) times integers: E[sgn(X) X^i He_n] = i! E[sgn(X) He_(n-i)] for n > i, by parts.
// The sum of C is asymptotic: with 2m about 0.56 P and N about q (1.3 P)^2, P = bits log 2, the rest is about 2^-bits.
// Energies: E R^2 and those of R', R'' need J_kj = int_0^oo x^k (1 + x/z)^-j phi dx, by J_kj = z (J_(k-1)(j-1) - J_(k-1)j)
// and J_0(j+1) = (z/j) (phi(0) - J_1j).
#include <certibound/ball/ball.hpp>
#include <certibound/interval/relations.hpp>

#include "jet.hpp"
#include "rho_series.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr long kMostTerms = 200000;
constexpr int kMostPowers = 100;  // m

Ball number(long n, Precision bits) { return {n, bits}; }

// Rules of thumb, on which nothing that is proven depends.
struct Plan {
  long last = 0;   // N, odd
  int powers = 0;  // m
  Precision work = 0;
};

Plan make_plan(double q1, double q2, Precision bits) {
  const double nats = static_cast<double>(bits) * kLog2 + 8, most = std::max(q1, q2), least = std::min(q1, q2);
  Plan plan;
  plan.powers = std::min(kMostPowers, static_cast<int>(0.28 * nats) + 2);
  const double wanted = std::max(1.7 * most * nats * nats, 4.0 * plan.powers + 30);
  plan.last = std::min(kMostTerms, static_cast<long>(wanted)) | 1;
  const double n = static_cast<double>(plan.last), z = 1 / std::sqrt(least);
  // Growth of the recurrence, max(z, sqrt n)-fold a step over sqrt(n!); C has size sqrt((4m)!) q^(2m).
  const double growth =
      z < std::sqrt(n) ? z * std::sqrt(n) : n * std::log(z) - std::lgamma(n + 1) / 2 + z * std::sqrt(n);
  const double degree = 2.0 * plan.powers;
  const double size = std::lgamma(2 * degree + 1) + 2 * degree * std::max(0.0, std::log(most));
  const double moments = 2 * degree * std::max(0.0, std::log(z));
  plan.work = bits + 64 + static_cast<Precision>((std::max(growth, 0.0) + size + moments) / kLog2);
  return plan;
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

// The energies E f^2, E f'^2, E f''^2 of f(x) = R(sqrt(q) x) and C(sqrt(q) x).
struct Energies {
  std::array<Ball, 3> of_s, of_r, of_c;
};

// One variance: coefficients times sqrt(n!), and what is left of the energies after them.
struct Law {
  // Left half-made on a request to stop.
  Law(const Float& variance, const Plan& plan, const std::stop_token& stop)
      : bits(plan.work),
        q(Ball(variance).at_precision(bits)),
        z(number(1, bits) / sqrt(q)),
        density(normal_density(number(0, bits))),
        powers(plan.powers),
        gate(goodwin_staton(z)) {
    fill_s(plan.last, stop);
    fill_c(plan.last, stop);
    if (!stop.stop_requested()) fill_energies();
  }

  Precision bits;
  Ball q, z, density;
  int powers;
  Ball gate;               // int_0^oo phi/(1 + x/z)
  std::vector<Ball> s, c;  // of s and C, for n = 1, 3, 5, ..
  Energies left;

 private:
  void fill_s(long last, const std::stop_token& stop) {
    const Ball half(Rational(1, 2), bits);
    Ball before = half - gate, value = density - z * before;  // B_0, B_1
    Ball hermite = number(1, bits);                           // He_(n-2)(0) for even n
    s.push_back(number(2, bits) * value);
    for (long n = 1; n < last && !stop.stop_requested(); ++n) {
      Ball next = -(z * value) - number(n, bits) * before;
      if (n == 1) {
        next = next + half;
      } else if (n % 2 == 0) {
        next = next + density * hermite;
        hermite = hermite * number(1 - n, bits);
      }
      before = std::exchange(value, std::move(next));
      if (n % 2 == 0) s.push_back(number(2, bits) * value);
    }
  }

  // E[sgn(X) X^(2j) He_n] = sqrt(2/pi) times (2j)! He_(n-2j-1)(0) for n > 2j, (2j)!/(2j-n)! (2j-n-1)!! for n < 2j.
  void fill_c(long last, const std::stop_token& stop) {
    Ball double_factorial = number(1, bits);  // (n - 4)!! for n >= 5
    for (long n = 1; n <= last && !stop.stop_requested(); n += 2) {
      Ball sum(bits);
      const int low = static_cast<int>(n / 2);  // n > 2j for j <= low
      for (int j = low + 1; j <= powers; ++j) {
        Rational weight = 1;
        for (long i = 2 * j - n + 1; i <= 2 * j; ++i) weight *= i;
        for (long i = 2 * j - n - 1; i > 1; i -= 2) weight *= i;
        sum = sum + pown(q, j) * Ball(weight, bits);
      }
      const int top = std::min(low, powers);
      if (top >= 1) {
        if (n >= 5) double_factorial = double_factorial * number(n - 4, bits);
        // t_1 (1 + t_2/t_1 (1 + t_3/t_2 (..))), t_(j+1)/t_j = -q (2j+2)(2j+1)/(n-2j-2).
        Ball chain = number(1, bits);
        for (int j = top - 1; j >= 1; --j) {
          const long up = (2L * j + 2) * (2L * j + 1);
          chain = number(1, bits) - q * number(up, bits) * chain / number(n - 2 * j - 2, bits);
        }
        const Ball first = number(2, bits) * q * double_factorial * chain;  // |He_(n-3)(0)| = (n - 4)!!
        sum = (n - 3) / 2 % 2 == 0 ? sum + first : sum - first;
      }
      c.push_back(-(number(2, bits) * density * sum));
    }
  }

  // int_0^oo x^k phi
  Ball half_moment(int k) const {
    Rational factor = k % 2 == 0 ? Rational(1, 2) : Rational(1);
    for (long i = k - 1; i > 1; i -= 2) factor *= i;
    return k % 2 == 0 ? Ball(factor, bits) : Ball(factor, bits) * density;
  }

  const Ball& moment(int k, int j) {
    const auto key = std::pair(k, j);
    if (const auto found = moments_.find(key); found != moments_.end()) return found->second;
    Ball value(bits);
    if (j == 0) {
      value = half_moment(k);
    } else if (k > 0) {
      value = z * (moment(k - 1, j - 1) - moment(k - 1, j));
    } else {
      value = j == 1 ? gate : z / number(j - 1, bits) * (density - moment(1, j - 1));
    }
    return moments_.emplace(key, std::move(value)).first->second;
  }

  // f(x) = 1 - g, f' = sqrt(q) g^2, f'' = -2 q g^3 with g = 1/(1 + x/z), x > 0, and the derivatives of C.
  void fill_energies() {
    const Ball two = number(2, bits), one = number(1, bits), root = sqrt(q);
    const std::array<Ball, 3> front = {one, root, -(two * q)};
    left.of_s[0] = one - number(4, bits) * moment(0, 1) + two * moment(0, 2);
    left.of_s[1] = two * q * moment(0, 4);
    left.of_s[2] = number(8, bits) * sqr(q) * moment(0, 6);
    for (int k = 0; k <= 2; ++k) {
      const auto at = static_cast<std::size_t>(k);
      Ball cross(bits), square(bits);
      for (int j = 1; j <= powers; ++j) {
        const Ball weight = pown(q, j) * falling(2L * j, k);
        const Ball with_s = k == 0 ? half_moment(2 * j) - moment(2 * j, 1) : front[at] * moment(2 * j - k, k + 1);
        cross = cross - two * weight * with_s;
        for (int l = 1; l <= powers; ++l) {
          square = square + two * weight * pown(q, l) * falling(2L * l, k) * half_moment(2 * j + 2 * l - 2 * k);
        }
      }
      left.of_c[at] = square;
      left.of_r[at] = left.of_s[at] - two * cross + square;
    }
    Ball inverse = one;  // n (n-1) .. (n-k+1)/n! for k = 0
    for (std::size_t i = 0; i < s.size(); ++i) {
      const long n = 2 * static_cast<long>(i) + 1;
      if (n > 1) inverse = inverse / number(n * (n - 1), bits);
      const Ball of_s = sqr(s[i]) * inverse, of_c = sqr(c[i]) * inverse, of_r = sqr(s[i] - c[i]) * inverse;
      for (int k = 0; k <= 2; ++k) {
        const auto at = static_cast<std::size_t>(k);
        const Ball weight = falling(n, k);
        left.of_s[at] = left.of_s[at] - weight * of_s;
        left.of_c[at] = left.of_c[at] - weight * of_c;
        left.of_r[at] = left.of_r[at] - weight * of_r;
      }
    }
  }

  Ball falling(long n, int k) const { return number(k == 0 ? 1 : k == 1 ? n : n * (n - 1), bits); }

  std::map<std::pair<int, int>, Ball> moments_;
};

Ball root_product(const Ball& x, const Ball& y) {
  const Ball zero(0L, x.precision());
  return sqrt_of_nonnegative(max(x, zero) * max(y, zero));
}

// F_ij and, through F_ij' = i j F_(i-1)(j-1), the derivatives of E[C(X) C(Y)].
class ClosedPart {
 public:
  ClosedPart(Interval q1, Interval q2, int powers) : q1_(std::move(q1)), q2_(std::move(q2)), powers_(powers) {}

  Interval derivative(const Interval& rho, int order) const {
    const Precision p = q1_.precision();
    const Interval r = rho.at_precision(p);
    const auto table = values(r);
    Interval sum(0L, p);
    for (int i = 1; i <= powers_; ++i) {
      for (int j = 1; j <= powers_; ++j) {
        sum = sum + pown(q1_, i) * pown(q2_, j) * differentiated(table, r, 2 * i, 2 * j, order);
      }
    }
    return sum;
  }

 private:
  using Table = std::vector<std::vector<Interval>>;

  Interval number(long n) const { return {n, q1_.precision()}; }
  Interval double_factorial(int n) const {
    Rational value = 1;
    for (long i = n; i > 1; i -= 2) value *= i;
    return {value, q1_.precision()};
  }
  Interval two_over_pi() const { return number(2) / Interval::pi(q1_.precision()); }
  Interval complement(const Interval& rho) const { return (number(1) - rho) * (number(1) + rho); }

  Table values(const Interval& rho) const {
    const int last = 2 * powers_;
    Table f(static_cast<std::size_t>(last) + 1, std::vector<Interval>(static_cast<std::size_t>(last) + 1, number(0)));
    const auto at = [&f](int i, int j) -> Interval& {
      return f[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    };
    const Interval front = two_over_pi(), root = sqrt(complement(rho));
    at(0, 0) = front * asin(rho);
    for (int j = 2; j <= last; j += 2) {
      at(0, j) = number(j - 1) * at(0, j - 2) + front * double_factorial(j - 2) * rho * pown(root, j - 1);
    }
    for (int j = 1; j <= last; j += 2) {
      at(1, j) = front * double_factorial(j - 1) * pown(root, j) + number(j) * rho * at(0, j - 1);
    }
    for (int i = 2; i <= last; ++i) {
      for (int j = i; j <= last; j += 2) at(i, j) = number(i - 1) * at(i - 2, j) + number(j) * rho * at(i - 1, j - 1);
    }
    return f;
  }

  // The derivative of that order of F_ij.
  Interval differentiated(const Table& f, const Interval& rho, int i, int j, int order) const {
    if (i > j) std::swap(i, j);
    const int steps = std::min(i, order);
    Rational factor = 1;
    for (long k = 0; k < steps; ++k) factor *= (i - k) * (j - k);
    const Interval weight(factor, q1_.precision());
    if (order <= i) return weight * f[static_cast<std::size_t>(i - steps)][static_cast<std::size_t>(j - steps)];
    // F_0p' = (2/pi) p!! (1 - rho^2)^((p-1)/2), p even.
    const int p = j - i, rest = order - i - 1;
    Jet square(complement(rho), rest);
    if (rest >= 1) square[1] = -(number(2) * rho);
    if (rest >= 2) square[2] = number(-1);
    const Jet root = sqrt(square);
    Jet power = Jet(number(1), rest) / root;
    for (int k = 0; k < p; k += 2) power = power * square;
    return weight * two_over_pi() * double_factorial(p) * power.derivative(rest);
  }

  Interval q1_, q2_;
  int powers_;
};

class SoftsignSeries final : public DualSeries {
 public:
  SoftsignSeries(RhoSeries plain, RhoSeries difference, ClosedPart closed)
      : plain_(std::move(plain)), difference_(std::move(difference)), closed_(std::move(closed)) {}

  // E[C C] and the difference cancel to a few digits of many: of use at points only.
  Interval derivative(const Interval& rho, int order) const override {
    if (!rho.is_point()) return plain_.derivative(rho, order);
    const Interval closed = closed_.derivative(rho, order);
    if (closed.is_empty()) return closed;
    const Interval sharp = closed + difference_.derivative(rho.at_precision(closed.precision()), order);
    return intersection(sharp.at_precision(rho.precision()), plain_.derivative(rho, order));
  }

 private:
  RhoSeries plain_, difference_;
  ClosedPart closed_;
};

Interval unbounded() { return {Interval(0L, 64).lo(), Interval::entire(64).hi()}; }

RhoSeries with_tails(std::vector<Interval> odd, const std::array<Ball, 3>& tails, bool same_law, Precision bits) {
  RhoSeries out;
  out.even_left = Interval(0L, bits);
  out.odd = std::move(odd);
  out.odd_left = tails[0].interval(bits);
  out.same_law = same_law;
  const std::array<Interval, 2> weighted = {tails[1].interval(64), tails[2].interval(64)};
  out.weighted_left = [weighted](int k) { return k <= 2 ? weighted[static_cast<std::size_t>(k - 1)] : unbounded(); };
  return out;
}

std::shared_ptr<const DualSeries> softsign_series(const Float& q1, const Float& q2, Precision bits,
                                                  const std::stop_token& stop) {
  const double first = mpfr_get_d(q1.get(), MPFR_RNDN), second = mpfr_get_d(q2.get(), MPFR_RNDN);
  if (!(first > 1e-9) || !(second < 1e9)) return nullptr;
  const Plan plan = make_plan(first, second, bits + 16);
  const bool same = q1 == q2;
  const Law a(q1, plan, stop);
  if (stop.stop_requested()) return nullptr;
  const Law other = same ? a : Law(q2, plan, stop);
  if (stop.stop_requested()) return nullptr;
  const Precision p = plan.work;
  std::vector<Interval> products, differences;
  Ball inverse = number(1, p);
  for (std::size_t i = 0; i < a.s.size(); ++i) {
    const long n = 2 * static_cast<long>(i) + 1;
    if (n > 1) inverse = inverse / number(n * (n - 1), p);
    const Ball product = a.s[i] * other.s[i] * inverse;
    products.push_back(product.interval(bits + 16));
    differences.push_back((product - a.c[i] * other.c[i] * inverse).interval(p));
  }
  std::array<Ball, 3> of_s, of_difference;
  for (std::size_t k = 0; k < 3; ++k) {
    of_s[k] = root_product(a.left.of_s[k], other.left.of_s[k]);
    of_difference[k] = root_product(a.left.of_c[k], other.left.of_r[k]) +
                       root_product(a.left.of_r[k], other.left.of_c[k]) +
                       root_product(a.left.of_r[k], other.left.of_r[k]);
  }
  const Interval root1 = Interval(q1, q1).at_precision(p), root2 = Interval(q2, q2).at_precision(p);
  return std::make_shared<SoftsignSeries>(with_tails(std::move(products), of_s, same, bits + 16),
                                          with_tails(std::move(differences), of_difference, false, p),
                                          ClosedPart(root1, root2, plan.powers));
}

class Softsign final : public SeriesActivation {
 public:
  Softsign() : SeriesActivation("softsign") {}

  std::optional<Interval> lipschitz(Precision bits) const override { return Interval(1L, bits); }

 protected:
  Interval value_at_zero(Precision bits) const override { return {0L, bits}; }
  Interval slope_at_zero(Precision bits) const override { return {1L, bits}; }
  bool has_constant_mean() const override { return true; }
  Interval derivative_bound(int k, Precision bits) const override { return k <= 2 ? Interval(k, bits) : unbounded(); }
  std::shared_ptr<const DualSeries> prepare(const Float& q1, const Float& q2, int, Precision bits,
                                            const std::stop_token& stop) const override {
    return softsign_series(q1, q2, bits, stop);
  }
  int prepared_order(int) const override { return kMaxDerivativeOrder + 1; }
};

}  // namespace

ActivationPointer make_softsign() { return std::make_shared<Softsign>(); }

}  // namespace certibound
