// Enclosures of Rhat on boxes, on every target; 10 000 against Arb's here, a million in rhat_box_exhaustive_test.cpp.
#include "rhat_box_against_arb.hpp"

#include <certibound/kernels/rhat.hpp>
#include <certibound/kernels/targets.hpp>

#include <limits>

namespace certibound::kernels {
namespace {

TEST(RhatBox, EnclosesWhatArbEncloses) { expect_contains_arb(10'000); }

class RhatBoxOnTarget : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

TEST_P(RhatBoxOnTarget, SameBitsOnEveryTargetAndInPlace) {
  const Boxes boxes = random_boxes(1003);
  std::vector<double> lo = boxes.lo, hi = boxes.hi, best_lo(lo.size()), best_hi(lo.size());
  rhat_box(lo.data(), hi.data(), lo.data(), hi.data(), lo.size());
  ASSERT_TRUE(force_target(""));
  rhat_box(boxes.lo.data(), boxes.hi.data(), best_lo.data(), best_hi.data(), lo.size());
  EXPECT_EQ(lo, best_lo);
  EXPECT_EQ(hi, best_hi);
}

TEST_P(RhatBoxOnTarget, ContainsTheKernelAndKnowsTheEnds) {
  const Boxes boxes = random_boxes(5000);
  std::vector<double> lo(5000), hi(5000), at_lo(5000), at_hi(5000);
  rhat_box(boxes.lo.data(), boxes.hi.data(), lo.data(), hi.data(), 5000);
  kernels::rhat(boxes.lo.data(), at_lo.data(), 5000);
  kernels::rhat(boxes.hi.data(), at_hi.data(), 5000);
  for (std::size_t i = 0; i < 5000; ++i) {
    ASSERT_LE(0, lo[i]);
    ASSERT_LE(lo[i], at_lo[i]);
    ASSERT_LE(at_hi[i], hi[i]);
    ASSERT_LE(hi[i], 1);
    ASSERT_EQ(lo[i] < at_lo[i], boxes.lo[i] > -1) << "an error of the kernel is allowed for, except at -1";
  }
  const double ends[] = {-1, 1};
  double below[2], above[2];
  rhat_box(ends, ends, below, above, 2);
  EXPECT_EQ(below[0], 0);
  EXPECT_EQ(above[0], 0);
  EXPECT_EQ(above[1], 1);
}

TEST_P(RhatBoxOnTarget, ClaimsNothingOutsideTheDomain) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const double lo[] = {-1.5, 0.5, nan, -infinity, std::nextafter(-1.0, -2.0)}, hi[] = {0.5, 1.5, nan, infinity, std::nextafter(1.0, 2.0)};
  double out_lo[5], out_hi[5];
  rhat_box(lo, hi, out_lo, out_hi, 5);
  for (const std::size_t i : {0U, 2U, 3U, 4U}) EXPECT_TRUE(std::isnan(out_lo[i])) << i;
  for (const std::size_t i : {1U, 2U, 3U, 4U}) EXPECT_TRUE(std::isnan(out_hi[i])) << i;
  EXPECT_FALSE(std::isnan(out_hi[0]));
  EXPECT_FALSE(std::isnan(out_lo[1]));
}

INSTANTIATE_TEST_SUITE_P(Targets, RhatBoxOnTarget, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
