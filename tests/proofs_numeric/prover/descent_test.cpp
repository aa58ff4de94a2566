// Walks downhill end near the lowest points, stay in the domain, and keep what the hypotheses ask.
#include "descent.hpp"

#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

namespace certibound::prover {
namespace {

language::Claim claim_of(const std::string& body) {
  return language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0);
}

std::vector<std::vector<Rational>> low(const std::string& body, const std::vector<std::vector<Rational>>& starts) {
  const language::Claim claim = claim_of(body);
  const language::Problem problem(claim);
  return low_points(problem, starts, {problem.domain()});
}

TEST(Descent, FindsAMinimum) {
  const auto points = low("forall x in [-3, 3], y in [-2, 2] show 4*x^2 - 2.1*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4 > -1.0316284",
                          {{Rational(1), Rational(1)}, {Rational(0), Rational(-1)}});
  ASSERT_FALSE(points.empty());
  EXPECT_NEAR(std::abs(points[0][0].convert_to<double>()), 0.0898420, 1e-5);
  EXPECT_NEAR(std::abs(points[0][1].convert_to<double>()), 0.7126564, 1e-5);
}

TEST(Descent, WalksOnIntegersAndInSlowFunctions) {
  const auto whole = low("forall integer n in 1..100 show (n - 37)^2 >= 1", {{Rational(1)}});
  ASSERT_FALSE(whole.empty());
  EXPECT_EQ(whole[0][0], 37);
  const auto slow = low("forall x in (0, oo) show gamma(x) > 0.8856031945", {{Rational(1)}});
  ASSERT_FALSE(slow.empty());
  EXPECT_NEAR(slow[0][0].convert_to<double>(), 1.461632145, 1e-4);
}

TEST(Descent, StaysWhereTheHypothesesHold) {
  const auto points = low("forall x in [0, 2], y in [0, 2] assume x + y >= 1 show x^2 + y^2 >= 1/2", {{Rational(2), Rational(0)}});
  for (const auto& p : points) EXPECT_GE(p[0] + p[1], 1);
  ASSERT_FALSE(points.empty());
  EXPECT_TRUE(low("forall x in [0, 2] show x >= -1", {{Rational(1)}}).empty());  // nothing is low there
}

// False by little, in a small region away from simple points: refuted long before the time is up.
TEST(Descent, WitnessesComeEarly) {
  for (const std::string body : {"forall x in (0, oo) show gamma(x) > 0.8856031945",
                                 "forall x in (-oo, oo) show x^4 - 4*x^2 + 3999999999999/1000000000000 >= 0",
                                 "forall x in [-3, 3], y in [-2, 2] show 4*x^2 - 2.1*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4 > -1.0316284"}) {
    const Proposal found = prove(claim_of(body), {.seconds = 60});
    EXPECT_EQ(found.verdict, Verdict::refuted) << body;
    EXPECT_LT(found.boxes, 20'000) << body;
  }
}

}  // namespace
}  // namespace certibound::prover
