// `find where`: the intervals are exactly where the condition holds, or the verdict says that it is not decided.
#include <certibound/prover/where.hpp>

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/decide.hpp>
#include <certibound/language/parser.hpp>

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace certibound {
namespace {

language::Claim claim_of(const std::string& body) {
  return language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0);
}

prover::Where where(const std::string& body, double seconds = 5) {
  prover::Options options;
  options.seconds = seconds;
  return prover::find_where(claim_of(body), options);
}

std::string shown(const prover::Where& r) {
  std::string out(to_string(r.verdict));
  for (const NamedEnclosure& e : r.ends) out += "; " + e.name + " " + to_string(e.value, 20);
  for (const std::string& line : r.left) out += "; " + line;
  return out;
}

struct Known {
  const char* body;
  const char* answer;
};
class KnownParts : public testing::TestWithParam<Known> {};

TEST_P(KnownParts, AreFound) {
  const prover::Where found = where(GetParam().body);
  EXPECT_EQ(found.verdict, Verdict::enclosed) << shown(found);
  ASSERT_EQ(found.left.size(), 1u) << shown(found);
  EXPECT_EQ(found.left[0], std::string("holds ") + GetParam().answer) << shown(found);
}

INSTANTIATE_TEST_SUITE_P(
    Table, KnownParts,
    testing::Values(
        Known{"forall x in [-3, 3] find where x^2 < 2", "on (-1.41421356237..., 1.414213562373...)"},
        Known{"forall x in [-3, 3] find where x^2 <= 2", "on [-1.41421356237..., 1.414213562373...]"},
        Known{"forall x in (-oo, oo) find where x^2 > 2", "on (-oo, -1.41421356237...) and (1.414213562373..., oo)"},
        Known{"forall x in [-3, 3] find where x^2 != 2", "on [-3, -1.41421356237...), (-1.41421356237..., 1.414213562373...) and (1.414213562373..., 3]"},
        Known{"forall x in [-3, 3] find where x^2 == 2", "on {-1.41421356237...} and {1.414213562373...}"},
        // strict and not strict, at rational ends
        Known{"forall x in [0, 1] find where 3*x < 1", "on [0, 1/3)"}, Known{"forall x in [0, 1] find where 3*x <= 1", "on [0, 1/3]"},
        Known{"forall x in (0, 1) find where 3*x >= 1", "on [1/3, 1)"}, Known{"forall x in [0, 1] find where x > 0", "on (0, 1]"},
        Known{"forall x in [0, 1] find where x >= 1", "on {1}"}, Known{"forall x in [0, 1) find where x >= 1", "nowhere on the domain"},
        // contact
        Known{"forall x in [0, 3] find where (x - 1)^2 > 0", "on [0, 1) and (1, 3]"},
        Known{"forall x in [0, 3] find where (x - 1)^2 >= 0", "on [0, 3]"}, Known{"forall x in [0, 3] find where (x - 1)^2 <= 0", "on {1}"},
        Known{"forall x in [0, 3] find where exp(x - 1) <= x", "on {1}"}, Known{"forall x in [-1, 2] find where exp(x) > 1 + x", "on [-1, 0) and (0, 2]"},
        // boolean structure
        Known{"forall x in [-5, 5] find where 1 < x^2 <= 4", "on [-2, -1) and (1, 2]"},
        Known{"forall x in [-5, 5] find where x < -1 or x > 2 and not x >= 3", "on [-5, -1) and (2, 3)"},
        Known{"forall x in [-5, 5] find where x > 1 implies x >= 2", "on [-5, 1] and [2, 5]"},
        Known{"forall x in [-5, 5] find where x^2 >= 2 and x^2 <= 2", "on {-1.41421356237...} and {1.414213562373...}"},
        Known{"forall x in [0, 5] find where x^2 <= 2 or x == 3", "on [0, 1.414213562373...] and {3}"},
        // everything and nothing
        Known{"forall x in (-oo, oo) find where x^2 >= 0", "on (-oo, oo)"}, Known{"forall x in (-oo, oo) find where x^2 < 0", "nowhere on the domain"},
        Known{"forall x in [0, 1) find where x - x == 0", "on [0, 1)"}, Known{"forall x in [0, 1) find where x < x", "nowhere on the domain"},
        Known{"forall x in [0, 10] find where sin(x) > 0", "on (0, 3.141592653589...) and (6.283185307179..., 9.424777960769...)"},
        Known{"forall x in (0, oo) find where log(x) <= 0", "on (0, 1]"}));

TEST(FindWhere, TheEndsAreEnclosed) {
  const prover::Where found = where("forall x in [0, 3] find where x^2 < 2 or x == 3");
  ASSERT_EQ(found.ends.size(), 3u) << shown(found);
  EXPECT_EQ(found.ends[0].name, "from 1");
  EXPECT_EQ(found.ends[1].name, "to 1");
  EXPECT_EQ(found.ends[2].name, "point 2");
  EXPECT_TRUE(contains(found.ends[0].value, Rational(0)));
  EXPECT_TRUE(subset(sqrt(Interval(2, 256)), found.ends[1].value)) << shown(found);
  EXPECT_LT(mpfr_get_d(wid(found.ends[1].value).get(), MPFR_RNDU), 1e-15);
  EXPECT_TRUE(contains(found.ends[2].value, Rational(3)));
}

TEST(FindWhere, WhatIsNotDecidedIsListed) {
  for (const char* body : {"forall x in [0, 2] find where (x^2 - 2)^2 > 0", "forall x in [0, oo) find where sin(x) > 0",
                           "forall x in (0, 1] find where sin(1/x) >= 0", "forall x in [0, 2] find where 1/(x^2 - 2) > 0"}) {
    const prover::Where found = where(body, 0.5);
    EXPECT_EQ(found.verdict, Verdict::undecided) << body << ": " << shown(found);
    EXPECT_GE(found.left.size(), 2u) << body << ": " << shown(found);
  }
}

TEST(FindWhere, DomainsAndValuesThatMakeNoSense) {
  EXPECT_EQ(where("forall x in [1, 0] find where x > 0").verdict, Verdict::vacuous);
  EXPECT_EQ(where("forall x in [0, pi] find where x > 0").verdict, Verdict::undecided);
  const prover::Where pole = where("forall x in [-1, 1] find where x > 2 or 1/(3*x + 1) > 0");
  EXPECT_EQ(pole.verdict, Verdict::ill_posed) << shown(pole);
  ASSERT_EQ(pole.undefined_at.size(), 1u);
  EXPECT_EQ(pole.undefined_at[0].second, Rational(-1, 3));
}

// Random conditions: at random points the answer is what the trusted decision at the point says.
TEST(FindWhere, AgreesWithDecisionsAtPoints) {
  std::mt19937 random(77);
  const std::vector<std::string> sides = {"x^2", "sin(3*x)", "1/3", "x^3 - x", "exp(x) - 2", "abs(x - 1/5)", "x/2"};
  const std::vector<std::string> relations = {" < ", " <= ", " > ", " >= ", " != "};
  const auto comparison = [&] {
    const std::size_t i = random() % sides.size(), j = (i + 1 + random() % (sides.size() - 1)) % sides.size();
    return sides[i] + relations[random() % relations.size()] + sides[j];
  };
  for (int round = 0; round < 40; ++round) {
    const std::string condition = comparison() + (random() % 2 == 0 ? " and " : " or ") + comparison();
    const prover::Where found = where("forall x in [-2, 2] find where " + condition);
    ASSERT_EQ(found.verdict, Verdict::enclosed) << condition << ": " << shown(found);
    const language::Problem problem(claim_of("forall x in [-2, 2] show " + condition));
    for (int k = 0; k < 50; ++k) {
      const Rational x(static_cast<long>(random() % 4001) - 2000, 1000);
      bool inside = false, known = true;
      for (std::size_t i = 0; i + 1 < found.ends.size(); ++i) {
        if (found.ends[i].name.substr(0, 4) != "from") continue;
        known = known && !contains(found.ends[i].value, x) && !contains(found.ends[i + 1].value, x);
        const Interval point(x, 256);
        inside = inside || (strictly_precedes(found.ends[i].value, point) && strictly_precedes(point, found.ends[i + 1].value));
      }
      for (const NamedEnclosure& end : found.ends) known = known && !contains(end.value, x);
      if (!known) continue;  // an end itself: the tables above
      const language::Decision decision = decide_at_point(problem, {x}, 512);
      EXPECT_EQ(decision, inside ? language::Decision::holds : language::Decision::fails) << condition << " at " << to_string(x) << ": " << shown(found);
    }
  }
}

}  // namespace
}  // namespace certibound
