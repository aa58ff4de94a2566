// The functions that the claim language does not have: values against formulas in long double that share nothing with the
// enclosures, the ends of the domain, and that the points of a check stay where the function is judged.
#include "named.hpp"

#include "smallest_width.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <string>

namespace certibound::crosscheck {
namespace {

constexpr Precision kBits = 100;
constexpr double kLargest = std::numeric_limits<double>::max(), kLeast = std::numeric_limits<double>::denorm_min();

Value at(std::string_view name, double x, double y = 0) { return find_named(name)->at(x, y, kBits); }

std::string place(std::string_view name, double x, double y) {
  return std::string(name) + "(" + std::to_string(x) + ", " + std::to_string(y) + ")";
}

// The value is known, narrowly, and lies within `relative` of a number computed in long double.
void expect_near(std::string_view name, double x, double y, long double expected, double relative) {
  const Value value = at(name, x, y);
  ASSERT_EQ(value.place, Place::inside) << place(name, x, y);
  ASSERT_TRUE(value.enclosure.is_bounded()) << place(name, x, y);
  const long double lo = mpfr_get_ld(value.enclosure.lo().get(), MPFR_RNDD), hi = mpfr_get_ld(value.enclosure.hi().get(), MPFR_RNDU);
  const long double room = relative * std::fabs(expected);
  EXPECT_LE(hi - lo, 0x1p-40L * std::fabs(expected)) << place(name, x, y) << ": wide";
  EXPECT_TRUE(lo <= expected + room && hi >= expected - room) << place(name, x, y) << ": " << to_string(value.enclosure, 20);
}

void expect_place(std::string_view name, double x, double y, Place expected) {
  EXPECT_EQ(at(name, x, y).place, expected) << place(name, x, y);
}

// ---- the laws once more ----

// By the binomial sum over how many of m coordinates are positive, with P(chi^2_k >= 2x) = Q(k/2, x) closed for k = 1 and 2 and
// Q(a + 1, x) = Q(a, x) + x^a exp(-x)/Gamma(a + 1) beyond. REQUIRES: e > -1.
long double upper(int m, long double e) {
  const long double x = m * (1 + e) / 4;
  long double q[3] = {0, std::erfc(std::sqrt(x)), std::exp(-x)}, sum = 0;  // of k - 2, k - 1 and k, for k = 2
  for (int k = 1; k <= m; ++k) {
    if (k > 2) {
      const long double a = k / 2.0L - 1;
      q[0] = q[1], q[1] = q[2];
      q[2] = q[0] + std::exp(a * std::log(x) - x - std::lgamma(a + 1));
    }
    const long double weight = std::exp(std::lgamma(m + 1.0L) - std::lgamma(k + 1.0L) - std::lgamma(m - k + 1.0L) - m * std::numbers::ln2_v<long double>);
    sum += weight * (k == 1 ? q[1] : q[2]);
  }
  return sum;
}
long double lower(int m, long double e) { return 1 - upper(m, -e); }  // r has no atom but 0

TEST(NamedTail, AgreesWithTheBinomialSum) {
  for (const int m : {1, 2, 3, 10, 57, 300}) {
    for (const double e : {0x1p-20, 0.1, 0.5, 0.75, 1.5}) {
      const long double above = upper(m, e);
      expect_near("norm_upper_tail", m, e, above, 1e-13);
      expect_near("norm_log_upper_tail", m, e, std::log(above), 1e-13);
      if (e >= 1) continue;
      const long double below = lower(m, e);
      if (below < 1e-3) continue;  // 1 - upper has no digits to compare with
      expect_near("norm_lower_tail", m, e, below, 1e-12);
      expect_near("norm_log_lower_tail", m, e, std::log(below), 1e-12);
      expect_near("norm_failure", m, e, above + below, 1e-12);
      expect_near("norm_log_failure", m, e, std::log(above + below), 1e-10);
    }
  }
}

// Beyond 2000 the contour integral takes over from the sum.
TEST(NamedTail, AgreesWithTheBinomialSumOnBothSidesOfTheContour) {
  for (const int m : {1999, 2000, 2001, 2500}) {
    expect_near("norm_upper_tail", m, 0.1, upper(m, 0.1), 1e-12);
    expect_near("norm_lower_tail", m, 0.02, lower(m, 0.02), 1e-11);
  }
}

TEST(NamedTail, SpecialValues) {
  for (const double m : {1.0, 7.0, 100.0}) {
    expect_near("norm_lower_tail", m, 1, std::exp2(-static_cast<long double>(m)), 0);  // P(r = 0)
    expect_near("norm_log_lower_tail", m, 1, -m * std::numbers::ln2_v<long double>, 1e-18);
    expect_near("norm_failure", m, 0, 1, 0);
    EXPECT_TRUE(at("norm_log_failure", m, 0).enclosure.lo().is_zero()) << m;
    const Value beyond = at("norm_lower_tail", m, 1.5);
    EXPECT_TRUE(beyond.place == Place::inside && beyond.enclosure.is_point() && beyond.enclosure.lo().is_zero()) << m;
    expect_place("norm_log_lower_tail", m, 1.5, Place::outside);  // log 0
  }
  expect_near("norm_upper_tail", 1, 1, std::erfc(std::sqrt(0.5L)) / 2, 1e-18);
}

TEST(NamedTail, EndsOfTheDomain) {
  for (const std::string_view name : {"norm_upper_tail", "norm_log_upper_tail", "norm_lower_tail", "norm_log_lower_tail", "norm_failure", "norm_log_failure"}) {
    for (const double m : {0.0, -1.0, 0.5, 1.5, -kLargest, kLeast}) expect_place(name, m, 0.5, Place::outside);
    for (const double e : {-kLeast, -0.5, 0x1.1p20, kLargest}) expect_place(name, 3, e, Place::unknown);
    expect_place(name, 1e15, 1e-8, Place::inside);
    expect_place(name, 1e15 + 1, 1e-8, Place::unknown);
    expect_place(name, 3, -0.0, Place::inside);
  }
  expect_place("norm_failure", 3, 0x1p-60, Place::inside);
  expect_place("norm_failure", 3, 0x1.fp-61, Place::unknown);
}

// The log of the moment generating function is maximised by halving, not by the saddle.
long double chernoff(long double e) {
  const auto slope = [e](long double l) {  // of l (1 + e)/2 - log((1 + v)/2), v = (1 - 2l)^(-1/2)
    const long double v = 1 / std::sqrt(1 - 2 * l);
    return (1 + e) / 2 - v * v * v / (1 + v);
  };
  long double lo = -1e6L, hi = 0.5L;
  for (int i = 0; i < 200; ++i) (slope((lo + hi) / 2) > 0 ? lo : hi) = (lo + hi) / 2;
  return lo * (1 + e) / 2 - std::log((1 + 1 / std::sqrt(1 - 2 * lo)) / 2);
}

TEST(NamedExponent, AgreesWithTheFormulaAndTheSupremum) {
  for (const double e : {-0.9, -0.5, 0.25, 1.0, 8.0, 1000.0}) {
    expect_near("published_exponent", e, 0, e / 4.0L + std::log(2 / (1 + std::sqrt(1 + static_cast<long double>(e)))), 1e-16);
    expect_near("chernoff_exponent", e, 0, chernoff(e), 1e-14);
  }
  for (const double e : {0x1p-300, -0x1p-300}) {  // 3 e^2/32 and e^2/10, to first order
    expect_near("published_exponent", e, 0, static_cast<long double>(e) * e * 3 / 32, 1e-16);
    expect_near("chernoff_exponent", e, 0, static_cast<long double>(e) * e / 10, 1e-16);
  }
}

TEST(NamedExponent, EndsOfTheDomain) {
  for (const std::string_view name : {"published_exponent", "chernoff_exponent"}) {
    EXPECT_TRUE(at(name, 0).enclosure.is_point() && at(name, 0).enclosure.lo().is_zero()) << name;
    for (const double e : {-1.0, -2.0, -kLargest}) expect_place(name, e, 0, Place::outside);
    expect_place(name, -1 + 0x1p-53, 0, Place::inside);
    expect_place(name, kLeast, 0, Place::inside);
  }
}

// By the arc sine, (2/pi) asin(2 q rho/(1 + 2q)), which is exact enough away from 1.
TEST(NamedErfDual, AgreesWithTheArcSine) {
  for (const double q : {0x1p-240, 1e-3, 0.5, 1.0, 30.0}) {
    for (const double rho : {-1.0, -0.5, 0x1p-200, 0.25, 0.999, 1.0}) {
      const long double z = 2 * static_cast<long double>(q) * rho / (1 + 2 * static_cast<long double>(q));
      expect_near("erf_dual_at_variance", q, rho, 2 / std::numbers::pi_v<long double> * std::asin(z), 1e-15);
    }
  }
  expect_near("erf_dual_at_variance", 0, 0.5, 0, 0);
  expect_near("erf_dual_at_variance", 0.5, 1, 1 / 3.0L, 1e-18);  // asin(1/2) = pi/6
}

TEST(NamedErfDual, EndsOfTheDomain) {
  constexpr std::string_view name = "erf_dual_at_variance";
  for (const auto& [q, rho] : {Inputs{-kLeast, 0}, {-1, 0}, {1, 1 + 0x1p-52}, {1, -2}}) expect_place(name, q, rho, Place::outside);
  for (const double q : {0x1.fp-241, 0x1.1p240, kLeast, kLargest}) expect_place(name, q, 0.5, Place::unknown);
  expect_place(name, 0x1p240, 1, Place::inside);
}

// By going up from 1.
TEST(NamedWidth, IsTheFirstOneWhereTheSumFallsToDelta) {
  for (const double e : {0.5, 0.75, 0.96875}) {
    for (const double delta : {0.125, 1e-2, 1e-5}) {
      int m = 1;
      while (upper(m, e) > delta) ++m;
      expect_near("smallest_width", e, delta, m, 0);
    }
  }
}

TEST(NamedWidth, IsCertainWhereTheContourTakesOver) {
  const Value value = at("smallest_width", 0.0625, 1e-6);
  ASSERT_EQ(value.place, Place::inside);
  ASSERT_TRUE(value.enclosure.is_point());
  const auto m = static_cast<double>(mpfr_get_si(value.enclosure.lo().get(), MPFR_RNDN));
  EXPECT_GT(m, 2000);
  const Interval delta = Interval::point(1e-6, kBits);
  EXPECT_TRUE(certainly(less_equal(at("norm_upper_tail", m, 0.0625).enclosure, delta)));
  EXPECT_TRUE(certainly(less(delta, at("norm_upper_tail", m - 1, 0.0625).enclosure)));
}

TEST(NamedWidth, EndsOfTheDomain) {
  for (const auto& [e, delta] : {Inputs{0, 0.1}, {-1, 0.1}, {0.5, 0}, {0.5, 1}, {0.5, -kLeast}, {0.5, 2}}) {
    expect_place("smallest_width", e, delta, Place::outside);
  }
  for (const auto& [e, delta] : {Inputs{0.06, 0.1}, {1, 0.1}, {0.5, 0.126}, {0.5, kLeast}, {kLargest, 0.1}}) {
    expect_place("smallest_width", e, delta, Place::unknown);
  }
}

// ---- the points of a check ----

class NamedOfTwo : public testing::TestWithParam<Named> {};

TEST_P(NamedOfTwo, ItsPointsAreJudged) {
  const Named& function = GetParam();
  std::uint64_t state = 12345;
  const auto random = [&state] { return state = state * 6364136223846793005U + 1442695040888963407U, state ^ state >> 29; };
  const int count = function.whole ? 10 : 200;
  for (int i = 0; i < count; ++i) {
    const Inputs p = function.point(random(), random());
    const Value value = function.at(p.x, p.y, kBits);
    ASSERT_NE(value.place, Place::unknown) << place(function.name, p.x, p.y);
    ASSERT_EQ(function.nearest(p).x, p.x) << "a point is the nearest one to itself";
    ASSERT_EQ(function.nearest(p).y, p.y) << place(function.name, p.x, p.y);
  }
}

TEST_P(NamedOfTwo, TheNearestPointToAnyIsNearestToItself) {
  const Named& function = GetParam();
  for (const double x : {-kLargest, -1.0, 0.0, kLeast, 0.7, 3.0, 2500.0, 1e9, kLargest}) {
    for (const double y : {-kLargest, -0.5, 0.0, kLeast, 0.01, 0.9999, 1.0, 1e3, kLargest}) {
      const Inputs p = function.nearest({x, y}), again = function.nearest(p);
      EXPECT_EQ(again.x, p.x) << place(function.name, x, y);
      EXPECT_EQ(again.y, p.y) << place(function.name, x, y);
    }
  }
  EXPECT_FALSE(function.where.empty());
}

std::vector<Named> of_two() {
  std::vector<Named> out;
  for (const Named& function : named_functions()) {
    if (function.arity == 2) out.push_back(function);
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Functions, NamedOfTwo, testing::ValuesIn(of_two()),
                         [](const auto& function) { return std::string(function.param.name); });

TEST(Named, IsFoundByItsNameAlone) {
  for (const Named& function : named_functions()) EXPECT_EQ(find_named(function.name), &function) << function.name;
  EXPECT_EQ(find_named("norm_middle_tail"), nullptr);
  EXPECT_EQ(find_named(""), nullptr);
}

}  // namespace
}  // namespace certibound::crosscheck
