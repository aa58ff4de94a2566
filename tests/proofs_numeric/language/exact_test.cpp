// Exact values: identities that no enclosure can decide, a zero test that is right both ways, and silence elsewhere.
#include "support.hpp"

#include <certibound/language/evaluate.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

Exact value_of(const std::string& text) {
  const Expression e(text);
  return evaluate_exactly(Program(e.terms, {e.root}), {0, 0})[0];
}

struct Equal {
  const char* left;
  const char* right;
};

TEST(Exact, KnowsTheClassicalValues) {
  constexpr Equal kEqual[] = {
      {"sqrt(8)", "2*sqrt(2)"},
      {"sqrt(1/2)", "sqrt(2)/2"},
      {"sqrt(12)*sqrt(27)", "18"},
      {"sqrt(6)*sqrt(10)", "2*sqrt(15)"},
      {"1/sqrt(3)", "sqrt(3)/3"},
      {"(1 + sqrt(2))^2", "3 + 2*sqrt(2)"},
      {"(1 + sqrt(5))/2*(sqrt(5) - 1)/2", "1"},
      {"sqrt(pi^2/4)", "pi/2"},
      {"2^(1/2)", "sqrt(2)"},
      {"4^(-3/2)", "1/8"},
      {"cbrt(-27/8)", "-3/2"},
      {"max(sqrt(2), 7/5)", "sqrt(2)"},
      {"min(pi, 22/7)", "pi"},
      {"abs(1 - sqrt(2))", "sqrt(2) - 1"},
      {"sin(-7*pi/6)", "1/2"},
      {"cos(100*pi/3)", "-1/2"},
      {"sin(pi/3)*cos(pi/4)", "sqrt(6)/4"},
      {"tan(pi/3)", "sqrt(3)"},
      {"tan(-3*pi/4)", "1"},
      {"asin(sqrt(3)/2)", "pi/3"},
      {"acos(-sqrt(2)/2)", "3*pi/4"},
      {"acos(-1)", "pi"},
      {"atan(-1)", "-pi/4"},
      {"atan(sqrt(3)/3)", "pi/6"},
      {"Rhat(-1)", "0"},
      {"Rhat(0)", "1/pi"},
      {"Rhat(1/2)", "1/3 + sqrt(3)/(2*pi)"},
      {"Rhat(-1/2)", "sqrt(3)/(2*pi) - 1/6"},
      {"Rhat(1)", "1"},
      {"Rhat1(-1)", "0"},
      {"Rhat1(1/2)", "2/3"},
      {"gamma(1/2)^2", "pi"},
      {"gamma(7/2)", "15*gamma(1/2)/8"},
      {"gamma(6)", "120"},
      {"phi(0)^2", "1/(2*pi)"},
      {"exp(0) + cosh(0) + erfc(0)", "3"},
      {"log(1) + log1p(0) + expm1(0) + sinh(0) + tanh(0) + erf(0) + lgamma(2)", "0"},
      {"Phi(0)", "1/2"},
      {"pi^3/pi", "pi^2"},
      {"0^0", "1"},
  };
  for (const auto& [left, right] : kEqual) {
    const Exact l = value_of(left), r = value_of(right);
    EXPECT_TRUE(l.known()) << left;
    EXPECT_TRUE((l - r).is_zero()) << left << " == " << right;
    EXPECT_EQ((l - r).sign(), 0) << left << " == " << right;
    EXPECT_EQ((l - r - Exact(Rational(1, 1000))).sign(), -1) << left;
  }
}

// Either undefined, or true values that are not of the form. Saying anything at all about them would be wrong.
TEST(Exact, IsSilentAboutEverythingElse) {
  for (const char* text : {"1/(1 + sqrt(2))", "exp(1)", "e_", "e_ - e_", "0*e_", "0*log(2)", "log(2)", "sin(1)", "sqrt(2 + sqrt(2))",
                           "sqrt(pi)*sqrt(sqrt(2))", "1/(pi - pi)", "sqrt(-1)", "sqrt(-pi)", "acos(2)", "asin(-3/2)", "0^(-1)",
                           "0^(-1/2)", "0^(0*pi)", "(-2)^(1/2)", "(-4)^(3/2)", "tan(pi/2)", "lgamma(0)", "gamma(0)", "gamma(-1)",
                           "log(0)", "log(-1)", "Rhat(2)", "Rhat(-3/2)", "Rhat(1/3)", "sin(pi/5)", "cbrt(2)", "log1p(-1)",
                           "max(e_, 3)", "10^4000*10^4000", "2^(1/3)"}) {
    EXPECT_FALSE(value_of(text).known()) << text;
    EXPECT_EQ(value_of(text).sign(), 2) << text;
    EXPECT_FALSE(value_of(text).is_zero()) << text;
  }
}

Exact root(const Integer& n) { return sqrt(Exact(Rational(n))); }

// n = p^2 q with p and q beyond the trial division: sqrt(n) = p sqrt(q) must not come out as another number.
TEST(Exact, RootsOfProductsOfLargePrimesAreRightOrUnknown) {
  const Integer small[] = {1, 2, 3, 4, 12, 49, 9973, Integer(9973) * 9973};
  const Integer large[] = {1, 10007, 10009, 1000003, Integer("1000000007"), Integer("1000000000039")};
  int known = 0;
  for (const Integer& s : small) {
    for (const Integer& p : large) {
      for (const Integer& q : large) {
        const Exact left = root(s * p * p * q), right = Exact(Rational(p)) * root(s * q);
        if (!left.known() || !right.known()) continue;
        ++known;
        EXPECT_TRUE((left - right).is_zero()) << s << " " << p << " " << q;
        EXPECT_TRUE((left * left - Exact(Rational(s * p * p * q))).is_zero()) << s << " " << p << " " << q;
      }
    }
  }
  EXPECT_GT(known, 60);
}

// sum q_i sqrt(n_i) pi^(k_i): cancels exactly when built twice in another order, and keeps its sign when it does not.
TEST(Exact, ZeroTestAndSignAreRightForRandomSums) {
  Random random(kSeed);
  for (int k = 0; k < rounds(300); ++k) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", round " + std::to_string(k));
    std::vector<Exact> parts;
    Interval enclosed(0, 400);
    for (int n = 0; n < 5; ++n) {
      const Rational q(random.below(41) - 20, random.below(9) + 1);
      const long radicand = random.below(60) + 1, exponent = random.below(5) - 2;
      parts.push_back(Exact(q) * root(radicand) * power(Exact::pi(), exponent));
      enclosed = enclosed + Interval(q, 400) * sqrt(Interval(radicand, 400)) * pown(Interval::pi(400), exponent);
    }
    Exact sum((Rational(0))), backwards((Rational(0)));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      sum = sum + parts[i];
      backwards = backwards + parts[parts.size() - 1 - i];
    }
    ASSERT_TRUE((sum - backwards).is_zero());
    ASSERT_FALSE(disjoint(sum.enclosure(200), enclosed));
    if (!contains_zero(enclosed)) {
      ASSERT_EQ(sum.sign(), enclosed.lo().sign());
      ASSERT_FALSE(sum.is_zero());
      ASSERT_EQ((sum + Exact(Rational(1, Integer(1) << 300)) - sum).sign(), 1);
    } else {
      ASSERT_TRUE(sum.is_zero());
    }
  }
}

// Random terms at special points: what is known exactly must lie in the enclosure computed without it.
TEST(Exact, AgreesWithEnclosuresOfRandomTerms) {
  Random random(kSeed + 1);
  const std::vector<Rational> special = {0, 1, -1, Rational(1, 2), Rational(-1, 2), 2, Rational(3, 2), 4};
  long known = 0, irrational = 0;
  for (int k = 0; k < rounds(8000); ++k) {
    Terms terms;
    const NodeId root_node = random.term(terms, 2, 3);
    std::vector<Rational> point;
    for (int n = 0; n < 2; ++n) point.push_back(special[static_cast<std::size_t>(random.below(static_cast<long>(special.size())))]);
    const Exact exact = evaluate_exactly(Program(terms, {root_node}), point)[0];
    if (!exact.known()) continue;
    const Truth truth = truth_of(terms, root_node, point);
    const std::string where = "seed " + std::to_string(kSeed + 1) + ": " + to_text(terms, root_node, {"x", "y"}) + " at " +
                              to_string(point[0]) + ", " + to_string(point[1]);
    ASSERT_FALSE(truth.undefined) << where;
    if (!truth.defined) continue;
    ++known;
    irrational += !exact.rational().has_value();
    ASSERT_FALSE(disjoint(exact.enclosure(kFine), truth.value)) << where;
  }
  EXPECT_GT(known, 1000);
  EXPECT_GT(irrational, 60);
}

}  // namespace
}  // namespace certibound::language::test
