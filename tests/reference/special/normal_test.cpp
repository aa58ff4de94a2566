// Tails of the normal distribution and its quantile, against Arb, known values and their definitions.
#include "values.hpp"

#include <certibound/ball/ball.hpp>
#include <certibound/special/normal.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20270116;

using Unary = Interval (*)(const Interval&);

// mpmath 1.3.0, mp.dps = 60: log(erfc(-x/sqrt(2))/2), erfc(x/sqrt(2))/2 / npdf(x); for the quantile sqrt(2)*erfinv(2*p-1).
struct Known {
  Unary f;
  const char *x, *value;
};
const Known kKnown[] = {
    {normal_log_cdf, "-10", "-53.231285150512470578347027354131209878916015829586337"},
    {normal_log_cdf, "3", "-0.0013508099647481937988411104905173800927293482937759"},
    {mills_ratio, "3", "0.30459029871010329573361254651572220194332086785732"},
    {normal_quantile, "0.1", "-1.2815515655446004669651033294487428186199078243526"},
    {normal_quantile, "0.75", "0.67448975019608174320222701454130718538690441504986"},
};

TEST(NormalTails, EnclosesKnownValues) {
  for (const auto& [f, x, value] : kKnown) {
    EXPECT_FALSE(disjoint(f(exactly(x, 200)), decimal(value))) << x << " gives " << to_string(f(exactly(x, 200)), 55);
  }
}

TEST(NormalTails, EnclosesWhatArbEncloses) {
  Inputs inputs(kSeed);
  for (int k = repeats(1500); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    const Interval x = at_point(inputs.number(bits)), high = x.at_precision(bits + 200);
    if (certainly(less(point(10000), abs(x)))) continue;
    const Ball cdf = normal_cdf(Ball(high)), density = normal_density(Ball(high));
    const Interval log_cdf = normal_log_cdf(x), inverse = inverse_mills_ratio(x);
    const Ball logarithm = x.lo().sign() > 0 ? log1p(-normal_cdf(-Ball(high))) : log(cdf);
    EXPECT_TRUE(subset(logarithm.interval(), log_cdf)) << show(x) << " gives " << show(log_cdf) << ", seed " << kSeed;
    EXPECT_TRUE(subset((density / cdf).interval(), inverse)) << show(x) << " gives " << show(inverse);
    EXPECT_TRUE(subset((cdf / density).interval(), mills_ratio(-x))) << show(x) << " gives " << show(mills_ratio(-x));
  }
}

TEST(NormalTails, WidthOfAPoint) {
  Inputs inputs(kSeed + 1);
  for (int k = repeats(1500); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    const Interval x = at_point(inputs.number(bits));
    if (certainly(less(point(30000), abs(x)))) continue;  // underflow and overflow
    for (const Unary f : {normal_log_cdf, normal_log_sf, mills_ratio, inverse_mills_ratio}) {
      EXPECT_LE(relative_width(f(x), bits), 4) << show(x) << " gives " << show(f(x)) << ", seed " << kSeed;
    }
  }
  EXPECT_LE(relative_width(normal_log_cdf(point(-1e300)), 53), 4);
  EXPECT_LE(relative_width(inverse_mills_ratio(point(-1e300)), 53), 4);
}

TEST(NormalTails, EnclosesItsValuesOnBoxes) {
  Inputs inputs(kSeed + 2);
  for (int k = repeats(600); k > 0; --k) {
    const Interval box = inputs.interval(kPrecisions[k % 4]);
    for (const Unary f : {normal_log_cdf, normal_log_sf, mills_ratio, inverse_mills_ratio}) {
      const Interval value = f(box);
      EXPECT_EQ(value.is_empty(), box.is_empty()) << show(box);
      if (box.is_empty()) continue;
      const Interval x = member(inputs, box);
      EXPECT_TRUE(subset(f(x), value)) << show(x) << " in " << show(box) << " gives " << show(value) << ", seed "
                                       << kSeed;
    }
  }
}

TEST(NormalTails, Limits) {
  const Interval all = Interval::entire(53);
  EXPECT_TRUE(same(normal_log_cdf(all), box(-kInf, 0)) && same(normal_log_sf(all), box(-kInf, 0)));
  EXPECT_TRUE(same(mills_ratio(all), box(0, kInf)) && same(inverse_mills_ratio(all), box(0, kInf)));
}

TEST(NormalQuantile, InvertsTheDistribution) {
  Inputs inputs(kSeed + 3);
  for (int k = repeats(400); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    Interval p = abs(at_point(inputs.number(bits)));
    if (inputs.below(4) == 0) p = point(1, bits) - p;
    const Interval x = normal_quantile(p);
    if (!certainly(less(point(0), p)) || !certainly(less(p, point(1)))) continue;
    if (!p.is_point()) continue;
    EXPECT_LE(relative_width(x, bits), 4) << show(p) << " gives " << show(x) << ", seed " << kSeed;
    // log Phi takes the value between the ends, by the other engine where that does not underflow.
    const Interval lo = at_point(x.lo()).at_precision(bits + 200), hi = at_point(x.hi()).at_precision(bits + 200);
    EXPECT_FALSE(certainly(less(log(p.at_precision(bits + 200)), log(normal_cdf(Ball(lo))).interval()))) << show(p);
    EXPECT_FALSE(certainly(less(log(normal_cdf(Ball(hi))).interval(), log(p.at_precision(bits + 200))))) << show(p);
  }
}

TEST(NormalQuantile, LimitsAndDomain) {
  EXPECT_TRUE(same(normal_quantile(box(0, 1)), Interval::entire(53)) &&
              same(normal_quantile(box(-3, 7)), Interval::entire(53)));
  EXPECT_TRUE(same(normal_quantile(box(0, 0.5)), box(-kInf, 0)) && same(normal_quantile(point(0.5)), point(0)));
  for (const Interval& p : {point(0), point(1), box(-2, 0), box(1, 2), box(2, 3), Interval::empty(53)}) {
    EXPECT_TRUE(normal_quantile(p).is_empty()) << show(p);
  }
  EXPECT_TRUE(same(normal_quantile(point(0.25)), -normal_quantile(point(0.75))));
}

}  // namespace
}  // namespace certibound::test
