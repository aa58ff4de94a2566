// Floats with consecutive bit patterns of one binade are evenly spaced, so one Taylor polynomial in double, with the proven
// error of Function::expand, serves thousands of them. Where it does not (near a branch point, where the function turns
// quickly) the run is halved; runs of 16 numbers go to the interval judge one by one, and so does every point at which the
// error bound leaves the nearest float or ulp(f) open.
#include "every_float.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace certibound::crosscheck {
namespace {

constexpr int kDegree = 7;
constexpr Precision kExpansionBits = 96;
constexpr std::uint32_t kShortest = 16;
constexpr double kWanted = 0x1p-18;  // the largest error of an expansion, in ULP of the smallest value of the run
constexpr std::size_t kStrip = 512;

float number(bool negative, std::uint32_t bits) { return std::bit_cast<float>(bits | (negative ? 0x80000000U : 0U)); }

// ulp(v) in float for a double v in the normal range of double.
double float_ulp(double v) {
  constexpr std::uint64_t exponent_bits = 0x7FF0000000000000U;
  constexpr std::uint64_t smallest_normal = std::uint64_t{1023 - 126} << 52;
  const std::uint64_t power = std::max(std::bit_cast<std::uint64_t>(v) & exponent_bits, smallest_normal);
  return std::bit_cast<double>(power) * 0x1p-23;
}

// One strip of results against the polynomial: an upper bound of each error in ULP, and whether it is certain.
struct Strip {
  std::array<double, kStrip> upper;
  std::array<unsigned char, kStrip> misrounded, open;
};

void compare_strip(Strip& strip, const float* x, const float* out, std::size_t n, const double* c, double center, double error) {
  for (std::size_t i = 0; i < n; ++i) {
    const double h = static_cast<double>(x[i]) - center;  // exact
    double v = c[kDegree];
    for (int k = kDegree - 1; k >= 0; --k) v = v * h + c[k];
    const double lo = v - error, hi = v + error;
    const auto nearest_lo = static_cast<float>(lo), nearest_hi = static_cast<float>(hi);
    const double unit = float_ulp(lo), unit_hi = float_ulp(hi);
    const double distance = std::fabs(static_cast<double>(out[i]) - v) + error;
    strip.upper[i] = distance / std::min(unit, unit_hi) * (1 + 0x1p-50);
    strip.misrounded[i] = out[i] != nearest_lo;
    // Across a power of two the smaller unit gives a bound, up to twice the error: good enough for a small one. The last
    // comparison is false for NaN and for an overflow of out, v or the quotient.
    const bool unit_known = (unit == unit_hi) | (strip.upper[i] <= 0.25);
    strip.open[i] = !((nearest_lo == nearest_hi) & unit_known & (strip.upper[i] < 0x1p900));
  }
}

}  // namespace

bool smooth_between_floats(const Function& function, double lo, double hi) {
  for (int e = 0; e <= 120; e += 8) {
    for (const double sign : {1.0, -1.0}) {
      const double a = sign * std::ldexp(1.0, e), b = a * (1 + 0x1p-7);
      if (std::min(a, b) < lo || std::max(a, b) > hi || function.at(a, 0, 64).place != Place::inside) continue;
      const Value value = function.on(std::min(a, b), std::max(a, b), 64);
      if (value.place == Place::unknown && value.enclosure.is_entire()) return false;  // known at points only
      if (value.place != Place::inside || !value.enclosure.is_bounded()) continue;  // overflow
      if (mpfr_cmp_d(mig(value.enclosure).get(), largest(kFloat)) > 0) continue;
      bool found = false;
      for (double radius = std::fabs(a) * 0x1p-8; !found && radius > std::fabs(a) * 0x1p-14; radius /= 2) {
        const Expansion expansion = function.expand(a + sign * radius, radius, kDegree, kExpansionBits);
        found = !expansion.coefficients.empty() &&
                expansion.error <= std::max(0x1p-150, std::fabs(expansion.coefficients[0]) * 0x1p-20);
      }
      if (!found) return false;
    }
  }
  return true;
}

FloatCheck::Known FloatCheck::expand(bool negative, std::uint32_t first, std::uint32_t count) const {
  const double a = number(negative, first), b = number(negative, first + count - 1);
  Known out{first, 0, (a + b) / 2, {}, 0};  // the sum of two floats of one binade is exact
  const double radius = std::fabs(b - a) / 2;
  if (std::min(a, b) < lo_ || std::max(a, b) > hi_ || radius == 0) return out;
  out.expansion = function_.expand(out.center, radius, kDegree, kExpansionBits);
  if (out.expansion.coefficients.empty()) return out;
  double spread = 0, power = 1;
  for (const double c : out.expansion.coefficients) {
    spread += std::fabs(c) * power;
    power *= radius;
  }
  const double head = std::fabs(out.expansion.coefficients[0]);
  const double smallest_value = head - (spread * (1 + 0x1p-48) - head) * (1 + 0x1p-48) - out.expansion.error;
  // v - error, v + error and the distance round; all of them are below spread + error.
  out.error = (out.expansion.error + (spread + out.expansion.error) * 0x1p-51) * (1 + 0x1p-50);
  if (out.error <= kWanted * float_ulp(std::max(smallest_value, 0.0)) && spread < 0x1p900) out.count = count;
  return out;
}

void FloatCheck::begin_part(std::uint32_t part) {
  for (const bool negative : {false, true}) whole_[negative ? 1 : 0] = expand(negative, part * kPartFloats, kPartFloats);
}

void FloatCheck::take(std::uint32_t first, std::span<const float> plus, std::span<const float> minus) {
  judge(false, first, plus, &whole_[0]);
  judge(true, first, minus, &whole_[1]);
  compare_signs(first, plus, minus);
}

void FloatCheck::judge(bool negative, std::uint32_t first, std::span<const float> out, const Known* known) {
  const auto count = static_cast<std::uint32_t>(out.size());
  if (known != nullptr && known->count > 0) return judge_with(*known, negative, first, out);
  const double a = number(negative, first), b = number(negative, first + count - 1);
  if (std::max(a, b) < lo_ || std::min(a, b) > hi_) return;
  if (count <= kShortest) return judge_each(negative, first, out);
  if (outside(negative, first, out) || judge_infinite(negative, first, out)) return;
  const Known own = expand(negative, first, count);
  if (own.count > 0) return judge_with(own, negative, first, out);
  judge(negative, first, out.first(count / 2), nullptr);
  judge(negative, first + count / 2, out.subspan(count / 2), nullptr);
}

void FloatCheck::judge_each(bool negative, std::uint32_t first, std::span<const float> out) {
  for (std::uint32_t i = 0; i < out.size(); ++i) {
    const double x = number(negative, first + i);
    if (x >= lo_ && x <= hi_) tally_.judge_rigorously({x, 0, out[i]});
  }
}

bool FloatCheck::outside(bool negative, std::uint32_t first, std::span<const float> out) {
  const double a = number(negative, first), b = number(negative, first + static_cast<std::uint32_t>(out.size()) - 1);
  if (function_.on(std::min(a, b), std::max(a, b), 64).place != Place::outside) return false;
  std::uint64_t right = 0;
  for (std::uint32_t i = 0; i < out.size(); ++i) {
    const double x = number(negative, first + i);
    const bool counts = (x >= lo_) & (x <= hi_), is_nan = out[i] != out[i];
    right += counts & is_nan;
    if (counts && !is_nan) tally_.add_outside({x, 0, out[i]});
  }
  tally_.add_outside(right);
  return true;
}

// Values that certainly overflow: the one right result is an infinity.
bool FloatCheck::judge_infinite(bool negative, std::uint32_t first, std::span<const float> out) {
  const double a = number(negative, first), b = number(negative, first + static_cast<std::uint32_t>(out.size()) - 1);
  if (std::min(a, b) < lo_ || std::max(a, b) > hi_) return false;
  const Value value = function_.on(std::min(a, b), std::max(a, b), 64);
  if (value.place != Place::inside) return false;
  const double right = nearest(kFloat, value.enclosure.lo());
  if (!std::isinf(right) || nearest(kFloat, value.enclosure.hi()) != right) return false;
  std::array<std::uint64_t, kErrorClasses> classes{};
  std::uint64_t good = 0;
  for (std::uint32_t i = 0; i < out.size(); ++i) {
    if (out[i] == static_cast<float>(right)) {
      ++good;
    } else {
      tally_.judge_rigorously({number(negative, first + i), 0, out[i]});
    }
  }
  classes[0] = good;
  if (good > 0) tally_.add_judged({a, 0, right}, 0, good, 0, classes);
  return true;
}

void FloatCheck::judge_with(const Known& known, bool negative, std::uint32_t first, std::span<const float> out) {
  Strip strip;
  std::array<float, kStrip> x;
  std::array<std::uint64_t, kErrorClasses> classes{};
  std::uint64_t points = 0, misrounded = 0;
  double upper = -1;
  Sample worst;
  for (std::size_t done = 0; done < out.size(); done += kStrip) {
    const std::size_t n = std::min(kStrip, out.size() - done);
    for (std::size_t i = 0; i < n; ++i) x[i] = number(negative, first + static_cast<std::uint32_t>(done + i));
    compare_strip(strip, x.data(), out.data() + done, n, known.expansion.coefficients.data(), known.center, known.error);
    for (std::size_t i = 0; i < n; ++i) {
      if (strip.open[i]) {
        tally_.judge_rigorously({x[i], 0, out[done + i]});
        continue;
      }
      ++points;
      misrounded += strip.misrounded[i];
      ++classes[strip.misrounded[i] ? error_class(strip.upper[i]) : 0];
      if (strip.upper[i] > upper) {
        upper = strip.upper[i];
        worst = {x[i], 0, out[done + i]};
      }
    }
  }
  if (points > 0) tally_.add_judged(worst, upper, points, misrounded, classes);
  compare_neighbours(negative, first, out, known.expansion.direction);
}

void FloatCheck::compare_neighbours(bool negative, std::uint32_t first, std::span<const float> out, int direction) {
  if (direction == 0) return;
  const bool up = (direction > 0) != negative;  // as the bits grow
  std::uint64_t bad = 0;
  for (std::size_t i = 0; i + 1 < out.size(); ++i) bad += up ? out[i + 1] < out[i] : out[i + 1] > out[i];
  monotone_.pairs += out.size() - 1;
  if (bad > 0 && monotone_.violations == 0) {
    std::size_t i = 0;
    while (!(up ? out[i + 1] < out[i] : out[i + 1] > out[i])) ++i;
    const auto sample = [&](std::size_t k) {
      return Sample{number(negative, first + static_cast<std::uint32_t>(k)), 0, out[k]};
    };
    monotone_.first = sample(negative ? i + 1 : i);
    monotone_.second = sample(negative ? i : i + 1);
  }
  monotone_.violations += bad;
}

void FloatCheck::compare_signs(std::uint32_t first, std::span<const float> plus, std::span<const float> minus) {
  if (function_.parity() == Parity::none) return;
  const float sign = function_.parity() == Parity::odd ? -1.0F : 1.0F;
  for (std::size_t i = 0; i < plus.size(); ++i) {
    const float mirrored = sign * minus[i];
    if (plus[i] == mirrored || (std::isnan(plus[i]) && std::isnan(mirrored))) continue;
    const double x = number(false, first + static_cast<std::uint32_t>(i));
    if (x > hi_ || -x < lo_) continue;
    if (symmetric_.violations++ == 0) {
      symmetric_.first = {x, 0, plus[i]};
      symmetric_.second = {-x, 0, minus[i]};
    }
  }
  symmetric_.pairs += plus.size();
}

}  // namespace certibound::crosscheck
