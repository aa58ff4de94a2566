// Which instruction set the kernels run on. Chosen at run time, once, as the best one the CPU has; all give the same
// bits (tests: SameOnEveryTarget), so this is for tests, benchmarks and reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certibound::kernels {

// Names of the targets compiled in that this CPU can run, best first: on x86-64 some of "AVX3_DL" (AVX-512 of
// Ice Lake, Zen 4 and later), "AVX3" (AVX-512), "AVX2" and "SCALAR" (always there; its fused multiply-add is a call of std::fma, an order of magnitude slower).
std::vector<std::string> supported_targets();

// The one that a call of a kernel uses now.
std::string dispatched_target();

// All later calls of the process use this target; "" restores the best one. False, and nothing changes to another
// target's name, if the name is not among supported_targets(). Not to be called while a kernel runs in another thread.
bool force_target(std::string_view name);

// force_target with the value of the environment variable CERTIBOUND_FORCE_TARGET, if it is set; false if that names no
// target of this CPU.
bool force_target_from_environment();

}  // namespace certibound::kernels
