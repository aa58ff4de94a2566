// Points dense in every binade around 0 and both ends of the domain.
#include "points.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace certibound::crosscheck {
namespace {

// Uniform on [0, 1), 53 bits.
double unit(std::uint64_t bits) { return std::ldexp(static_cast<double>(bits >> 11), -53); }

// A number of [2^exponent, 2^(exponent+1)): in the first rounds the power of two and its neighbours, then random.
template <class T>
T in_binade(int exponent, std::uint64_t round, std::uint64_t bits) {
  const T power = std::ldexp(T{1}, exponent);
  switch (round) {
    case 0:
      return power;
    case 1:
      return std::nextafter(power, T{0});
    case 2:
      return std::nextafter(power, std::numeric_limits<T>::infinity());
    default:
      return power + static_cast<T>(std::ldexp(unit(bits), exponent));
  }
}

// The family around 0. Every fourth round goes below 2^-64.
template <class T>
T near_zero(double limit, std::uint64_t round, std::uint64_t bits) {
  constexpr int deepest = std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits;
  const int top = std::ilogb(limit) + 1;
  const auto upper = static_cast<std::uint64_t>(top + 64);
  const auto lower = static_cast<std::uint64_t>(-64 - deepest);
  const T sign = bits & 1 ? T{1} : T{-1};
  if (round % 4 != 3) {
    const std::uint64_t k = round / 4 * 3 + round % 4;
    return sign * in_binade<T>(top - 1 - static_cast<int>(k % upper), k / upper, bits);
  }
  const std::uint64_t k = round / 4;
  return sign * in_binade<T>(-65 - static_cast<int>(k % lower), k / lower, bits);
}

// A distance from an end of the domain that T can resolve there, below 2^top.
template <class T>
T distance(double end, int top, std::uint64_t round, std::uint64_t bits) {
  const int deepest = std::ilogb(std::fabs(end)) - std::numeric_limits<T>::digits;
  const auto binades = static_cast<std::uint64_t>(top - deepest);
  return in_binade<T>(top - 1 - static_cast<int>(round % binades), round / binades, bits);
}

}  // namespace

std::uint64_t random_bits(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed * 0xD1342543DE82EF95U + (index + 1) * 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

template <class T>
T check_point(double lo, double hi, std::uint64_t seed, std::uint64_t index) {
  const std::uint64_t round = index / 4;
  const std::uint64_t bits = random_bits(seed, index);
  const int top = std::ilogb(hi - lo);
  T x = 0;
  switch (index % 4) {
    case 0:
      x = near_zero<T>(std::max(-lo, hi) / 2, round, bits);
      break;
    case 1:
      x = static_cast<T>(lo) + distance<T>(lo, top, round, bits);
      break;
    case 2:
      x = static_cast<T>(hi) - distance<T>(hi, top, round, bits);
      break;
    default:
      x = static_cast<T>(lo + (hi - lo) * unit(bits));
  }
  return std::clamp(x, static_cast<T>(lo), static_cast<T>(hi));
}

template double check_point<double>(double, double, std::uint64_t, std::uint64_t);
template float check_point<float>(double, double, std::uint64_t, std::uint64_t);

}  // namespace certibound::crosscheck
