// Taylor coefficients: against known series, against the Taylor formula itself, and silence where there are none.
#include "support.hpp"

#include <certibound/language/jet.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

struct Series {
  const char* expression;
  std::vector<const char*> coefficients;  // at 0
};

TEST(Jet, ExactCoefficientsAreThoseOfKnownSeries) {
  const std::vector<Series> series = {
      {"exp(x)", {"1", "1", "1/2", "1/6", "1/24", "1/120"}},
      {"expm1(2*x)", {"0", "2", "2", "4/3", "2/3", "4/15"}},
      {"log1p(x)", {"0", "1", "-1/2", "1/3", "-1/4", "1/5"}},
      {"log(1 - x)", {"0", "-1", "-1/2", "-1/3", "-1/4", "-1/5"}},
      {"sqrt(1 + x)", {"1", "1/2", "-1/8", "1/16", "-5/128", "7/256"}},
      {"(1 + x)^(3/2)", {"1", "3/2", "3/8", "-1/16", "3/128", "-3/256"}},
      {"cbrt(1 + x)", {"1", "1/3", "-1/9", "5/81", "-10/243", "22/729"}},
      {"1/(1 - x)", {"1", "1", "1", "1", "1", "1"}},
      {"(1 + x)^-2", {"1", "-2", "3", "-4", "5", "-6"}},
      {"(1 + x)^5", {"1", "5", "10", "10", "5", "1"}},
      {"sin(x)", {"0", "1", "0", "-1/6", "0", "1/120"}},
      {"cos(x)", {"1", "0", "-1/2", "0", "1/24", "0"}},
      {"tan(x)", {"0", "1", "0", "1/3", "0", "2/15"}},
      {"asin(x)", {"0", "1", "0", "1/6", "0", "3/40"}},
      {"acos(x)", {"pi/2", "-1", "0", "-1/6", "0", "-3/40"}},
      {"atan(x)", {"0", "1", "0", "-1/3", "0", "1/5"}},
      {"sinh(x)", {"0", "1", "0", "1/6", "0", "1/120"}},
      {"cosh(x)", {"1", "0", "1/2", "0", "1/24", "0"}},
      {"tanh(x)", {"0", "1", "0", "-1/3", "0", "2/15"}},
      {"erf(x)", {"0", "2/sqrt(pi)", "0", "-2/(3*sqrt(pi))", "0", "1/(5*sqrt(pi))"}},
      {"erfc(x)", {"1", "-2/sqrt(pi)", "0", "2/(3*sqrt(pi))", "0", "-1/(5*sqrt(pi))"}},
      {"Phi(x)", {"1/2", "1/sqrt(2*pi)", "0", "-1/(6*sqrt(2*pi))", "0", "1/(40*sqrt(2*pi))"}},
      {"phi(x)", {"1/sqrt(2*pi)", "0", "-1/(2*sqrt(2*pi))", "0", "1/(8*sqrt(2*pi))", "0"}},
      {"Rhat(x)", {"1/pi", "1/2", "1/(2*pi)", "0", "1/(24*pi)", "0"}},
      {"Rhat1(x)", {"1/2", "1/pi", "0", "1/(6*pi)", "0", "3/(40*pi)"}},
      {"exp(sin(x))", {"1", "1", "1/2", "0", "-1/8", "-1/15"}},
      {"log(cos(x))", {"0", "0", "-1/2", "0", "-1/12", "0"}},
      {"(1 + x)^x", {"1", "0", "1", "-1/2", "5/6", "-3/4"}},
      {"abs(x - 1) + max(x, 2) - min(x, 3)", {"3", "-2", "0", "0", "0", "0"}},
  };
  for (const Series& s : series) {
    const Expression e(s.expression);
    const std::vector<Exact> jet = exact_jet(Program(e.terms, {e.root}), 0, {0, 0}, 0, 5);
    for (std::size_t k = 0; k < 6; ++k) {
      const Expression expected(s.coefficients[k]);
      const Exact value = evaluate_exactly(Program(expected.terms, {expected.root}), {0, 0})[0];
      EXPECT_TRUE(value.known());
      EXPECT_TRUE((jet[k] - value).is_zero()) << s.expression << ", coefficient " << k << " is not " << s.coefficients[k];
    }
  }
}

struct Edge {
  const char* expression;
  long at;
  std::size_t known;  // leading coefficients that exist (from inside the domain); all others must stay unknown
};

// A coefficient "known" at a kink or a branch point would prove false claims.
TEST(Jet, NoExactCoefficientBeyondAKinkOrABranchPoint) {
  constexpr Edge kEdges[] = {{"abs(x)", 0, 1},        {"max(x, 0)", 0, 1},     {"min(x, x^2)", 1, 1},   {"sqrt(x)", 0, 1},
                             {"x*sqrt(x)", 0, 1},     {"cbrt(x)", 0, 1},       {"x^(5/2)", 0, 1},       {"sqrt(x^2)", 0, 1},
                             {"acos(x)", 1, 1},       {"asin(x)", -1, 1},      {"Rhat(x)", 1, 2},       {"Rhat(x)", -1, 2},
                             {"Rhat1(x)", 1, 1},      {"Rhat(1 - x^2)", 0, 2}, {"sqrt(1 - x^2)", 1, 1}, {"abs(x)^3", 0, 1},
                             {"max(x, 0)*x^2", 0, 1}, {"log(x)", 0, 0},        {"1/x", 0, 0},           {"tan(pi*x/2)", 1, 0},
                             {"gamma(x)", 1, 1},      {"lgamma(x)", 2, 1},     {"x^x", 0, 0},           {"x^-1*x", 0, 0}};
  for (const Edge& edge : kEdges) {
    const Expression e(edge.expression);
    const std::vector<Exact> jet = exact_jet(Program(e.terms, {e.root}), 0, {Rational(edge.at), 0}, 0, 4);
    for (std::size_t k = 0; k < 5; ++k) {
      EXPECT_EQ(jet[k].known(), k < edge.known) << edge.expression << " at " << edge.at << ", coefficient " << k;
    }
  }
}

// f(x) = sum_{j<k} f_j(p) (x-p)^j + f_k(xi) (x-p)^k with xi between p and x. The f_j(p) are enclosed on a box of width
// 2^-199 around p; where they are not all bounded there, p is a kink or the edge of a domain, and nothing is compared.
void check_taylor_formula(const Terms& terms, NodeId root, const Side& side, int order, Random& random, long& compared) {
  const Program program(terms, {root});
  const Box box{side, point_side(Rational(1, 3))};
  const Range on_box = enclose(program, to_ranges(box, 64), 64)[0];
  const Rational p = random.member(side), x = random.member(side), tiny(1, Integer(1) << 200);
  const Truth at_x = truth_of(terms, root, {x, Rational(1, 3)});
  if (!on_box.defined || !at_x.defined || x == p) return;
  const std::vector<Range> over_box = enclose_jet(program, 0, to_ranges(box, 64), 0, order, 64);
  const Box around{{.lo = p - tiny, .hi = p + tiny}, box[1]};
  if (!enclose(program, to_ranges(around, kFine), kFine)[0].defined) return;
  const std::vector<Range> at_p = enclose_jet(program, 0, to_ranges(around, kFine), 0, order, kFine);
  const Interval step(x - p, kFine);
  Interval rest = at_x.value;
  for (int k = 0; k <= order; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const Interval quotient = rest / pown(step, k);
    if (!quotient.is_bounded() || !at_p[i].value.is_bounded()) return;
    ++compared;
    ASSERT_FALSE(disjoint(quotient, over_box[i].value))
        << to_text(terms, root, {"x", "y"}) << " on " << to_text(box, {"x", "y"}) << " from " << to_string(p) << " to " << to_string(x)
        << ", coefficient " << k;
    rest = rest - at_p[i].value * pown(step, k);
  }
}

TEST(Jet, EnclosuresOverABoxObeyTaylorsFormula) {
  Random random(kSeed);
  for (const Op op : unary_operations()) {
    Terms terms;
    const NodeId x = terms.variable(0);
    const NodeId inner = random.below(2) == 0 ? x : terms.apply(Op::sub, x, terms.apply(Op::div, terms.power(x, 2), terms.rational(3)));
    const NodeId root = terms.apply(op, inner);
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", " + to_text(terms, root, {"x", "y"}));
    long compared = 0;
    for (int k = 0; k < rounds(30); ++k) {
      check_taylor_formula(terms, root, random.side_within(random.below(2) - 1, 1), 5, random, compared);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(compared, 10);
  }
}

TEST(Jet, EnclosuresOfRandomCompositionsObeyTaylorsFormula) {
  Random random(kSeed + 1);
  long compared = 0;
  for (int k = 0; k < rounds(1000); ++k) {
    SCOPED_TRACE("seed " + std::to_string(kSeed + 1) + ", round " + std::to_string(k));
    Terms terms;
    const NodeId root = random.term(terms, 2, 3);
    check_taylor_formula(terms, root, random.side_within(-1, 1), 4, random, compared);
    if (::testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(compared, 500);
}

TEST(Jet, EnclosuresAtAPointContainTheExactCoefficients) {
  Random random(kSeed + 2);
  const std::vector<Rational> special = {0, 1, -1, Rational(1, 2), Rational(-1, 2)};
  long compared = 0;
  for (int k = 0; k < rounds(800); ++k) {
    Terms terms;
    const NodeId root = random.term(terms, 1, 3);
    const Rational p = special[static_cast<std::size_t>(random.below(5))];
    const Program program(terms, {root});
    const std::vector<Exact> exact = exact_jet(program, 0, {p}, 0, 4);
    const std::vector<Range> enclosed = enclose_jet(program, 0, to_ranges({point_side(p)}, 64), 0, 4, 64);
    const bool defined = truth_of(terms, root, {p}).defined;
    for (std::size_t i = 0; i < 5 && defined; ++i) {
      if (!exact[i].known()) continue;
      ++compared;
      ASSERT_FALSE(disjoint(exact[i].enclosure(200), enclosed[i].value))
          << "seed " << kSeed + 2 << ": " << to_text(terms, root, {"x"}) << " at " << to_string(p) << ", coefficient " << i;
    }
  }
  EXPECT_GT(compared, 500);
}

}  // namespace
}  // namespace certibound::language::test
