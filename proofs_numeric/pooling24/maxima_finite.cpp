// Max pooling in an FCN: what the exact moments of M_n = max(0, u_1..u_n) and of the pair (M_x, M_y) say of Theorem
// 4.2, its proof and the sharper statements. Similarity and contraction are the mean ones; E[M_x M_y] increases with
// rho, so rho = -1 is the worst case of E(M_x - M_y)^2 and of 1 - rho_M.
#include "finite_claims.hpp"
#include "maxima.hpp"
#include "outcomes.hpp"

#include <certibound/concentration/orlicz.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <map>
#include <mutex>

namespace certibound::papers {

// Several claims ask for the same n.
MaximumPair pooling::opposite(std::int64_t n) {
  static std::mutex guard;
  static std::map<std::int64_t, MaximumPair> known;
  const std::lock_guard<std::mutex> lock(guard);
  const auto found = known.find(n);
  return found != known.end() ? found->second : known.emplace(n, pair_at(n, Rational(-1), kMaximumBits)).first->second;
}

namespace {

using namespace pooling;

// 2..60, then powers of ten up to 10^15 and numbers between.
std::vector<std::int64_t> counts() {
  std::vector<std::int64_t> out;
  for (std::int64_t n = 2; n <= 60; ++n) out.push_back(n);
  for (std::int64_t ten = 100; ten <= kMaxCount; ten *= 10) {
    out.push_back(ten);
    if (3 * ten <= kMaxCount) out.push_back(3 * ten);
  }
  return out;
}
const char* const kCounts = "n = 2..60 and 10^j, 3 10^j up to 10^15";

// `checked` if E(M_x - M_y)^2 log n <= bound at all these n; the largest and its n are enclosed.
FiniteOutcome check_distance(const Rational& bound, const std::string& text, const std::atomic<bool>& stop) {
  bool holds = true;
  std::int64_t where = 0;
  Interval most(0L, kMaximumBits);
  long cases = 0;
  for (const std::int64_t n : counts()) {
    if (stop) return stopped();
    const Interval value = distance_log(n);
    holds = holds && certainly(less_equal(value, number(bound)));
    if (certainly(less(most, value))) most = value, where = n;
    ++cases;
  }
  const std::string at = std::to_string(where);
  return with_values(checked_if(holds,
                                text + " Machine: " + kCounts +
                                    ", at rho = -1, the worst case (pooling24.s07). Largest at n = " + at + ".",
                                cases, kMaximumBits),
                     {{"largest value, n = " + at, most}});
}

FiniteOutcome refute_s08(const std::atomic<bool>&) {
  const Interval value = distance_log(22);
  return with_values(
      refuted_if(certainly(less(number(Rational(17, 10)), value)), {{"n", "22"}, {"rho", "-1"}},
                 "The product with log n exceeds 1.7 there; its largest value found is there, too (pooling24.s09).", 1,
                 kMaximumBits),
      {{"E(M_x - M_y)^2 log n", value}});
}

// Where f has its largest value on these n, certified against every other one; and that it is above `limit` there.
FiniteOutcome find_largest(const std::function<Interval(std::int64_t)>& f, const std::vector<std::int64_t>& all,
                           const std::string& extent, const Interval& limit, const std::string& text,
                           const std::atomic<bool>& stop) {
  std::vector<Interval> values;
  std::size_t best = 0;
  for (const std::int64_t n : all) {
    if (stop) return stopped();
    values.push_back(f(n));
    if (certainly(less(values[best], values.back()))) best = values.size() - 1;
  }
  bool largest = certainly(less(limit, values[best]));
  for (std::size_t i = 0; i < values.size(); ++i)
    largest = largest && (i == best || certainly(less(values[i], values[best])));
  const std::string where = std::to_string(all[best]);
  return with_values(
      checked_if(largest,
                 text + " Machine: largest at n = " + where + ", certified against every other " + extent +
                     ". That no other n exceeds it is not proved; the limit for n to infinity is lower.",
                 static_cast<long>(values.size()), kMaximumBits),
      {{"value at n = " + where, values[best]}, {"limit", limit}});
}

// 2..60, in steps of 20 to 1400, every n of 940..1000, and the powers of ten.
std::vector<std::int64_t> around_a_thousand() {
  std::vector<std::int64_t> out;
  for (std::int64_t n = 2; n <= 1400; ++n) {
    if (n <= 60 || n % 20 == 0 || (n >= 940 && n <= 1000)) out.push_back(n);
  }
  for (std::int64_t n = 10'000; n <= kMaxCount; n *= 10) out.push_back(n);
  return out;
}

FiniteOutcome decide_s09(const std::atomic<bool>& stop) {
  const Interval pi = Interval::pi(kMaximumBits);
  return find_largest(distance_log, counts(), kCounts, pi * pi / number(6),
                      "E(M_x - M_y)^2 log n at rho = -1, the largest over rho (pooling24.s07).", stop);
}
FiniteOutcome decide_s10(const std::atomic<bool>& stop) {
  const Interval pi = Interval::pi(kMaximumBits);
  return find_largest([](std::int64_t n) { return moments(n).variance * log_of(n); }, around_a_thousand(),
                      "n = 2..60, 80, 100, .., 1400, 940..1000 and 10^4, .., 10^15", pi * pi / number(12),
                      "Var(M_n) log n.", stop);
}

FiniteOutcome decide_s07(const std::atomic<bool>& stop) {
  bool falls = true;
  long cases = 0;
  for (const std::int64_t n : {1, 2, 3, 10, 50}) {
    Interval before = pair_at(n, Rational(-1)).squared_distance;
    for (const Rational& rho : {Rational(-1, 2), Rational(0), Rational(1, 2), Rational(9, 10), Rational(1)}) {
      if (stop) return stopped();
      const Interval here = pair_at(n, rho).squared_distance;
      falls = falls && certainly(less_equal(here, before));
      before = here;
      ++cases;
    }
  }
  return word_if(Verdict::reduced, falls,
                 "E(M_x - M_y)^2 = 2 E M^2 - 2 E[M_x M_y], and the derivative of E[M_x M_y] in rho is E sum_i d_i M(u) "
                 "d_i M(v) (Gaussian "
                 "interpolation), the probability that both maxima are positive and attained at the same i, not "
                 "negative. Machine: enclosures "
                 "fall along rho = -1, -1/2, 0, 1/2, 9/10, 1 for n = 1, 2, 3, 10, 50.",
                 cases, kPairBits);
}

// E M_n^2 >= (11/10) log n: E M^2 and log increase, so on a block [a,b] it suffices that E M_a^2 >= (11/10) log b.
FiniteOutcome decide_s12(const std::atomic<bool>& stop) {
  constexpr std::int64_t kLast = 20'000;
  long blocks = 0;
  bool holds = true;
  for (std::int64_t a = 2; a <= kLast && holds; ++blocks) {
    if (stop) return stopped();
    const Interval reach = exp(moments(a).second * number(Rational(10, 11)));  // log b <= (10/11) E M_a^2
    Rational b = to_rational(reach.lo());
    if (b > kLast) b = kLast;
    std::int64_t last = static_cast<std::int64_t>(to_double(b));
    while (Rational(last) > b) --last;
    holds = last >= a;
    a = last + 1;
  }
  // Beyond: E M^2 >= t^2 (1 - exp(-n Q(t))) with t^2 = 1.3 L, L = log n, n Q(t) >= exp(0.35 L) 2/(sqrt(2 pi)(t +
  // sqrt(t^2 + 4))), which increases for L >= 9: the logarithmic derivative 0.35 - t'/sqrt(t^2 + 4) with t' = 0.65/t <=
  // 0.2 is positive.
  const Interval L = log_of(kLast), t2 = number(Rational(13, 10)) * L;
  const Interval nQ = exp(number(Rational(35, 100)) * L) * number(2) /
                      (sqrt(number(2) * Interval::pi(kMaximumBits)) * (sqrt(t2) + sqrt(t2 + number(4))));
  const Interval factor = number(Rational(13, 10)) * (number(1) - exp(-nQ));
  holds = holds && certainly(less(number(Rational(11, 10)), factor)) && certainly(less(number(9), L));
  FiniteOutcome out = word_if(Verdict::reduced, holds,
                              "E M_n^2 and log n increase with n. Beyond n = 20000: E M^2 >= t^2 P(M >= t) >= t^2 (1 - "
                              "exp(-n Q(t))), t^2 = 1.3 L, L = log n, Q(t) >= 2 "
                              "phi(t)/(t + sqrt(t^2 + 4)) (Birnbaum), so n Q(t) >= exp(0.35 L) 2/(sqrt(2 pi)(t + "
                              "sqrt(t^2 + 4))), which increases for L >= 9 since t' = "
                              "0.65/t < 0.35 sqrt(t^2 + 4). Machine: blocks [a,b] with E M_a^2 >= (11/10) log b cover "
                              "n = 2..20000, and 1.3 (1 - exp(-n Q)) > 11/10 "
                              "at n = 20000.",
                              blocks, kMaximumBits);
  out.enclosures = {{"factor at n = 20000", factor}};
  return out;
}

FiniteOutcome refute_s13(const std::atomic<bool>&) {
  const std::int64_t n = 2'912'829;
  const auto bound_at = [](std::int64_t at) { return number(2) * log_of(at) - number(4); };
  const Interval second = moments(n).second, bound = bound_at(n);
  FiniteOutcome out =
      refuted_if(certainly(less(second, bound)) && certainly(less(bound_at(n - 1), moments(n - 1).second)),
                 {{"n", std::to_string(n)}},
                 "E M_n^2 = 2 log n - log log n - log(4 pi) + 2 gamma + o(1), and log log n passes every constant. At "
                 "n - 1 it still holds.",
                 2, kMaximumBits);
  out.enclosures = {{"E M_n^2", second}, {"2 log n - 4", bound}};
  return out;
}

// E M_n^2 >= 2 log n - log log n - 3/2. From n = kFar on, L = log n: M^2 is a convex function of T, the largest of n
// exponentials: M = x_+ where Q(x) = exp(-T), and the derivative of M^2 in T, 2x Q(x)/phi(x), increases. So E M^2 >=
// x^2 at T = E T = 1 + 1/2 + .. + 1/n > L + 0.577 (Jensen). There x > 1.1, as exp(-T) < 0.05 < Q(1.1), and with
// h = phi/Q at x
//   x^2 = 2T - log(2 pi) - log(h^2) >= 2T - log(2 pi) - log(2T):
// h > x > 1.1 gives x^2 <= 2T - 2, and h^2 <= x^2 + 2 (Birnbaum). That is as large as claimed for T = L + 0.577 if
// log(4 pi T/L) <= 2.654, of which the left side falls with L.
FiniteOutcome decide_s13(const std::atomic<bool>& stop) {
  constexpr std::int64_t kFar = 150;
  const auto bound = [](std::int64_t n) { return number(2) * log_of(n) - log(log_of(n)) - number(Rational(3, 2)); };
  const Interval T = log_of(kFar) + number(Rational(577, 1000)), four_pi = number(4) * Interval::pi(kMaximumBits);
  bool holds = certainly(less_equal(log(four_pi * T / log_of(kFar)), number(Rational(2654, 1000)))) &&
               certainly(less(number(3), T));
  for (std::int64_t n = 2; n < kFar; ++n) {
    if (stop) return stopped();
    holds = holds && certainly(less_equal(bound(n), moments(n).second));
  }
  return reduced_if(
      holds,
      "M^2 is a convex function of the largest of n exponentials, whose mean is above log n + 0.577: by "
      "Jensen's inequality and Birnbaum's bound of phi/Q the statement holds from n = 150 on (steps in "
      "maxima_finite.cpp). Machine: n = 2..149 one by one, and the two numbers of that argument at n = 150. E "
      "M_n^2 - 2 log n + log log n tends to 2 gamma - log(4 pi) = -1.37..",
      kFar, kMaximumBits);
}

// (1 - rho_M) log^2 n.
Interval contraction_rate(const MaximumPair& pair, std::int64_t n) { return pair.contraction * sqr(log_of(n)); }

FiniteOutcome check_rate_at_all(const std::atomic<bool>& stop) {
  std::vector<NamedEnclosure> values;
  bool holds = true;
  for (const Rational& rho : {Rational(-1), Rational(0), Rational(1, 2)}) {
    for (const std::int64_t n :
         {std::int64_t{100}, std::int64_t{10'000}, std::int64_t{100'000'000}, std::int64_t{1'000'000'000'000}}) {
      if (stop) return stopped();
      const Interval value = contraction_rate(pair_at(n, rho), n);
      holds = holds && certainly(less(value, number(1))) && certainly(less(number(Rational(1, 4)), value));
      values.push_back({"rho = " + to_string(rho) + ", n = " + std::to_string(n), value});
    }
  }
  const long cases = static_cast<long>(values.size());
  return with_values(
      reduced_if(
          holds,
          "(1 - rho_M) log^2 n tends to pi^2/24 for every rho < 1 (pooling24.s11), is positive for every n and at most "
          "10/11 (disc.max_bound_not_optimal): so it lies between two positive constants for each rho < 1. Machine: "
          "between 1/4 and 1 for rho = -1, 0, 1/2 and n = 10^2, 10^4, 10^8, 10^12.",
          cases, kPairBits),
      std::move(values));
}

FiniteOutcome refute_same_value(const std::atomic<bool>&) {
  const Interval at_minus = pair_at(50, Rational(-1)).contraction, at_half = pair_at(50, Rational(1, 2)).contraction;
  FiniteOutcome out = refuted_if(certainly(less(at_half, at_minus)), {{"n", "50"}, {"rho", "-1 and 1/2"}},
                                 "1 - rho_M falls strictly with rho, to 0 at rho = 1.", 2, kPairBits);
  out.enclosures = {{"1 - rho_M at rho = -1", at_minus}, {"1 - rho_M at rho = 1/2", at_half}};
  return out;
}

// Windows of 50, the worst pair.
FiniteOutcome check_fifty(const std::atomic<bool>&) {
  const Interval worst = opposite(50).contraction;
  FiniteOutcome out = word_if(Verdict::reduced, certainly(less(worst, number(Rational(7, 100)))),
                              "Data enter by rho alone, and 1 - rho_M is largest at rho = -1 (pooling24.s07). Machine: "
                              "there it is below 7/100 for "
                              "windows of 50 neurons.",
                              1, kMaximumBits);
  out.enclosures = {{"1 - rho_M, n = 50, rho = -1", worst}};
  return out;
}

Interval average_contraction(std::int64_t n, const Rational& rho) {
  const Interval pi = Interval::pi(kMaximumBits);
  return pi * (number(1) - rhat(number(rho))) / (pi + number(Rational(static_cast<long>(n) - 1)));
}

FiniteOutcome refute_compare(const std::atomic<bool>&) {
  const Rational rho(9, 10);
  const Interval average = average_contraction(50, rho), maximum = pair_at(50, rho).contraction;
  const Interval far_average = average_contraction(1000, Rational(0)),
                 far_maximum = pair_at(1000, Rational(0)).contraction;
  FiniteOutcome out = refuted_if(
      certainly(less(average, maximum)) && certainly(less(far_average, far_maximum)), {{"n", "50"}, {"rho", "9/10"}},
      "The same at n = 1000, rho = 0; 1/n against 1/log^2 n. At n = 50 and rho = -1 the sentence holds "
      "(thm42.compare.fcn.opposite).",
      2, kPairBits);
  out.enclosures = {{"1 - rho_A", average},
                    {"1 - rho_M", maximum},
                    {"1 - rho_A, n = 1000, rho = 0", far_average},
                    {"1 - rho_M, n = 1000, rho = 0", far_maximum}};
  return out;
}

FiniteOutcome check_compare(const std::atomic<bool>&) {
  bool holds = true;
  std::vector<NamedEnclosure> values;
  for (const Rational& rho : {Rational(-1), Rational(-1, 2)}) {
    const Interval average = average_contraction(50, rho), maximum = pair_at(50, rho).contraction;
    holds = holds && certainly(less(maximum, average));
    values.push_back({"1 - rho_A, rho = " + to_string(rho), average});
    values.push_back({"1 - rho_M, rho = " + to_string(rho), maximum});
  }
  return with_values(checked_if(holds, "Machine: n = 50, rho = -1 and -1/2.", 2, kPairBits), std::move(values));
}

// 1 - rho_M < 1 - rho_A for all rho <= 0 at n = 50. Both fall with rho, so on [a,b] it suffices that 1 - rho_M at a is
// below 1 - rho_A at b. At rho = 1/20 it is not so any more.
FiniteOutcome decide_compare(const std::atomic<bool>& stop) {
  constexpr Precision kCellBits = 24;
  const Rational least_step(1, 4096), beyond(1, 20);
  Rational a(-1), step(1, 8);
  long cells = 0;
  while (a < 0 && step > least_step) {
    if (stop) return stopped();
    const Interval maximum = pair_at(50, a, kCellBits).contraction;
    Rational b = a + step < 0 ? Rational(a + step) : Rational(0);
    while (step > least_step && !certainly(less(maximum, average_contraction(50, b)))) {
      step /= 2;
      b = a + step < 0 ? Rational(a + step) : Rational(0);
    }
    if (step > least_step) a = b, ++cells;
  }
  const Interval average = average_contraction(50, beyond), maximum = pair_at(50, beyond).contraction;
  return with_values(
      reduced_if(
          a >= 0 && certainly(less(average, maximum)),
          "1 - rho_M and 1 - rho_A fall with rho (pooling24.s07; s01, as Rhat increases). Machine: intervals [a,b] "
          "that make up [-1,0], with 1 - rho_M at a below 1 - rho_A at b; at rho = 1/20 the order is the other one.",
          cells, kCellBits),
      {{"1 - rho_A, rho = 1/20", average}, {"1 - rho_M, rho = 1/20", maximum}});
}

FiniteOutcome refute_mean_unchanged(const std::atomic<bool>&) {
  const Interval mean = moments(2).mean, single = number(1) / sqrt(number(2) * Interval::pi(kMaximumBits));
  FiniteOutcome out = refuted_if(
      certainly(less(single, mean)), {{"n", "2"}},
      "E max(0,Z_1,..,Z_n) grows like sqrt(2 log n), E r(Z) = 1/sqrt(2 pi); its variance falls, but like 1/log n only.",
      1, kMaximumBits);
  out.enclosures = {{"E M_2", mean}, {"E r(Z)", single}, {"Var M_50", moments(50).variance}};
  return out;
}

FiniteOutcome check_moral(bool of_mean) {
  bool holds = true;
  std::vector<NamedEnclosure> values;
  Interval before = of_mean ? number(0) : number(1);
  for (std::int64_t n = 10; n <= kMaxCount; n *= 10) {
    const MaximumMoments m = moments(n);
    const Interval value = of_mean ? sqr(m.mean) / m.variance : m.variance;
    holds = holds && certainly(of_mean ? less(before, value) : less(value, before));
    before = value;
    if (n == 10 || n == 1000 || n == 1'000'000 || n == kMaxCount) values.push_back({"n = " + std::to_string(n), value});
  }
  FiniteOutcome out =
      word_if(Verdict::checked, holds,
              of_mean ? "Machine: (E M)^2/Var M rises along n = 10, 10^2, .., 10^15; it grows like log^2 n."
                      : "Machine: Var M falls along n = 10, 10^2, .., 10^15, slowly (like 1/log n): at n = 50, "
                        "the window of Section 3, it is 0.2, "
                        "against 0.34 before pooling.",
              15, kMaximumBits);
  out.enclosures = values;
  return out;
}

// X = 1000 with probability 1/100, else 0: a large psi1 norm, and X = 0 nearly always.
FiniteOutcome refute_bernstein(const std::atomic<bool>&) {
  const auto x = two_values(Rational(1000), Rational(0), Rational(1, 100));
  const Interval norm = x ? orlicz_norm(*x, Orlicz::psi1, kMaximumBits) : Interval::entire(kMaximumBits);
  FiniteOutcome out = refuted_if(
      certainly(less(number(200), norm)), {{"X", "1000 with probability 1/100, else 0"}, {"P(X = 0)", "99/100"}},
      "(15) bounds a psi1 norm from below, and Bernstein's inequality takes upper bounds of norms: a large norm does "
      "not keep "
      "|M_x|^2 away from 0. Besides, (13) and (15) as printed are false (thm42.13, thm42.15), and m must be large. "
      "What the proof "
      "needs, E M^2 >= (3/10) log n and Var M <= 1, gives the theorem by Chebyshev (thm42.statement.realised).",
      1, kMaximumBits);
  out.enclosures = {{"|X|_psi1", norm}};
  return out;
}

}  // namespace

std::vector<FiniteClaim> pooling24_maxima_claims() {
  const std::string all = "every n >= 2, every rho in [-1,1]", mean = "mean similarity";
  return {
      claim("s07", "beside Theorem 4.2", "", "", "E[(M_x - M_y)^2] is non-increasing in rho on [-1,1]", "every n >= 1",
            decide_s07),
      claim("s08", "beside (14)", "", "", "E[(M_x - M_y)^2] <= 17/(10 log n)", all, refute_s08),
      claim(
          "s08.corrected", "beside (14)", "E[(M_x - M_y)^2] <= 43/(25 log n)", "", "E[(M_x - M_y)^2] <= 43/(25 log n)",
          all,
          [](const std::atomic<bool>& stop) {
            return check_distance(Rational(43, 25), "The limit of the product is pi^2/6 = 1.6449..", stop);
          },
          "the constant 1.72 in place of 1.7; the largest value is 1.71299.. at n = 22 (pooling24.s09)"),
      claim("s09", "beside (14)", "", "",
            "sup of E[(M_x - M_y)^2] log n is attained at rho = -1 and a finite n and exceeds pi^2/6", all, decide_s09),
      claim("s10", "beside (14)", "", "", "sup of Var(M_n) log n is attained at a finite n and exceeds pi^2/12",
            "every n >= 2", decide_s10),
      claim("s12", "beside (15)", "", "", "E[M_n^2] >= (11/10) log n", "every n >= 2", decide_s12),
      claim("s13", "beside (15)", "", "", "E[M_n^2] >= 2 log n - 4", "every n >= 2", refute_s13),
      claim("s13.corrected", "beside (15)", "E[M_n^2] >= 2 log n - log log n - 3/2", "",
            "E[M_n^2] >= 2 log n - log log n - 3/2", "every n >= 2", decide_s13, "a term log log n"),
      claim("abs.max_data_indep.fcn.reading_a", "abstract, contribution 3",
            "max pooling contraction is not data-dependent in FCN", "(a) the rate in n, " + mean,
            "1 - rho_M is of order 1/log^2 n for every rho < 1", "every n >= 2, rho < 1", check_rate_at_all),
      claim("abs.max_data_indep.fcn.reading_b", "abstract, contribution 3",
            "max pooling contraction is not data-dependent in FCN", "(b) the value of 1 - rho_M, " + mean,
            "1 - rho_M is the same for all pairs of inputs", "every n, rho in [-1,1]", refute_same_value),
      claim("fig2.max", "Figure 2, Section 3.1",
            "FCN: the cosine similarities of the max pooling features are all nearly 1",
            mean + ", windows of 50 neurons (the kernel printed for average pooling): at least 93/100",
            "1 - rho_M <= 7/100", "every pair of inputs", check_fifty),
      claim("exp.max_heavy.fcn", "Section 3.1",
            "max pooling contracts points heavily for FCN whatever the data distribution is",
            mean + ", windows of 50 neurons: 1 - rho after pooling at most 7/100", "1 - rho_M <= 7/100",
            "every pair of inputs", check_fifty),
      claim("thm42.compare.fcn", "Sections 3.1, 5",
            "the max pooling has heavier concentration than average pooling in FCN", mean, "1 - rho_M <= 1 - rho_A",
            "every n >= 2, rho in [-1,1]", refute_compare),
      claim("thm42.compare.fcn.opposite", "Sections 3.1, 5",
            "the max pooling has heavier concentration than average pooling in FCN",
            mean + ", at the n of the experiments and for dissimilar inputs", "1 - rho_M < 1 - rho_A",
            "n = 50, rho = -1 and -1/2", check_compare),
      claim("thm42.compare.fcn.corrected", "Sections 3.1, 5",
            "in an FCN with windows of 50 neurons max pooling has heavier concentration than average pooling if "
            "rho(x,y) <= 0",
            mean, "1 - rho_M < 1 - rho_A", "n = 50, rho in [-1,0]", decide_compare,
            "a condition on the inputs, at the window of the experiments, which cannot be relaxed to rho <= 1/20; for "
            "n to "
            "infinity average pooling has the heavier concentration at every rho < 1, 1/n against 1/log^2 n "
            "(pooling24.s01, "
            "s11)"),
      claim("thm41.variance_reduced.reading_b", "Section 6",
            "pooling in FCN will reduce the variance drastically while keeping the expectation unchanged",
            "(b) max pooling", "E M_n = E r(Z)", "every n >= 1", refute_mean_unchanged),
      claim("thm42.moral_var.max", "App. B, last line", "the variance can be controlled very small",
            "max pooling: the variance falls with n", "Var M_n falls along the powers of ten",
            "n = 10, 10^2, .., 10^15", [](const std::atomic<bool>&) { return check_moral(false); }),
      claim("thm42.moral_mean.max", "App. B, last line", "while the expectation is relatively large",
            "max pooling: (E M)^2/Var M grows with n", "(E M_n)^2/Var M_n rises along the powers of ten",
            "n = 10, 10^2, .., 10^15", [](const std::atomic<bool>&) { return check_moral(true); }),
      claim(
          "thm42.bernstein_again", "App. B, after (15)",
          "the desired result follows from (12)-(15) by Bernstein's inequality again",
          "the step used: a variable X >= 0 whose psi1 norm is at least 200 is at least 1 with probability 1/2 or more",
          "a lower bound of a psi1 norm as in (15) keeps the variable from 0", "all non-negative random variables",
          refute_bernstein),
  };
}

}  // namespace certibound::papers
