// Lemma 2 of arpit19 and its sharper forms against the exact law of r = |ReLU(Ru)|^2/|u|^2: fail(m,e) = P(|r-1| > e).
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>

#include <algorithm>

namespace certibound::papers {
namespace {

using arpit19::make;

constexpr Precision kBits = 64;
using Exponent = Interval (*)(const Rational&, Precision);

Interval chernoff(Exponent exponent, long m, const Rational& e) {
  return exp(-(Interval(m, kBits) * exponent(e, kBits)));
}

FiniteOutcome check_statement(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (long m = 1; m <= 128; ++m) {
    for (long k = 1; k <= 15; k += 2, ++cases) {
      if (stop) return stopped();
      const Rational e(k, 16);
      const Interval bound = chernoff(published_exponent, m, e);
      const NormTails tails = norm_tails(m, e, kBits);
      holds = holds && certainly(less(tails.upper, bound)) && certainly(less(tails.lower, bound));
    }
  }
  return checked_if(holds,
                    "Machine: each of P(r >= 1+e), P(r <= 1-e), by sums over the exact law, is below exp(-m f(e)) for "
                    "m = 1..128 and e = 1/16, 3/16, "
                    "..., 15/16. For all m and e the lemma is arpit19.lemma2.statement.",
                    cases, kBits);
}

FiniteOutcome enclose_tightness(const std::atomic<bool>& stop) {
  std::vector<NamedEnclosure> values;
  for (const long m : {10L, 100L, 1000L, 10000L}) {
    for (const Rational& e : {Rational(1, 20), Rational(1, 5), Rational(1, 2)}) {
      if (stop) return stopped();
      const Interval quotient = Interval(2L, kBits) * chernoff(published_exponent, m, e) / norm_failure(m, e, kBits);
      values.push_back({"bound/exact at m = " + std::to_string(m) + ", e = " + to_string(e), quotient});
    }
  }
  const long cases = long(values.size());
  return enclosed(std::move(values), "2 exp(-m f(e)) over the exact probability of failure.", cases, kBits);
}

// Whether fail(m,e) <= exp(-m c(e)) for all e in [first, 1]: on [a, b] fail is at most its value at a and the right
// side at least its value at b, as both decrease.
bool covers(Exponent exponent, long m, const Rational& first, long& cases, const std::atomic<bool>& stop) {
  Rational a = first, step = first;
  while (a < 1) {
    if (stop) return false;
    const Interval failure = norm_failure(m, a, kBits);
    step = min(2 * step, 1 - a);
    for (; !certainly(less_equal(failure, chernoff(exponent, m, a + step))); step /= 2) {
      if (step * 4096 < a) return false;
    }
    a += step;
    ++cases;
  }
  return true;
}

// The density at x of chi^2 with k degrees of freedom.
Interval chi2_density(long k, const Rational& x) {
  const Interval half(Rational(k, 2), kBits), two(2L, kBits), value(x, kBits);
  return exp((half - Interval(1L, kBits)) * log(value) - value / two - half * log(two) - lgamma(half));
}

// Whether fail(m,e) <= exp(-m c(e)) for all e in (0, last], for an exponent c(e) <= e^2/10. With k = max(1, m/2)
// positive entries, P(|r-1| <= e) >= w e m p, w = P(K = k) and p the least density of chi^2_k on m(1 -+ last)/2, which
// has one peak at most: p is taken at an end. And 1 - exp(-m c(e)) <= m e^2/10 <= m e last/10.
bool holds_near_zero(long m, const Rational& last) {
  const long k = std::max(1L, m / 2);
  const Interval density = min(chi2_density(k, m * (1 - last) / 2), chi2_density(k, m * (1 + last) / 2));
  Interval weight = exp2(Interval(-m, kBits));
  for (long i = 1; i <= k; ++i) weight = weight * Interval(m - i + 1, kBits) / Interval(i, kBits);
  return certainly(less(Interval(last / 10, kBits), weight * density));
}

FiniteOutcome check_without_factor(Exponent exponent, const char* name, const std::atomic<bool>& stop) {
  const Rational first(1, 1 << 20);
  long cases = 0;
  bool holds = true;
  for (long m = 1; m <= 64 && holds; ++m) {
    holds = holds_near_zero(m, first) && covers(exponent, m, first, cases, stop);
  }
  if (stop) return stopped();
  return checked_if(
      holds,
      std::string("Machine: m = 1..64 and every e in (0,1), by ") + std::to_string(cases) +
          " intervals [a, b] with fail(m,a) <= exp(-m " + name +
          "(b)), as both sides decrease in e, and for e <= 2^-20 by P(|r-1| <= e) >= m e^2/10 >= 1 - exp(-m " + name +
          "(e)) (arpit19.new.I_bounds, arpit19.new.f_bounds), from the density. Nothing is claimed for larger m.",
      cases, kBits);
}

FiniteOutcome refute_subgauss(const std::atomic<bool>&) {
  const long m = 200;
  const Rational e(9, 10);
  const Interval failure = norm_failure(m, e, kBits), bound = exp(Interval(-m * e * e / 10, kBits));
  return refuted_if(certainly(less(bound, failure)), {{"m", "200"}, {"e", "9/10"}},
                    "fail(200, 9/10) is above 10^-6 and exp(-200 (9/10)^2/10) below 10^-7. As I(e) < e^2/10 for e > 0 "
                    "(arpit19.new.I_bounds) and I is the "
                    "Cramer rate (arpit19.new.I_param), it fails for every e in (0,1) once m is large.",
                    1, kBits);
}

}  // namespace

std::vector<FiniteClaim> arpit19_lemma2_claims() {
  const std::string domain = "m >= 1, e in (0,1)";
  return {
      make("lemma2.statement.exact", "Lemma 2, (7)", "", "not printed: both halves of Lemma 2, by the exact law",
           "P(r >= 1+e) < exp(-m f(e)) and P(r <= 1-e) < exp(-m f(e))", domain, check_statement),
      make("lemma2.statement.tightness", "Lemma 2, (7)", "", "not printed: how much the bound gives away",
           "2 exp(-m f(e))/P(|r - 1| > e)", "m in {10, 100, 1000, 10000}, e in {1/20, 1/5, 1/2}", enclose_tightness),
      make("new.factor2", "the factor 2 in (7)", "", "", "fail(m,e) <= exp(-m f(e))", domain,
           [](const std::atomic<bool>& stop) { return check_without_factor(published_exponent, "f", stop); }),
      make("new.factor2_I", "the factor 2 in (7)", "", "", "fail(m,e) <= exp(-m I(e))", domain,
           [](const std::atomic<bool>& stop) { return check_without_factor(chernoff_exponent, "I", stop); }),
      make("new.subgauss", "beside (7)", "", "", "fail(m,e) <= exp(-m e^2/10)", domain, refute_subgauss)};
}

}  // namespace certibound::papers
