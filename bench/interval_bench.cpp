// What does an enclosure of Rhat at a point cost, by the trusted Interval, by Ball (Arb) and by MPFI, beside a plain MPFR
// value of the same precision? And how wide is it, at worst, among the points? And on a box, beside the double kernel?
#include "ratio_table.hpp"

#include <certibound/ball/relu.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval.hpp>
#include <certibound/kernels/rhat_box.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <vector>

#ifdef HAVE_MPFI
#include <mpfi.h>
#endif

namespace certibound::bench {
namespace {

constexpr std::size_t kPoints = 512;

std::vector<double> random_points() {
  std::mt19937_64 random(1);
  std::vector<double> x(kPoints);
  for (double& value : x) {
    value = std::ldexp(static_cast<double>(random() >> 11), -52) - 1;
  }
  return x;
}

// (sqrt(1 - x^2) + (pi - acos x) x)/pi, every operation rounded to nearest: no enclosure.
Float rhat_mpfr(double x, Precision bits) {
  Float rho(bits), root(bits), angle(bits), pi(bits);
  mpfr_set_d(rho.get(), x, MPFR_RNDN);
  mpfr_sqr(root.get(), rho.get(), MPFR_RNDN);
  mpfr_ui_sub(root.get(), 1, root.get(), MPFR_RNDN);
  mpfr_sqrt(root.get(), root.get(), MPFR_RNDN);
  mpfr_const_pi(pi.get(), MPFR_RNDN);
  mpfr_acos(angle.get(), rho.get(), MPFR_RNDN);
  mpfr_sub(angle.get(), pi.get(), angle.get(), MPFR_RNDN);
  mpfr_fma(root.get(), angle.get(), rho.get(), root.get(), MPFR_RNDN);
  mpfr_div(root.get(), root.get(), pi.get(), MPFR_RNDN);
  return root;
}

Interval rhat_interval(double x, Precision bits) { return rhat(Interval::point(x, bits)); }

Ball rhat_ball(double x, Precision bits) {
  Ball rho(bits);
  arb_set_d(rho.get(), x);
  return rhat(rho);
}

#ifdef HAVE_MPFI
class Mpfi {
 public:
  explicit Mpfi(Precision bits) { mpfi_init2(value_, bits); }
  Mpfi(const Mpfi&) = delete;
  Mpfi& operator=(const Mpfi&) = delete;
  ~Mpfi() { mpfi_clear(value_); }
  mpfi_ptr get() { return value_; }

 private:
  mpfi_t value_;
};

// The printed formula, as its users would write it.
void rhat_mpfi(Mpfi& root, Mpfi& rho, Precision bits) {
  Mpfi angle(bits), pi(bits);
  mpfi_sqr(root.get(), rho.get());
  mpfi_ui_sub(root.get(), 1, root.get());
  mpfi_sqrt(root.get(), root.get());
  mpfi_const_pi(pi.get());
  mpfi_acos(angle.get(), rho.get());
  mpfi_sub(angle.get(), pi.get(), angle.get());
  mpfi_mul(angle.get(), angle.get(), rho.get());
  mpfi_add(root.get(), root.get(), angle.get());
  mpfi_div(root.get(), root.get(), pi.get());
}

void rhat_mpfi(Mpfi& root, double x, Precision bits) {
  Mpfi rho(bits);
  mpfi_set_d(rho.get(), x);
  rhat_mpfi(root, rho, bits);
}

Interval interval_mpfi(double x, Precision bits) {
  Mpfi root(bits);
  rhat_mpfi(root, x, bits);
  Float lo(bits), hi(bits);
  mpfi_get_left(lo.get(), root.get());
  mpfi_get_right(hi.get(), root.get());
  return {lo, hi};
}
#endif

void expect(bool good, const char* what, double x) {
  if (!good) {
    std::fprintf(stderr, "%s: wrong at %a\n", what, x);
    std::exit(70);
  }
}

using Enclosure = std::function<Interval(double x)>;

// Each value checked against the trusted one at more than twice the precision, before anything is timed; the widest of the
// enclosures in units of 2^-bits of the value.
std::string widest(const char* what, const Enclosure& enclosure, const std::vector<double>& points, Precision bits) {
  double worst = 0;
  for (const double x : points) {
    const Interval value = enclosure(x), exact = rhat_interval(x, 2 * bits + 128);
    expect(!value.is_empty() && subset(exact, value), what, x);
    Float ratio(53);
    mpfr_div(ratio.get(), wid(value).get(), mig(exact).get(), MPFR_RNDU);
    mpfr_mul_2si(ratio.get(), ratio.get(), bits, MPFR_RNDU);
    worst = std::max(worst, mpfr_get_d(ratio.get(), MPFR_RNDU));
  }
  char text[80];
  std::snprintf(text, sizeof text, "relative width at most %.3g * 2^-%ld", worst, static_cast<long>(bits));
  return text;
}

void check_mpfr(const std::vector<double>& points, Precision bits) {
  for (const double x : points) {
    const Float value = rhat_mpfr(x, bits);
    const Interval slack(power(Rational(2), 8 - bits), bits);
    expect(certainly(less(abs(Interval(value, value) - rhat_interval(x, 2 * bits)), slack)), "MPFR", x);
  }
}

void print(Precision bits, const std::vector<double>& points) {
  const auto items = static_cast<double>(points.size());
  check_mpfr(points, bits);
  const auto by_interval = [bits](double x) { return rhat_interval(x, bits); };
  const auto by_ball = [bits](double x) { return rhat_ball(x, bits).interval(2 * bits + 64); };
  std::vector<Entry> entries = {
      {"MPFR value", items,
       [&] {
         for (const double x : points) rhat_mpfr(x, bits);
       },
       nullptr, "no enclosure"},
      {"Interval (trusted)", items,
       [&] {
         for (const double x : points) rhat_interval(x, bits);
       },
       nullptr, widest("Interval", by_interval, points, bits)},
      {"Ball (Arb)", items,
       [&] {
         for (const double x : points) rhat_ball(x, bits);
       },
       nullptr, widest("Ball", by_ball, points, bits)},
  };
  std::vector<std::string> missing;
#ifdef HAVE_MPFI
  Mpfi out(bits);
  const auto by_mpfi = [bits](double x) { return interval_mpfi(x, bits); };
  entries.push_back({"MPFI", items,
                     [&] {
                       for (const double x : points) rhat_mpfi(out, x, bits);
                     },
                     nullptr, widest("MPFI", by_mpfi, points, bits) + ", the printed formula"});
#else
  missing.emplace_back("MPFI (libmpfi-dev)");
#endif
  print_ratios("Rhat at a point, " + std::to_string(bits) + " bits", "MPFR value", entries, missing);
}

// Boxes of width 2^-10: two ends by the kernel, moved outward, beside one evaluation by each of the others.
void print_boxes(const std::vector<double>& points) {
  constexpr Precision bits = 64;
  constexpr double width = 0x1p-10;
  std::vector<double> lo, hi, out_lo(points.size()), out_hi(points.size());
  for (const double x : points) {
    lo.push_back(std::fmin(x, 1 - width));
    hi.push_back(lo.back() + width);
  }
  const auto kernel = [&] { kernels::rhat_box(lo.data(), hi.data(), out_lo.data(), out_hi.data(), lo.size()); };
  kernel();
  for (std::size_t i = 0; i < lo.size(); ++i) {
    const Interval range = hull(rhat_interval(lo[i], 200), rhat_interval(hi[i], 200));
    expect(subset(range, hull(Interval::point(out_lo[i]), Interval::point(out_hi[i]))), "rhat_box", lo[i]);
  }
  const auto items = static_cast<double>(lo.size());
  std::vector<Entry> entries = {
      {"rhat_box (double kernel)", items, kernel, nullptr, "untrusted; both ends, moved outward"},
      {"Interval (trusted)", items,
       [&] {
         for (std::size_t i = 0; i < lo.size(); ++i) rhat(hull(Interval::point(lo[i], bits), Interval::point(hi[i], bits)));
       },
       nullptr, ""},
      {"Ball (Arb)", items,
       [&] {
         Ball rho(bits);
         for (std::size_t i = 0; i < lo.size(); ++i) {
           arb_set_d(rho.get(), lo[i] + width / 2);
           mag_set_d(arb_radref(rho.get()), width / 2);
           rhat(rho);
         }
       },
       nullptr, ""},
  };
  std::vector<std::string> missing;
#ifdef HAVE_MPFI
  Mpfi out(bits), rho(bits);
  entries.push_back({"MPFI", items,
                     [&] {
                       for (std::size_t i = 0; i < lo.size(); ++i) {
                         mpfi_interv_d(rho.get(), lo[i], hi[i]);
                         rhat_mpfi(out, rho, bits);
                       }
                     },
                     nullptr, "the printed formula"});
#else
  missing.emplace_back("MPFI (libmpfi-dev)");
#endif
  print_ratios("Rhat on a box of width 2^-10, 64 bits", "rhat_box (double kernel)", entries, missing);
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  if (!certibound::bench::initialise(argc, argv)) return 3;
  const std::vector<double> points = certibound::bench::random_points();
  for (const certibound::Precision bits : {64, 128, 256, 1024}) {
    certibound::bench::print(bits, points);
  }
  certibound::bench::print_boxes(points);
  return 0;
}
