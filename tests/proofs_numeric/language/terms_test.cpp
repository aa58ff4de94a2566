// Terms: shared, folded exactly, bounded, and printed so that they read back.
#include "support.hpp"

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

const std::vector<std::string> kNames = {"x", "y"};

TEST(Terms, EqualPartsAreStoredOnce) {
  Terms terms;
  const NodeId a = parse_expression({"", "sin(x + 1/2)*exp(y)"}, kNames, terms);
  const std::size_t size = terms.size();
  EXPECT_EQ(parse_expression({"", "sin(x + 0.5)*exp(y)"}, kNames, terms), a);
  EXPECT_EQ(terms.size(), size);
  EXPECT_NE(parse_expression({"", "sin(x + 0.5)*exp(x)"}, kNames, terms), a);
}

TEST(Terms, RationalArithmeticIsFoldedExactly) {
  struct Folded {
    const char* text;
    const char* value;
  };
  for (const auto& [text, value] :
       std::initializer_list<Folded>{{"0.1 + 0.2", "3/10"},       {"1/3 + 1/6", "1/2"},         {"(2/3)^-3", "27/8"},
                                     {"1e-3*1000", "1"},           {"abs(-3/7)", "3/7"},         {"min(1/3, 0.33) - max(1/3, 0.33)", "-1/300"},
                                     {"0x1.8p1 - 3", "0"},         {"2^200/2^199", "2"},         {"-(1 - 2)/4", "1/4"},
                                     {"0^0", "1"},                 {"7^0 + 0/5", "1"},           {"(1/10^30 + 1) - 1", "1/1000000000000000000000000000000"}}) {
    const Expression e(text);
    const Rational* folded = e.terms.as_rational(e.root);
    ASSERT_NE(folded, nullptr) << text;
    EXPECT_EQ(to_string(*folded), value) << text;
  }
}

TEST(Terms, WhatIsUndefinedOrIrrationalIsNotFolded) {
  for (const char* text : {"1/0", "0^-1", "sqrt(4)", "4^(1/2)", "pi - pi", "0*x", "x - x", "1/(1 - 1)", "0*(1/0)", "x^0"}) {
    const Expression e(text);
    EXPECT_EQ(e.terms.as_rational(e.root), nullptr) << text;
  }
  // Nor what would grow without end.
  const Expression huge("((2^60000)^1000)^1000");
  EXPECT_EQ(huge.terms.as_rational(huge.root), nullptr);
}

TEST(Terms, AProductWithItselfIsASquare) {
  const Expression e("(x + y)*(x + y)");
  EXPECT_EQ(e.terms[e.root].op, Op::power);
  EXPECT_EQ(e.terms[e.root].n, 2);
}

// x^y with y = 2 put in later by a definition has no text of its own: `x^2` is the other power.
bool is_writable(const Terms& terms, NodeId root) {
  const std::vector<bool> needed = terms.reachable({root});
  for (NodeId id = 0; id <= root; ++id) {
    const Rational* exponent = terms[id].op == Op::real_power ? terms.as_rational(terms[id].b) : nullptr;
    if (needed[static_cast<std::size_t>(id)] && exponent != nullptr && denominator(*exponent) == 1) return false;
  }
  return true;
}

TEST(Terms, TheTextOfATermReadsBackAsTheSameTerm) {
  Random random(kSeed);
  int compared = 0;
  for (int k = 0; k < rounds(2000); ++k) {
    Terms terms;
    const NodeId root = random.term(terms, 2, 5);
    const std::string text = to_text(terms, root, kNames);
    if (text.find("...") != std::string::npos || !is_writable(terms, root)) continue;
    ++compared;
    ASSERT_EQ(parse_expression({"", text}, kNames, terms), root) << "seed " << kSeed << ", round " << k << ": " << text;
  }
  EXPECT_GT(compared, 1500);
}

TEST(Terms, TextHasTheFewestParentheses) {
  for (const char* text : {"x + y - 1", "x - (y - 1)", "x*y/2", "x/(y*2)", "-x^2", "(-x)^2", "x^(-2)", "(x^2)^3", "x^(y^2)", "(x^y)^(1/2)",
                           "-(x + y)", "2*(x + 1)", "x - -y", "sin(x)^2", "max(x, y + 1)", "(1/3)^x", "x*(-3)", "-3 + x", "1/x/y"}) {
    const Expression e(text);
    EXPECT_EQ(to_text(e.terms, e.root, kNames), text);
  }
}

TEST(Terms, SubstitutionIsEvaluationOfTheInnerTermsFirst) {
  Random random(kSeed + 1);
  int compared = 0;
  for (int k = 0; k < rounds(800); ++k) {
    Terms outer, target;
    const NodeId root = random.term(outer, 2, 3);
    const std::vector<NodeId> inner = {random.term(target, 2, 2), random.term(target, 2, 2)};
    const NodeId composed = outer.substitute(root, inner, target);
    const std::vector<Rational> point = {random.number(), random.number()};
    const Truth x = truth_of(target, inner[0], point), y = truth_of(target, inner[1], point);
    const Truth value = truth_of(target, composed, point);
    const bool exact = x.defined && y.defined && x.value.is_point() && y.value.is_point();
    if (!exact || !x.value.is_bounded() || !y.value.is_bounded() || !value.defined) continue;
    const Truth expected = truth_of(outer, root, {to_rational(x.value.lo()), to_rational(y.value.lo())});
    ASSERT_TRUE(expected.defined && !disjoint(expected.value, value.value))
        << "seed " << kSeed + 1 << ": " << to_text(outer, root, kNames) << " becomes " << to_text(target, composed, kNames);
    ++compared;
  }
  EXPECT_GT(compared, 30);
}

TEST(Terms, DependenceFollowsTheTermAndNotTheList) {
  Terms terms;
  const NodeId x = terms.variable(0), y = terms.variable(1), sum = terms.apply(Op::add, terms.apply(Op::sin, x), terms.rational(1));
  EXPECT_TRUE(terms.depends_on(sum, 0));
  EXPECT_FALSE(terms.depends_on(sum, 1));
  EXPECT_TRUE(terms.depends_on(terms.apply(Op::mul, sum, y), 1));
}

TEST(Terms, DepthAndSizeAreLimited) {
  Terms terms;
  NodeId id = terms.variable(0);
  const auto deepen = [&] {
    for (int k = 0; k < 3000; ++k) id = terms.apply(k % 2 == 0 ? Op::sin : Op::exp, id);
  };
  EXPECT_THROW(deepen(), TooLarge);
  EXPECT_LE(terms.size(), static_cast<std::size_t>(Terms::kMaxDepth));
  const auto widen = [&] {
    for (long k = 0; k < 200'000; ++k) terms.apply(Op::sin, terms.rational(k));
  };
  EXPECT_THROW(widen(), TooLarge);
  EXPECT_EQ(terms.size(), Terms::kMaxNodes);
}

}  // namespace
}  // namespace certibound::language::test
