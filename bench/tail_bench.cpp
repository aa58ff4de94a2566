// What do a value of the exact tails and a smallest width cost by the kernels, at widths from 10 to 10^12, beside the enclosures
// of the reference, Boost.Math, scipy and R? And a judgement of a computed value of Rhat, by the quick judge, the series and the
// enclosure?
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
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
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

using Kernel = void (*)(const double*, const double*, double*, std::size_t);
using Law = Interval (*)(long, const Rational&, Precision);

Interval either_by_contour(long m, const Rational& e, Precision bits) {
  return norm_upper_tail_by_contour(m, e, bits) + norm_lower_tail_by_contour(m, e, bits);
}

struct Side {
  const char* name;
  Kernel kernel;
  Law sum, contour;
};
constexpr Side kUpper = {"upper", kernels::norm_upper_tail, norm_upper_tail, norm_upper_tail_by_contour};
constexpr Side kLower = {"lower", kernels::norm_lower_tail, norm_lower_tail, norm_lower_tail_by_contour};
constexpr Side kEither = {"either", kernels::norm_failure, norm_failure, either_by_contour};

// eps where p is between 1/2 and 10^-20 or so, and at most 1.
struct Widths {
  Side side;
  std::vector<double> m, eps, out;

  Widths(const Side& tail, double width, std::size_t n) : side(tail), m(n, width), eps(n), out(n) {
    for (double& e : eps) e = std::min(8 * unit() * std::sqrt(5 / width), 1.0);
  }
  void run() { side.kernel(m.data(), eps.data(), out.data(), m.size()); }

  // The largest relative error among the first few, by enclosures.
  double error() {
    run();
    double worst = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      const Interval exact = (m[i] < 2000 ? side.sum : side.contour)(static_cast<long>(m[i]), Rational(eps[i]), 90);
      worst = std::max(worst, mpfr_get_d(mag(Interval::point(out[i], 90) / exact - Interval(1, 90)).get(), MPFR_RNDU));
    }
    if (!(worst < 1e-14)) {
      std::fprintf(stderr, "the tail (%s) at m = %g errs by %g\n", side.name, m[0], worst);
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
  for (const Side& side : {kUpper, kLower, kEither}) {
    for (const double m : {10.0, 100.0, 999.0, 1e3, 1e6, 1e8, 1e12}) all.emplace_back(side, m, m < 1000 ? 256 : 4096);
  }
  for (Widths& w : all) {
    const std::string note = "error " + figure("%.1e", w.error());
    entries.push_back({std::string(w.side.name) + ", m = " + figure("%g", w.m[0]), static_cast<double>(w.m.size()), [&w] {
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
  print_ratios("P(r >= 1 + eps), P(r <= 1 - eps), either", "upper, m = 1000", entries, missing);
}

// ---- programs of their own: scipy and R ----

// What a command prints, and whether it ended well.
bool output_of(const std::string& command, std::string& text) {
  std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return false;
  std::array<char, 256> part{};
  text.clear();
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) text += part.data();
  return pclose(pipe) == 0;
}

// Each sums m terms as a user would write it, and prints the value and the least processor time of three runs in seconds.
std::string scipy_command(const char* python, double m, double eps) {
  return std::string(python) + " -c 'import time, numpy as np; from scipy.stats import binom; from scipy.special import gammaincc\n" +
         "def p(m, e):\n k = np.arange(1, m + 1); return np.sum(binom.pmf(k, m, 0.5)*gammaincc(k/2, m*(1 + e)/4))\n" +
         "t = []\nfor _ in range(3):\n b = time.process_time(); v = p(" + figure("%.0f", m) + ", " + figure("%.17g", eps) +
         "); t.append(time.process_time() - b)\nprint(repr(float(v)), min(t))'";
}
std::string r_command(double m, double eps) {
  return "Rscript -e 'm <- " + figure("%.0f", m) + "; e <- " + figure("%.17g", eps) +
         "; n <- max(1, 2e5/m); t <- replicate(3, {b <- proc.time()[[1]]; for (i in 1:n) v <<- sum(dbinom(1:m, m, 0.5)*"
         "pgamma(m*(1 + e)/4, (1:m)/2, lower.tail = FALSE)); (proc.time()[[1]] - b)/n}); cat(sprintf(\"%.17g %.6g\", v, min(t)))'";
}

double kernel_nanoseconds(double m, double eps, double& value) {
  const std::vector<double> widths(4096, m), at(4096, eps);
  std::vector<double> out(4096);
  double best = 1e30;
  for (int i = 0; i < 20; ++i) {
    const std::clock_t begun = std::clock();
    for (int k = 0; k < 8; ++k) kernels::norm_upper_tail(widths.data(), at.data(), out.data(), out.size());
    best = std::min(best, static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC * 1e9 / (8 * 4096));
  }
  value = out[0];
  return best;
}

// Not interleaved, as they are other processes: the kernel is timed before and after each, the larger time counts.
void other_programs() {
  std::printf("P(r >= 1 + eps) by programs of their own, one value, us\n%-34s %12s %12s %12s\n", "", "us", "kernel, us", "ratio");
  const auto report = [](const std::string& name, const std::vector<std::string>& commands, double m, double eps) {
    double value = 0;
    const double before = kernel_nanoseconds(m, eps, value);
    std::string text;
    const auto works = [&](const std::string& command) { return output_of(command, text); };
    if (std::none_of(commands.begin(), commands.end(), works)) return std::printf("%-34s missing (not installed)\n", name.c_str());
    const double ours = std::max(before, kernel_nanoseconds(m, eps, value)) / 1e3;
    double theirs = 0, seconds = 0;
    if (std::sscanf(text.c_str(), "%lf %lf", &theirs, &seconds) != 2) return std::printf("%-34s gave: %s\n", name.c_str(), text.c_str());
    return std::printf("%-34s %12.4g %12.4g %12.3g  differs by %.1e\n", (name + ", m = " + figure("%g", m)).c_str(), seconds * 1e6, ours,
                       seconds * 1e6 / ours, std::fabs(theirs / value - 1));
  };
  for (const double m : {1e3, 1e6}) {
    const double eps = std::sqrt(50 / m);
    report("scipy", {scipy_command("python3", m, eps), scipy_command("/usr/bin/python3", m, eps)}, m, eps);
    report("R", {r_command(m, eps)}, m, eps);
  }
  std::printf("\n");
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
  certibound::bench::other_programs();
  certibound::bench::judges();
}
