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

TEST_F(External, AStopEndsTheWorkWithNothingKnown) {
  const StopGuard guard([] { return true; });
  EXPECT_FALSE(value("expect(tanh(t)^2, t)").defined);
}

}  // namespace
}  // namespace certibound::external
