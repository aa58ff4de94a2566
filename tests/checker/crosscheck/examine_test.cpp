// The parts of an examination: formats, functions, points, expansions, tallies.
#include <certibound/crosscheck/examine.hpp>

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/diagnostic.hpp>

#include "every_float.hpp"
#include "places.hpp"
#include "points.hpp"
#include "tally.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <set>

namespace certibound::crosscheck {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class AnyFormat : public testing::TestWithParam<Format> {};

TEST_P(AnyFormat, CountsItsNumbersInOrder) {
  const Format& format = GetParam();
  const std::int64_t last = ordinal(format, kInfinity);
  EXPECT_EQ(from_ordinal(format, last), kInfinity);
  EXPECT_EQ(from_ordinal(format, last - 1), largest(format));
  EXPECT_EQ(from_ordinal(format, 1), smallest(format));
  EXPECT_EQ(from_ordinal(format, -1), -smallest(format));
  EXPECT_EQ(ordinal(format, -0.0), 0);
  for (std::uint64_t i = 0; i < 5000; ++i) {
    const auto n = static_cast<std::int64_t>(random_bits(3, i) % static_cast<std::uint64_t>(last));
    ASSERT_EQ(ordinal(format, from_ordinal(format, n)), n);
    ASSERT_LT(from_ordinal(format, n), from_ordinal(format, n + 1)) << n;
  }
}

TEST_P(AnyFormat, RoundsToTheNearestNumberTiesToEven) {
  const Format& format = GetParam();
  const std::int64_t last = ordinal(format, largest(format));
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const auto n = static_cast<std::int64_t>(random_bits(4, i) % static_cast<std::uint64_t>(last));
    const double a = from_ordinal(format, n), b = from_ordinal(format, n + 1);
    if (std::isinf(b)) continue;
    Float middle(80);
    mpfr_set_d(middle.get(), a, MPFR_RNDN);
    mpfr_add_d(middle.get(), middle.get(), b, MPFR_RNDN);
    mpfr_div_2ui(middle.get(), middle.get(), 1, MPFR_RNDN);
    ASSERT_EQ(nearest(format, middle), n % 2 == 0 ? a : b) << n;
    mpfr_nextabove(middle.get());
    ASSERT_EQ(nearest(format, middle), b) << n;
    mpfr_nextbelow(middle.get());
    mpfr_nextbelow(middle.get());
    ASSERT_EQ(nearest(format, middle), a) << n;
  }
}

INSTANTIATE_TEST_SUITE_P(Format, AnyFormat, testing::Values(kDouble, kFloat, kFloat16, kBfloat16),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Format, OrdinalIsTheBitPattern) {
  for (const double x : {0x1p-1074, 1.0, 0.1, 1e300}) EXPECT_EQ(ordinal(kDouble, x), std::bit_cast<std::int64_t>(x));
  for (const float x : {0x1p-149F, 1.0F, 0.1F, 1e38F}) EXPECT_EQ(ordinal(kFloat, x), std::bit_cast<std::int32_t>(x));
}

TEST(Format, DecodesEveryPatternOf16Bits) {
  for (std::uint32_t bits = 0; bits < 0x8000; ++bits) {
    const double bfloat = decode(kBfloat16, static_cast<std::uint16_t>(bits)), as_float = std::bit_cast<float>(bits << 16);
    ASSERT_TRUE(bfloat == as_float || (std::isnan(bfloat) && std::isnan(as_float))) << bits;
    const double half = decode(kFloat16, static_cast<std::uint16_t>(bits));
    if (bits <= 0x7C00) {
      ASSERT_EQ(ordinal(kFloat16, half), bits);
      ASSERT_EQ(decode(kFloat16, static_cast<std::uint16_t>(bits | 0x8000)), -half);
    } else {
      ASSERT_TRUE(std::isnan(half)) << bits;
    }
  }
}

TEST(UlpError, OfAnInfinityIsThatOfTheNextPowerOfTwo) {
  const Interval half_a_unit(power(Rational(2), 970), 2000), top(power(Rational(2), 1024), 2000), one(1, 53);
  EXPECT_TRUE(equal(ulp_error(kInfinity, top - half_a_unit), Interval(0, 53)));
  EXPECT_TRUE(equal(ulp_error(kInfinity, Interval::point(1e300) * Interval::point(1e300)), Interval(0, 53)));
  EXPECT_TRUE(ulp_error(-kInfinity, top).is_entire());
  EXPECT_TRUE(ulp_error(kInfinity, Interval::point(std::numeric_limits<double>::max())).is_entire());
  const Interval error = ulp_error(kInfinity, top - half_a_unit - one);
  EXPECT_TRUE(certainly(less(Interval(Rational(1, 2), 53), error)) && certainly(less(error, one)));
  EXPECT_EQ(rounding_of(kInfinity, top - half_a_unit), Rounding::correct);
  EXPECT_EQ(rounding_of(kInfinity, top - half_a_unit - one), Rounding::wrong);
}

TEST(Function, HasNamesAndExpressions) {
  EXPECT_EQ(Function("Rhat").text(), "Rhat(x)");
  EXPECT_NE(Function("Rhat").reference(), nullptr);
  EXPECT_EQ(Function("dRhat").reference(), find_reference("dRhat"));
  EXPECT_EQ(Function("min").arity(), 2);
  EXPECT_EQ(Function("pow").arity(), 2);
  EXPECT_EQ(Function("sqrt(x^2 + 1)").arity(), 1);
  EXPECT_THROW(Function("exq"), language::SyntaxError);
  EXPECT_THROW(Function("sin(z)"), language::SyntaxError);
}

TEST(Function, KnowsItsParity) {
  for (const char* odd : {"sin", "x^3 - x", "erf", "x/(1 + x^2)", "sinh(x)*cos(x)", "-atan(2*x)"}) {
    EXPECT_EQ(Function(odd).parity(), Parity::odd) << odd;
  }
  for (const char* even : {"cos", "x*sin(x)", "exp(-x^2)", "abs", "phi", "log(1 + x^2)", "x^4"}) {
    EXPECT_EQ(Function(even).parity(), Parity::even) << even;
  }
  for (const char* neither : {"exp", "Rhat", "x + 1", "sin(x) + cos(x)", "sqrt", "max(x, 0)"}) {
    EXPECT_EQ(Function(neither).parity(), Parity::none) << neither;
  }
}

TEST(Function, KnowsWhereItIsDefined) {
  const Function log("log"), root("sqrt(1 - x^2)");
  EXPECT_EQ(log.at(-1, 0, 64).place, Place::outside);
  EXPECT_EQ(log.at(0, 0, 64).place, Place::outside);
  EXPECT_EQ(log.at(0x1p-1074, 0, 64).place, Place::inside);
  EXPECT_EQ(root.at(1, 0, 64).place, Place::inside);
  EXPECT_EQ(root.at(std::nextafter(1, 2), 0, 64).place, Place::outside);
}

// Taylor polynomials against enclosures at other points of their interval.
TEST(Function, ExpansionKeepsItsErrorBound) {
  for (const char* text : {"exp", "sin", "log", "Rhat", "Rhat1", "erf", "sqrt", "tanh", "x^x", "1/(1 + x^2)"}) {
    const Function function(text);
    int found = 0;
    for (std::uint64_t i = 0; i < 40; ++i) {
      const double c = std::ldexp(static_cast<double>(random_bits(5, i) >> 44) + 1, -21);  // a multiple of 2^-21 in (0, 1/2]
      const double radius = std::ldexp(1.0, -9 - static_cast<int>(i % 8));
      if (c <= radius) continue;
      const Expansion expansion = function.expand(c, radius, 7, 96);
      if (expansion.coefficients.empty()) continue;
      ++found;
      for (int k = -16; k <= 16; ++k) {
        const double h = radius * k / 16;
        double v = expansion.coefficients[7];
        for (int j = 6; j >= 0; --j) v = v * h + expansion.coefficients[static_cast<std::size_t>(j)];
        const Interval exact = function.at(c + h, 0, 160).enclosure;
        ASSERT_TRUE(certainly(less_equal(abs(Interval::point(v) - exact), Interval::point(expansion.error))))
            << text << " at " << hex_float(c + h);
      }
    }
    EXPECT_GT(found, 20) << text;
  }
}

TEST(Function, ExpansionSaysWhereItGoes) {
  EXPECT_EQ(Function("exp").expand(1, 0x1p-10, 7, 96).direction, 1);
  EXPECT_EQ(Function("cos").expand(1, 0x1p-10, 7, 96).direction, -1);
  EXPECT_EQ(Function("x^2").expand(0, 0x1p-10, 7, 96).direction, 0);
  EXPECT_TRUE(Function("sqrt").expand(0x1p-12, 0x1p-11, 7, 96).coefficients.empty());
}

TEST(Places, FindTheEndsOfADomain) {
  const auto domain = [](const char* text, const Format& format = kDouble) {
    return find_domain(Function(text), format, -largest(format), largest(format));
  };
  EXPECT_EQ(domain("acos").ends, (std::vector<double>{-1, 1}));
  EXPECT_EQ(domain("log").ends, (std::vector<double>{smallest(kDouble)}));
  EXPECT_EQ(domain("sqrt").lo, 0);
  EXPECT_TRUE(domain("sin").ends.empty());
  EXPECT_EQ(domain("sqrt(3 - x)", kFloat).hi, 3);
  const Domain exp = domain("exp");
  EXPECT_TRUE(exp.ends.empty());
  EXPECT_NEAR(exp.core_hi, 709.782712893384, 1e-9);   // log of the largest double
  EXPECT_NEAR(exp.core_lo, -745.1332191019411, 1e-9);  // log of half the smallest one
  EXPECT_GT(domain("log(-1 - x^2)").lo, domain("log(-1 - x^2)").hi);
}

TEST(Places, ReachEveryBinadeOfTheCore) {
  for (const char* text : {"sqrt", "sin", "acos", "exp"}) {
    const Function function(text);
    const Domain domain = find_domain(function, kDouble, -largest(kDouble), largest(kDouble));
    std::set<int> seen;
    for (std::uint64_t i = 0; i < 40'000; ++i) {
      const double x = check_point(kDouble, domain, 1, i);
      ASSERT_TRUE(x >= domain.lo && x <= domain.hi) << text << " " << hex_float(x);
      if (x != 0) seen.insert(std::ilogb(x));
    }
    const int top = std::ilogb(std::max(std::fabs(domain.core_lo), std::fabs(domain.core_hi)));
    for (int e = -1074; e <= top; ++e) ASSERT_TRUE(seen.contains(e)) << text << " 2^" << e;
  }
}

// A run of floats by expansions gives the same counts as one by one.
TEST(EveryFloat, JudgesAsTheEnclosuresDo) {
  for (const char* text : {"exp", "Rhat", "log", "sin"}) {
    const Function function(text);
    constexpr std::uint32_t first = 0x3F340000, n = 2048;  // from 0.703 on
    std::vector<float> plus, minus;
    for (std::uint32_t i = 0; i < n; ++i) {
      for (const std::uint32_t sign : {0U, 0x80000000U}) {
        const double x = std::bit_cast<float>((first + i) | sign);
        const Value value = function.at(x, 0, 128);
        const double right = value.place == Place::inside ? nearest(kFloat, value.enclosure.lo()) : std::nan("");
        const auto y = static_cast<float>(i % 7 == 0 ? from_ordinal(kFloat, ordinal(kFloat, right) + 1) : right);
        (sign == 0 ? plus : minus).push_back(std::isnan(right) ? std::numeric_limits<float>::quiet_NaN() : y);
      }
    }
    Tally fast(function, kFloat, 128, 1), slow(function, kFloat, 128, 1);
    PairCount monotone, symmetric;
    FloatCheck check(function, -largest(kFloat), largest(kFloat), fast, monotone, symmetric);
    check.take(first, plus, minus);
    for (std::uint32_t i = 0; i < n; ++i) {
      slow.judge_rigorously({std::bit_cast<float>(first + i), 0, plus[i]});
      slow.judge_rigorously({std::bit_cast<float>((first + i) | 0x80000000U), 0, minus[i]});
    }
    const Measured a = fast.finish(), b = slow.finish();
    EXPECT_EQ(a.points, b.points) << text;
    EXPECT_EQ(a.outside, b.outside) << text;
    EXPECT_EQ(a.misrounded, b.misrounded) << text;
    EXPECT_EQ(a.worst.x, b.worst.x) << text;
    EXPECT_LT(a.rigorous, b.rigorous) << text;
    EXPECT_TRUE(certainly(less(abs(a.worst_error - b.worst_error), Interval::point(0x1p-10)))) << text;
  }
}

TEST(EveryFloat, KnowsWhichFunctionsItCannotDo) {
  EXPECT_TRUE(smooth_between_floats(Function("exp"), -largest(kFloat), largest(kFloat)));
  EXPECT_TRUE(smooth_between_floats(Function("Rhat"), -largest(kFloat), largest(kFloat)));
  EXPECT_FALSE(smooth_between_floats(Function("sin"), -largest(kFloat), largest(kFloat)));
  EXPECT_TRUE(smooth_between_floats(Function("sin"), -10, 10));
  EXPECT_FALSE(smooth_between_floats(Function("chernoff_exponent"), 0, 1024));  // known at points only
}

TEST(Tally, DoesNotDependOnHowPointsAreDistributed) {
  const Function function("Rhat");
  Tally whole(function, kDouble, 128, 1), left(function, kDouble, 128, 1), right(function, kDouble, 128, 1);
  const Domain domain = find_domain(function, kDouble, -1, 1);
  for (std::uint64_t i = 0; i < 5000; ++i) {
    const double x = check_point(kDouble, domain, 9, i);
    const double y = std::fabs(x) == 1 ? std::fmax(x, 0) : std::nextafter(function.reference()->fast(x).hi, i % 3 == 0 ? 2 : -1);
    whole.add({x, 0, y});
    (i % 5 < 2 ? left : right).add({x, 0, y});
  }
  right.merge(left);
  const Measured a = whole.finish(), b = right.finish();
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.misrounded, b.misrounded);
  EXPECT_EQ(a.worst.x, b.worst.x);
  EXPECT_EQ(a.classes, b.classes);
  EXPECT_TRUE(equal(a.worst_error, b.worst_error));
}

TEST(ErrorClass, HasPowersOfTwoAsBounds) {
  EXPECT_EQ(error_class(0), 0U);
  EXPECT_EQ(error_class(0.5), 0U);
  EXPECT_EQ(error_class(0.75), 1U);
  EXPECT_EQ(error_class(1), 1U);
  EXPECT_EQ(error_class(1.5), 2U);
  EXPECT_EQ(error_class(2), 2U);
  EXPECT_EQ(error_class(0x1p60), 61U);
  EXPECT_EQ(error_class(kInfinity), kErrorClasses - 1);
  EXPECT_EQ(error_class(std::nan("")), kErrorClasses - 1);
}

}  // namespace
}  // namespace certibound::crosscheck
