// What does an enclosure of E[tanh X tanh Y] cost: the preparation for a pair of variances, each correlation after it, and
// the same number by Arb's adaptive quadrature, once (rho = 1) and nested (any rho)?
#include "ratio_table.hpp"

#include <certibound/dual_activation/activation.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#else
#include <acb_calc.h>
#endif

namespace certibound::bench {
namespace {

std::shared_ptr<const Activation> fresh(const char* name) { return find_activation(name).activation; }

GaussianPair pair(const Rational& rho, Precision bits) {
  return {Interval(rho, bits), Interval(1, bits), Interval(1, bits)};
}

// The largest width over 129 correlations from -1 to 1.
std::string width_note(const char* name, Precision bits) {
  const auto s = fresh(name);
  Float width(bits);
  mpfr_set_zero(width.get(), 1);
  for (int k = -64; k <= 64; ++k) {
    Float here = wid(s->dual(pair(Rational(k, 64), bits)));
    if (width < here) width = std::move(here);
  }
  return "width for all rho <= " + hi_to_decimal(Interval(width, width), 2);
}

Entry preparation(const char* name, Precision bits) {
  const auto run = [name, bits] { benchmark::DoNotOptimize(fresh(name)->dual(pair(Rational(1, 2), bits))); };
  return {std::string(name) + ", prepared, " + std::to_string(bits) + " bits", 1, run, {}, width_note(name, bits)};
}

// 16 correlations of one prepared pair of variances.
Entry evaluation(const char* name, Precision bits) {
  const auto s = fresh(name);
  benchmark::DoNotOptimize(s->dual(pair(Rational(1, 2), bits)));
  const auto run = [s, bits] {
    for (int k = -8; k < 8; ++k) benchmark::DoNotOptimize(s->dual(pair(Rational(2 * k + 1, 17), bits)));
  };
  return {std::string(name) + ", each rho, " + std::to_string(bits) + " bits", 16, run, {}, ""};
}

constexpr slong kArbBits = 53;

struct Inner {
  acb_t x;
  double rho, complement_root;
};

// tanh(rho x + r v) e^(-v^2/2)
int inner(acb_ptr out, const acb_t v, void* param, slong, slong bits) {
  const Inner& at = *static_cast<const Inner*>(param);
  acb_t y, t;
  acb_init(y);
  acb_init(t);
  arb_t number;
  arb_init(number);
  arb_set_d(number, at.complement_root);
  acb_mul_arb(y, v, number, bits);
  arb_set_d(number, at.rho);
  acb_mul_arb(t, at.x, number, bits);
  acb_add(y, y, t, bits);
  acb_tanh(y, y, bits);
  acb_mul(t, v, v, bits);
  acb_mul_2exp_si(t, t, -1);
  acb_neg(t, t);
  acb_exp(t, t, bits);
  acb_mul(out, y, t, bits);
  arb_clear(number);
  acb_clear(y);
  acb_clear(t);
  return 0;
}

void integrate(acb_t out, acb_calc_func_t f, void* param, double radius, slong goal) {
  acb_t a, b;
  acb_init(a);
  acb_init(b);
  acb_set_d(a, -radius);
  acb_set_d(b, radius);
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -goal);
  acb_calc_integrate(out, f, param, a, b, goal, tolerance, nullptr, kArbBits);
  mag_clear(tolerance);
  acb_clear(a);
  acb_clear(b);
}

struct Outer {
  double rho;
  slong goal;
};

int outer(acb_ptr out, const acb_t x, void* param, slong, slong bits) {
  const Outer& o = *static_cast<const Outer*>(param);
  Inner at{{}, o.rho, std::sqrt(1 - o.rho * o.rho)};
  acb_init(at.x);
  acb_set(at.x, x);
  acb_t value, t;
  acb_init(value);
  acb_init(t);
  integrate(value, inner, &at, 7, o.goal);
  acb_tanh(t, x, bits);
  acb_mul(value, value, t, bits);
  acb_mul(t, x, x, bits);
  acb_mul_2exp_si(t, t, -1);
  acb_neg(t, t);
  acb_exp(t, t, bits);
  acb_mul(out, value, t, bits);
  acb_clear(value);
  acb_clear(t);
  acb_clear(at.x);
  return 0;
}

// 9 digits: what a nested integrator reaches in seconds.
void nested_arb() {
  Outer o{0.5, 30};
  acb_t value;
  acb_init(value);
  integrate(value, outer, &o, 7, 30);
  benchmark::DoNotOptimize(value);
  acb_clear(value);
}

void check_values() {
  const Interval value = fresh("tanh")->dual(pair(Rational(1, 2), 53));
  const Interval known(*parse_rational("0.186324413203448086"), *parse_rational("0.186324413203448087"), 80);
  if (disjoint(value, known)) {
    std::fprintf(stderr, "tanh: wrong value %s\n", to_string(value, 20).c_str());
    std::exit(70);
  }
  Outer o{0.5, 20};
  acb_t ball;
  acb_init(ball);
  integrate(ball, outer, &o, 7, 20);
  const double arb = arf_get_d(arb_midref(acb_realref(ball)), ARF_RND_NEAR) / 6.283185307179586;
  acb_clear(ball);
  if (std::abs(arb - 0.18632441) > 1e-5) {
    std::fprintf(stderr, "nested Arb: wrong value %.9f\n", arb);
    std::exit(70);
  }
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  using namespace certibound::bench;
  if (!initialise(argc, argv)) return 3;
  check_values();
  std::vector<Entry> entries;
  for (const char* name : {"tanh", "softsign", "hardtanh"}) {
    for (const long bits : {53L, 112L}) {
      entries.push_back(preparation(name, bits));
      entries.push_back(evaluation(name, bits));
    }
  }
  entries.push_back({"tanh, nested Arb, 9 digits", 1, nested_arb, {}, ""});
  print_ratios("E[s(X) s(Y)], variances 1", "tanh, prepared, 53 bits", entries, {});
  return 0;
}
