// The tails against Arb at random places: the whole sum over k, each incomplete gamma function by itself, no recurrence
// and no window. Both enclose the same number, so they meet.
#include "by_mpfr.hpp"

#include <certibound/ball/ball.hpp>
#include <certibound/norm_law/tail.hpp>

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <cmath>
#include <cstdlib>
#include <random>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20261126;
constexpr Precision kBits = 160;

int multiplier() {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  return text == nullptr ? 1 : std::max(std::atoi(text), 1);
}

using ArbGamma = void (*)(arb_t, const arb_t, const arb_t, int, slong);

// sum over k >= 1 of C(m,k) 2^-m times the regularised gamma function at k/2; k = 0 adds 2^-m to the lower tail.
Interval by_arb(long m, const Rational& x, bool upper) {
  const ArbGamma gamma = upper ? static_cast<ArbGamma>(arb_hypgeom_gamma_upper) : arb_hypgeom_gamma_lower;
  const Ball at(x, kBits);
  Ball sum(upper ? 0L : 1L, kBits), value(kBits);
  Integer choose = 1;
  for (long k = 1; k <= m; ++k) {
    choose = choose * (m - k + 1) / k;
    const Ball shape(Rational(k, 2), kBits);
    gamma(value.get(), shape.get(), at.get(), 1, kBits);
    sum = fma(Ball(Rational(choose), kBits), value, sum);
  }
  arb_mul_2exp_si(sum.get(), sum.get(), -m);
  return sum.interval();
}

// Most of them moderate, some tiny, some near 1, some above.
Rational random_eps(std::mt19937_64& random) {
  const auto uniform = [&] { return Rational(static_cast<long>(random() >> 20), 1L << 44); };
  switch (random() % 4) {
    case 0:
      return uniform();
    case 1:
      return 4 * uniform();
    case 2:
      return 1 - uniform() / (1L << (random() % 40));
    default:
      return uniform() / (1L << (random() % 60));
  }
}

TEST(NormTail, MeetsArbAtRandomPlaces) {
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 3000 * multiplier(); ++i) {
    const long m = 1 + static_cast<long>(std::exp2(static_cast<double>(random() % 5300) / 1000.0));
    const Rational e = random_eps(random);
    const std::string where = "seed " + std::to_string(kSeed) + " m " + std::to_string(m) + " e " + to_string(e);
    const NormTails p = norm_tails(m, e, 66);
    const Interval upper = by_arb(m, m * Rational(1 + e) / 4, true);
    ASSERT_FALSE(disjoint(p.upper, upper)) << where;
    test::expect_narrow(p.upper, 66, where);
    ASSERT_FALSE(disjoint(p.both, upper + p.lower)) << where;
    if (e >= 1) continue;
    ASSERT_FALSE(disjoint(p.lower, by_arb(m, m * Rational(1 - e) / 4, false))) << where;
    test::expect_narrow(p.lower, 66, where);
  }
}

// Every two-sided value at all widths up to 40, so that no window, parity or start is left out.
TEST(NormTail, MeetsArbAtEverySmallWidth) {
  for (long m = 1; m <= 40; ++m) {
    for (const char* text : {"1e-30", "1/100", "1/3", "9/10", "999999/1000000"}) {
      const Rational e = test::exact(text);
      const NormTails p = norm_tails(m, e, 100);
      EXPECT_FALSE(disjoint(p.upper, by_arb(m, m * Rational(1 + e) / 4, true))) << m << " " << text;
      EXPECT_FALSE(disjoint(p.lower, by_arb(m, m * Rational(1 - e) / 4, false))) << m << " " << text;
    }
  }
}

}  // namespace
}  // namespace certibound
