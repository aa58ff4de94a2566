// Hermite coefficients of a function analytic in a strip, all at once, by the trapezoidal rule on the real line.
//
// Trefethen & Weideman, The Exponentially Convergent Trapezoidal Rule, SIAM Review 56 (2014), Theorem 5.1: if w is
// analytic for |Im z| < a, tends to 0 uniformly there, and int |w(x + ib)| dx <= M for all |b| < a, then the sum
// h sum_j w(jh) differs from int w by at most 2M / (e^(2 pi a/h) - 1).
//
// Here w = p(sqrt(q) z) h_n(z) phi(z) with p the even or the odd part of s, |p(z)| <= L |z| in the strip |Im z| <= eta =
// sqrt(q) y (segment from 0 to z; L bounds |p'|). On Im z = y: |phi(z)| = e^(y^2/2) phi(x), E|X + iy|^2 = 1 + y^2, and
// E|h_n(X + iy)|^2 = sum_j C(n, j) y^(2j)/j! <= sum_j (n y^2)^j/j!^2 <= e^(2 y sqrt n), from He_n(x + t) =
// sum_k C(n, k) t^(n-k) He_k(x). By Cauchy-Schwarz M = sqrt(q) L sqrt(1 + y^2) e^(y^2/2 + y sqrt n), increasing in y.
// For p^2, p(sqrt(q1) z) p(sqrt(q2) z) and q p'^2 in place of p h_n: M = q L^2 (1 + y^2) e^(y^2/2), and so on.
//
// Cutting the sum at |z| = J h = R > sqrt 2: |h_n(x)| <= e^(x^2/4) (DLMF 18.14.9) and x e^(-x^2/4), x^2 phi decreasing
// there leave at most sqrt(q) L0 (4/sqrt(2 pi)) e^(-R^2/4) for p h_n, 2 q L0^2 phi(R) (R + 1/R) for p^2 and
// 2 q L0^2 phi(R)/R for q p'^2, with L0 = L at eta = 0.
//
// Where the derivatives of p have known transforms the coefficients at large variances come from these, with fewer nodes and
// less cancellation (fourier_coefficients.hpp), and the nodes here serve the energies alone.
//
// The terms n > N. Their energy is E p^2 - sum_{n <= N} a_n^2 from the same nodes, that of the first derivative
// q E p'^2 - sum n a_n^2. For higher ones, |a_n| <= sqrt(n!) R^-n max |G| over |t| = R for G(t) = E p(sqrt(q)(X + t)) =
// sum a_n t^n/sqrt(n!), where a shift of the path by at most y shows |G(t)| <= sqrt(q) L sqrt(1 + R^2) e^((R - y)^2/2);
// R = sqrt n >= y and n! <= e sqrt(n) (n/e)^n give
//   |a_n| <= sqrt(q) L sqrt(e) e^(y^2/2) n^(1/4) sqrt(1 + n) e^(-y sqrt n),
// with any y the strip allows, and the sum of n^k |a_n(q1) a_n(q2)| over n > N is compared with an integral.
#include "smooth.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace certibound {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr double kPi = 3.141592653589793;
// Recurrence steps, each on numbers of a few limbs: seconds, or as long as it takes for a caller who can say stop.
constexpr double kMostWork = 1e7, kMostWorkWithStop = 1e11;
constexpr long kMostTerms = 1000000, kMostNodes = 500000;
constexpr Precision kGuard = 24;

// Doubles, chosen by rules of thumb: nothing that is proven depends on their being good.
struct Plan {
  long last = 0;   // N
  double y = 0;    // half the width of the strip used
  double h = 0;    // step, six bits
  long nodes = 0;  // J
  Precision target = 0;
  bool by_transform = false;  // the coefficients by fourier_coefficients.hpp; the nodes serve the energies alone
};

double to_double(const Float& x) { return mpfr_get_d(x.get(), MPFR_RNDN); }

// About log |a_n| for singularities at distance b: e^(-b sqrt n + b^2/2) beyond n = b^2, sqrt(n!) b^-n below.
double log_coefficient(double n, double b) {
  if (n >= b * b) return -b * std::sqrt(n) + b * b / 2;
  return (std::lgamma(n + 1) - 2 * n * std::log(b)) / 2;
}

long terms_needed(double b1, double b2, int order, Precision bits) {
  // The proven bound behind derivatives above the first has 15/16 of the strip and larger factors.
  const double share = order <= 1 ? 1 : 15.0 / 16, extra = order <= 1 ? 4 : 16;
  const auto enough = [&](double n) {
    const double size = log_coefficient(n, share * b1) + log_coefficient(n, share * b2);
    return size + (order <= 1 ? 2 : order + 2.5) * std::log(n + 1) + extra <= -static_cast<double>(bits) * kLog2;
  };
  long high = order + 4;
  while (high < kMostTerms && !enough(static_cast<double>(high))) high *= 2;
  long low = high / 2;
  while (high - low > 1) {
    const long middle = (low + high) / 2;
    (enough(static_cast<double>(middle)) ? high : low) = middle;
  }
  return std::min(std::max<long>(high, order + 4), kMostTerms);
}

void choose_step(Plan& plan, double eta, double largest_variance, long degree) {
  const double bits = static_cast<double>(plan.target) * kLog2;
  plan.y = std::min(eta / std::sqrt(largest_variance), std::sqrt(2 * bits));
  const double exponent = bits + plan.y * plan.y / 2 + plan.y * std::sqrt(static_cast<double>(degree)) + 12;
  const double wanted = 2 * kPi * plan.y / exponent;
  const int scale = std::ilogb(wanted) - 5;
  plan.h = std::ldexp(std::floor(std::ldexp(wanted, -scale)), scale);
  plan.nodes = static_cast<long>(std::ceil(2 * std::sqrt(bits + 4) / plan.h));
}

double work(const Plan& plan) {
  const double bits = static_cast<double>(plan.target) + 18 * std::sqrt(static_cast<double>(plan.last));
  return static_cast<double>(plan.nodes) * static_cast<double>(plan.last) * (1 + bits / 512);
}

// The same by transforms, infinite where there are none.
double work_by_transform(const SmoothFunction& s, double q1, double q2, const Plan& plan) {
  double nodes = 0;
  for (const SmoothPart& part : {s.even, s.odd}) {
    if (part.value == nullptr) continue;
    if (!part.transform) return HUGE_VAL;
    for (const double q : {q1, q2}) nodes += FourierCoefficients::nodes(*part.transform, q, plan.target) / 2;
  }
  return nodes * static_cast<double>(plan.last) * (1 + static_cast<double>(plan.target) / 512);
}

std::optional<Plan> make_plan(const SmoothFunction& s, double q1, double q2, int order, Precision bits,
                              double most_work) {
  const double most = std::max(q1, q2), least = std::min(q1, q2);
  if (!(most < 1e12) || !(least > 1e-280)) return std::nullopt;
  const double b = kPi * certibound::to_double(s.width_over_pi);
  Plan plan;
  // For different variances the energy left at the smaller one is far below 2^-bits when that at the larger is above: the
  // root of their product keeps its digits if the smaller one does.
  const double share = std::sqrt(most) / (std::sqrt(most) + std::sqrt(least));
  plan.target = static_cast<Precision>(2 * share * static_cast<double>(bits)) + kGuard;
  plan.last = terms_needed(b / std::sqrt(q1), b / std::sqrt(q2), order, bits);
  for (;; plan.last = plan.last * 3 / 4) {
    choose_step(plan, b * 15 / 16, most, plan.last);
    const double by_transform = work_by_transform(s, q1, q2, plan);
    plan.by_transform = by_transform < work(plan);
    if (std::min(by_transform, work(plan)) <= most_work) break;
    if (plan.last < order + 8) return std::nullopt;
  }
  if (plan.by_transform) choose_step(plan, b * 15 / 16, most, 0);
  if (plan.nodes > kMostNodes) return std::nullopt;
  return plan;
}

Ball number(long n, Precision bits) { return {n, bits}; }
Ball exact(double x, Precision bits) {
  Ball out(bits);
  arb_set_d(out.get(), x);
  return out;
}

Interval interval_of(const Ball& x) { return x.interval(); }

// x with its radius enlarged by an upper bound of |error|.
void widen(Ball& x, const Ball& error) { arb_add_error(x.get(), error.get()); }

// max(x, 0) for an x that stands for a number >= 0.
Ball energy(const Ball& x) { return max(x, number(0, x.precision())); }

// The bounds above for one part at one variance.
struct Bounds {
  Bounds(const SmoothPart& part, const Ball& root_q, const Plan& plan, Precision p)
      : y(exact(plan.y, p)),
        end(exact(plan.h, p) * number(plan.nodes, p)),
        strip(root_q * part.bound(y * root_q)),
        axis(root_q * part.bound(number(0, p))),
        damping(number(2, p) / expm1(number(2, p) * Ball::pi(p) * y / exact(plan.h, p))),
        front(exp(sqr(y) / number(2, p))) {}

  Ball coefficient(long n) const {
    const Precision p = y.precision();
    const Ball in_strip = strip * sqrt(number(1, p) + sqr(y)) * front * exp(y * sqrt(number(n, p)));
    const Ball cut = axis * number(4, p) / sqrt(number(2, p) * Ball::pi(p)) * exp(-sqr(end) / number(4, p));
    return damping * in_strip + cut;
  }
  Ball y, end, strip, axis, damping, front;
};

Ball product_error(const Bounds& a, const Bounds& b) {
  const Precision p = a.y.precision();
  const Ball in_strip = a.strip * b.strip * (number(1, p) + sqr(a.y)) * a.front;
  return a.damping * in_strip + number(2, p) * a.axis * b.axis * normal_density(a.end) * (a.end + number(1, p) / a.end);
}

Ball slope_error(const Bounds& a) {
  const Precision p = a.y.precision();
  return a.damping * sqr(a.strip) * a.front + number(2, p) * sqr(a.axis) * normal_density(a.end) / a.end;
}

// He_n at all nodes x_j = jh, j = 1 .. J, advanced together. The error of the recurrence grows at most as its majorant,
// about e^(x sqrt n - x^2/4), of which the weight phi(x) takes off e^(-x^2/2): the bits carried at a node.
class HermiteNodes {
 public:
  HermiteNodes(const Plan& plan) {
    const double root = plan.by_transform ? 0 : std::sqrt(static_cast<double>(plan.last));
    for (long j = 1; j <= plan.nodes; ++j) {
      const double x = plan.h * static_cast<double>(j);
      const double lost = std::max(0.0, x * root - 0.75 * x * x) / kLog2;
      const Precision bits = plan.target + 24 + static_cast<Precision>(lost);
      x_.push_back(exact(plan.h, bits) * number(j, bits));
      before_.emplace_back(bits);
      value_.push_back(number(1, bits));
    }
  }
  const std::vector<Ball>& values() const { return value_; }
  const std::vector<Ball>& points() const { return x_; }
  // From n to n + 1: He_(n+1) = x He_n - n He_(n-1).
  void advance() {
    for (std::size_t j = 0; j < x_.size(); ++j) {
      const Precision bits = x_[j].precision();
      Ball& next = before_[j];
      arb_mul_ui(next.get(), next.get(), static_cast<unsigned long>(n_), bits);
      arb_neg(next.get(), next.get());
      arb_addmul(next.get(), x_[j].get(), value_[j].get(), bits);
      std::swap(before_[j], value_[j]);
    }
    ++n_;
  }

 private:
  long n_ = 0;
  std::vector<Ball> x_, before_, value_;
};

// One part of s at one variance: 2 h phi(x_j) p(sqrt(q) x_j) at the nodes, and what is summed from it.
struct Lane {
  // Left half-made on a request to stop.
  Lane(const SmoothPart& part, const Float& q, const HermiteNodes& nodes, const Plan& plan, const std::stop_token& stop)
      : bits(plan.target + 40), root_q(sqrt(Ball(q).at_precision(bits))), bounds(part, root_q, plan, 64) {
    if (plan.by_transform) transform.emplace(*part.transform, root_q, plan.target + 16);
    // The part itself needs no more bits than the sums; p is computed at the exact node.
    Ball square_sum(bits), slope_sum(bits);
    const Ball step = exact(2 * plan.h, bits);
    for (const Ball& node : nodes.points()) {
      if (stop.stop_requested()) return;
      const Ball x = node.at_precision(bits), argument = root_q * x, weight = step * normal_density(x);
      const Ball value = part.value(argument);
      values.push_back(value);
      weights.push_back(weight);
      square_sum = square_sum + weight * sqr(value);
      slope_sum = slope_sum + weight * sqr(part.slope(argument));
    }
    const Ball origin = exact(plan.h, bits) * normal_density(number(0, bits));
    slope_sum = slope_sum + origin * sqr(part.slope(number(0, bits)));
    square = square_sum;
    widen(square, product_error(bounds, bounds));
    slope_square = sqr(root_q) * slope_sum;
    widen(slope_square, slope_error(bounds));
    for (std::size_t j = 0; j < values.size(); ++j) weighted.push_back(weights[j] * values[j]);
  }

  // a_n from He_n at the nodes and 1/sqrt(n!), or by the transform: then up to the sign, which is the same for all variances.
  void add_coefficient(long n, const HermiteNodes& nodes, const Ball& inverse_norm) {
    if (transform && n > 0) {
      add(n, transform->next().at_precision(bits));
      return;
    }
    Ball sum(bits);
    for (std::size_t j = 0; j < weighted.size(); ++j) {
      arb_addmul(sum.get(), weighted[j].get(), nodes.values()[j].get(), bits);
    }
    Ball a = sum * inverse_norm;
    widen(a, bounds.coefficient(n));
    add(n, std::move(a));
  }
  void add(long n, Ball a) {
    square = square - sqr(a);
    slope_square = slope_square - number(n, bits) * sqr(a);
    coefficients.push_back(std::move(a));
  }

  Precision bits;
  Ball root_q;
  Bounds bounds;
  std::vector<Ball> values, weights, weighted, coefficients;
  std::optional<FourierCoefficients> transform;
  Ball square, slope_square;  // E p^2 and q E p'^2, less what the coefficients so far have of it
};

// E p(sqrt(q1) X) p(sqrt(q2) X)
Ball cross_moment(const Lane& a, const Lane& b) {
  Ball sum(a.bits);
  for (std::size_t j = 0; j < a.values.size(); ++j) sum = sum + a.weighted[j] * b.values[j];
  widen(sum, product_error(a.bounds, b.bounds));
  return sum;
}

// |a_n| <= factor n^(1/4) sqrt(1 + n) e^(-y sqrt n) for n >= y^2.
struct Decay {
  Decay(const SmoothPart& part, const Ball& root_q, double half_width, Precision p)
      : y(exact(half_width, p)),
        factor(root_q * part.bound(y * root_q) * exp((number(1, p) + sqr(y)) / number(2, p))) {}
  Ball y, factor;
};

// Upper bound of sum_{n > N} n^k |a_n b_n|: with A B the product of the two factors and Y = y_1 + y_2, n >= y^2,
//   sum n^(k + 1/2) (1 + n) AB e^(-Y sqrt n) <= AB (1 + 1/N) 2 U^(2k+4) e^(-YU) / (Y - (2k+4)/U),  U = sqrt N,
// by the integral over x = u^2, whose integrand u^(2k+4) e^(-Yu) falls faster than the exponential of that rate if
// Y U > 2k + 4.
Interval power_tail(const Decay& a, const Decay& b, long last, int k) {
  const Precision p = 64;
  const Ball u = sqrt(number(last, p)), rate = a.y + b.y, degree = number(2 * k + 4, p);
  const Ball margin = rate - degree / u;
  const bool valid = certainly_positive(margin) && certainly_nonnegative(u - a.y) && certainly_nonnegative(u - b.y);
  if (!valid) return {Interval(0L, p).lo(), Interval::entire(p).hi()};
  const Ball front = a.factor * b.factor * (number(1, p) + number(1, p) / number(last, p));
  return (front * number(2, p) * pown(u, 2 * k + 4) * exp(-(rate * u)) / margin).interval(p);
}

Ball root_product(const Ball& x, const Ball& y) { return sqrt_of_nonnegative(energy(x) * energy(y)); }

struct Tails {
  std::vector<std::pair<Decay, Decay>> decays;
  Interval first{0L, 64};  // sum n |a_n b_n|
  long last = 0;
};

Interval weighted_left(const Tails& tails, int k) {
  if (k == 1) return tails.first;
  Interval sum(0L, 64);
  for (const auto& [a, b] : tails.decays) sum = sum + power_tail(a, b, tails.last, k);
  return sum;
}

Decay decay(const SmoothFunction& s, int parity, const Lane& lane, const Float& q, long last) {
  const double strip = kPi * certibound::to_double(s.width_over_pi) * 15 / 16 / std::sqrt(to_double(q));
  const double half_width = std::min(strip, std::sqrt(static_cast<double>(last)) * 0.999);
  return {parity == 0 ? s.even : s.odd, lane.root_q, half_width, 64};
}

}  // namespace

std::shared_ptr<const RhoSeries> strip_series(const SmoothFunction& s, const Float& q1, const Float& q2, int order,
                                              Precision bits, const std::stop_token& stop) {
  const double most_work = stop.stop_possible() ? kMostWorkWithStop : kMostWork;
  const auto plan = make_plan(s, to_double(q1), to_double(q2), order, bits, most_work);
  if (!plan) return nullptr;
  const bool same = q1 == q2;
  const Precision p = plan->target + 40;
  HermiteNodes nodes(*plan);
  std::array<std::vector<Lane>, 2> lanes;  // of the even and the odd part
  for (const int parity : {0, 1}) {
    const SmoothPart& part = parity == 0 ? s.even : s.odd;
    if (part.value == nullptr) continue;
    lanes[static_cast<std::size_t>(parity)].emplace_back(part, q1, nodes, *plan, stop);
    if (!same) lanes[static_cast<std::size_t>(parity)].emplace_back(part, q2, nodes, *plan, stop);
  }
  Ball inverse_norm = number(1, p);  // 1/sqrt(n!)
  for (long n = 0; n <= plan->last; ++n) {
    if (stop.stop_requested()) return nullptr;
    if (n >= 1 && !plan->by_transform) {
      nodes.advance();
      inverse_norm = inverse_norm / sqrt(number(n, p));
    }
    for (Lane& lane : lanes[static_cast<std::size_t>(n % 2)]) lane.add_coefficient(n, nodes, inverse_norm);
  }

  auto out = std::make_shared<RhoSeries>();
  out->same_law = same;
  const Ball root1 = sqrt(Ball(q1).at_precision(p)), root2 = sqrt(Ball(q2).at_precision(p));
  const Ball zero = s.at_zero(p), slope(s.linear, p);
  Tails tails;
  tails.last = plan->last;
  Ball at_one = zero * zero + slope * slope * root1 * root2, at_minus_one = zero * zero - slope * slope * root1 * root2;
  for (const int parity : {0, 1}) {
    auto& lane = lanes[static_cast<std::size_t>(parity)];
    std::vector<Interval>& products = parity == 0 ? out->even : out->odd;
    Interval& left = parity == 0 ? out->even_left : out->odd_left;
    left = Interval(0L, bits);
    const Ball shift1 = parity == 0 ? zero : slope * root1, shift2 = parity == 0 ? zero : slope * root2;
    if (lane.empty()) {
      products.push_back(interval_of((shift1 * shift2).at_precision(bits)));
      continue;
    }
    Lane &a = lane.front(), &b = lane.back();
    const Ball cross = cross_moment(a, b);
    const Ball mixed = shift1 * b.coefficients[0] + shift2 * a.coefficients[0] + cross;
    at_one = at_one + mixed;
    at_minus_one = parity == 0 ? at_minus_one + mixed : at_minus_one - mixed;
    for (std::size_t i = 0; i < a.coefficients.size(); ++i) {
      Ball first = a.coefficients[i], second = b.coefficients[i];
      if (i == 0) {
        first = first + shift1;
        second = second + shift2;
      }
      products.push_back(interval_of((same ? sqr(first) : first * second).at_precision(bits)));
    }
    left = interval_of(root_product(a.square, b.square).at_precision(bits));
    tails.first = tails.first + interval_of(root_product(a.slope_square, b.slope_square).at_precision(64));
    tails.decays.emplace_back(decay(s, parity, a, q1, plan->last), decay(s, parity, b, q2, plan->last));
  }
  out->weighted_left = [tails = std::move(tails)](int k) { return weighted_left(tails, k); };
  out->at_one = interval_of(at_one.at_precision(bits));
  out->at_minus_one = interval_of(at_minus_one.at_precision(bits));
  return out;
}

}  // namespace certibound
