// The choice of a target by name.
#include <certibound/kernels/targets.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace certibound::kernels {
namespace {

TEST(Targets, DispatchesToTheBestOne) {
  const auto all = supported_targets();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(dispatched_target(), all.front());
}

TEST(Targets, CanBeForcedByName) {
  for (const std::string& name : supported_targets()) {
    EXPECT_TRUE(force_target(name));
    EXPECT_EQ(dispatched_target(), name);
    EXPECT_TRUE(std::ranges::count(supported_targets(), name) == 1) << "listing keeps the choice";
    EXPECT_EQ(dispatched_target(), name);
  }
  EXPECT_TRUE(force_target(""));
  EXPECT_EQ(dispatched_target(), supported_targets().front());
}

TEST(Targets, RefusesUnknownNames) {
  const std::string before = dispatched_target();
  EXPECT_FALSE(force_target("MMX"));
  EXPECT_EQ(dispatched_target(), before);
}

TEST(Targets, CanBeForcedByTheEnvironment) {
  const std::string last = supported_targets().back();
  ::setenv("CERTIBOUND_FORCE_TARGET", last.c_str(), 1);
  EXPECT_TRUE(force_target_from_environment());
  EXPECT_EQ(dispatched_target(), last);
  ::setenv("CERTIBOUND_FORCE_TARGET", "MMX", 1);
  EXPECT_FALSE(force_target_from_environment());
  ::unsetenv("CERTIBOUND_FORCE_TARGET");
  EXPECT_TRUE(force_target_from_environment());
  EXPECT_TRUE(force_target(""));
}

}  // namespace
}  // namespace certibound::kernels
