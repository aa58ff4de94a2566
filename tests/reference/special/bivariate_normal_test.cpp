// Phi2: two routes that share no code but the interval arithmetic, values by a third one, boxes and identities.
#include "values.hpp"

#include <certibound/special/bivariate_normal.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

Interval phi2(const Interval& a, const Interval& b, const Interval& rho) { return bivariate_normal_cdf(a, b, rho); }

// Phi2 = int_-oo^a phi(x) Phi((b - rho x)/sqrt(1 - rho^2)) dx by mpmath 1.3.0, mp.dps = 80, with f(x) =
// exp(-x*x/2)*erfc(-(b-r*x)/sqrt(2*(1-r*r)))/2 and m its largest value (quad wants integrands near 1):
//   m/sqrt(2*pi)*quad(lambda x: f(x)/m, [a-mpf(k)/16 for k in range(320,-1,-1)])
constexpr const char* kValues[][4] = {
    {"1", "2", "0.25", "0.82627865322168509631118665628546679503418844673344"},
    {"-1", "-2", "0.25", "0.0076840391013213549262367478199623100280517037085153"},
    {"-10", "-10", "0.5", "4.4169782315529204127281723431077202209991086317766e-32"},
    {"-30", "-30", "-0.875", "6.8561425174141764201585731547302114456105143411889e-3133"},
    {"0.5", "-0.25", "0.9375", "0.40042967305643661902248386048691503110079687910797"},
    {"-1", "1.5", "-0.96875", "0.092234387490755199058187975194907902688159976948713"},
    {"3", "-7", "0.5", "0.0000000000012798125438858107563251048527672356311167589848528"},
    {"2", "-1.75", "-0.9990234375", "0.017309024919552425218993249825035050589474475153372"},
    {"0.125", "0.125", "0.9990234375", "0.54275868126502647207086729105767613843375216981385"},
    {"-20", "1", "-0.5", "2.8421483843258639809658378765561863312622644003401e-114"},
    {"4", "4", "-0.75", "0.99993665751633376015749245848670288513247580507966"},
};

TEST(BivariateNormal, EnclosesKnownValues) {
  for (const auto& [a, b, rho, digits] : kValues) {
    for (const Precision bits : {Precision{53}, Precision{106}, Precision{200}}) {
      const Interval value = phi2(exactly(a, bits), exactly(b, bits), exactly(rho, bits));
      EXPECT_FALSE(disjoint(value, decimal(digits)))
          << a << " " << b << " " << rho << " gives " << to_string(value, 60);
      EXPECT_LE(relative_width(value, bits), 3) << a << " " << b << " " << rho << " gives " << to_string(value, 60);
    }
  }
}

struct Case {
  Interval a, b, rho, value;
};

TEST(BivariateNormal, LimitsAndEnds) {
  const Interval all = Interval::entire(53), left = box(-kInf, 0), right = box(0, kInf);
  const Interval phi1 = normal_cdf(point(1)), phi2 = normal_cdf(point(2)), lower = normal_cdf(point(-1));
  const Case cases[] = {
      {all, all, all, box(0, 1)},
      {all, all, point(0.5), box(0, 1)},
      {point(1), right, point(1), hull(point(0.5), phi1)},
      {point(1), point(2), point(1), phi1},
      {point(2), point(1), point(1), phi1},
      {point(-1), point(0.5), point(-1), point(0)},
      {point(-1), point(1), point(-1), point(0)},
      {point(0), point(0), point(-1), point(0)},
      {point(0), point(0), point(1), point(0.5)},
      {point(0), point(0), point(0), point(0.25)},
      {point(1), left, all, hull(point(0), point(0.5))},
      {point(-1), right, box(-1, 1), hull(point(0), lower)},
      {point(2), box(5, kInf), point(1), phi2},
      {point(0), point(0), box(-3, 7), box(0, 0.5)},
  };
  for (const auto& [a, b, rho, value] : cases) {
    const Interval got = bivariate_normal_cdf(a, b, rho);
    EXPECT_TRUE(same(got, value)) << show(a) << " " << show(b) << " " << show(rho) << " gives " << show(got) << " for "
                                  << show(value);
  }
}

TEST(BivariateNormal, EmptyOutsideTheDomain) {
  const Interval none = Interval::empty(53), zero = point(0);
  for (const auto& [a, b, rho] : {std::tuple{none, zero, zero},
                                  {zero, none, zero},
                                  {zero, zero, none},
                                  {zero, zero, box(1.5, 2)},
                                  {zero, zero, box(-kInf, -1.0000001)}}) {
    EXPECT_TRUE(phi2(a, b, rho).is_empty()) << show(a) << " " << show(b) << " " << show(rho);
    EXPECT_TRUE(bivariate_normal_cdf_owen(a, b, rho).is_empty());
    EXPECT_TRUE(bivariate_normal_cdf_plackett(a, b, rho).is_empty());
  }
}

struct Arguments {
  Interval a, b, rho;
  std::string text() const { return show(a) + " " + show(b) + " " + show(rho); }
};

// Corners of all sizes, b next to a or -a, rho next to -1, 0 and 1.
Arguments random_arguments(Inputs& inputs, Precision bits) {
  Interval a = at_point(inputs.number(bits)), b = at_point(inputs.number(bits)), rho = at_point(inputs.number(bits));
  if (inputs.below(6) == 0) b = -a;
  if (inputs.below(6) == 0) b = a;
  if (inputs.below(6) == 0) b = at_point((b + a * point(0x1p-12, bits)).lo());
  if (inputs.below(3) != 0 || !subset(rho, box(-1, 1))) rho = at_point(sin(rho).lo());
  if (inputs.below(4) == 0) rho = at_point(mid((point(1, bits) - exp(-abs(rho * point(60, bits)))) * sign(a)));
  return {a, b, rho};
}

constexpr std::uint64_t kSeed = 20270114;

TEST(BivariateNormal, EnclosesWhatBothRoutesEnclose) {
  Inputs inputs(kSeed);
  for (int k = repeats(1200); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    const Arguments x = random_arguments(inputs, bits);
    const Interval owen = bivariate_normal_cdf_owen(x.a, x.b, x.rho);
    const Interval plackett = bivariate_normal_cdf_plackett(x.a, x.b, x.rho), value = phi2(x.a, x.b, x.rho);
    EXPECT_FALSE(owen.is_empty() || plackett.is_empty() || disjoint(owen, plackett))
        << x.text() << " gives " << show(owen) << " and " << show(plackett) << ", seed " << kSeed;
    EXPECT_TRUE(subset(value, hull(owen, plackett)) && subset(value, box(0, 1))) << x.text() << ", seed " << kSeed;
    for (const Interval& width : {owen, plackett, value}) {
      EXPECT_TRUE(relative_width(width, bits) <= 4 || underflows(width) || (width.hi().is_zero()))
          << "width: " << x.text() << " gives " << show(width) << ", seed " << kSeed;
    }
  }
}

TEST(BivariateNormal, EnclosesItsValuesOnBoxes) {
  Inputs inputs(kSeed + 1);
  for (int k = repeats(500); k > 0; --k) {
    const Precision bits = kPrecisions[k % 3];
    const Interval a = inputs.interval(bits), b = inputs.interval(bits), rho = inputs.interval(bits);
    const Interval inside = intersection(rho, box(-1, 1, bits)), value = phi2(a, b, rho);
    if (a.is_empty() || b.is_empty() || inside.is_empty()) {
      EXPECT_TRUE(value.is_empty());
      continue;
    }
    const Interval x = member(inputs, a), y = member(inputs, b), r = member(inputs, inside);
    EXPECT_TRUE(subset(phi2(x, y, r), value)) << show(x) << " " << show(y) << " " << show(r) << " in " << show(a) << " "
                                              << show(b) << " " << show(rho) << ", seed " << kSeed;
    const Interval part = phi2(inputs.part_of(a), inputs.part_of(b), inputs.part_of(inside));
    EXPECT_TRUE(subset(part, value)) << show(a) << " " << show(b) << " " << show(rho) << ", seed " << kSeed;
  }
}

TEST(BivariateNormal, SatisfiesItsIdentities) {
  Inputs inputs(kSeed + 2);
  for (int k = repeats(250); k > 0; --k) {
    const Precision bits = kPrecisions[k % 4];
    const Arguments x = random_arguments(inputs, bits);
    const Interval value = phi2(x.a, x.b, x.rho);
    const auto meets = [&](const Interval& left, const Interval& right, const char* what) {
      EXPECT_FALSE(left.is_empty() || right.is_empty() || disjoint(left, right))
          << what << " at " << x.text() << ": " << show(left) << " and " << show(right) << ", seed " << kSeed;
    };
    meets(value, phi2(x.b, x.a, x.rho), "symmetry");
    meets(value + phi2(x.a, -x.b, -x.rho), normal_cdf(x.a), "complement in b");
    meets(value, phi2(-x.a, -x.b, x.rho) + normal_cdf(x.a) - normal_cdf(-x.b), "both reflected");
    const Interval one = point(1, bits), two = point(2, bits);
    meets(phi2(point(0), point(0), x.rho), (one + two * asin(x.rho) / Interval::pi(bits)) / (two * two), "quadrant");
    meets(phi2(x.a, x.b, point(0)), normal_cdf(x.a) * normal_cdf(x.b), "independence");
    const Interval root = sqrt((one - x.rho) * (one + x.rho));
    if (root.lo().sign() <= 0) continue;
    meets(phi2(x.a, point(0), x.rho), normal_cdf(x.a) / two + owens_t(x.a, x.rho / root), "Owen's T");
  }
}

// (f(x + h) - f(x)) / h = f'(somewhere between), in a and in rho.
TEST(BivariateNormal, HasItsDerivatives) {
  Inputs inputs(kSeed + 3);
  const Precision bits = 160;
  for (int k = repeats(120); k > 0; --k) {
    const auto draw = [&](double scale) { return point(scale * (inputs.below(4001) - 2000) / 2000.0, bits); };
    const Interval a = draw(4), b = draw(4), rho = draw(0.996), h = point(std::ldexp(1.0, -1 - inputs.below(30)), bits);
    const Interval one = point(1, bits), two = point(2, bits), wide_a = hull(a, a + h),
                   wide = hull(rho, rho + h / point(256, bits));
    const Interval by_a = (phi2(a + h, b, rho) - phi2(a, b, rho)) / h;
    const Interval slope = normal_density(wide_a) * normal_cdf((b - rho * wide_a) / sqrt(one - sqr(rho)));
    EXPECT_FALSE(disjoint(by_a, slope)) << show(a) << " " << show(b) << " " << show(rho) << " + " << show(h);
    const Interval by_rho = (phi2(a, b, at_point(wide.hi())) - phi2(a, b, rho)) / (at_point(wide.hi()) - rho);
    const Interval free = one - sqr(wide), form = sqr(a - wide * b) / free + sqr(b);
    EXPECT_FALSE(disjoint(by_rho, exp(-form / two) / (two * Interval::pi(bits) * sqrt(free))))
        << show(a) << " " << show(b) << " " << show(rho);
  }
}

// More bits than the route by MPFR aims at.
TEST(BivariateNormal, WidthAtHighPrecision) {
  const Precision bits = 1500;
  const Interval value = phi2(exactly("1", bits), exactly("-0.5", bits), exactly("0.25", bits));
  EXPECT_LE(relative_width(value, bits), 3);
  const Interval owen = bivariate_normal_cdf_owen(point(1, bits), point(-0.5, bits), point(0.25, bits));
  EXPECT_TRUE(subset(value, owen) && relative_width(owen, 1024) < 4) << relative_width(owen, 1024);
}

}  // namespace
}  // namespace certibound::test
