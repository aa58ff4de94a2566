// Exponentials, logarithms, hyperbolic and step functions: domains cut, limits at infinity, jumps.
#include "functions.hpp"

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Case {
  Interval (*f)(const Interval&);
  const char* name;
  double x_lo, x_hi, lo, hi;
};

void expect_table(const std::vector<Case>& table) {
  for (const Case& row : table) {
    const Interval x = box(row.x_lo, row.x_hi), value = row.f(x);
    EXPECT_TRUE(same(value, box(row.lo, row.hi))) << row.name << " of " << show(x) << " gives " << show(value);
  }
}

TEST(Logarithms, CutTheDomainAndReachTheLimit) {
  expect_table({
      {log, "log", 0, 1, -kInf, 0},
      {log, "log", -5, 1, -kInf, 0},
      {log, "log", 1, kInf, 0, kInf},
      {log, "log", -1, 0, kNone, kNone},
      {log, "log", 0, 0, kNone, kNone},
      {log, "log", -2, -1, kNone, kNone},
      {log, "log", -kInf, kInf, -kInf, kInf},
      {log2, "log2", 0.125, 8, -3, 3},
      {log2, "log2", -1, 8, -kInf, 3},
      {log2, "log2", -1, 0, kNone, kNone},
      {log10, "log10", 1, 1000, 0, 3},
      {log10, "log10", 0, 1000, -kInf, 3},
      {log10, "log10", -1, -0.5, kNone, kNone},
      {log1p, "log1p", -1, 0, -kInf, 0},
      {log1p, "log1p", -9, 0, -kInf, 0},
      {log1p, "log1p", -1, -1, kNone, kNone},
      {log1p, "log1p", -2, -1, kNone, kNone},
      {log1p, "log1p", 0, kInf, 0, kInf},
  });
}

TEST(Exponentials, ReachTheirLimits) {
  expect_table({
      {exp, "exp", -kInf, 0, 0, 1},
      {exp, "exp", 0, kInf, 1, kInf},
      {exp2, "exp2", -3, 4, 0.125, 16},
      {exp2, "exp2", -kInf, kInf, 0, kInf},
      {exp10, "exp10", 0, 3, 1, 1000},
      {exp10, "exp10", -kInf, 0, 0, 1},
      {expm1, "expm1", -kInf, 0, -1, 0},
      {expm1, "expm1", 0, kInf, 0, kInf},
  });
}

TEST(Hyperbolic, FoldsCutsAndLimits) {
  expect_table({
      {sinh, "sinh", -kInf, kInf, -kInf, kInf},
      {cosh, "cosh", -kInf, kInf, 1, kInf},
      {cosh, "cosh", 0, 0, 1, 1},
      {tanh, "tanh", -kInf, kInf, -1, 1},
      {tanh, "tanh", 0, kInf, 0, 1},
      {asinh, "asinh", 0, kInf, 0, kInf},
      {acosh, "acosh", 1, kInf, 0, kInf},
      {acosh, "acosh", -5, 1, 0, 0},
      {acosh, "acosh", -5, 0.5, kNone, kNone},
      {atanh, "atanh", -1, 1, -kInf, kInf},
      {atanh, "atanh", -7, 0, -kInf, 0},
      {atanh, "atanh", 0, 7, 0, kInf},
      {atanh, "atanh", 1, 7, kNone, kNone},
      {atanh, "atanh", 1, 1, kNone, kNone},
      {atanh, "atanh", -1, -1, kNone, kNone},
      {atanh, "atanh", -7, -1, kNone, kNone},
      {atanh, "atanh", 2, 7, kNone, kNone},
  });
}

TEST(Hyperbolic, CoshTakesTheFartherEnd) {
  const Interval three = cosh(point(3)), two = cosh(point(2));
  EXPECT_TRUE(same(cosh(box(-3, 2)), Interval(number(1), three.hi())));
  EXPECT_TRUE(same(cosh(box(-2, 3)), Interval(number(1), three.hi())));
  EXPECT_TRUE(same(cosh(box(-3, -2)), Interval(two.lo(), three.hi())));
}

TEST(Steps, JumpAtTheRightPlaces) {
  expect_table({
      {floor, "floor", 0.5, 1.5, 0, 1},
      {floor, "floor", -0.5, -0.25, -1, -1},
      {floor, "floor", 1, 1, 1, 1},
      {floor, "floor", -kInf, 2.5, -kInf, 2},
      {ceil, "ceil", 0.5, 1.5, 1, 2},
      {ceil, "ceil", -0.5, 0, 0, 0},
      {ceil, "ceil", 1, kInf, 1, kInf},
      {trunc, "trunc", -1.5, 1.5, -1, 1},
      {trunc, "trunc", -0.5, 0.5, 0, 0},
      {trunc, "trunc", -2, -1.5, -2, -1},
      {round_ties_even, "round_ties_even", 0.5, 1.5, 0, 2},
      {round_ties_even, "round_ties_even", 2.5, 2.5, 2, 2},
      {round_ties_even, "round_ties_even", -0.5, -0.5, 0, 0},
      {round_ties_even, "round_ties_even", -3.5, -2.5, -4, -2},
      {round_ties_away, "round_ties_away", 0.5, 1.5, 1, 2},
      {round_ties_away, "round_ties_away", 2.5, 2.5, 3, 3},
      {round_ties_away, "round_ties_away", -0.5, 0.25, -1, 0},
      {round_ties_away, "round_ties_away", -3.5, -2.5, -4, -3},
      {round_ties_away, "round_ties_away", -kInf, 0x1p60, -kInf, 0x1p60},
      {sign, "sign", -3, 2, -1, 1},
      {sign, "sign", 0, 2, 0, 1},
      {sign, "sign", -2, 0, -1, 0},
      {sign, "sign", 0, 0, 0, 0},
      {sign, "sign", 2, kInf, 1, 1},
  });
}

TEST(Elementary, EmptyGoesToEmpty) {
  for (const Unary& f : unary_functions()) EXPECT_TRUE(f.bare(Interval::empty(53)).is_empty()) << f.name;
}

// Where results leave the range of MPFR, and one step before: a bound beyond it is infinite or zero, never inverted.
TEST(Elementary, EnclosesValuesAtTheRangeOfExponents) {
  const double edge = 744261117.95489299;  // 2^30 log 2, where exp overflows
  for (const Unary& f : unary_functions()) {
    const std::string name = f.name;
    const bool exponential = name.starts_with("exp") || name == "sinh" || name == "cosh";
    if (!exponential) continue;
    const double threshold = name == "exp2" ? 1073741823.0 : name == "exp10" ? 323228496.0 : edge;
    for (const double sign : {-1.0, 1.0}) {
      for (const double offset : {-2.0, -1.0, -0.5, -0x1p-22, 0.0, 0x1p-22, 0.5, 1.0, 1.5, 2.0}) {
        const Float x = number(sign * (threshold + offset));
        const Interval value = f.bare(Interval(x, x));
        const Truth exact = truth(f, x, fine(53));
        EXPECT_TRUE(value.lo() <= exact.lo && exact.hi <= value.hi())
            << name << " of " << show(x) << " gives " << show(value);
      }
    }
  }
}

}  // namespace
}  // namespace certibound::test
