// Correlations after many layers.
#include <certibound/dual_activation/depth.hpp>

#include <certibound/dual_activation/relu.hpp>

#include "activation_checks.hpp"

namespace certibound {
namespace {

DepthOptions raw(const Rational& weight = 1, const Rational& bias = 0) {
  DepthOptions out;
  out.mode = DepthMode::raw;
  out.weight = weight;
  out.bias = bias;
  return out;
}

TEST(Depth, IteratesRhatForTheRectifier) {
  const auto s = named("relu");
  Interval rho = exact(Rational(-1, 3), 200);
  const auto normalised = propagate(*s, pair(Rational(-1, 3), 1, 1, 200), 50);
  const auto he = propagate(*s, pair(Rational(-1, 3), 1, 1, 200), 50, raw(2));  // E R^2 = q/2
  ASSERT_EQ(normalised.size(), 51U);
  ASSERT_EQ(he.size(), 51U);
  for (std::size_t layer = 0; layer <= 50; ++layer) {
    EXPECT_TRUE(meets(normalised[layer].rho, rho)) << layer;
    EXPECT_TRUE(meets(he[layer].rho, rho)) << layer;
    EXPECT_TRUE(contains(he[layer].q1, Rational(1))) << layer;
    EXPECT_TRUE(narrower(normalised[layer].rho, -140)) << layer;
    rho = rhat(rho);
  }
}

TEST(Depth, VariancesFollowTheLayers) {
  const auto s = named("tanh");
  const auto layers = propagate(*s, pair(Rational(1, 2), 1, 2, 64), 4, raw(Rational(3, 2), Rational(1, 20)));
  ASSERT_EQ(layers.size(), 5U);
  for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
    const GaussianPair& at = layers[i];
    const Interval q = exact(Rational(3, 2)) * s->second_moment(at.q1) + exact(Rational(1, 20));
    const Interval c = exact(Rational(3, 2)) * s->dual(at) + exact(Rational(1, 20));
    EXPECT_TRUE(meets(layers[i + 1].q1, q)) << i;
    EXPECT_TRUE(meets(layers[i + 1].rho * sqrt(layers[i + 1].q1 * layers[i + 1].q2), c)) << i;
    EXPECT_TRUE(narrower(layers[i + 1].rho, -50)) << i << to_string(layers[i + 1].rho, 20);
  }
}

TEST(Depth, EqualInputsStayEqual) {
  for (const char* name : {"relu", "tanh", "softsign", "elu", "step"}) {
    for (const auto& layers : {propagate(*named(name), pair(1, 2, 2, 64), 6),
                               propagate(*named(name), pair(1, 2, 2, 64), 6, raw(2, Rational(1, 10)))}) {
      ASSERT_EQ(layers.size(), 7U) << name;
      EXPECT_TRUE(equal(layers.back().rho, exact(1))) << name;
    }
  }
}

TEST(Depth, MorePrecisionStaysInside) {
  for (const char* name : {"sigmoid", "hardtanh"}) {
    const auto coarse = propagate(*named(name), pair(Rational(-1, 4), Rational(1, 2), 2, 53), 5, raw(3));
    const auto fine = propagate(*named(name), pair(Rational(-1, 4), Rational(1, 2), 2, 90), 5, raw(3));
    ASSERT_EQ(coarse.size(), 6U);
    ASSERT_EQ(fine.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_TRUE(meets(coarse[i].rho, fine[i].rho) && meets(coarse[i].q2, fine[i].q2)) << name << i;
    }
    EXPECT_TRUE(narrower(coarse.back().rho, -40)) << name << to_string(coarse.back().rho, 20);
  }
}

TEST(Depth, EndsWhereThereIsNoCorrelation) {
  EXPECT_EQ(propagate(*named("relu"), pair(Rational(1, 2), 0, 1), 3).size(), 1U);
  EXPECT_EQ(propagate(*named("tanh"), pair(Rational(1, 2), 0, 0), 3, raw()).size(), 1U);
  EXPECT_EQ(propagate(*named("relu"), pair(Rational(1, 2)), 3, raw(0)).size(), 1U);
  std::stop_source stopped;
  stopped.request_stop();
  DepthOptions options;
  options.stop = stopped.get_token();
  EXPECT_EQ(propagate(*named("relu"), pair(Rational(1, 2)), 3, options).size(), 1U);
}

TEST(Depth, ContractsOrSeparates) {
  const auto relu = propagate(*named("relu"), pair(Rational(-9, 10)), 30);
  EXPECT_TRUE(certainly(less(exact(Rational(9, 10)), relu.back().rho)));
  // An odd activation keeps orthogonal inputs orthogonal.
  EXPECT_TRUE(equal(propagate(*named("tanh"), pair(0, 1, 1, 64), 5).back().rho, exact(0)));
}

}  // namespace
}  // namespace certibound
