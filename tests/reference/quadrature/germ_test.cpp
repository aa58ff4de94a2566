// Germs: at random v of (0, delta] the value of the function, from a fine interval at x = end +- v^m or +- v^-m, lies within
// each truncation of the sum of terms; integrals of germs against known ones; silence where nothing is certain.
#include "support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20270111;
constexpr Precision kFine = 700;

struct Case {
  const char* name;
  SharedIntegrand f;
  int infinite;  // +-1, or 0 for a finite end
  long end;
  bool left;
};

#define CERTIBOUND_AT(expression, end) \
  Case { #expression, shared([](const auto& x) { return expression; }), 0, end, true }
#define CERTIBOUND_BELOW(expression, end) \
  Case { #expression, shared([](const auto& x) { return expression; }), 0, end, false }
#define CERTIBOUND_FAR(expression) \
  Case { #expression, shared([](const auto& x) { return expression; }), 1, 0, false }
#define CERTIBOUND_FAR_LEFT(expression) \
  Case { #expression, shared([](const auto& x) { return expression; }), -1, 0, true }

std::vector<Case> cases() {
  return {CERTIBOUND_AT(sqrt(x), 0),
          CERTIBOUND_AT(number(1, 1, x) / sqrt(x), 0),
          CERTIBOUND_AT(cbrt(x), 0),
          CERTIBOUND_BELOW(cbrt(x), 0),
          CERTIBOUND_AT(pow(x, number(-3, 4, x)) * exp(x), 0),
          CERTIBOUND_AT(pow(x, number(1, 3, x)) + sqrt(x), 0),
          CERTIBOUND_AT(log(x), 0),
          CERTIBOUND_AT(log(x) * sin(x), 0),
          CERTIBOUND_AT(sqr(log(x + x)), 0),
          CERTIBOUND_AT(sqrt(-log(x)), 0),
          CERTIBOUND_AT(log(-log(x)), 0),
          CERTIBOUND_AT(number(1, 1, x) / log(x), 0),
          CERTIBOUND_AT(pow(x, x), 0),
          CERTIBOUND_AT(exp(x * log(x)), 0),
          CERTIBOUND_AT(exp(-log(x)), 0),
          CERTIBOUND_AT(exp(-number(1, 1, x) / x), 0),
          CERTIBOUND_AT(sin(number(1, 1, x) / x), 0),
          CERTIBOUND_AT(sin(pow(x, number(1, 3, x))) / x, 0),
          CERTIBOUND_AT(tan(x) / sqr(x), 0),
          CERTIBOUND_AT(gamma(x), 0),
          CERTIBOUND_AT(lgamma(x), 0),
          CERTIBOUND_AT(digamma(x), 0),
          CERTIBOUND_AT(abs(x - pown(x, 2)), 0),
          CERTIBOUND_AT(max(x, sqr(x)) * sqrt(x), 0),
          CERTIBOUND_AT(min(sin(x), x), 0),
          CERTIBOUND_AT(sign(x) + step(-x), 0),
          CERTIBOUND_AT(asin(sqrt(x)), 0),
          CERTIBOUND_AT(sinh(pow(x, number(2, 3, x))), 0),
          CERTIBOUND_AT(erf(cbrt(x)), 0),
          CERTIBOUND_AT(expm1(x) / x, 0),
          CERTIBOUND_AT(log1p(pow(x, number(1, 3, x))), 0),
          CERTIBOUND_AT(atanh(cbrt(x)), 0),
          CERTIBOUND_AT(tanh(cbrt(x)), 0),
          CERTIBOUND_AT(asinh(cbrt(x)) * atan(cbrt(x)), 0),
          CERTIBOUND_AT(cosh(log(x)), 0),
          CERTIBOUND_AT(normal_cdf(log(x)), 0),
          CERTIBOUND_AT(normal_density(number(1, 1, x) / x), 0),
          CERTIBOUND_AT(sqrt(number(1, 1, x) + x) / sqrt_of_nonnegative(x), 0),
          CERTIBOUND_AT(acosh(x), 1),
          CERTIBOUND_AT(sqrt(sqr(x) - number(1, 1, x)), 1),
          CERTIBOUND_BELOW(acos(x), 1),
          CERTIBOUND_BELOW(asin(x), 1),
          CERTIBOUND_BELOW(atanh(x), 1),
          CERTIBOUND_BELOW(log1p(-x), 1),
          CERTIBOUND_BELOW(sqrt(number(1, 1, x) - sqr(x)), 1),
          CERTIBOUND_BELOW(number(1, 1, x) / sqrt(number(1, 1, x) - pown(x, 4)), 1),
          CERTIBOUND_AT(acos(x), -1),
          CERTIBOUND_AT(log1p(x), -1),
          CERTIBOUND_FAR(exp(-x)),
          CERTIBOUND_FAR(pown(x, 5) * exp(-x)),
          CERTIBOUND_FAR(normal_density(x)),
          CERTIBOUND_FAR(exp(number(3, 1, x) * x) * normal_density(x)),
          CERTIBOUND_FAR(erfc(x)),
          CERTIBOUND_FAR(number(1, 1, x) - erf(x)),
          CERTIBOUND_FAR(normal_cdf(-x)),
          CERTIBOUND_FAR(number(1, 1, x) - pown(normal_cdf(x), 7)),
          CERTIBOUND_FAR(number(1, 1, x) - tanh(x)),
          CERTIBOUND_FAR(number(1, 1, x) / (number(1, 1, x) + sqr(x))),
          CERTIBOUND_FAR(number(1, 1, x) / (x + sqrt(x))),
          CERTIBOUND_FAR(sqrt(sqr(x) + x) - x),
          CERTIBOUND_FAR(atan(x) - atan(x + x)),
          CERTIBOUND_FAR(number(1, 1, x) / cosh(x)),
          CERTIBOUND_FAR(log(x) / sqr(x)),
          CERTIBOUND_FAR(log(number(1, 1, x) + exp(x)) - x),
          CERTIBOUND_FAR(sin(x) * exp(-x)),
          CERTIBOUND_FAR(cos(x) / sqr(x)),
          CERTIBOUND_FAR(x / sinh(x)),
          CERTIBOUND_FAR(asinh(x) - log(x)),
          CERTIBOUND_FAR(acosh(x) / pown(x, 3)),
          CERTIBOUND_FAR(pow(x, number(-7, 3, x))),
          CERTIBOUND_FAR(exp(-pow(x, number(3, 2, x)))),
          CERTIBOUND_FAR(exp(-sqr(x) + x)),
          CERTIBOUND_FAR(max(x, number(0, 1, x)) * exp(-x)),
          CERTIBOUND_FAR(abs(x) * normal_density(x)),
          CERTIBOUND_FAR_LEFT(tanh(x) * normal_density(x)),
          CERTIBOUND_FAR_LEFT(normal_cdf(x)),
          CERTIBOUND_FAR_LEFT(number(2, 1, x) - erfc(x)),
          CERTIBOUND_FAR_LEFT(erf(x) + number(1, 1, x)),
          CERTIBOUND_FAR_LEFT(exp(x)),
          CERTIBOUND_FAR_LEFT(atan(x) / sqr(x)),
          CERTIBOUND_FAR_LEFT(max(x, number(0, 1, x))),
          CERTIBOUND_FAR_LEFT(x / (exp(-x) - number(1, 1, x)))};
}

template <typename N>
N argument(const Case& c, const N& v, long m) {
  if (c.infinite != 0) return constant(Rational(c.infinite), v) * pown(v, -m);
  const N step = pown(v, m), end = constant(Rational(c.end), v);
  return c.left ? end + step : end - step;
}

Interval value_at(const Germ& germ, const Interval& v, std::size_t most) {
  const Interval logarithm = -log(v);
  Interval sum(0, kFine);
  for (const Germ::Term& term : germ.terms()) {
    Interval exponent(0, kFine);
    for (std::size_t i = 0; i < term.scale.rates.size(); ++i) {
      exponent = exponent + term.scale.rates[i] / pown(v, static_cast<long>(i) + 1);
    }
    const Interval scale = pow(v, term.scale.power) * pow(logarithm, Interval(term.scale.logs, kFine)) * exp(exponent);
    const std::size_t n = std::min({most, term.at.known(), term.over.known() - 1});
    sum = sum + scale * taylor_value(term.at, term.over, n, v);
  }
  return sum;
}

TEST(Germ, EnclosesTheFunctionUpToTheEnd) {
  Random random(kSeed);
  for (const Case& c : cases()) {
    for (const long m : {1L, 2L, 3L}) {
      for (const long j : {2L, 3L, 8L, 40L}) {
        const Interval delta = pown(Interval(2, 128), -j);
        const Germ germ = (*c.f)(argument(c, Germ::variable(delta, 8, 128), m));
        if (!germ.is_known()) continue;
        for (int round = 0; round < 6; ++round) {
          const Rational scale = power(Rational(2), -j - (round < 3 ? 0 : random.below(12)));
          const Interval v(round == 0 ? scale : scale * random.between(Rational(1, 2), 1), kFine);
          const Interval expected = (*c.f)(argument(c, v, m));
          ASSERT_FALSE(expected.is_empty()) << c.name;
          for (const std::size_t n : {0, 1, 2, 5, 8}) {
            const Interval found = value_at(germ, v, n);
            ASSERT_FALSE(disjoint(found, expected))
                << "seed " << kSeed << ": " << c.name << ", m = " << m << ", delta = 2^-" << j << ", v = " << to_string(v, 12)
                << ", order " << n << ": " << to_string(found, 20) << " and " << to_string(expected, 20);
          }
          EXPECT_FALSE(disjoint(germ.range(), expected)) << c.name;
        }
      }
    }
  }
}

TEST(Germ, IsKnownCloseEnoughToTheEnd) {
  for (const Case& c : cases()) {
    const Germ germ = (*c.f)(argument(c, Germ::variable(pown(Interval(2, 128), -12), 8, 128), 2));
    EXPECT_TRUE(germ.is_known()) << c.name;
  }
}

TEST(Germ, SaysNothingOutsideADomain) {
  const Case outside[] = {CERTIBOUND_AT(log(-x), 0),
                          CERTIBOUND_AT(sqrt(-x), 0),
                          CERTIBOUND_AT(log(x - x), 0),
                          CERTIBOUND_AT(number(1, 1, x) / (x - x), 0),
                          CERTIBOUND_AT(number(0, 1, x) * log(-x), 0),
                          CERTIBOUND_AT(pow(-x, number(1, 2, x)), 0),
                          CERTIBOUND_AT(acos(number(1, 1, x) + x), 0),
                          CERTIBOUND_AT(asin(x), 1),
                          CERTIBOUND_AT(atanh(x), 1),
                          CERTIBOUND_AT(tan(number(1, 1, x) / x), 0),
                          CERTIBOUND_BELOW(acosh(x), 1),
                          CERTIBOUND_BELOW(log1p(x), -1),
                          CERTIBOUND_BELOW(gamma(x), 0),
                          CERTIBOUND_FAR(asin(x)),
                          CERTIBOUND_FAR(log(number(1, 1, x) - x)),
                          CERTIBOUND_FAR(number(1, 1, x) / sin(x)),
                          CERTIBOUND_FAR_LEFT(sqrt(x)),
                          CERTIBOUND_FAR_LEFT(gamma(x))};
  for (const Case& c : outside) {
    EXPECT_FALSE((*c.f)(argument(c, Germ::variable(pown(Interval(2, 128), -12), 8, 128), 2)).is_known()) << c.name;
  }
}

TEST(Germ, IntegralsAreThoseKnownAndNoneWhereTheyDiverge) {
  const Precision bits = 128;
  const Interval delta(Rational(1, 4), bits);
  const Germ v = Germ::variable(delta, 8, bits);
  const auto expect = [&](const Germ& f, const Interval& exact) {
    const std::optional<Interval> found = f.integral();
    ASSERT_TRUE(found.has_value());
    EXPECT_FALSE(disjoint(*found, exact)) << to_string(*found, 30) << " and " << to_string(exact, 30);
  };
  const Interval one(1, bits), two(2, bits), l = log(Interval(4, bits));
  expect(v, sqr(delta) / two);
  expect(pow(v, constant(Rational(-1, 2), v)), two * sqrt(delta));
  expect(log(v), -delta * (l + one));
  expect(sqr(log(v)), delta * (sqr(l) + two * l + two));
  expect(sin(v), one - cos(delta));
  expect(exp(-constant(Rational(1), v) / v) / sqr(v), exp(-reciprocal(delta)));
  EXPECT_FALSE(pown(v, -1).integral());
  EXPECT_FALSE((pown(v, -1) / sqr(log(v))).integral());  // finite, but beyond what is handled
  EXPECT_FALSE(exp(constant(Rational(1), v) / v).integral());
  EXPECT_FALSE((log(v) / v).integral());
}

}  // namespace
}  // namespace certibound::test
