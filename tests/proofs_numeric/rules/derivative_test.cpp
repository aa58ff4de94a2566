// The derivative as a term, against differences of enclosures; and no value where there is no derivative.
#include "../language/support.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/language/evaluate.hpp>
#include <certibound/rules/derivative.hpp>

#include <gtest/gtest.h>

namespace certibound::rules::test {
namespace {

using language::NodeId;
using language::Op;
using language::Range;
using language::Terms;
using language::test::kSeed;
using language::test::Random;

constexpr Precision kBits = 256;

Range at(const Terms& terms, NodeId root, const std::vector<language::Side>& sides) {
  return enclose(language::Program(terms, {root}), language::to_ranges(sides, kBits), kBits)[0];
}

struct Slope {
  explicit Slope(const std::string& text, int variable = 0) {
    root = language::parse_expression({"<test>", text}, {"x", "y"}, terms);
    slope = derivative(terms, root, variable);
  }
  Terms terms;
  NodeId root, slope;
};

// By the mean value theorem (f(x + h) - f(x))/h is a value of the derivative between x and x + h.
bool agrees(const Slope& f, const Rational& x, const Rational& y, const Rational& h, bool& compared) {
  const language::Side between{.lo = x, .hi = x + h}, other = language::point_side(y);
  const Range slope = at(f.terms, f.slope, {between, other});
  const Range whole = at(f.terms, f.root, {between, other});
  if (!slope.defined || !whole.defined || slope.value.is_entire()) return true;
  const Range from = at(f.terms, f.root, {language::point_side(x), other});
  const Range to = at(f.terms, f.root, {language::point_side(x + h), other});
  const Interval quotient = (to.value - from.value) / Interval(h, kBits);
  compared = true;
  return !disjoint(quotient, slope.value);
}

const std::vector<std::string>& arguments() {
  static const std::vector<std::string> all = {"x", "(x^2 + 1/3)", "(1 - x/3)", "(x*y)", "(x/5 - y/7)", "sin(x)/2", "exp(-x)/2"};
  return all;
}

TEST(Derivative, MeetsEveryDifferenceQuotient) {
  Random random(kSeed);
  for (const language::FunctionName& f : language::functions()) {
    if (f.op == Op::gamma || f.op == Op::lgamma) continue;
    long compared = 0;
    for (const std::string& u : arguments()) {
      const Slope s(std::string(f.name) + "(" + u + (f.arguments == 2 ? ", 1/3*y + x^2)" : ")"));
      for (int k = 0; k < 60; ++k) {
        const Rational x = Rational(random.below(4001) - 2000, 1000), y = Rational(random.below(4001) - 2000, 1000);
        const Rational h(1, Integer(1) << static_cast<unsigned>(random.below(60) + 4));
        bool was = false;
        ASSERT_TRUE(agrees(s, x, y, h, was)) << f.name << "(" << u << ") at " << to_string(x) << ", " << to_string(y);
        compared += was;
      }
    }
    EXPECT_GT(compared, 60) << f.name;
  }
}

TEST(Derivative, OfOperationsAndPowersMeetsEveryDifferenceQuotient) {
  Random random(kSeed + 1);
  for (const char* text : {"x + y", "x - y*x", "-x", "x*x*y", "x/(2 + y + x^2)", "y/(3 + x)", "x^7", "x^(-3)", "x^0", "x^(3/2)", "x^(-1/2)",
                           "(2 + y)^x", "x^y", "x^(x*y)", "2^x", "(x^2)^(3/2)", "sqrt(x)^3", "pi*x + e_", "exp(x*log(3 + x^2))",
                           "binomial(5, 2)*x", "tan(x)*cos(x)", "abs(x)*max(x, y)", "min(x, y)/max(x + 3, y)"}) {
    for (const int variable : {0, 1}) {
      const Slope s(text, variable);
      long compared = 0;
      for (int k = 0; k < 100; ++k) {
        const Rational x = Rational(random.below(4001) - 2000, 1000), y = Rational(random.below(4001) - 2000, 1000);
        const Rational h(1, Integer(1) << static_cast<unsigned>(random.below(40) + 8));
        bool was = false;
        if (variable == 0) {
          ASSERT_TRUE(agrees(s, x, y, h, was)) << text << " at " << to_string(x) << ", " << to_string(y);
        } else {
          const Range slope = at(s.terms, s.slope, {language::point_side(x), {.lo = y, .hi = y + h}});
          const Range from = at(s.terms, s.root, {language::point_side(x), language::point_side(y)});
          const Range to = at(s.terms, s.root, {language::point_side(x), language::point_side(y + h)});
          const Range whole = at(s.terms, s.root, {language::point_side(x), {.lo = y, .hi = y + h}});
          if (!slope.defined || !whole.defined) continue;
          was = true;
          ASSERT_FALSE(disjoint((to.value - from.value) / Interval(h, kBits), slope.value)) << text << ", by y";
        }
        compared += was;
      }
      EXPECT_GT(compared, 10) << text << " by variable " << variable;
    }
  }
}

// Of random terms, too: wherever both have values.
TEST(Derivative, OfRandomTermsMeetsEveryDifferenceQuotient) {
  Random random(kSeed + 2);
  long compared = 0;
  for (int k = 0; k < language::test::rounds(3000); ++k) {
    Terms terms;
    const NodeId root = random.term(terms, 2, 3);
    Slope s("x");
    s.terms = terms;
    s.root = root;
    try {
      s.slope = derivative(s.terms, root, 0);
    } catch (const NoDerivative&) {
      continue;
    }
    for (int n = 0; n < 2; ++n) {
      bool was = false;
      ASSERT_TRUE(agrees(s, random.number(), random.number(), Rational(1, 1 << 16), was))
          << "seed " << kSeed + 2 << ", round " << k << ": " << to_text(s.terms, s.root, {"x", "y"}) << "\n"
          << to_text(s.terms, s.slope, {"x", "y"});
      compared += was;
    }
  }
  EXPECT_GT(compared, 500);
}

TEST(Derivative, HasNoValueAtKinks) {
  struct Kink {
    const char* text;
    Rational x;
  };
  for (const Kink& kink : {Kink{"abs(x)", 0}, {"abs(x - 1)", 1}, {"sqrt(x)", 0}, {"sqrt(x^2)", 0}, {"cbrt(x)", 0}, {"cbrt(x - 2)", 2},
                           {"acos(x)", 1}, {"acos(x)", -1}, {"asin(x)", 1}, {"asin(x)", -1}, {"Rhat1(x)", 1}, {"Rhat1(x)", -1},
                           {"max(x, 0)", 0}, {"min(x, x^2)", 1}, {"min(x, x^2)", 0}, {"max(x, x)", 3}, {"x^(1/2)", 0}, {"abs(x)^3", 0},
                           {"x*abs(x)", 0}, {"abs(x) - abs(x)", 0}, {"0*abs(x)", 0}, {"abs(x)^0", 0}, {"max(x, -x) + max(-x, x)", 0},
                           {"1/x", 0}, {"log(x)", 0}, {"log1p(x)", -1}, {"tan(x*0 + pi/2)", 0}, {"exp(sqrt(x))", 0}, {"x^(-2)", 0}}) {
    const Slope s(kink.text);
    EXPECT_FALSE(at(s.terms, s.slope, {language::point_side(kink.x), language::point_side(Rational(1))}).defined) << kink.text;
  }
}

TEST(Derivative, IsRefusedWhereTheLanguageHasNone) {
  for (const char* text : {"gamma(x)", "lgamma(1 + x)", "chi2_cdf(2, x)", "binomial(5, x)", "sum(x*k, k, 1, 3)", "integral(x*t, t, 0, 1)",
                           "y + gamma(x)*0"}) {
    EXPECT_THROW(Slope{text}, NoDerivative) << text;
    EXPECT_NO_THROW(Slope(text, 1)) << text;
  }
}

TEST(Derivative, OfAFunctionOfAFunctionIsOneTerm) {
  const auto text = [](const char* f) {
    const Slope s(f);
    return to_text(s.terms, s.slope, {"x", "y"});
  };
  EXPECT_EQ(text("y"), "0");
  EXPECT_EQ(text("x"), "1");
  EXPECT_EQ(text("x^2"), "2*x");
  EXPECT_EQ(text("exp(x^2)"), "exp(x^2)*(2*x)");
  EXPECT_EQ(text("x*y"), "y");
  EXPECT_EQ(text("log(x)"), "1/x");
}

}  // namespace
}  // namespace certibound::rules::test
