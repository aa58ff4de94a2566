// Axis ticks at round numbers. A tick is an integer times a power of ten and is spelled from these two, so that no
// label shows 0.30000000000000004.
#include <certibound/report/ticks.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace certibound::report {
namespace {

// multiple * 10^exponent for multiple = first, first + stride, ..., last.
struct Grid {
  std::int64_t first = 0, last = -1, stride = 1;
  int exponent = 0;
  std::int64_t count() const { return last < first ? 0 : (last - first) / stride + 1; }
};

double value_of(const std::string& decimal) {
  double value = 0;
  std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
  return value;
}

// The multiples of step * 10^exponent in [lo, hi]; none if the interval is too narrow for 64-bit multiples.
std::optional<Grid> grid_with(double lo, double hi, int step, int exponent) {
  const double unit = std::pow(10.0, exponent) * step;
  const double first = std::ceil(lo / unit), last = std::floor(hi / unit);
  constexpr double limit = 1e17;
  if (!(std::abs(first) < limit && std::abs(last) < limit)) return std::nullopt;
  return Grid{static_cast<std::int64_t>(first) * step, static_cast<std::int64_t>(last) * step, step, exponent};
}

std::string with_point(std::int64_t multiple, int decimals) {
  std::string digits = std::to_string(std::abs(multiple));
  const auto wanted = static_cast<std::size_t>(decimals) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
  return (multiple < 0 ? "-" : "") + digits;
}

std::string scientific(std::int64_t multiple, int exponent) {
  std::string digits = std::to_string(std::abs(multiple));
  const int power = exponent + static_cast<int>(digits.size()) - 1;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.size() > 1) digits.insert(1, ".");
  return fmt::format("{}{}e{}", multiple < 0 ? "-" : "", digits, power);
}

std::string label(std::int64_t multiple, int exponent, bool plain) {
  if (multiple == 0) return "0";
  if (!plain) return scientific(multiple, exponent);
  return exponent >= 0 ? std::to_string(multiple) + std::string(static_cast<std::size_t>(exponent), '0')
                       : with_point(multiple, -exponent);
}

std::vector<Tick> ticks_of(const Grid& grid, double lo, double hi) {
  const double largest = std::max(std::abs(lo), std::abs(hi));
  const bool plain = grid.exponent >= -5 && largest < 1e6;
  std::vector<Tick> ticks;
  for (std::int64_t m = grid.first; m <= grid.last; m += grid.stride) {
    const std::string text = label(m, grid.exponent, plain);
    const double value = value_of(text);
    if (value >= lo && value <= hi) ticks.push_back({value, text});
  }
  return ticks;
}

}  // namespace

std::vector<Tick> linear_ticks(double lo, double hi, int most) {
  const double span = hi - lo;
  if (!(lo < hi) || !std::isfinite(span)) return {};
  const int start = static_cast<int>(std::floor(std::log10(span / most))) - 1;
  for (int exponent = start; exponent <= start + 3; ++exponent) {
    for (const int step : {1, 2, 5}) {
      const auto grid = grid_with(lo, hi, step, exponent);
      if (grid && grid->count() <= most) return ticks_of(*grid, lo, hi);
    }
  }
  return {};
}

std::vector<Tick> logarithmic_ticks(double lo, double hi, int most) {
  const int first = static_cast<int>(std::ceil(std::log10(lo)));
  const int last = static_cast<int>(std::floor(std::log10(hi)));
  if (last - first < 1) return linear_ticks(lo, hi, most);
  const int stride = (last - first) / most + 1;
  const bool plain = first >= -2 && last <= 4;
  std::vector<Tick> ticks;
  for (int power = first; power <= last; power += stride) {
    const std::string text = label(1, power, plain);
    ticks.push_back({value_of(text), text});
  }
  return ticks;
}

}  // namespace certibound::report
