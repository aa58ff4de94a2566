// Integrals with known values; integrals that do not exist, and what must then not be said.
#include "support.hpp"

#include <certibound/quadrature/expect.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace certibound::test {
namespace {

using Exact = std::function<Interval(Precision)>;

// An end as text: "inf", "-inf", "pi", or an exact rational.
Endpoint end_of(const std::string& text, Precision bits) {
  if (text == "inf") return Endpoint::plus_infinity();
  if (text == "-inf") return Endpoint::minus_infinity();
  if (text == "pi") return Interval::pi(bits);
  if (text == "sqrt2") return sqrt(Interval(2, bits));
  return Interval(*parse_rational(text), bits);
}

struct Known {
  const char* name;
  SharedIntegrand f;
  const char *a, *b;
  Exact exact;
};

#define CERTIBOUND_INTEGRAL(expression, a, b, value)                       \
  Known {                                                                  \
    #expression, shared([](const auto& x) { return expression; }), a, b,   \
        [](Precision p) -> Interval {                                      \
          [[maybe_unused]] const auto q = [p](long n, long d = 1) { return Interval(Rational(n, d), p); }; \
          [[maybe_unused]] const Interval pi = Interval::pi(p);            \
          return value;                                                    \
        }                                                                  \
  }

template <typename N>
N one(const N& x) {
  return number(1, 1, x);
}
template <typename N>
N zero(const N& x) {
  return number(0, 1, x);
}

// Euler's constant, -digamma(1).
Interval euler(Precision p) { return -digamma(Interval(1, p)); }
Interval beta(const Interval& a, const Interval& b) { return gamma(a) * gamma(b) / gamma(a + b); }

std::vector<Known> polynomials_and_smooth() {
  return {CERTIBOUND_INTEGRAL(one(x), "-1/3", "5", q(16, 3)),
          CERTIBOUND_INTEGRAL(pown(x, 7) - x, "0", "2", q(30)),
          CERTIBOUND_INTEGRAL(pown(x, 41), "-1", "1", q(0)),
          CERTIBOUND_INTEGRAL(pown(x, 40), "-1", "1", q(2, 41)),
          CERTIBOUND_INTEGRAL(exp(x), "0", "1", Interval::e(p) - q(1)),
          CERTIBOUND_INTEGRAL(exp(x), "1", "0", q(1) - Interval::e(p)),
          CERTIBOUND_INTEGRAL(exp(-x) * sin(x), "0", "10", (q(1) - exp(q(-10)) * (sin(q(10)) + cos(q(10)))) / q(2)),
          CERTIBOUND_INTEGRAL(sin(x), "0", "pi", q(2)),
          CERTIBOUND_INTEGRAL(sqr(cos(number(50, 1, x) * x)), "0", "pi", pi / q(2)),
          CERTIBOUND_INTEGRAL(one(x) / x, "1", "1000000", log(q(1000000))),
          CERTIBOUND_INTEGRAL(one(x) / (one(x) + sqr(x)), "0", "1", pi / q(4)),
          CERTIBOUND_INTEGRAL(one(x) / (number(1, 1000000, x) + sqr(x)), "-1", "1", q(2000) * atan(q(1000))),
          CERTIBOUND_INTEGRAL(tan(x), "0", "1", -log(cos(q(1)))),
          CERTIBOUND_INTEGRAL(tanh(x), "0", "20", log(cosh(q(20)))),
          CERTIBOUND_INTEGRAL(atan(x), "0", "1", pi / q(4) - log(q(2)) / q(2)),
          CERTIBOUND_INTEGRAL(sinh(x) * cosh(x), "0", "2", sqr(sinh(q(2))) / q(2)),
          CERTIBOUND_INTEGRAL(asinh(x), "0", "3", q(3) * asinh(q(3)) - sqrt(q(10)) + q(1)),
          CERTIBOUND_INTEGRAL(atanh(x), "0", "1/2", atanh(q(1, 2)) / q(2) + log(q(3, 4)) / q(2)),
          CERTIBOUND_INTEGRAL(erf(x), "0", "1", erf(q(1)) - (q(1) - exp(q(-1))) / sqrt(pi)),
          CERTIBOUND_INTEGRAL(erfc(x), "-2", "2", q(4)),
          CERTIBOUND_INTEGRAL(digamma(x), "1", "4", log(q(6))),
          CERTIBOUND_INTEGRAL(lgamma(x), "1", "2", log(q(2) * pi) / q(2) - q(1)),
          CERTIBOUND_INTEGRAL(log1p(x), "0", "1", q(2) * log(q(2)) - q(1)),
          CERTIBOUND_INTEGRAL(expm1(x), "-1", "1", exp(q(1)) - exp(q(-1)) - q(2)),
          CERTIBOUND_INTEGRAL(x * exp(sqr(x)), "0", "sqrt2", (exp(q(2)) - q(1)) / q(2))};
}

std::vector<Known> kinks() {
  return {CERTIBOUND_INTEGRAL(abs(x - number(1, 3, x)), "0", "1", q(5, 18)),
          CERTIBOUND_INTEGRAL(max(x, sqr(x)), "0", "2", q(17, 6)),
          CERTIBOUND_INTEGRAL(min(x, sqr(x)), "-1", "2", q(4, 3)),
          CERTIBOUND_INTEGRAL(sign(x - number(1, 3, x)), "0", "1", q(1, 3)),
          CERTIBOUND_INTEGRAL(step(sin(x)), "-1", "2", q(2)),
          CERTIBOUND_INTEGRAL(abs(sin(x)), "0", "10", q(6) + q(1) + cos(q(10))),
          CERTIBOUND_INTEGRAL(abs(abs(x) - one(x)), "-2", "2", q(2)),
          CERTIBOUND_INTEGRAL(exp(-abs(x)), "-1", "2", q(2) - exp(q(-1)) - exp(q(-2))),
          CERTIBOUND_INTEGRAL(cbrt(x), "-1", "2", q(3, 4) * (q(2) * cbrt(q(2)) - q(1)))};
}

std::vector<Known> singular_ends() {
  return {CERTIBOUND_INTEGRAL(sqrt(x), "0", "1", q(2, 3)),
          CERTIBOUND_INTEGRAL(one(x) / sqrt(x), "0", "1", q(2)),
          CERTIBOUND_INTEGRAL(cos(x) / sqrt(x), "0", "1", q(2) * (q(1) - q(1, 10) + q(1, 216) - q(1, 9360) + q(1, 685440) -
                                                                  hull(q(0), q(1, 76204800)))),
          CERTIBOUND_INTEGRAL(pow(x, number(-9, 10, x)), "0", "1", q(10)),
          CERTIBOUND_INTEGRAL(log(x), "0", "1", q(-1)),
          CERTIBOUND_INTEGRAL(sqr(log(x)), "0", "1", q(2)),
          CERTIBOUND_INTEGRAL(log(x) / sqrt(x), "0", "1", q(-4)),
          CERTIBOUND_INTEGRAL(log(x) * log1p(-x), "0", "1", q(2) - sqr(pi) / q(6)),
          CERTIBOUND_INTEGRAL(log(x) / (one(x) + x), "0", "1", -sqr(pi) / q(12)),
          CERTIBOUND_INTEGRAL(sqrt(-log(x)), "0", "1", sqrt(pi) / q(2)),
          CERTIBOUND_INTEGRAL(log(-log(x)), "0", "1", -euler(p)),
          CERTIBOUND_INTEGRAL(sqrt(one(x) - sqr(x)), "-1", "1", pi / q(2)),
          CERTIBOUND_INTEGRAL(one(x) / sqrt(one(x) - sqr(x)), "-1", "1", pi),
          CERTIBOUND_INTEGRAL(one(x) / sqrt(x * (number(3, 1, x) - x)), "0", "3", pi),
          CERTIBOUND_INTEGRAL(pow(x, number(-1, 3, x)) * pow(one(x) - x, number(-2, 3, x)), "0", "1",
                              q(2) * pi / sqrt(q(3))),
          CERTIBOUND_INTEGRAL(pow(x, number(5, 2, x)) * pow(one(x) - x, number(-1, 4, x)), "0", "1",
                              beta(q(7, 2), q(3, 4))),
          CERTIBOUND_INTEGRAL(acos(x), "-1", "1", pi),
          CERTIBOUND_INTEGRAL(asin(x), "0", "1", pi / q(2) - q(1)),
          CERTIBOUND_INTEGRAL(acosh(x), "1", "2", q(2) * acosh(q(2)) - sqrt(q(3))),
          CERTIBOUND_INTEGRAL(atanh(x), "0", "1", log(q(2))),
          CERTIBOUND_INTEGRAL(pow(one(x) - x, number(3, 2, x)), "-1", "1", q(8) * sqrt(q(2)) / q(5)),
          CERTIBOUND_INTEGRAL((sqrt(one(x) - sqr(x)) - x * acos(x)), "-1", "1", q(3) * pi / q(4)),
          CERTIBOUND_INTEGRAL(sin(x) / x, "0", "1", q(946083, 1000000) + hull(q(0), q(1, 1000000))),
          CERTIBOUND_INTEGRAL(exp(-one(x) / x) / sqr(x), "0", "1", exp(q(-1))),
          CERTIBOUND_INTEGRAL(pow(x, -x), "0", "1", q(129128, 100000) + hull(q(0), q(1, 100000))),
          CERTIBOUND_INTEGRAL(lgamma(x), "0", "1", log(q(2) * pi) / q(2)),
          CERTIBOUND_INTEGRAL(one(x) / (sqrt(x) + x), "0", "1", q(2) * log(q(2))),
          CERTIBOUND_INTEGRAL(one(x) / (sqrt(x) + cbrt(x)), "0", "1", q(5) - q(6) * log(q(2))),
          CERTIBOUND_INTEGRAL(log(abs(x)), "0", "2", q(2) * log(q(2)) - q(2))};
}

std::vector<Known> infinite_ranges() {
  return {CERTIBOUND_INTEGRAL(normal_density(x), "-inf", "inf", q(1)),
          CERTIBOUND_INTEGRAL(exp(-sqr(x)), "-inf", "inf", sqrt(pi)),
          CERTIBOUND_INTEGRAL(exp(-sqr(x) / number(200, 1, x)), "-inf", "inf", sqrt(q(200) * pi)),
          CERTIBOUND_INTEGRAL(pown(x, 6) * normal_density(x), "-inf", "inf", q(15)),
          CERTIBOUND_INTEGRAL(pown(x, 3) * normal_density(x), "-inf", "inf", q(0)),
          CERTIBOUND_INTEGRAL(exp(x) * normal_density(x), "-inf", "inf", exp(q(1, 2))),
          CERTIBOUND_INTEGRAL(normal_density(x - number(30, 1, x)), "-inf", "inf", q(1)),
          CERTIBOUND_INTEGRAL(cos(x) * normal_density(x), "-inf", "inf", exp(q(-1, 2))),
          CERTIBOUND_INTEGRAL(erf(x) * x * normal_density(x), "-inf", "inf", q(2) / sqrt(q(3) * pi)),
          CERTIBOUND_INTEGRAL(normal_cdf(x) * normal_density(x), "-inf", "0", q(1, 8)),
          CERTIBOUND_INTEGRAL(normal_cdf(x) * normal_density(x), "0", "inf", q(3, 8)),
          CERTIBOUND_INTEGRAL(max(x, zero(x)) * normal_density(x), "-inf", "inf", q(1) / sqrt(q(2) * pi)),
          CERTIBOUND_INTEGRAL(abs(x) * normal_density(x), "-inf", "inf", sqrt(q(2) / pi)),
          CERTIBOUND_INTEGRAL(sqr(max(x, zero(x))) * normal_density(x), "-inf", "inf", q(1, 2)),
          CERTIBOUND_INTEGRAL(step(x - one(x)) * normal_density(x), "-inf", "inf", normal_cdf(q(-1))),
          CERTIBOUND_INTEGRAL(normal_cdf(-x), "0", "inf", q(1) / sqrt(q(2) * pi)),
          CERTIBOUND_INTEGRAL(erfc(x), "0", "inf", q(1) / sqrt(pi)),
          CERTIBOUND_INTEGRAL(one(x) - tanh(x), "0", "inf", log(q(2))),
          CERTIBOUND_INTEGRAL(normal_cdf(x) * normal_cdf(-x), "-inf", "inf", q(1) / sqrt(pi)),
          CERTIBOUND_INTEGRAL(exp(-x), "0", "inf", q(1)),
          CERTIBOUND_INTEGRAL(pown(x, 5) * exp(-x), "0", "inf", q(120)),
          CERTIBOUND_INTEGRAL(exp(-x) / sqrt(x), "0", "inf", sqrt(pi)),
          CERTIBOUND_INTEGRAL(exp(-x) * log(x), "0", "inf", -euler(p)),
          CERTIBOUND_INTEGRAL(exp(-x) * sin(x), "0", "inf", q(1, 2)),
          CERTIBOUND_INTEGRAL(x / expm1(x), "0", "inf", sqr(pi) / q(6)),
          CERTIBOUND_INTEGRAL(one(x) / cosh(x), "-inf", "inf", pi),
          CERTIBOUND_INTEGRAL(one(x) / (one(x) + sqr(x)), "-inf", "inf", pi),
          CERTIBOUND_INTEGRAL(one(x) / sqr(x), "1", "inf", q(1)),
          CERTIBOUND_INTEGRAL(pow(x, number(-3, 2, x)), "1", "inf", q(2)),
          CERTIBOUND_INTEGRAL(log(x) / sqr(x), "1", "inf", q(1)),
          CERTIBOUND_INTEGRAL(one(x) / (x * sqrt(x) + x), "1", "inf", q(2) * log(q(2))),
          CERTIBOUND_INTEGRAL(exp(x), "-inf", "1", Interval::e(p))};
}

std::vector<Known> all() {
  std::vector<Known> out;
  for (auto* list : {polynomials_and_smooth, kinks, singular_ends, infinite_ranges}) {
    for (Known& known : list()) out.push_back(std::move(known));
  }
  return out;
}

TEST(Integral, EnclosesKnownValuesByBothRoutes) {
  long count = 0;
  for (const Known& known : all()) {
    for (const Precision bits : {53, 128}) {
      QuadratureOptions options;
      options.bits = bits;
      const Integral got = integral(*known.f, end_of(known.a, bits), end_of(known.b, bits), options);
      const Interval exact = known.exact(bits + 64);
      const std::string where = std::string(known.name) + " from " + known.a + " to " + known.b + ", " + std::to_string(bits) + " bits";
      EXPECT_TRUE(got.confirmed) << where << ": " << got.note;
      EXPECT_FALSE(disjoint(got.arb, exact)) << where << ": arb " << to_string(got.arb, 30) << ", exact " << to_string(exact, 30);
      EXPECT_FALSE(disjoint(got.own, exact)) << where << ": own " << to_string(got.own, 30) << ", exact " << to_string(exact, 30);
      EXPECT_TRUE(subset(got.value, got.arb) && subset(got.value, got.own)) << where;
      // 2^-(bits - 20) times the size of the integrand is the goal; four bits and a constant are for what adds up.
      const Interval allowed = (Interval(1, bits) + abs(exact)) * pown(Interval(2, bits), -(bits - 28));
      EXPECT_LE(mpfr_cmp(wid(got.value).get(), allowed.hi().get()), 0) << where << ": " << to_string(got.value, 40);
      ++count;
    }
  }
  EXPECT_GE(count, 2 * 90);
}

// What has no integral, or none that is handled, must come out without a bound, and soon.
TEST(Integral, IsNotCertainWhereThereIsNone) {
  struct Improper {
    const char* name;
    SharedIntegrand f;
    const char *a, *b;
  };
#define CERTIBOUND_IMPROPER(expression, a, b) \
  Improper { #expression, shared([](const auto& x) { return expression; }), a, b }
  const Improper improper[] = {CERTIBOUND_IMPROPER(one(x) / x, "0", "1"),
                               CERTIBOUND_IMPROPER(one(x) / x, "-1", "1"),
                               CERTIBOUND_IMPROPER(one(x) / x, "1", "inf"),
                               CERTIBOUND_IMPROPER(one(x) / sqr(x - number(1, 3, x)), "0", "1"),
                               CERTIBOUND_IMPROPER(pow(x, number(-1001, 1000, x)), "0", "1"),
                               CERTIBOUND_IMPROPER(log(x), "-1", "1"),
                               CERTIBOUND_IMPROPER(log(x), "-2", "-1"),
                               CERTIBOUND_IMPROPER(sqrt(x), "-1/1000", "1"),
                               CERTIBOUND_IMPROPER(zero(x) * sqrt(x), "-1", "1"),
                               CERTIBOUND_IMPROPER(sqr(sqrt(x)), "-1", "1"),
                               CERTIBOUND_IMPROPER(tan(x), "1", "2"),
                               CERTIBOUND_IMPROPER(acos(x), "0", "1001/1000"),
                               CERTIBOUND_IMPROPER(gamma(x), "0", "1"),
                               CERTIBOUND_IMPROPER(exp(one(x) / x), "0", "1"),
                               CERTIBOUND_IMPROPER(exp(x), "0", "inf"),
                               CERTIBOUND_IMPROPER(one(x), "-inf", "inf"),
                               CERTIBOUND_IMPROPER(sin(x), "0", "inf"),
                               CERTIBOUND_IMPROPER(sin(x) / x, "1", "inf"),
                               CERTIBOUND_IMPROPER(exp(sqr(x)) * normal_density(x), "-inf", "inf"),
                               CERTIBOUND_IMPROPER(one(x) / (x * sqr(log(x))), "2", "inf"),
                               CERTIBOUND_IMPROPER(tanh(x), "0", "inf")};
#undef CERTIBOUND_IMPROPER
  for (const Improper& i : improper) {
    const auto begin = std::chrono::steady_clock::now();
    const Integral got = integral(*i.f, end_of(i.a, 64), end_of(i.b, 64), {.bits = 64, .max_pieces = 500});
    EXPECT_FALSE(got.confirmed) << i.name;
    EXPECT_TRUE(got.value.is_entire() && got.arb.is_entire() && got.own.is_entire()) << i.name << ": " << to_string(got.value, 10);
    EXPECT_FALSE(got.note.empty()) << i.name;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << i.name;
  }
}

TEST(Integral, IsWideWhereTheIntegrandOscillatesWithoutEnd) {
  const auto f = shared([](const auto& x) { return sin(one(x) / x); });
  const Integral got = integral(*f, Interval(0, 64), Interval(1, 64), {.bits = 64, .max_pieces = 500});
  // 0.50406706190692837...: sin 1 minus the cosine integral at 1 (DLMF 6.2.11).
  EXPECT_TRUE(contains(got.value, Rational(50406706190692837, 100000000000000000)));
  EXPECT_LT(mpfr_get_d(wid(got.value).get(), MPFR_RNDU), 0.1);
}

TEST(Integral, StopsWhenAsked) {
  const auto f = shared([](const auto& x) { return sin(one(x) / x); });
  long calls = 0;
  QuadratureOptions options{.bits = 64, .max_pieces = 1'000'000};
  options.stop = [&] { return ++calls > 200; };
  const auto begin = std::chrono::steady_clock::now();
  const Integral got = integral(*f, Interval(0, 64), Interval(1, 64), options);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_NE(got.note.find("stopped"), std::string::npos);
  EXPECT_TRUE(contains(got.value, Rational(50406706190692837, 100000000000000000)));
}

TEST(Integral, EnclosesForAllMembersOfItsEnds) {
  const auto f = shared([](const auto& x) { return exp(x); });
  const Interval a(Rational(0), Rational(1, 100), 128), b(Rational(1), Rational(101, 100), 128);
  const Integral got = integral(*f, a, b, {.bits = 128});
  for (const Rational& from : {Rational(0), Rational(1, 100)}) {
    for (const Rational& to : {Rational(1), Rational(101, 100)}) {
      EXPECT_TRUE(subset(exp(Interval(to, 200)) - exp(Interval(from, 200)), got.value));
    }
  }
  EXPECT_LT(mpfr_get_d(wid(got.value).get(), MPFR_RNDU), 0.05);
  EXPECT_TRUE(integral(*f, b, a, {.bits = 128}).value.hi().sign() < 0);
  EXPECT_TRUE(contains_zero(integral(*f, a, a, {.bits = 128}).value));
  EXPECT_TRUE(integral(*f, Interval::empty(64), b).value.is_entire());
  EXPECT_TRUE(integral(*f, Interval::entire(64), b).value.is_entire());
  EXPECT_TRUE(integral(*f, Endpoint::plus_infinity(), Endpoint::plus_infinity()).value.is_entire());
}

TEST(Integral, SplitsAtGivenKinks) {
  // |x|^(-1/2) is singular inside the range; sqrt(2) is no number of any precision.
  const auto f = shared([](const auto& x) { return one(x) / sqrt(abs(x)); });
  EXPECT_TRUE(integral(*f, Interval(-1, 128), Interval(4, 128)).value.is_entire());
  const Integral split = integral(*f, Interval(-1, 128), Interval(4, 128), {.kinks = {Interval(0, 128)}});
  EXPECT_TRUE(split.confirmed && contains(split.value, Rational(6))) << to_string(split.value, 30);
  const auto g = shared([](const auto& x) { return abs(sqr(x) - number(2, 1, x)); });
  const Interval root = sqrt(Interval(2, 128));
  const Integral at_root = integral(*g, Interval(0, 128), Interval(2, 128), {.kinks = {Interval(9, 128), root, Interval(-1, 128)}});
  const Interval exact = (Interval(8, 200) * sqrt(Interval(2, 200)) - Interval(4, 200)) / Interval(3, 200);
  EXPECT_TRUE(at_root.confirmed && !disjoint(at_root.value, exact)) << to_string(at_root.value, 30);
}

// An integrand of which only the two first number types are known, as an outside class may be.
class Opaque final : public Integrand {
 public:
  ComplexBall operator()(const ComplexBall& x) const override { return exp(-x) / sqrt(x); }
  Taylor operator()(const Taylor& x) const override { return exp(-x) / sqrt(x); }
  QuickTaylor operator()(const QuickTaylor& x) const override { return exp(-x) / sqrt(x); }
  using Integrand::operator();
};

TEST(Integral, TakesAMajorantFromItsCaller) {
  const Endpoint zero_end(Interval(0, 128)), far = Endpoint::plus_infinity();
  EXPECT_TRUE(integral(Opaque(), zero_end, far).value.is_entire());
  QuadratureOptions options{.absolute_goal = 40};
  const auto c = [](long n, long d) { return Interval(Rational(n, d), 128); };
  options.majorant_at_a = Majorant{c(1, 1), c(-1, 2), c(0, 1), c(0, 1), Rational(1, 8)};  // x^(-1/2), 0 < x <= 1/8
  options.majorant_at_b = Majorant{c(1, 1), c(0, 1), c(-1, 1), c(0, 1), Rational(1)};     // exp(-x), x >= 1
  const Integral got = integral(Opaque(), zero_end, far, options);
  EXPECT_TRUE(got.confirmed) << got.note;
  EXPECT_FALSE(disjoint(got.value, sqrt(Interval::pi(200)))) << to_string(got.value, 30);
  EXPECT_LT(mpfr_get_d(wid(got.value).get(), MPFR_RNDU), 0x1p-30);
}

TEST(Integral, EnclosesParametersFromAnInterval) {
  // E exp(t X) = exp(t^2/2) for all t of an interval at once.
  const Interval t(Rational(1, 2), Rational(51, 100), 128);
  const auto f = shared([t](const auto& x) { return exp(constant(t, x) * x); });
  const Integral got = expect(*f, {.bits = 128, .absolute_goal = 30});
  EXPECT_TRUE(subset(exp(sqr(t) / Interval(2, 128)), got.value)) << to_string(got.value, 20);
  EXPECT_LT(mpfr_get_d(wid(got.value).get(), MPFR_RNDU), 0.5);
}

TEST(Integral, TheTwoRoutesAgreeOnRandomIntegrands) {
  constexpr std::uint64_t kSeed = 20270112;
  Random random(kSeed);
  for (int round = 0; round < 40; ++round) {
    const Rational a = random.between(-2, 2), b = random.between(-2, 2), p = random.between(-1, 1), r = random.between(-3, 3);
    const long kind = random.below(5);
    const auto f = shared([=](const auto& x) {
      const auto s = constant(p, x) + constant(r, x) * x;
      if (kind == 0) return tanh(s) * exp(-sqr(x));
      if (kind == 1) return max(s, sin(x)) * cos(s);
      if (kind == 2) return sqrt(abs(s) + one(x)) * normal_cdf(x);
      if (kind == 3) return one(x) / (one(x) + sqr(s)) - erf(s) * x;
      return log(number(2, 1, x) + sin(s)) * step(x - constant(p, x));
    });
    const Integral got = integral(*f, Interval(a, 96), Interval(b, 96), {.bits = 96});
    EXPECT_TRUE(got.confirmed) << "seed " << kSeed << ", round " << round << ": kind " << kind << " from " << to_string(a)
                               << " to " << to_string(b) << ", p = " << to_string(p) << ", r = " << to_string(r) << ": " << got.note;
    EXPECT_LT(mpfr_get_d(wid(got.value).get(), MPFR_RNDU), 0x1p-60) << "seed " << kSeed << ", round " << round;
  }
}

}  // namespace
}  // namespace certibound::test
