// The substitution rho = +-cos t: the claim in t has the same sides at the same rho, on a domain that reaches every rho.
#include "support.hpp"

#include <certibound/language/problem.hpp>
#include <certibound/language/uniformise.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

TEST(Uniformise, BothSidesKeepTheirValues) {
  Random random(kSeed);
  for (const char* text : {"rho", "acos(rho)", "acos(-rho)", "Rhat(rho)", "Rhat(-rho)", "Rhat1(rho)", "Rhat1(-rho)", "sqrt(1 - rho)",
                           "sqrt(1 + rho)", "sqrt(rho + 1)", "sqrt(1 - rho^2)", "sqrt(1 - (-rho)^2)", "(1 - rho)^(3/2)", "(1 + rho)^(-1/2)",
                           "(1 - rho^2)^(5/2)", "sqrt(1 - -rho)", "sqrt(rho - 1/2)", "sqrt(2 - rho)", "sqrt(1 + rho^2)", "(1 - rho)^rho",
                           "sqrt(1 - rho)*Rhat(rho) - acos(rho)/pi", "asin(rho)", "Rhat(rho^2)", "Rhat1(Rhat(rho))", "sqrt(1 - rho^4)",
                           "(1 - rho)^(1/3)", "(2 - rho)^(1/2)", "sqrt(rho - 1)", "min(rho, Rhat(rho))", "sqrt(1 + 1*rho)"}) {
    const Claim claim = claim_of(std::string("forall rho in [-1, 1] show ") + text + " <= 1");
    const auto parts = uniformised(claim);
    ASSERT_TRUE(parts.has_value()) << text;
    ASSERT_EQ(parts->size(), 2u);
    for (int k = 0; k < rounds(20); ++k) {
      const Rational t = k == 0 ? Rational(0) : Rational(random.below(1601), 1000);
      for (int sign = 1; sign >= -1; sign -= 2) {
        const Claim& part = (*parts)[sign > 0 ? 0 : 1];
        const Interval cosine = cos(Interval(t, kFine));
        const Interval rho = sign > 0 ? cosine : -cosine;
        // The original side on an interval that contains rho, by the terms' own enclosure at many bits.
        const Range at_rho = enclose(Program(claim.terms, {claim.show->left}), {{rho, true, false, false}}, kFine)[0];
        const Truth at_t = truth_of(part.terms, part.show->left, {t});
        if (!at_rho.defined || !at_t.defined) continue;
        ASSERT_FALSE(disjoint(at_rho.value, at_t.value)) << text << " for t = " << to_string(t) << ", sign " << sign;
        ASSERT_TRUE(mpfr_cmp_d(wid(at_t.value).get(), 1e-30) < 0) << text;
      }
    }
  }
}

// Where the original is undefined, the claim in t must not have a value.
TEST(Uniformise, DoesNotDefineWhatWasUndefined) {
  for (const char* text : {"log(1 - rho)", "1/(1 - rho)", "(1 - rho)^(-1/2)", "(1 - rho)^-1", "acos(2*rho)", "Rhat(rho + 1/2)",
                           "sqrt(rho - 1/2) - sqrt(1/2 - rho)"}) {
    const Claim claim = claim_of(std::string("forall rho in [-1, 1] show ") + text + " <= 1");
    const auto parts = uniformised(claim);
    ASSERT_TRUE(parts.has_value());
    EXPECT_FALSE(truth_of((*parts)[0].terms, (*parts)[0].show->left, {0}).defined) << text;
  }
}

struct Reach {
  const char* domain;
  std::vector<const char*> inside, outside;
};

// Each rho of the domain is +-cos t for a t of the two parts, and no other rho is.
TEST(Uniformise, TheTwoPartsReachTheDomainAndNothingElse) {
  const std::vector<Reach> cases = {{"[-1, 1]", {"-1", "-1/2", "0", "1/3", "1"}, {}},
                                    {"(-1, 1)", {"-99/100", "0", "99/100"}, {"-1", "1"}},
                                    {"[-1, 1)", {"-1", "0"}, {"1"}},
                                    {"(-1, 0]", {"-1/2", "0"}, {"-1", "1/10", "1"}},
                                    {"[0, 1/2)", {"0", "1/4"}, {"1/2", "-1/100", "1"}},
                                    {"(1/2, 1]", {"1", "3/4"}, {"1/2", "0", "-1"}},
                                    {"[1/2, 1/2]", {"1/2"}, {"1", "0", "51/100"}}};
  for (const Reach& c : cases) {
    const auto parts = uniformised(claim_of(std::string("forall rho in ") + c.domain + " show rho <= 1"));
    ASSERT_TRUE(parts.has_value()) << c.domain;
    // t = acos|rho| is not rational: ask the hypotheses on a thin box around it.
    const auto reached = [&](const Rational& rho) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        const Problem problem((*parts)[sign > 0 ? 0 : 1]);
        const Interval t = acos(Interval(sign > 0 ? rho : Rational(-rho), 64));
        Side side = point_side(to_rational(t.lo()));
        side.hi = to_rational(t.hi());
        const bool in_domain = contains(problem.domain(), {side.lo}) || contains(problem.domain(), {side.hi});
        bool possible = in_domain;
        for (std::size_t i = 0; i < problem.hypothesis_atoms().size() && possible; ++i) {
          const Range value = enclose(problem.hypothesis_program(), {to_range(side, 64)}, 64)[i];
          const bool strict = problem.hypothesis_atoms()[i].sign == Sign::positive;
          // 30 bits decide all but contacts, which the closed or open end decides.
          const Interval slack(Rational(-1, 1 << 30), Rational(1, 1 << 30), 64);
          possible = subset(value.value, slack) ? !strict : !certainly_negative(value);
        }
        if (possible) return true;
      }
      return false;
    };
    for (const char* rho : c.inside) EXPECT_TRUE(reached(*parse_rational(rho))) << c.domain << " " << rho;
    for (const char* rho : c.outside) EXPECT_FALSE(reached(*parse_rational(rho))) << c.domain << " " << rho;
  }
}

TEST(Uniformise, RefusesEveryOtherDomain) {
  for (const char* clauses : {"forall x in [-2, 1] show x <= 1", "forall x in [0, oo) show x >= 0", "forall x in [0, pi/4] show x >= 0",
                              "forall x in [0, 1], y in [0, 1] show x >= y", "forall integer m in 0..1 show m >= 0",
                              "forall x in [0, 1] assume x > 1/2 show x > 0", "show 1 > 0", "forall x in [1, -1] show x > 0"}) {
    EXPECT_FALSE(uniformised(claim_of(clauses)).has_value()) << clauses;
  }
}

}  // namespace
}  // namespace certibound::language::test
