// Calls: functions of several variables, duals, and the binders sum, integral and expect.
#include "support.hpp"

#include <certibound/dual_activation/activation.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/calls.hpp>
#include <certibound/language/gradient.hpp>
#include <certibound/language/jet.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/language/problem.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

Range value(const std::string& text, const std::vector<Rational>& point = {}, Precision bits = 128) {
  const Expression e(text);
  std::vector<Range> at;
  for (const Rational& x : point) at.push_back(constant(x, bits));
  at.resize(2, constant(0, bits));
  return enclose(Program(e.terms, {e.root}), at, bits)[0];
}

std::optional<Rational> exact(const std::string& text, const std::vector<Rational>& point = {0, 0}) {
  const Expression e(text);
  return evaluate_exactly(Program(e.terms, {e.root}), point)[0].rational();
}

void expect_near(const std::string& text, const std::string& decimal) {
  const Range r = value(text);
  EXPECT_TRUE(r.defined) << text;
  const Interval around = Interval(*parse_rational(decimal), 128) +
                          Interval(Rational(-1), Rational(1), 128) * Interval(*parse_rational("1e-19"), 128);
  EXPECT_TRUE(subset(r.value, around)) << text << ": " << to_string(r.value, 25) << " is not " << decimal;
}

std::string message(const std::string& text) {
  Terms terms;
  try {
    parse_expression({"t", text}, {"x", "y"}, terms);
  } catch (const SyntaxError& error) {
    return error.what();
  }
  return "";
}

TEST(Calls, BinomialCoefficientsAreExactIntegers) {
  EXPECT_EQ(exact("binomial(5, 2)"), Rational(10));
  EXPECT_EQ(exact("binomial(5, 7)"), Rational(0));
  EXPECT_EQ(exact("binomial(x, y)", {40, 20}), Rational(*parse_rational("137846528820")));
  EXPECT_TRUE(contains(value("binomial(x, y)", {1000000, 500000}).value.at_precision(64), Rational(0)) == false);
  EXPECT_FALSE(value("binomial(x, y)", {Rational(1, 2), 2}).defined);
}

// mpmath 1.2.1, mp.dps = 30: gammainc(5/2, 0, 3/2, regularized=True), gammainc(1/2, 4, inf, regularized=True)
TEST(Calls, ChiSquareLawsOfWholeDegreesAreEnclosedWithoutHelp) {
  use_external_values(nullptr);
  expect_near("chi2_cdf(5, 3)", "0.300014164121372490900198448375");
  expect_near("chi2_sf(1, 8)", "0.00467773498104726583793074363275");
  EXPECT_FALSE(value("chi2_cdf(5, -1)").defined);
  EXPECT_FALSE(value("chi2_cdf(0, 1)").defined);
  EXPECT_EQ(to_string(value("chi2_cdf(3, 0)").value, 5), "[0, 0]");
  const Expression wide("chi2_cdf(4, x)");
  const Range range = enclose(Program(wide.terms, {wide.root}),
                              {to_range(Side{0, 1, false, true, false, true, false}, 64), constant(0, 64)}, 64)[0];
  EXPECT_TRUE(subset(range.value, Interval(Rational(0), Rational(1), 64)));
}

TEST(Calls, WithoutExternalValuesTheyAreUnknownAndNotWrong) {
  use_external_values(nullptr);
  EXPECT_EQ(to_string(value("Phi2(1, 1, 1/2)").value, 5), "[0, 1]");
  EXPECT_FALSE(value("Phi2(0, 0, 2)").defined);
  EXPECT_FALSE(value("integral(t, t, 0, 1)").defined);
  EXPECT_FALSE(value("dual(tanh, 1/2)").defined);
}

TEST(Calls, WhoLeansOnExternalValuesIsKnown) {
  const auto leans = [](const std::string& text) {
    const Expression e(text);
    return leans_on_external_values(e.terms, e.root);
  };
  EXPECT_FALSE(leans("chi2_cdf(3, x) + binomial(5, x) + dual(relu, x) + sum(k*x, k, 1, 3)"));
  EXPECT_TRUE(leans("x + chi2_cdf(7/2, x)"));
  EXPECT_TRUE(leans("chi2_cdf(x, 1)"));
  EXPECT_TRUE(leans("1 + Phi2(x, 0, 0)"));
  EXPECT_TRUE(leans("sum(dual(tanh, x/k), k, 1, 3)"));
  EXPECT_TRUE(leans("expect(t^2, t)"));
}

TEST(Calls, SumsAreTheirTermsOneByOne) {
  EXPECT_EQ(exact("sum(k^2, k, 1, 10)"), Rational(385));
  EXPECT_EQ(exact("sum(x*k + y, k, 0, 3)", {2, 1}), Rational(16));
  EXPECT_EQ(exact("sum(1/k, k, 5, 4)"), Rational(0));
  EXPECT_EQ(exact("sum(sum(j*k, j, 1, k), k, 1, 4)"), Rational(1 + 2 * 3 + 3 * 6 + 4 * 10));
  EXPECT_EQ(exact("sum(binomial(x, k), k, 0, x)", {20, 0}), Rational(1 << 20));
  EXPECT_TRUE(contains(value("sum(1/k^2, k, 1, 1000)").value, *exact("sum(1/k^2, k, 1, 1000)")));
  EXPECT_FALSE(value("sum(1/k, k, 0, 3)").defined);
  EXPECT_FALSE(value("sum(k, k, 1, 1/2)").defined);
  EXPECT_FALSE(value("sum(k, k, 1, 1000000)").defined) << "longer than a sum may be: unknown, not slow";
}

TEST(Calls, DerivativesOfSumsAreSumsOfDerivatives) {
  const Expression e("sum(x^k, k, 0, 5)");
  const auto jet = exact_jet(Program(e.terms, {e.root}), 0, {1, 0}, 0, 2);
  EXPECT_EQ(jet[1].rational(), Rational(15));
  EXPECT_EQ(jet[2].rational(), Rational(20));
  const Range x = constant(1, 64);
  const Gradient g = enclose_with_slopes(Program(e.terms, {e.root}), {x, x}, 64)[0];
  EXPECT_TRUE(contains(g.slope[0].value, Rational(15)));
  EXPECT_TRUE(certainly_zero(g.slope[1]));
}

TEST(Calls, SlopesOfChiSquareLawsContainDifferenceQuotients) {
  for (const char* text : {"chi2_cdf(3, x)", "chi2_sf(4, x)", "chi2_cdf(1, x*x + 1)"}) {
    const Expression e(text);
    const Program program(e.terms, {e.root});
    const Range box = to_range(Side{Rational(1, 2), Rational(3, 2), false, false, false, false, false}, 64);
    const Gradient g = enclose_with_slopes(program, {box, constant(0, 64)}, 64)[0];
    const Interval difference = value(text, {Rational(5, 4)}).value - value(text, {Rational(3, 4)}).value;
    EXPECT_TRUE(subset(difference * Interval(2, 128), g.slope[0].value)) << text;
  }
}

// The closed forms written as terms against the enclosures of the room that has them with their sources.
TEST(Calls, ClosedDualsAreThoseOfTheActivations) {
  const std::vector<Rational> rhos = {-1, Rational(-9, 10), Rational(-1, 3), 0, Rational(1, 7), Rational(3, 4), 1};
  int compared = 0;
  for (const char* name : {"relu", "leaky(1/5)", "leaky(-3)", "abs", "identity", "step", "sign", "erf", "gelu", "sin",
                           "cos", "exp", "gaussian", "relu2", "hermite(3)"}) {
    const auto activation = find_activation(name).activation;
    ASSERT_TRUE(activation) << name;
    for (const Rational& rho : rhos) {
      const std::string text = "dual(" + std::string(name) + ", x";
      const Range one = value(text + ")", {rho});
      const Interval wanted = activation->dual(GaussianPair(Interval(rho, 128)));
      ASSERT_TRUE(one.defined) << name;
      ASSERT_FALSE(disjoint(one.value, wanted)) << name << " at " << to_string(rho);
      ++compared;
      const Range other = value(text + ", 2, 1/3)", {rho});
      if (!other.defined) continue;  // the dual is not in closed form for these variances
      const Interval q1(2, 128), q2(Rational(1, 3), 128);
      ASSERT_FALSE(disjoint(other.value, activation->dual(GaussianPair(Interval(rho, 128), q1, q2)))) << name;
      ++compared;
    }
  }
  EXPECT_GT(compared, 150);
  EXPECT_EQ(exact("normdual(relu, x)", {1, 0}), Rational(1));
}

TEST(Calls, TextReadsBackAsTheSameTerm) {
  for (const char* text :
       {"Phi2(x, y, 1/2)", "chi2_sf(x, 3)", "sum(x*k, k, 1, y)", "integral(exp(-t^2)*x, t, -oo, oo)",
        "integral(t, t, 0, oo)", "integral(exp(-t), t, -oo, 3)", "expect(max(t, 0)*x, t)", "expect(t^2, t)",
        "expect(max(u, 0)*max(v, 0), u, v, x)", "dual(tanh, x, 1, 2)", "integral(sum(t^k, k, 0, 3), t, 0, x)"}) {
    Terms terms;
    const NodeId root = parse_expression({"t", text}, {"x", "y"}, terms);
    const std::string printed = to_text(terms, root, {"x", "y"});
    EXPECT_EQ(parse_expression({"t", printed}, {"x", "y"}, terms), root) << text << " prints as " << printed;
  }
}

TEST(Calls, EqualBodiesAreOneTerm) {
  Terms terms;
  const std::vector<std::string> names = {"x", "y"};
  EXPECT_EQ(parse_expression({"t", "sum(x*k, k, 1, 9)"}, names, terms),
            parse_expression({"t", "sum(x*j, j, 1, 9)"}, names, terms));
  EXPECT_NE(parse_expression({"t", "sum(x*k, k, 1, 9)"}, names, terms),
            parse_expression({"t", "sum(y*k, k, 1, 9)"}, names, terms));
  EXPECT_NE(parse_expression({"t", "integral(t, t, 0, oo)"}, names, terms),
            parse_expression({"t", "integral(t, t, -oo, 0)"}, names, terms));
}

TEST(Calls, DefinitionsCarryTheirBinders) {
  const Document document =
      parse_document({"t", "def f(a) = sum(a^k, k, 0, 3)\nclaim c { forall x in [0, 1] show f(2*x) >= 1 }\n"});
  const Problem problem(document.claims.at(0));
  EXPECT_EQ(evaluate_exactly(problem.goal_program(), {Rational(1, 2)})[0].rational(), Rational(3));
}

TEST(Calls, MistakesAreNamed) {
  EXPECT_NE(message("dual(rleu, x)").find("did you mean 'relu'"), std::string::npos);
  EXPECT_NE(message("dual(leaky, x)").find("leaky(A)"), std::string::npos);
  EXPECT_NE(message("hermite(3)").find("unknown function"), std::string::npos);
  EXPECT_NE(message("sum(k, k, 1)").find("write sum(E, variable, from, to)"), std::string::npos);
  EXPECT_NE(message("sum(x, x, 1, 2)").find("in use"), std::string::npos);
  EXPECT_NE(message("sum(k, k, 1, oo)").find("oo"), std::string::npos);
  EXPECT_NE(message("integral(t, 3, 0, 1)").find("expected a variable"), std::string::npos);
  EXPECT_NE(message("expect(t)").find("write expect(E, X)"), std::string::npos);
  EXPECT_NE(message("sum(k, k, 1, 2").find("no closing parenthesis"), std::string::npos);
  EXPECT_NE(message("Phi2(1, 2)").find("takes 3 arguments"), std::string::npos);
}

}  // namespace
}  // namespace certibound::language::test
