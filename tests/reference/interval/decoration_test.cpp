// What is remembered of the function on the whole box: defined, continuous, bounded.
#include "inputs.hpp"

#include <certibound/interval/decoration.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

using enum Decoration;

Decorated on(double lo, double hi) { return Decorated(box(lo, hi)); }

struct UnaryCase {
  const char* name;
  Decorated (*f)(const Decorated&);
  double lo, hi;
  Decoration expected;
};

TEST(Decoration, OfAnInput) {
  EXPECT_EQ(on(1, 2).decoration, com);
  EXPECT_EQ(on(1, kInf).decoration, dac);
  EXPECT_EQ(Decorated(Interval::entire(53)).decoration, dac);
  EXPECT_EQ(Decorated(Interval::empty(53)).decoration, trv);
  EXPECT_EQ(Decorated().decoration, trv);
}

TEST(Decoration, ContradictionsAreLowered) {
  EXPECT_EQ(Decorated(Interval::empty(53), com).decoration, trv);
  EXPECT_EQ(Decorated(Interval::empty(53), def).decoration, trv);
  EXPECT_EQ(Decorated(Interval::entire(53), com).decoration, dac);
  EXPECT_EQ(Decorated(box(1, 2), def).decoration, def);
  EXPECT_EQ(Decorated(box(1, 2), com).decoration, com);
}

TEST(Decoration, OrderAndNames) {
  EXPECT_TRUE(trv < def && def < dac && dac < com);
  EXPECT_STREQ(to_string(trv), "trv");
  EXPECT_STREQ(to_string(def), "def");
  EXPECT_STREQ(to_string(dac), "dac");
  EXPECT_STREQ(to_string(com), "com");
}

TEST(Decoration, DomainsTable) {
  const UnaryCase table[] = {
      {"sqrt", sqrt, -1, 4, trv},
      {"sqrt", sqrt, 0, 4, com},
      {"sqrt", sqrt, 0, kInf, dac},
      {"log", log, 0, 1, trv},
      {"log", log, 0.5, 1, com},
      {"log", log, -2, -1, trv},
      {"log2", log2, 0, 1, trv},
      {"log2", log2, 1, 2, com},
      {"log10", log10, 0, 1, trv},
      {"log10", log10, 1, kInf, dac},
      {"log1p", log1p, -1, 1, trv},
      {"log1p", log1p, -0.5, 1, com},
      {"asin", asin, -1, 1, com},
      {"asin", asin, -1.5, 1, trv},
      {"asin", asin, -1, 1.5, trv},
      {"acos", acos, -1, 1, com},
      {"acos", acos, -1.5, 1, trv},
      {"acos", acos, -1, 1.5, trv},
      {"acosh", acosh, 1, 2, com},
      {"acosh", acosh, 0.5, 2, trv},
      {"acosh", acosh, 1, kInf, dac},
      {"atanh", atanh, -0.5, 0.5, com},
      {"atanh", atanh, -1, 0.5, trv},
      {"atanh", atanh, -0.5, 1, trv},
      {"gamma", gamma, 1, 2, com},
      {"gamma", gamma, 0, 2, trv},
      {"lgamma", lgamma, 0, 2, trv},
      {"lgamma", lgamma, 1, 2, com},
      {"digamma", digamma, 0, 2, trv},
      {"digamma", digamma, 1, 2, com},
      {"tan", tan, -1, 1, com},
      {"tan", tan, 1, 2, trv},
      {"tan", tan, -kInf, kInf, trv},
      {"exp", exp, -kInf, 1, dac},
      {"exp", exp, 0, 1e10, dac},
      {"exp", exp, 0, 1, com},
      {"tanh", tanh, -kInf, kInf, dac},
      {"erf", erf, -kInf, kInf, dac},
      {"cos", cos, 0, 1e300, com},
      {"sqr", sqr, -1, 1, com},
      {"abs", abs, -1, 1, com},
      {"cbrt", cbrt, -8, 8, com},
      {"atan", atan, -1, 1, com},
      {"cosh", cosh, -1e300, 0, dac},
      {"normal_cdf", normal_cdf, -1, 1, com},
      {"normal_density", normal_density, -kInf, 1, dac},
  };
  for (const UnaryCase& row : table) {
    EXPECT_EQ(row.f(on(row.lo, row.hi)).decoration, row.expected)
        << row.name << " on [" << row.lo << ", " << row.hi << "]";
  }
}

TEST(Decoration, StepsTable) {
  const UnaryCase table[] = {
      {"floor", floor, 0.5, 1.5, def},
      {"floor", floor, 0.25, 0.75, com},
      {"floor", floor, 1, 1.5, dac},
      {"floor", floor, 1, 1, dac},
      {"floor", floor, 0.5, 1, def},
      {"floor", floor, 0, kInf, def},
      {"ceil", ceil, 0.5, 1.5, def},
      {"ceil", ceil, 0.25, 0.75, com},
      {"ceil", ceil, 0.5, 1, dac},
      {"ceil", ceil, 1, 1.5, def},
      {"trunc", trunc, -0.5, 0.5, com},
      {"trunc", trunc, 0, 0, com},
      {"trunc", trunc, 1, 1.5, dac},
      {"trunc", trunc, -1.5, -1, dac},
      {"trunc", trunc, 0.5, 1, def},
      {"trunc", trunc, 1.25, 1.5, com},
      {"sign", sign, 0, 0, dac},
      {"sign", sign, 0, 1, def},
      {"sign", sign, -1, 0, def},
      {"sign", sign, 0.5, 1, com},
      {"sign", sign, 1, kInf, dac},
      {"sign", sign, -1, 1, def},
      {"even", round_ties_even, -0.25, 0.25, com},
      {"even", round_ties_even, -0.5, 0.5, dac},  // 0 on all of it, but both ends are jumps
      {"even", round_ties_even, 0.5, 1, def},
      {"even", round_ties_even, 1.5, 2.5, dac},
      {"away", round_ties_away, -0.25, 0.25, com},
      {"away", round_ties_away, -0.5, 0.25, def},
      {"away", round_ties_away, 0.5, 1.25, dac},
      {"away", round_ties_away, 0.5, 0.5, dac},
      {"away", round_ties_away, 1, kInf, def},
  };
  for (const UnaryCase& row : table) {
    EXPECT_EQ(row.f(on(row.lo, row.hi)).decoration, row.expected)
        << row.name << " on [" << row.lo << ", " << row.hi << "]";
  }
  for (const auto step :
       {static_cast<Decorated (*)(const Decorated&)>(floor), static_cast<Decorated (*)(const Decorated&)>(ceil),
        static_cast<Decorated (*)(const Decorated&)>(trunc), static_cast<Decorated (*)(const Decorated&)>(sign)}) {
    EXPECT_EQ(step(Decorated(Interval::empty(53))).decoration, trv);
  }
}

TEST(Decoration, DivisionAndPowers) {
  EXPECT_EQ((on(1, 1) / on(-1, 1)).decoration, trv);
  EXPECT_EQ((on(1, 1) / on(0, 1)).decoration, trv);
  EXPECT_EQ((on(1, 1) / on(0, 0)).decoration, trv);
  EXPECT_EQ((on(1, 1) / on(1, 2)).decoration, com);
  EXPECT_EQ((on(1, 1) / on(1, kInf)).decoration, dac);
  EXPECT_EQ(pown(on(-1, 1), 3).decoration, com);
  EXPECT_EQ(pown(on(-1, 1), 0).decoration, com);
  EXPECT_EQ(pown(on(-1, 1), -2).decoration, trv);
  EXPECT_EQ(pown(on(1, 2), -2).decoration, com);
  EXPECT_EQ(rootn(on(-1, 1), 3).decoration, com);
  EXPECT_EQ(rootn(on(-1, 1), 4).decoration, trv);
  EXPECT_EQ(rootn(on(0, 1), 4).decoration, com);
  EXPECT_EQ(pow(on(1, 2), on(-1, 1)).decoration, com);
  EXPECT_EQ(pow(on(0, 2), on(1, 2)).decoration, com);
  EXPECT_EQ(pow(on(0, 2), on(0, 2)).decoration, trv);
  EXPECT_EQ(pow(on(-1, 2), on(1, 2)).decoration, trv);
  EXPECT_EQ((on(1, 2) + on(1, kInf)).decoration, dac);
  EXPECT_EQ((on(1, 2) * Decorated(box(1, 2), def)).decoration, def);
}

TEST(Decoration, ReciprocalsRootsAndFma) {
  EXPECT_EQ(reciprocal(on(1, 2)).decoration, com);
  EXPECT_EQ(reciprocal(on(0, 2)).decoration, trv);
  EXPECT_EQ(reciprocal(on(1, kInf)).decoration, dac);
  EXPECT_EQ(rsqrt(on(0, 2)).decoration, trv);
  EXPECT_EQ(rsqrt(on(0x1p-1000, 2)).decoration, com);
  EXPECT_EQ(hypot(on(-1, 2), on(0, 3)).decoration, com);
  EXPECT_EQ(hypot(on(-1, 2), on(0, kInf)).decoration, dac);
  EXPECT_EQ(fma(on(1, 2), on(3, 4), on(5, 6)).decoration, com);
  EXPECT_EQ(fma(on(1, 2), on(3, 4), on(5, kInf)).decoration, dac);
  EXPECT_EQ(fma(on(1, 2), Decorated(box(3, 4), def), on(5, 6)).decoration, def);
  EXPECT_EQ(fma(on(1, 2), on(3, 4), Decorated(Interval::empty(53))).decoration, trv);
  EXPECT_EQ(fma(on(0x1p1000, 0x1p1000), on(1, 2), on(0, 1)).decoration, com);
}

TEST(Decoration, AngleAtTheCutAndTheOrigin) {
  EXPECT_EQ(atan2(on(1, 2), on(-1, 1)).decoration, com);
  EXPECT_EQ(atan2(on(-1, 1), on(1, 2)).decoration, com);
  EXPECT_EQ(atan2(on(-1, 1), on(0, 1)).decoration, trv);  // the origin
  EXPECT_EQ(atan2(on(0, 0), on(0, 0)).decoration, trv);
  EXPECT_EQ(atan2(on(-1, 1), on(-2, -1)).decoration, def);  // across the cut
  EXPECT_EQ(atan2(on(-1, 0), on(-2, -1)).decoration, def);
  EXPECT_EQ(atan2(on(-kInf, 1), on(-2, -1)).decoration, def);
  EXPECT_EQ(atan2(on(-kInf, 0), on(-2, -1)).decoration, def);
  EXPECT_EQ(atan2(on(-kInf, kInf), on(-kInf, -1)).decoration, def);
  EXPECT_EQ(atan2(on(0, 1), on(-2, -1)).decoration, dac);  // on the cut from above: continuous as a restriction
  EXPECT_EQ(atan2(on(-2, -1), on(-2, -1)).decoration, com);
  EXPECT_EQ(atan2(on(1, kInf), on(-2, -1)).decoration, dac);
  EXPECT_EQ(atan2(Decorated(Interval::empty(53)), on(-2, -1)).decoration, trv);
  EXPECT_EQ(atan2(on(-1, 1), Decorated(Interval::empty(53))).decoration, trv);
}

TEST(Decoration, LossIsNeverRegained) {
  const Decorated cut = sqrt(on(-1, 4));
  EXPECT_TRUE(same(cut.value, box(0, 2)));
  EXPECT_EQ(sqr(cut).decoration, trv);
  EXPECT_EQ((cut + on(1, 2)).decoration, trv);
  EXPECT_EQ(exp(floor(on(0.5, 1.5))).decoration, def);
  EXPECT_EQ(max(on(1, 2), floor(on(0.5, 1.5))).decoration, def);
  EXPECT_EQ(min(floor(on(0.5, 1.5)), on(1, 2)).decoration, def);
  EXPECT_EQ((-cut).decoration, trv);
  EXPECT_EQ(tanh(exp(on(0, 1e10))).decoration, dac);
}

}  // namespace
}  // namespace certibound::test
