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
// The sum of C is asymptotic: with 2m about 0.56 P and N about q (0.8 P)^2, P = bits log 2, the rest is about 2^-bits.
// Energies: E R^2 and those of R', R'' need J_kj = int_0^oo x^k (1 + x/z)^-j phi dx, by J_kj = z (J_(k-1)(j-1) - J_(k-1)j)
// and J_0(j+1) = (z/j) (phi(0) - J_1j).
//
// Small variances, where z is large and so are the errors of the recurrence: s is taken for P = x - x|x| + x^3 - .. of
// degree 2m + 1, whose coefficients are finite sums. The rest is e(y) = y^M/(1 + y) for y > 0, M = 2m + 2, and
//   |e| <= y^M, |e'| <= M y^(M-1), |e''| <= (M^2 + M + 2) y^(M-2) (term by term, y/(1 + y) <= 1),
// so that E (e^(k))^2 is at most a moment; E[s(X) s(Y)] - E[P(X) P(Y)] = E[e(X) s(Y)] + E[P(X) e(Y)] is bounded by
// Cauchy-Schwarz, as are the first two derivatives in rho, and the k-th by k!/(1 - |rho|)^(k+1) times that bound.
#include <certibound/ball/ball.hpp>
#include <certibound/interval/relations.hpp>

#include "jet.hpp"
#include "rho_series.hpp"
#include "softsign_law.hpp"

#include <array>

namespace certibound {
namespace {

Interval unbounded() { return {Interval(0L, 64).lo(), Interval::entire(64).hi()}; }

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
  // error[k]: bound of what was left out of the derivative of order k <= 2 for all rho.
  SoftsignSeries(RhoSeries plain, RhoSeries difference, ClosedPart closed, std::array<Interval, 3> error)
      : plain_(std::move(plain)),
        difference_(std::move(difference)),
        closed_(std::move(closed)),
        error_(std::move(error)) {}

  Interval derivative(const Interval& rho, int order) const override {
    const Interval value = rho.is_point() ? at_point(rho, order) : on_box(rho, order);
    return value.is_empty() ? value : value + either(rho.precision()) * error(rho, order);
  }

 private:
  static Interval either(Precision bits) { return {Rational(-1), Rational(1), bits}; }

  // E[C C] and the difference cancel to a few digits of many: of use at points only.
  Interval at_point(const Interval& rho, int order) const {
    const Interval closed = closed_.derivative(rho, order);
    if (closed.is_empty()) return closed;
    const Interval sharp = closed + difference_.derivative(rho.at_precision(closed.precision()), order);
    return intersection(sharp.at_precision(rho.precision()), plain_.derivative(rho, order));
  }
  Interval on_box(const Interval& rho, int order) const {
    const Interval plain = plain_.derivative(rho, order), slope = plain_.derivative(rho, order + 1);
    if (slope.is_empty() || !slope.is_bounded()) return plain;
    const Float middle = mid(rho);
    const Interval centre(middle, middle);
    const Interval value = at_point(centre.at_precision(rho.precision()), order);
    return value.is_empty() ? plain : intersection(plain, value + slope * (rho - centre));
  }
  Interval error(const Interval& rho, int order) const {
    const Interval size = abs(rho), one(1L, rho.precision());
    if (order == 0) return error_[0] * size;
    if (order <= 2) return error_[static_cast<std::size_t>(order)];
    const Interval gap = one - Interval(size.hi(), size.hi());
    if (error_[0].lo().is_zero() && error_[0].hi().is_zero()) return error_[0];
    if (gap.lo().sign() <= 0) return unbounded();
    Rational factorial = 1;
    for (long k = 2; k <= order; ++k) factorial *= k;
    return error_[0] * Interval(factorial, rho.precision()) / pown(gap, order + 1);
  }

  RhoSeries plain_, difference_;
  ClosedPart closed_;
  std::array<Interval, 3> error_;
};

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

// |e_1| (|f_2| + |e_2|) + |f_1| |e_2| in L2, of the functions and their derivatives.
std::array<Interval, 3> errors(const SoftsignLaw& a, const SoftsignLaw& b) {
  std::array<Interval, 3> out;
  for (std::size_t k = 0; k < 3; ++k) {
    const Ball sum = root_product(a.error[k], b.total[k]) + root_product(a.error[k], b.error[k]) +
                     root_product(a.total[k], b.error[k]);
    const Interval bound = sum.interval(64);
    out[k] = Interval(bound.hi(), bound.hi());
  }
  return out;
}

std::shared_ptr<const DualSeries> softsign_series(const Float& q1, const Float& q2, Precision bits,
                                                  const std::stop_token& stop) {
  if (!(mpfr_get_d(q2.get(), MPFR_RNDN) < 1e9)) return nullptr;
  const SoftsignPlan plan(q1, q2, bits + 16, stop.stop_possible());
  const bool same = q1 == q2;
  const SoftsignLaw a(q1, plan, stop);
  if (stop.stop_requested()) return nullptr;
  const SoftsignLaw other = same ? a : SoftsignLaw(q2, plan, stop);
  if (stop.stop_requested()) return nullptr;
  const Precision p = plan.work;
  std::vector<Interval> products, differences;
  Ball inverse = Ball(1L, p);
  for (std::size_t i = 0; i < a.s.size(); ++i) {
    const long n = 2 * static_cast<long>(i) + 1;
    if (n > 1) inverse = inverse / Ball(n * (n - 1), p);
    const Ball product = a.s[i] * other.s[i] * inverse;
    products.push_back(product.interval(bits + 16));
    differences.push_back((product - a.c[i] * other.c[i] * inverse).interval(p));
  }
  std::array<Ball, 3> of_s, of_difference;
  for (std::size_t k = 0; k < 3; ++k) {
    of_s[k] = root_product(a.of_s[k], other.of_s[k]);
    of_difference[k] = root_product(a.of_c[k], other.of_r[k]) + root_product(a.of_r[k], other.of_c[k]) +
                       root_product(a.of_r[k], other.of_r[k]);
  }
  const Interval first = Interval(q1, q1).at_precision(p), second = Interval(q2, q2).at_precision(p);
  return std::make_shared<SoftsignSeries>(with_tails(std::move(products), of_s, same, bits + 16),
                                          with_tails(std::move(differences), of_difference, false, p),
                                          ClosedPart(first, second, plan.powers), errors(a, other));
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
