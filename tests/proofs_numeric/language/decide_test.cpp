// The rules of inference: each has a claim that needs it, each has near misses, and random false claims never hold.
#include "support.hpp"

#include <certibound/language/decide.hpp>

#include <gtest/gtest.h>

#include <cstdlib>

namespace certibound::language::test {
namespace {

Decision decide(const std::string& clauses, const Method& method, const Contacts& contacts = {}) {
  const Problem problem(claim_of(clauses));
  return decide_on_box(problem, problem.domain(), method, contacts);
}

constexpr Method kNatural{.bits = 64, .slopes = false, .taylor_order = 0};
constexpr Method kSlopes{.bits = 64, .slopes = true, .taylor_order = 0};
constexpr Method kAll{.bits = 64, .slopes = true, .taylor_order = 10};
Method taylor(int order) { return {.bits = 64, .slopes = false, .taylor_order = order}; }

TEST(Decide, NaturalEnclosuresWithOpenEnds) {
  for (const char* clauses : {"forall x in [0, 1] show x + 1 > 0", "forall x in (0, 1] show log(x) <= 0", "forall x in (0, 1] show x > 0",
                              "forall x in (0, 1] show 1/x >= 1", "forall x in [0, 1) show x < 1", "forall x in [1, oo) show 1/x > 0",
                              "forall x in (-1, 1) show x^2 < 1", "forall x in [-1, 1] show x <= 1 and x >= -1 or x == 7",
                              "forall x in [0, 1] show x > 2 implies x > 3", "forall x in [2, 3] show x != 1",
                              "forall integer m in 3..5 show m > 2", "show 1 + 1 == 2", "forall x in [0, 1] show x + 1 != 0 < 1"}) {
    EXPECT_EQ(decide(clauses, kNatural), Decision::holds) << clauses;
  }
}

// What cancels between a function and its polynomial: only the Taylor sum sees it. False a little off the middle: never held.
TEST(Decide, TaylorAboutTheMiddle) {
  const char* fit = "forall x in [0, 1] show exp(x) - (1 + x + x^2/2 + x^3/6 + x^4/24) > -1/100";
  EXPECT_EQ(decide(fit, kNatural), Decision::unknown);
  EXPECT_EQ(decide(fit, taylor(8)), Decision::holds);
  for (const char* clauses : {"forall x in [0, 1] show abs(x - 1/100) >= 1/1000", "forall x in [0, 1] show (x - 1/10)^2 > 1/1000",
                              "forall x in [0, 1] show max(x, 1/10) > 1/10", "forall x in [0, 1] show sqrt(x) > 1/1000"}) {
    EXPECT_NE(decide(clauses, taylor(8)), Decision::holds) << clauses;
  }
}

TEST(Decide, MeanValueFormAndMonotoneFaces) {
  for (const char* clauses : {"forall x in [1/4, 3/4] show x - x^2 >= 1/10",            // mean value form
                              "forall x in [0, 1] show exp(x) - x - 1 >= 0",              // rises from 0
                              "forall x in [-1, 0] show exp(x) - x - 1 >= 0",             // falls to 0
                              "forall x in (0, 1] show exp(x) > x + 1",                   // strict, the end is open
                              "forall x in [-1, 0) show exp(x) > x + 1",
                              "forall x in (0, 1] show x - log1p(x) > 0",
                              "forall x in [0, 1] show Rhat(x) >= 1/pi",                  // an exact zero on the face
                              "forall x in [1/2, 1] show Rhat(x) >= x",
                              "forall x in [1/2, 1) show Rhat(x) > x",
                              "forall x in [0, 1], y in [0, 1] show exp(x + y) >= 1 + x",  // two sides reduced
                              "forall x in [0, 1], y in (0, 1] show exp(x + y) > 1 + x",
                              "forall x in [0, oo) show exp(x) - x >= 1"}) {
    EXPECT_EQ(decide(clauses, kSlopes), Decision::holds) << clauses;
    EXPECT_EQ(decide(clauses, kNatural), Decision::unknown) << clauses;
  }
}

struct Contact {
  const char* clauses;
  long at;
  int order;
};

TEST(Decide, TaylorAtTheLeftAndRightEndInEveryOrder) {
  constexpr Contact kContacts[] = {
      {"forall x in [0, 1/2] show sin(x) >= x/2", 0, 1},
      {"forall x in [0, 1/2] show 1 - cos(x) >= x^2/4", 0, 2},
      {"forall x in (0, 1/2] show 1 - cos(x) > x^2/4", 0, 2},
      {"forall x in [0, 1/2] show sin(x) >= x - x^3/5", 0, 3},
      {"forall x in [0, 1/2] show cos(x) >= 1 - x^2/2", 0, 4},
      {"forall x in [0, 1/2] show sin(x) <= x - x^3/6 + x^5/100", 0, 5},
      {"forall x in [-1/2, 0] show sin(x) <= x/2", 0, 1},
      {"forall x in [-1/2, 0] show 1 - cos(x) >= x^2/4", 0, 2},
      {"forall x in [-1/2, 0) show sin(x) < x - x^3/5", 0, 3},
      {"forall x in [-1/2, 0] show cos(x) >= 1 - x^2/2", 0, 4},
      {"forall x in [-1/2, 0] show sin(x) >= x - x^3/6 + x^5/100", 0, 5},
      {"forall x in [1/2, 1] show Rhat(x) >= x", 1, 2},
      {"forall x in [1/2, 1) show Rhat(x) > x", 1, 2},
      {"forall x in [1, 2] show log(x) <= x - 1 - (x - 1)^2/9", 1, 2},
  };
  for (const Contact& c : kContacts) {
    const Contacts contacts{{Rational(c.at)}};
    EXPECT_EQ(decide(c.clauses, taylor(c.order), contacts), Decision::holds) << c.clauses;
    EXPECT_NE(decide(c.clauses, taylor(c.order - 1), contacts), Decision::holds) << c.clauses;
    EXPECT_NE(decide(c.clauses, taylor(c.order)), Decision::holds) << c.clauses << ": without a contact";
  }
}

// Everything that is false, or undefined somewhere, by the least bit.
TEST(Decide, NearMissesDoNotHold) {
  for (const char* clauses : {"forall x in [0, 1] show exp(x) > x + 1", "forall x in [-1, 0] show exp(x) > x + 1",
                              "forall x in [0, 1] show x > 0", "forall x in (0, 1] show log(x) < 0", "forall x in [0, 1] show x < 1",
                              "forall x in [0, 1] show 1/x >= 1", "forall x in [0, 1] show log(x) <= 0",
                              "forall x in [0, 1] show x*log(x) <= 0", "forall x in [1/2, 1] show Rhat(x) > x",
                              "forall x in [-1/2, 0] show x^3 >= 0", "forall x in [-1/2, 1/2] show x^3 >= 0",
                              "forall x in [-1/2, 1/2] show sin(x) <= x", "forall x in [-1/2, 0] show sin(x) <= x",
                              "forall x in [0, 1/2] show exp(x) >= 1 + x + 1e-15", "forall x in [0, 1/2] show cos(x) >= 1 - x^2/2 + x^4/24",
                              "forall x in [0, 1/2] show sin(x) >= x - x^3/(6 + 1e-9)", "forall x in [1/2, 1] show Rhat(x) >= x + 1e-30",
                              "forall x in [1/2, 1] show Rhat(x) <= x", "forall x in [0, 1] show abs(x - 1/2) > 0",
                              "forall x in [-1, 1] show cbrt(x)^2 > 0", "forall x in [0, 1] show x^(1/2) > 0",
                              "forall x in [-1, 1] show x^(1/2) >= 0", "forall x in [0, 1] show x^x > 0",
                              "forall x in [0, 1] show 0^x == 0", "forall x in [0, 1] show x == x^2", "forall x in [0, 1] show x != 1",
                              "forall x in [0, 1] show sqrt(x - 1/2) >= 0", "forall x in [-1, 1] assume x >= 0 show x > 0",
                              "forall x in [-1, 1] assume x >= 0 or x < -2 show x >= 0 and x != 0",
                              "forall x in [-1, 1] show x < 0 or sqrt(x) >= 0", "forall x in (0, 1), y in [0, 1] show x*y > 0",
                              "forall integer m in 0..5 show m > 0", "forall x in [0, 1] show tan(2*x) >= 0"}) {
    for (const Precision bits : {2, 5, 24, 64, 200}) {
      EXPECT_NE(decide(clauses, {.bits = bits, .slopes = true, .taylor_order = 10}, {{0, 1}}), Decision::holds) << clauses;
    }
  }
}

TEST(Decide, FailsExcludedAndUndefinedAreAboutTheWholeBox) {
  EXPECT_EQ(decide("forall x in [2, 3] show x < 1", kAll), Decision::fails);
  EXPECT_EQ(decide("forall x in [1, 3] show x < 1", kAll), Decision::fails);
  EXPECT_EQ(decide("forall x in [1/2, 3] show x < 1", kAll), Decision::unknown);
  EXPECT_EQ(decide("forall x in [2, 3] assume x < 2 show x < 1", kAll), Decision::excluded);
  EXPECT_EQ(decide("forall x in [2, 3) assume x >= 3 show x < 1", kAll), Decision::excluded);
  EXPECT_EQ(decide("forall x in [2, 3] assume x >= 3 show x < 1", kAll), Decision::unknown);
  EXPECT_EQ(decide("forall x in [1, 0] show x < 1", kAll), Decision::excluded);
  EXPECT_EQ(decide("forall x in [-2, -1] show log(x) < 1", kAll), Decision::undefined);
  EXPECT_EQ(decide("forall x in [-2, 0] show log(x) < 1 or x < 1", kAll), Decision::undefined);
  EXPECT_EQ(decide("forall x in [-2, 1] show log(x) < 1", kAll), Decision::unknown);
  EXPECT_EQ(decide("forall x in [-2, 1] assume x < 1 or x > 0 show x^2 >= 0", kAll), Decision::holds);
}

TEST(Decide, PointsAreDecidedByExactValuesWhereEnclosuresCannot) {
  struct At {
    const char* clauses;
    Rational x;
    Decision expected;
  };
  const At kCases[] = {{"forall x in [-1, 1] show Rhat(x) == x", 1, Decision::holds},
                       {"forall x in [-1, 1] show Rhat(x) > x", 1, Decision::fails},
                       {"forall x in [-1, 1] show acos(x) <= pi/3", Rational(1, 2), Decision::holds},
                       {"forall x in [-1, 1] show acos(x) < pi/3", Rational(1, 2), Decision::fails},
                       {"forall x in [0, 1] show x > 0", 0, Decision::fails},
                       {"forall x in (0, 1] show x > 0", 0, Decision::excluded},
                       {"forall x in [0, 1] assume x > 0 show x > 1/2", 0, Decision::excluded},
                       {"forall x in [0, pi] show x >= 0", 3, Decision::holds},
                       {"forall x in [0, pi] show x >= 0", Rational(315, 100), Decision::excluded},
                       {"forall x in [0, 1] show log(x) < 0", 0, Decision::undefined},
                       {"forall x in [0, 1] assume x > 0 show log(x) < 0", 0, Decision::excluded},
                       {"forall integer m in 1..9 show m != 3", 3, Decision::fails},
                       {"forall integer m in 1..9 show m^(1/m) < 3^(1/3)", 3, Decision::fails},
                       {"forall integer m in 1..9 show m^(1/m) <= 3^(1/3)", 3, Decision::holds},
                       {"forall x in [0, 1] show exp(-x^2) < 1/exp(1/4)", Rational(1, 2), Decision::fails},
                       {"forall x in [0, 1] show exp(-x^2) < 1/exp(1/4) or x < 1", Rational(1, 2), Decision::holds},
                       {"forall x in [0, 1] show log(1 + x) != log(3) - log(2)", Rational(1, 2), Decision::fails},
                       {"forall integer m in 1..9 show m != 3", Rational(7, 2), Decision::excluded},
                       {"forall x in [0, 1] show exp(x) - e_^x == log(2)", Rational(1, 3), Decision::fails}};
  for (const At& c : kCases) EXPECT_EQ(decide_at_point(Problem(claim_of(c.clauses)), {c.x}, 256), c.expected) << c.clauses;
}

// Rules leave open bounds of integers behind; 3 is then no member of (3, 9].
TEST(Problem, OpenBoundsOfIntegersLeaveTheEndOut) {
  Claim claim = claim_of("forall integer n in 3..9 show n > 0");
  for (const bool open : {false, true}) {
    claim.variables[0].lower.open = claim.variables[0].upper.open = open;
    const Problem problem(claim);
    const Side& side = problem.domain()[0];
    EXPECT_EQ(side.lo, open ? 4 : 3);
    EXPECT_EQ(side.hi, open ? 8 : 9);
    EXPECT_FALSE(side.lo_open || side.hi_open);
  }
  claim.variables[0].upper.value = claim.terms.rational(Rational(17, 2));
  EXPECT_EQ(Problem(claim).domain()[0].hi, 8);
}

constexpr Precision kBits[] = {3, 11, 24, 64};

// Neither so large nor so small that the exact rational would fill the memory.
bool writable(const Interval& x) {
  const auto moderate = [](const Float& end) {
    return end.is_zero() || (end.is_finite() && std::abs(mpfr_get_exp(end.get())) < 1000);
  };
  return moderate(x.lo()) && moderate(x.hi());
}

// f on a random box, with a point p inside at which the value is known to many digits.
class Sampled {
 public:
  Sampled(Random& random, Rational* p) {
    claim_.terms = Terms();
    f_ = random.term(claim_.terms, 2, 3);
    g_ = random.term(claim_.terms, 2, 2);
    for (const std::string name : {"x", "y"}) {
      const Side side = random.side_within(name == "x" ? -1 : 0, 1);
      claim_.variables.push_back({name, false, {claim_.terms.rational(side.lo), side.lo_open}, {claim_.terms.rational(side.hi), side.hi_open}});
      point_.push_back(random.member(side));
      contacts_.push_back({side.lo, side.hi});
    }
    if (random.below(2) == 0) {  // a point in y, so that the Taylor rule can apply
      claim_.variables[1].lower = claim_.variables[1].upper = {claim_.terms.rational(point_[1]), false};
    }
    *p = point_[0];
  }

  Truth f() const { return truth_of(claim_.terms, f_, point_); }
  Truth g() const { return truth_of(claim_.terms, g_, point_); }

  // "f relation bound" under "g >= w" with w just below g(p).
  Decision decide(Relation relation, const Rational& bound, bool exchanged, Random& random) {
    Claim claim = claim_;
    const NodeId value = claim.terms.rational(bound);
    claim.show = exchanged ? Condition::compare(value, relation, f_) : Condition::compare(f_, relation, value);
    if (random.below(3) == 0 && g().defined && writable(g().value)) {
      const NodeId w = claim.terms.rational(to_rational(g().value.lo()) - Rational(1, 1 << 30));
      claim.hypotheses.parts.push_back(Condition::compare(w, Relation::less, g_));
    }
    const Problem problem(claim);
    text = to_text(problem.domain(), {"x", "y"}) + ": " + to_text(claim.terms, f_, {"x", "y"}) + " against " + to_string(bound);
    return decide_on_box(problem, problem.domain(), {.bits = kBits[random.below(4)], .slopes = true, .taylor_order = 6}, contacts_);
  }

  std::string text;

 private:
  Claim claim_;
  NodeId f_, g_;
  std::vector<Rational> point_;
  Contacts contacts_;
};

TEST(Decide, RandomClaimsAreNeverDecidedAgainstAPointThatIsKnown) {
  Random random(kSeed);
  long decided = 0, compared = 0;
  for (int k = 0; k < rounds(200); ++k) {
    Rational p;
    Sampled s(random, &p);
    const Truth at_p = s.f();
    if (!at_p.defined || !writable(at_p.value)) continue;
    const Rational lo = to_rational(at_p.value.lo()), hi = to_rational(at_p.value.hi()), bit = Rational(1, Integer(1) << 70);
    struct {
      Relation relation;
      Rational bound;
      bool exchanged, true_at_p;
    } const claims[] = {{Relation::less_equal, hi + bit, true, false}, {Relation::less_equal, lo - bit, false, false},
                        {Relation::less, hi, true, false},             {Relation::less, lo, false, false},
                        {Relation::less_equal, lo, true, true},        {Relation::less, hi + bit, false, true},
                        {Relation::equal, hi + bit, false, false},     {Relation::not_equal, hi + bit, false, true}};
    for (const auto& c : claims) {
      const Decision d = s.decide(c.relation, c.bound, c.exchanged, random);
      const std::string where = "seed " + std::to_string(kSeed) + ", round " + std::to_string(k) + ", at x = " + to_string(p) + "\n" + s.text;
      ++compared;
      decided += d != Decision::unknown;
      ASSERT_NE(d, c.true_at_p ? Decision::fails : Decision::holds) << where;
      ASSERT_NE(d, Decision::excluded) << where;
      ASSERT_NE(d, Decision::undefined) << where;
    }
  }
  EXPECT_GT(compared, 500);
  EXPECT_GT(decided, 100);
}

}  // namespace
}  // namespace certibound::language::test
