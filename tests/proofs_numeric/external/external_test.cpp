// Values of calls through the claim language: known ones are enclosed to 20 digits, what does not exist has no value.
#include <certibound/external/external.hpp>

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/gradient.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/measure.hpp>

#include <gtest/gtest.h>

namespace certibound::external {
namespace {

using language::NodeId;
using language::Terms;

class External : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { provide_values(); }

  static prover::Value value(const std::string& text, int digits = 20, const std::function<bool()>& stop = {}) {
    Terms terms;
    const NodeId root = language::parse_expression({"<test>", text}, {}, terms);
    return prover::evaluate_to_digits(terms, root, {}, digits, 256, stop);
  }

  // Both texts have the same value: their enclosures overlap and are narrow.
  static void expect_equal(const std::string& text, const std::string& other) {
    const prover::Value a = value(text), b = value(other);
    EXPECT_TRUE(a.defined && a.reached) << text << ": " << to_string(a.enclosure, 25);
    EXPECT_TRUE(b.defined && b.reached) << other;
    EXPECT_FALSE(disjoint(a.enclosure, b.enclosure))
        << text << " = " << to_string(a.enclosure, 25) << ", " << other << " = " << to_string(b.enclosure, 25);
  }
};

TEST_F(External, IntegralsHaveTheirKnownValues) {
  expect_equal("integral(t^2, t, 0, 1)", "1/3");
  expect_equal("integral(exp(-t^2), t, -oo, oo)", "sqrt(pi)");
  expect_equal("integral(exp(-t^2), t, 0, oo)", "sqrt(pi)/2");
  expect_equal("integral(1/(1 + t^2), t, 0, oo)", "pi/2");
  expect_equal("integral(1/sqrt(t), t, 0, 1)", "2");
  expect_equal("integral(log(t), t, 0, 1)", "-1");
  expect_equal("integral(abs(t - 1/3), t, 0, 1)", "5/18");
  expect_equal("integral(t, t, 1, 0)", "-1/2");
  expect_equal("integral(Rhat(t), t, -1, 1)", "3/4");
  expect_equal("integral(sum(t^k, k, 0, 3), t, 0, 1)", "1 + 1/2 + 1/3 + 1/4");
  expect_equal("integral(exp(t), t, -oo, -pi)", "exp(-pi)");
}

TEST_F(External, ExpectationsHaveTheirKnownValues) {
  expect_equal("expect(t^4, t)", "3");
  expect_equal("expect(max(t, 0), t)", "1/sqrt(2*pi)");
  expect_equal("expect(exp(2*t), t)", "exp(2)");
  expect_equal("expect(abs(t), t)^2", "2/pi");
  expect_equal("expect(Phi(t)^2, t)", "1/3");
}

TEST_F(External, CapturedVariablesTakePart) {
  Terms terms;
  const NodeId root = language::parse_expression({"<test>", "integral(x*t, t, 0, x)"}, {"x"}, terms);
  const language::Range at = language::constant(Rational(3, 2), 128);
  const language::Range v = language::enclose(language::Program(terms, {root}), {at}, 128)[0];
  EXPECT_TRUE(v.defined);
  EXPECT_TRUE(contains(v.value, Rational(27, 16)));
}

TEST_F(External, WhatDoesNotExistHasNoValue) {
  for (const char* text :
       {"integral(1/t, t, 0, 1)", "integral(log(t), t, -1, 1)", "integral(1, t, 0, oo)", "expect(exp(t^2/2), t)",
        "expect(1/t, t)", "integral(sqrt(t), t, -1, 1)", "integral(1/t^2, t, -1, 1)"}) {
    EXPECT_FALSE(value(text, 5).defined) << text;
  }
}

TEST_F(External, OddFunctionsHaveTheExpectationZero) {
  const char* zeros[] = {"expect(tanh(t), t)",
                         "expect(max(t, 0) - max(-t, 0), t)",
                         "expect(1/(1 + exp(-t)) - 1/2, t)",
                         "expect(tanh(X)*Y^2, X, Y, 1/3)",
                         "integral(sin(t^3), t, -1, 1)",
                         "integral(t/(1 + t^4), t, -oo, oo)",
                         "integral(t/sqrt(1 - t^2), t, -1, 1)"};
  for (const char* text : zeros) {
    const prover::Value x = value(text);
    EXPECT_TRUE(x.defined && x.enclosure.is_point() && contains_zero(x.enclosure)) << text << ": " << to_string(x.enclosure, 9);
  }
  const prover::Value ends = value("integral(sin(t), t, -pi, pi)");
  EXPECT_TRUE(ends.defined && contains_zero(ends.enclosure) && !ends.enclosure.is_point());
  EXPECT_LT(mpfr_get_exp(wid(ends.enclosure).get()), -60);
}

// Odd, but without an expectation; nearly odd; over a range that is not symmetric.
TEST_F(External, OddFunctionsWithoutAnIntegralHaveNoValue) {
  for (const char* text : {"expect(1/t, t)", "integral(1/t, t, -1, 1)", "integral(t, t, -oo, oo)", "expect(1/t^3, t)"}) {
    EXPECT_FALSE(value(text).defined) << text;
  }
  expect_equal("expect(t + 10^(-9), t)", "10^(-9)");
  expect_equal("integral(t, t, -1, 1 + 10^(-9))", "((1 + 10^(-9))^2 - 1)/2");
  expect_equal("expect(abs(t), t)", "sqrt(2/pi)");
}

TEST_F(External, DualsWithoutAClosedFormAreThoseOfTheActivations) {
  expect_equal("dual(hermite(2), 1/2, 1, 1)", "1/4");
  expect_equal("dual(step, 1/3, 2, 5)", "dual(step, 1/3)");
}

TEST_F(External, LawsHaveTheirKnownValues) {
  expect_equal("Phi2(0, 0, 1/2)", "1/3");
  expect_equal("Phi2(1, 1, 1)", "Phi(1)");
  expect_equal("Phi2(1, 2, 0)", "Phi(1)*Phi(2)");
  expect_equal("chi2_cdf(7/2, 3) + chi2_sf(7/2, 3)", "1");
  expect_equal("chi2_sf(2 + pi - pi, 6)", "exp(-3)");
}

// d/dh of the value, by a difference quotient, lies in the slopes over the box.
TEST_F(External, SlopesOfPhi2ContainDifferenceQuotients) {
  Terms terms;
  const NodeId root = language::parse_expression({"<test>", "Phi2(x, 1/2, x/3)"}, {"x"}, terms);
  const language::Program program(terms, {root});
  const language::Range box{Interval(Rational(-1), Rational(2), 64), true, false, false};
  const language::Range slope = language::enclose_with_slopes(program, {box}, 64)[0].slope[0];
  const auto at = [&](const Rational& x) {
    return language::enclose(program, {language::constant(x, 64)}, 64)[0].value;
  };
  EXPECT_TRUE(slope.value.is_bounded());
  EXPECT_TRUE(subset((at(Rational(3, 2)) - at(Rational(-1, 2))) / Interval(2, 64), slope.value));
}

TEST_F(External, PairsOfNormalsHaveTheirKnownValues) {
  for (const std::string rho : {"-1", "-1/3", "0", "1/2", "999/1000", "1"}) {
    const auto at = [&](const std::string& e) { return "expect(" + e + ", X, Y, " + rho + ")"; };
    expect_equal(at("X*Y"), rho);
    expect_equal(at("X^2*Y^2"), "1 + 2*(" + rho + ")^2");
    expect_equal(at("(X + 2*Y)^4"), "3*(5 + 4*(" + rho + "))^2");
    expect_equal(at("exp(X - Y/2)"), "exp((5/4 - (" + rho + "))/2)");
    expect_equal(at("abs(X)*abs(Y)"), "2/pi*(sqrt(1 - (" + rho + ")^2) + (" + rho + ")*asin(" + rho + "))");
    if (rho != "-1") expect_equal(at("max(X, 0)*max(Y, 0)"), "Rhat(" + rho + ")/2");
    if (rho != "0") expect_equal(at("(X/abs(X))*(Y/abs(Y))"), "2/pi*asin(" + rho + ")");
  }
  expect_equal("expect(max(X, 0)/X*(max(Y, 0)/Y), X, Y, 1/3)", "1/4 + asin(1/3)/(2*pi)");
  expect_equal("expect(X/abs(X)*Y/abs(Y), X, Y, 1/3)", "2/pi*asin(1/3)");
  expect_equal("expect(max(X, Y), X, Y, 1/3)", "sqrt((1 - 1/3)/pi)");
  expect_equal("expect(abs(X - Y), X, Y, -1/2)", "sqrt(6/pi)");
  expect_equal("expect(X^3*max(Y, 0)^2, X, Y, 1/5)", "expect(max(X, 0)^2*Y^3, X, Y, 1/5)");
  expect_equal("expect(exp(-abs(X) + Y), X, Y, 1/4)", "expect(exp(-abs(Y) + X), X, Y, 1/4)");
}

// The same expectations as duals, whose closed forms know nothing of the language.
TEST_F(External, PairsOfNormalsAgreeWithTheDualsOfPieces) {
  for (const std::string rho : {"-1/4", "1/5"}) {
    const auto at = [&](const std::string& e) { return "expect(" + e + ", X, Y, " + rho + ")"; };
    expect_equal(at("exp(X)*exp(Y)"), "dual(exp, " + rho + ")");
    expect_equal(at("max(X, 0)^2*max(Y, 0)^2"), "dual(relu2, " + rho + ")");
    expect_equal(at("max(X, X/5)*max(Y, Y/5)"), "dual(leaky(1/5), " + rho + ")");
    expect_equal(at("(X^3 - 3*X)*(Y^3 - 3*Y)/6"), "dual(hermite(3), " + rho + ")");
    expect_equal(at("min(max(X, -1), 1)*min(max(Y, -1), 1)"), "dual(hardtanh, " + rho + ")");
  }
}

TEST_F(External, PairsOfNormalsAgreeWithTheDualsOfOddFunctions) {
  expect_equal("expect(erf(X)*erf(Y), X, Y, 1/10)", "dual(erf, 1/10)");
  expect_equal("expect(sin(X)*sin(Y), X, Y, -1/10)", "dual(sin, -1/10)");
  expect_equal("expect(tanh(X)*tanh(Y), X, Y, 1/10)", "dual(tanh, 1/10)");
  expect_equal("expect(tanh(X)*Y, X, Y, 2/3)", "2/3*expect(1 - tanh(t)^2, t)");
  expect_equal("expect(tanh(X)*tanh(Y), X, Y, 1)", "expect(tanh(t)^2, t)");
  const prover::Value zero = value("expect(tanh(X)*tanh(Y), X, Y, 0)");
  EXPECT_TRUE(zero.defined && equal(zero.enclosure, Interval(0, 64))) << to_string(zero.enclosure, 5);
}

TEST_F(External, PairsOfNormalsAgreeWithTheDualsOfOtherFunctions) {
  expect_equal("expect(cos(X)*cos(Y), X, Y, 1/10)", "dual(cos, 1/10)");
  expect_equal("expect(exp(-X^2 - Y^2), X, Y, 1/10)", "dual(gaussian, 1/10)");
}

TEST_F(External, PairsOfNormalsAgreeWithTheDualOfGelu) {
  expect_equal("expect(X*Phi(X)*Y*Phi(Y), X, Y, -1/64)", "dual(gelu, -1/64)");
}

TEST_F(External, PairsOfNormalsWithoutAKnownFormHaveNoValue) {
  for (const char* text :
       {"expect(tanh(X*Y), X, Y, 1/2)", "expect(1/X*Y, X, Y, 1/2)", "expect(X*Y, X, Y, 3/2)",
        "expect(exp(X^2)*Y, X, Y, 1/2)", "expect(log(X)*Y, X, Y, 0)", "expect(X*tanh(Y)*sin(X + Y), X, Y, 1/2)"}) {
    EXPECT_FALSE(value(text, 5).defined) << text;
  }
}

TEST_F(External, PairsOfNormalsTakeCapturedVariablesAndBoxes) {
  Terms terms;
  const NodeId root =
      language::parse_expression({"<test>", "expect(exp(a*X)*max(Y, b), X, Y, r)"}, {"a", "b", "r"}, terms);
  const language::Program program(terms, {root});
  const auto at = [&](const Rational& a, const Rational& b, const Rational& r) {
    return language::enclose(program, {language::constant(a, 96), language::constant(b, 96), language::constant(r, 96)},
                             96)[0];
  };
  // exp(X/2) shifts (X, Y) by (1/2, r/2): e^(1/8) E max(Y + 1/8, 0).
  const language::Range value = at(Rational(1, 2), 0, Rational(1, 4));
  const Interval shift(Rational(1, 8), 96);
  EXPECT_TRUE(value.defined);
  EXPECT_FALSE(disjoint(value.value, exp(shift) * (shift * normal_cdf(shift) + normal_density(shift))));
  const Interval wide(Rational(1, 8), Rational(3, 8), 96);
  const language::Range box{wide, true, false, false};
  const language::Range range = language::enclose(
      program, {language::constant(Rational(1, 2), 96), language::constant(Rational(0), 96), box}, 96)[0];
  EXPECT_TRUE(subset(value.value, range.value)) << to_string(range.value, 10);
}

TEST_F(External, AStopEndsTheWorkWithNothingKnown) {
  const StopGuard guard([] { return true; });
  EXPECT_FALSE(value("expect(tanh(t)^2, t)").defined);
  EXPECT_FALSE(value("expect(tanh(X)*sin(Y), X, Y, 1/2)").defined);
}

}  // namespace
}  // namespace certibound::external
