// Correlated images in integer arithmetic.
#include <certibound/data/gaussian_images.hpp>

#include <stdexcept>
#include <string>

namespace certibound {
namespace {

constexpr std::int64_t kOne = 65536;  // the correlation 1

// The largest integer whose square is at most v, 0 <= v <= 2^32, by bisection on bits.
std::int64_t integer_sqrt(std::int64_t v) {
  std::int64_t root = 0;
  for (std::int64_t bit = kOne; bit > 0; bit /= 2) {
    if ((root + bit) * (root + bit) <= v) root += bit;
  }
  return root;
}

}  // namespace

ImagePair gaussian_pair(int n, int d, std::int32_t steps, PortableRandom& random) {
  if (steps > kOne || steps < -kOne) {
    throw std::invalid_argument("a correlation of " + std::to_string(steps) + "/65536 lies outside [-1, 1]");
  }
  const std::int64_t other = integer_sqrt(kOne * kOne - std::int64_t{steps} * steps);
  std::vector<std::int32_t> x, y;
  const std::int64_t count = std::int64_t{n} * n * d;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t own = random.nearly_normal();
    const std::int64_t fresh = random.nearly_normal();
    x.push_back(static_cast<std::int32_t>(own));
    // Rounded to the nearest integer; >> rounds down (C++20), and whole multiples of 65536 stay exact.
    y.push_back(static_cast<std::int32_t>((steps * own + other * fresh + kOne / 2) >> 16));
  }
  return {Image(n, d, std::move(x)), Image(n, d, std::move(y))};
}

std::int32_t spread_correlation(std::size_t i, std::size_t count) {
  if (count <= 1) return 0;
  const std::int64_t ends = static_cast<std::int64_t>(count) - 1;
  const std::int64_t place = 2 * static_cast<std::int64_t>(i) - ends;  // -ends..ends
  const std::int64_t magnitude = ((place < 0 ? -place : place) * kOne + ends / 2) / ends;
  return static_cast<std::int32_t>(place < 0 ? -magnitude : magnitude);
}

}  // namespace certibound
