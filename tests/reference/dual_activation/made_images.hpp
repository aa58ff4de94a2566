// Images that the tests of this room are made of.
#pragma once

#include <certibound/image/image.hpp>

#include <cstdint>
#include <random>

namespace certibound {

// Values uniform in low..high.
inline Image random_image(int n, int d, std::int32_t low, std::int32_t high, std::mt19937_64& engine) {
  std::vector<std::int32_t> values(static_cast<std::size_t>(n * n * d));
  const std::uint64_t count = static_cast<std::uint64_t>(std::int64_t{high} - low) + 1;
  for (auto& v : values) v = static_cast<std::int32_t>(low + static_cast<std::int64_t>(engine() % count));
  return Image(n, d, std::move(values));
}

inline Image scaled(const Image& x, std::int32_t factor) {
  std::vector<std::int32_t> values(x.values().begin(), x.values().end());
  for (auto& v : values) v *= factor;
  return Image(x.side(), x.channels(), std::move(values));
}

// Moved cyclically up and to the left.
inline Image shifted(const Image& x, int rows, int columns) {
  std::vector<std::int32_t> values;
  for (int i = 0; i < x.side(); ++i) {
    for (int j = 0; j < x.side(); ++j) {
      for (int k = 0; k < x.channels(); ++k) {
        values.push_back(x.at((i + rows) % x.side(), (j + columns) % x.side(), k));
      }
    }
  }
  return Image(x.side(), x.channels(), std::move(values));
}

}  // namespace certibound
