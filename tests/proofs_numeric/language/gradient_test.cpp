// Slopes: difference quotients between random points of a box lie in the enclosure, kinks and singular ends included.
#include "support.hpp"

#include <certibound/language/gradient.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

std::string show(const Interval& x) {
  if (x.is_empty()) return "empty";
  char text[120];
  mpfr_snprintf(text, sizeof text, "[%.20Rg, %.20Rg]", x.lo().get(), x.hi().get());
  return text;
}

// (f(u) - f(v)) / (u_i - v_i) for points that differ in coordinate i only; empty if f is not certainly defined at both.
std::optional<Interval> quotient(const Terms& terms, NodeId root, const std::vector<Rational>& u, const std::vector<Rational>& v,
                                 std::size_t i) {
  const Truth at_u = truth_of(terms, root, u), at_v = truth_of(terms, root, v);
  if (!at_u.defined || !at_v.defined) return std::nullopt;
  return (at_u.value - at_v.value) / Interval(u[i] - v[i], kFine);
}

bool contradicts(const Range& slope, const Interval& q) {
  if (slope.value.is_empty()) return true;
  const int above_lo = compare(q.hi(), slope.value.lo()), below_hi = compare(slope.value.hi(), q.lo());
  return above_lo < 0 || below_hi < 0 || (above_lo == 0 && slope.lo_open) || (below_hi == 0 && slope.hi_open);
}

struct Tally {
  long compared = 0, one_signed = 0;
};

// Slopes promise something only where the term is defined on the whole box.
void check(const Terms& terms, NodeId root, const Box& box, Random& random, Tally& tally) {
  const Precision bits = random.below(4) == 0 ? 5 : random.below(2) == 0 ? 53 : 80;
  const Gradient g = enclose_with_slopes(Program(terms, {root}), to_ranges(box, bits), bits)[0];
  if (!g.value.defined) return;
  for (std::size_t i = 0; i < box.size(); ++i) {
    tally.one_signed += certainly_nonnegative(g.slope[i]) || certainly_nonpositive(g.slope[i]);
    for (int k = 0; k < 6; ++k) {
      std::vector<Rational> u;
      for (const Side& side : box) u.push_back(random.member(side));
      std::vector<Rational> v = u;
      v[i] = random.member(box[i]);
      if (u[i] == v[i]) continue;
      const auto q = quotient(terms, root, u, v, i);
      if (!q) continue;
      ++tally.compared;
      ASSERT_FALSE(contradicts(g.slope[i], *q))
          << to_text(terms, root, {"x", "y"}) << " on " << to_text(box, {"x", "y"}) << "\n slope " << i << " in "
          << (g.slope[i].lo_open ? "(" : "[") << show(g.slope[i].value) << (g.slope[i].hi_open ? ")" : "]") << "\n quotient "
          << show(*q) << " between " << to_string(u[i]) << " and " << to_string(v[i]);
    }
  }
}

TEST(Gradient, SlopesOfEveryFunctionContainItsDifferenceQuotients) {
  Random random(kSeed);
  for (const Op op : unary_operations()) {
    Terms terms;
    const NodeId root = terms.apply(op, terms.variable(0));
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", " + to_text(terms, root, {"x"}));
    Tally tally;
    const bool positive = op == Op::sqrt || op == Op::log || op == Op::gamma || op == Op::lgamma;
    for (int k = 0; k < rounds(40); ++k) {
      const Box box{positive ? random.side_within(0, random.below(2) == 0 ? 1 : 5) : random.side_within(-1, 1)};
      check(terms, root, box, random, tally);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(tally.compared, 50);
  }
}

TEST(Gradient, SlopesOfPowersContainTheirDifferenceQuotients) {
  Random random(kSeed + 1);
  for (const char* text : {"x^2", "x^3", "x^-1", "x^-2", "x^0", "x^(1/2)", "x^(3/2)", "x^(-1/3)", "x^y", "x/y", "x*y", "min(x, y)",
                           "max(x, 2*y)", "max(x^2, y)", "abs(x - y)", "abs(x)*y", "(x + 1)^(y - 1/2)", "(x*y)^y"}) {
    const Expression e(text);
    SCOPED_TRACE("seed " + std::to_string(kSeed + 1) + ", " + text);
    Tally tally;
    for (int k = 0; k < rounds(60); ++k) {
      const long lo = random.below(2) - 1;
      check(e.terms, e.root, {random.side_within(lo, 2), random.side_within(random.below(2) - 1, 1)}, random, tally);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(tally.compared, 50);
  }
}

TEST(Gradient, SlopesOfRandomCompositionsContainTheirDifferenceQuotients) {
  Random random(kSeed + 2);
  Tally tally;
  for (int k = 0; k < rounds(500); ++k) {
    SCOPED_TRACE("seed " + std::to_string(kSeed + 2) + ", round " + std::to_string(k));
    Terms terms;
    const NodeId root = random.term(terms, 2, 4);
    check(terms, root, {random.side_within(-1, 1), random.side_within(0, 1)}, random, tally);
    if (::testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(tally.compared, 900);
  EXPECT_GT(tally.one_signed, 50);
}

// Compositions whose inner function touches the edge of the outer one's domain, in the middle of the box.
TEST(Gradient, KinksInsideTheBoxAreInsideTheSlopes) {
  Random random(kSeed + 3);
  for (const char* text : {"sqrt(x^2)", "sqrt(x^4)", "cbrt(x)", "cbrt(x^2)", "cbrt(x^3)", "asin(sin(3*x))", "acos(cos(4*x))", "acos(1 - x^2)",
                           "Rhat(1 - x^2)", "Rhat1(1 - x^2)", "Rhat(cos(3*x))", "(x^2)^(1/2)", "(x^2)^(3/2)", "(x^2)^(1/3)", "abs(abs(x) - 1/2)",
                           "max(x, -x)", "min(x, x^2)", "sqrt(abs(x))", "sqrt(1 - x^2)", "asin(x)*sqrt(1 - x)", "log(abs(x) + 1)"}) {
    const Expression e(text);
    SCOPED_TRACE("seed " + std::to_string(kSeed + 3) + ", " + text);
    Tally tally;
    for (int k = 0; k < rounds(24); ++k) {
      const Rational reach(1, 1 + k % 2);
      check(e.terms, e.root, {random.side_within(-reach, reach), random.side_within(0, 1)}, random, tally);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(tally.compared, 60);
  }
}

TEST(Gradient, SingularEndsGiveAnInfiniteEndAndKeepTheSign) {
  for (const char* text : {"sqrt(x)", "-acos(x)", "asin(x)", "x^(1/2)", "cbrt(x)", "-sqrt(1 - x)", "-sqrt(1 - x^2)", "Rhat1(x)"}) {
    const Expression e(text);
    const Gradient g = enclose_with_slopes(Program(e.terms, {e.root}), to_ranges({{.lo = 0, .hi = 1}, point_side(0)}, 64), 64)[0];
    EXPECT_TRUE(g.value.defined) << text;
    EXPECT_TRUE(certainly_nonnegative(g.slope[0])) << text;
    EXPECT_TRUE(g.slope[0].value.hi().is_infinite()) << text;
    EXPECT_TRUE(certainly_zero(g.slope[1])) << text;
  }
}

}  // namespace
}  // namespace certibound::language::test
