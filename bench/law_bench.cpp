// What do the exact tails of the norm law cost, by sums and by a contour integral, beside the same sum in plain MPFR (no
// enclosure, no bound of what it leaves out) and by Boost.Math in double? And the best exponent, products of layers, mixtures
// of chi-squares, moments and quantiles?
#include "ratio_table.hpp"

#include <certibound/chi2_mixture/mixture.hpp>
#include <certibound/contour/norm_tail.hpp>
#include <certibound/contour/product_law.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_moments/moments.hpp>
#include <certibound/norm_moments/quantile.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#if __has_include(<boost/math/special_functions/gamma.hpp>)
#define HAVE_BOOST_MATH
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/gamma.hpp>
#endif

namespace certibound::bench {
namespace {

constexpr Precision kBits = 74;  // 20 digits and a few bits

// The window of norm_law/tail.cpp around its centre, m v/(1+v), v the saddle.
struct Window {
  long lo, hi;
};
Window window(long m, double e, Precision bits) {
  const double x = mpfr_get_d(mid(chernoff_saddle_less_one(Rational(e), 53)).get(), MPFR_RNDN), v = 1 + x;
  const double half = std::sqrt(0.35 * static_cast<double>(m) * static_cast<double>(bits + 8)) + 2;
  const double centre = static_cast<double>(m) * v / (1 + v);
  return {std::max(static_cast<long>(centre - half), 1L), std::min(static_cast<long>(centre + half), m)};
}

// x^b exp(-x)/Gamma(b+1) and the binomial weight, by logarithms at more bits.
void term_at(Float& out, long k, const Rational& x) {
  Float b(out.precision() + 64), v(out.precision() + 64), g(out.precision() + 64);
  mpfr_set_si_2exp(b.get(), k, -1, MPFR_RNDN);
  mpfr_set_q(v.get(), x.backend().data(), MPFR_RNDN);
  int sign = 0;
  mpfr_add_ui(g.get(), b.get(), 1, MPFR_RNDN);
  mpfr_lgamma(g.get(), &sign, g.get(), MPFR_RNDN);
  mpfr_add(g.get(), g.get(), v.get(), MPFR_RNDN);
  mpfr_log(v.get(), v.get(), MPFR_RNDN);
  mpfr_mul(b.get(), b.get(), v.get(), MPFR_RNDN);
  mpfr_sub(b.get(), b.get(), g.get(), MPFR_RNDN);
  mpfr_exp(out.get(), b.get(), MPFR_RNDN);
}
void weight_at(Float& out, long m, long k) {
  Float sum(out.precision() + 64), part(out.precision() + 64);
  int sign = 0;
  const auto log_factorial = [&](long n) {
    mpfr_set_si(part.get(), n + 1, MPFR_RNDN);
    mpfr_lgamma(part.get(), &sign, part.get(), MPFR_RNDN);
  };
  log_factorial(m);
  mpfr_set(sum.get(), part.get(), MPFR_RNDN);
  log_factorial(k);
  mpfr_sub(sum.get(), sum.get(), part.get(), MPFR_RNDN);
  log_factorial(m - k);
  mpfr_sub(sum.get(), sum.get(), part.get(), MPFR_RNDN);
  mpfr_const_log2(part.get(), MPFR_RNDN);
  mpfr_mul_si(part.get(), part.get(), m, MPFR_RNDN);
  mpfr_sub(sum.get(), sum.get(), part.get(), MPFR_RNDN);
  mpfr_exp(out.get(), sum.get(), MPFR_RNDN);
}

// P(r >= 1+e) by the same recurrences rounded to nearest, the start of the chains taken for 0.
Float plain_tail(long m, double e, Precision bits) {
  const Rational x = m * Rational(1 + Rational(e)) / 4;
  const Window w = window(m, e, bits);
  Float two_x(bits), sum(bits), weight(bits), product(bits);
  mpfr_set_q(two_x.get(), Rational(2 * x).backend().data(), MPFR_RNDN);
  mpfr_set_zero(sum.get(), 1);
  weight_at(weight, m, w.lo);
  const long back = static_cast<long>(std::sqrt(2 * to_double(x) * static_cast<double>(bits))) + 1;
  struct Chain {
    Float q, term;
    long k;
  };
  Chain chains[2] = {{Float(bits), Float(bits), 0}, {Float(bits), Float(bits), 0}};
  for (Chain& chain : chains) {
    const long first = w.lo + (&chain - chains);
    chain.k = std::max(std::min(first, static_cast<long>(2 * to_double(x))) - 2 * back, 2L);
    chain.k += (chain.k ^ first) & 1;
    mpfr_set_zero(chain.q.get(), 1);
    term_at(chain.term, chain.k, x);
  }
  const auto step = [&](Chain& chain) {
    mpfr_add(chain.q.get(), chain.q.get(), chain.term.get(), MPFR_RNDN);
    chain.k += 2;
    mpfr_mul(chain.term.get(), chain.term.get(), two_x.get(), MPFR_RNDN);
    mpfr_div_si(chain.term.get(), chain.term.get(), chain.k, MPFR_RNDN);
  };
  for (long k = w.lo; k <= w.hi; ++k) {
    Chain& chain = chains[(k - w.lo) & 1];
    while (chain.k < k) step(chain);
    mpfr_fma(sum.get(), weight.get(), chain.q.get(), sum.get(), MPFR_RNDN);
    mpfr_mul_si(weight.get(), weight.get(), m - k, MPFR_RNDN);
    mpfr_div_si(weight.get(), weight.get(), k + 1, MPFR_RNDN);
  }
  return sum;
}

#ifdef HAVE_BOOST_MATH
double boost_tail(long m, double e) {
  const Window w = window(m, e, 53);
  const boost::math::binomial_distribution<double> rows(static_cast<double>(m), 0.5);
  double sum = 0;
  for (long k = w.lo; k <= w.hi; ++k) {
    const double kd = static_cast<double>(k);
    sum += boost::math::pdf(rows, kd) * boost::math::gamma_q(kd / 2, static_cast<double>(m) * (1 + e) / 4);
  }
  return sum;
}
#endif

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "law_bench: %s\n", what.c_str());
  std::exit(1);
}

std::string width_note(const Interval& x) {
  const Interval relative = Interval(wid(x), wid(x)) / Interval(mig(x), mig(x));
  return "relative width " + hi_to_decimal(relative, 2);
}

// A relative difference of a value rounded to nearest.
std::string error_note(const Interval& value, const Interval& truth) {
  const Interval off = abs(value / truth - Interval(1, truth.precision()));
  return "off by " + hi_to_decimal(off, 2);
}

void tails(long m) {
  const double e = 1.0 / 128;  // exact in double, so that all sum the same
  const Rational exact(e);
  const Interval sums = norm_upper_tail(m, exact, kBits), line = norm_upper_tail_by_contour(m, exact, kBits);
  if (disjoint(sums, line)) fail("the sum and the contour integral exclude each other");
  const Float plain = plain_tail(m, e, kBits + 48);
  const Interval plain_value(plain, plain), fine = norm_upper_tail(m, exact, 200);
  if (certainly(less(Interval(Rational(1, 1'000'000'000), 64), abs(plain_value / fine - Interval(1, 200))))) {
    fail("the plain sum is wrong");
  }
  std::vector<Entry> entries{
      {"plain MPFR sum", 1, [m, e] { benchmark::DoNotOptimize(plain_tail(m, e, kBits + 48)); }, {},
       error_note(plain_value, fine)},
      {"norm_upper_tail", 1, [m, exact] { benchmark::DoNotOptimize(norm_upper_tail(m, exact, kBits)); }, {},
       width_note(sums)},
      {"by contour integral", 1, [m, exact] { benchmark::DoNotOptimize(norm_upper_tail_by_contour(m, exact, kBits)); },
       {}, width_note(line)}};
  std::vector<std::string> missing;
#ifdef HAVE_BOOST_MATH
  const double in_double = boost_tail(m, e);
  const Float as_float = Interval::point(in_double, 64).lo();
  entries.push_back({"Boost.Math, double", 1, [m, e] { benchmark::DoNotOptimize(boost_tail(m, e)); }, {},
                     error_note(Interval(as_float, as_float), fine)});
#else
  missing.push_back("Boost.Math");
#endif
  print_ratios("P(r >= 1 + 1/128), m = " + std::to_string(m) + ", 20 digits", "plain MPFR sum", entries, missing);
}

// I(e) by Newton's method from above in plain MPFR, as one would write it: v^3 - a v - a = 0, a = (1+e)/2.
Float plain_exponent(double e, Precision bits) {
  Float a(bits), v(bits), t(bits), u(bits);
  mpfr_set_d(a.get(), 1 + e, MPFR_RNDN);
  mpfr_div_2ui(a.get(), a.get(), 1, MPFR_RNDN);
  mpfr_set_ui(v.get(), 1, MPFR_RNDN);
  for (int i = 0; i < 8; ++i) {  // v = (2 v^3 + a)/(3 v^2 - a)
    mpfr_sqr(t.get(), v.get(), MPFR_RNDN);
    mpfr_mul(u.get(), t.get(), v.get(), MPFR_RNDN);
    mpfr_mul_2ui(u.get(), u.get(), 1, MPFR_RNDN);
    mpfr_add(u.get(), u.get(), a.get(), MPFR_RNDN);
    mpfr_mul_ui(t.get(), t.get(), 3, MPFR_RNDN);
    mpfr_sub(t.get(), t.get(), a.get(), MPFR_RNDN);
    mpfr_div(v.get(), u.get(), t.get(), MPFR_RNDN);
  }
  mpfr_sub_ui(t.get(), v.get(), 1, MPFR_RNDN);
  mpfr_mul(u.get(), v.get(), t.get(), MPFR_RNDN);
  mpfr_div_2ui(u.get(), u.get(), 1, MPFR_RNDN);
  mpfr_div_2ui(t.get(), t.get(), 1, MPFR_RNDN);
  mpfr_log1p(t.get(), t.get(), MPFR_RNDN);
  mpfr_sub(u.get(), u.get(), t.get(), MPFR_RNDN);
  return u;
}

void exponents() {
  const double e = 1.0 / 128;
  const Rational exact(e);
  const Interval fine = chernoff_exponent(exact, 300);
  const Float plain = plain_exponent(e, 128);
  std::vector<Entry> entries{
      {"plain MPFR, Newton, 128 bits", 1, [e] { benchmark::DoNotOptimize(plain_exponent(e, 128)); }, {},
       error_note(Interval(plain, plain), fine)},
      {"chernoff_exponent, 128 bits", 1, [exact] { benchmark::DoNotOptimize(chernoff_exponent(exact, 128)); }, {},
       width_note(chernoff_exponent(exact, 128))},
      {"published_exponent, 128 bits", 1, [exact] { benchmark::DoNotOptimize(published_exponent(exact, 128)); }, {},
       width_note(published_exponent(exact, 128))}};
  print_ratios("exponents at eps = 1/128", entries.front().name, entries, {});
}

void laws() {
  const std::vector<long> ten(10, 1000), uneven{1000, 500, 2000, 1000};
  const std::vector<WeightedChiSquare> terms{{Rational(1, 3), 4}, {1, 5}, {Rational(22, 7), 6}};
  const auto product = [](const std::vector<long>& widths, const Rational& t) {
    return Entry{{}, 1, [widths, t] { benchmark::DoNotOptimize(product_tails(widths, t, kBits)); }, {},
                 width_note(product_tails(widths, t, kBits).upper)};
  };
  const MixtureTails series = chi2_mixture(terms, 40, kBits), line = chi2_mixture_by_contour(terms, 40, kBits);
  if (disjoint(series.upper, line.upper)) fail("the two routes to a mixture exclude each other");
  std::vector<Entry> entries{{"one layer of 1000, both tails", 1,
                              [] { benchmark::DoNotOptimize(norm_tails(1000, Rational(1, 10), kBits)); }, {},
                              width_note(norm_upper_tail(1000, Rational(1, 10), kBits))},
                             product(ten, Rational(11, 10)), product(uneven, Rational(11, 10)),
                             product(uneven, Rational(1, 10)), product(std::vector<long>(4, 1'000'000), Rational(101, 100))};
  entries[1].name = "10 layers of 1000, t = 1.1";
  entries[2].name = "500, 2 x 1000, 2000, t = 1.1";
  entries[3].name = "500, 2 x 1000, 2000, t = 0.1";
  entries[4].name = "4 layers of 10^6, t = 1.01";
  entries.push_back({"moments of |1 - r|, 1000", 1, [] { benchmark::DoNotOptimize(norm_deviations(1000, kBits)); }, {},
                     width_note(norm_deviations(1000, kBits).deviation)});
  entries.push_back({"quantile 1/20, 1000", 1,
                     [] { benchmark::DoNotOptimize(norm_quantile(1000, Rational(1, 20), kBits)); }, {},
                     width_note(norm_quantile(1000, Rational(1, 20), kBits))});
  entries.push_back({"mixture of 15 degrees, series", 1,
                     [terms] { benchmark::DoNotOptimize(chi2_mixture(terms, 40, kBits)); }, {}, width_note(series.upper)});
  entries.push_back({"mixture, by contour", 1,
                     [terms] { benchmark::DoNotOptimize(chi2_mixture_by_contour(terms, 40, kBits)); }, {},
                     width_note(line.upper)});
  print_ratios("other laws, 20 digits", entries.front().name, entries, {});
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  using namespace certibound::bench;
  if (!initialise(argc, argv)) return 1;
  tails(1000);
  tails(1'000'000);
  exponents();
  laws();
  return 0;
}
