// What do a value of the exact tail and a smallest width cost by the kernels, at widths from 10 to 10^12, beside the enclosures
// of the reference and Boost.Math? And a judgement of a computed value of Rhat, by the quick judge, the series and the enclosure?
#include "ratio_table.hpp"

#include <certibound/contour/norm_tail.hpp>
#include <certibound/crosscheck/reference.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/kernels/rhat.hpp>
#include <certibound/kernels/tail.hpp>
#include <certibound/kernels/width.hpp>
#include <certibound/norm_law/tail.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#if __has_include(<boost/math/distributions/binomial.hpp>)
#define HAVE_BOOST_MATH
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/gamma.hpp>
#endif

namespace certibound::bench {
namespace {

std::mt19937_64& engine() {
  static std::mt19937_64 out(11);
  return out;
}
double unit() { return std::ldexp(static_cast<double>(engine()() >> 11), -53); }

std::string figure(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

// eps where p is between 1/2 and 10^-20 or so.
struct Widths {
  std::vector<double> m, eps, out;

  Widths(double width, std::size_t n) : m(n, width), eps(n), out(n) {
    for (double& e : eps) e = 8 * unit() * std::sqrt(5 / width);
  }
  void run() { kernels::norm_upper_tail(m.data(), eps.data(), out.data(), m.size()); }

  // The largest relative error among the first few, by enclosures.
  double error() {
    run();
    double worst = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      const Interval exact = m[i] < 2000 ? norm_upper_tail(static_cast<long>(m[i]), Rational(eps[i]), 90)
                                         : norm_upper_tail_by_contour(static_cast<long>(m[i]), Rational(eps[i]), 90);
      worst = std::max(worst, mpfr_get_d(mag(Interval::point(out[i], 90) / exact - Interval(1, 90)).get(), MPFR_RNDU));
    }
    if (!(worst < 1e-14)) {
      std::fprintf(stderr, "the tail at m = %g errs by %g\n", m[0], worst);
      std::exit(1);
    }
    return worst;
  }
};

#ifdef HAVE_BOOST_MATH
double boost_tail(double m, double eps) {
  const boost::math::binomial_distribution<double> rows(m, 0.5);
  double sum = 0;
  const double centre = m / 2, half = 9 * std::sqrt(m);
  for (double k = std::max(std::floor(centre - half), 1.0); k <= std::min(centre + half, m); ++k) {
    sum += boost::math::pdf(rows, k) * boost::math::gamma_q(k / 2, m * (1 + eps) / 4);
  }
  return sum;
}
#endif

void tails() {
  std::vector<Entry> entries;
  std::vector<Widths> all;
  for (const double m : {10.0, 100.0, 999.0, 1e3, 1e6, 1e8, 1e12}) all.emplace_back(m, m < 1000 ? 256 : 4096);
  for (Widths& w : all) {
    const std::string note = "error " + figure("%.1e", w.error());
    entries.push_back({"kernel, m = " + figure("%g", w.m[0]), static_cast<double>(w.m.size()), [&w] {
                         w.run();
                         benchmark::DoNotOptimize(w.out.data());
                       }, {}, note});
  }
  entries.push_back({"contour, 20 digits, m = 1e6", 1, [] {
                       benchmark::DoNotOptimize(norm_upper_tail_by_contour(1'000'000, Rational(1, 100), 70));
                     }, {}, "enclosure"});
  entries.push_back({"sum, 20 digits, m = 1e4", 1, [] {
                       benchmark::DoNotOptimize(norm_upper_tail(10'000, Rational(1, 20), 70));
                     }, {}, "enclosure"});
  std::vector<std::string> missing;
#ifdef HAVE_BOOST_MATH
  const double theirs = boost_tail(1e4, 0.05);
  const double ours = mpfr_get_d(mid(norm_upper_tail(10'000, Rational(0.05), 70)).get(), MPFR_RNDN);
  entries.push_back({"Boost.Math sum, m = 1e4", 1, [] { benchmark::DoNotOptimize(boost_tail(1e4, 0.05)); }, {},
                     "error " + figure("%.1e", std::fabs(theirs / ours - 1))});
#else
  missing.push_back("Boost.Math");
#endif
  std::vector<double> eps(2048), delta(2048), out(2048);
  for (std::size_t i = 0; i < eps.size(); ++i) {
    eps[i] = std::exp2(-7 + 5 * unit());
    delta[i] = std::exp2(-4 - 30 * unit());
  }
  kernels::smallest_width(eps.data(), delta.data(), out.data(), out.size());
  const double values = static_cast<double>(kernels::smallest_width_evaluations()) / static_cast<double>(out.size());
  entries.push_back({"smallest width", static_cast<double>(out.size()), [&] {
                       kernels::smallest_width(eps.data(), delta.data(), out.data(), out.size());
                       benchmark::DoNotOptimize(out.data());
                     }, {}, figure("%.2f values of p", values)});
  print_ratios("P(r >= 1 + eps)", "kernel, m = 1000", entries, missing);
}

void judges() {
  constexpr std::size_t kMany = std::size_t{1} << 15;
  const crosscheck::Reference& rhat = *crosscheck::find_reference("Rhat");
  std::vector<double> x(kMany), y(kMany), error(kMany);
  std::vector<crosscheck::Quick> what(kMany);
  for (double& at : x) at = 2 * unit() - 1;
  kernels::rhat(x.data(), y.data(), kMany);
  rhat.quick(x.data(), y.data(), kMany, error.data(), what.data());
  const auto open = std::count(what.begin(), what.end(), crosscheck::Quick::open);
  const std::vector<Entry> entries = {
      {"quick judge", static_cast<double>(kMany), [&] {
         rhat.quick(x.data(), y.data(), kMany, error.data(), what.data());
         benchmark::DoNotOptimize(error.data());
       }, {}, figure("%.2g of the points left open", static_cast<double>(open) / static_cast<double>(kMany))},
      {"series, double-double", 1024, [&] {
         for (std::size_t i = 0; i < 1024; ++i) benchmark::DoNotOptimize(rhat.fast(x[i]));
       }, {}, "2^-88"},
      {"enclosure, 128 bits", 64, [&] {
         for (std::size_t i = 0; i < 64; ++i) benchmark::DoNotOptimize(rhat.enclosure(Interval::point(x[i], 128)));
       }, {}, "MPFR"},
      {"the kernel judged", static_cast<double>(kMany), [&] {
         kernels::rhat(x.data(), y.data(), kMany);
         benchmark::DoNotOptimize(y.data());
       }, {}, ""}};
  print_ratios("One computed value of Rhat judged", "quick judge", entries, {});
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  if (!certibound::bench::initialise(argc, argv)) return 1;
  certibound::bench::tails();
  certibound::bench::judges();
}
