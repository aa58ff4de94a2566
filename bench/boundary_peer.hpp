// Boundary counts as a user of OpenCV writes them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace certibound::bench {

// A call that returns |d_r(a, b)|, a and b n n bytes each (0 or not) that must outlive it; border and structuring element are
// prepared before. Empty if OpenCV was not installed.
std::function<std::uint64_t()> boundary_by_opencv(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b, int n, int r);

std::vector<std::string> missing_boundary_peers();

}  // namespace certibound::bench
