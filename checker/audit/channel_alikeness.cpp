#include "channel_alikeness.hpp"

#include <certibound/interval/functions.hpp>

#include <vector>

namespace certibound {
namespace {

// Exact; each is at most the squared norm of the image in size (Cauchy-Schwarz).
std::int64_t channel_product(const Image& image, int a, int b) {
  const auto values = image.values();
  const auto channels = static_cast<std::size_t>(image.channels());
  std::int64_t sum = 0;
  for (std::size_t at = 0; at < values.size(); at += channels) {
    sum += std::int64_t{values[at + static_cast<std::size_t>(a)]} * values[at + static_cast<std::size_t>(b)];
  }
  return sum;
}

}  // namespace

std::optional<ChannelAlikeness> channel_alikeness(const Image& image, Precision bits) {
  const int d = image.channels();
  if (d < 2) return std::nullopt;
  std::vector<Interval> norms;
  for (int k = 0; k < d; ++k) {
    const std::int64_t squared = channel_product(image, k, k);
    if (squared == 0) return std::nullopt;
    norms.push_back(sqrt(Interval(static_cast<long>(squared), bits)));
  }
  const Interval half_turn(180L, bits), one(1L, bits);
  ChannelAlikeness sum{Interval(0L, bits), Interval(0L, bits)};
  for (int a = 0; a < d; ++a) {
    for (int b = a + 1; b < d; ++b) {
      const Interval &x = norms[static_cast<std::size_t>(a)], &y = norms[static_cast<std::size_t>(b)];
      const Interval cosine = min(Interval(static_cast<long>(channel_product(image, a, b)), bits) / (x * y), one);
      sum.degrees = sum.degrees + acos(cosine) * half_turn / Interval::pi(bits);
      sum.difference = sum.difference + abs(x - y) / max(x, y);
    }
  }
  const Interval pairs(static_cast<long>(d) * (d - 1) / 2, bits);
  return ChannelAlikeness{sum.degrees / pairs, sum.difference / pairs};
}

}  // namespace certibound
