// `find roots`: what is listed are the roots, all of them, or the verdict says that it is not complete.
#include <certibound/prover/roots.hpp>

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/evaluate.hpp>
#include <certibound/language/parser.hpp>

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace certibound {
namespace {

prover::Roots roots_of(const std::string& body, double seconds = 5) {
  prover::Options options;
  options.seconds = seconds;
  return prover::find_roots(language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0), options);
}

std::string shown(const prover::Roots& r) {
  std::string out(to_string(r.verdict));
  for (const NamedEnclosure& e : r.roots) out += "; " + e.name + " " + to_string(e.value, 20);
  for (const std::string& line : r.left) out += "; " + line;
  return out;
}

// A root by an expression without variables, and what its name has to say.
struct Wanted {
  std::string value, kind;
};
struct Known {
  std::string body;
  std::vector<Wanted> roots;
};

class KnownRoots : public testing::TestWithParam<Known> {};

TEST_P(KnownRoots, AreFoundEachInAnEnclosureOfItsOwn) {
  const prover::Roots found = roots_of(GetParam().body);
  ASSERT_EQ(found.verdict, Verdict::enclosed) << shown(found);
  ASSERT_EQ(found.roots.size(), GetParam().roots.size()) << shown(found);
  for (std::size_t i = 0; i < found.roots.size(); ++i) {
    const Wanted& wanted = GetParam().roots[i];
    language::Terms terms;
    const language::NodeId node = language::parse_expression({"", wanted.value}, {}, terms);
    const Interval truth = enclose(language::Program(terms, {node}), {}, 256)[0].value;
    const Interval& value = found.roots[i].value;
    EXPECT_TRUE(subset(truth, value)) << wanted.value << ": " << shown(found);
    EXPECT_EQ(found.roots[i].name, "root " + std::to_string(i + 1) + wanted.kind) << shown(found);
    EXPECT_LE(wid(value), mag(value * Interval(power(Rational(2), -50), 96))) << "wider than 1e-15 of its size: " << shown(found);
    if (i > 0) {
      EXPECT_TRUE(strictly_precedes(found.roots[i - 1].value, value)) << shown(found);
    }
  }
}

const std::string kSimple = " (simple)";
std::string fold(int k) { return " (multiplicity " + std::to_string(k) + ")"; }

INSTANTIATE_TEST_SUITE_P(
    Polynomials, KnownRoots,
    testing::Values(
        Known{"forall x in [-3, 3] find roots x^2 - 2", {{"-sqrt(2)", kSimple}, {"sqrt(2)", kSimple}}},
        Known{"forall x in (-oo, oo) find roots x^2 - 2", {{"-sqrt(2)", kSimple}, {"sqrt(2)", kSimple}}},
        Known{"forall x in (0, oo) find roots x^3 - 2", {{"cbrt(2)", kSimple}}},
        Known{"forall x in [-1, 2] find roots (3*x - 1)*(7*x + 2)", {{"-2/7", kSimple}, {"1/3", kSimple}}},
        Known{"forall x in [-1, 2] find roots (x - 1/3)^2*(x - 1)", {{"1/3", fold(2)}, {"1", kSimple}}},
        Known{"forall x in [-10, 10] find roots x^3*(x - 1)^2*(x + 2)", {{"-2", kSimple}, {"0", fold(3)}, {"1", fold(2)}}},
        Known{"forall x in (-oo, oo) find roots x^3 - 3*x^2 + 3*x - 1", {{"1", fold(3)}}},
        Known{"forall x in [-5, 5] find roots x^4", {{"0", fold(4)}}},
        // two roots 2e-9 apart
        Known{"forall x in [0, 1] find roots (x - 1/3)*(x - 1/3 - 2e-9)", {{"1/3", kSimple}, {"1/3 + 2e-9", kSimple}}},
        Known{"forall x in [-1, 1] find roots x^2 + 1", {}}, Known{"forall x in (-oo, oo) find roots x^4 - x + 1", {}}));

INSTANTIATE_TEST_SUITE_P(
    Ends, KnownRoots,
    testing::Values(
        // an end belongs to the domain or does not
        Known{"forall x in [0, 1] find roots x*(x - 1)", {{"0", kSimple}, {"1", kSimple}}},
        Known{"forall x in (0, 1] find roots x*(x - 1)", {{"1", kSimple}}}, Known{"forall x in (0, 1) find roots x*(x - 1)", {}},
        Known{"forall x in [1/3, 2] find roots (3*x - 1)^2*(x - 1)", {{"1/3", fold(2)}, {"1", kSimple}}},
        Known{"forall x in (1/3, 2] find roots (3*x - 1)^2*(x - 1)", {{"1", kSimple}}},
        Known{"forall x in (0, 1] find roots sin(x) - x", {}}, Known{"forall x in [0, 1] find roots sin(x) - x", {{"0", fold(3)}}},
        Known{"forall x in (0, 1) find roots log(x) + 5", {{"exp(-5)", kSimple}}},
        Known{"forall x in [0, 4] find roots sqrt(x)", {{"0", ""}}}, Known{"forall x in [0, 4] find roots sqrt(x) - 1/2", {{"1/4", kSimple}}},
        Known{"forall x in [2, 2] find roots x - 2", {{"2", kSimple}}}, Known{"forall x in [2, 2] find roots x - 1", {}}));

INSTANTIATE_TEST_SUITE_P(
    Functions, KnownRoots,
    testing::Values(
        Known{"forall x in [0, 20] find roots sin(x)",
              {{"0", kSimple}, {"pi", kSimple}, {"2*pi", kSimple}, {"3*pi", kSimple}, {"4*pi", kSimple}, {"5*pi", kSimple}, {"6*pi", kSimple}}},
        Known{"forall x in [-1, 1] find roots exp(x) - 1 - x", {{"0", fold(2)}}},
        Known{"forall x in [0, 3] find roots exp(x) - e_", {{"1", kSimple}}},
        Known{"forall x in [0, 5] find roots log(x + 1) - log(3)", {{"2", kSimple}}},
        Known{"forall x in [-1, 1] find roots abs(x - 1/4)", {{"1/4", ""}}},
        Known{"forall x in [-2, 2] find roots abs(x) - 1", {{"-1", kSimple}, {"1", kSimple}}},
        Known{"forall x in [-1, 1] find roots Rhat(x) - x", {{"1", ""}}}, Known{"forall x in (-1, 1) find roots Rhat(x) - x", {}},
        Known{"forall x in [-6, 6] find roots erf(x) - 1/2*erf(x)", {{"0", kSimple}}}));

// exp(x) - 3x has other signs at the two ends of each enclosure, at 256 bits.
TEST(FindRoots, OfAnEquationWithoutClosedForm) {
  const prover::Roots found = roots_of("forall x in (-oo, oo) find roots exp(x) - 3*x");
  ASSERT_EQ(found.verdict, Verdict::enclosed) << shown(found);
  ASSERT_EQ(found.roots.size(), 2u) << shown(found);
  for (const NamedEnclosure& root : found.roots) {
    const auto value = [](const Float& x) { return exp(Interval(x, x).at_precision(256)) - Interval(3, 256) * Interval(x, x).at_precision(256); };
    const int lo = value(root.value.lo()).lo().sign(), hi = value(root.value.hi()).lo().sign();
    EXPECT_EQ(lo * hi, -1) << shown(found);
    EXPECT_EQ(root.name.substr(7), "(simple)");
  }
}

TEST(FindRoots, AnExactRootIsNamedExactly) {
  const prover::Roots found = roots_of("forall x in [0, 1] find roots 3*x - 1");
  ASSERT_EQ(found.left.size(), 1u);
  EXPECT_EQ(found.left[0], "root 1 is exactly 1/3");
}

// Whatever is not decided is listed, and nothing is called complete.
TEST(FindRoots, WhatIsNotDecidedIsListed) {
  for (const char* body : {"forall x in (0, 1] find roots x*sin(1/x)", "forall x in [0, oo) find roots sin(x)",
                           "forall x in [0, 2] find roots (x^2 - 2)^2", "forall x in [0, 2] find roots 1/(x^2 - 2)",
                           "forall x in [-1, 1] find roots max(x, 0)", "forall x in [0, 1] find roots x - x",
                           "forall x in [0, 1] find roots sin(x)^2 + cos(x)^2 - 1"}) {
    const prover::Roots found = roots_of(body, 0.5);
    EXPECT_EQ(found.verdict, Verdict::undecided) << body << ": " << shown(found);
    EXPECT_FALSE(found.left.empty()) << body;
  }
}

TEST(FindRoots, RootsFoundBeforeTheLimitAreRoots) {
  const prover::Roots found = roots_of("forall x in [0, oo) find roots sin(x)", 1);
  ASSERT_GE(found.roots.size(), 10u) << shown(found);
  for (const NamedEnclosure& root : found.roots) {
    EXPECT_TRUE(contains_zero(sin(root.value))) << to_string(root.value, 20);
  }
}

TEST(FindRoots, AMissingValueIsIllPosedWithItsPoint) {
  const prover::Roots pole = roots_of("forall x in [-1, 1] find roots 1/(x - 1/7)");
  EXPECT_EQ(pole.verdict, Verdict::ill_posed) << shown(pole);
  ASSERT_EQ(pole.undefined_at.size(), 1u);
  EXPECT_EQ(pole.undefined_at[0].second, Rational(1, 7));
  EXPECT_EQ(roots_of("forall x in [-1, 1] find roots log(x)").verdict, Verdict::ill_posed);
  EXPECT_EQ(roots_of("forall x in (0, 1] find roots log(x)").verdict, Verdict::enclosed);
}

TEST(FindRoots, DomainsThatMakeNoSense) {
  EXPECT_EQ(roots_of("forall x in [1, 0] find roots x").verdict, Verdict::vacuous);
  EXPECT_EQ(roots_of("forall x in [0, pi] find roots x").verdict, Verdict::undecided);
  EXPECT_EQ(roots_of("forall x in [0, 1] assume x > 1/2 find roots x").verdict, Verdict::undecided);
}

// Products of (q x - p)^k with random rational roots, expanded by nobody: all are found, with their multiplicities.
TEST(FindRoots, OfRandomProducts) {
  std::mt19937 random(20240607);
  for (int round = 0; round < 40; ++round) {
    std::map<Rational, int> truth;
    std::string product = "(x^2 + 1)";
    for (int k = 1 + static_cast<int>(random() % 4); k > 0; --k) {
      const Rational root(static_cast<long>(random() % 41) - 20, 1 + static_cast<long>(random() % 9));
      const int order = 1 + static_cast<int>(random() % 3);
      truth[root] += order;
      product += "*(x - (" + to_string(root) + "))^" + std::to_string(order);
    }
    std::vector<std::pair<Rational, int>> inside;
    for (const auto& [root, order] : truth) {
      if (root > -10 && root <= 10) inside.emplace_back(root, order);
    }
    const prover::Roots found = roots_of("forall x in (-10, 10] find roots " + product);
    ASSERT_EQ(found.verdict, Verdict::enclosed) << product << ": " << shown(found);
    ASSERT_EQ(found.roots.size(), inside.size()) << product << ": " << shown(found);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      EXPECT_TRUE(contains(found.roots[i].value, inside[i].first)) << product << ": " << shown(found);
      EXPECT_EQ(found.roots[i].name, "root " + std::to_string(i + 1) + (inside[i].second == 1 ? kSimple : fold(inside[i].second))) << product;
    }
  }
}

}  // namespace
}  // namespace certibound
