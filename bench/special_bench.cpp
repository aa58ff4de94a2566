// What does an enclosure of a special function cost beside Boost.Math, which encloses nothing, and beside Arb where Arb has
// the function? Phi2 to 30 digits, Owen's T, P(a, x), Lambert's W, log Phi. Every peer is first held against the enclosure at
// all arguments that are timed; the greatest relative distance is printed beside its time.
#include "ratio_table.hpp"

#include <certibound/ball/ball.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/special/bivariate_normal.hpp>
#include <certibound/special/incomplete_gamma.hpp>
#include <certibound/special/lambert_w.hpp>
#include <certibound/special/normal.hpp>

#include <benchmark/benchmark.h>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/lambert_w.hpp>
#include <boost/math/special_functions/owens_t.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

namespace certibound::bench {
namespace {

using Quad = boost::multiprecision::cpp_bin_float_quad;  // 113 bits
using Numbers = std::vector<double>;                     // the arguments of one call, exact

constexpr Precision kDigits30 = 106, kQuadBits = 113;

// One function: its name, its arguments, and ways to compute it.
struct Question {
  std::string name;
  std::vector<Numbers> at;
  std::function<Interval(const Numbers&, Precision)> ours;
};

Interval number(double x, Precision bits) { return Interval::point(x, bits); }
Ball ball(double x, Precision bits) { return Ball(number(x, bits)); }

// The greatest distance of x from the enclosure, relative; exits if it is no value of the function.
double checked_distance(const Question& q, const std::string& peer, double most,
                        const std::function<Interval(const Numbers&)>& value) {
  double greatest = 0;
  for (const Numbers& at : q.at) {
    const Interval truth = q.ours(at, 200), x = value(at).at_precision(200);
    const Interval distance = disjoint(truth, x) ? abs((x - truth) / truth) : Interval(0, 53);
    const double here = mpfr_get_d(sup(distance).get(), MPFR_RNDU);
    if (!(here <= most)) {
      std::fprintf(stderr, "%s, %s: wrong by %g at %.17g\n", q.name.c_str(), peer.c_str(), here, at[0]);
      std::exit(70);
    }
    greatest = std::fmax(greatest, here);
  }
  return greatest;
}

std::string distance_note(double distance) {
  char text[64];
  std::snprintf(text, sizeof text, distance == 0 ? "meets the enclosure" : "off by up to %.1e", distance);
  return text;
}

// The greatest width of the enclosures, relative to the value, in units of 2^-bits.
std::string width_note(const Question& q, const std::function<Interval(const Numbers&, Precision)>& f, Precision bits) {
  double greatest = 0;
  for (const Numbers& at : q.at) {
    const Interval value = f(at, bits);
    Float width = wid(value);
    mpfr_div(width.get(), width.get(), mig(value).get(), MPFR_RNDU);
    mpfr_mul_2si(width.get(), width.get(), bits, MPFR_RNDU);
    greatest = std::fmax(greatest, mpfr_get_d(width.get(), MPFR_RNDU));
  }
  if (std::isinf(greatest)) return "no relative width at some argument";
  char text[64];
  std::snprintf(text, sizeof text, "width <= %.2f units of 2^-%ld", greatest, static_cast<long>(bits));
  return text;
}

template <typename F>
Entry timed(const std::string& name, const Question& q, F f, const std::string& note) {
  const auto run = [at = q.at, f] {
    for (const Numbers& x : at) benchmark::DoNotOptimize(f(x));
  };
  return {name, static_cast<double>(q.at.size()), run, {}, note};
}

Entry enclosure(const std::string& name, const Question& q, Precision bits,
                const std::function<Interval(const Numbers&, Precision)>& f) {
  checked_distance(q, name, 0, [&](const Numbers& x) { return f(x, bits); });
  return timed(
      name + ", " + std::to_string(bits) + " bits", q, [f, bits](const Numbers& x) { return f(x, bits); },
      width_note(q, f, bits));
}

Interval interval_of(double x) { return number(x, 53); }
Interval interval_of(const Quad& x) {
  int exponent = 0;
  Quad mantissa = boost::multiprecision::frexp(x, &exponent);  // exact in pieces of 53 bits
  Interval sum(0, kQuadBits);
  for (int k = 0; k < 3; ++k) {
    const double part = static_cast<double>(mantissa);
    sum = sum + number(std::ldexp(part, 0), kQuadBits);
    mantissa -= part;
  }
  return sum * Interval(power(Rational(2), exponent), kQuadBits);
}

template <typename Number, typename F>
Entry peer(const std::string& name, const Question& q, double most, F f) {
  const auto value = [f](const Numbers& x) -> Number { return f(std::vector<Number>(x.begin(), x.end())); };
  const double distance = checked_distance(q, name, most, [&](const Numbers& x) { return interval_of(value(x)); });
  return timed(name, q, value, distance_note(distance));
}

// f on both of Boost's number types; `most` is what may be wrong before it counts as another function.
template <typename F>
void add_boost(std::vector<Entry>& entries, const Question& q, F f) {
  entries.push_back(peer<double>("Boost.Math, double", q, 1e-10, f));
  entries.push_back(peer<Quad>("Boost.Math, cpp_bin_float_quad", q, 1e-10, f));
}

void add_ours(std::vector<Entry>& entries, const Question& q, const std::string& yardstick) {
  entries.push_back(enclosure("enclosure", q, 53, q.ours));
  entries.push_back(enclosure(yardstick, q, kDigits30, q.ours));
}

// Phi2(h, k, rho) = (Phi(h) + Phi(k))/2 - T(h, (k - rho h)/(h r)) - T(k, (h - rho k)/(k r)) - [0 or 1/2], Owen 1956.
struct Phi2ByBoost {
  template <typename Number>
  Number operator()(const std::vector<Number>& x) const {
    using std::sqrt;
    const Number h = x[0], k = x[1], rho = x[2], r = sqrt((1 - rho) * (1 + rho)), root = sqrt(Number(2));
    const Number sum = (boost::math::erfc(Number(-h / root)) + boost::math::erfc(Number(-k / root))) / 4;
    const Number first = boost::math::owens_t(h, Number((k - rho * h) / (h * r)));
    const Number second = boost::math::owens_t(k, Number((h - rho * k) / (k * r)));
    return sum - first - second - (h * k < 0 ? Number(1) / 2 : Number(0));
  }
};

std::vector<Entry> phi2_entries() {
  const auto with = [](auto f) {
    return [f](const Numbers& x, Precision p) { return f(number(x[0], p), number(x[1], p), number(x[2], p)); };
  };
  const Question q{"Phi2",
                   {{1, -0.5, 0.25},
                    {-2, -1.5, 0.875},
                    {0.75, 2, -0.5},
                    {3, 2.5, 0.984375},
                    {-0.5, 0.25, -0.9375},
                    {0.125, 0.5, 0.0625},
                    {-4, -3, 0.5},
                    {1, 1.0625, 0.9990234375}},
                   with(bivariate_normal_cdf)};
  std::vector<Entry> entries;
  add_ours(entries, q, "both routes");
  entries.push_back(enclosure("route by MPFR (Owen)", q, kDigits30, with(bivariate_normal_cdf_owen)));
  entries.push_back(enclosure("route by Arb (Plackett)", q, kDigits30, with(bivariate_normal_cdf_plackett)));
  add_boost(entries, q, Phi2ByBoost{});
  return entries;
}

std::vector<Entry> owens_t_entries() {
  const Question q{
      "Owen's T",
      {{0.0625, 0.25}, {6.5, 0.4375}, {7, 0.96875}, {4.78125, 0.0625}, {2, 0.5}, {1, 8}, {0.5, 1}, {3, 0.875}},
      [](const Numbers& x, Precision p) { return owens_t(number(x[0], p), number(x[1], p)); }};
  std::vector<Entry> entries;
  add_ours(entries, q, "enclosure");
  add_boost(entries, q, [](const auto& x) { return boost::math::owens_t(x[0], x[1]); });
  return entries;
}

std::vector<Entry> gamma_entries() {
  const Question q{"P(a, x)",
                   {{0.5, 0.25}, {2.5, 1}, {10, 12}, {0.125, 3}, {50, 30}, {100.5, 110}, {3, 20}, {1000, 990}},
                   [](const Numbers& x, Precision p) { return gamma_p(number(x[0], p), number(x[1], p)); }};
  std::vector<Entry> entries;
  add_ours(entries, q, "enclosure");
  entries.push_back(enclosure("Arb", q, kDigits30, [](const Numbers& x, Precision p) {
    Ball out(p);
    arb_hypgeom_gamma_lower(out.get(), ball(x[0], p).get(), ball(x[1], p).get(), 1, p);
    return out.interval(p);
  }));
  add_boost(entries, q, [](const auto& x) { return boost::math::gamma_p(x[0], x[1]); });
  return entries;
}

std::vector<Entry> lambert_entries() {
  const Question q{"W_0(x)",
                   {{0.5}, {1}, {10}, {1e6}, {-0.25}, {-0.36328125}, {0x1p-20}, {1e100}},
                   [](const Numbers& x, Precision p) { return lambert_w0(number(x[0], p)); }};
  std::vector<Entry> entries;
  add_ours(entries, q, "enclosure");
  entries.push_back(enclosure("Arb", q, kDigits30, [](const Numbers& x, Precision p) {
    Ball out(p);
    arb_lambertw(out.get(), ball(x[0], p).get(), 0, p);
    return out.interval(p);
  }));
  add_boost(entries, q, [](const auto& x) { return boost::math::lambert_w0(x[0]); });
  return entries;
}

std::vector<Entry> log_phi_entries() {
  const Question q{"log Phi(x)",
                   {{-30}, {-10}, {-4.5}, {-1}, {0.25}, {2}, {5}, {8}},
                   [](const Numbers& x, Precision p) { return normal_log_cdf(number(x[0], p)); }};
  std::vector<Entry> entries;
  add_ours(entries, q, "enclosure");
  entries.push_back(enclosure("Arb, log of erfc", q, kDigits30, [](const Numbers& x, Precision p) {
    const Ball at = ball(x[0], p);
    return (x[0] > 0 ? log1p(-normal_cdf(-at)) : log(normal_cdf(at))).interval(p);
  }));
  add_boost(entries, q, [](const auto& x) {
    using std::abs;
    using std::log;
    using std::sqrt;
    using Number = std::decay_t<decltype(x[0])>;
    const Number tail = boost::math::erfc(Number(abs(x[0]) / sqrt(Number(2)))) / 2;
    return x[0] > 0 ? boost::math::log1p(Number(-tail)) : Number(log(tail));
  });
  return entries;
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  using namespace certibound::bench;
  if (!initialise(argc, argv)) return 3;
  print_ratios("Phi2(a, b, rho); Arb has none, Boost.Math by two of its Owen's T", "both routes, 106 bits",
               phi2_entries(), {});
  print_ratios("Owen's T; Arb has none", "enclosure, 106 bits", owens_t_entries(), {});
  print_ratios("P(a, x)", "enclosure, 106 bits", gamma_entries(), {});
  print_ratios("W_0(x)", "enclosure, 106 bits", lambert_entries(), {});
  print_ratios("log Phi(x)", "enclosure, 106 bits", log_phi_entries(), {});
  return 0;
}
