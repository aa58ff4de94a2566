// What does an enclosure of Rhat at a point cost, beside a plain MPFR value and an Arb ball of the same precision?
#include "ratio_table.hpp"

#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#ifdef HAVE_ARB
#include <arb.h>
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

#ifdef HAVE_ARB
// (sqrt(1 - x^2) + atan2(sqrt(1 - x^2), -x) x)/pi as a ball.
void rhat_arb(arb_t out, double x, slong bits) {
  arb_t rho, root, angle, pi;
  arb_init(rho);
  arb_init(root);
  arb_init(angle);
  arb_init(pi);
  arb_set_d(rho, x);
  arb_mul(root, rho, rho, bits);
  arb_sub_ui(root, root, 1, bits);
  arb_neg(root, root);
  arb_sqrt(root, root, bits);
  arb_neg(angle, rho);
  arb_atan2(angle, root, angle, bits);
  arb_addmul(root, angle, rho, bits);
  arb_const_pi(pi, bits);
  arb_div(out, root, pi, bits);
  arb_clear(rho);
  arb_clear(root);
  arb_clear(angle);
  arb_clear(pi);
}

Interval to_interval(const arb_t ball, Precision bits) {
  Float lo(bits + 64), hi(bits + 64);
  arb_get_interval_mpfr(lo.get(), hi.get(), ball);
  return {lo, hi};
}
#endif

void expect(bool good, const char* what, double x) {
  if (!good) {
    std::fprintf(stderr, "%s: wrong at %a\n", what, x);
    std::exit(70);
  }
}

// All codes at all points, before any of them is timed.
void check_values(const std::vector<double>& points, Precision bits) {
  for (const double x : points) {
    const Interval ours = rhat(Interval::point(x, bits));
    const Interval finer = rhat(Interval::point(x, 2 * bits));
    expect(!ours.is_empty() && subset(finer, ours), "our interval", x);
    const Interval point(rhat_mpfr(x, bits), rhat_mpfr(x, bits));
    const Interval slack(power(Rational(2), 8 - bits), bits);
    expect(certainly(less(abs(point - finer), slack)), "MPFR", x);
#ifdef HAVE_ARB
    arb_t ball;
    arb_init(ball);
    rhat_arb(ball, x, bits);
    expect(!disjoint(to_interval(ball, bits), ours), "Arb", x);
    arb_clear(ball);
#endif
  }
}

void print(Precision bits, const std::vector<double>& points) {
  check_values(points, bits);
  const auto items = static_cast<double>(points.size());
  std::vector<Entry> entries = {
      {"MPFR value", items, [&points, bits] { for (const double x : points) rhat_mpfr(x, bits); }, nullptr,
       "no enclosure"},
      {"our enclosure", items, [&points, bits] { for (const double x : points) rhat(Interval::point(x, bits)); },
       nullptr, "contains the value, rounded outward"},
  };
  std::vector<std::string> missing;
#ifdef HAVE_ARB
  arb_t ball;
  arb_init(ball);
  entries.push_back({"Arb ball", items,
                     [&points, bits, &ball] { for (const double x : points) rhat_arb(ball, x, bits); }, nullptr,
                     "contains the value; few or no digits near -1 (cancellation)"});
#else
  missing.emplace_back("Arb (libflint-arb-dev)");
#endif
  print_ratios("Rhat at a point, " + std::to_string(bits) + " bits", "MPFR value", entries, missing);
#ifdef HAVE_ARB
  arb_clear(ball);
#endif
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  if (!certibound::bench::initialise(argc, argv)) return 3;
  const std::vector<double> points = certibound::bench::random_points();
  for (const certibound::Precision bits : {64, 128}) {
    certibound::bench::print(bits, points);
  }
  return 0;
}
