// The names of the Highway targets, and the choice of one by name.
#include <certibound/kernels/targets.hpp>

#include "simd_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "targets.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {
const char* target_name() { return hwy::TargetName(HWY_TARGET); }
}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace certibound::kernels {

HWY_EXPORT(target_name);

namespace {
// Lowest bit first is best first. The static target is always callable, whatever the CPU reports.
std::vector<std::int64_t> callable_targets() {
  hwy::SetSupportedTargetsForTest(0);
  std::int64_t bits = (hwy::SupportedTargets() | HWY_STATIC_TARGET) & HWY_TARGETS;
  std::vector<std::int64_t> targets;
  for (; bits != 0; bits &= bits - 1) {
    targets.push_back(bits & -bits);
  }
  return targets;
}
}  // namespace

std::string dispatched_target() { return HWY_DYNAMIC_DISPATCH(target_name)(); }

std::vector<std::string> supported_targets() {
  const std::string current = dispatched_target();
  std::vector<std::string> names;
  for (const std::int64_t target : callable_targets()) {
    names.emplace_back(hwy::TargetName(target));
  }
  force_target(current);
  return names;
}

bool force_target(std::string_view name) {
  for (const std::int64_t target : callable_targets()) {
    if (name.empty() || name == hwy::TargetName(target)) {
      hwy::SetSupportedTargetsForTest(name.empty() ? 0 : target);
      hwy::GetChosenTarget().Update(hwy::SupportedTargets());
      return true;
    }
  }
  return false;
}

bool force_target_from_environment() {
  const char* name = std::getenv("CERTIBOUND_FORCE_TARGET");
  return name == nullptr || force_target(name);
}

}  // namespace certibound::kernels
#endif
