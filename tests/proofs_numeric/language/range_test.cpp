// Range on random boxes with open ends: the values at sampled points lie inside, never on an end that is flagged as not
// reached, and exist wherever `defined` says so.
#include "support.hpp"

#include <certibound/language/evaluate.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

constexpr Precision kBits[] = {2, 7, 24, 53, 64, 113};

std::string show(const Range& x) {
  if (x.value.is_empty()) return "empty";
  char text[200];
  mpfr_snprintf(text, sizeof text, "%s%.30Rg, %.30Rg%s%s", x.lo_open ? "(" : "[", x.value.lo().get(), x.value.hi().get(),
                x.hi_open ? ")" : "]", x.defined ? " defined" : "");
  return text;
}

std::string show(const std::vector<Rational>& point) {
  std::string out;
  for (const Rational& x : point) out += " " + to_string(x);
  return out;
}

// Does the truth certainly contradict the range?
bool contradicts(const Range& range, const Truth& truth) {
  if (range.defined && truth.undefined) return true;
  if (!truth.defined || truth.value.is_empty()) return false;
  if (range.value.is_empty()) return true;
  const int above_lo = compare(truth.value.hi(), range.value.lo()), below_hi = compare(range.value.hi(), truth.value.lo());
  return above_lo < 0 || below_hi < 0 || (above_lo == 0 && range.lo_open) || (below_hi == 0 && range.hi_open);
}

struct Tally {
  long compared = 0, defined = 0, flagged = 0;
};

void check(const Terms& terms, NodeId root, const Box& box, Random& random, Tally& tally) {
  const Precision bits = kBits[random.below(std::size(kBits))];
  const Range range = enclose(Program(terms, {root}), to_ranges(box, bits), bits)[0];
  tally.defined += range.defined;
  tally.flagged += range.lo_open || range.hi_open;
  for (int k = 0; k < 12; ++k) {
    std::vector<Rational> point;
    for (const Side& side : box) point.push_back(random.member(side));
    const Truth truth = truth_of(terms, root, point);
    tally.compared += truth.defined;
    ASSERT_FALSE(contradicts(range, truth))
        << to_text(terms, root, {"x", "y"}) << "\n on " << to_text(box, {"x", "y"}) << " at " << bits << " bits: " << show(range)
        << "\n at" << show(point) << ": " << show({truth.value, truth.defined, false, false});
  }
}

TEST(Range, EnclosesEveryFunctionWithItsOpenEnds) {
  Random random(kSeed);
  for (const Op op : unary_operations()) {
    Terms terms;
    const NodeId root = terms.apply(op, terms.variable(0));
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", " + to_text(terms, root, {"x"}));
    Tally tally;
    for (int k = 0; k < rounds(60); ++k) {
      const bool near = random.below(2) == 0;
      check(terms, root, {near ? random.side_within(-1, 1) : random.side()}, random, tally);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(tally.compared, 100);
    EXPECT_GT(tally.defined, 3);
  }
}

TEST(Range, EnclosesEveryIntegerPower) {
  Random random(kSeed + 1);
  for (long n = -5; n <= 6; ++n) {
    Terms terms;
    const NodeId root = terms.power(terms.variable(0), n);
    SCOPED_TRACE("seed " + std::to_string(kSeed + 1) + ", x^" + std::to_string(n));
    Tally tally;
    for (int k = 0; k < rounds(60); ++k) {
      check(terms, root, {random.side()}, random, tally);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(tally.compared, 100);
  }
}

TEST(Range, EnclosesOperationsOfTwoVariablesWithTheirOpenEnds) {
  Random random(kSeed + 2);
  for (const Op op : {Op::add, Op::sub, Op::mul, Op::div, Op::real_power, Op::min, Op::max}) {
    Terms terms;
    const NodeId root = terms.apply(op, terms.variable(0), terms.variable(1));
    SCOPED_TRACE("seed " + std::to_string(kSeed + 2) + ", " + to_text(terms, root, {"x", "y"}));
    Tally tally;
    for (int k = 0; k < rounds(400); ++k) {
      const auto side = [&] { return random.below(3) == 0 ? random.side() : random.side_within(random.below(2) - 1, random.below(2) + 1); };
      Box box{side(), side()};
      if (random.below(6) == 0) box[1] = point_side(random.number());  // a constant exponent, divisor, ...
      check(terms, root, box, random, tally);
      if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(tally.defined, 40);
    EXPECT_GT(tally.flagged, 20);
  }
}

TEST(Range, EnclosesRandomCompositions) {
  Random random(kSeed + 3);
  Tally tally;
  for (int k = 0; k < rounds(500); ++k) {
    SCOPED_TRACE("seed " + std::to_string(kSeed + 3) + ", round " + std::to_string(k));
    Terms terms;
    const NodeId root = random.term(terms, 2, 4);
    check(terms, root, {random.side_within(-1, 2), random.side_within(0, 1)}, random, tally);
    if (::testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(tally.compared, 900);
  EXPECT_GT(tally.flagged, 50);
}

struct EndCase {
  const char* expression;
  const char* lo;
  const char* hi;
  bool lo_open, hi_open;                    // of the argument
  bool defined, result_lo_open, result_hi_open;  // what must be known
};

// Not only sound: these are the facts that proofs at an excluded end rest on.
TEST(Range, KeepsTheOpenEndsThatProofsNeed) {
  constexpr EndCase kCases[] = {
      {"log(x)", "0", "1", true, false, true, true, false},
      {"log(x)", "0", "1", false, false, false, false, false},
      {"1/x", "0", "1", true, false, true, false, true},
      {"1/x", "1", "2", false, true, true, true, false},
      {"x^2", "-1", "1", true, true, true, false, true},
      {"x^2", "-1", "1", true, false, true, false, false},
      {"x^2", "-2", "-1", false, true, true, true, false},
      {"-x^3", "0", "1", true, false, true, false, true},
      {"exp(x) - 1", "0", "1", true, false, true, true, false},
      {"acos(x)", "-1", "1", false, true, true, true, false},
      {"Rhat(x)", "-1", "1", true, true, true, true, true},
      {"x*(1 - x)", "0", "1", true, true, true, true, true},
      {"x*(2 - x)", "0", "1", true, false, true, true, true},
      {"max(x, 1/2)", "0", "1", true, true, true, false, true},
      {"abs(x)", "-1", "1", false, true, true, false, false},
      {"sqrt(x)", "0", "4", true, true, true, true, true},
      {"x^(1/2)", "0", "4", true, true, true, true, true},
      {"x^(-1/2)", "0", "4", true, true, true, true, true},
      {"log1p(-x)", "0", "1", true, true, true, true, true},
  };
  for (const EndCase& c : kCases) {
    SCOPED_TRACE(std::string(c.expression) + " on " + (c.lo_open ? "(" : "[") + c.lo + ", " + c.hi + (c.hi_open ? ")" : "]"));
    const Expression e(c.expression);
    Side side{.lo = *parse_rational(c.lo), .hi = *parse_rational(c.hi)};
    side.lo_open = c.lo_open;
    side.hi_open = c.hi_open;
    const Range range = enclose(Program(e.terms, {e.root}), {to_range(side, 64), unknown(64)}, 64)[0];
    EXPECT_EQ(range.defined, c.defined) << show(range);
    EXPECT_EQ(range.lo_open, c.result_lo_open) << show(range);
    EXPECT_EQ(range.hi_open, c.result_hi_open) << show(range);
  }
}

TEST(Range, DropsOpenEndsWhereTheArgumentLeavesTheDomain) {
  // On (-1, 4) the square root reaches 0, on (0, 2) the arc sine reaches pi/2.
  const Range x{Interval(Rational(-1), Rational(4), 64), true, true, true};
  EXPECT_FALSE(sqrt(x).lo_open) << show(sqrt(x));
  const Range y{Interval(Rational(-2), Rational(2), 64), true, true, true};
  for (const Range& r : {asin(y), acos(y), rhat(y), rhat_derivative(y)}) {
    EXPECT_FALSE(r.defined);
    EXPECT_FALSE(r.lo_open || r.hi_open) << show(r);
  }
}

TEST(Range, HullAndIntersectionOfTheSameValues) {
  Random random(kSeed + 4);
  for (int k = 0; k < rounds(2000); ++k) {
    const Side a = random.side_within(0, 1), b = random.side_within(0, 1);
    const Range x = to_range(a, 24), y = to_range(b, 24), both = hull(x, y), common = intersection(x, y);
    for (int n = 0; n < 6; ++n) {
      const Rational p = random.member(n % 2 == 0 ? a : b);
      const Truth at{Interval(p, kFine), true, false};
      ASSERT_FALSE(contradicts(both, at)) << "seed " << kSeed + 4 << ": " << show(x) << show(y) << show(both) << to_string(p);
      if (contains({a}, {p}) && contains({b}, {p})) {
        ASSERT_FALSE(contradicts(common, at)) << "seed " << kSeed + 4 << ": " << show(x) << show(y) << show(common) << to_string(p);
      }
    }
  }
}

TEST(Range, KnowsNothingOfTheEmptySet) {
  const Range empty{Interval::empty(64), false, false, false};
  EXPECT_FALSE(certainly_positive(empty) || certainly_nonnegative(empty) || certainly_negative(empty));
  EXPECT_FALSE(certainly_nonpositive(empty) || certainly_zero(empty));
  EXPECT_FALSE(certainly_nonnegative(-empty) || certainly_nonnegative(empty * empty) || (empty + empty).defined);
}

}  // namespace
}  // namespace certibound::language::test
