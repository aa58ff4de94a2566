// Owen's T: values, limits, and the identities of Owen 1956.
#include "values.hpp"

#include <certibound/special/bivariate_normal.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20270115;

// mpmath 1.3.0, mp.dps = 60: quad(lambda x: exp(-h*h*(1+x*x)/2)/(1+x*x), [a*k/8 for k in range(9)])/(2*pi)
constexpr const char* kValues[][3] = {
    {"0.5", "0.75", "0.088549214021517833418233955736997670337312385797451"},
    {"2", "0.125", "0.0026509891651026991008500706145046649697919032614258"},
    {"3", "5", "0.00067494901581504726332590738379748868891468407919032"},
    {"0.0625", "40", "0.23752122647905551773032291153941195474736241978622"},
    {"10", "0.5", "3.8099247740170698108997600112636720771759087690571e-24"},
    {"1", "1", "0.066741882165700966622733669459919689774996139074691"},
    {"0.25", "0.0009765625", "0.00015064278291610029287163527836556290539094168080942"},
};

TEST(OwensT, EnclosesKnownValues) {
  for (const auto& [h, a, digits] : kValues) {
    for (const Precision bits : {Precision{53}, Precision{200}}) {
      const Interval value = owens_t(exactly(h, bits), exactly(a, bits));
      EXPECT_FALSE(disjoint(value, decimal(digits))) << h << " " << a << " gives " << to_string(value, 60);
      EXPECT_LE(relative_width(value, bits), 3) << h << " " << a << " gives " << to_string(value, 60);
    }
  }
}

TEST(OwensT, LimitsAndSigns) {
  const Interval all = Interval::entire(53), none = Interval::empty(53);
  EXPECT_TRUE(same(owens_t(all, all), box(-0.25, 0.25)));
  EXPECT_TRUE(same(owens_t(all, point(0)), point(0)));
  EXPECT_TRUE(same(owens_t(point(0), all), box(-0.25, 0.25)));
  const Interval eighth = owens_t(point(0), point(1));  // atan(1) / 2 pi
  EXPECT_TRUE(contains(eighth, Rational(1, 8)) && relative_width(eighth, 53) < 4) << show(eighth);
  EXPECT_TRUE(same(owens_t(all, box(0, 1)), Interval(number(0), eighth.hi())));
  EXPECT_TRUE(same(owens_t(box(1, kInf), point(1)), Interval(number(0), owens_t(point(1), point(1)).hi())));
  EXPECT_TRUE(same(owens_t(box(-2, 1), point(1)), Interval(owens_t(point(2), point(1)).lo(), eighth.hi())));
  EXPECT_TRUE(same(owens_t(box(-2, 1), point(-1)), -owens_t(box(-2, 1), point(1))));
  EXPECT_TRUE(owens_t(none, all).is_empty() && owens_t(all, none).is_empty());
}

TEST(OwensT, EnclosesItsValuesOnBoxes) {
  Inputs inputs(kSeed);
  for (int k = repeats(1500); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    const Interval h = inputs.interval(bits), a = inputs.interval(bits), value = owens_t(h, a);
    if (h.is_empty() || a.is_empty()) {
      EXPECT_TRUE(value.is_empty());
      continue;
    }
    const Interval x = member(inputs, h), y = member(inputs, a);
    EXPECT_TRUE(subset(owens_t(x, y), value)) << show(x) << " " << show(y) << " in " << show(h) << " " << show(a)
                                              << " gives " << show(value) << ", seed " << kSeed;
    EXPECT_TRUE(subset(owens_t(inputs.part_of(h), inputs.part_of(a)), value)) << show(h) << " " << show(a);
  }
}

TEST(OwensT, SatisfiesItsIdentities) {
  Inputs inputs(kSeed + 1);
  for (int k = repeats(700); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    const Interval h = at_point(inputs.number(bits)), a = at_point(inputs.number(bits)), two = point(2, bits);
    const Interval value = owens_t(h, a), product = a * h;
    EXPECT_TRUE(same(value, owens_t(-h, a)) && same(value, -owens_t(h, -a))) << show(h) << " " << show(a);
    EXPECT_TRUE(relative_width(value, bits) <= 4 || underflows(abs(value)))
        << "width: " << show(h) << " " << show(a) << " gives " << show(value) << ", seed " << kSeed;
    EXPECT_FALSE(disjoint(owens_t(h, point(1, bits)), normal_cdf(h) * normal_cdf(-h) / two)) << show(h);
    if (a.lo().sign() <= 0) continue;
    // Owen 1956, (2.5).
    const Interval both = value + owens_t(product, reciprocal(a)), p = normal_cdf(h), q = normal_cdf(product);
    const Interval h_side = h.lo().sign() >= 0 ? normal_cdf(-h) : p,
                   a_side = h.lo().sign() >= 0 ? normal_cdf(-product) : q;
    EXPECT_FALSE(disjoint(both, (h_side + a_side) / two - h_side * a_side))
        << show(h) << " " << show(a) << ", seed " << kSeed;
  }
}

}  // namespace
}  // namespace certibound::test
