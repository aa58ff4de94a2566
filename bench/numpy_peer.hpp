// numpy as a peer, in a process of its own: what it computed, and how long it took by its own clock (CPU time of its thread).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <cstdint>

namespace certibound::bench {

struct NumpyRun {
  std::vector<double> values;  // as numpy_peer.py prints them, in order
  double ns;                   // median per item
};

// Runs numpy_peer.py with these arguments and this standard input. Nothing if there is no Python or no numpy.
std::optional<NumpyRun> run_numpy(const std::string& arguments, std::span<const std::uint8_t> input = {});

}  // namespace certibound::bench
