// (14) for every n, and what follows from it: 1 - rho_M is at most 1/log^2 n, not only of the order 1/log n of Theorem
// 4.2. M = M_n is the largest of n standard normals and 0; rho = -1 is the worst case (pooling24.s07).
//
// At rho = -1 E(M_x - M_y)^2 = 2 Var M - 2 Cov(M_x, M_y), and the covariance is at least -(pi/2)/n: with a = Q(s),
// b = Q(t), Q = 1 - Phi, it is the integral over s, t > 0 of (1-a-b)^n - ((1-a)(1-b))^n >= -n ab ((1-a)(1-b))^(n-1),
// and the integral of Q Phi^(n-1) is at most sqrt(pi/2)/n, as Q <= sqrt(pi/2) phi. So (14) follows from
//   (*)   2 Var M + pi/n <= 2/log n.
#include "finite_claims.hpp"
#include "maxima.hpp"
#include "outcomes.hpp"

#include <certibound/interval/relations.hpp>

namespace certibound::papers {
namespace {

using namespace pooling;

constexpr std::int64_t kSingle = 60, kTail = 20'000'000'000;

Interval pi() { return Interval::pi(kMaximumBits); }
Interval half(const Interval& x) { return x / number(2); }

struct AtCount {
  std::int64_t n;
  MaximumMoments m;
};
AtCount at_count(std::int64_t n) { return {n, moments(n)}; }
std::int64_t next(std::int64_t n) { return n + n / 20; }

// (*) for n in [a,b]. E M and E M^2 are concave in n, being integrals of 1 - Phi^n. So with n = a + t (b - a) the first
// lies above its chord on [a,b], the second below that on [b,c] prolonged, and
//   Var M <= f(t) = E M_b^2 - (1-t) S - (E M_a + t E)^2, E = E M_b - E M_a,
// which is concave: f(t) <= f(1/2) + |f'(1/2)|/2.
bool block_holds(const AtCount& a, const AtCount& b, const AtCount& c) {
  const Interval S = number(b.n - a.n) / number(c.n - b.n) * (c.m.second - b.m.second);
  const Interval middle = b.m.second - half(S) - sqr(half(a.m.mean + b.m.mean));
  const Interval slope = S - (sqr(b.m.mean) - sqr(a.m.mean));
  const Interval variance = middle + half(abs(slope));
  return certainly(less_equal((number(2) * variance + pi() / number(a.n)) * log_of(b.n), number(2)));
}

// (*) for every n >= kTail, L = log n. Let x^2 = 1.66 L - 1.9, h = phi/Q at x, c = n Q(x). M is max(M,x) less (x-M)_+.
//   max(M,x) = g(max(T,t)), T the largest of n exponentials, Var T = sum 1/i^2 < pi^2/6, and g' = Q/phi <= 1/h beyond
//   x: its deviation is at most (pi/sqrt 6)/h.
//   E (x-M)_+^2 = integral of 2u Phi(x-u)^n <= 2 exp(-c)/(ch)^2, as Q is convex: n Q(x-u) >= c (1 + u h).
// So Var M <= k/h^2 with sqrt(k) = pi/sqrt 6 + sqrt 2 exp(-c/2)/c. Needed: k <= (h^2/L)(1 - (pi/2) L/n).
//   c >= 8: c >= n phi(x) 2/(x + sqrt(x^2+4)) (Birnbaum) = exp(0.17 L + 0.95) sqrt(2/pi)/(x + sqrt(x^2+4)), which
//   increases if 0.17 >= x'/sqrt(x^2+4), x' = 0.83/x: so if x^2 >= 5.
//   h^2 >= 1.66 L: h >= (3x + sqrt(x^2+8))/4 (Sampford), so h^2 >= x^2 + 2 - 3/x^2 = 1.66 L + 0.1 - 3/x^2, where
//   x^2 >= 30.
// L exp(-L) falls: all three conditions hold for all larger L if they do for this one.
bool tail_holds() {
  const Interval L = log_of(kTail), x2 = number(Rational(166, 100)) * L - number(Rational(19, 10));
  const Interval c = exp(number(Rational(17, 100)) * L + number(Rational(95, 100))) * number(2) /
                     (sqrt(number(2) * pi()) * (sqrt(x2) + sqrt(x2 + number(4))));
  const Interval k = sqr(pi() / sqrt(number(6)) + sqrt(number(2)) * exp(number(-4)) / number(8));
  const Interval room = number(Rational(166, 100)) * (number(1) - half(pi()) * L * exp(-L));
  return certainly(less_equal(number(30), x2)) && certainly(less_equal(number(8), c)) && certainly(less_equal(k, room));
}

FiniteOutcome decide_14(const std::atomic<bool>& stop) {
  bool holds = tail_holds();
  long cases = 0;
  Interval most = distance_log(2);
  std::int64_t where = 2;
  for (std::int64_t n = 2; n <= kSingle; ++n, ++cases) {
    if (stop) return stopped();
    const Interval value = distance_log(n);
    holds = holds && certainly(less_equal(value, number(2)));
    if (certainly(less(most, value))) most = value, where = n;
  }
  AtCount a = at_count(kSingle), b = at_count(next(a.n));
  for (; a.n < kTail && holds; ++cases) {
    if (stop) return stopped();
    const AtCount c = at_count(next(b.n));
    holds = block_holds(a, b, c);
    a = b, b = c;
  }
  const std::string at = std::to_string(where);
  return with_values(
      reduced_if(
          holds,
          "At rho = -1, the worst case (pooling24.s07), E(M_x - M_y)^2 <= 2 Var M + pi/n, and for n >= 2 10^10 Var M "
          "<= k/h^2 with h^2 >= 1.66 log n and k < 1.66: beyond x, x^2 = 1.66 log n - 1.9, M moves by at most 1/h "
          "per unit of the largest of n exponentials, of variance below pi^2/6, and below x it hardly ever is. "
          "Machine: n = 2..60 one by one; n = 60..2 10^10 by intervals [a, 21a/20], as E M and E M^2 are concave in "
          "n; the three numbers of the tail. The steps stand in maxima_rates_finite.cpp. Largest of n = 2..60 at n = " +
              at + "; the limit of the product is pi^2/6.",
          cases, kMaximumBits),
      {{"E(M_x - M_y)^2 log n at n = " + at, most}});
}

// 1 - rho_M = E(M_x - M_y)^2/(2 E M^2) <= (2/log n)/(2 (11/10) log n).
FiniteOutcome decide_rate(const std::atomic<bool>& stop) {
  std::vector<NamedEnclosure> values;
  bool holds = true;
  for (const std::int64_t n : {2LL, 7LL, 1000LL, 1'000'000LL, 1'000'000'000'000LL}) {
    if (stop) return stopped();
    const Interval value = opposite(n).contraction * sqr(log_of(n));
    holds = holds && certainly(less_equal(value, number(Rational(10, 11))));
    values.push_back({"(1 - rho_M) log^2 n, rho = -1, n = " + std::to_string(n), value});
  }
  const long cases = static_cast<long>(values.size());
  return with_values(
      reduced_if(holds,
                 "1 - rho_M = E(M_x - M_y)^2/(2 E M^2), E(M_x - M_y)^2 <= 2/log n (pooling24.thm42.14) and E "
                 "M^2 >= (11/10) log n (s12): 1 - rho_M <= (10/11)/log^2 n, of smaller order than the 1/log n "
                 "of Theorem 4.2. The limit of (1 - rho_M) log^2 n is pi^2/24 = 0.4112.. (s11). Machine: the "
                 "product at rho = -1 and n = 2, 7, 10^3, 10^6, 10^12.",
                 cases, kMaximumBits),
      std::move(values));
}

FiniteOutcome decide_main_source(const std::atomic<bool>&) {
  const Interval second = moments(50).second;
  return with_values(
      reduced_if(
          certainly(less(number(4), second)),
          "E M^2 - E M_x M_y is the integral from rho to 1 of a probability (pooling24.s07), so 1 - rho_M <= (1 - "
          "rho)/E "
          "M^2; and 1 - rho <= 2 (1 - Rhat(rho)). So (1 - rho_M)/(1 - Rhat) < (1 - Rhat)/(1 - rho) if E M_n^2 > 4, "
          "which increases with n. Machine: E M_50^2 > 4.",
          1, kMaximumBits),
      {{"E M_50^2", second}});
}

}  // namespace

std::vector<FiniteClaim> pooling24_rates_claims() {
  const std::string mean = "mean similarity";
  return {
      claim("thm42.14", "App. B, (14)", "", "n >= 2; E(M_x - M_y)^2 log n <= 2", "E[(M_{x,i} - M_{y,i})^2] <= 2/log n",
            "every n >= 2, every rho in [-1,1]", decide_14),
      claim("disc.max_bound_not_optimal", "Section 5", "the theoretical bound for max pooling seems not optimal",
            mean + ", rate in n", "1 - rho_M <= (10/11)/log^2 n", "every n >= 2, every rho in [-1,1]", decide_rate),
      claim("disc.main_source.fcn.max", "abstract, 1.1, Conclusion",
            "the pooling layer, not the relu-activated fully connected layer, is the main source of contraction",
            mean + ", max pooling, windows of at least 50", "pooling multiplies 1 - rho by less than ReLU does",
            "n >= 50, rho in [-1,1)", decide_main_source),
  };
}

}  // namespace certibound::papers
