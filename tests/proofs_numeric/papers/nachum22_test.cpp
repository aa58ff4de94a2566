// The claims of nachum22 that stand in its C++ files: each witness confirmed from the definitions by another computation, what
// is said of all images tried on images, and the constants of its .claim files moved just past the truth.
#include "support.hpp"

#include <certibound/boundary/r_boundary.hpp>
#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/image/binary_image.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/special/normal.hpp>

#include <gtest/gtest.h>

#include <random>
#include <regex>

namespace certibound::papers {
namespace {

constexpr Precision kBits = 96;

using test::Twin;

FiniteOutcome run(const std::string& id) { return test::run("nachum22." + id); }

Interval rational(const Rational& value) { return Interval(value, kBits); }

// log P(|g| >= s) for a standard normal g.
Interval log_two_sided(const Interval& s) { return normal_log_sf(s) + log(Interval(2L, kBits)); }

TEST(Constants, FailAtTheirWitnessesForOneConstant) {
  // c = 5 in the width c log(1/delta)/eps^2, N = 1: delta = exp(-1/40) and eps = 1/2.
  ASSERT_EQ(run("intro.jl").verdict, Verdict::refuted);
  EXPECT_LT(Rational(5) * Rational(1, 40) / (Rational(1, 2) * Rational(1, 2)), 1);
  EXPECT_TRUE(certainly(less(exp(rational(Rational(-1, 40))), rational(1))));

  // c = 1: eps = 12, delta = exp(-72); P(g^2 > 13) by the normal tail.
  ASSERT_EQ(run("intro.jl.distance.reading_b").verdict, Verdict::refuted);
  EXPECT_TRUE(certainly(less(rational(-72), log_two_sided(sqrt(rational(13))))));

  // C = 3: four constants.
  ASSERT_EQ(run("lem4.1.reading_a_i").verdict, Verdict::refuted);
  EXPECT_GT(4 * 4, 3 * (1 + 1 + 1 + 1));
  ASSERT_EQ(run("lem4.3.reading_b").verdict, Verdict::refuted);
}

TEST(Constants, OfTheoremAndLemma2FailByTheNormalTail) {
  const Interval failure = rational(1) - exp(log_two_sided(sqrt(rational(Rational(1, 2))))) +
                           exp(log_two_sided(sqrt(rational(Rational(3, 2)))));
  const Interval delta = rational(2) * exp(rational(-5));
  EXPECT_TRUE(certainly(less(delta, failure)));
  for (const char* id : {"thm2.reading_b", "lem2.reading_b"}) {
    const FiniteOutcome outcome = run(id);
    ASSERT_EQ(outcome.verdict, Verdict::refuted) << id;
    EXPECT_FALSE(disjoint(outcome.enclosures.at(0).value, failure)) << id;
  }
  // D = 3: nu or R = 60, eps = 1800, K = D 60/eps = 1/10 and log(2/delta) = 5.
  EXPECT_EQ(Rational(3 * 60) / 1800, Rational(1, 10));
}

TEST(Experiments, OnGaussianImagesFollowTheCurveAndNoOther) {
  for (const char* id : {"fig1.a", "slides.fig.a"}) {
    const FiniteOutcome outcome = run(id);
    ASSERT_EQ(outcome.verdict, Verdict::sampled) << id;
    std::smatch found;
    ASSERT_TRUE(std::regex_search(outcome.because, found, std::regex("has mean (-?[0-9.]+) .*deviation ([0-9.]+), largest")));
    EXPECT_LT(std::abs(std::stod(found[1])), 0.03) << outcome.because;
    // The identity instead of the curve would be off by the mean of Rhat(rho) - rho over (-1,1), which is above 1/4.
    EXPECT_LT(std::stod(found[2]), 0.15) << outcome.because;
  }
}

TEST(Experiments, OnDataThatAreNotHereAreUndecidedAndSayWhichData) {
  for (const char* id : {"fig1.bcd", "slides.fig.b", "rem4.slope", "sec4.slope", "rgb.angles"}) {
    const FiniteOutcome outcome = run(id);
    EXPECT_EQ(outcome.verdict, Verdict::undecided) << id;
    ASSERT_EQ(outcome.left.size(), 1U) << id;
    EXPECT_NE(outcome.left[0].find("ImageNet"), std::string::npos) << id;
  }
}

TEST(Figure2, ShowsTheFrameWhereThereIsRoomAndNotElsewhere) {
  EXPECT_EQ(run("fig2").verdict, Verdict::reduced);
  const BinaryImage a = cyclic_rectangle(20, 4, 4, 8, 7), b = cyclic_rectangle(20, 6, 5, 9, 10);
  const BinaryImage both = cyclic_rectangle(20, 6, 5, 6, 6);
  EXPECT_EQ(r_boundary_by_definition(a, b, 2), r_boundary_by_definition(both, both, 2));
  // Two rectangles that come near each other a second time, across the seam.
  const BinaryImage c = cyclic_rectangle(8, 0, 0, 5, 8), d = cyclic_rectangle(8, 3, 0, 4, 8);
  EXPECT_NE(r_boundary_by_definition(c, d, 1), r_boundary_by_definition(cyclic_rectangle(8, 3, 0, 2, 8), cyclic_rectangle(8, 3, 0, 2, 8), 1));
}

TEST(Definition2, IsSymmetricByItsQuantifiers) {
  EXPECT_EQ(run("def2").verdict, Verdict::reduced);
  std::mt19937 random(20220601);
  for (int trial = 0; trial < 50; ++trial) {
    BinaryImage a(5), b(5);
    for (int p = 0; p < 25; ++p) {
      if (random() % 2 == 0) a.insert(p / 5, p % 5);
      if (random() % 3 == 0) b.insert(p / 5, p % 5);
    }
    EXPECT_EQ(r_boundary_by_definition(a, b, 1), r_boundary_by_definition(b, a, 1));
    EXPECT_EQ(r_boundary_by_definition(a, BinaryImage(5), 1).count(), 0);
  }
}

Image random_image(std::mt19937& random, int side, int channels, int span) {
  std::vector<std::int32_t> values;
  for (int i = 0; i < side * side * channels; ++i) {
    values.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(2 * span + 1)) - span);
  }
  return {side, channels, std::move(values)};
}

TEST(Weights, BoundTheSimilarityOfRandomImages) {
  std::mt19937 random(20220602);
  int negative = 0;
  for (int trial = 0; trial < 200; ++trial) {
    const int side = 2 + trial % 4, filter = 1 + trial % 2;
    const Image x = random_image(random, side, 1 + trial % 3, 2), y = random_image(random, side, 1 + trial % 3, 2);
    const auto s = patch_similarity(x, y, filter, kBits);
    if (!s) continue;
    EXPECT_TRUE(possibly(less_equal(abs(s->rho_in), s->weight)) && possibly(less_equal(s->weight, rational(1))));
    EXPECT_TRUE(possibly(less_equal(weighted_lower(*s), s->rho_out)) && possibly(less_equal(s->rho_out, weighted_upper(*s))));
    if (certainly(less(s->rho_in, rational(0)))) {
      ++negative;
      continue;
    }
    EXPECT_TRUE(possibly(less_equal(s->weight * rhat(s->rho_in), s->rho_out)));  // new.W.flat.corrected
  }
  EXPECT_GT(negative, 20);
  // new.W.flat: rho_in = -1/2, W = 1/2, rhobar_out = 0 < Rhat(-1/2)/2.
  const auto flat = patch_similarity(Image(2, 1, {1, 1, 0, 0}), Image(2, 1, {0, -1, 1, 0}), 1, kBits);
  ASSERT_TRUE(flat.has_value());
  EXPECT_TRUE(certainly(less(flat->rho_out, flat->weight * rhat(flat->rho_in))));
}

TEST(Weights, AreAttainedAsClaimed) {
  // x = (4u, 3u, 0, 0), y = (4v, 0, 3v, 0), u = (1,0), v = (3,4)/5: W = 16/25, rho/W = 3/5.
  const auto lower = patch_similarity(Image(2, 2, {20, 0, 15, 0, 0, 0, 0, 0}), Image(2, 2, {12, 16, 0, 0, 9, 12, 0, 0}), 1, kBits);
  ASSERT_TRUE(lower.has_value());
  EXPECT_FALSE(disjoint(lower->weight, rational(Rational(16, 25))));
  EXPECT_FALSE(disjoint(lower->rho_out, rational(Rational(16, 25)) * rhat(rational(Rational(3, 5)))));
  const auto upper = patch_similarity(Image(2, 1, {2, 1, 2, 0}), Image(2, 1, {2, -1, 0, 2}), 1, kBits);
  ASSERT_TRUE(upper.has_value());
  EXPECT_FALSE(disjoint(upper->rho_out, (upper->weight + upper->rho_in) / rational(2)));
  EXPECT_FALSE(disjoint(upper->weight, rational(Rational(5, 9))));
}

TEST(Colours, GiveTheCurveForEveryFilter) {
  std::vector<std::int32_t> x, y;
  for (int p = 0; p < 9; ++p) {
    x.insert(x.end(), {1, 2, 0});
    y.insert(y.end(), {2, 0, 1});
  }
  for (int filter = 1; filter <= 3; ++filter) {
    const auto s = patch_similarity(Image(3, 3, x), Image(3, 3, y), filter, kBits);
    ASSERT_TRUE(s.has_value());
    EXPECT_FALSE(disjoint(s->rho_out, rhat(rational(Rational(2, 5)))));
  }
}

class MovedConstant : public testing::TestWithParam<Twin> {};

TEST_P(MovedConstant, IsRefuted) { EXPECT_TRUE(test::is_refuted(GetParam())); }

INSTANTIATE_TEST_SUITE_P(
    Twins, MovedConstant,
    testing::Values(
        Twin{"intro.jl.corrected", "forall t in (0, 1] show t - log(1 + t) >= (4/13)*t^2"},
        Twin{"new.thm2.D", "forall u in [1, 7/4] show (1/2)*(u + 2)*(419/100)^2 >= (u^2 + u + 1)^2"},
        Twin{"new.thm2.Drelu", "forall u in [1, 2] show (1/4)*(u + 2)*(349/100)^2 >= ((u^2 + u + 1)/2)^2"},
        Twin{"lem2.reading_a", "forall u in (0, 351/100] show (u - log(1 + u))*(7/2)^2 >= 2*u^2"},
        Twin{"lem4.1.reading_a_ii", "forall l in [1, oo) show log(2) + l^2/4 <= (94/100)*l^2"},
        Twin{"new.const.thm6", "forall v in [2, oo) show v - 1 >= min(v^2, v)*(51/100)"},
        Twin{"new.thm2.lowertail", "forall x in [0, oo) show exp(-x) <= 1 - x + (49/100)*x^2"},
        Twin{"new.collapse.rate",
             "forall rho in [-1, 1] show Rhat(rho) - rho <= (2*sqrt(2)/(3*pi))*(1 - rho)^(3/2)*(1 + (1 - rho)/12)"},
        Twin{"new.cor1.elem.i", "forall h in (0, 1), P in [-1, 1], a in [-1, 1], b in [-1, 1] "
                                "show (a - P*b)*(1 - h) <= (19/10)*(1 + b*h)"},
        Twin{"new.cr.rational.corrected", "forall y in [0, 1] show sqrt(1 - y) <= 1 - (51/100)*y"}));

}  // namespace
}  // namespace certibound::papers
